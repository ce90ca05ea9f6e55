//! Reads which parts belong to a part: takes its path, gives the paths of its styles, numbering, notes, headers and footers.

use super::ReadError;
use super::package::Package;
use super::xml::{Space, Xml};
use std::collections::HashMap;

/// The relationships of a part.
#[derive(Debug, Default)]
pub(super) struct Relations {
    /// The first path of each kind: the last piece of its type, which strict and transitional files share.
    kinds: HashMap<String, String>,
    ids: HashMap<String, String>,
}

impl Relations {
    /// Reads the relationships of a part; those of the package itself for the empty path.
    pub(super) fn of(package: &mut Package<'_>, path: &str) -> Result<Self, ReadError> {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let Some(text) = package.part(&Self::path(path))? else {
            return Ok(Self::default());
        };
        let (mut xml, _) = Xml::open(&text)?;
        let mut relations = Self::default();
        while let Some(tag) = xml.element()? {
            let external = tag.attribute("TargetMode").as_deref() == Some("External");
            if tag.is() == (Space::Relations, "Relationship") && !external {
                let kind = tag.attribute("Type").unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or("").to_owned();
                let id = tag.attribute("Id").unwrap_or_default();
                let path = join(folder, &tag.attribute("Target").unwrap_or_default());
                relations.kinds.entry(kind).or_insert_with(|| path.clone());
                relations.ids.entry(id).or_insert(path);
            }
            xml.skip()?;
        }
        Ok(relations)
    }

    /// Where the relationships of a part are kept.
    pub(super) fn path(path: &str) -> String {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        join(folder, &format!("_rels/{name}.rels"))
    }

    /// The path of the first part of a kind: `styles`, `footnotes`.
    pub(super) fn first(&self, kind: &str) -> Option<&str> {
        self.kinds.get(kind).map(String::as_str)
    }

    /// The path of the part that an id stands for.
    pub(super) fn by_id(&self, id: &str) -> Option<&str> {
        self.ids.get(id).map(String::as_str)
    }
}

/// A path as seen from a folder of the package.
fn join(folder: &str, path: &str) -> String {
    let path = path.replace('\\', "/");
    let whole = match path.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}/{path}"),
    };
    let mut pieces: Vec<&str> = Vec::new();
    for piece in whole.split('/') {
        match piece {
            "" | "." => {}
            ".." => {
                pieces.pop();
            }
            piece => pieces.push(piece),
        }
    }
    pieces.join("/")
}

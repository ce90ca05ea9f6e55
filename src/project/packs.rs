//! Finds rule packs: takes the folder built into the binary and the paths of `--rules`, gives the text of every rule file
//! by pack. Parsing, and which pack replaces which, is left to `syntax` and `check`.

use crate::codes::project::{RULES_TOO_MANY, RULES_UNREADABLE};
use crate::diag::Problem;
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/rules");

/// No rule file and no file beside one may be longer.
const MAX_BYTES: u64 = 8 * 1024 * 1024;
/// No folder of rules may hold more entries.
const MAX_ENTRIES: usize = 20_000;
/// No folder of rules may be deeper.
const MAX_DEPTH: usize = 16;
/// Files that a rule file may name: calendars and cases.
const COMPANIONS: &[&str] = &["toml", "txt", "md", "csv", "tsv", "json", "jsonl"];

/// The files of one pack, which is one folder or one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PackSource {
    /// The name where no file has a `pack` item: the folder's path under the root, or the stem of a single file.
    pub name_hint: String,
    /// 0 for what is built in, then 1, 2 … for each `--rules`: a pack replaces those of its name in lower layers.
    pub layer: usize,
    /// Name shown to people and text of each rule file, sorted by name.
    pub files: Vec<(String, String)>,
    /// Text of the other files that a rule may name, by path from the pack's folder with `/`.
    pub companions: BTreeMap<String, String>,
}

/// What was found under the paths of `--rules`.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The packs, sorted by layer and name.
    pub packs: Vec<PackSource>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// The packs that are built into the binary, sorted by name.
pub fn embedded() -> Vec<PackSource> {
    let mut files = Vec::new();
    gather_embedded(&EMBEDDED, &mut files);
    group("", "rules", 0, files)
}

/// The built-in packs and those under `paths`, in this order.
pub fn all(paths: &[PathBuf]) -> Found {
    let mut found = read(paths);
    let mut packs = embedded();
    packs.append(&mut found.packs);
    found.packs = packs;
    found
}

/// The packs under each of `paths`: a root with packs in folders, one pack's folder, or one rule file.
///
/// What cannot be read is a problem with one of the codes `hegui::project::rules_unreadable` and
/// `hegui::project::rules_too_many`; everything else is still given.
pub fn read(paths: &[PathBuf]) -> Found {
    let mut found = Found::default();
    for (at, path) in paths.iter().enumerate() {
        let layer = at + 1;
        if path.is_file() {
            read_single(path, layer, &mut found);
        } else {
            read_root(path, layer, &mut found);
        }
    }
    found
}

fn read_single(path: &Path, layer: usize, found: &mut Found) {
    match read_text(path) {
        Ok(text) => found.packs.push(PackSource {
            name_hint: stem(path),
            layer,
            files: vec![(shown(path), text)],
            companions: BTreeMap::new(),
        }),
        Err(why) => found.problems.push(unreadable(path, &why)),
    }
}

fn read_root(root: &Path, layer: usize, found: &mut Found) {
    let mut files = Vec::new();
    let before = found.problems.len();
    let walk = WalkDir::new(root)
        .follow_links(true)
        .max_depth(MAX_DEPTH)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !hidden(entry.path()));
    for (count, entry) in walk.enumerate() {
        if count >= MAX_ENTRIES {
            found.problems.push(Problem::global(
                RULES_TOO_MANY,
                format!("`{}` holds more than {MAX_ENTRIES} files", shown(root)),
            ));
            break;
        }
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                gather_file(root, entry.path(), &mut files, found);
            }
            Ok(_) => {}
            Err(error) => {
                let path = error.path().unwrap_or(root).to_path_buf();
                found.problems.push(unreadable(&path, &why_walk(&error)));
            }
        }
    }
    if !files.iter().any(|(path, _)| is_rule(path)) && found.problems.len() == before {
        found
            .problems
            .push(unreadable(root, "it holds no `.hegui` file"));
    }
    let own = root
        .canonicalize()
        .ok()
        .as_deref()
        .unwrap_or(root)
        .file_name()
        .map_or_else(|| "rules".to_owned(), |name| name.to_string_lossy().into());
    found
        .packs
        .append(&mut group(&own, &shown(root), layer, files));
}

fn gather_file(root: &Path, path: &Path, files: &mut Vec<(String, String)>, found: &mut Found) {
    let relative = shown(path.strip_prefix(root).unwrap_or(path));
    let rule = is_rule(&relative);
    if !rule && !is_companion(&relative) {
        return;
    }
    match read_text(path) {
        Ok(text) => files.push((relative, text)),
        // A companion that cannot be read is missed, and named, where a rule asks for it.
        Err(why) if rule => found.problems.push(unreadable(path, &why)),
        Err(_) => {}
    }
}

fn gather_embedded(dir: &Dir<'_>, files: &mut Vec<(String, String)>) {
    for file in dir.files() {
        let path = shown(file.path());
        if (is_rule(&path) || is_companion(&path))
            && let Some(text) = file.contents_utf8()
        {
            files.push((path, text.to_owned()));
        }
    }
    for inner in dir.dirs() {
        gather_embedded(inner, files);
    }
}

/// Makes a pack of every folder that holds a rule file; other files go to the nearest such folder above them.
fn group(own: &str, root: &str, layer: usize, files: Vec<(String, String)>) -> Vec<PackSource> {
    let mut packs: BTreeMap<String, PackSource> = BTreeMap::new();
    let (rules, others): (Vec<_>, Vec<_>) = files.into_iter().partition(|(path, _)| is_rule(path));
    for (path, text) in rules {
        let (folder, _) = split(&path);
        let pack = packs.entry(folder.to_owned()).or_default();
        pack.files.push((format!("{root}/{path}"), text));
    }
    for (path, text) in others {
        let home = ancestors(split(&path).0).find(|folder| packs.contains_key(*folder));
        if let Some(pack) = home.and_then(|folder| packs.get_mut(folder)) {
            let inside = home.map_or(0, |folder| match folder {
                "" => 0,
                folder => folder.len() + 1,
            });
            let key = path.get(inside..).unwrap_or(&path).to_owned();
            pack.companions.insert(key, text);
        }
    }
    packs
        .into_iter()
        .map(|(folder, mut pack)| {
            pack.files.sort();
            pack.layer = layer;
            pack.name_hint = if folder.is_empty() {
                own.to_owned()
            } else {
                folder
            };
            pack
        })
        .collect()
}

fn ancestors(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder), |folder| {
        (!folder.is_empty()).then(|| split(folder).0)
    })
}

fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

fn read_text(path: &Path) -> Result<String, String> {
    let length = path
        .metadata()
        .map_err(|error| error.kind().to_string())?
        .len();
    if length > MAX_BYTES {
        return Err(format!("it is longer than {} MiB", MAX_BYTES / 1024 / 1024));
    }
    let bytes = std::fs::read(path).map_err(|error| error.kind().to_string())?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        format!("it is not UTF-8 (byte {})", at + 1)
    })?;
    Ok(text
        .strip_prefix('\u{feff}')
        .map_or_else(|| text.clone(), str::to_owned))
}

fn unreadable(path: &Path, why: &str) -> Problem {
    Problem::global(
        RULES_UNREADABLE,
        format!("rules `{}` cannot be read: {why}", shown(path)),
    )
}

fn why_walk(error: &walkdir::Error) -> String {
    if error.loop_ancestor().is_some() {
        "the link leads back to a folder above it".to_owned()
    } else {
        error.io_error().map_or_else(
            || "unknown reason".to_owned(),
            |error| error.kind().to_string(),
        )
    }
}

fn hidden(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn is_rule(path: &str) -> bool {
    extension(path) == Some("hegui")
}

fn is_companion(path: &str) -> bool {
    extension(path).is_some_and(|extension| COMPANIONS.contains(&extension))
}

fn extension(path: &str) -> Option<&str> {
    split(path)
        .1
        .rsplit_once('.')
        .map(|(_, extension)| extension)
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .map_or_else(String::new, |stem| stem.to_string_lossy().into())
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

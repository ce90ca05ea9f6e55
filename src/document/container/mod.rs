//! Reads containers: takes the bytes of a SQL, JSON or YAML file, gives the documents among its string values, each with a map back
//! to the file. Structure and folding are left to the readers of documents.

mod assemble;
mod broken;
mod copied;
mod gather;
mod json;
mod literal;
mod path;
mod sql;
mod statement;
mod unescape;
mod value;
mod yaml;

use super::ReadError;
use super::decode;
use super::fold::Folded;
use super::format::Format;
use super::lines::Lines;
use crate::codes::input;
use crate::source::Place;
use broken::Broken;
use gather::Gathered;
use std::ops::Range;

/// A container as it was read.
pub(super) struct Container {
    /// The decoded file.
    pub(super) text: String,
    /// What it was decoded as.
    pub(super) encoding: &'static str,
    /// Comments: bytes of the file with the marks, and the words without them.
    pub(super) comments: Vec<(Range<usize>, String)>,
    gathered: Gathered,
}

/// A document of a container.
pub(super) struct Held {
    /// Its path; `None` where the short values of the whole file make one document.
    pub(super) part: Option<String>,
    /// Its strings, decoded, and where they come from in the file.
    pub(super) decoded: Folded,
    /// Its folded lines; their shifts point into the decoded strings.
    pub(super) lines: Lines,
    /// Comments inside its strings: bytes of the file, and the words without marks.
    pub(super) comments: Vec<(Range<usize>, String)>,
    /// Whether a string of it is marked up, so that it can set words apart.
    pub(super) carries_marks: bool,
    /// The bytes of the file from its first string to its last.
    pub(super) range: Range<usize>,
}

/// Reads a container.
pub(super) fn read(
    format: Format,
    bytes: &[u8],
    encoding: Option<&str>,
) -> Result<Container, ReadError> {
    let (text, encoding) = decode::decode(bytes, encoding)?;
    let mut comments = Vec::new();
    let gathered = match format {
        Format::Sql => sql::read(&text, &mut comments),
        Format::Yaml => yaml::read(&text, &mut comments),
        _ => json::read(&text),
    };
    let gathered = gathered.map_err(|error| error.told(format, &text))?;
    if gathered.scattered > MOST_SCATTERED {
        return Err(ReadError::new(
            input::TOO_LARGE,
            format!(
                "the file holds no long text, and short values of more than {MOST_SCATTERED} bytes are data and no document"
            ),
            format!("文件不含长文本，且短值合计超过 {MOST_SCATTERED} 字节，是数据而不是文档"),
        ));
    }
    Ok(Container {
        text,
        encoding,
        comments,
        gathered,
    })
}

impl Container {
    /// The places of all values that belong to documents.
    pub(super) fn places(&self) -> Vec<(u32, Place)> {
        self.gathered.places(&self.text)
    }

    /// The documents, decoded one by one from the file's text.
    pub(super) fn documents<'a>(
        &'a self,
        text: &'a str,
    ) -> impl Iterator<Item = Result<Held, ReadError>> + 'a {
        let records = self.gathered.records.iter();
        records.map(move |record| assemble::assemble(text, &self.gathered.paths, record))
    }
}

/// The most bytes of short values that are taken for one document.
const MOST_SCATTERED: usize = 1 << 20;

//! Holds the texts that problems point into: takes a file's name and text, gives back lines, character
//! columns and UTF-16 columns for byte offsets. Reading files and drawing snippets are left to others.

mod place;

pub use place::{Part, Place};

use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Index of a [`Source`] in [`Sources`].
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct FileId(pub u32);

/// A half-open byte range in one source text. Both ends lie on character boundaries.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Span {
    /// The text that the range lies in.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span over `start..end` of `file`.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        Self {
            file,
            start: clamp(start),
            end: clamp(end),
        }
    }

    /// The smallest span that covers both; the file is that of `self`.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        Span {
            file: self.file,
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The range as `usize`, for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

fn clamp(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// A place in a text as people count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    /// Line from 1.
    pub line: u32,
    /// Column from 1, in characters (Unicode scalar values).
    pub column: u32,
    /// Column from 1, in UTF-16 code units.
    pub column_utf16: u32,
}

/// One text with its name and the starts of its lines. The documents of a container share one, so copies are cheap.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    text: Arc<str>,
    line_starts: Arc<[u32]>,
    places: Arc<[(u32, Place)]>,
}

impl Source {
    /// Indexes `text`. Lines end with `\n`, `\r\n` or a lone `\r`.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let line_starts = line_starts(&text);
        Self {
            name: name.into(),
            text: text.into(),
            line_starts: line_starts.into(),
            places: Arc::default(),
        }
    }

    /// A text that was taken out of a file of another kind (a DOCX, a PDF): each place with the byte at which it begins, in order.
    /// Lines and columns then count within the extracted text, and people are told the place as well.
    #[must_use]
    pub fn with_places(mut self, places: Vec<(u32, Place)>) -> Self {
        self.places = places.into();
        self
    }

    /// The same without its text, where only the name and the kind of text are asked for.
    #[must_use]
    pub fn without_text(mut self) -> Self {
        self.text = Arc::default();
        self.line_starts = Arc::default();
        self
    }

    /// Whether the text was taken out of a file of another kind, so that its lines are not lines of that file.
    pub fn is_extracted(&self) -> bool {
        self.places.iter().any(|(_, place)| place.path.is_none())
    }

    /// The place of a byte offset in the file that the text was taken out of; `None` where line and column say it all.
    pub fn place(&self, offset: usize) -> Option<&Place> {
        let after = self
            .places
            .partition_point(|&(start, _)| start as usize <= offset);
        self.places
            .get(after.checked_sub(1)?)
            .map(|(_, place)| place)
    }

    /// The name shown to people: a path with `/`, or what stands for one.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and columns of a byte offset; an offset past the end or inside a character is moved back.
    pub fn position(&self, offset: usize) -> Position {
        let offset = floor_boundary(&self.text, offset);
        let line = self
            .line_starts
            .partition_point(|&start| start as usize <= offset)
            .max(1);
        let start = self
            .line_starts
            .get(line - 1)
            .map_or(0, |&start| start as usize);
        let before = self.text.get(start..offset).unwrap_or("");
        let column = before.chars().count();
        let column_utf16 = before.encode_utf16().count();
        Position {
            line: clamp(line),
            column: clamp(column + 1),
            column_utf16: clamp(column_utf16 + 1),
        }
    }

    /// The text of a line counted from 1, without its line end; empty where there is no such line.
    pub fn line(&self, line: u32) -> &str {
        self.text.get(self.line_range(line)).unwrap_or("")
    }

    /// The byte range of a line counted from 1, without its line end.
    pub fn line_range(&self, line: u32) -> std::ops::Range<usize> {
        let index = (line as usize).saturating_sub(1);
        let Some(&start) = self.line_starts.get(index) else {
            return self.text.len()..self.text.len();
        };
        let start = start as usize;
        let end = self
            .line_starts
            .get(index + 1)
            .map_or(self.text.len(), |&next| next as usize);
        let line = self.text.get(start..end).unwrap_or("");
        start..start + line.trim_end_matches(['\n', '\r']).len()
    }

    /// How many lines the text has; an empty text has one.
    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }
}

/// Moves `offset` back to the nearest character boundary within `text`.
pub fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

fn line_starts(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    let mut starts = Vec::with_capacity(bytes.len() / 64 + 1);
    starts.push(0);
    for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
        let ends = bytes.get(at) == Some(&b'\n') || bytes.get(at + 1) != Some(&b'\n');
        if ends {
            starts.push(clamp(at + 1));
        }
    }
    starts
}

/// All texts of a run, by [`FileId`].
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// Takes a text in and gives its id.
    pub fn add(&mut self, source: Source) -> FileId {
        let id = FileId(clamp(self.files.len()));
        self.files.push(source);
        id
    }

    /// The text of an id; `None` for an id of another collection.
    pub fn get(&self, id: FileId) -> Option<&Source> {
        self.files.get(id.0 as usize)
    }

    /// The words that a span covers, empty where it covers none.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.file)
            .and_then(|source| source.text().get(span.range()))
            .unwrap_or("")
    }

    /// Every id with its text, in the order they came in.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.files
            .iter()
            .enumerate()
            .map(|(at, source)| (FileId(clamp(at)), source))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_after_chinese_text() {
        let source = Source::new("a", "甲方\r\n第八条 𠮷x\n");
        let offset = source.text().find('x').unwrap_or(0);
        let position = source.position(offset);
        assert_eq!(
            (position.line, position.column, position.column_utf16),
            (2, 6, 7)
        );
        assert_eq!(source.line(1), "甲方");
        assert_eq!(source.line(2), "第八条 𠮷x");
        assert_eq!(source.line_count(), 3);
    }
}

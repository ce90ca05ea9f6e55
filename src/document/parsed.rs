//! Defines what the reader of a format hands over: the text that positions count in, its folded lines, and what the format adds.

use super::lines::Lines;
use super::tree::Unread;
use crate::source::Place;
use std::ops::Range;

/// One document as the reader of its format hands it over.
#[derive(Debug, Clone, Default)]
pub(super) struct Parsed {
    /// The decoded file; of a DOCX or PDF the text taken out of it, a paragraph a line.
    pub(super) text: String,
    /// What it was decoded as; of a DOCX `binary`, of a PDF what its text was taken from.
    pub(super) encoding: &'static str,
    /// Its folded lines; their shifts point into `text`.
    pub(super) lines: Lines,
    /// Places of an extracted text or of a container's records, each with the byte of `text` at which it begins, in order.
    pub(super) places: Vec<(u32, Place)>,
    /// Comments: bytes of `text` with the marks, and the words without them.
    pub(super) comments: Vec<(Range<usize>, String)>,
    /// Parts that could not be read.
    pub(super) unread: Vec<Unread>,
    /// It carries no marks although its format could: the text of a scan.
    pub(super) markless: bool,
    /// Which document of the file it is, where a file holds several.
    pub(super) part: Option<String>,
}

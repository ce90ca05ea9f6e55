//! Reads documents into one type: takes bytes and the languages' data, gives text, structure, a folded view and positions. Judging is left to `engine`.

mod boxed;
mod charset;
mod container;
mod decode;
mod docx;
mod ends;
pub mod figure;
mod finder;
pub mod fold;
mod folding;
mod format;
mod furniture;
mod html;
mod letters;
mod lines;
mod markdown;
mod number;
mod numerals;
mod parsed;
mod pdf;
mod plausible;
mod reader;
mod split;
mod steps;
mod structure;
mod styles;
mod survey;
mod text;
pub mod traditional;
mod tree;

pub use decode::LARGEST;
pub use format::{ENDINGS, Format};
pub use reader::Reader;
pub use steps::{Decoded, Lined};
pub use tree::{Comment, Document, Mark, MarkKind, Node, NodeId, NodeKind, Unread};

use crate::codes::Code;
use crate::ir::Words;
use crate::ir::lang::Language;

/// How a document is to be read.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions<'a> {
    /// The encoding to use, by any name that the web knows (`gbk`, `utf-16le`); `None`: found out.
    pub encoding: Option<String>,
    /// The languages' data: numbering styles, sentence ends, placeholders, titles. Where they give none, built-in ones stand in.
    pub languages: &'a [Language],
}

/// Why a document could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .reason.get(crate::ir::Lang::En))]
pub struct ReadError {
    /// A code of the stage `input`.
    pub code: Code,
    /// Why, in one line.
    pub reason: Words,
}

impl ReadError {
    fn new(code: Code, en: impl Into<String>, zh: impl Into<String>) -> Self {
        Self {
            code,
            reason: Words::both(en, zh),
        }
    }
}

/// Reads a file that holds one document; see [`Reader::read`].
///
/// # Errors
///
/// As [`Reader::read`].
pub fn read(name: &str, bytes: &[u8], options: &ReadOptions<'_>) -> Result<Document, ReadError> {
    let reader = reader::reader_for(options.languages);
    reader.read(name, bytes, options.encoding.as_deref())
}

/// Reads a PDF of which another program took the text out; see [`Reader::read_extracted`].
///
/// # Errors
///
/// As [`Reader::read_extracted`].
pub fn read_extracted(
    name: &str,
    bytes: &[u8],
    extracted: &str,
    options: &ReadOptions<'_>,
) -> Result<Vec<Document>, ReadError> {
    reader::reader_for(options.languages).read_extracted(name, bytes, extracted)
}

/// Reads every document of a file; see [`Reader::read_all`].
///
/// # Errors
///
/// As [`Reader::read_all`].
pub fn read_all(
    name: &str,
    bytes: &[u8],
    options: &ReadOptions<'_>,
) -> Result<Vec<Document>, ReadError> {
    let reader = reader::reader_for(options.languages);
    reader.read_all(name, bytes, options.encoding.as_deref())
}

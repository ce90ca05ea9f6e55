//! Reads documents into one type: takes bytes and the languages' data, gives text, structure, a folded view and positions. Judging is left to `engine`.

mod decode;
pub mod figure;
pub mod fold;
mod folding;
mod lines;
mod markdown;
mod numerals;
mod plausible;
mod structure;
mod styles;
mod text;
pub mod traditional;
mod tree;

pub use tree::{Document, Mark, MarkKind, Node, NodeId, NodeKind};

use crate::codes::{Code, input};
use crate::ir::Words;
use crate::ir::lang::Language;
use crate::source::Source;

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

/// Reads a document. The format follows the ending of `name`: `.md` and `.markdown` are Markdown, `.txt`, `.text` and a name
/// without an ending are plain text.
///
/// # Errors
///
/// `hegui::input::unknown_format`, `too_large`, `binary`, `undecodable`, `unknown_encoding`, `no_text`.
pub fn read(name: &str, bytes: &[u8], options: &ReadOptions<'_>) -> Result<Document, ReadError> {
    let format = format(name)?;
    let (text, encoding) = decode::decode(bytes, options.encoding.as_deref())?;
    let lines = match format {
        "md" => markdown::read(&text),
        _ => text::read(&text),
    };
    let structure = structure::build(&lines, &text, &styles::Styles::new(options.languages));
    if !structure.folded.text.contains(char::is_alphanumeric) {
        return Err(ReadError::new(
            input::NO_TEXT,
            "the document has no text",
            "文件没有文字",
        ));
    }
    Ok(Document {
        source: Source::new(name, text),
        format,
        encoding,
        bytes: bytes.len() as u64,
        folded: structure.folded,
        carries_marks: format == "md",
        marks: structure.marks,
        nodes: structure.nodes,
        title: structure.title,
    })
}

fn format(name: &str) -> Result<&'static str, ReadError> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let ending = file
        .rsplit_once('.')
        .map_or("", |(_, ending)| ending)
        .to_lowercase();
    match ending.as_str() {
        "md" | "markdown" => Ok("md"),
        "txt" | "text" | "" => Ok("txt"),
        _ => Err(ReadError::new(
            input::UNKNOWN_FORMAT,
            format!("`.{ending}` is no format that documents are read from: use `.txt` or `.md`"),
            format!("不支持 `.{ending}` 格式,请使用 .txt 或 .md"),
        )),
    }
}

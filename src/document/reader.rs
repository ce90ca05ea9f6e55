//! Reads one document after the other: takes names and bytes, gives documents. Decoding, formats and structure are its steps.

use super::styles::Styles;
use super::{Document, ReadError, decode, markdown, structure, text};
use crate::codes::input;
use crate::ir::lang::{Entry, Language};
use crate::source::Source;
use std::sync::{Arc, Mutex, PoisonError};

/// Reads documents by the data of some languages. Building one takes longer than reading a contract: keep it.
#[derive(Debug)]
pub struct Reader {
    styles: Styles,
}

impl Reader {
    /// A reader for these languages.
    pub fn new(languages: &[Language]) -> Self {
        Self {
            styles: Styles::new(languages),
        }
    }

    /// Reads a document. The format follows the ending of `name`: `.md` and `.markdown` are Markdown, `.txt`, `.text` and a name
    /// without an ending are plain text. `encoding` is any name that the web knows; `None`: found out.
    ///
    /// # Errors
    ///
    /// `hegui::input::unknown_format`, `too_large`, `binary`, `undecodable`, `unknown_encoding`, `no_text`.
    pub fn read(
        &self,
        name: &str,
        bytes: &[u8],
        encoding: Option<&str>,
    ) -> Result<Document, ReadError> {
        let format = format(name)?;
        let (text, encoding) = decode::decode(bytes, encoding)?;
        let lines = match format {
            "md" => markdown::read(&text),
            _ => text::read(&text),
        };
        let structure = structure::build(&lines, &text, &self.styles);
        if !structure.folded.text.contains(char::is_alphanumeric) {
            let (en, zh) = ("the document has no text", "文件没有文字");
            return Err(ReadError::new(input::NO_TEXT, en, zh));
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
}

/// The reader for these languages. The one that was built last is kept: a run reads thousands of documents by the same data.
pub(super) fn reader_for(languages: &[Language]) -> Arc<Reader> {
    static LAST: Mutex<Option<(Vec<Entry>, Arc<Reader>)>> = Mutex::new(None);
    let entries = || languages.iter().flat_map(Styles::entries);
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    match &*last {
        Some((known, reader)) if known.iter().eq(entries()) => Arc::clone(reader),
        _ => {
            let reader = Arc::new(Reader::new(languages));
            *last = Some((entries().cloned().collect(), Arc::clone(&reader)));
            reader
        }
    }
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

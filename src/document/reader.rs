//! Reads one document after the other: takes names and bytes, gives documents. Decoding, formats and structure are its steps.

use super::format::Format;
use super::html::{self, Flavour};
use super::parsed::Parsed;
use super::styles::Styles;
use super::tree::Comment;
use super::{Document, ReadError, fold, markdown, structure, text};
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

    /// Reads a file that holds one document, by the rules of [`Reader::read_all`].
    ///
    /// # Errors
    ///
    /// As [`Reader::read_all`], and `hegui::input::several_documents` where the file holds more than one.
    pub fn read(
        &self,
        name: &str,
        bytes: &[u8],
        encoding: Option<&str>,
    ) -> Result<Document, ReadError> {
        let mut documents = self.read_all(name, bytes, encoding)?;
        match (documents.pop(), documents.len()) {
            (Some(document), 0) => Ok(document),
            (_, more) => {
                let several = more + 1;
                Err(ReadError::new(
                    input::SEVERAL_DOCUMENTS,
                    format!("the file holds {several} documents where one is wanted"),
                    format!("文件含有 {several} 份文档，此处只能是一份"),
                ))
            }
        }
    }

    /// Reads every document of a file; all formats but the containers hold exactly one. The format follows the ending of `name`
    /// (see [`super::ENDINGS`]); a name without an ending is plain text. `encoding` is any name that the web knows; `None`: found out.
    ///
    /// # Errors
    ///
    /// `hegui::input::unknown_format`, `too_large`, `binary`, `undecodable`, `unknown_encoding`, `no_text`, `too_deep`.
    pub fn read_all(
        &self,
        name: &str,
        bytes: &[u8],
        encoding: Option<&str>,
    ) -> Result<Vec<Document>, ReadError> {
        let format = Format::of(name)?;
        let parsed = match format {
            Format::Text => vec![Parsed::decoded(bytes, encoding, text::read)?],
            Format::Markdown => vec![markdown::parse(bytes, encoding)?],
            Format::Html => vec![html::read(bytes, encoding, Flavour::Html)?],
            Format::Jsp => vec![html::read(bytes, encoding, Flavour::Jsp)?],
            Format::Vue => vec![html::read(bytes, encoding, Flavour::Vue)?],
            Format::Php => vec![html::read(bytes, encoding, Flavour::Php)?],
            Format::Ftl => vec![html::read(bytes, encoding, Flavour::FreeMarker)?],
        };
        let documents: Vec<Document> = parsed
            .into_iter()
            .map(|one| self.document(name, format, bytes.len(), one))
            .collect();
        let says = |one: &Document| one.folded.text.contains(char::is_alphanumeric);
        if !documents
            .iter()
            .any(|one| says(one) || !one.unread.is_empty())
        {
            let (en, zh) = ("the document has no text", "文件没有文字");
            return Err(ReadError::new(input::NO_TEXT, en, zh));
        }
        Ok(documents)
    }

    fn document(&self, name: &str, format: Format, bytes: usize, parsed: Parsed) -> Document {
        let structure = structure::build(&parsed.lines, &parsed.text, &self.styles);
        let folded = structure.folded;
        let comments = parsed
            .comments
            .into_iter()
            .map(|(range, text)| Comment {
                at: folded.folded(fold::offset(range.end)),
                range: fold::offset(range.start)..fold::offset(range.end),
                text,
            })
            .collect();
        Document {
            source: Source::new(name, parsed.text).with_places(parsed.places),
            part: parsed.part,
            format: format.name(),
            encoding: parsed.encoding,
            bytes: bytes as u64,
            folded,
            comments,
            unread: parsed.unread,
            carries_marks: format.carries_marks(),
            marks: structure.marks,
            nodes: structure.nodes,
            title: structure.title,
        }
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

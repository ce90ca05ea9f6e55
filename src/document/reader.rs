//! Reads one document after the other: takes names and bytes, gives documents. Decoding, formats and structure are its steps.

use super::container::{self, Container};
use super::fold::Folded;
use super::format::Format;
use super::html::{self, Flavour};
use super::parsed::Parsed;
use super::styles::Styles;
use super::tree::Comment;
use super::{Document, ReadError, docx, fold, markdown, pdf, structure};
use crate::codes::input;
use crate::ir::lang::{Entry, Language};
use crate::source::Source;
use std::ops::Range;
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
    /// `hegui::input::unknown_format`, `too_large`, `binary`, `undecodable`, `unknown_encoding`, `no_text`; of formats with parts also
    /// `damaged`, `encrypted`, `old_format`, `malformed`, `too_deep`, `pdf_encrypted`, `pdf_damaged`.
    pub fn read_all(
        &self,
        name: &str,
        bytes: &[u8],
        encoding: Option<&str>,
    ) -> Result<Vec<Document>, ReadError> {
        let format = Format::of(name)?;
        let parsed = match format {
            Format::Text => {
                let lined = self.fold(self.decode(bytes, encoding)?);
                return with_text(vec![self.build(name, lined)]);
            }
            Format::Markdown => vec![markdown::parse(bytes, encoding)?],
            Format::Html => vec![html::read(bytes, encoding, Flavour::Html)?],
            Format::Jsp => vec![html::read(bytes, encoding, Flavour::Jsp)?],
            Format::Vue => vec![html::read(bytes, encoding, Flavour::Vue)?],
            Format::Php => vec![html::read(bytes, encoding, Flavour::Php)?],
            Format::Ftl => vec![html::read(bytes, encoding, Flavour::FreeMarker)?],
            Format::Docx => vec![docx::read(bytes)?],
            Format::Pdf => vec![pdf::read(bytes)?],
            Format::Sql | Format::Json | Format::Yaml => {
                let container = container::read(format, bytes, encoding)?;
                return with_text(self.held(name, format, bytes.len(), container)?);
            }
        };
        let documents = parsed.into_iter();
        with_text(
            documents
                .map(|one| self.document(name, format, bytes.len(), one))
                .collect(),
        )
    }

    /// Reads a PDF of which another program, poppler's `pdftotext`, took the text out.
    ///
    /// # Errors
    ///
    /// As [`Reader::read_all`].
    pub fn read_extracted(
        &self,
        name: &str,
        bytes: &[u8],
        extracted: &str,
    ) -> Result<Vec<Document>, ReadError> {
        let parsed = pdf::read_extracted(bytes, extracted)?;
        with_text(vec![self.document(name, Format::Pdf, bytes.len(), parsed)])
    }

    pub(super) fn document(
        &self,
        name: &str,
        format: Format,
        bytes: usize,
        parsed: Parsed,
    ) -> Document {
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
            carries_marks: format.carries_marks() && !parsed.markless,
            marks: structure.marks,
            nodes: structure.nodes,
            title: structure.title,
        }
    }

    /// The documents of a container, which share its text.
    fn held(
        &self,
        name: &str,
        format: Format,
        bytes: usize,
        mut file: Container,
    ) -> Result<Vec<Document>, ReadError> {
        let places = file.places();
        let text = std::mem::take(&mut file.text);
        let source = Source::new(name, text).with_places(places);
        let mut comments = std::mem::take(&mut file.comments).into_iter().peekable();
        let mut documents: Vec<Document> = Vec::new();
        for held in file.documents(source.text()) {
            let held = held?;
            let structure = structure::build(&held.lines, &held.decoded.text, &self.styles);
            let folded = structure.folded.through(&held.decoded);
            // A comment belongs to the document that it stands in or before.
            let mut own = held.comments;
            while let Some(one) = comments.next_if(|(range, _)| range.start < held.range.end) {
                own.push(one);
            }
            own.sort_by_key(|(range, _)| range.start);
            documents.push(Document {
                source: source.clone(),
                part: held.part,
                format: format.name(),
                encoding: file.encoding,
                bytes: bytes as u64,
                comments: placed(own, &folded),
                folded,
                unread: Vec::new(),
                carries_marks: held.carries_marks,
                marks: structure.marks,
                nodes: structure.nodes,
                title: structure.title,
            });
        }
        if let Some(last) = documents.last_mut() {
            let rest = placed(comments.collect(), &last.folded);
            last.comments.extend(rest);
        }
        Ok(documents)
    }
}

/// The documents, if any says something or holds what could not be read.
fn with_text(documents: Vec<Document>) -> Result<Vec<Document>, ReadError> {
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

/// Comments at their places of the folded text; a title that was put first does not count for that.
fn placed(comments: Vec<(Range<usize>, String)>, folded: &Folded) -> Vec<Comment> {
    if comments.is_empty() {
        return Vec::new();
    }
    let mut starts: Vec<(u32, u32)> = folded
        .shifts
        .iter()
        .map(|shift| (shift.original, shift.folded))
        .collect();
    starts.sort_unstable();
    let at = |original: u32| {
        let next = starts.partition_point(|&(start, _)| start < original);
        starts
            .get(next)
            .map_or(fold::offset(folded.text.len()), |&(_, at)| at)
    };
    comments
        .into_iter()
        .map(|(range, text)| Comment {
            at: at(fold::offset(range.end)),
            range: fold::offset(range.start)..fold::offset(range.end),
            text,
        })
        .collect()
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

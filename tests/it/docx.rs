//! Builds DOCX files by hand for shapes that no producer writes on demand.

use hegui::document::{Document, ReadError, ReadOptions, read};
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A file in the making.
#[derive(Debug, Clone)]
pub struct Docx {
    parts: Vec<(String, Vec<u8>)>,
    relations: String,
    strict: bool,
}

impl Docx {
    /// A file whose body is this.
    pub fn new(body: &str) -> Self {
        let mut own = Self {
            parts: Vec::new(),
            relations: String::new(),
            strict: false,
        };
        own.raw(
            "_rels/.rels",
            format!(
                r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>"#
            ),
        );
        own.raw(
            "word/document.xml",
            wrapped("document", &format!("<w:body>{body}</w:body>")),
        );
        own
    }

    /// Adds a part that the document refers to, by its kind: `styles`, `footnotes`, `header`.
    #[must_use]
    pub fn with(mut self, kind: &str, id: &str, root: &str, inside: &str) -> Self {
        self.relate(kind, id);
        self.raw(&format!("word/{id}.xml"), wrapped(root, inside));
        self
    }

    /// Refers to a part of a kind.
    pub fn relate(&mut self, kind: &str, id: &str) {
        self.relations.push_str(&format!(
            r#"<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{id}.xml"/>"#
        ));
    }

    /// Adds or replaces a part as it is.
    pub fn raw(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        self.parts.retain(|part| part.0 != path);
        self.parts.push((path.to_owned(), bytes.into()));
    }

    /// Adds `styles.xml`.
    #[must_use]
    pub fn styles(self, inside: &str) -> Self {
        self.with("styles", "styles", "styles", inside)
    }

    /// Adds `numbering.xml`.
    #[must_use]
    pub fn numbering(self, inside: &str) -> Self {
        self.with("numbering", "numbering", "numbering", inside)
    }

    /// Writes the namespaces of ISO 29500 Strict.
    #[must_use]
    pub fn strict(mut self) -> Self {
        self.strict = true;
        self
    }

    /// The file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let relations = format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>"#,
            self.relations
        );
        let own = (
            "word/_rels/document.xml.rels".to_owned(),
            relations.into_bytes(),
        );
        let given = self.parts.iter().any(|part| part.0 == own.0);
        for (path, bytes) in self.parts.iter().chain((!given).then_some(&own)) {
            zip.start_file(path.as_str(), SimpleFileOptions::default())
                .unwrap();
            let bytes = match String::from_utf8(bytes.clone()) {
                Ok(text) if self.strict => text
                    .replace(WORD, STRICT)
                    .replace(
                        OFFICE,
                        "http://purl.oclc.org/ooxml/officeDocument/relationships",
                    )
                    .into_bytes(),
                _ => bytes.clone(),
            };
            zip.write_all(&bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    /// The document that it is read as.
    pub fn read(&self) -> Document {
        open(&self.bytes()).expect("the document can be read")
    }

    /// Its lines.
    pub fn lines(&self) -> Vec<String> {
        lines(&self.read())
    }
}

/// Reads a DOCX.
pub fn open(bytes: &[u8]) -> Result<Document, ReadError> {
    read("a.docx", bytes, &ReadOptions::default())
}

/// The lines of the text.
pub fn lines(document: &Document) -> Vec<String> {
    document.source.text().lines().map(str::to_owned).collect()
}

/// The lines of a document with this body.
pub fn body(inside: &str) -> Vec<String> {
    Docx::new(inside).lines()
}

/// A paragraph.
pub fn p(text: &str) -> String {
    format!("<w:p>{}</w:p>", r(text))
}

/// A run.
pub fn r(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

fn wrapped(root: &str, inside: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} xmlns:w="{WORD}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:r="{OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml">{inside}</w:{root}>"#
    )
}

//! Tells the format of a document by the ending of its name.

use super::ReadError;
use crate::codes::input;

/// A format that documents are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// Office Open XML, as Word, WPS and LibreOffice write it.
    Docx,
    /// SQL with the text of templates in its literals.
    Sql,
    /// JSON with the text of templates in its strings.
    Json,
    /// YAML with the text of templates in its scalars.
    Yaml,
    /// PDF.
    Pdf,
    /// A page of HTML.
    Html,
    /// A JSP page.
    Jsp,
    /// A Vue component.
    Vue,
    /// A PHP page.
    Php,
    /// A FreeMarker template.
    Ftl,
}

/// Every ending with its format, those of a format in a row.
pub const ENDINGS: &[(&str, Format)] = &[
    ("txt", Format::Text),
    ("text", Format::Text),
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("docx", Format::Docx),
    ("docm", Format::Docx),
    ("dotx", Format::Docx),
    ("dotm", Format::Docx),
    ("sql", Format::Sql),
    ("json", Format::Json),
    ("yaml", Format::Yaml),
    ("yml", Format::Yaml),
    ("pdf", Format::Pdf),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Html),
    ("jsp", Format::Jsp),
    ("jspx", Format::Jsp),
    ("jspf", Format::Jsp),
    ("vue", Format::Vue),
    ("php", Format::Php),
    ("phtml", Format::Php),
    ("ftl", Format::Ftl),
    ("ftlh", Format::Ftl),
];

impl Format {
    /// The format of a name, by its ending; a name without one is plain text.
    ///
    /// # Errors
    ///
    /// `hegui::input::unknown_format`.
    pub fn of(name: &str) -> Result<Self, ReadError> {
        let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let Some((_, ending)) = file.rsplit_once('.') else {
            return Ok(Format::Text);
        };
        let known = |(own, _): &&(&str, Format)| ending.eq_ignore_ascii_case(own);
        if let Some(&(_, format)) = ENDINGS.iter().find(known) {
            return Ok(format);
        }
        let endings: Vec<String> = ENDINGS.iter().map(|(one, _)| format!("`.{one}`")).collect();
        let endings = endings.join(", ");
        Err(ReadError::new(
            input::UNKNOWN_FORMAT,
            format!("`.{ending}` is no format that documents are read from: use {endings}"),
            format!("不支持 `.{ending}` 格式，可用：{endings}"),
        ))
    }

    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "txt",
            Format::Markdown => "md",
            Format::Docx => "docx",
            Format::Sql => "sql",
            Format::Json => "json",
            Format::Yaml => "yaml",
            Format::Pdf => "pdf",
            Format::Html => "html",
            Format::Jsp => "jsp",
            Format::Vue => "vue",
            Format::Php => "php",
            Format::Ftl => "ftl",
        }
    }

    /// Whether files of this format mostly hold something else than documents, so that one that nobody named has to be recognised.
    pub fn holds_much_else(self) -> bool {
        match self {
            Format::Sql | Format::Json | Format::Yaml => true,
            Format::Html | Format::Jsp | Format::Vue | Format::Php | Format::Ftl => true,
            Format::Text | Format::Markdown | Format::Docx | Format::Pdf => false,
        }
    }

    /// Whether it can set words apart by bold, size or colour.
    pub(super) fn carries_marks(self) -> bool {
        self != Format::Text
    }
}

//! Defines a string value of a container: where it is written and how. What it says is decoded when a document is made of it.

use super::literal::Dialect;
use super::unescape;
use crate::document::fold::Folded;
use crate::document::fold::offset;
use std::ops::Range;

/// The characters from which a value is long enough to be a document of its own.
const LONG: usize = 300;

/// The characters that a shorter value has at least that is marked up like a document.
const MARKED_UP: usize = 40;

/// How a value is written.
#[derive(Debug, Clone)]
pub(super) enum Written {
    /// A JSON string with its quotes.
    Json,
    /// A SQL expression of literals.
    Sql(Dialect),
    /// A field of the rows behind a PostgreSQL `COPY … FROM stdin`.
    Copied,
    /// A YAML scalar; a mark of its style, and what it decodes to.
    Yaml(unescape::Scalar, Box<str>),
}

/// A string value.
#[derive(Debug, Clone)]
pub(super) struct Value {
    pub(super) path: u32,
    start: u32,
    end: u32,
    written: Written,
}

impl Value {
    /// A value that is written at a place of the file.
    pub(super) fn new(path: u32, range: &Range<usize>, written: Written) -> Self {
        Self {
            path,
            start: offset(range.start),
            end: offset(range.end),
            written,
        }
    }

    /// Its bytes of the file.
    pub(super) fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// What it says, and where each piece comes from.
    pub(super) fn decode(&self, text: &str) -> Folded {
        match &self.written {
            Written::Json => unescape::json(text, self.range()),
            Written::Sql(dialect) => unescape::sql(text, self.range(), *dialect),
            Written::Copied => unescape::copied(text, self.range()),
            Written::Yaml(scalar, decoded) => unescape::yaml(text, self.range(), *scalar, decoded),
        }
    }

    /// Whether it says anything to people: numbers, names and links for machines do not.
    pub(super) fn says(&self, text: &str) -> bool {
        let written = text.get(self.range()).unwrap_or("");
        let words = written.trim_matches(['"', '\'', ' ', '\t', '\n', '\r']);
        let token = words
            .bytes()
            .all(|b| b.is_ascii_graphic() && b != b'\\' && b != b'<');
        let word = words.starts_with(|c: char| c.is_ascii_uppercase())
            && words.bytes().all(|b| b.is_ascii_alphabetic());
        !words.is_empty() && (!token || word)
    }

    /// Whether it is a document, or most of one, by itself.
    pub(super) fn is_long(&self, text: &str) -> bool {
        let written = text.get(self.range()).unwrap_or("");
        if written.len() < MARKED_UP {
            return false;
        }
        let long = written.chars().nth(LONG - 1).is_some();
        if !long && !written.contains(['<', '#']) {
            return false;
        }
        let words = self.decode(text).text;
        let from = |length: usize| words.chars().nth(length - 1).is_some();
        from(LONG) || (from(MARKED_UP) && (is_html(&words) || is_markdown(&words)))
    }
}

/// Whether a text is marked up with the tags of a body.
pub(super) fn is_html(text: &str) -> bool {
    const TAGS: &[&str] = &[
        "p", "div", "br", "h1", "h2", "h3", "h4", "table", "tr", "td", "ul", "ol", "li", "span",
        "strong", "b", "html", "body", "section", "article", "font",
    ];
    let tags = text.match_indices('<').filter(|(at, _)| {
        let name = text.get(at + 1..).unwrap_or("").trim_start_matches('/');
        let length = name
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(name.len());
        let closes = name
            .get(length..)
            .is_some_and(|rest| rest.starts_with(['>', ' ', '/', '\n', '\t', '\r']));
        closes
            && name
                .get(..length)
                .is_some_and(|name| TAGS.iter().any(|known| name.eq_ignore_ascii_case(known)))
    });
    tags.take(2).count() == 2
}

/// Whether a text has the headings of Markdown.
pub(super) fn is_markdown(text: &str) -> bool {
    let heading = |line: &&str| {
        let words = line.trim_start_matches('#');
        let depth = line.len() - words.len();
        (1..=6).contains(&depth) && words.starts_with(' ') && !words.trim().is_empty()
    };
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.next().is_some_and(|first| heading(&first)) || lines.filter(heading).take(2).count() == 2
}

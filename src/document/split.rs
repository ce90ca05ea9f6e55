//! Splits a plain text into lines: takes the text, gives each line's words with its place, its indent and what stands in it. What the
//! lines are is left to `text`.

use super::survey::{Survey, survey};
use unicode_width::UnicodeWidthStr;

/// A line of the original.
pub(super) struct Raw<'a> {
    /// The byte of the text at which its words begin.
    pub(super) at: usize,
    /// Its words, without the white space around them.
    pub(super) text: &'a str,
    /// Columns of white space before them.
    pub(super) indent: usize,
    /// A page ends before it.
    pub(super) page: bool,
    /// What stands in it.
    pub(super) survey: Survey,
}

impl Raw<'_> {
    /// The columns that it takes, with its indent.
    pub(super) fn width(&self) -> usize {
        self.indent + self.survey.width.unwrap_or_else(|| self.text.width())
    }
}

/// The lines of a text.
pub(super) fn split(text: &str) -> Vec<Raw<'_>> {
    let mut lines = Vec::with_capacity(text.len() / 64);
    let mut at = 0;
    let mut page = false;
    let breaks = Breaks::of(text);
    while at < text.len() {
        let end = breaks.next(text, at);
        let line = text.get(at..end).unwrap_or("");
        let body = line.trim_start_matches(is_blank);
        let indent = line.get(..line.len() - body.len()).unwrap_or("");
        let body = body.trim_end_matches(is_blank);
        lines.push(Raw {
            at: at + indent.len(),
            text: body,
            indent: indent.chars().map(columns).sum(),
            page,
            survey: survey(body),
        });
        let after = text.get(end..).unwrap_or("");
        let mut bytes = after.bytes();
        let (first, second) = (bytes.next(), bytes.next());
        page = first == Some(b'\x0c');
        let breaks = match (first, second) {
            (Some(b'\r'), Some(b'\n')) => 2,
            _ => after.chars().next().map_or(0, char::len_utf8),
        };
        at = end + breaks;
    }
    lines
}

/// The line breaks that a text uses.
enum Breaks {
    /// None but line feeds, carriage returns and form feeds.
    Plain,
    /// Those of Unicode too.
    Any,
}

impl Breaks {
    fn of(text: &str) -> Self {
        let rare = ["\u{85}", "\u{2028}", "\u{2029}"];
        let holds = |one: &&str| memchr::memmem::find(text.as_bytes(), one.as_bytes()).is_some();
        match rare.iter().any(holds) {
            true => Self::Any,
            false => Self::Plain,
        }
    }

    /// Where the line from `at` on ends.
    fn next(&self, text: &str, at: usize) -> usize {
        let rest = text.get(at..).unwrap_or("");
        let end = match self {
            Self::Plain => memchr::memchr3(b'\n', b'\r', b'\x0c', rest.as_bytes()),
            Self::Any => rest.find(['\n', '\r', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']),
        };
        end.map_or(text.len(), |end| at + end)
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')
}

fn columns(c: char) -> usize {
    match c {
        '\t' => 4,
        '\u{3000}' => 2,
        '\u{feff}' | '\u{200b}' => 0,
        _ => 1,
    }
}

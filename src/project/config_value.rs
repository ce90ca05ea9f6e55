//! Takes typed values out of a project file: texts, lists and tables with their places; anything else becomes a problem.

use super::Placed;
use crate::codes::project as codes;
use crate::diag::Problem;
use crate::source::{FileId, Span};
use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value of a project file with its place.
pub(super) type Value<'i> = Spanned<DeValue<'i>>;

/// A key with its place, and its value.
pub(super) struct Entry<'t, 'i> {
    pub(super) key: Placed<String>,
    pub(super) value: &'t Value<'i>,
}

/// Collects problems while values are taken.
pub(super) struct Taker {
    pub(super) file: FileId,
    pub(super) problems: Vec<Problem>,
}

impl Taker {
    pub(super) fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.file, range.start, range.end)
    }

    pub(super) fn error(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// The entries of a table in the order of the file.
    pub(super) fn entries<'t, 'i>(&self, table: &'t DeTable<'i>) -> Vec<Entry<'t, 'i>> {
        let mut entries: Vec<Entry<'_, '_>> = table
            .iter()
            .map(|(key, value)| Entry {
                key: Placed {
                    value: key.get_ref().to_string(),
                    span: self.span(key.span()),
                },
                value,
            })
            .collect();
        entries.sort_by_key(|entry| entry.key.span.start);
        entries
    }

    /// A text.
    pub(super) fn text(&mut self, entry: &Entry<'_, '_>) -> Option<Placed<String>> {
        self.text_of(&entry.key.value, entry.value, "a text in quotes")
    }

    fn text_of(&mut self, key: &str, value: &Value<'_>, wanted: &str) -> Option<Placed<String>> {
        let span = self.span(value.span());
        match value.get_ref().as_str() {
            Some(text) => Some(Placed {
                value: text.to_owned(),
                span,
            }),
            None => {
                self.wrong_type(key, value, wanted);
                None
            }
        }
    }

    /// A list of texts; a single text is a list of one.
    pub(super) fn texts(&mut self, entry: &Entry<'_, '_>) -> Vec<Placed<String>> {
        let key = &entry.key.value;
        match entry.value.get_ref().as_array() {
            Some(list) => list
                .iter()
                .filter_map(|item| self.text_of(key, item, "a list of texts"))
                .collect(),
            None => self
                .text_of(key, entry.value, "a text or a list of texts")
                .into_iter()
                .collect(),
        }
    }

    /// A day, as a date or in quotes.
    pub(super) fn date(&mut self, entry: &Entry<'_, '_>) -> Option<Date> {
        let key = &entry.key.value;
        let text = match entry.value.get_ref() {
            DeValue::Datetime(moment) => moment.to_string(),
            DeValue::String(text) => text.to_string(),
            _ => {
                self.wrong_type(key, entry.value, "a day such as 2027-03-31");
                return None;
            }
        };
        let day = text.parse().ok();
        if day.is_none() {
            let span = self.span(entry.value.span());
            let problem = Problem::error(codes::BAD_VALUE, span, format!("`{text}` is no day"));
            self.error(problem.help("write it as 2027-03-31"));
        }
        day
    }

    /// A table's entries.
    pub(super) fn table<'t, 'i>(&mut self, entry: &Entry<'t, 'i>) -> Vec<Entry<'t, 'i>> {
        match entry.value.get_ref().as_table() {
            Some(table) => self.entries(table),
            None => {
                self.wrong_type(&entry.key.value, entry.value, "a table");
                Vec::new()
            }
        }
    }

    /// Reports a value of the wrong type.
    pub(super) fn wrong_type(&mut self, key: &str, value: &Value<'_>, wanted: &str) {
        let span = self.span(value.span());
        let found = match value.get_ref() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "yes or no",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let message = format!("`{key}` takes {wanted}, not {found}");
        self.error(
            Problem::error(codes::WRONG_TYPE, span, message).label(format!("expected {wanted}")),
        );
    }

    /// A key that is not known here.
    pub(super) fn unknown_key(&mut self, key: &Placed<String>, known: &[&str]) {
        // a key that is no TOML has been told already
        let told = self.problems.iter().filter_map(|problem| problem.span);
        if told
            .into_iter()
            .any(|span| span.start < key.span.end && key.span.start < span.end)
        {
            return;
        }
        let message = format!("unknown key `{}`", key.value);
        let problem = Problem::error(codes::UNKNOWN_KEY, key.span, message)
            .label("not a key of a project file");
        self.error(match nearest(&key.value, known.iter().copied()) {
            Some(near) => problem
                .help(format!("did you mean `{near}`?"))
                .fix(key.span, near),
            None => problem.help(format!("the keys here are `{}`", known.join("`, `"))),
        });
    }

    /// A value that is none of those known.
    pub(super) fn bad_value(&mut self, key: &str, value: &Placed<String>, known: &[&str]) {
        let message = format!("`{key}` cannot be `{}`", value.value);
        let help = match nearest(&value.value, known.iter().copied()) {
            // of a few the reader can choose better
            Some(near) if known.len() > 4 => format!("did you mean `{near}`?"),
            _ => format!("it may be `{}`", known.join("`, `")),
        };
        self.error(Problem::error(codes::BAD_VALUE, value.span, message).help(help));
    }
}

/// The nearest of some names, where one is near.
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let name = name.to_lowercase().replace('_', "-");
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        let distance = strsim::osa_distance(&name, candidate);
        let longer = name.chars().count().max(candidate.chars().count());
        if distance <= 1 + longer / 4
            && distance < longer
            && best.is_none_or(|(least, _)| distance < least)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

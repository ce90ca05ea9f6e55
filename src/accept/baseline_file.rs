//! Reads and writes baselines: takes the text of a file, gives its entries with their lines or what is wrong with it; and takes
//! entries, gives the text, the same for the same entries whatever their order.

use crate::codes::accept::UNREADABLE_BASELINE;
use crate::diag::Problem;
use crate::finding::{Acceptance, AcceptedBy};
use crate::source::{Source, Sources, Span};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use toml::Spanned;

/// The form of the file that is read and written here.
const VERSION: i64 = 1;

const HEAD: &str = "\
# Known findings, written by `hegui baseline`: they make no run of `hegui check --baseline` fail, others do.
# Each entry may be given an owner = \"...\", a reason = \"...\" and until = 2027-03-31, after which it counts again.
# Entries may be deleted. All else is written anew by the next `hegui baseline`.
";

/// A baseline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BaselineFile {
    /// Its name, as people are told it.
    pub name: String,
    /// What the text of a document was when the baseline was written, by document: a renamed one is known by it.
    pub documents: BTreeMap<String, String>,
    /// Its entries, in the order of the file.
    pub entries: Vec<BaselineEntry>,
}

/// A known finding.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct BaselineEntry {
    /// The document, seen from the baseline's folder, with its part (`forms.sql#row 3`).
    pub file: String,
    /// `PACK/NAME`
    pub rule: String,
    /// The beginning of the words that break the rule; `None` where something is missing.
    pub text: Option<String>,
    /// The fingerprint of the finding.
    pub fingerprint: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Why it is accepted.
    pub reason: Option<String>,
    /// The last day on which it is accepted.
    pub until: Option<Date>,
    /// The line of the entry; 0 for a new one.
    pub line: u32,
}

impl BaselineEntry {
    /// As findings of a run carry it.
    pub(super) fn acceptance(&self, file: &str) -> Acceptance {
        Acceptance {
            by: AcceptedBy::Baseline,
            file: file.to_owned(),
            line: self.line,
            reason: self.reason.clone(),
            owner: self.owner.clone(),
            until: self.until,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    version: i64,
    #[serde(default)]
    documents: BTreeMap<String, String>,
    #[serde(default)]
    finding: Vec<Spanned<RawEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEntry {
    file: String,
    rule: String,
    text: Option<String>,
    fingerprint: String,
    owner: Option<String>,
    reason: Option<String>,
    until: Option<Spanned<Day>>,
}

/// A date, also in quotes.
#[derive(Deserialize)]
#[serde(untagged)]
enum Day {
    Date(toml::value::Datetime),
    Text(String),
}

/// Reads the text of a baseline. The text goes into `sources`, so that the problem has its place.
///
/// # Errors
///
/// `hegui::accept::unreadable_baseline`.
pub fn parse_baseline(
    name: &str,
    text: &str,
    sources: &mut Sources,
) -> Result<BaselineFile, Box<Problem>> {
    let file = sources.add(Source::new(name, text));
    let wrong = |range: std::ops::Range<usize>, message: String| {
        let span = Span::new(file, range.start, range.end.max(range.start));
        let problem = Problem::error(UNREADABLE_BASELINE, span, message);
        Box::new(problem.help("`hegui baseline` writes it anew"))
    };
    let raw: Raw = toml::from_str(text).map_err(|error| {
        let message = error.message().lines().collect::<Vec<_>>().join(", ");
        let message = format!("the baseline `{name}` cannot be read: {message}");
        wrong(error.span().unwrap_or(0..0), message)
    })?;
    if raw.version != VERSION {
        let version = raw.version;
        let message = format!("the baseline `{name}` is of version {version}, {VERSION} is read");
        return Err(wrong(0..0, message));
    }
    let source = Source::new(name, text);
    let mut entries = Vec::new();
    for spanned in raw.finding {
        let line = source.position(spanned.span().start).line;
        let entry = spanned.into_inner();
        let until = match entry.until {
            None => None,
            Some(day) => {
                let range = day.span();
                let text = match day.into_inner() {
                    Day::Date(date) => date.to_string(),
                    Day::Text(text) => text,
                };
                let Ok(day) = text.parse::<Date>() else {
                    let message = format!("`{text}` is no day: write it as 2027-03-31");
                    return Err(wrong(range, message));
                };
                Some(day)
            }
        };
        entries.push(BaselineEntry {
            file: entry.file,
            rule: entry.rule,
            text: entry.text,
            fingerprint: entry.fingerprint,
            owner: entry.owner,
            reason: entry.reason,
            until,
            line,
        });
    }
    Ok(BaselineFile {
        name: name.to_owned(),
        documents: raw.documents,
        entries,
    })
}

impl BaselineFile {
    /// The text of the file: documents and entries sorted, an entry's keys one a line.
    pub fn written(&self) -> String {
        let mut out = format!("{HEAD}\nversion = {VERSION}\n");
        if !self.documents.is_empty() {
            out.push_str("\n[documents]\n");
            for (file, hash) in &self.documents {
                let _ = writeln!(out, "{} = \"{hash}\"", quoted(file));
            }
        }
        let mut entries: Vec<&BaselineEntry> = self.entries.iter().collect();
        entries.sort();
        for entry in entries {
            out.push_str("\n[[finding]]\n");
            let mut line = |key: &str, value: &str| {
                let _ = writeln!(out, "{key} = {}", quoted(value));
            };
            line("file", &entry.file);
            line("rule", &entry.rule);
            if let Some(text) = &entry.text {
                line("text", text);
            }
            line("fingerprint", &entry.fingerprint);
            if let Some(owner) = &entry.owner {
                line("owner", owner);
            }
            if let Some(reason) = &entry.reason {
                line("reason", reason);
            }
            if let Some(until) = entry.until {
                let _ = writeln!(out, "until = {until}");
            }
        }
        out
    }
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for one in text.chars() {
        match one {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            one if one.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(one));
            }
            one => out.push(one),
        }
    }
    out.push('"');
    out
}

//! Writes a report as a Code Quality artefact of GitLab: one array with an issue for each breach and for whatever kept a rule or an input
//! from being judged.

use super::View;
use super::cells::clean;
use super::entry::{self, Entry, Kind, entries};
use super::json::{Quiet, Stream};
use super::occurrence::{Occurrences, identity};
use crate::finding::{Finding, Outcome, fingerprint};
use crate::ir::terms::Severity;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::io::{self, Write};

pub fn write(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let seen = RefCell::new(Occurrences::default());
    let issues = Stream(|| {
        entries(outcome, view).map(|entry| {
            let count = seen.borrow_mut().count(&entry);
            issue(&entry, count, view)
        })
    });
    let mut out = Quiet::new(out);
    serde_json::to_writer(&mut out, &issues)?;
    writeln!(out)
}

/// The array while it is written, breach after breach of a log, whose fingerprints are all different.
#[derive(Default)]
pub struct Parts {
    any: bool,
}

impl Parts {
    /// One breach.
    pub fn finding(
        &mut self,
        one: &Finding,
        outcome: &Outcome,
        view: &View<'_>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        self.issue(&entry::finding(one, outcome, view), 1, view, out)
    }

    /// All that follows on the breaches.
    pub fn close(
        &mut self,
        outcome: &Outcome,
        view: &View<'_>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut seen = Occurrences::default();
        for entry in entry::others(outcome, view) {
            let count = seen.count(&entry);
            self.issue(&entry, count, view, out)?;
        }
        writeln!(out, "{}", if self.any { "]" } else { "[]" })
    }

    fn issue(
        &mut self,
        entry: &Entry<'_>,
        count: u32,
        view: &View<'_>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        write!(out, "{}", if self.any { "," } else { "[" })?;
        self.any = true;
        Ok(serde_json::to_writer(
            Quiet::new(out),
            &issue(entry, count, view),
        )?)
    }
}

fn issue(entry: &Entry<'_>, count: u32, view: &View<'_>) -> Value {
    let colon = view.word(": ", "：");
    let title = clean(entry.title(view.lang));
    let mut description = format!("{title}{colon}{}", entry.words(view.lang));
    if !entry.cites.is_empty() {
        description.push_str(&format!(" [{}]", entry.law()));
    }
    let severity = match (entry.kind, entry.severity) {
        (Kind::Rejected, _) => "critical",
        (Kind::Accepted(_), _) | (_, Severity::Info) => "info",
        (_, Severity::Error) => "major",
        (_, Severity::Warning) => "minor",
    };
    let spot = &entry.spot;
    // Lines of extracted text are no lines of the file.
    let (begin, end) = match spot.extracted {
        true => (1, 1),
        false => (spot.line, spot.end_line),
    };
    // Every issue needs a fingerprint of its own, and none may change with the line.
    let own = fingerprint([identity(entry).as_str(), &count.to_string()]);
    json!({
        "description": description,
        "check_name": entry.id,
        "fingerprint": own,
        "severity": severity,
        "location": {
            "path": spot.file.strip_prefix("./").unwrap_or(spot.file),
            "lines": { "begin": begin, "end": end },
        },
    })
}

//! Writes a report as a table for spreadsheets: a header and one row for each breach and for whatever kept a rule or an input from being
//! judged. Cells that a spreadsheet would compute are made text.

use super::View;
use super::cells::clean;
use super::entry::{self, Entry, Kind};
use super::words::{effect_name, severity_name};
use crate::finding::{Finding, Outcome};
use std::io::{self, Write};

/// The columns, in every language the same, since they are what a spreadsheet's formulas and scripts name.
const HEADER: &[&str] = &[
    "verdict",
    "severity",
    "rule",
    "title",
    "law",
    "effect",
    "subject",
    "file",
    "line",
    "column",
    "place",
    "message",
    "text",
    "remedy",
    "accepted",
    "fingerprint",
];

/// The header.
pub fn open(out: &mut dyn Write) -> io::Result<()> {
    // Without the mark, spreadsheets on Chinese systems take the bytes for GBK.
    out.write_all("\u{feff}".as_bytes())?;
    writeln!(out, "{}", HEADER.join(","))
}

/// A row for each breach.
pub fn findings(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    entry::findings(outcome, view).try_for_each(|one| line(&one, view, out))
}

/// The row of one.
pub fn finding(
    one: &Finding,
    outcome: &Outcome,
    view: &View<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    line(&entry::finding(one, outcome, view), view, out)
}

/// The rows that follow on the breaches.
pub fn close(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    entry::others(outcome, view).try_for_each(|one| line(&one, view, out))
}

fn line(entry: &Entry<'_>, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let cells: Vec<String> = row(entry, view).iter().map(|one| cell(one)).collect();
    writeln!(out, "{}", cells.join(","))
}

fn row(entry: &Entry<'_>, view: &View<'_>) -> [String; 16] {
    let lang = view.lang;
    let spot = &entry.spot;
    let number = |at: u32| match spot.extracted || spot.whole {
        true => String::new(),
        false => at.to_string(),
    };
    let words: Vec<String> = entry
        .evidence
        .iter()
        .filter(|one| one.offending || entry.evidence.len() == 1)
        .map(|one| clean(&one.text))
        .collect();
    let remedy = entry.rule.map_or("", |rule| rule.help.get(lang));
    let accepted = match entry.kind {
        Kind::Accepted(_) => entry.acceptance_words(lang),
        _ => String::new(),
    };
    [
        entry.kind.as_str().to_owned(),
        severity_name(entry.severity).to_owned(),
        entry.id.to_owned(),
        clean(entry.title(lang)),
        entry.law(),
        entry.effect.map_or("", effect_name).to_owned(),
        clean(entry.subject),
        clean(spot.file),
        number(spot.line),
        number(spot.column),
        spot.place_words(lang).unwrap_or_default(),
        clean(entry.message),
        words.join(" / "),
        clean(remedy),
        accepted,
        entry.fingerprint.to_owned(),
    ]
}

/// A cell as it is written: text that begins like a formula gets a quotation mark before it, as spreadsheets themselves do.
fn cell(words: &str) -> String {
    let formula = words
        .trim_start()
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let guarded = match formula {
        true => format!("'{words}"),
        false => words.to_owned(),
    };
    match guarded.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", guarded.replace('"', "\"\"")),
        false => guarded,
    }
}

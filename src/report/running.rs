//! Writes reports while a run goes on: what stands before the breaches, the breaches and then the verdicts of one document after another,
//! and what follows on them. Formats that need to know all breaches before they write the first cannot be written so.

use super::{Format, View, csv, json, pretty, short};
use crate::finding::Outcome;
use std::io::{self, Write};

/// Writes the verdicts of all documents where they belong, and tells whether there are any.
pub type Verdicts<'a> = dyn FnMut(&mut dyn Write) -> io::Result<bool> + 'a;

/// Writes what stands before the breaches.
///
/// # Errors
/// What the writer gives back.
pub fn open(format: Format, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Csv => csv::open(out),
        Format::Json => json::open(out),
        _ => Ok(()),
    }
}

/// Writes the breaches of a document, or of several. `first`: none was written before.
///
/// # Errors
/// What the writer gives back.
pub fn findings(
    format: Format,
    outcome: &Outcome,
    view: &View<'_>,
    first: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Pretty => pretty::findings(outcome, view, out),
        Format::Short => short::findings(outcome, view, out),
        Format::Json => json::findings(outcome, view, first, out),
        Format::Jsonl => json::finding_lines(outcome, view, out),
        Format::Csv => csv::findings(outcome, view, out),
        _ => Ok(()),
    }
}

/// Writes the verdicts of a document, or of several, where the format has them one by one. `first`: none was written before.
///
/// # Errors
/// What the writer gives back.
pub fn verdicts(
    format: Format,
    outcome: &Outcome,
    view: &View<'_>,
    first: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Json => json::verdicts(outcome, view, first, out),
        Format::Jsonl => json::verdict_lines(outcome, view, out),
        _ => Ok(()),
    }
}

/// What was written as if it followed on others, as it stands where it is the first.
pub fn as_first(format: Format, part: &[u8]) -> &[u8] {
    match format {
        Format::Json => part.strip_prefix(b",").unwrap_or(part),
        _ => part,
    }
}

/// Writes what follows on the breaches.
///
/// # Errors
/// What the writer gives back.
pub fn close(
    format: Format,
    outcome: &Outcome,
    view: &View<'_>,
    verdicts: &mut Verdicts<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Pretty => pretty::close(outcome, view, out),
        Format::Short => short::close(outcome, view, out),
        Format::Json => json::close(outcome, view, verdicts, out),
        Format::Jsonl => json::close_lines(outcome, view, verdicts, out),
        Format::Csv => csv::close(outcome, view, out),
        _ => Ok(()),
    }
}

/// Writes a whole report.
///
/// # Errors
/// What the writer gives back.
pub fn write(
    format: Format,
    outcome: &Outcome,
    view: &View<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    open(format, out)?;
    findings(format, outcome, view, true, out)?;
    close_whole(format, outcome, view, out)
}

/// Writes what follows on the breaches, with all verdicts that the outcome holds.
///
/// # Errors
/// What the writer gives back.
pub fn close_whole(
    format: Format,
    outcome: &Outcome,
    view: &View<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut listed = |out: &mut dyn Write| {
        verdicts(format, outcome, view, true, out)?;
        Ok(!outcome.verdicts.is_empty())
    };
    close(format, outcome, view, &mut listed, out)
}

//! Writes reports while a run goes on: what stands before the breaches, the breaches of one document after another, and what follows on
//! them. Formats that need to know all breaches before they write the first cannot be written so.

use super::{Format, View, csv, json, pretty, short};
use crate::finding::Outcome;
use std::io::{self, Write};

/// Writes what stands before the breaches.
///
/// # Errors
/// What the writer gives back.
pub fn open(format: Format, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Csv => csv::open(out),
        _ => Ok(()),
    }
}

/// Writes the breaches of a document, or of several.
///
/// # Errors
/// What the writer gives back.
pub fn findings(
    format: Format,
    outcome: &Outcome,
    view: &View<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Pretty => pretty::findings(outcome, view, out),
        Format::Short => short::findings(outcome, view, out),
        Format::Jsonl => json::findings(outcome, view, out),
        Format::Csv => csv::findings(outcome, view, out),
        _ => Ok(()),
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
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Pretty => pretty::close(outcome, view, out),
        Format::Short => short::close(outcome, view, out),
        Format::Jsonl => json::close(outcome, view, out),
        Format::Csv => csv::close(outcome, view, out),
        _ => Ok(()),
    }
}

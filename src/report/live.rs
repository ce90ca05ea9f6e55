//! Writes the report on a log while its findings are told, one by one, rule by rule, so that no report needs to hold them. Formats that have
//! to know all findings before they write the first hold the gravest and say how many there are.

use super::columns::{self, Shape};
use super::{Format, View, csv, gitlab, json, pretty, running, short};
use crate::finding::{Finding, Outcome};
use std::io::{self, Write};

/// A report as far as it is written.
pub enum Live {
    /// For people.
    Pretty(Box<pretty::Groups>),
    /// One line for each finding.
    Short,
    /// One JSON object.
    Json(json::Parts),
    /// One JSON object on each line.
    Jsonl,
    /// An array of issues.
    Gitlab(gitlab::Parts),
    /// A table.
    Csv,
    /// A table in columns.
    Columns(Box<columns::Parts>),
}

impl Live {
    /// A report of a format; `None` if that cannot be written so. `piped`: Arrow is a stream and no file.
    ///
    /// # Errors
    /// What a temporary file gives back.
    pub fn new(format: Format, piped: bool) -> io::Result<Option<Self>> {
        let columns =
            |shape| columns::Parts::new(shape).map(|parts| Live::Columns(Box::new(parts)));
        Ok(Some(match format {
            Format::Pretty => Live::Pretty(Box::default()),
            Format::Short => Live::Short,
            Format::Json => Live::Json(json::Parts::default()),
            Format::Jsonl => Live::Jsonl,
            Format::Gitlab => Live::Gitlab(gitlab::Parts::default()),
            Format::Csv => Live::Csv,
            Format::Parquet => columns(Shape::Parquet)?,
            Format::Arrow if piped => columns(Shape::Stream)?,
            Format::Arrow => columns(Shape::Arrow)?,
            Format::Sarif
            | Format::Junit
            | Format::Github
            | Format::Checkstyle
            | Format::Markdown
            | Format::Html => return Ok(None),
        }))
    }

    /// Writes what stands before the findings.
    ///
    /// # Errors
    /// What the writer gives back.
    pub fn open(&self, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Live::Csv => csv::open(out),
            Live::Json(_) => json::Parts::open(out),
            _ => Ok(()),
        }
    }

    /// Writes a finding. The outcome is what is known before any is told: verdicts with their counts.
    ///
    /// # Errors
    /// What the writer gives back.
    pub fn finding(
        &mut self,
        one: &Finding,
        outcome: &Outcome,
        view: &View<'_>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        match self {
            Live::Pretty(groups) => groups.finding(one, outcome, view, out),
            Live::Short => short::finding(one, outcome, view, out),
            Live::Json(parts) => parts.finding(one, view, out),
            Live::Jsonl => json::finding(one, view, out),
            Live::Gitlab(parts) => parts.finding(one, outcome, view, out),
            Live::Csv => csv::finding(one, outcome, view, out),
            Live::Columns(parts) => parts.finding(one, outcome, view),
        }
    }

    /// Writes what follows on the findings.
    ///
    /// # Errors
    /// What the writer gives back.
    pub fn close(self, outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Live::Pretty(mut groups) => {
                groups.close(view, out)?;
                running::close_whole(Format::Pretty, outcome, view, out)
            }
            Live::Short => running::close_whole(Format::Short, outcome, view, out),
            Live::Json(parts) => parts.close(outcome, view, out),
            Live::Jsonl => running::close_whole(Format::Jsonl, outcome, view, out),
            Live::Gitlab(mut parts) => parts.close(outcome, view, out),
            Live::Csv => running::close_whole(Format::Csv, outcome, view, out),
            Live::Columns(parts) => parts.close(outcome, view, out),
        }
    }
}

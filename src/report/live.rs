//! Writes the report on a log while its findings are told, one by one, rule by rule, so that no report needs to hold them. Formats that have
//! to know all findings before they write the first hold the gravest and say how many there are.

use super::{Format, View, csv, gitlab, json, pretty, running, short};
use crate::finding::{Finding, Outcome};
use std::io::{self, Write};

/// A report as far as it is written.
pub enum Live {
    /// For people.
    Pretty(pretty::Groups),
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
}

impl Live {
    /// A report of a format; `None` if that cannot be written so.
    pub fn new(format: Format) -> Option<Self> {
        Some(match format {
            Format::Pretty => Live::Pretty(pretty::Groups::default()),
            Format::Short => Live::Short,
            Format::Json => Live::Json(json::Parts::default()),
            Format::Jsonl => Live::Jsonl,
            Format::Gitlab => Live::Gitlab(gitlab::Parts::default()),
            Format::Csv => Live::Csv,
            Format::Sarif
            | Format::Junit
            | Format::Github
            | Format::Checkstyle
            | Format::Markdown
            | Format::Html => return None,
        })
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
        }
    }
}

//! Writes a report as workflow commands of GitHub: annotations on the lines, as many as a step may show, the gravest first; the last one says
//! how many more there are.

use super::View;
use super::cells::clean;
use super::entry::{Entry, Kind, entries};
use super::words::closing;
use crate::finding::Outcome;
use crate::ir::terms::Severity;
use std::cmp::Reverse;
use std::io::{self, Write};

/// Annotations of one type that a step may show.
const EACH: usize = 10;

pub fn write(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let mut list: Vec<Entry<'_>> = entries(outcome, view)
            .filter(|one| shown_as(one) == severity)
            .collect();
        // What could not be read comes first: nothing else can be trusted before it is.
        list.sort_by_key(|one| (Reverse(one.kind == Kind::Rejected), Reverse(one.severity)));
        let all = list.len() + outcome.reported.of(severity);
        let shown = if all > EACH { EACH - 1 } else { all };
        for entry in list.iter().take(shown) {
            writeln!(out, "{}", annotation(entry, severity, view))?;
        }
        let more = all - shown.min(list.len());
        if more > 0 {
            let words = match view.lang {
                crate::ir::Lang::En => format!("{more} more of this severity are not shown"),
                crate::ir::Lang::Zh => format!("另有 {more} 项同级问题未显示"),
            };
            writeln!(out, "::{} title=hegui::{}", command(severity), data(&words))?;
        }
    }
    writeln!(out, "{}", closing(outcome, view.lang))
}

/// An accepted breach is for information only.
fn shown_as(entry: &Entry<'_>) -> Severity {
    match entry.kind {
        Kind::Accepted(_) => Severity::Info,
        _ => entry.severity,
    }
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    }
}

fn annotation(entry: &Entry<'_>, severity: Severity, view: &View<'_>) -> String {
    let spot = &entry.spot;
    let mut properties = Vec::new();
    if !spot.file.is_empty() {
        let file = spot.file.strip_prefix("./").unwrap_or(spot.file);
        properties.push(format!("file={}", property(file)));
        if !spot.extracted {
            properties.push(format!("line={}", spot.line));
            properties.push(format!("endLine={}", spot.end_line));
            // Columns of an annotation over several lines are refused, and so are empty ones.
            if spot.line == spot.end_line && spot.column < spot.end_column {
                properties.push(format!("col={}", spot.column));
                properties.push(format!("endColumn={}", spot.end_column));
            }
        }
    }
    let title = format!("{} [{}]", entry.title(view.lang), entry.id);
    properties.push(format!("title={}", property(&clean(&title))));
    let mut words = entry.words(view.lang);
    if !entry.cites.is_empty() {
        words.push_str(&format!("\n{}", entry.law()));
    }
    if let Some(help) = entry.rule.map(|rule| rule.help.get(view.lang)) {
        words.push_str(&format!("\n{}", clean(help)));
    }
    let list = properties.join(",");
    format!("::{} {list}::{}", command(severity), data(words.trim_end()))
}

/// The message of a command.
fn data(words: &str) -> String {
    words
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A property of a command.
fn property(words: &str) -> String {
    data(words).replace(':', "%3A").replace(',', "%2C")
}

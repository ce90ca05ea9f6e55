//! Writes the findings of logs, rule by rule, each with the rows that make it.

use super::super::View;
use super::super::cells::{clean, wrap};
use super::super::theme::Paint;
use super::super::words::count;
use super::parts::{divider, headline, remedy, rule_of};
use super::{fields, rows};
use crate::finding::{Evidence, Finding};
use crate::ir::log::Log;
use crate::ir::rule::Body;
use std::io::{self, Write};

pub fn write(findings: &[&Finding], view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    for group in findings.chunk_by(|one, next| one.id == next.id) {
        let Some(first) = group.first() else { continue };
        let number = count(view.lang, group.len(), "finding", "findings", "项");
        divider(&first.id, &number, view, out)?;
        writeln!(out)?;
        headline(first, view, out)?;
        for finding in group {
            writeln!(out)?;
            one(finding, view, out)?;
        }
        if rule_of(first.rule, view)
            .is_some_and(|rule| !rule.help.is_empty() || !rule.suggest.is_empty())
        {
            writeln!(out)?;
            remedy(first, view, out)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn one(finding: &Finding, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let log = log_of(finding.rule, view);
    let words = format!(
        "{}{}{}",
        subject(&finding.subject, log, view),
        view.word(": ", "："),
        clean(finding.message.get(view.lang))
    );
    for (at, line) in wrap(&words, view.width.saturating_sub(4))
        .iter()
        .enumerate()
    {
        let mark = if at == 0 { "* " } else { "  " };
        writeln!(out, "{mark}{}", view.paint(finding.severity.into(), line))?;
    }
    let evidence: Vec<&Evidence> = finding.evidence.iter().collect();
    let key = fields::fields(&finding.subject);
    let key: Vec<&str> = key.iter().map(|(name, _)| *name).collect();
    rows::write(&evidence, &key, log, finding.severity.into(), view, out)
}

/// The log that a rule reads.
pub fn log_of<'a>(rule: usize, view: &View<'a>) -> Option<&'a Log> {
    match rule_of(rule, view)?.body {
        Body::Conduct { log, .. } => view.rules.log.logs.get(log.0 as usize),
        Body::Disclosure { .. } => None,
    }
}

/// The subject of a log finding: its key with the names that people know.
fn subject(subject: &str, log: Option<&Log>, view: &View<'_>) -> String {
    let key = fields::fields(subject);
    if key.is_empty() {
        return match subject {
            "row" | "log" => view.word("the log", "日志").to_owned(),
            other => clean(other),
        };
    }
    key.iter()
        .map(|(name, value)| format!("{} {}", fields::header(name, log, view), clean(value)))
        .collect::<Vec<String>>()
        .join(view.word(", ", "，"))
}

/// Writes rows that are no findings: what meets a rule, or what leaves it open.
pub fn rows_of(
    rule: usize,
    evidence: &[&Evidence],
    paint: Paint,
    view: &View<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    rows::write(evidence, &[], log_of(rule, view), paint, view, out)
}

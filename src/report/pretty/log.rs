//! Writes the findings of logs, rule by rule, each with the rows that make it.

use super::super::View;
use super::super::cells::{clean, wrap};
use super::super::theme::Paint;
use super::super::words::count;
use super::parts::{divider, headline, remedy, rule_of};
use super::{fields, rows};
use crate::finding::{Evidence, Finding, Outcome};
use crate::ir::log::Log;
use crate::ir::rule::{Body, Rule};
use std::io::{self, Write};

pub fn write(findings: &[&Finding], view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    for group in findings.chunk_by(|one, next| one.id == next.id) {
        let Some(first) = group.first() else { continue };
        open(first, group.len(), view, out)?;
        for finding in group {
            writeln!(out)?;
            one(finding, view, out)?;
        }
        close(first, view, out)?;
    }
    Ok(())
}

/// What stands before the findings of a rule: what they have in common, and how many there are.
fn open(first: &Finding, number: usize, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let number = count(view.lang, number, "finding", "findings", "项");
    divider(&first.id, &number, view, out)?;
    writeln!(out)?;
    headline(first, view, out)
}

/// What follows on them.
fn close(first: &Finding, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let has_remedy = |rule: &Rule| !rule.help.is_empty() || !rule.suggest.is_empty();
    if rule_of(first.rule, view).is_some_and(has_remedy) {
        writeln!(out)?;
        remedy(first, view, out)?;
    }
    writeln!(out)
}

/// Findings that come one by one, rule by rule.
#[derive(Default)]
pub struct Groups {
    /// The first of the rule whose findings come.
    first: Option<Finding>,
}

impl Groups {
    /// Writes one finding, and before it what its rule's findings have in common.
    pub fn finding(
        &mut self,
        finding: &Finding,
        outcome: &Outcome,
        view: &View<'_>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let is_same = |first: &Finding| first.rule == finding.rule;
        if !self.first.as_ref().is_some_and(is_same) {
            self.close(view, out)?;
            let verdict = outcome.verdicts.iter().find(|one| one.rule == finding.rule);
            let number = verdict.map_or(1, |one| one.breaches(1));
            open(finding, number, view, out)?;
            self.first = Some(finding.clone());
        }
        writeln!(out)?;
        one(finding, view, out)
    }

    /// Ends the last rule.
    pub fn close(&mut self, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
        match self.first.take() {
            Some(first) => close(&first, view, out),
            None => Ok(()),
        }
    }
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

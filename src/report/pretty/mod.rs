//! Writes a report for people at a terminal: findings by document and by log rule, what stays open, a summary and the ledger.

mod document;
mod ledger;
mod log;
mod rows;
mod snippet;
mod summary;
mod verdicts;

use super::View;
use super::cells::{self, clean, width, wrap};
use super::theme::Paint;
use super::words::{closing, effect_word, severity_word};
use crate::finding::{Finding, Outcome, Verdict};
use crate::ir::rule::{Body, Rule};
use std::io::{self, Write};

pub fn write(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (in_logs, in_documents): (Vec<&Finding>, Vec<&Finding>) = outcome
        .findings
        .iter()
        .partition(|one| is_of_log(one, view));
    document::write(&in_documents, outcome, view, out)?;
    log::write(&in_logs, view, out)?;
    verdicts::write(
        outcome,
        &[Verdict::NotAssessed, Verdict::Pending],
        view,
        out,
    )?;
    if view.show_met {
        verdicts::write(outcome, &[Verdict::Met], view, out)?;
    }
    summary::write(outcome, view, out)?;
    ledger::write(outcome, view, out)?;
    writeln!(out)?;
    writeln!(
        out,
        "{}",
        view.paint(Paint::Strong, &closing(outcome, view.lang))
    )
}

fn is_of_log(finding: &Finding, view: &View<'_>) -> bool {
    match rule_of(finding.rule, view).map(|rule| &rule.body) {
        Some(Body::Conduct { .. }) => true,
        Some(Body::Disclosure { .. }) => false,
        None => finding.evidence.iter().any(|one| one.row.is_some()),
    }
}

fn rule_of<'a>(index: usize, view: &View<'a>) -> Option<&'a Rule> {
    view.rules.rules.get(index)
}

/// A line that opens a group: its name, dashes, and what stands at the right.
fn divider(left: &str, right: &str, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let right = if right.is_empty() {
        String::new()
    } else {
        format!(" {right}")
    };
    let left = cells::crop(left, view.width.saturating_sub(width(&right) + 4));
    let dashes = view
        .width
        .saturating_sub(width(&left) + width(&right) + 1)
        .max(3);
    writeln!(
        out,
        "{} {}{right}",
        view.paint(Paint::Strong, &left),
        view.paint(Paint::Dim, &"-".repeat(dashes)),
    )
}

/// The first lines of a finding or of a group of them: severity and title, rule and law.
fn headline(finding: &Finding, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut label = severity_word(finding.severity, view.lang).to_owned();
    if let Some(effect) = effect_word(finding.effect, view.lang) {
        label.push_str(view.word(" (", "（"));
        label.push_str(effect);
        label.push_str(view.word(")", "）"));
    }
    let title =
        rule_of(finding.rule, view).map_or(finding.id.as_str(), |rule| rule.title.get(view.lang));
    let mark = view.word(": ", "：");
    let indent = width(&label) + width(mark);
    let lines = wrap(title, view.width.saturating_sub(indent));
    for (at, line) in lines.iter().enumerate() {
        if at == 0 {
            let label = view.paint(finding.severity.into(), &label);
            writeln!(out, "{label}{mark}{}", view.paint(Paint::Strong, line))?;
        } else {
            writeln!(
                out,
                "{}{}",
                " ".repeat(indent),
                view.paint(Paint::Strong, line)
            )?;
        }
    }
    entry(view.word("rule", "规则"), &finding.id, view, out)?;
    entry(
        view.word("law", "依据"),
        &finding.cite.join("; "),
        view,
        out,
    )
}

/// The last lines of a finding or of a group of them: how to mend it and a wording that would do.
fn remedy(finding: &Finding, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Some(rule) = rule_of(finding.rule, view) else {
        return Ok(());
    };
    entry(
        view.word("help", "整改"),
        rule.help.get(view.lang),
        view,
        out,
    )?;
    entry(
        view.word("wording", "建议表述"),
        rule.suggest.get(view.lang),
        view,
        out,
    )
}

/// One labelled value, wrapped under itself; nothing for an empty one.
fn entry(label: &str, value: &str, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    const LABEL: usize = 9;
    let lines = wrap(value, view.width.saturating_sub(LABEL + 2));
    for (at, line) in lines.iter().enumerate() {
        let label = cells::pad(if at == 0 { label } else { "" }, LABEL);
        writeln!(out, "  {}{line}", view.paint(Paint::Dim, &label))?;
    }
    Ok(())
}

/// What was found, in one paragraph.
fn message(finding: &Finding, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let words = clean(finding.message.get(view.lang));
    for (at, line) in wrap(&words, view.width.saturating_sub(4))
        .iter()
        .enumerate()
    {
        let mark = if at == 0 { "  = " } else { "    " };
        writeln!(out, "{mark}{}", view.paint(finding.severity.into(), line))?;
    }
    Ok(())
}

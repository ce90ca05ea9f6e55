//! Writes a report for people at a terminal: findings by document and by log rule, what stays open, a summary and the ledger.

mod accepted;
mod audit;
mod document;
mod fields;
mod ledger;
mod log;
mod parts;
mod rows;
mod snippet;
mod summary;
mod verdicts;

use super::View;
use super::theme::Paint;
use super::words::closing;
use crate::finding::{Finding, Outcome, Verdict};
use crate::ir::rule::Body;
use std::io::{self, Write};

pub use log::Groups;

/// The breaches in documents.
pub fn findings(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let all = outcome.findings.iter();
    let in_documents: Vec<&Finding> = all.filter(|one| !is_of_log(one, view)).collect();
    document::write(&in_documents, outcome, view, out)
}

/// The breaches in logs and what follows on all of them.
pub fn close(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let all = outcome.findings.iter();
    let in_logs: Vec<&Finding> = all.filter(|one| is_of_log(one, view)).collect();
    audit::write(outcome, view, out)?;
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
    accepted::write(outcome, view, out)?;
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
    match parts::rule_of(finding.rule, view).map(|rule| &rule.body) {
        Some(Body::Conduct { .. }) => true,
        Some(Body::Disclosure { .. }) => false,
        None => finding.evidence.iter().any(|one| one.row.is_some()),
    }
}

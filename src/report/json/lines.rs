//! Writes one JSON object on each line, told apart by `type`: takes results, gives a line for each breach, each verdict and whatever follows.

use super::quiet::Quiet;
use super::shape::{self, Typed};
use crate::finding::{Finding, Outcome};
use crate::report::View;
use serde::Serialize;
use std::io::{self, Write};

/// The breaches.
pub fn finding_lines(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut all = outcome.findings.iter();
    all.try_for_each(|one| finding(one, view, out))
}

/// The line of one.
pub fn finding(one: &Finding, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    line("finding", shape::finding(one, view), &mut Quiet::new(out))
}

/// The verdicts.
pub fn verdict_lines(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let out = &mut Quiet::new(out);
    for one in &outcome.verdicts {
        line("verdict", shape::verdict(one, view), out)?;
    }
    Ok(())
}

/// What follows on the breaches: accepted findings, notices, the baseline, verdicts, the ledger.
pub fn close_lines(
    outcome: &Outcome,
    view: &View<'_>,
    verdicts: &mut dyn FnMut(&mut dyn Write) -> io::Result<bool>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let quiet = &mut Quiet::new(&mut *out);
    for one in &outcome.accepted {
        line("accepted", shape::accepted(one, view), quiet)?;
    }
    for one in &outcome.notices {
        line("notice", shape::notice(one, view), quiet)?;
    }
    if let Some(one) = &outcome.baseline {
        line("baseline", shape::baseline(one), quiet)?;
    }
    verdicts(out)?;
    let quiet = &mut Quiet::new(out);
    line("ledger", shape::ledger(&outcome.ledger, view), quiet)
}

fn line(kind: &'static str, value: impl Serialize, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &Typed { kind, value })?;
    writeln!(out)
}

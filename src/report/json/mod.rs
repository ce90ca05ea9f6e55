//! Writes a report for machines: one JSON object, or one object on each line, as `docs/report.schema.json` describes them. Every
//! list is written while it is walked, so that no report is held in memory.

mod indent;
mod object;
mod quiet;
mod shape;
mod stream;

pub use object::{close, findings, open, verdicts};
pub use quiet::Quiet;
pub use stream::Stream;

use super::View;
use crate::finding::Outcome;
use serde::Serialize;
use shape::Typed;
use std::io::{self, Write};

/// Of one object on each line, told apart by `type`, the breaches.
pub fn finding_lines(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let out = &mut Quiet::new(out);
    for one in &outcome.findings {
        line("finding", shape::finding(one, view), out)?;
    }
    Ok(())
}

/// And the verdicts.
pub fn verdict_lines(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let out = &mut Quiet::new(out);
    for one in &outcome.verdicts {
        line("verdict", shape::verdict(one, view), out)?;
    }
    Ok(())
}

/// And what follows on the breaches: accepted findings, notices, the baseline, verdicts, the ledger.
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

//! Writes a report for machines: one JSON object, or one object on each line, as `docs/report.schema.json` describes them. Every
//! list is written while it is walked, so that no report is held in memory.

mod quiet;
mod shape;
mod stream;

pub use quiet::Quiet;
pub use stream::Stream;

use super::View;
use crate::finding::Outcome;
use serde::Serialize;
use shape::Typed;
use std::io::{self, Write};

/// One object with everything.
pub fn write(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut out = Quiet::new(out);
    serde_json::to_writer_pretty(&mut out, &shape::report(outcome, view))?;
    writeln!(out)
}

/// Of one object on each line, told apart by `type`, the breaches.
pub fn findings(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let out = &mut Quiet::new(out);
    for one in &outcome.findings {
        line("finding", shape::finding(one, view), out)?;
    }
    Ok(())
}

/// And what follows on them: accepted findings, notices, the baseline, verdicts, the ledger.
pub fn close(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let out = &mut Quiet::new(out);
    for one in &outcome.accepted {
        line("accepted", shape::accepted(one, view), out)?;
    }
    for one in &outcome.notices {
        line("notice", shape::notice(one, view), out)?;
    }
    if let Some(one) = &outcome.baseline {
        line("baseline", shape::baseline(one), out)?;
    }
    for one in &outcome.verdicts {
        line("verdict", shape::verdict(one, view), out)?;
    }
    line("ledger", shape::ledger(&outcome.ledger, view), out)
}

fn line(kind: &'static str, value: impl Serialize, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &Typed { kind, value })?;
    writeln!(out)
}

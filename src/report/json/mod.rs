//! Writes a report for machines: one JSON object, or one object on each line, as `docs/report.schema.json` describes them. Every
//! list is written while it is walked, so that no report is held in memory.

mod indent;
mod parts;
mod quiet;
mod shape;
mod stream;

pub use parts::Parts;
pub use quiet::Quiet;
pub use stream::Stream;

use super::View;
use crate::finding::{Finding, Outcome};
use indent::Indent;
use serde::Serialize;
use shape::Typed;
use std::io::{self, Write};

/// Of one object with everything what stands before the breaches.
pub fn open(out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\n  \"findings\": [")
}

/// Of one object with everything the breaches. `first`: none was written before.
pub fn findings(
    outcome: &Outcome,
    view: &View<'_>,
    first: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let all = outcome.findings.iter();
    items(all.map(|one| shape::finding(one, view)), first, out)
}

/// Of one object with everything the verdicts. `first`: none was written before.
pub fn verdicts(
    outcome: &Outcome,
    view: &View<'_>,
    first: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let all = outcome.verdicts.iter();
    items(all.map(|one| shape::verdict(one, view)), first, out)
}

/// Of one object with everything what follows on the breaches. `verdicts` writes them and tells whether there are any.
pub fn close(
    outcome: &Outcome,
    view: &View<'_>,
    verdicts: &mut dyn FnMut(&mut dyn Write) -> io::Result<bool>,
    out: &mut dyn Write,
) -> io::Result<()> {
    list_end(outcome.severities() != Default::default(), out)?;
    write!(out, ",\n  \"accepted\": [")?;
    let accepted = outcome.accepted.iter();
    items(accepted.map(|one| shape::accepted(one, view)), true, out)?;
    list_end(!outcome.accepted.is_empty(), out)?;
    write!(out, ",\n  \"notices\": [")?;
    let notices = outcome.notices.iter();
    items(notices.map(|one| shape::notice(one, view)), true, out)?;
    list_end(!outcome.notices.is_empty(), out)?;
    write!(out, ",\n  \"baseline\": ")?;
    let baseline = outcome.baseline.as_ref().map(shape::baseline);
    indented(baseline, "  ", out)?;
    write!(out, ",\n  \"verdicts\": [")?;
    let any = verdicts(out)?;
    list_end(any, out)?;
    write!(out, ",\n  \"ledger\": ")?;
    indented(shape::ledger(&outcome.ledger, view), "  ", out)?;
    write!(out, "\n}}\n")
}

fn items(
    all: impl Iterator<Item = impl Serialize>,
    first: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (at, one) in all.enumerate() {
        let comma = if first && at == 0 { "" } else { "," };
        write!(out, "{comma}\n    ")?;
        indented(one, "    ", out)?;
    }
    Ok(())
}

fn list_end(any: bool, out: &mut dyn Write) -> io::Result<()> {
    match any {
        true => write!(out, "\n  ]"),
        false => write!(out, "]"),
    }
}

fn indented(value: impl Serialize, by: &'static str, out: &mut dyn Write) -> io::Result<()> {
    let mut out = Quiet::new(out);
    let mut to = serde_json::Serializer::with_formatter(&mut out, Indent::new(by));
    Ok(value.serialize(&mut to)?)
}

/// Of one object on each line, told apart by `type`, the breaches.
pub fn finding_lines(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut all = outcome.findings.iter();
    all.try_for_each(|one| finding(one, view, out))
}

/// The line of one.
pub fn finding(one: &Finding, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    line("finding", shape::finding(one, view), &mut Quiet::new(out))
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

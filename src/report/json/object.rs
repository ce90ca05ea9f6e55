//! Writes one JSON object with everything, part by part: its beginning, breaches, verdicts, and what follows on them. Parts that are made
//! apart stand behind each other as if they had been written at once.

use super::indent::Indent;
use super::{Quiet, shape};
use crate::finding::Outcome;
use crate::report::View;
use serde::Serialize;
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

/// Members of a list. `first`: none was written before.
pub(super) fn items(
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

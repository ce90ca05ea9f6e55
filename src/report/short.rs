//! Writes a report for line-based tools: one line for each finding, `file:line:column: severity[PACK/NAME]: message`, one for each rule that
//! stays open, each input that could not be read, each notice about an acceptance and each breach of the baseline that is there no more,
//! and one that sums up.

use super::View;
use super::cells::clean;
use super::entry::{self, Entry, Kind};
use super::words::{closing, effect_word, severity_word, verdict_word};
use crate::finding::{Finding, Outcome, Verdict};
use crate::ir::terms::Severity;
use std::io::{self, Write};

/// A line for each breach.
pub fn findings(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    entry::findings(outcome, view).try_for_each(|one| writeln!(out, "{}", line(&one, view)))
}

/// The line of one.
pub fn finding(
    one: &Finding,
    outcome: &Outcome,
    view: &View<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{}", line(&entry::finding(one, outcome, view), view))
}

/// What follows on the breaches.
pub fn close(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    for entry in entry::others(outcome, view) {
        writeln!(out, "{}", line(&entry, view))?;
    }
    for one in outcome.baseline.iter().flat_map(|one| &one.fixed) {
        let word = match one.stale {
            true => view.word("stale", "已失效"),
            false => view.word("fixed", "已整改"),
        };
        let text = clean(&one.text);
        let mark = if text.is_empty() { "" } else { ": " };
        let subject = clean(&one.subject);
        writeln!(out, "{subject}: {word}[{}]{mark}{text}", one.rule)?;
    }
    writeln!(out, "{}", closing(outcome, view.lang))
}

fn line(entry: &Entry<'_>, view: &View<'_>) -> String {
    let spot = &entry.spot;
    let place = match (entry.kind, spot.whole) {
        (Kind::Rejected, true) => clean(entry.subject),
        _ => format!("{}:{}:{}", clean(spot.file), spot.line, spot.column),
    };
    let word = match entry.kind {
        Kind::Notice if entry.severity != Severity::Error => view.word("notice", "提醒"),
        Kind::Finding | Kind::Notice => severity_word(entry.severity, view.lang),
        Kind::Accepted(_) => view.word("accepted", "已豁免"),
        Kind::Open => verdict_word(Verdict::NotAssessed, view.lang),
        Kind::Rejected => view.word("rejected", "未能读取"),
    };
    let mut line = format!("{place}: {word}[{}]: {}", entry.id, clean(entry.message));
    let effect = entry.effect.and_then(|one| effect_word(one, view.lang));
    let place = spot.place.and_then(|_| spot.place_words(view.lang));
    let accepted = Some(entry.acceptance_words(view.lang)).filter(|words| !words.is_empty());
    for more in [effect.map(str::to_owned), place, accepted]
        .into_iter()
        .flatten()
    {
        line.push_str(view.word(" (", "（"));
        line.push_str(&clean(&more));
        line.push_str(view.word(")", "）"));
    }
    line
}

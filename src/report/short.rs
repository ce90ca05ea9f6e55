//! Writes a report for line-based tools: one line for each finding, `file:line:column: severity[PACK/NAME]: message`, and one that sums up.

use super::View;
use super::cells::clean;
use super::words::{closing, effect_word, severity_word};
use crate::finding::{Finding, Outcome};
use std::io::{self, Write};

pub fn write(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    for finding in &outcome.findings {
        writeln!(out, "{}", line(finding, view))?;
    }
    for reject in &outcome.ledger.rejected {
        let place = match reject.line {
            Some(line) => format!("{}:{line}:1", clean(&reject.file)),
            None => clean(&reject.file),
        };
        writeln!(
            out,
            "{place}: {}[{}]: {}",
            view.word("rejected", "未能读取"),
            reject.code,
            clean(reject.reason.get(view.lang))
        )?;
    }
    writeln!(out, "{}", closing(outcome, view.lang))
}

fn line(finding: &Finding, view: &View<'_>) -> String {
    let place = finding
        .evidence
        .iter()
        .find(|one| one.offending)
        .or(finding.evidence.first())
        .map_or_else(
            || format!("{}:1:1", clean(&finding.subject)),
            |one| format!("{}:{}:{}", clean(&one.file), one.line, one.column),
        );
    let effect = effect_word(finding.effect, view.lang)
        .map(|words| view.word(" (", "（").to_owned() + words + view.word(")", "）"))
        .unwrap_or_default();
    format!(
        "{place}: {}[{}]: {}{effect}",
        severity_word(finding.severity, view.lang),
        finding.id,
        clean(finding.message.get(view.lang)),
    )
}

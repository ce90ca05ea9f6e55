//! Writes a report for line-based tools: one line for each finding, `file:line:column: severity[PACK/NAME]: message`, for each notice
//! about an acceptance and each breach of the baseline that is there no more, and one that sums up.

use super::View;
use super::cells::clean;
use super::words::{closing, effect_word, severity_word};
use crate::finding::{Finding, Outcome};
use crate::ir::terms::Severity;
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
    for notice in &outcome.notices {
        writeln!(
            out,
            "{}:{}:1: {}[{}]: {}",
            clean(&notice.file),
            notice.line,
            match notice.wrong {
                true => severity_word(Severity::Error, view.lang),
                false => view.word("notice", "提醒"),
            },
            notice.code,
            clean(notice.words.get(view.lang))
        )?;
    }
    for one in outcome.baseline.iter().flat_map(|one| &one.fixed) {
        let word = match one.stale {
            true => view.word("stale", "已失效"),
            false => view.word("fixed", "已整改"),
        };
        let text = clean(&one.text);
        let mark = if text.is_empty() { "" } else { ": " };
        writeln!(
            out,
            "{}: {word}[{}]{mark}{text}",
            clean(&one.subject),
            one.rule
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

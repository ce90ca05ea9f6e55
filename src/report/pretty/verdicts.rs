//! Writes verdicts that are no findings: what stays open and why, what is pending, and on request what meets a requirement.

use super::super::View;
use super::super::cells::{clean, wrap};
use super::super::theme::Paint;
use super::super::words::verdict_word;
use super::parts::{self, divider, rule_of};
use super::{log, snippet};
use crate::finding::{Evidence, Outcome, RuleVerdict, Verdict};
use std::io::{self, Write};

/// Rows shown for one verdict of a log rule; the rest is counted.
const ROWS: usize = 8;

pub fn write(
    outcome: &Outcome,
    which: &[Verdict],
    view: &View<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    for &verdict in which {
        let list: Vec<&RuleVerdict> = outcome
            .verdicts
            .iter()
            .filter(|one| one.verdict == verdict)
            .collect();
        if list.is_empty() {
            continue;
        }
        let title = verdict_word(verdict, view.lang);
        divider(title, &list.len().to_string(), view, out)?;
        for one in list {
            writeln!(out)?;
            entry(one, view, out)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn entry(one: &RuleVerdict, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let paint = match one.verdict {
        Verdict::Met => Paint::Good,
        Verdict::NotAssessed => Paint::Warning,
        _ => Paint::Info,
    };
    let title = rule_of(one.rule, view).map_or("", |rule| rule.title.get(view.lang));
    let subject = match one.subject.as_str() {
        "log" => view.word("log", "日志").to_owned(),
        other => clean(other),
    };
    let label = verdict_word(one.verdict, view.lang);
    writeln!(
        out,
        "{}{}{}",
        view.paint(paint, label),
        view.word(": ", "："),
        clean(title)
    )?;
    parts::entry(view.word("rule", "规则"), &one.id, view, out)?;
    parts::entry(view.word("in", "对象"), &subject, view, out)?;
    for line in wrap(&clean(one.why.get(view.lang)), view.width.saturating_sub(4)) {
        writeln!(out, "  = {}", view.paint(paint, &line))?;
    }
    let shown: Vec<&Evidence> = one.evidence.iter().take(ROWS).collect();
    if shown.iter().any(|one| one.row.is_some()) {
        log::rows_of(one.rule, &shown, paint, view, out)?;
    } else {
        snippet::write(&shown, paint, view, out)?;
    }
    let more = one.evidence.len() - shown.len();
    if more > 0 {
        writeln!(out, "    +{more} {}", view.word("more", "处"))?;
    }
    Ok(())
}

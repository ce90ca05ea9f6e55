//! Writes what was accepted: how the run stands to its baseline, accepted breaches on request, and what is wrong with acceptances.

use super::super::View;
use super::super::cells::{clean, wrap};
use super::super::entry;
use super::super::theme::Paint;
use super::super::words::{count, severity_word};
use super::parts::divider;
use crate::finding::{Baseline, Notice, Outcome};
use crate::ir::Lang;
use crate::ir::terms::Severity;
use std::io::{self, Write};

/// Breaches of the baseline that are listed one by one; JSON has them all.
const FIXED: usize = 20;

pub fn write(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    if view.show_accepted && !outcome.accepted.is_empty() {
        let number = outcome.accepted.len().to_string();
        divider(view.word("Accepted", "已接受"), &number, view, out)?;
        writeln!(out)?;
        for one in entry::accepted(outcome, view) {
            let spot = &one.spot;
            let place = match spot.extracted {
                true => spot.file.to_owned(),
                false => format!("{}:{}:{}", spot.file, spot.line, spot.column),
            };
            let severity = severity_word(one.severity, view.lang);
            let colon = view.word(": ", "：");
            let words = one.words(view.lang);
            line(
                &format!("{place}{colon}{severity}[{}]{colon}{words}", one.id),
                0,
                view,
                out,
            )?;
            line(&one.acceptance_words(view.lang), 4, view, out)?;
        }
        writeln!(out)?;
    }
    if let Some(baseline) = &outcome.baseline {
        against(baseline, view, out)?;
    }
    if !outcome.notices.is_empty() {
        let number = outcome.notices.len().to_string();
        let title = view.word("Acceptances to look at", "需要处理的接受项");
        divider(title, &number, view, out)?;
        writeln!(out)?;
        for one in &outcome.notices {
            notice(one, view, out)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn notice(one: &Notice, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let severity = match one.wrong {
        true => Severity::Error,
        false => Severity::Warning,
    };
    let colon = view.word(": ", "：");
    let words = format!(
        "{}:{}{colon}{}{colon}{} [{}]",
        one.file,
        one.line,
        severity_word(severity, view.lang),
        one.words.get(view.lang),
        one.code
    );
    line(&words, 0, view, out)
}

fn against(one: &Baseline, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    divider(view.word("Baseline", "基线"), &clean(&one.file), view, out)?;
    let stale = one.fixed.iter().filter(|one| one.stale).count();
    let fixed = one.fixed.len() - stale;
    let words = match view.lang {
        Lang::En => format!(
            "{} new, {} known, {fixed} fixed, {stale} stale",
            one.new, one.known
        ),
        Lang::Zh => format!(
            "新增 {} 项，已知 {} 项，已修复 {fixed} 项，失效 {stale} 项",
            one.new, one.known
        ),
    };
    writeln!(out)?;
    writeln!(out, "  {}", view.paint(Paint::Strong, &words))?;
    for gone in one.fixed.iter().take(FIXED) {
        let state = match gone.stale {
            true => view.word("stale", "失效"),
            false => view.word("fixed", "已修复"),
        };
        let colon = view.word(": ", "：");
        let words = format!(
            "{state}{colon}{} [{}]{colon}{}",
            gone.subject, gone.rule, gone.text
        );
        line(&words, 2, view, out)?;
    }
    let more = one.fixed.len().saturating_sub(FIXED);
    if more > 0 {
        let words = count(view.lang, more, "more", "more", "项");
        writeln!(out, "    +{words}")?;
    }
    writeln!(out)
}

/// One entry, its further lines hanging deeper.
fn line(words: &str, by: usize, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lines = wrap(&clean(words), view.width.saturating_sub(by + 6));
    for (at, line) in lines.iter().enumerate() {
        let by = if at == 0 { by + 2 } else { by + 4 };
        writeln!(out, "{}{line}", " ".repeat(by))?;
    }
    Ok(())
}

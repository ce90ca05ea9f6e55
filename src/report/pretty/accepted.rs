//! Writes what is accepted and by whom, what is wrong with acceptances, and what of the baseline is there no more.

use super::super::View;
use super::super::cells::{clean, wrap};
use super::super::theme::Paint;
use super::parts::divider;
use crate::finding::{Accepted, AcceptedBy, Baseline, Fixed, Outcome};
use crate::ir::Lang;
use std::io::{self, Write};

/// Entries listed one by one; JSON has them all.
const LISTED: usize = 20;

pub fn write(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let baseline = outcome.baseline.as_ref();
    if outcome.accepted.is_empty() && outcome.notices.is_empty() && baseline.is_none() {
        return Ok(());
    }
    divider(view.word("Accepted", "已豁免"), "", view, out)?;
    if let Some(baseline) = baseline {
        item(&stands(baseline, view), view, out)?;
    }
    for by in [AcceptedBy::Comment, AcceptedBy::Project] {
        suppressed(outcome, by, view, out)?;
    }
    if let Some(baseline) = baseline {
        let (stale, fixed): (Vec<&Fixed>, Vec<&Fixed>) =
            baseline.fixed.iter().partition(|one| one.stale);
        let title = view.word(
            "fixed, may be taken out of the baseline",
            "已整改，可从基线中移除",
        );
        gone(title, &fixed, view, out)?;
        let title = view.word(
            "stale, their document or rule is there no more",
            "已失效，对应的文件或规则已不存在",
        );
        gone(title, &stale, view, out)?;
    }
    if !outcome.notices.is_empty() {
        head(view.word("notices", "提醒"), view, out)?;
        for notice in &outcome.notices {
            let paint = if notice.wrong {
                Paint::Error
            } else {
                Paint::Dim
            };
            let place = format!("{}:{}", clean(&notice.file), notice.line);
            let words = clean(notice.words.get(view.lang));
            let mark = view.word(": ", "：");
            let line = format!("{place}{mark}{words} [{}]", notice.code);
            painted(&line, Some(paint), view, out)?;
        }
    }
    writeln!(out)
}

/// `hegui-baseline.toml: 12 known, 1 new`
fn stands(baseline: &Baseline, view: &View<'_>) -> String {
    let (file, known, new) = (clean(&baseline.file), baseline.known, baseline.new);
    match view.lang {
        Lang::En => format!("baseline {file}: {known} known, {new} new"),
        Lang::Zh => format!("基线 {file}：已知 {known} 项，新增 {new} 项"),
    }
}

fn suppressed(
    outcome: &Outcome,
    by: AcceptedBy,
    view: &View<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let accepted = outcome.accepted.iter();
    let accepted: Vec<&Accepted> = accepted.filter(|one| one.acceptance.by == by).collect();
    if accepted.is_empty() {
        return Ok(());
    }
    let title = match by {
        AcceptedBy::Comment => view.word("by comments", "由注释豁免"),
        AcceptedBy::Project => view.word("by the project", "由项目豁免"),
        AcceptedBy::Baseline => view.word("by the baseline", "由基线豁免"),
    };
    head(&format!("{title} ({})", accepted.len()), view, out)?;
    for one in accepted.iter().take(LISTED) {
        item(&accepted_line(one, view), view, out)?;
    }
    more(accepted.len(), view, out)
}

fn accepted_line(one: &Accepted, view: &View<'_>) -> String {
    let (finding, acceptance) = (&one.finding, &one.acceptance);
    let place = finding
        .evidence
        .iter()
        .find(|one| one.offending)
        .map_or_else(
            || clean(&finding.subject),
            |one| format!("{}:{}", clean(&one.file), one.line),
        );
    let mut words = vec![clean(acceptance.reason.as_deref().unwrap_or(""))];
    words.extend(acceptance.owner.as_deref().map(clean));
    words.extend(acceptance.until.map(|until| match view.lang {
        Lang::En => format!("until {until}"),
        Lang::Zh => format!("至 {until}"),
    }));
    words.retain(|word| !word.is_empty());
    let words = words.join(view.word(", ", "，"));
    format!("{place} {}{}{words}", finding.id, view.word(": ", "："))
}

fn gone(title: &str, list: &[&Fixed], view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    if list.is_empty() {
        return Ok(());
    }
    head(&format!("{title} ({})", list.len()), view, out)?;
    for one in list.iter().take(LISTED) {
        let text = match one.text.is_empty() {
            true => view.word("what was missing", "原缺失的内容").to_owned(),
            false => clean(&one.text),
        };
        let mark = view.word(": ", "：");
        item(
            &format!("{} {}{mark}{text}", clean(&one.subject), one.rule),
            view,
            out,
        )?;
    }
    more(list.len(), view, out)
}

fn more(all: usize, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    match all.saturating_sub(LISTED) {
        0 => Ok(()),
        number => {
            let words = view.word("more, all in --format json", "项，--format json 列出全部");
            item(&format!("+{number} {words}"), view, out)
        }
    }
}

fn head(words: &str, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out)?;
    writeln!(out, "  {}", view.paint(Paint::Strong, words))
}

fn item(words: &str, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    painted(words, None, view, out)
}

/// Further lines hang two cells deeper than the first.
fn painted(
    words: &str,
    paint: Option<Paint>,
    view: &View<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let lines = wrap(words, view.width.saturating_sub(6));
    for (at, line) in lines.iter().enumerate() {
        let by = if at == 0 { 4 } else { 6 };
        let line = paint.map_or_else(|| line.clone(), |paint| view.paint(paint, line));
        writeln!(out, "{}{line}", " ".repeat(by))?;
    }
    Ok(())
}

//! Writes an audit at a glance, before its findings: a table of the rules that were broken with how findings went over time, and who made
//! the contacts that break them.

use super::super::View;
use super::super::cells::{clean, crop, pad, pad_left, width, wrap};
use super::super::glance::{Glance, RuleRow, name_of, rated, sparkline};
use super::super::theme::Paint;
use super::super::words::{grouped, severity_word};
use super::parts::divider;
use crate::finding::{Actor, FEW, Outcome};
use std::io::{self, Write};

/// Cells of a trend.
const TREND: usize = 20;
/// Rules that are listed.
const RULES: usize = 40;
/// Agencies and agents that are listed, of each.
const ACTORS: usize = 5;

pub fn write(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Some(glance) = Glance::new(outcome, view, TREND) else {
        return Ok(());
    };
    divider(view.word("Audit", "审计概览"), "", view, out)?;
    writeln!(out)?;
    for line in wrap(&glance.headline(view.lang), view.width.saturating_sub(2)) {
        writeln!(out, "  {}", view.paint(Paint::Strong, &line))?;
    }
    rules(&glance, view, out)?;
    actors(&glance, view, out)?;
    writeln!(out)
}

fn rules(glance: &Glance<'_>, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    if glance.rules.is_empty() {
        return Ok(());
    }
    let trend = glance.unit.map(|unit| match view.lang {
        crate::ir::Lang::En => format!("by {}", unit.word(view.lang)),
        crate::ir::Lang::Zh => format!("按{}", unit.word(view.lang)),
    });
    let heads = [
        view.word("rule", "规则").to_owned(),
        view.word("severity", "级别").to_owned(),
        view.word("findings", "违规").to_owned(),
        view.word("debtors", "债务人").to_owned(),
        view.word("looked at", "检查").to_owned(),
        trend.unwrap_or_default(),
    ];
    let shown = glance.rules.iter().take(RULES);
    let cells = |one: &RuleRow<'_>| {
        [
            clean(one.rule.id.rsplit('/').next().unwrap_or(&one.rule.id)),
            severity_word(one.severity, view.lang).to_owned(),
            grouped(one.findings),
            one.debtors.clone(),
            grouped(one.looked_at),
            sparkline(&one.trend, view.theme.ascii),
        ]
    };
    let rows: Vec<[String; 6]> = shown.clone().map(cells).collect();
    let widths = widths(&heads, &rows, view);
    writeln!(out)?;
    let head = line(&heads, &widths);
    writeln!(out, "  {}", view.paint(Paint::Dim, head.trim_end()))?;
    for (one, row) in shown.zip(&rows) {
        let row = line(row, &widths);
        writeln!(out, "  {}", view.paint(one.severity.into(), row.trim_end()))?;
        let law = clean(&one.rule.cites.join("; "));
        if !law.is_empty() {
            let law = crop(&law, view.width.saturating_sub(4));
            writeln!(out, "    {}", view.paint(Paint::Dim, &law))?;
        }
    }
    let more = glance.rules.len().saturating_sub(RULES);
    if more > 0 {
        let words = view.word("more rules with fewer findings", "条规则违规较少，未列出");
        writeln!(out, "  +{more} {words}")?;
    }
    Ok(())
}

/// The first column is cut so that all others fit.
fn widths(heads: &[String; 6], rows: &[[String; 6]], view: &View<'_>) -> [usize; 6] {
    let mut widths = [0; 6];
    for row in std::iter::once(heads).chain(rows) {
        for (own, cell) in widths.iter_mut().zip(row) {
            *own = width(cell).max(*own);
        }
    }
    let [first, rest @ ..] = &mut widths;
    let others: usize = rest.iter().map(|one| one + 2).sum();
    *first = (*first).min(view.width.saturating_sub(others + 2)).max(12);
    widths
}

fn line(cells: &[String; 6], widths: &[usize; 6]) -> String {
    let mut line = String::new();
    for (at, (cell, &to)) in cells.iter().zip(widths).enumerate() {
        match at {
            0 => line.push_str(&pad(&crop(cell, to), to)),
            1 | 5 => line.push_str(&format!("  {}", pad(cell, to))),
            _ => line.push_str(&pad_left(cell, to + 2)),
        }
    }
    line
}

fn actors(glance: &Glance<'_>, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lists = glance.actors(view.lang);
    if lists.is_empty() {
        return Ok(());
    }
    // A name, four numbers of at least ten cells and the gaps between them.
    let name = view.width.saturating_sub(54).min(40);
    for (title, list) in &lists {
        writeln!(out)?;
        let heads = [
            view.word("contacts", "联系"),
            view.word("findings", "违规"),
            view.word("per 1,000", "每千次"),
            view.word("95 % range", "95% 范围"),
        ];
        let mut head = pad(title, name);
        for (at, words) in heads.iter().enumerate() {
            head.push_str(&pad_left(words, if at == 3 { 15 } else { 11 }));
        }
        writeln!(out, "  {}", view.paint(Paint::Dim, &head))?;
        for actor in list.iter().take(ACTORS) {
            writeln!(out, "  {}", actor_line(actor, name, view))?;
        }
        let more = list.len().saturating_sub(ACTORS);
        if more > 0 {
            let words = view.word("more with findings", "项有违规，未列出");
            writeln!(out, "  +{more} {words}")?;
        }
    }
    for line in wrap(&Glance::caveat(view.lang), view.width.saturating_sub(2)) {
        writeln!(out, "  {}", view.paint(Paint::Dim, &line))?;
    }
    Ok(())
}

fn actor_line(actor: &Actor, name: usize, view: &View<'_>) -> String {
    let rate = actor.rate();
    let known = rate.unwrap_or_default();
    let few = if actor.rows < FEW { "*" } else { "" };
    let mut line = pad(&crop(&clean(&name_of(actor, view.lang)), name), name);
    line.push_str(&pad_left(&format!("{few}{}", grouped(actor.rows)), 11));
    line.push_str(&pad_left(&grouped(actor.findings), 11));
    line.push_str(&pad_left(
        &rate.map_or_else(|| "-".to_owned(), |rate| rated(rate.per_thousand)),
        11,
    ));
    line.push_str(&pad_left(
        &format!("{}-{}", rated(known.low), rated(known.high)),
        15,
    ));
    line
}

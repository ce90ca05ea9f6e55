//! Lays out a log's part of the page: takes the picture of the log and its verdicts, gives charts with their places, and the findings as
//! data for the page's script.

mod data;
mod heat;
mod model;
mod names;
mod ranking;
mod strips;
mod trend;

use super::gather::Gathered;
use super::model::Both;
use crate::finding::{Finding, Picture, Verdict, rate};
use crate::ir::Lang;
use crate::report::glance::rated;
use crate::report::words::{severity_name, severity_word};
use model::{LogPart, RuleRow, number};
use names::Names;
use std::io::{self, Write};

/// The log's part.
pub(super) fn part(gathered: &Gathered<'_>, picture: &Picture) -> LogPart {
    let names = Names::new(picture, gathered.view);
    let (findings, rows) = (picture.findings(), picture.rows);
    let (from, until) = match picture.period() {
        Some((from, until)) => (from.to_string(), until.to_string()),
        None => Default::default(),
    };
    let rules = rules(gathered, picture);
    LogPart {
        from,
        until,
        rows: number(rows),
        clockless: some(picture.clockless),
        findings: number(findings),
        debtors: counted(picture.debtors, picture.more_debtors),
        rate: rated(rate(findings, rows).unwrap_or_default().per_thousand),
        quiet: gathered.of_log().len() - rules.len(),
        rules,
        heat: heat::heat(picture, &names, gathered.view),
        trend: trend::trend(picture, &names),
        agencies: ranking::ranking(&picture.agencies, (findings, rows), false),
        agents: ranking::ranking(&picture.agents, (findings, rows), true),
        strips: strips::strips(picture, &names, gathered.view),
    }
}

/// Writes the findings as data.
pub(super) fn write_data(
    gathered: &Gathered<'_>,
    picture: &Picture,
    out: &mut dyn Write,
) -> io::Result<()> {
    let names = Names::new(picture, gathered.view);
    let all = gathered.outcome.findings.iter();
    let of_log: Vec<&Finding> = all.filter(|one| one.contact.is_some()).collect();
    write!(out, "<script type=\"application/json\" id=\"data\">")?;
    data::write(&of_log, picture, &names, gathered.view, out)?;
    writeln!(out, "</script>")
}

/// A number; nothing for none.
fn some(count: u64) -> String {
    match count {
        0 => String::new(),
        more => number(more),
    }
}

fn counted(number_of: u64, more: bool) -> String {
    match more {
        true => format!("{}+", number(number_of)),
        false => number(number_of),
    }
}

/// The rules that were broken or left open, those with the most findings first.
fn rules(gathered: &Gathered<'_>, picture: &Picture) -> Vec<RuleRow> {
    let mut rows: Vec<RuleRow> = Vec::new();
    for verdict in gathered.of_log() {
        let told = picture.rule(verdict.rule);
        let shown = matches!(
            verdict.verdict,
            Verdict::Violated | Verdict::NotAssessed | Verdict::Pending
        );
        let Some(rule) = gathered.view.rules.rules.get(verdict.rule) else {
            continue;
        };
        if !shown && told.is_none() {
            continue;
        }
        let counts = verdict.counts.unwrap_or_default();
        rows.push(RuleRow {
            index: verdict.rule,
            id: rule.id.clone(),
            title: Both::of(&rule.title),
            cites: rule.cites.clone(),
            severity: severity_name(rule.severity),
            severity_word: Both::new(
                severity_word(rule.severity, Lang::En),
                severity_word(rule.severity, Lang::Zh),
            ),
            verdict: verdict.verdict.as_str(),
            findings: number(told.map_or(0, |one| one.findings)),
            count: told.map_or(0, |one| one.findings),
            debtors: told.map_or_else(String::new, |one| counted(one.debtors, one.more_debtors)),
            looked_at: number(counts.looked_at),
            possible: some(counts.possible),
            pending: some(counts.pending),
            anchor: gathered.rule_anchor(verdict.rule),
        });
    }
    rows.sort_by_key(|one| (std::cmp::Reverse(one.count), one.index));
    rows
}

//! Writes the summary: for each document how many rules came to which verdict, for logs each rule with its counts.

use super::super::View;
use super::super::cells::{clean, crop, pad, pad_left, width};
use super::super::theme::Paint;
use super::parts::divider;
use crate::finding::{Outcome, RuleVerdict, Verdict};
use std::io::{self, Write};

/// The order of the columns: what matters first.
const ORDER: [Verdict; 6] = [
    Verdict::Violated,
    Verdict::NotAssessed,
    Verdict::Pending,
    Verdict::Met,
    Verdict::NotApplicable,
    Verdict::NotInForce,
];

pub fn write(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    if outcome.verdicts.is_empty() && outcome.judged.iter().all(|one| one.each().next().is_none()) {
        return Ok(());
    }
    divider(view.word("Summary", "汇总"), "", view, out)?;
    writeln!(out)?;
    by_subject(outcome, view, out)?;
    by_rule(&outcome.verdicts, view, out)?;
    writeln!(out)
}

/// How many rules came to each verdict, by subject.
fn counted(outcome: &Outcome) -> Vec<(&str, [u64; ORDER.len()])> {
    let counts = |verdicts: &[Verdict]| {
        ORDER.map(|wanted| verdicts.iter().filter(|one| **one == wanted).count() as u64)
    };
    if outcome.judged.is_empty() {
        let groups = outcome
            .verdicts
            .chunk_by(|one, next| one.subject == next.subject);
        return groups
            .map(|group| {
                let subject = group.first().map_or("", |one| one.subject.as_str());
                let verdicts: Vec<Verdict> = group.iter().map(|one| one.verdict).collect();
                (subject, counts(&verdicts))
            })
            .collect();
    }
    let documents = outcome.judged.iter().map(|one| {
        let verdicts: Vec<Verdict> = one.each().map(|(_, verdict)| verdict).collect();
        (one.subject.as_str(), counts(&verdicts))
    });
    documents
        .filter(|(_, counts)| counts.iter().any(|count| *count > 0))
        .collect()
}

fn by_subject(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let heads = match view.lang {
        crate::ir::Lang::En => [
            ["", ""],
            ["", "violated"],
            ["not", "assessed"],
            ["", "pending"],
            ["", "met"],
            ["not", "applicable"],
            ["not in", "force"],
        ],
        crate::ir::Lang::Zh => [
            ["", ""],
            ["", "违反"],
            ["未能", "评估"],
            ["", "未到期"],
            ["", "符合"],
            ["", "不适用"],
            ["", "未生效"],
        ],
    };
    let mut table = vec![
        heads.map(|pair| pair[0].to_owned()).to_vec(),
        heads.map(|pair| pair[1].to_owned()).to_vec(),
    ];
    for (subject, counts) in counted(outcome) {
        let mut row = vec![match subject {
            "log" => view.word("log", "日志").to_owned(),
            other => clean(other),
        }];
        row.extend(counts.map(dash));
        table.push(row);
    }
    grid(&table, 2, view, out)
}

fn by_rule(verdicts: &[RuleVerdict], view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let counted: Vec<(&RuleVerdict, crate::finding::RuleCount)> = verdicts
        .iter()
        .filter_map(|one| Some((one, one.counts?)))
        .filter(|(one, _)| !matches!(one.verdict, Verdict::NotApplicable | Verdict::NotInForce))
        .collect();
    if counted.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    let mut table = vec![vec![
        view.word("log rule", "日志规则").to_owned(),
        view.word("looked at", "检查").to_owned(),
        view.word("violated", "违反").to_owned(),
        view.word("possible", "可能").to_owned(),
        view.word("pending", "未到期").to_owned(),
    ]];
    for group in counted.chunk_by(|one, next| pack_of(one.0) == pack_of(next.0)) {
        if let Some((one, _)) = group.first() {
            table.push(vec![pack_of(one).to_owned()]);
        }
        for (one, counts) in group {
            let name = one.id.strip_prefix(pack_of(one)).unwrap_or(&one.id);
            table.push(vec![
                format!("  {}", name.trim_start_matches('/')),
                counts.looked_at.to_string(),
                dash(counts.violated),
                dash(counts.possible),
                dash(counts.pending),
            ]);
        }
    }
    grid(&table, 1, view, out)
}

fn pack_of(verdict: &RuleVerdict) -> &str {
    verdict.id.rsplit_once('/').map_or("", |(pack, _)| pack)
}

fn dash(number: u64) -> String {
    match number {
        0 => "-".to_owned(),
        more => more.to_string(),
    }
}

/// A table whose first column is text and may be cut, the others numbers; the first rows are heads.
fn grid(
    table: &[Vec<String>],
    heads: usize,
    view: &View<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let columns = table.first().map_or(0, Vec::len);
    let mut widths: Vec<usize> = (0..columns)
        .map(|at| {
            // A row of one cell is a heading and may run over the other columns.
            table
                .iter()
                .filter(|row| row.len() > 1)
                .filter_map(|row| row.get(at))
                .map(|cell| width(cell))
                .max()
                .unwrap_or(0)
        })
        .collect();
    let numbers: usize = widths.iter().skip(1).map(|one| one + 2).sum();
    if let Some(first) = widths.first_mut() {
        *first = (*first).min(view.width.saturating_sub(numbers + 2)).max(12);
    }
    for (index, row) in table.iter().enumerate() {
        let mut line = String::new();
        for (at, cell) in row.iter().enumerate() {
            let to = widths.get(at).copied().unwrap_or(0);
            match at {
                0 if row.len() == 1 => line.push_str(cell),
                0 => line.push_str(&pad(&tail(cell, to), to)),
                _ => line.push_str(&pad_left(cell, to + 2)),
            }
        }
        let line = line.trim_end();
        if line.is_empty() {
            continue;
        }
        let line = match index < heads {
            true => view.paint(Paint::Dim, line),
            false => line.to_owned(),
        };
        writeln!(out, "  {line}")?;
    }
    Ok(())
}

/// A name cut at its front where it does not fit: the end tells files and rules apart.
fn tail(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    let mut from = 0;
    for (at, _) in text.char_indices() {
        from = at;
        if width(text.get(at..).unwrap_or("")) + 3 <= cells {
            break;
        }
    }
    crop(&format!("...{}", text.get(from..).unwrap_or("")), cells)
}

//! Makes the matrix of obligations and documents: takes verdicts, gives a row for each rule with its totals and a cell for each document.

use super::gather::Gathered;
use super::limits::COLUMNS;
use super::model::{Both, Cell, Column, Obligation, Tally};
use crate::finding::RuleVerdict;
use crate::report::words::severity_name;
use std::collections::BTreeMap;

/// The documents that have a column, the gravest first, and the rows.
pub(super) fn matrix(gathered: &Gathered<'_>) -> (Vec<Column>, Vec<Obligation>) {
    let subjects: Vec<&str> = gathered.subjects().iter().copied().take(COLUMNS).collect();
    let columns: Vec<Column> = subjects
        .iter()
        .map(|subject| Column {
            name: (*subject).to_owned(),
            anchor: gathered.anchor(subject),
        })
        .collect();
    let mut by_rule: BTreeMap<usize, Vec<&RuleVerdict>> = BTreeMap::new();
    for verdict in &gathered.outcome.verdicts {
        by_rule.entry(verdict.rule).or_default().push(verdict);
    }
    let rows = by_rule
        .into_iter()
        .map(|(index, verdicts)| row(gathered, index, &verdicts, &subjects, &columns))
        .collect();
    (columns, rows)
}

fn row(
    gathered: &Gathered<'_>,
    index: usize,
    verdicts: &[&RuleVerdict],
    subjects: &[&str],
    columns: &[Column],
) -> Obligation {
    let rule = gathered.view.rules.rules.get(index);
    let mut total = Tally::default();
    let mut of: BTreeMap<&str, &RuleVerdict> = BTreeMap::new();
    for verdict in verdicts {
        total.add(verdict.verdict);
        of.insert(&verdict.subject, verdict);
    }
    let cells = subjects.iter().zip(columns).map(|(subject, column)| {
        let verdict = of.get(subject);
        let accepted = gathered.is_accepted(subject, index);
        Cell {
            verdict: verdict.map_or("", |one| one.verdict.as_str()),
            anchor: column
                .anchor
                .as_ref()
                .filter(|_| verdict.is_some())
                .map(|anchor| format!("{anchor}-{index}")),
            accepted,
        }
    });
    Obligation {
        id: rule.map(|rule| rule.id.clone()).unwrap_or_default(),
        title: rule.map_or_else(Both::default, |rule| Both::of(&rule.title)),
        severity: rule.map_or("", |rule| severity_name(rule.severity)),
        cites: rule.map(|rule| rule.cites.clone()).unwrap_or_default(),
        total,
        cells: cells.collect(),
    }
}

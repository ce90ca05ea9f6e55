//! Tells what a statement comes to in one form, whichever engine judged it: a sum, its hits by rows of the table, and what is not known.

use super::both::row_of;
use crate::contact::Column;
use crate::engine::log::judge::{Detail, Hit, Standing};
use crate::engine::log::need::Need;
use crate::engine::log::run::Run;
use crate::engine::log::sheet::Sheet;
use crate::engine::log::statement::Judged;
use crate::engine::log::tell::unknowns;
use crate::engine::log::walk::sum::{Called, Sum, Sums};
use crate::engine::log::walk::types::Found;
use crate::ir::Lang;
use crate::ir::log::{Field, FieldId};
use std::collections::{BTreeMap, BTreeSet};

/// What a statement comes to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Told {
    /// Its sum; of what calls it up only whether that is certain.
    pub sum: Sum,
    /// The rows that break it.
    pub found: Vec<Hit>,
    /// The open hits that are listed.
    pub open: Vec<Hit>,
    /// How many there are.
    pub open_count: u64,
    /// In how many rows of possible hits of its rule something is not known. Only with the rule's first statement.
    pub unknown: BTreeMap<String, u64>,
}

impl Told {
    /// Adds what other rows come to.
    pub(super) fn add(&mut self, other: Told) {
        self.sum.add(&other.sum);
        self.found.extend(other.found);
        self.open.extend(other.open);
        self.open_count += other.open_count;
        for (what, count) in other.unknown {
            *self.unknown.entry(what).or_default() += count;
        }
    }

    /// The same with hits, and rows that a hit lists without meaning an order, in the order of all rows.
    pub(super) fn sorted(mut self, sheet: &Sheet<'_>) -> Self {
        let rank = |row: u32| sheet.rank.get(row as usize).copied();
        for hit in self.found.iter_mut().chain(&mut self.open) {
            hit.line = 0;
            match &mut hit.detail {
                Detail::Count { rows, .. } | Detail::After { anchors: rows } => {
                    rows.sort_by_key(|(row, _)| rank(*row));
                }
                Detail::Deadline { perhaps, .. } => perhaps.sort_by_key(|row| rank(*row)),
                Detail::Forbidden | Detail::Lacks | Detail::Before { .. } => {}
            }
        }
        self.found.sort_by_key(|hit| rank(hit.row));
        self.open.sort_by_key(|hit| rank(hit.row));
        let called = Called {
            yes: self.sum.is_called(),
            unknown: false,
        };
        self.sum.called = vec![called];
        self
    }
}

/// What the exact engine made of a statement on some rows.
pub(super) fn of_judged(run: &Run<'_>, need: &Need, judged: &Judged) -> Told {
    let sheet = run.base.sheet;
    let standing = |wanted: Standing| judged.hits.iter().filter(move |hit| hit.standing == wanted);
    let counts = &judged.sum.counts;
    let called = judged.sum.triggers.iter().map(|trigger| Called {
        yes: trigger.yes,
        unknown: trigger.unknown,
    });
    let mut told = Told {
        sum: Sum {
            looked_at: counts.looked_at,
            keyless: counts.keyless,
            not_in_force: counts.not_in_force,
            violated: standing(Standing::Violated).count() as u64,
            possible: standing(Standing::Possible).count() as u64,
            pending: standing(Standing::Pending).count() as u64,
            applies: judged.sum.applies,
            in_force: judged.sum.in_force,
            called: called.collect(),
        },
        found: standing(Standing::Violated).cloned().collect(),
        ..Told::default()
    };
    let absent = absent_among(sheet, need);
    let mut unknown: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    let open = |hit: &&Hit| hit.standing != Standing::Violated;
    for hit in judged.hits.iter().filter(open) {
        let explained = hit.standing == Standing::Possible
            && !absent.is_empty()
            && unknowns(sheet, need, &absent, hit.row).is_empty();
        if !explained {
            told.open.push(hit.clone());
        }
        if hit.standing == Standing::Possible {
            for row in hit.rows() {
                for what in unknowns(sheet, need, &absent, row) {
                    let words = what.words(sheet.log).get(Lang::En).to_string();
                    unknown.entry(words).or_default().insert(row);
                }
            }
        }
    }
    told.open_count = told.open.len() as u64;
    let unknown = unknown.into_iter();
    told.unknown = unknown
        .map(|(words, rows)| (words, rows.len() as u64))
        .collect();
    told
}

// The columns that a statement reads and no file has.
fn absent_among(sheet: &Sheet<'_>, need: &Need) -> Vec<FieldId> {
    let is_absent = |field: &FieldId| {
        let known = sheet.log.fields.get(field.0 as usize);
        let is_no = known.is_some_and(Field::absent_is_no);
        !is_no && matches!(sheet.table.column(*field), Column::Absent)
    };
    need.fields.iter().copied().filter(is_absent).collect()
}

/// What walking made of the statements of a table.
pub(super) fn of_sums(sheet: &Sheet<'_>, statements: &[(usize, usize)], sums: &Sums) -> Vec<Told> {
    let mut all: Vec<Told> = Vec::new();
    for (&at, sum) in statements.iter().zip(&sums.statements) {
        let rule = sums.rules.iter().find(|(rule, _)| *rule == at.0);
        let hits = |found: &[Found]| -> Vec<Hit> {
            let own = found
                .iter()
                .filter(|found| (found.rule, found.statement) == at);
            own.map(|found| found.hit.clone().map(row_of)).collect()
        };
        let mut told = Told {
            sum: sum.clone(),
            ..Told::default()
        };
        if let Some((_, rule)) = rule {
            told.found = hits(&rule.found);
            told.open = hits(&rule.open);
            told.open_count = told.open.len() as u64;
            if at.1 == 0 {
                told.unknown = rule
                    .unknown
                    .iter()
                    .filter_map(|(field, count)| {
                        let field = sheet.log.fields.get(*field as usize)?;
                        Some((format!("`{}`", field.name), *count))
                    })
                    .collect();
            }
        }
        all.push(told);
    }
    all
}

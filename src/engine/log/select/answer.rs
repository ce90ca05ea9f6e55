//! Answers the steps of a batch column by column: takes the batch and where its rows are in time, gives a truth for every step and row
//! (0 no, 1 unknown, 2 yes).

use super::facts::{Facts, Step};
use super::leaf::{Bar, Edge, Leaf};
use super::rows;
use super::times::Times;
use super::words::Words;
use crate::contact::{Batch, BatchColumn};
use crate::engine::log::LogOptions;
use crate::engine::log::condition::{Columns, Cond, Plan};
use crate::engine::log::parameter::parameter_at;
use crate::engine::log::sheet::Sheet;
use crate::engine::log::time::Day;
use crate::ir::log::{EventId, FieldId, Log, LogId, Value};
use crate::ir::{CalendarId, ParameterId, RuleSet};
use std::cell::OnceCell;
use std::collections::HashMap;

pub(super) const NO: u8 = 0;
pub(super) const UNKNOWN: u8 = 1;
pub(super) const YES: u8 = 2;

/// What all threads answer from.
#[derive(Clone, Copy)]
pub(in crate::engine::log) struct Ground<'a> {
    pub rules: &'a RuleSet,
    pub log: &'a Log,
    pub id: LogId,
    pub options: &'a LogOptions,
    pub plan: &'a Plan<'a>,
    pub calendars: &'a [Option<CalendarId>],
    pub facts: &'a Facts<'a>,
}

/// The answers of one thread; the memory is used again for every batch.
pub(in crate::engine::log) struct Answers<'a> {
    ground: Ground<'a>,
    words: Words<'a>,
    columns: Vec<Vec<u8>>,
    daily: HashMap<(usize, Day), u8>,
    edges: HashMap<(ParameterId, Day), Option<i64>>,
    bars: HashMap<(ParameterId, Day), Option<f64>>,
}

impl<'a> Answers<'a> {
    pub fn new(ground: Ground<'a>, words: Words<'a>) -> Self {
        Self {
            ground,
            words,
            columns: Vec::new(),
            daily: HashMap::new(),
            edges: HashMap::new(),
            bars: HashMap::new(),
        }
    }

    /// The column of a step, after [`Answers::take`].
    pub fn column(&self, step: usize) -> &[u8] {
        self.columns.get(step).map_or(&[], Vec::as_slice)
    }

    /// Answers every step for a batch.
    pub fn take(&mut self, batch: &Batch, times: &Times) {
        let rows = batch.rows.len();
        let facts = self.ground.facts;
        self.columns.resize_with(facts.steps.len(), Vec::new);
        self.words.take(batch);
        let (table, sheet, none) = (OnceCell::new(), OnceCell::new(), Columns::default());
        let ground = self.ground;
        let exact = |event: EventId, condition: &Cond<'_>, row: usize| {
            let table = table.get_or_init(|| rows::table_of(&ground, batch));
            let sheet =
                sheet.get_or_init(|| Sheet::bare(ground.rules, table, ground.log, ground.options));
            rows::answer(&ground, sheet, &none, (event, condition), row)
        };
        for (at, step) in facts.steps.iter().enumerate() {
            let (before, rest) = self.columns.split_at_mut(at);
            let Some(column) = rest.first_mut() else {
                break;
            };
            let mut column = std::mem::take(column);
            column.clear();
            let known = |step: usize| before.get(step).map_or(&[][..], Vec::as_slice);
            match step {
                Step::Always => column.resize(rows, YES),
                Step::And(all) => {
                    column.resize(rows, YES);
                    for &one in all {
                        for (own, &other) in column.iter_mut().zip(known(one)) {
                            *own = (*own).min(other);
                        }
                    }
                }
                Step::Or(any) => {
                    column.resize(rows, NO);
                    for &one in any {
                        for (own, &other) in column.iter_mut().zip(known(one)) {
                            *own = (*own).max(other);
                        }
                    }
                }
                Step::Not(inner) => column.extend(known(*inner).iter().map(|truth| YES - truth)),
                Step::Leaf(leaf) => self.leaf(at, leaf, (batch, times), &exact, &mut column),
            }
            if let Some(slot) = self.columns.get_mut(at) {
                *slot = column;
            }
        }
    }

    fn leaf(
        &mut self,
        at: usize,
        leaf: &Leaf<'a>,
        (batch, times): (&Batch, &Times),
        exact: &dyn Fn(EventId, &Cond<'_>, usize) -> u8,
        to: &mut Vec<u8>,
    ) {
        let rows = batch.rows.len();
        let ground = self.ground;
        let column = |field: FieldId| {
            batch
                .columns
                .get(field.0 as usize)
                .unwrap_or(&BatchColumn::Absent)
        };
        match leaf {
            Leaf::OneOf(field, mask, every) => {
                one_of(column(*field), mask, *every, rows, to);
            }
            Leaf::Flag(field) => flag(column(*field), ground.log, *field, rows, to),
            Leaf::Known(field) => known(column(*field), ground.log, *field, rows, to),
            Leaf::Between(from, to_edge, open) => {
                for (&day, &clock) in times.day.iter().zip(&times.clock) {
                    let edges = self.edge(*from, day).zip(self.edge(*to_edge, day));
                    to.push(edges.map_or(UNKNOWN, |(from, end)| {
                        let after = clock >= from;
                        let before = if *open { clock < end } else { clock <= end };
                        truth(if from > end {
                            after || before
                        } else {
                            after && before
                        })
                    }));
                }
            }
            Leaf::Clock(sign, edge) => {
                for (&day, &clock) in times.day.iter().zip(&times.clock) {
                    let edge = self.edge(*edge, day);
                    to.push(edge.map_or(UNKNOWN, |edge| truth(sign.holds(clock.cmp(&edge)))));
                }
            }
            Leaf::Number(field, sign, bar) => {
                let BatchColumn::Number(numbers) = column(*field) else {
                    to.resize(rows, UNKNOWN);
                    return;
                };
                for (&number, &day) in numbers.iter().zip(&times.day) {
                    let bar = self.bar(*bar, day);
                    let order = bar.and_then(|bar| number.partial_cmp(&bar));
                    to.push(order.map_or(UNKNOWN, |order| truth(sign.holds(order))));
                }
            }
            Leaf::Text(question) => self.words.answer(*question, to),
            Leaf::Daily(event, condition) => {
                for (row, &day) in times.day.iter().enumerate() {
                    let hazy = times.hazy.get(row) != Some(&false);
                    if hazy {
                        to.push(UNKNOWN);
                        continue;
                    }
                    let answer = self.daily.get(&(at, day)).copied().unwrap_or_else(|| {
                        let answer = exact(*event, condition, row);
                        self.daily.insert((at, day), answer);
                        answer
                    });
                    to.push(answer);
                }
            }
            Leaf::Other(event, condition) => {
                to.extend((0..rows).map(|row| exact(*event, condition, row)));
            }
        }
    }

    fn edge(&mut self, edge: Edge, day: Day) -> Option<i64> {
        let id = match edge {
            Edge::Fixed(clock) => return Some(clock),
            Edge::Parameter(id) => id,
        };
        let ground = self.ground;
        *self.edges.entry((id, day)).or_insert_with(|| {
            match parameter_at(ground.rules, &ground.options.profile, id, day) {
                Some(Value::Clock(seconds)) => Some(i64::from(*seconds) * 1_000_000),
                _ => None,
            }
        })
    }

    fn bar(&mut self, bar: Bar, day: Day) -> Option<f64> {
        let id = match bar {
            Bar::Fixed(number) => return Some(number),
            Bar::Parameter(id) => id,
        };
        let ground = self.ground;
        *self.bars.entry((id, day)).or_insert_with(|| {
            match parameter_at(ground.rules, &ground.options.profile, id, day) {
                Some(Value::Number(number) | Value::Rate(number)) => Some(*number),
                _ => None,
            }
        })
    }
}

fn truth(is: bool) -> u8 {
    if is { YES } else { NO }
}

fn one_of(column: &BatchColumn, mask: &[bool], every: bool, rows: usize, to: &mut Vec<u8>) {
    match column {
        BatchColumn::Enum(values) => {
            let mut table = [NO; 256];
            for (slot, &is) in table.iter_mut().zip(mask) {
                *slot = truth(is);
            }
            to.extend(values.iter().map(|&value| match value {
                BatchColumn::NO_VALUE => UNKNOWN,
                value if value < 256 => table.get(value as usize).copied().unwrap_or(NO),
                value => truth(mask.get(value as usize) == Some(&true)),
            }));
        }
        BatchColumn::Enums {
            starts,
            values,
            whole,
        } => {
            for (row, &whole) in whole.iter().enumerate().take(rows) {
                let listed = listed(starts, values, row);
                let whole = whole == 2;
                let holds = |value: &u16| mask.get(*value as usize) == Some(&true);
                to.push(if listed.is_empty() && !whole {
                    UNKNOWN
                } else if every {
                    between(whole && listed.iter().all(holds), listed.iter().all(holds))
                } else {
                    let any = listed.iter().any(holds);
                    between(any, !whole || any)
                });
            }
        }
        _ => to.resize(rows, UNKNOWN),
    }
}

fn between(surely: bool, perhaps: bool) -> u8 {
    match (surely, perhaps) {
        (true, _) => YES,
        (false, true) => UNKNOWN,
        (false, false) => NO,
    }
}

/// The values of a row.
pub(super) fn listed<'v, T>(starts: &[u32], values: &'v [T], row: usize) -> &'v [T] {
    let at = |row: usize| starts.get(row).copied().unwrap_or(0) as usize;
    values.get(at(row)..at(row + 1)).unwrap_or(&[])
}

fn flag(column: &BatchColumn, log: &Log, field: FieldId, rows: usize, to: &mut Vec<u8>) {
    let empty_is_no = log
        .fields
        .get(field.0 as usize)
        .is_some_and(|field| field.empty_is_no);
    let missing = if empty_is_no { NO } else { UNKNOWN };
    match column {
        BatchColumn::Flag(flags) => to.extend(flags.iter().map(|flag| match flag {
            0 => NO,
            1 => YES,
            _ => missing,
        })),
        _ => to.resize(rows, missing),
    }
}

fn known(column: &BatchColumn, log: &Log, field: FieldId, rows: usize, to: &mut Vec<u8>) {
    match column {
        BatchColumn::Time { wall, .. } => {
            to.extend(wall.iter().map(|&wall| truth(wall != BatchColumn::NO_TIME)));
        }
        BatchColumn::Id(texts) | BatchColumn::Text(texts) => {
            to.extend((0..rows).map(|row| truth(!texts.range(row).is_empty())));
        }
        BatchColumn::Ids { starts, .. } => {
            to.extend(
                starts
                    .windows(2)
                    .map(|ends| truth(ends.first() < ends.last())),
            );
        }
        BatchColumn::Enums { starts, .. } => {
            to.extend(
                starts
                    .windows(2)
                    .map(|ends| truth(ends.first() < ends.last())),
            );
        }
        BatchColumn::Number(numbers) => {
            to.extend(numbers.iter().map(|number| truth(!number.is_nan())));
        }
        BatchColumn::Enum(values) => {
            to.extend(
                values
                    .iter()
                    .map(|&value| truth(value != BatchColumn::NO_VALUE)),
            );
        }
        BatchColumn::Flag(flags) => {
            let no = log
                .fields
                .get(field.0 as usize)
                .is_some_and(crate::ir::log::Field::absent_is_no);
            to.extend(
                flags
                    .iter()
                    .map(|&flag| truth(no || flag != BatchColumn::NO_FLAG)),
            );
        }
        BatchColumn::Absent => {
            let no = log
                .fields
                .get(field.0 as usize)
                .is_some_and(crate::ir::log::Field::absent_is_no);
            to.resize(rows, truth(no));
        }
    }
}

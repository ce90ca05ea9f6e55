//! Evaluates events and looks back over a set of rows: takes rows of a log and a world of zones, gives a truth for every event and
//! row, computed in the order in which they build on each other, and timelines by key.

use super::condition::{At, Columns, Judge, Plan};
use super::key::Partition;
use super::line::{Line, Marks, Order};
use super::need::{Need, temporal_key};
use super::past::Past;
use super::sheet::Sheet;
use super::temporal::judge_temporal;
use super::time::{Moment, World};
use super::truth::Truth;
use crate::ir::CalendarId;
use crate::ir::log::{Condition, EventId, Key, TemporalId};
use rayon::prelude::*;
use std::collections::HashMap;

/// What all runs over one log share.
pub(super) struct Base<'a> {
    /// The log.
    pub sheet: &'a Sheet<'a>,
    /// The conditions.
    pub plan: &'a Plan<'a>,
    /// The answers of the texts.
    pub texts: &'a [Vec<Truth>],
    /// The calendar of the rule that an event belongs to.
    pub calendars: &'a [Option<CalendarId>],
    /// What earlier runs left.
    pub past: &'a Past,
}

/// The timelines of one key.
pub(super) struct Timelines {
    /// The rows by key.
    pub partition: Partition,
    orders: Vec<Order>,
}

/// Rows with all that the events and looks back come to on them.
pub(super) struct Run<'a> {
    /// What is shared.
    pub base: &'a Base<'a>,
    /// Rows of the table, by place.
    pub rows: Vec<u32>,
    /// The zones that are taken for granted.
    pub world: World,
    /// Where the rows are in time, by place.
    pub moments: Vec<Moment>,
    columns: Columns,
    timelines: HashMap<Key, Timelines>,
}

impl<'a> Run<'a> {
    /// Evaluates what is needed on rows that all have a time.
    pub fn new(base: &'a Base<'a>, rows: Vec<u32>, world: World, need: &Need) -> Self {
        let sheet = base.sheet;
        let mut placed: Vec<(Moment, u32)> = rows
            .par_iter()
            .filter_map(|&row| {
                let moment = Moment::of(&sheet.clock, row, world.calendar)?;
                let moment = Moment {
                    seq: sheet.seq_of(row),
                    rank: sheet.rank.get(row as usize).copied()?,
                    ..moment
                };
                Some((moment, row))
            })
            .collect();
        if world.calendar.is_some() {
            // In one zone rows may follow each other otherwise than when all zones are open. The sort is stable.
            placed.sort_by(|(a, _), (b, _)| {
                let seq = |moment: &Moment| moment.seq.unwrap_or(f64::NEG_INFINITY);
                a.earliest
                    .cmp(&b.earliest)
                    .then_with(|| seq(a).total_cmp(&seq(b)))
            });
        }
        let tables = &sheet.rules.log;
        let mut run = Self {
            base,
            rows: placed.iter().map(|(_, row)| *row).collect(),
            world,
            moments: placed.iter().map(|(moment, _)| *moment).collect(),
            columns: Columns {
                events: vec![None; tables.events.len()],
                temporals: vec![None; tables.temporals.len()],
            },
            timelines: HashMap::new(),
        };
        for &id in &need.events {
            run.evaluate(id);
        }
        run
    }

    fn evaluate(&mut self, id: EventId) {
        let tables = &self.base.sheet.rules.log;
        let Some(event) = tables.events.get(id.0 as usize) else {
            return;
        };
        for temporal in temporals_in(&event.condition) {
            let done = self
                .columns
                .temporals
                .get(temporal.0 as usize)
                .is_none_or(Option::is_some);
            if done {
                continue;
            }
            if let Some(found) = tables.temporals.get(temporal.0 as usize) {
                self.prepare(temporal_key(found));
                let column = judge_temporal(self, found);
                if let Some(slot) = self.columns.temporals.get_mut(temporal.0 as usize) {
                    *slot = Some(column);
                }
            }
        }
        // What speaks of an outer row has no truth of its own.
        if event.correlated {
            return;
        }
        let judge = self.judge();
        let column: Vec<Truth> = self
            .rows
            .par_iter()
            .enumerate()
            .with_min_len(1024)
            .map(|(place, &row)| judge.holds(id, At { place, row }, None))
            .collect();
        if let Some(slot) = self.columns.events.get_mut(id.0 as usize) {
            *slot = Some(column);
        }
    }

    /// Evaluates conditions on the rows of this run.
    pub fn judge(&self) -> Judge<'_> {
        Judge {
            sheet: self.base.sheet,
            plan: self.base.plan,
            texts: self.base.texts,
            calendars: self.base.calendars,
            columns: &self.columns,
            zone: self.world.clock,
        }
    }

    /// Divides the rows by a key, once.
    pub fn prepare(&mut self, key: &Key) {
        if self.timelines.contains_key(key) {
            return;
        }
        let partition = Partition::new(self.base.sheet, &self.rows, key);
        let orders = partition
            .lines
            .par_iter()
            .map(|places| Order::of(&self.moments, places))
            .collect();
        self.timelines
            .insert(key.clone(), Timelines { partition, orders });
    }

    /// The timelines of a key that has been prepared.
    pub fn timelines(&self, key: &Key) -> Option<&Timelines> {
        self.timelines.get(key)
    }

    /// A timeline of a prepared key.
    pub fn line<'l>(&'l self, timelines: &'l Timelines, id: usize) -> Option<Line<'l>> {
        Some(Line {
            days: self.base.sheet.days(),
            moments: &self.moments,
            places: timelines.partition.lines.get(id)?,
            order: timelines.orders.get(id)?,
        })
    }

    /// Whether an event is true of a row.
    pub fn event(&self, id: EventId, place: usize) -> Truth {
        self.columns
            .events
            .get(id.0 as usize)
            .and_then(Option::as_ref)
            .and_then(|column| column.get(place).copied())
            .unwrap_or(Truth::Unknown)
    }

    /// Marks the rows of a timeline that an event is true of.
    pub fn marks(&self, line: &Line<'_>, id: EventId) -> Marks {
        Marks::new(
            line.places
                .iter()
                .map(|&place| self.event(id, place as usize))
                .collect(),
        )
    }
}

/// The temporal conditions that a condition names itself.
pub(super) fn temporals_in(condition: &Condition) -> Vec<TemporalId> {
    match condition {
        Condition::And(all) | Condition::Or(all) => all.iter().flat_map(temporals_in).collect(),
        Condition::Not(inner) => temporals_in(inner),
        Condition::Temporal(id) => vec![*id],
        _ => Vec::new(),
    }
}

//! Evaluates events and looks back over a set of rows: takes rows of a log and a world of zones, gives a truth for every event and
//! row, computed in the order in which they build on each other, and timelines by key.

use super::condition::{At, Columns, Judge, Plan};
use super::ground::{Cells, Ground, MANY};
use super::key::{Partition, field_cells};
use super::line::{Line, Order};
use super::need::{Need, temporal_key};
use super::past::Past;
use super::sheet::Sheet;
use super::temporal::look;
use super::time::{Day, Instant, Moment, Reading, World, ZoneId};
use super::truth::Truth;
use crate::contact::Column;
use crate::ir::log::{Condition, EventId, FieldId, Key, Temporal, TemporalId};
use crate::ir::{CalendarId, RuleSet};
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
                let column = judge_temporal(self, temporal, found);
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
}

impl Ground for Run<'_> {
    type Row = u32;

    fn rules(&self) -> &RuleSet {
        self.base.sheet.rules
    }

    fn profile(&self) -> &[String] {
        self.base.sheet.profile
    }

    fn row(&self, place: usize) -> Option<u32> {
        self.rows.get(place).copied()
    }

    fn moment(&self, place: usize) -> Option<&Moment> {
        self.moments.get(place)
    }

    fn readings(&self, place: usize) -> impl Iterator<Item = Reading> {
        let clock = &self.base.sheet.clock;
        // No row has no reading.
        let row = self.rows.get(place).copied().unwrap_or(u32::MAX);
        clock.readings_in(row, self.world.calendar).copied()
    }

    fn next_midnight(&self, zone: ZoneId, day: Day) -> Instant {
        self.base.sheet.clock.next_midnight(zone, day)
    }

    fn local_day(&self, zone: ZoneId, instant: Instant) -> Day {
        self.base.sheet.clock.local(zone, instant).0
    }

    fn event(&self, id: EventId, place: usize) -> Truth {
        self.columns
            .events
            .get(id.0 as usize)
            .and_then(Option::as_ref)
            .and_then(|column| column.get(place).copied())
            .unwrap_or(Truth::Unknown)
    }

    fn seen_from(&self, id: EventId, place: usize, outer: usize) -> Truth {
        match (self.rows.get(place), self.rows.get(outer)) {
            (Some(&row), Some(&outer)) => self.judge().holds(id, At { place, row }, Some(outer)),
            _ => Truth::Unknown,
        }
    }

    fn is_asked(&self, _: TemporalId, _: usize) -> bool {
        true
    }

    fn cells(&self, line: &Line<'_>, field: FieldId) -> Vec<Cells> {
        let sheet = self.base.sheet;
        let column = sheet.table.column(field);
        let several = matches!(column, Column::Ids(_) | Column::Enums { .. });
        let mut texts = HashMap::new();
        (0..line.len())
            .map(|at| {
                let row = self.row(line.place(at)).unwrap_or(u32::MAX) as usize;
                let known = field_cells(sheet, row, field, &mut texts);
                let whole = match column {
                    Column::Enums { whole, .. } => whole.get(row).copied().flatten() == Some(true),
                    _ => !known.is_empty(),
                };
                let unknown = match (whole, several) {
                    (true, _) => 0,
                    (false, false) => 1,
                    (false, true) => MANY,
                };
                Cells { known, unknown }
            })
            .collect()
    }
}

// The truth of a temporal condition for every place of a run. A row that is under several keys has it if it has it under one. A row
// with an empty key is never first or third of anything; what came before or after it cannot be told.
fn judge_temporal(run: &Run<'_>, id: TemporalId, temporal: &Temporal) -> Vec<Truth> {
    let key = temporal_key(temporal);
    let keyless = match temporal {
        Temporal::Rank { .. } => Truth::No,
        _ => Truth::Unknown,
    };
    let Some(timelines) = run.timelines(key) else {
        return vec![keyless; run.rows.len()];
    };
    let under = &timelines.partition.under;
    let mut column: Vec<Truth> = (0..run.rows.len())
        .map(|place| {
            if under.get(place).is_empty() {
                keyless
            } else {
                Truth::No
            }
        })
        .collect();
    let judged: Vec<Vec<(u32, Truth)>> = (0..timelines.partition.lines.len())
        .into_par_iter()
        .with_min_len(8)
        .filter_map(|id| run.line(timelines, id))
        .map(|line| {
            let truths = look(run, &line, id, temporal);
            line.places.iter().copied().zip(truths).collect()
        })
        .collect();
    for (place, truth) in judged.into_iter().flatten() {
        if let Some(slot) = column.get_mut(place as usize) {
            *slot = slot.or(truth);
        }
    }
    column
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

//! Selects rows batch by batch, one worker for each thread: takes batches, gives records of the rows to whoever gathers them.

use super::answer::{Answers, Ground};
use super::cells::{cell, mark_missing, order, spread};
use super::classes::{Classes, EXTRA, Memory};
use super::facts::Facts;
use super::lanes::LanePlan;
use super::rows;
use super::times::{Placer, Times};
use crate::contact::{Batch, BatchColumn, Sink};
use crate::engine::log::gather::{Gather, Writer};
use crate::engine::log::sheet::Sheet;
use crate::engine::log::time::{ClockNotes, Day, Instant};
use crate::engine::log::walk::{Class, Extra, instant_word};
use crate::ir::log::{EventId, FieldId};
use std::collections::BTreeSet;
use std::io;
use std::time::Duration;

/// Where the records of a lane are gathered: of rows with a key, and of those without.
#[derive(Debug)]
pub(in crate::engine::log) struct Gathers {
    /// By the hash of the key.
    pub keyed: Gather,
    /// By the hash of the identity, or by anything.
    pub lone: Gather,
    /// Nothing but the hash of the identity, in a lane that holds every row.
    pub ids: Option<Gather>,
}

/// The writers of a lane.
#[derive(Debug)]
struct Writers<'a> {
    keyed: Writer<'a>,
    lone: Writer<'a>,
    ids: Option<Writer<'a>>,
}

/// What one worker found besides records.
#[derive(Debug, Default)]
pub(in crate::engine::log) struct Selected {
    /// Rows with a time.
    pub rows: u64,
    /// What it took, where the time is taken.
    pub took: Duration,
    /// What to report about zones and clocks.
    pub notes: ClockNotes,
    /// Rows whose instant is known as against others, and rows of which it is not: a log with both is judged whole.
    pub placed: bool,
    /// See `placed`.
    pub floating: bool,
    /// The first and the last local date that each row may be on; every pair once.
    pub days: BTreeSet<(Day, Day)>,
    /// The greatest of the first instants, and of the last ones, that rows may be at.
    pub end: Option<(Instant, Instant)>,
}

impl Selected {
    /// Takes in what another worker found.
    pub fn merge(&mut self, other: Self) {
        self.rows += other.rows;
        self.took += other.took;
        self.notes.add(&other.notes);
        self.placed |= other.placed;
        self.floating |= other.floating;
        self.days.extend(other.days);
        self.end = match (self.end, other.end) {
            (Some(a), Some(b)) => Some((a.0.max(b.0), a.1.max(b.1))),
            (a, b) => a.or(b),
        };
    }
}

/// Selects the rows that come to one thread.
pub(in crate::engine::log) struct Worker<'a> {
    ground: Ground<'a>,
    placer: Placer<'a>,
    times: Times,
    answers: Answers<'a>,
    memory: Memory<'a>,
    plans: &'a [LanePlan],
    shown: &'a [FieldId],
    /// For each lane.
    writers: Vec<Writers<'a>>,
    gathers: &'a [Gathers],
    /// By class: the lanes that its rows matter to, as a set of bits.
    lanes: Vec<u64>,
    packed: Vec<Vec<u64>>,
    several: Vec<bool>,
    numbers: Vec<u32>,
    /// By day since 1970: whether some row is on it.
    met: Vec<bool>,
    selected: Selected,
}

impl<'a> Worker<'a> {
    pub fn new(
        ground: Ground<'a>,
        placer: Placer<'a>,
        answers: Answers<'a>,
        classes: &'a Classes,
        plans: &'a [LanePlan],
        shown: &'a [FieldId],
        gathers: &'a [Gathers],
    ) -> Self {
        let memory = Memory::new(classes);
        Self {
            packed: vec![Vec::new(); memory.width()],
            ground,
            placer,
            times: Times::default(),
            answers,
            memory,
            plans,
            shown,
            writers: gathers
                .iter()
                .map(|lane| Writers {
                    keyed: lane.keyed.writer(),
                    lone: lane.lone.writer(),
                    ids: lane.ids.as_ref().map(Gather::writer),
                })
                .collect(),
            gathers,
            lanes: Vec::new(),
            several: Vec::new(),
            numbers: Vec::new(),
            met: vec![false; 1 << 16],
            selected: Selected::default(),
        }
    }

    /// Hands over what is left and tells what was found.
    ///
    /// # Errors
    /// Some records could not be kept.
    pub fn finish(mut self) -> io::Result<Selected> {
        for lane in std::mem::take(&mut self.writers) {
            lane.keyed.finish()?;
            lane.lone.finish()?;
            lane.ids.map_or(Ok(()), Writer::finish)?;
        }
        self.selected.notes = self.placer.notes;
        self.selected.placed = self.placer.placed;
        self.selected.floating = self.placer.floating;
        self.selected.end = match (self.placer.end, self.selected.end) {
            (Some(last), Some(hazy)) => Some((last.max(hazy.0), last.max(hazy.1))),
            (Some(last), None) => Some((last, last)),
            (None, hazy) => hazy,
        };
        self.gathers = &[];
        Ok(std::mem::take(&mut self.selected))
    }

    // A field with several values that divides rows or is compared: which of them counts is not told by one number.
    fn mark_several(&mut self, batch: &Batch) {
        self.several.clear();
        self.several.resize(batch.rows.len(), false);
        let fields = self.plans.iter().flat_map(LanePlan::fields);
        for field in fields {
            let starts = match batch.columns.get(field.0 as usize) {
                Some(BatchColumn::Ids { starts, .. } | BatchColumn::Enums { starts, .. }) => starts,
                _ => continue,
            };
            for (several, ends) in self.several.iter_mut().zip(starts.windows(2)) {
                let count = ends.last().unwrap_or(&0) - ends.first().unwrap_or(&0);
                *several |= count > 1;
            }
        }
    }

    fn pack(&mut self, batch: &Batch) {
        let rows = batch.rows.len();
        for words in &mut self.packed {
            words.clear();
            words.resize(rows, 0);
        }
        for (fact, &step) in self.ground.facts.facts.iter().enumerate() {
            let shift = fact % 32 * 2;
            if let Some(words) = self.packed.get_mut(fact / 32) {
                for (word, &truth) in words.iter_mut().zip(self.answers.column(step)) {
                    *word |= u64::from(truth) << shift;
                }
            }
        }
        let (width, ground) = (self.packed.len(), self.ground);
        let (_, last) = self.packed.split_at_mut(width - EXTRA);
        let [missing, place] = last else {
            return;
        };
        for (bit, &field) in self.shown.iter().enumerate() {
            if let (Some(column), Some(known)) = (
                batch.columns.get(field.0 as usize),
                ground.log.fields.get(field.0 as usize),
            ) {
                mark_missing(column, known, 1 << bit, missing);
            }
        }
        for (row, word) in place.iter_mut().enumerate() {
            let zone = self.times.zone.get(row).copied().unwrap_or(0);
            let hazy =
                self.times.hazy.get(row) == Some(&true) || self.several.get(row) == Some(&true);
            *word = u64::from(zone) << 1 | u64::from(hazy);
        }
    }

    fn number(&mut self, rows: usize) {
        let mut words = vec![0u64; self.packed.len()];
        self.numbers.clear();
        let (plans, facts) = (self.plans, self.ground.facts);
        for row in 0..rows {
            for (word, column) in words.iter_mut().zip(&self.packed) {
                *word = column.get(row).copied().unwrap_or(0);
            }
            let lanes = &mut self.lanes;
            let number = self.memory.number(&words, |number, class| {
                let at = number as usize;
                if lanes.len() <= at {
                    lanes.resize(at + 1, 0);
                }
                if let Some(slot) = lanes.get_mut(at) {
                    *slot = lanes_of(plans, facts, class);
                }
            });
            self.numbers.push(number);
        }
    }

    fn write(&mut self, batch: &Batch) {
        let mut record: Vec<u64> = Vec::new();
        let seq = self.ground.log.field("seq");
        for (lane, (plan, to)) in self.plans.iter().zip(&mut self.writers).enumerate() {
            for (row, (&class, &position)) in self.numbers.iter().zip(&batch.rows).enumerate() {
                let timeless = self.times.timeless.get(row) == Some(&true);
                let matters = self.lanes.get(class as usize).copied().unwrap_or(0) >> lane & 1 == 1;
                if timeless || !matters {
                    continue;
                }
                let key = cell(batch, plan.key, row);
                let id = plan.id.map_or(0, |field| cell(batch, field, row));
                let first = match (key, id) {
                    (0, 0) => spread(position.0),
                    (0, id) => id,
                    (key, _) => key,
                };
                if let Some(ids) = to.ids.as_mut().filter(|_| id != 0) {
                    ids.push(&[id]);
                }
                let instant = self.times.instant.get(row).copied().unwrap_or(0);
                let id = if id == 0 { 0 } else { (id as u32).max(1) };
                record.clear();
                record.extend([
                    first,
                    instant_word(instant),
                    position.0,
                    u64::from(class) | u64::from(id) << 32,
                ]);
                record.extend(plan.extras.iter().map(|extra| match *extra {
                    Extra::Field(field) => cell(batch, field, row),
                    Extra::Seq => seq.map_or(0, |field| order(batch, field, row)),
                }));
                if key == 0 {
                    to.lone.push(&record);
                } else {
                    to.keyed.push(&record);
                }
            }
        }
    }

    // Where hazy rows may end the log, the zones themselves tell.
    fn end_of_hazy(&mut self, batch: &Batch) {
        if !self.times.hazy.contains(&true) {
            return;
        }
        let ground = self.ground;
        let table = rows::table_of(&ground, batch);
        let sheet = Sheet::bare(ground.rules, &table, ground.log, ground.options);
        for (row, hazy) in (0u32..).zip(&self.times.hazy) {
            let readings = sheet.clock.readings(row);
            let first = readings.iter().map(|one| one.first).min();
            let last = readings.iter().map(|one| one.last).max();
            let days = || readings.iter().map(|one| one.day);
            if let (true, Some(from), Some(until)) = (hazy, days().min(), days().max()) {
                self.selected.days.insert((from, until));
            }
            if let (true, Some(first), Some(last)) = (hazy, first, last) {
                let end = self.selected.end.unwrap_or((first, last));
                self.selected.end = Some((end.0.max(first), end.1.max(last)));
            }
        }
    }
}

impl Drop for Worker<'_> {
    // A worker that is dropped before its end was one of a first reading that proved wrong: its records are not to be counted.
    fn drop(&mut self) {
        for lane in self.gathers {
            lane.keyed.clear();
            lane.lone.clear();
            lane.ids.iter().for_each(Gather::clear);
        }
    }
}

impl Sink for Worker<'_> {
    fn take(&mut self, batch: &Batch) {
        let start = std::time::Instant::now();
        self.placer.place(batch, &mut self.times);
        self.answers.take(batch, &self.times);
        self.mark_several(batch);
        self.pack(batch);
        self.number(batch.rows.len());
        self.write(batch);
        self.end_of_hazy(batch);
        let timeless = self.times.timeless.iter().filter(|one| **one).count();
        self.selected.rows += (batch.rows.len() - timeless) as u64;
        let open = self.times.timeless.iter().zip(&self.times.hazy);
        let days = self.times.day.iter().zip(open);
        for (&day, _) in days.filter(|(_, (timeless, hazy))| !**timeless && !**hazy) {
            // Rows are many and days are few.
            let slot = usize::try_from(day)
                .ok()
                .and_then(|day| self.met.get_mut(day));
            if !slot.is_some_and(|met| std::mem::replace(met, true)) {
                self.selected.days.insert((day, day));
            }
        }
        self.selected.took += start.elapsed();
    }
}

fn lanes_of(plans: &[LanePlan], facts: &Facts<'_>, class: &Class) -> u64 {
    let mut lanes = 0;
    for (lane, plan) in plans.iter().enumerate().take(64) {
        let matters = |event: &EventId| facts.at_most(class, *event).is_possible();
        // Of a hazy row the facts are not known.
        if plan.every || class.hazy || plan.events.iter().any(matters) {
            lanes |= 1 << lane;
        }
    }
    lanes
}

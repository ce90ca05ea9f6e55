//! Selects rows batch by batch, one worker for each thread: takes batches, gives records of the rows to whoever gathers them.

use super::answer::{Answers, Ground, listed};
use super::classes::{Classes, EXTRA, Memory};
use super::facts::Facts;
use super::lanes::{Cell, LaneKey, LanePlan};
use super::rows;
use super::times::{Placer, Times};
use crate::contact::{Batch, BatchColumn, Sink};
use crate::engine::log::gather::Writer;
use crate::engine::log::sheet::Sheet;
use crate::engine::log::time::{ClockNotes, Instant};
use crate::engine::log::walk::{Class, NO_VALUE};
use crate::ir::log::{EventId, Field, FieldId};
use std::collections::HashMap;
use std::io;

/// What one worker found besides records.
#[derive(Debug, Default)]
pub(in crate::engine::log) struct Selected {
    /// Rows with a time.
    pub rows: u64,
    /// What to report about zones and clocks.
    pub notes: ClockNotes,
    /// Rows whose instant is known as against others, and rows of which it is not: a log with both is judged whole.
    pub placed: bool,
    /// See `placed`.
    pub floating: bool,
    /// The greatest of the first instants, and of the last ones, that rows may be at.
    pub end: Option<(Instant, Instant)>,
    /// By lane: rows without a key by class.
    pub keyless: Vec<HashMap<u32, u64>>,
}

impl Selected {
    /// Takes in what another worker found.
    pub fn merge(&mut self, other: Self) {
        self.rows += other.rows;
        self.notes.add(&other.notes);
        self.placed |= other.placed;
        self.floating |= other.floating;
        self.end = match (self.end, other.end) {
            (Some(a), Some(b)) => Some((a.0.max(b.0), a.1.max(b.1))),
            (a, b) => a.or(b),
        };
        self.keyless
            .resize_with(self.keyless.len().max(other.keyless.len()), HashMap::new);
        for (own, more) in self.keyless.iter_mut().zip(other.keyless) {
            for (class, rows) in more {
                *own.entry(class).or_default() += rows;
            }
        }
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
    writers: Vec<Writer<'a>>,
    /// By class: the lanes that its rows matter to, as a set of bits.
    lanes: Vec<u64>,
    packed: Vec<Vec<u64>>,
    several: Vec<bool>,
    numbers: Vec<u32>,
    selected: Selected,
}

impl<'a> Worker<'a> {
    pub(super) fn new(
        ground: Ground<'a>,
        placer: Placer<'a>,
        answers: Answers<'a>,
        classes: &'a Classes,
        plans: &'a [LanePlan],
        shown: &'a [FieldId],
        writers: Vec<Writer<'a>>,
    ) -> Self {
        let memory = Memory::new(classes, ground.facts.facts.len());
        Self {
            packed: vec![Vec::new(); memory.width()],
            ground,
            placer,
            times: Times::default(),
            answers,
            memory,
            plans,
            shown,
            writers,
            lanes: Vec::new(),
            several: Vec::new(),
            numbers: Vec::new(),
            selected: Selected {
                keyless: vec![HashMap::new(); plans.len()],
                ..Selected::default()
            },
        }
    }

    /// Hands over what is left and tells what was found.
    ///
    /// # Errors
    /// Some records could not be kept.
    pub fn finish(mut self) -> io::Result<Selected> {
        for writer in self.writers {
            writer.finish()?;
        }
        self.selected.notes = self.placer.notes;
        self.selected.placed = self.placer.placed;
        self.selected.floating = self.placer.floating;
        self.selected.end = match (self.placer.end, self.selected.end) {
            (Some(last), Some(hazy)) => Some((last.max(hazy.0), last.max(hazy.1))),
            (Some(last), None) => Some((last, last)),
            (None, hazy) => hazy,
        };
        Ok(self.selected)
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
                let told = ground.told.get(field.0 as usize) == Some(&true);
                mark_missing(column, known, told, 1 << bit, missing);
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
        for (lane, (plan, writer)) in self.plans.iter().zip(&mut self.writers).enumerate() {
            let keyless = self.selected.keyless.get_mut(lane);
            let mut lost: HashMap<u32, u64> = HashMap::new();
            for (row, (&class, &position)) in self.numbers.iter().zip(&batch.rows).enumerate() {
                let timeless = self.times.timeless.get(row) == Some(&true);
                let matters = self.lanes.get(class as usize).copied().unwrap_or(0) >> lane & 1 == 1;
                if timeless || !matters {
                    continue;
                }
                let key = match plan.key {
                    LaneKey::Field(field) => match cell(batch, field, row) {
                        NO_VALUE => NO_VALUE,
                        value => spread(value),
                    },
                    LaneKey::Whole => 0,
                    LaneKey::Each => spread(position.0),
                };
                if key == NO_VALUE {
                    *lost.entry(class).or_default() += 1;
                    continue;
                }
                let id = plan.id.map_or(0, |field| match cell(batch, field, row) {
                    NO_VALUE => 0,
                    hash => (hash as u32).max(1),
                });
                let instant = self.times.instant.get(row).copied().unwrap_or(0);
                record.clear();
                record.extend([
                    key,
                    instant as u64 ^ 1 << 63,
                    position.0,
                    u64::from(class) | u64::from(id) << 32,
                ]);
                record.extend(plan.extras.iter().map(|extra| match *extra {
                    Cell::Hash(field) => cell(batch, field, row),
                    Cell::Seq(field) => seq(batch, field, row),
                }));
                writer.push(&record);
            }
            if let Some(keyless) = keyless {
                for (class, rows) in lost {
                    *keyless.entry(class).or_default() += rows;
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
            if let (true, Some(first), Some(last)) = (hazy, first, last) {
                let end = self.selected.end.unwrap_or((first, last));
                self.selected.end = Some((end.0.max(first), end.1.max(last)));
            }
        }
    }
}

impl Sink for Worker<'_> {
    fn take(&mut self, batch: &Batch) {
        self.placer.place(batch, &mut self.times);
        self.answers.take(batch, &self.times);
        self.mark_several(batch);
        self.pack(batch);
        self.number(batch.rows.len());
        self.write(batch);
        self.end_of_hazy(batch);
        let timeless = self.times.timeless.iter().filter(|one| **one).count();
        self.selected.rows += (batch.rows.len() - timeless) as u64;
    }
}

fn lanes_of(plans: &[LanePlan], facts: &Facts<'_>, class: &Class) -> u64 {
    let mut lanes = 0;
    for (lane, plan) in plans.iter().enumerate().take(64) {
        let matters = |event: &EventId| facts.at_most(class, *event).is_possible();
        if plan.every || plan.events.iter().any(matters) {
            lanes |= 1 << lane;
        }
    }
    lanes
}

/// A number that is the same for the same value of a field, [`NO_VALUE`] where it is missing or not single.
fn cell(batch: &Batch, field: FieldId, row: usize) -> u64 {
    let value = match batch.columns.get(field.0 as usize) {
        Some(BatchColumn::Id(texts) | BatchColumn::Text(texts)) => match texts.get(row) {
            "" => None,
            word => Some(hash(word)),
        },
        Some(BatchColumn::Ids { starts, words }) => {
            let at = |row: usize| starts.get(row).copied().unwrap_or(0) as usize;
            (at(row) < at(row + 1)).then(|| hash(words.get(at(row))))
        }
        Some(BatchColumn::Enum(values)) => values
            .get(row)
            .filter(|value| **value != BatchColumn::NO_VALUE)
            .map(|&value| u64::from(value)),
        Some(BatchColumn::Enums { starts, values, .. }) => listed(starts, values, row)
            .first()
            .map(|&value| u64::from(value)),
        Some(BatchColumn::Number(numbers)) => numbers
            .get(row)
            .filter(|number| !number.is_nan())
            .map(|number| (number + 0.0).to_bits()),
        Some(BatchColumn::Flag(flags)) => flags
            .get(row)
            .filter(|flag| **flag != BatchColumn::NO_FLAG)
            .map(|&flag| u64::from(flag)),
        Some(BatchColumn::Time { wall, .. }) => wall
            .get(row)
            .filter(|wall| **wall != BatchColumn::NO_TIME)
            .map(|wall| {
                wall.div_euclid(crate::engine::log::time::DAY)
                    .cast_unsigned()
            }),
        Some(BatchColumn::Absent) | None => None,
    };
    value.map_or(NO_VALUE, |value| value.min(NO_VALUE - 1))
}

fn seq(batch: &Batch, field: FieldId, row: usize) -> u64 {
    match batch.columns.get(field.0 as usize) {
        Some(BatchColumn::Number(numbers)) => numbers
            .get(row)
            .filter(|number| !number.is_nan())
            .map_or(NO_VALUE, |number| number.to_bits()),
        _ => NO_VALUE,
    }
}

// Spreads numbers that lie close together over all bits, and no two onto one but for the last, which stands for no value.
fn spread(value: u64) -> u64 {
    value.wrapping_mul(0x9e37_79b9_7f4a_7c15).min(NO_VALUE - 1)
}

fn hash(word: &str) -> u64 {
    use std::hash::BuildHasher;
    foldhash::quality::FixedState::with_seed(0).hash_one(word.as_bytes())
}

// Marks the rows in which a field says nothing, as reports count them.
fn mark_missing(column: &BatchColumn, field: &Field, told: bool, bit: u64, to: &mut [u64]) {
    let mut mark = |missing: &mut dyn Iterator<Item = bool>| {
        for (word, missing) in to.iter_mut().zip(missing) {
            *word |= if missing { bit } else { 0 };
        }
    };
    if let BatchColumn::Enums { whole, .. } = column {
        mark(
            &mut whole
                .iter()
                .map(|&whole| !(whole == 2 || (whole == 0 && told))),
        );
        return;
    }
    if field.empty_is_no {
        return;
    }
    match column {
        BatchColumn::Time { wall, .. } => {
            mark(&mut wall.iter().map(|&wall| wall == BatchColumn::NO_TIME));
        }
        BatchColumn::Id(texts) | BatchColumn::Text(texts) => {
            mark(&mut (0..).map(|row| texts.range(row).is_empty()));
        }
        BatchColumn::Ids { starts, .. } => {
            mark(&mut starts.windows(2).map(|ends| ends.first() == ends.last()));
        }
        BatchColumn::Number(numbers) => mark(&mut numbers.iter().map(|number| number.is_nan())),
        BatchColumn::Flag(flags) => {
            mark(&mut flags.iter().map(|&flag| flag == BatchColumn::NO_FLAG));
        }
        BatchColumn::Enum(values) => {
            mark(&mut values.iter().map(|&value| value == BatchColumn::NO_VALUE));
        }
        // What no file has is told of the log, not of its rows; a file without it among files with it misses it in every row.
        BatchColumn::Absent => mark(&mut std::iter::repeat(true)),
        BatchColumn::Enums { .. } => {}
    }
}

//! Works a line out as far as it is asked for: classes and bits of all rows at once, then moments, truths of events and looks, and
//! divisions by key, each when a statement first needs it.

use super::columns::{Columns, Division};
use super::plot::Plot;
use super::ready::Ready;
use super::tables::has;
use super::types::{instant_of, seq_of};
use crate::engine::log::line::Line;
use crate::engine::log::need::temporal_events;
use crate::engine::log::temporal::look;
use crate::engine::log::time::{Moment, Offsets, ZoneId};
use crate::engine::log::truth::Truth;
use crate::ir::log::Temporal;

/// What is known of the line that is walked.
#[derive(Debug)]
pub(super) struct Buffer<'r> {
    pub ready: &'r Ready<'r>,
    pub classes: Vec<u32>,
    pub instants: Vec<i64>,
    bits: Vec<u64>,
    /// The looks that may find something on this line.
    pub live: u64,
    /// Some rows have the same instant and `seq`.
    pub tied: bool,
    /// All rows are read on one clock, and nothing but time orders them: what quick tests take for granted.
    pub plain: bool,
    pub moments: Vec<Moment>,
    pub columns: Columns,
    divisions: Vec<Option<Division>>,
    offsets: Offsets,
}

impl<'r> Buffer<'r> {
    pub fn new(ready: &'r Ready<'r>) -> Self {
        Self {
            ready,
            classes: Vec::new(),
            instants: Vec::new(),
            bits: Vec::new(),
            live: 0,
            tied: false,
            plain: true,
            moments: Vec::new(),
            columns: Columns::new(ready),
            divisions: Vec::new(),
            offsets: Offsets::default(),
        }
    }

    /// Turns to another line.
    pub fn read(&mut self, records: &[u64]) {
        let ready = self.ready;
        let tables = &ready.tables;
        let words = 2 * tables.bits.words;
        self.classes.clear();
        self.instants.clear();
        self.moments.clear();
        self.columns.clear();
        self.divisions.clear();
        self.bits.clear();
        self.bits.resize(words, 0);
        self.tied = false;
        let mut before: Option<(u64, u64)> = None;
        let mut same_instant = false;
        for record in records.chunks_exact(ready.width) {
            let word = |at: usize| record.get(at).copied().unwrap_or(0);
            let class = word(3) as u32;
            let from = class as usize * words;
            let bits = tables.bits.by_class.get(from..from + words);
            for (word, class) in self.bits.iter_mut().zip(bits.unwrap_or(&[])) {
                *word |= class;
            }
            let time = (word(1), ready.seq.map_or(0, word));
            self.tied |= before == Some(time);
            same_instant |= before.is_some_and(|before| before.0 == time.0);
            before = Some(time);
            self.classes.push(class);
            self.instants.push(instant_of(word(1)));
        }
        let zone = |class: &u32| tables.zones.get(*class as usize);
        let first = self.classes.first().and_then(zone);
        self.plain = !(same_instant && ready.seq.is_some())
            && (tables.one_zone || self.classes.iter().all(|class| zone(class) == first));
        self.live = self.live_looks(records);
    }

    /// What some row may be: where the looks in question find nothing, or whatever they find.
    pub fn bits(&self, looks: u64) -> &[u64] {
        let words = self.ready.tables.bits.words;
        let (quiet, open) = self.bits.split_at_checked(words).unwrap_or_default();
        if looks & self.live == 0 { quiet } else { open }
    }

    fn live_looks(&self, records: &[u64]) -> u64 {
        let ready = self.ready;
        let mut live = 0;
        let open = self.bits.get(ready.tables.bits.words..).unwrap_or(&[]);
        for (slot, look) in ready.looks.iter().enumerate() {
            let may_find = look.base.is_none_or(|base| has(open, base));
            let lacks_key = || {
                let extras = ready.keys.get(look.key).into_iter().flatten();
                let lacks = |extra: &usize| {
                    records
                        .chunks_exact(ready.width)
                        .any(|record| record.get(super::types::WORDS + extra) == Some(&0))
                };
                !matches!(look.temporal, Temporal::Rank { .. }) && extras.into_iter().any(lacks)
            };
            if may_find || lacks_key() {
                live |= 1 << slot;
            }
        }
        live
    }

    /// Turns the row that was read into one without the lane's key: it looks at no other rows.
    pub fn lone(&mut self) {
        let class = self.classes.first().copied().unwrap_or(u32::MAX);
        let tables = &self.ready.tables;
        for (slot, column) in self.columns.events.iter_mut().enumerate() {
            column.fill(std::iter::once(tables.lone(class, slot)));
        }
    }

    /// The line as the ground of judging, as far as it is worked out.
    pub fn plot<'p>(&'p self, records: &'p [u64]) -> Plot<'p> {
        Plot {
            ready: self.ready,
            records,
            classes: &self.classes,
            moments: &self.moments,
            columns: &self.columns,
        }
    }

    /// Places all rows in time.
    pub fn place(&mut self, records: &[u64]) {
        if !self.moments.is_empty() {
            return;
        }
        let ready = self.ready;
        let rows = records.chunks_exact(ready.width).zip(&self.instants);
        for ((rank, (record, &at)), &class) in (0u32..).zip(rows).zip(&self.classes) {
            let zone = ready.tables.zones.get(class as usize).copied();
            let zone = ZoneId(zone.unwrap_or(u32::MAX));
            let (day, _) = self.offsets.local(ready.lane.zones, zone, at);
            let seq = ready.seq.and_then(|seq| record.get(seq).copied());
            self.moments.push(Moment {
                earliest: at,
                latest: at,
                first_day: day,
                last_day: day,
                seq: seq.and_then(seq_of),
                rank,
            });
        }
    }

    /// Divides the line by a key.
    pub fn divide(&mut self, records: &[u64], key: usize) {
        self.place(records);
        if self.divisions.len() <= key {
            self.divisions.resize_with(key + 1, || None);
        }
        if let Some(slot @ None) = self.divisions.get_mut(key) {
            *slot = Some(Division::new(self.ready, key, records, &self.moments));
        }
    }

    /// The lines of a key by which the line has been divided.
    pub fn lines(&self, key: usize) -> impl Iterator<Item = Line<'_>> {
        let division = self.divisions.get(key).and_then(Option::as_ref);
        let lines = division.into_iter().flat_map(|division| &division.lines);
        lines.map(|(places, order)| Line {
            days: crate::engine::log::time::Days(&self.ready.lane.rules.calendars),
            moments: &self.moments,
            places,
            order,
        })
    }

    /// Works out an event on all rows.
    pub fn event(&mut self, records: &[u64], slot: usize) {
        let ready = self.ready;
        let Some(event) = ready.events.get(slot) else {
            return;
        };
        let known = self.columns.events.get(slot);
        if known.is_none_or(|column| column.all().is_some()) || event.correlated {
            return;
        }
        if event.looks & self.live == 0 {
            if let Some(column) = self.columns.events.get_mut(slot) {
                let classes = self.classes.iter();
                column.fill(classes.map(|&class| ready.tables.quiet(class, slot)));
            }
            return;
        }
        self.build_on(records, slot);
        let plot = self.plot(records);
        let truths = (0..self.classes.len())
            .map(|place| plot.formula(slot, place, None))
            .collect();
        if let Some(column) = self.columns.events.get_mut(slot) {
            column.set(truths);
        }
    }

    // Works out what an event names itself.
    fn build_on(&mut self, records: &[u64], slot: usize) {
        let ready = self.ready;
        let (mut events, mut temporals) = (Vec::new(), Vec::new());
        if let Some(event) = ready.events.get(slot) {
            event.formula.named(&mut events, &mut temporals);
        }
        for slot in events.into_iter().filter_map(|id| ready.event_slot(id)) {
            self.work_out(records, slot);
        }
        for slot in temporals.into_iter().filter_map(|id| ready.look_slot(id)) {
            self.look(records, slot);
        }
    }

    // What speaks of an outer row has no truth of its own, but what it builds on has.
    fn work_out(&mut self, records: &[u64], slot: usize) {
        if self
            .ready
            .events
            .get(slot)
            .is_some_and(|event| event.correlated)
        {
            self.build_on(records, slot);
        } else {
            self.event(records, slot);
        }
    }

    fn look(&mut self, records: &[u64], slot: usize) {
        let ready = self.ready;
        let known = self.columns.looks.get(slot);
        let Some(found) = ready.looks.get(slot) else {
            return;
        };
        if self.live >> slot & 1 == 0 || known.is_none_or(|column| column.all().is_some()) {
            return;
        }
        for id in temporal_events(found.temporal) {
            if let Some(event) = ready.event_slot(id) {
                self.work_out(records, event);
            }
        }
        self.divide(records, found.key);
        let plot = self.plot(records);
        let keyless = match found.temporal {
            Temporal::Rank { .. } => Truth::No,
            _ => Truth::Unknown,
        };
        let mut truths = vec![keyless; self.classes.len()];
        for line in self.lines(found.key) {
            let judged = look(&plot, &line, found.id, found.temporal);
            for (&place, truth) in line.places.iter().zip(judged) {
                if let Some(slot) = truths.get_mut(place as usize) {
                    *slot = truth;
                }
            }
        }
        if let Some(column) = self.columns.looks.get_mut(slot) {
            column.set(truths);
        }
    }
}

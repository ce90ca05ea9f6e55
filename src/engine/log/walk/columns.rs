//! Keeps what is worked out for one line: truths of events and looks by row, and how keys with further fields divide the line. All of
//! it is used again for the next line.

use super::ready::Ready;
use super::types::WORDS;
use crate::engine::log::line::Order;
use crate::engine::log::time::Moment;
use crate::engine::log::truth::Truth;

/// Truths by row, once they are known.
#[derive(Debug, Default)]
pub(super) struct Column {
    known: bool,
    truths: Vec<Truth>,
    possible: Vec<u32>,
}

impl Column {
    /// The truth of a row, if it is known.
    pub fn get(&self, place: usize) -> Option<Truth> {
        self.truths.get(place).copied().filter(|_| self.known)
    }

    /// All truths, if they are known.
    pub fn all(&self) -> Option<&[Truth]> {
        self.known.then_some(self.truths.as_slice())
    }

    /// The rows that may be so.
    pub fn possible(&self) -> &[u32] {
        &self.possible
    }

    /// Keeps truths that were worked out.
    pub fn set(&mut self, truths: Vec<Truth>) {
        self.truths = truths;
        self.pick();
    }

    /// Keeps truths in the memory of those of the line before.
    pub fn fill(&mut self, truths: impl Iterator<Item = Truth>) {
        self.truths.clear();
        self.truths.extend(truths);
        self.pick();
    }

    fn pick(&mut self) {
        self.known = true;
        self.possible.resize(self.truths.len(), 0);
        // Every place is written; only one that is possible moves on. That asks nothing of the processor's foresight.
        let mut count = 0;
        for (place, truth) in (0u32..).zip(&self.truths) {
            if let Some(slot) = self.possible.get_mut(count) {
                *slot = place;
            }
            count += usize::from(truth.is_possible());
        }
        self.possible.truncate(count);
    }
}

/// Truths of events and looks, by their numbers in the lane.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub events: Vec<Column>,
    pub looks: Vec<Column>,
}

impl Columns {
    /// Columns for the events and looks of a lane.
    pub fn new(ready: &Ready<'_>) -> Self {
        let columns = |count: usize| (0..count).map(|_| Column::default()).collect();
        Self {
            events: columns(ready.events.len()),
            looks: columns(ready.looks.len()),
        }
    }

    /// Forgets the line before.
    pub fn clear(&mut self) {
        for column in self.events.iter_mut().chain(&mut self.looks) {
            column.known = false;
        }
    }
}

/// The lines into which a key divides a line, each with the order of its rows.
#[derive(Debug, Default)]
pub(super) struct Division {
    pub lines: Vec<(Vec<u32>, Order)>,
}

impl Division {
    /// Divides a line by extras; rows that lack one are left out.
    pub fn new(ready: &Ready<'_>, key: usize, records: &[u64], moments: &[Moment]) -> Self {
        let Some(extras) = ready.keys.get(key) else {
            return Self::default();
        };
        let with_order = |places: Vec<u32>| {
            let order = Order::of(moments, &places);
            (places, order)
        };
        if extras.is_empty() {
            let places = (0u32..).zip(moments).map(|(place, _)| place).collect();
            return Self {
                lines: vec![with_order(places)],
            };
        }
        let value = |place: u32, extra: usize| {
            let at = place as usize * ready.width + WORDS + extra;
            records.get(at).copied().unwrap_or(0)
        };
        let values = |place: u32| extras.iter().map(move |&extra| value(place, extra));
        let mut places: Vec<u32> = (0u32..)
            .zip(moments)
            .map(|(place, _)| place)
            .filter(|&place| values(place).all(|value| value != 0))
            .collect();
        // The sort is stable: within a line the order of time stays.
        places.sort_by(|&a, &b| values(a).cmp(values(b)));
        Self {
            lines: places
                .chunk_by(|&a, &b| values(a).eq(values(b)))
                .map(|line| with_order(line.to_vec()))
                .collect(),
        }
    }
}

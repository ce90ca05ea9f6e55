//! Finds the rows that looks without a span still need: takes timelines and what is looked for, gives the few rows that decide what any later row
//! will find, however many there are.

use super::context::Reach;
use super::line::{Line, Marks, Order};
use super::run::Run;
use super::time::Instant;
use super::truth::Truth;
use crate::ir::log::{EventId, Key};
use std::collections::{BTreeMap, BTreeSet};

/// A chain of events on the timelines of a key, and whether it may begin however long before a row.
pub(super) type Steps = (Vec<EventId>, Key, bool);

/// What looks without a span are answered from.
pub(super) struct Unbounded<'r, S: Fn(Reach) -> Instant> {
    /// The rows.
    pub run: &'r Run<'r>,
    /// By event: which rows may be one. The row itself decides.
    pub columns: &'r BTreeMap<EventId, Vec<Truth>>,
    /// The instant before which no row is judged any more, for a rule that looks so far ahead.
    pub since: S,
}

impl<S: Fn(Reach) -> Instant> Unbounded<'_, S> {
    /// By place: whether a row is needed for good.
    pub fn needed(
        &self,
        firsts: &BTreeSet<(EventId, Key, usize)>,
        chains: &BTreeMap<Steps, Reach>,
    ) -> Vec<bool> {
        let mut needed = vec![false; self.run.rows.len()];
        let mut need = |line: &Line<'_>, at: usize| {
            if let Some(slot) = needed.get_mut(line.place(at)) {
                *slot = true;
            }
        };
        for (event, key, count) in firsts {
            self.each(key, |line| self.first(line, *event, *count, &mut need));
        }
        for ((steps, key, is_open), ahead) in chains {
            let since = (self.since)(*ahead);
            self.each(key, |line| {
                self.chain(line, steps, *is_open, since, &mut need)
            });
        }
        needed
    }

    fn each(&self, key: &Key, mut then: impl FnMut(&Line<'_>)) {
        let Some(timelines) = self.run.timelines(key) else {
            return;
        };
        for id in 0..timelines.partition.lines.len() {
            if let Some(line) = self.run.line(timelines, id) {
                then(&line);
            }
        }
    }

    fn marks(&self, line: &Line<'_>, event: EventId) -> Marks {
        let column = self.columns.get(&event);
        let truth = |place: &u32| {
            column
                .and_then(|column| column.get(*place as usize).copied())
                .unwrap_or(Truth::Unknown)
        };
        Marks::new(line.places.iter().map(truth).collect())
    }

    // The first certain rows, so many, and what may be one among them: any later row only asks whether there are so many. Where the order is
    // open, all of them.
    fn first(
        &self,
        line: &Line<'_>,
        event: EventId,
        count: usize,
        need: &mut impl FnMut(&Line<'_>, usize),
    ) {
        let is_known = matches!(line.order, Order::Known(_));
        let mut left = count;
        for (at, truth) in self.marks(line, event).possible() {
            need(line, at);
            if is_known && truth.is_sure() {
                left = left.saturating_sub(1);
                if left == 0 {
                    return;
                }
            }
        }
    }

    // The rows that make a chain as early as can be, for certain and perhaps, and the last row of each step, which a finding shows.
    fn chain(
        &self,
        line: &Line<'_>,
        steps: &[EventId],
        is_open: bool,
        since: Instant,
        need: &mut impl FnMut(&Line<'_>, usize),
    ) {
        let steps: Vec<Marks> = steps.iter().map(|&step| self.marks(line, step)).collect();
        let Order::Known(groups) = line.order else {
            for (at, _) in steps.iter().flat_map(Marks::possible) {
                need(line, at);
            }
            return;
        };
        // Rows that come later still stand after these.
        let old = line.bisect(0..line.len(), |moment| moment.latest >= since);
        for step in &steps {
            if let Some(at) = step.last(false, 0..old) {
                need(line, at);
            }
            for at in old..line.len() {
                if step.get(at).is_possible() {
                    need(line, at);
                }
            }
        }
        for sure in [true, false].into_iter().filter(|_| is_open) {
            let mut start = 0;
            for step in &steps {
                let Some(at) = step.first(sure, start..old) else {
                    break;
                };
                need(line, at);
                start = groups.end(at);
            }
        }
    }
}

//! Counts different values of a field in windows of a timeline; a window that moves on only pays for what enters and leaves it.

use crate::engine::log::ground::{Cells, Ground, MANY};
use crate::engine::log::line::{Line, Query, Tally};
use crate::engine::log::truth::Truth;
use crate::ir::log::FieldId;
use std::collections::HashMap;
use std::ops::Range;

/// The values in a window, each with how many rows have it.
#[derive(Default)]
struct Bag {
    window: Range<usize>,
    counts: HashMap<u64, usize>,
    /// Rows with a value that is not known, and how many such values there may be.
    unknown_rows: usize,
    unknown_values: usize,
}

impl Bag {
    fn add(&mut self, values: &Cells) {
        for &value in &values.known {
            *self.counts.entry(value).or_default() += 1;
        }
        self.unknown_rows += usize::from(values.unknown > 0);
        self.unknown_values += values.unknown;
    }

    fn remove(&mut self, values: &Cells) {
        for value in &values.known {
            if let Some(count) = self.counts.get_mut(value) {
                *count -= 1;
                if *count == 0 {
                    self.counts.remove(value);
                }
            }
        }
        self.unknown_rows -= usize::from(values.unknown > 0);
        self.unknown_values -= values.unknown;
    }

    // One unknown value may be among the known ones, but a row has at least one.
    fn least(&self) -> usize {
        self.counts.len().max(usize::from(self.unknown_rows > 0))
    }

    fn most(&self) -> usize {
        if self.unknown_values >= MANY {
            usize::MAX
        } else {
            self.counts.len() + self.unknown_values
        }
    }
}

/// The values of one field on one timeline.
pub(super) struct Distinct {
    values: Vec<Cells>,
    sure: Bag,
    maybe: Bag,
}

impl Distinct {
    pub fn new<G: Ground>(ground: &G, line: &Line<'_>, field: FieldId) -> Self {
        Self {
            values: ground.cells(line, field),
            sure: Bag::default(),
            maybe: Bag::default(),
        }
    }

    /// How many different values the rows have that a query finds.
    pub fn tally(&mut self, line: &Line<'_>, at: usize, query: &Query<'_>) -> Tally {
        match line.spans(at, query) {
            Some((sure, maybe)) => {
                let marks = query.marks;
                slide(&mut self.sure, sure, &self.values, |at| {
                    marks.get(at).is_sure()
                });
                slide(&mut self.maybe, maybe, &self.values, |at| {
                    marks.get(at).is_possible()
                });
            }
            None => {
                (self.sure, self.maybe) = (Bag::default(), Bag::default());
                for (other, truth) in line.members(at, query) {
                    let Some(values) = self.values.get(other) else {
                        continue;
                    };
                    if truth == Truth::Yes {
                        self.sure.add(values);
                    }
                    self.maybe.add(values);
                }
            }
        }
        Tally {
            sure: self.sure.least(),
            maybe: self.maybe.most(),
        }
    }
}

fn slide(bag: &mut Bag, to: Range<usize>, values: &[Cells], counts: impl Fn(usize) -> bool) {
    let from = bag.window.clone();
    // Windows that do not touch are emptied and filled.
    let shared = from.start.max(to.start)..from.end.min(to.end);
    let (leaving, entering) = if shared.is_empty() {
        ([from, 0..0], [to.clone(), 0..0])
    } else {
        (
            [from.start..shared.start, shared.end..from.end],
            [to.start..shared.start, shared.end..to.end],
        )
    };
    for at in leaving.into_iter().flatten().filter(|&at| counts(at)) {
        if let Some(values) = values.get(at) {
            bag.remove(values);
        }
    }
    for at in entering.into_iter().flatten().filter(|&at| counts(at)) {
        if let Some(values) = values.get(at) {
            bag.add(values);
        }
    }
    bag.window = to;
}

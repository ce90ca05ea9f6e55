//! Walks timelines: takes the rows of one key in their order and asks which of them lie before, after or around a row. Where every
//! instant is certain the answer is a range of rows; otherwise pairs of rows are compared.

mod chain;
mod hazy;
mod marks;
mod plain;
mod query;

pub(super) use chain::Chain;
pub(super) use marks::Marks;
pub(super) use plain::Order;
pub(super) use query::{Gate, Query, Side, Tally};

use super::time::{Days, Moment};
use super::truth::Truth;
use std::ops::Range;

/// The rows of one key.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    /// The calendars.
    pub days: Days<'a>,
    /// Where the rows of the run are in time, by place.
    pub moments: &'a [Moment],
    /// The places of this key's rows, ascending.
    pub places: &'a [u32],
    /// What is known of their order.
    pub order: &'a Order,
}

impl Line<'_> {
    /// How many rows the key has.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// The place of a row in the run.
    pub fn place(&self, at: usize) -> usize {
        self.places.get(at).copied().unwrap_or(u32::MAX) as usize
    }

    /// Where a row is in time.
    pub fn moment(&self, at: usize) -> Option<&Moment> {
        self.moments.get(self.place(at))
    }

    /// How many rows a query finds for a row.
    pub fn tally(&self, at: usize, query: &Query<'_>) -> Tally {
        match self.order {
            Order::Known(groups) => {
                let (sure, maybe) = self.ranges(groups, at, query);
                Tally {
                    sure: query.marks.count_sure(sure),
                    maybe: query.marks.count_maybe(maybe),
                }
            }
            Order::Open { widest } => {
                let mut tally = Tally::default();
                for (_, truth) in self.compared(*widest, at, query) {
                    tally.sure += usize::from(truth.is_sure());
                    tally.maybe += 1;
                }
                tally
            }
        }
    }

    /// The rows that a query finds for a row, certain or possible, ascending.
    pub fn members(&self, at: usize, query: &Query<'_>) -> Vec<(usize, Truth)> {
        match self.order {
            Order::Known(groups) => {
                let (sure, maybe) = self.ranges(groups, at, query);
                maybe
                    .map(|other| {
                        let found = Truth::between(sure.contains(&other), true);
                        (other, found.and(query.marks.get(other)))
                    })
                    .filter(|(_, truth)| truth.is_possible())
                    .collect()
            }
            Order::Open { widest } => self.compared(*widest, at, query).collect(),
        }
    }

    /// The ranges of rows in which a query finds marks, certain and possible; `None` where rows have to be compared one by one.
    pub fn spans(&self, at: usize, query: &Query<'_>) -> Option<(Range<usize>, Range<usize>)> {
        match self.order {
            Order::Known(groups) => Some(self.ranges(groups, at, query)),
            Order::Open { .. } => None,
        }
    }

    /// The first or last row that a query finds for a row, certain or possible.
    pub fn nearest(&self, at: usize, query: &Query<'_>, last: bool) -> Option<usize> {
        match self.order {
            Order::Known(groups) => {
                let (_, maybe) = self.ranges(groups, at, query);
                if last {
                    query.marks.last(false, maybe)
                } else {
                    query.marks.first(false, maybe)
                }
            }
            Order::Open { widest } => {
                let mut found = self.compared(*widest, at, query).map(|(other, _)| other);
                if last { found.last() } else { found.next() }
            }
        }
    }
}

//! Finds ranges of rows on a timeline whose instants and dates are all certain: takes a query, gives the range of rows that lie
//! right for certain and the range of those that do so perhaps. Each end is found by bisection.

use super::{Gate, Line, Query, Side};
use crate::engine::log::time::{Bound, Moment, period_start, within};
use std::ops::Range;

/// How much is known of the order of a timeline's rows.
#[derive(Debug)]
pub(in crate::engine::log) enum Order {
    /// Every instant and date is certain, and dates never run backward.
    Known(Groups),
    /// Some are not. No row is open for longer than this, in microseconds.
    Open {
        /// The longest time between the first and the last instant that a row may be at.
        widest: i64,
    },
}

impl Order {
    /// What is known of these rows.
    pub fn of(moments: &[Moment], places: &[u32]) -> Self {
        if let Some(groups) = Groups::new(moments, places) {
            return Order::Known(groups);
        }
        let open = |moment: &Moment| moment.latest.saturating_sub(moment.earliest);
        let moments = places
            .iter()
            .filter_map(|&place| moments.get(place as usize));
        Order::Open {
            widest: moments.map(open).max().unwrap_or(0),
        }
    }
}

/// Rows of one instant that `seq` does not order, as ranges by row.
#[derive(Debug)]
pub(in crate::engine::log) struct Groups {
    start: Vec<u32>,
    end: Vec<u32>,
}

impl Groups {
    /// Groups rows; `None` if an instant or date is uncertain, if some rows of an instant have `seq` and others have not, or if dates
    /// run backward (rows in different zones).
    fn new(moments: &[Moment], places: &[u32]) -> Option<Self> {
        let len = places.len();
        let mut groups = Self {
            start: Vec::with_capacity(len),
            end: vec![u32::try_from(len).ok()?; len],
        };
        let mut before: Option<&Moment> = None;
        let mut start = 0;
        for (at, &place) in (0u32..).zip(places) {
            let moment = moments.get(place as usize).filter(|one| one.is_certain())?;
            if let Some(before) = before {
                if moment.first_day < before.first_day {
                    return None;
                }
                let same = moment.earliest == before.earliest;
                if same && moment.seq.is_some() != before.seq.is_some() {
                    return None;
                }
                if !same || moment.seq != before.seq {
                    for end in groups.end.get_mut(start as usize..at as usize)? {
                        *end = at;
                    }
                    start = at;
                }
            }
            groups.start.push(start);
            before = Some(moment);
        }
        Some(groups)
    }

    /// The first row of a row's instant.
    pub fn start(&self, at: usize) -> usize {
        self.start.get(at).map_or(at, |&start| start as usize)
    }

    /// One past the last row of a row's instant.
    pub fn end(&self, at: usize) -> usize {
        self.end.get(at).map_or(at + 1, |&end| end as usize)
    }
}

impl Line<'_> {
    // The first row in a range for which a condition, once true, stays true.
    pub(in crate::engine::log) fn bisect(
        &self,
        range: Range<usize>,
        holds: impl Fn(&Moment) -> bool,
    ) -> usize {
        let (mut low, mut high) = (range.start, range.end.max(range.start));
        while low < high {
            let middle = low + (high - low) / 2;
            if self.moment(middle).is_some_and(&holds) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        low
    }

    pub(super) fn ranges(
        &self,
        groups: &Groups,
        at: usize,
        query: &Query<'_>,
    ) -> (Range<usize>, Range<usize>) {
        let Some(own) = self.moment(at) else {
            return (0..0, 0..0);
        };
        let backward = matches!(query.side, Side::Before | Side::UpTo);
        let mut range = match query.side {
            Side::Before => 0..groups.start(at),
            Side::UpTo => 0..groups.end(at),
            Side::After => groups.end(at)..self.len(),
            Side::From => groups.start(at)..self.len(),
        };
        let inside = |other: &Moment, bound: Bound| {
            if backward {
                within(self.days, other, own, bound).is_sure()
            } else {
                within(self.days, own, other, bound).is_sure()
            }
        };
        let mut known = true;
        if let Some(bound) = query.within {
            known &= bound != Bound::Unknown;
            if bound == Bound::Unknown {
            } else if backward {
                range.start = self.bisect(range.clone(), |other| inside(other, bound));
            } else {
                range.end = self.bisect(range.clone(), |other| !inside(other, bound));
            }
        }
        if let Some(bound) = query.beyond {
            known &= bound != Bound::Unknown;
            if bound == Bound::Unknown {
            } else if backward {
                range.end = self.bisect(range.clone(), |other| inside(other, bound));
            } else {
                range.start = self.bisect(range.clone(), |other| !inside(other, bound));
            }
        }
        if let Some(period) = query.period {
            let own = period_start(own.first_day, period);
            let start = |other: &Moment| period_start(other.first_day, period);
            range.start = self.bisect(range.clone(), |other| start(other) >= own);
            range.end = self.bisect(range.clone(), |other| start(other) > own);
        }
        let (sure, maybe) = gated(groups, at, query.gate, range);
        (if known { sure } else { 0..0 }, maybe)
    }
}

fn gated(
    groups: &Groups,
    at: usize,
    gate: Gate<'_>,
    range: Range<usize>,
) -> (Range<usize>, Range<usize>) {
    let before = 0..groups.start(at);
    let from = |start: usize| range.start.max(start)..range.end;
    match gate {
        Gate::Open => (range.clone(), range.clone()),
        // A row at the instant of the last one that closes is not closed by it: nothing lies strictly between.
        Gate::Until(closes) => {
            let start = |sure| {
                closes
                    .last(sure, before.clone())
                    .map_or(0, |last| groups.start(last))
            };
            (from(start(false)), from(start(true)))
        }
        Gate::Since(opens) => {
            let after = |at: usize| groups.end(at);
            let last = |sure| opens.last(sure, before.clone()).map_or(0, after);
            let side = |certain: bool| {
                // For certain: after some certain one and after every possible one; perhaps: the other way round.
                opens
                    .first(certain, 0..range.end)
                    .map_or(range.end..range.end, |first| {
                        from(after(first).max(last(!certain)))
                    })
            };
            (side(true), side(false))
        }
    }
}

//! Compares rows pair by pair on a timeline where some instant, date or order is uncertain.

use super::{Gate, Line, Query, Side};
use crate::engine::log::time::{Bound, DAY, Days, Moment, period_same, within};
use crate::engine::log::truth::Truth;
use crate::ir::terms::{Period, TimeUnit};
use std::ops::Range;

impl Line<'_> {
    /// Whether one row is before another; no row is before itself.
    pub(super) fn before(&self, a: usize, b: usize) -> Truth {
        if a == b {
            return Truth::No;
        }
        match (self.moment(a), self.moment(b)) {
            (Some(a), Some(b)) => a.before(b),
            _ => Truth::Unknown,
        }
    }

    pub(super) fn compared<'q>(
        &'q self,
        widest: i64,
        at: usize,
        query: &'q Query<'q>,
    ) -> impl Iterator<Item = (usize, Truth)> + 'q {
        query
            .marks
            .possible_in(self.reach(widest, at, query))
            .map(move |(other, mark)| {
                let related = || self.relation(widest, other, at, query);
                (other, mark.and(related()))
            })
            .filter(|(_, truth)| truth.is_possible())
    }

    // The rows outside this range are surely on the wrong side or outside the span. Rows are sorted by the first instant that they may
    // be at, and none is open for longer than `widest`.
    fn reach(&self, widest: i64, at: usize, query: &Query<'_>) -> Range<usize> {
        let Some(own) = self.moment(at) else {
            return 0..self.len();
        };
        let span = query.within.and_then(longest);
        let period = query.period.map(|period| match period {
            Period::Day => 4 * DAY,
            Period::Week => 10 * DAY,
            Period::Month => 34 * DAY,
        });
        let far = match (span, period) {
            (Some(span), Some(period)) => Some(span.min(period)),
            (span, period) => span.or(period),
        };
        let all = 0..self.len();
        let from = |instant: i64| self.bisect(all.clone(), |row| row.earliest >= instant);
        let after = |instant: i64| self.bisect(all.clone(), |row| row.earliest > instant);
        match query.side {
            Side::Before | Side::UpTo => {
                let far = far.map_or(i64::MIN, |far| {
                    own.earliest.saturating_sub(far).saturating_sub(widest)
                });
                from(far)..after(own.latest)
            }
            Side::After | Side::From => {
                let far = far.map_or(i64::MAX, |far| own.latest.saturating_add(far));
                from(own.earliest.saturating_sub(widest))..after(far)
            }
        }
    }

    // The rows that may lie between two others.
    pub(super) fn between(&self, widest: i64, a: usize, b: usize) -> Range<usize> {
        let (Some(a), Some(b)) = (self.moment(a), self.moment(b)) else {
            return 0..self.len();
        };
        let start = a.earliest.saturating_sub(widest);
        let all = 0..self.len();
        self.bisect(all.clone(), |row| row.earliest >= start)
            ..self.bisect(all, |row| row.earliest > b.latest)
    }

    fn relation(&self, widest: i64, other: usize, at: usize, query: &Query<'_>) -> Truth {
        let (Some(theirs), Some(own)) = (self.moment(other), self.moment(at)) else {
            return Truth::Unknown;
        };
        let (side, earlier, later) = match query.side {
            Side::Before => (self.before(other, at), theirs, own),
            Side::UpTo => (self.up_to(other, at, query), theirs, own),
            Side::After => (self.before(at, other), own, theirs),
            Side::From => (!self.before(other, at), own, theirs),
        };
        if side == Truth::No {
            return side;
        }
        let inside = |bound: Bound| {
            if other == at {
                in_own_span(self.days, own, bound)
            } else {
                within(self.days, earlier, later, bound)
            }
        };
        let mut truth = side;
        truth = truth.and(query.within.map_or(Truth::Yes, inside));
        truth = truth.and(query.beyond.map_or(Truth::Yes, |bound| !inside(bound)));
        if let Some(period) = query.period
            && other != at
        {
            truth = truth.and(period_same(period, theirs, own));
        }
        if truth == Truth::No {
            return truth;
        }
        truth.and(self.gate(widest, other, at, query.gate))
    }

    // Whether `other` is not after `at`. On one certain date a count does not depend on which of two rows came first: the one that
    // passes the limit is then, as for rows in any known order, the last in the order of the rows.
    fn up_to(&self, other: usize, at: usize, query: &Query<'_>) -> Truth {
        let truth = !self.before(at, other);
        let by_date = !matches!(query.within, Some(Bound::Elapsed(_) | Bound::Unknown));
        let same_day = || {
            let day = |at: usize| self.moment(at).and_then(Moment::day);
            day(at).is_some() && day(at) == day(other)
        };
        if truth == Truth::Unknown && by_date && matches!(query.gate, Gate::Open) && same_day() {
            let rank = |at: usize| self.moment(at).map(|moment| moment.rank);
            return Truth::of(rank(other) < rank(at));
        }
        truth
    }

    fn gate(&self, widest: i64, other: usize, at: usize, gate: Gate<'_>) -> Truth {
        let between = || self.between(widest, other, at);
        match gate {
            Gate::Open => Truth::Yes,
            Gate::Until(closes) => !any(closes.possible_in(between()).map(|(close, mark)| {
                mark.and(self.before(other, close))
                    .and(self.before(close, at))
            })),
            Gate::Since(opens) => {
                let after_one = any(opens
                    .possible()
                    .map(|(open, mark)| mark.and(self.before(open, other))));
                let renewed = any(opens.possible_in(between()).map(|(open, mark)| {
                    mark.and(self.before(open, at))
                        .and(!self.before(open, other))
                }));
                after_one.and(!renewed)
            }
        }
    }
}

// No longer than this is a span in any zone and month; `None` where nothing bounds it.
fn longest(bound: Bound) -> Option<i64> {
    let days = |count: i64| count.saturating_add(4).saturating_mul(DAY);
    match bound {
        Bound::Elapsed(span) => Some(span),
        Bound::Dates { amount, unit, .. } => match unit {
            TimeUnit::Weeks => Some(days(amount.saturating_mul(7))),
            TimeUnit::Months => Some(days(amount.saturating_mul(31))),
            TimeUnit::Years => Some(days(amount.saturating_mul(366))),
            TimeUnit::BusinessDays => None,
            TimeUnit::Days | TimeUnit::Hours | TimeUnit::Minutes | TimeUnit::Seconds => {
                Some(days(amount))
            }
        },
        Bound::Unknown => None,
    }
}

// A row is as far from itself on every date and at every instant that it may have.
fn in_own_span(days: Days<'_>, own: &Moment, bound: Bound) -> Truth {
    match bound {
        Bound::Elapsed(span) => Truth::of(span >= 0),
        Bound::Dates { .. } => {
            let last = bound.last_date(days, own.first_day);
            Truth::of(last.is_some_and(|last| last >= own.first_day))
        }
        Bound::Unknown => Truth::Unknown,
    }
}

fn any(truths: impl Iterator<Item = Truth>) -> Truth {
    let mut found = Truth::No;
    for truth in truths {
        found = found.or(truth);
        if found == Truth::Yes {
            break;
        }
    }
    found
}

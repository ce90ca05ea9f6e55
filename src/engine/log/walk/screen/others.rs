//! Passes over lines on which each row has what it calls for, before or after it, or has not what forbids it. Each looks along the rows
//! once, however many of them ask.

use super::rows::Rows;
use crate::engine::log::truth::Truth;

/// The last row that counts before a place that only moves on.
struct Last<'t> {
    truths: &'t [Truth],
    counts: fn(Truth) -> bool,
    looked: usize,
    found: Option<usize>,
}

impl<'t> Last<'t> {
    fn new(truths: &'t [Truth], counts: fn(Truth) -> bool) -> Self {
        Self {
            truths,
            counts,
            looked: 0,
            found: None,
        }
    }

    fn before(&mut self, end: usize) -> Option<usize> {
        let fresh = self.truths.get(self.looked..end).unwrap_or(&[]);
        if let Some(at) = fresh.iter().rposition(|&truth| (self.counts)(truth)) {
            self.found = Some(self.looked + at);
        }
        self.looked = self.looked.max(end);
        self.found
    }
}

/// The first row that is certain from a place on that only moves back.
struct First<'t> {
    truths: &'t [Truth],
    looked: usize,
    found: Option<usize>,
}

impl<'t> First<'t> {
    fn new(truths: &'t [Truth]) -> Self {
        Self {
            truths,
            looked: truths.len(),
            found: None,
        }
    }

    fn from(&mut self, start: usize) -> Option<usize> {
        let fresh = self.truths.get(start..self.looked).unwrap_or(&[]);
        if let Some(at) = fresh.iter().position(|truth| truth.is_sure()) {
            self.found = Some(start + at);
        }
        self.looked = self.looked.min(start);
        self.found
    }
}

/// Whether no possible row of B comes after a possible one of A that is not closed for certain.
pub(super) fn after_forbid(
    rows: &Rows<'_>,
    after: &[Truth],
    forbid: &[u32],
    until: Option<&[Truth]>,
) -> bool {
    let mut anchors = Last::new(after, Truth::is_possible);
    let mut closes = Last::new(until.unwrap_or(&[]), Truth::is_sure);
    rows.groups(forbid.iter().copied()).all(|(at, start, _)| {
        let closed = closes.before(start);
        let Some(anchor) = anchors.before(start) else {
            return true;
        };
        // What closes at the instant of a row does not close it.
        let later = |close: usize| rows.instant(close) > rows.instant(anchor);
        closed.is_some_and(later) || !rows.near(anchor, at)
    })
}

/// Whether each possible duty is met or lifted for certain.
pub(super) fn after_require(
    rows: &Rows<'_>,
    after: &[u32],
    require: &[Truth],
    unless: Option<&[Truth]>,
) -> bool {
    let mut answers = First::new(require);
    let mut lifts = First::new(unless.unwrap_or(&[]));
    rows.groups(after.iter().rev().copied())
        .all(|(at, start, end)| {
            let near = |found: Option<usize>| found.is_some_and(|found| rows.near(at, found));
            let answered = near(answers.from(end));
            let lifted = near(lifts.from(start));
            answered || lifted || require.get(at).is_some_and(|truth| truth.is_sure())
        })
}

/// Whether a certain row of the step is before each possible row of B.
pub(super) fn preceded(rows: &Rows<'_>, before: &[u32], step: &[Truth]) -> bool {
    let mut steps = Last::new(step, Truth::is_sure);
    rows.groups(before.iter().copied()).all(|(at, start, _)| {
        let found = steps.before(start);
        found.is_some_and(|found| rows.near(found, at))
    })
}

/// Whether the steps are before each possible row of B for certain.
pub(super) fn chained(rows: &Rows<'_>, before: &[u32], steps: &[&[Truth]]) -> bool {
    // The earliest chain is before all rows if it is before the first.
    let Some((_, end, _)) = rows.groups(before.iter().copied()).next() else {
        return true;
    };
    let mut from = 0;
    for step in steps {
        let fresh = step.get(from..end).unwrap_or(&[]);
        let Some(found) = fresh.iter().position(|truth| truth.is_sure()) else {
            return false;
        };
        from = rows.end(from + found);
    }
    true
}

//! Passes over lines on which each row has what it calls for, before or after it, or has not what forbids it.

use super::rows::Rows;
use crate::engine::log::truth::Truth;

fn last_where(
    truths: &[Truth],
    from: usize,
    to: usize,
    counts: fn(Truth) -> bool,
) -> Option<usize> {
    let range = truths.get(from..to)?;
    range
        .iter()
        .rposition(|&truth| counts(truth))
        .map(|at| from + at)
}

fn first_where(
    truths: &[Truth],
    from: usize,
    to: usize,
    counts: fn(Truth) -> bool,
) -> Option<usize> {
    let range = truths.get(from..to)?;
    range
        .iter()
        .position(|&truth| counts(truth))
        .map(|at| from + at)
}

/// Whether no possible row of B comes after a possible one of A that is not closed for certain.
pub(super) fn after_forbid(
    rows: &Rows<'_>,
    after: &[Truth],
    forbid: &[Truth],
    until: Option<&[Truth]>,
) -> bool {
    let first = first_where(after, 0, after.len(), Truth::is_possible).unwrap_or(after.len());
    let mut anchor = None;
    let mut looked = 0;
    for (at, _) in forbid
        .iter()
        .enumerate()
        .skip(first)
        .filter(|(_, truth)| truth.is_possible())
    {
        let start = rows.start(at);
        anchor = last_where(after, looked, start, Truth::is_possible).or(anchor);
        looked = looked.max(start);
        let Some(anchor) = anchor else {
            continue;
        };
        let closed = until
            .and_then(|until| last_where(until, rows.end(anchor), start, Truth::is_sure))
            .is_some();
        if !closed && rows.near(anchor, at) {
            return false;
        }
    }
    true
}

/// Whether each possible duty is met or lifted for certain.
pub(super) fn after_require(
    rows: &Rows<'_>,
    after: &[Truth],
    require: &[Truth],
    unless: Option<&[Truth]>,
) -> bool {
    let len = after.len();
    let duties = after
        .iter()
        .enumerate()
        .filter(|(_, truth)| truth.is_possible());
    for (at, _) in duties {
        if require.get(at).is_some_and(|truth| truth.is_sure()) {
            continue;
        }
        let near = |found: Option<usize>| found.is_some_and(|found| rows.near(at, found));
        let answered = near(first_where(require, rows.end(at), len, Truth::is_sure));
        let lifted = || {
            unless.is_some_and(|unless| {
                near(first_where(unless, rows.start(at), len, Truth::is_sure))
            })
        };
        if !answered && !lifted() {
            return false;
        }
    }
    true
}

/// Whether a certain row of the step is before each possible row of B.
pub(super) fn preceded(rows: &Rows<'_>, before: &[Truth], step: &[Truth]) -> bool {
    let mut found = None;
    let mut looked = 0;
    for (at, _) in before
        .iter()
        .enumerate()
        .filter(|(_, truth)| truth.is_possible())
    {
        let start = rows.start(at);
        found = last_where(step, looked, start, Truth::is_sure).or(found);
        looked = looked.max(start);
        if !found.is_some_and(|found| rows.near(found, at)) {
            return false;
        }
    }
    true
}

/// Whether the steps are before each possible row of B for certain.
pub(super) fn chained(rows: &Rows<'_>, before: &[Truth], steps: &[&[Truth]]) -> bool {
    let Some(first) = first_where(before, 0, before.len(), Truth::is_possible) else {
        return true;
    };
    // The earliest chain is before all rows if it is before the first.
    let mut from = 0;
    let end = rows.start(first);
    for step in steps {
        let Some(found) = first_where(step, from, end, Truth::is_sure) else {
            return false;
        };
        from = rows.end(found);
    }
    true
}

//! Compares values and asks for membership in sets; what is missing leaves the answer unknown.

use super::value::{Scope, Time, Val, day_of};
use crate::engine::log::time::{Bound, DAY};
use crate::engine::log::truth::Truth;
use crate::ir::log::Set;
use crate::ir::terms::{Comparison, TimeUnit};
use std::cmp::Ordering;

/// A comparison; with several values on a side one of them is asked for.
pub(super) fn compare(left: &Val<'_>, sign: Comparison, right: &Val<'_>) -> Truth {
    match sign {
        Comparison::Equal => equal(left, right),
        Comparison::NotEqual => !equal(left, right),
        Comparison::Less => less(left, right),
        Comparison::GreaterOrEqual => !less(left, right),
        Comparison::Greater => less(right, left),
        Comparison::LessOrEqual => !less(right, left),
    }
}

fn equal(left: &Val<'_>, right: &Val<'_>) -> Truth {
    match (left, right) {
        (Val::Word(a), Val::Word(b)) => Truth::of(a == b),
        (Val::Word(a), Val::Words(list, whole)) | (Val::Words(list, whole), Val::Word(a)) => {
            one_of(list.contains(a), *whole)
        }
        (Val::Words(a, a_whole), Val::Words(b, b_whole)) => {
            one_of(a.iter().any(|one| b.contains(one)), *a_whole && *b_whole)
        }
        (Val::Flag(a), Val::Flag(b)) => Truth::of(a == b),
        (Val::Time(a), Val::Time(b)) => {
            let touch = a.first <= b.last && b.first <= a.last;
            let known = a.first == a.last && b.first == b.last;
            Truth::between(known && touch, touch)
        }
        (Val::Time(time), Val::Day(day)) | (Val::Day(day), Val::Time(time)) => {
            let (first, last) = time.days;
            Truth::between(first == *day && last == *day, first <= *day && *day <= last)
        }
        _ => ordered(left, right).map_or(Truth::Unknown, |order| Truth::of(order.is_eq())),
    }
}

fn one_of(found: bool, whole: bool) -> Truth {
    Truth::between(found, !whole || found)
}

fn less(left: &Val<'_>, right: &Val<'_>) -> Truth {
    match (left, right) {
        (Val::Time(a), Val::Time(b)) => Truth::between(a.last < b.first, a.first < b.last),
        (Val::Time(Time { days, .. }), Val::Day(day)) => {
            Truth::between(days.1 < *day, days.0 < *day)
        }
        (Val::Day(day), Val::Time(Time { days, .. })) => {
            Truth::between(*day < days.0, *day < days.1)
        }
        _ => ordered(left, right).map_or(Truth::Unknown, |order| Truth::of(order.is_lt())),
    }
}

fn ordered(left: &Val<'_>, right: &Val<'_>) -> Option<Ordering> {
    match (left, right) {
        (Val::Number(a), Val::Number(b)) => a.partial_cmp(b),
        (Val::Clock(a), Val::Clock(b)) => Some(a.cmp(b)),
        (Val::Day(a), Val::Day(b)) => Some(a.cmp(b)),
        (Val::Weekday(a), Val::Weekday(b)) => Some(a.cmp(b)),
        (Val::Word(a), Val::Word(b)) => Some(a.cmp(b)),
        (Val::Span(a), Val::Span(b)) => length(*a)
            .zip(length(*b))
            .filter(|((_, a), (_, b))| a == b)
            .map(|((a, _), (b, _))| a.cmp(&b)),
        _ => None,
    }
}

// Length and kind of a span: spans of one kind can be compared. A day counts as 24 hours here, a month as no number of days.
fn length(span: Bound) -> Option<(i64, u8)> {
    match span {
        Bound::Elapsed(micros) => Some((micros, 0)),
        Bound::Dates { amount, unit, .. } => match unit {
            TimeUnit::Days => Some((amount.saturating_mul(DAY), 0)),
            TimeUnit::Weeks => Some((amount.saturating_mul(7).saturating_mul(DAY), 0)),
            TimeUnit::Months => Some((amount, 1)),
            TimeUnit::Years => Some((amount.saturating_mul(12), 1)),
            TimeUnit::BusinessDays => Some((amount, 2)),
            TimeUnit::Hours | TimeUnit::Minutes | TimeUnit::Seconds => None,
        },
        Bound::Unknown => None,
    }
}

/// Whether a value is in a set: one of several values, or with `every` all of them.
pub(super) fn member<'a>(scope: &Scope<'a>, value: &Val<'a>, every: bool, set: &'a Set) -> Truth {
    if value.is_missing() {
        return Truth::Unknown;
    }
    let members: Vec<Val<'a>> = match set {
        Set::List(list) => list.iter().map(|one| scope.read(one)).collect(),
        Set::Contract(name) => vec![scope.contract(name)],
        Set::Range(from, to, open) => {
            return in_range(value, &scope.read(from), &scope.read(to), *open);
        }
    };
    let in_members = |one: &Val<'a>| {
        members
            .iter()
            .map(|member| equal(one, member))
            .fold(Truth::No, Truth::or)
    };
    match value {
        Val::Words(words, whole) => {
            let each = words.iter().map(|word| in_members(&Val::Word(word)));
            // Values that could not be read may be in the set or not.
            let rest = if *whole { None } else { Some(Truth::Unknown) };
            if every {
                each.chain(rest).fold(Truth::Yes, Truth::and)
            } else {
                each.chain(rest).fold(Truth::No, Truth::or)
            }
        }
        single => in_members(single),
    }
}

fn in_range(value: &Val<'_>, from: &Val<'_>, to: &Val<'_>, open: bool) -> Truth {
    let after_start = compare(value, Comparison::GreaterOrEqual, from);
    let end = if open {
        Comparison::Less
    } else {
        Comparison::LessOrEqual
    };
    let before_end = compare(value, end, to);
    let wraps = match (from, to) {
        (Val::Clock(from), Val::Clock(to)) => from > to,
        (Val::Weekday(from), Val::Weekday(to)) => from > to,
        _ => false,
    };
    if wraps {
        after_start.or(before_end)
    } else {
        after_start.and(before_end)
    }
}

/// Whether a value's date is no business day.
pub(super) fn holiday(
    scope: &Scope<'_>,
    value: &Val<'_>,
    calendar: Option<crate::ir::CalendarId>,
) -> Truth {
    day_of(value).map_or(Truth::Unknown, |day| {
        Truth::of(!scope.sheet.days().is_business(calendar, day))
    })
}

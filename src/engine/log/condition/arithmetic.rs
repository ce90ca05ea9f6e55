//! Adds, subtracts and multiplies numbers, dates, instants and spans; what does not fit together is missing.

use super::value::{Time, Val, day_of};
use crate::engine::log::sheet::Sheet;
use crate::engine::log::time::{Bound, Day, shift};
use crate::ir::terms::TimeUnit;

/// Sum of numbers, or of a date, an instant or a span and a span.
pub(super) fn add<'t>(sheet: &Sheet<'_>, left: Val<'t>, right: Val<'t>) -> Val<'t> {
    match (left, right) {
        (Val::Number(a), Val::Number(b)) => Val::Number(a + b),
        (Val::Span(a), Val::Span(b)) => sum_of_spans(a, b, 1),
        (Val::Span(span), point) | (point, Val::Span(span)) => moved(sheet, point, span, 1),
        _ => Val::Missing,
    }
}

/// Difference of numbers, of two dates or instants, or of a date, an instant or a span and a span.
pub(super) fn subtract<'t>(sheet: &Sheet<'_>, left: Val<'t>, right: Val<'t>) -> Val<'t> {
    match (left, right) {
        (Val::Number(a), Val::Number(b)) => Val::Number(a - b),
        (Val::Span(a), Val::Span(b)) => sum_of_spans(a, b, -1),
        (Val::Time(a), Val::Time(b)) if a.first == a.last && b.first == b.last => {
            Val::Span(Bound::Elapsed(a.first.saturating_sub(b.first)))
        }
        (point, Val::Span(span)) => moved(sheet, point, span, -1),
        (a, b) => match (day_of(&a), day_of(&b)) {
            (Some(a), Some(b)) => Val::Span(of_days(i64::from(a) - i64::from(b))),
            _ => Val::Missing,
        },
    }
}

/// Product of numbers, or of a number and a span.
pub(super) fn multiply<'t>(left: Val<'t>, right: Val<'t>) -> Val<'t> {
    match (left, right) {
        (Val::Number(a), Val::Number(b)) => Val::Number(a * b),
        (Val::Number(factor), Val::Span(span)) | (Val::Span(span), Val::Number(factor)) => {
            match span {
                Bound::Elapsed(micros) => {
                    Val::Span(Bound::Elapsed((micros as f64 * factor) as i64))
                }
                Bound::Dates {
                    amount,
                    unit,
                    excludes_first,
                    calendar,
                } if factor.fract() == 0.0 => Val::Span(Bound::Dates {
                    amount: amount.saturating_mul(factor as i64),
                    unit,
                    excludes_first,
                    calendar,
                }),
                Bound::Dates { .. } | Bound::Unknown => Val::Missing,
            }
        }
        _ => Val::Missing,
    }
}

fn of_days(amount: i64) -> Bound {
    Bound::Dates {
        amount,
        unit: TimeUnit::Days,
        excludes_first: true,
        calendar: None,
    }
}

// Days, and months, in which a span of dates can be measured without a date to start from.
fn measure(span: Bound) -> Option<(i64, i64)> {
    match span {
        Bound::Dates { amount, unit, .. } => match unit {
            TimeUnit::Days => Some((amount, 0)),
            TimeUnit::Weeks => Some((amount.saturating_mul(7), 0)),
            TimeUnit::Months => Some((0, amount)),
            TimeUnit::Years => Some((0, amount.saturating_mul(12))),
            _ => None,
        },
        Bound::Elapsed(_) | Bound::Unknown => None,
    }
}

fn sum_of_spans<'t>(a: Bound, b: Bound, sign: i64) -> Val<'t> {
    if let (Bound::Elapsed(a), Bound::Elapsed(b)) = (a, b) {
        return Val::Span(Bound::Elapsed(a.saturating_add(b.saturating_mul(sign))));
    }
    let (Some((a_days, a_months)), Some((b_days, b_months))) = (measure(a), measure(b)) else {
        return Val::Missing;
    };
    let (days, months) = (a_days + sign * b_days, a_months + sign * b_months);
    match (days, months) {
        (days, 0) => Val::Span(of_days(days)),
        (0, months) => Val::Span(Bound::Dates {
            amount: months,
            unit: TimeUnit::Months,
            excludes_first: true,
            calendar: None,
        }),
        _ => Val::Missing,
    }
}

// Adding a span to a date never counts the date itself, whatever the span says of windows.
fn moved<'t>(sheet: &Sheet<'_>, point: Val<'t>, span: Bound, sign: i64) -> Val<'t> {
    let move_day = |day: Day| match span {
        Bound::Dates {
            amount,
            unit,
            calendar,
            ..
        } => Some(shift(
            sheet.days(),
            day,
            amount.saturating_mul(sign),
            unit,
            calendar,
        )),
        Bound::Elapsed(_) | Bound::Unknown => None,
    };
    match (point, span) {
        (Val::Day(day), Bound::Dates { .. }) => move_day(day).map_or(Val::Missing, Val::Day),
        (Val::Time(time), Bound::Dates { .. }) if time.days.0 == time.days.1 => {
            move_day(time.days.0).map_or(Val::Missing, |to| Val::Time(on_day(sheet, time, to)))
        }
        (Val::Time(time), Bound::Elapsed(micros)) => {
            Val::Time(later(sheet, time, micros.saturating_mul(sign)))
        }
        (Val::Clock(clock), Bound::Elapsed(micros)) => {
            Val::Clock(clock.saturating_add(micros.saturating_mul(sign)))
        }
        _ => Val::Missing,
    }
}

// The same clock on another date.
fn on_day(sheet: &Sheet<'_>, time: Time, to: Day) -> Time {
    let (first, last) = match time.clock {
        Some(clock) => sheet.clock.at_local(time.zone, to, clock),
        None => (
            sheet.clock.at_local(time.zone, to, 0).0,
            sheet.clock.next_midnight(time.zone, to) - 1,
        ),
    };
    Time {
        first,
        last,
        days: (to, to),
        ..time
    }
}

fn later(sheet: &Sheet<'_>, time: Time, by: i64) -> Time {
    let (first, last) = (time.first.saturating_add(by), time.last.saturating_add(by));
    let (first_day, first_clock) = sheet.clock.local(time.zone, first);
    let (last_day, last_clock) = sheet.clock.local(time.zone, last);
    Time {
        first,
        last,
        days: (first_day, last_day),
        clock: time
            .clock
            .filter(|_| first_clock == last_clock)
            .map(|_| first_clock),
        ..time
    }
}

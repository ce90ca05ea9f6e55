//! Measures spans: says on which date a span from an earlier row ends, how long an elapsed one is, and moves dates and instants by one.

use super::SECOND;
use super::calendar::{Day, Days, add_months};
use crate::ir::CalendarId;
use crate::ir::terms::TimeUnit;

/// A span with its amount known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::engine::log) enum Bound {
    /// Elapsed time in microseconds, both ends in.
    Elapsed(i64),
    /// Calendar dates.
    Dates {
        /// How many.
        amount: i64,
        /// Of what; never an elapsed unit.
        unit: TimeUnit,
        /// The earlier row's date is not counted.
        excludes_first: bool,
        /// For business days.
        calendar: Option<CalendarId>,
    },
    /// The amount is a parameter without a value on that date.
    Unknown,
}

/// Microseconds of an elapsed unit; `None` for calendar units.
pub(in crate::engine::log) fn elapsed(amount: i64, unit: TimeUnit) -> Option<i64> {
    let seconds = match unit {
        TimeUnit::Seconds => 1,
        TimeUnit::Minutes => 60,
        TimeUnit::Hours => 3600,
        TimeUnit::Days
        | TimeUnit::BusinessDays
        | TimeUnit::Weeks
        | TimeUnit::Months
        | TimeUnit::Years => return None,
    };
    Some(amount.saturating_mul(seconds).saturating_mul(SECOND))
}

fn plus(day: Day, days: i64) -> Day {
    let sum = i64::from(day).saturating_add(days.clamp(-4_000_000, 4_000_000));
    i32::try_from(sum).unwrap_or(day)
}

/// The date so many units later, the first date not counted.
pub(in crate::engine::log) fn shift(
    days: Days<'_>,
    day: Day,
    amount: i64,
    unit: TimeUnit,
    calendar: Option<CalendarId>,
) -> Day {
    match unit {
        TimeUnit::Weeks => plus(day, amount.saturating_mul(7)),
        TimeUnit::Months => add_months(day, amount),
        TimeUnit::Years => add_months(day, amount.saturating_mul(12)),
        TimeUnit::BusinessDays => days.nth_business(calendar, day, amount, false),
        TimeUnit::Days | TimeUnit::Hours | TimeUnit::Minutes | TimeUnit::Seconds => {
            plus(day, amount)
        }
    }
}

impl Bound {
    /// The last date inside a span of dates that starts at a row of `day`; `None` for elapsed and unknown spans.
    pub fn last_date(self, days: Days<'_>, day: Day) -> Option<Day> {
        let Bound::Dates {
            amount,
            unit,
            excludes_first,
            calendar,
        } = self
        else {
            return None;
        };
        Some(match (unit, excludes_first) {
            // The first business day counted is the row's own date if it is one, else the next.
            (TimeUnit::BusinessDays, false) => days.nth_business(calendar, day, amount, true),
            (_, true) => shift(days, day, amount, unit, calendar),
            (_, false) => plus(shift(days, day, amount, unit, calendar), -1),
        })
    }
}

//! Counts calendar days: numbers dates from 1970-01-01, finds weekdays, months, starts of periods and business days.

use crate::ir::terms::{Period, Weekday};
use crate::ir::{Calendar, CalendarId};
use jiff::civil::{Date, DateTime, Time};

/// Days since 1970-01-01.
pub type Day = i32;

/// The number of a date.
pub(in crate::engine::log) fn day_number(date: Date) -> Day {
    let (year, month, day) = (
        i32::from(date.year()),
        i32::from(date.month()),
        i32::from(date.day()),
    );
    days_from(year, month, day)
}

/// The date of a number; the nearest that the calendar can write for one far away.
pub(in crate::engine::log) fn date_of(day: Day) -> Date {
    let (year, month, of_month) = civil_of(day);
    let written = || {
        Date::new(
            i16::try_from(year).ok()?,
            i8::try_from(month).ok()?,
            i8::try_from(of_month).ok()?,
        )
        .ok()
    };
    written().unwrap_or(if day < 0 { Date::MIN } else { Date::MAX })
}

/// A local date with a clock in microseconds from midnight.
pub(in crate::engine::log) fn local_stamp(day: Day, clock: i64) -> DateTime {
    let midnight = date_of(day).to_datetime(Time::midnight());
    midnight
        .checked_add(jiff::Span::new().microseconds(clock))
        .unwrap_or(midnight)
}

// Proleptic Gregorian calendar, in eras of 400 years that start on 1 March.
fn days_from(year: i32, month: i32, day: i32) -> Day {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

fn civil_of(day: Day) -> (i32, i32, i32) {
    let shifted = day.saturating_add(719_468);
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + i32::from(month <= 2);
    (year, month, of_month)
}

fn month_length(year: i32, month: i32) -> i32 {
    let (next_year, next) = if month == 12 {
        (year + 1, 1)
    } else {
        (year, month + 1)
    };
    days_from(next_year, next, 1) - days_from(year, month, 1)
}

/// The same day number so many months later, or that month's last day.
pub(super) fn add_months(day: Day, months: i64) -> Day {
    let (year, month, of_month) = civil_of(day);
    let index = i64::from(year) * 12 + i64::from(month - 1) + months.clamp(-240_000, 240_000);
    let year = i32::try_from(index.div_euclid(12)).unwrap_or(year);
    let month = i32::try_from(index.rem_euclid(12)).unwrap_or(0) + 1;
    days_from(year, month, of_month.min(month_length(year, month)))
}

/// The day of the week, from Monday = 0.
pub(in crate::engine::log) fn weekday_index(day: Day) -> u8 {
    // 1970-01-01 was a Thursday.
    u8::try_from(day.saturating_add(3).rem_euclid(7)).unwrap_or(0)
}

/// A day of the week, from Monday = 0.
pub(in crate::engine::log) fn index_of(weekday: Weekday) -> u8 {
    match weekday {
        Weekday::Mon => 0,
        Weekday::Tue => 1,
        Weekday::Wed => 2,
        Weekday::Thu => 3,
        Weekday::Fri => 4,
        Weekday::Sat => 5,
        Weekday::Sun => 6,
    }
}

/// The first day of the calendar period that a date lies in; weeks start on Monday.
pub(in crate::engine::log) fn period_start(day: Day, period: Period) -> Day {
    match period {
        Period::Day => day,
        Period::Week => day - i32::from(weekday_index(day)),
        Period::Month => {
            let (_, _, of_month) = civil_of(day);
            day - (of_month - 1)
        }
    }
}

/// The calendars of a rule set.
#[derive(Debug, Clone, Copy)]
pub(in crate::engine::log) struct Days<'r>(pub &'r [Calendar]);

impl Days<'_> {
    /// Whether a date is a business day; without a calendar every day from Monday to Friday is.
    pub fn is_business(self, calendar: Option<CalendarId>, day: Day) -> bool {
        let weekday = weekday_index(day);
        let Some(calendar) = calendar.and_then(|id| self.0.get(id.0 as usize)) else {
            return weekday < 5;
        };
        let date = date_of(day);
        if calendar.holidays.binary_search(&date).is_ok() {
            return false;
        }
        let weekend = calendar.weekend.iter().any(|&one| index_of(one) == weekday);
        !weekend || calendar.workdays.binary_search(&date).is_ok()
    }

    /// The business day on which so many have passed, `from` itself counted if `counts_first` and it is one; a negative count goes back.
    pub(super) fn nth_business(
        self,
        calendar: Option<CalendarId>,
        from: Day,
        count: i64,
        counts_first: bool,
    ) -> Day {
        let step = if count < 0 { -1 } else { 1 };
        let mut day = if counts_first {
            from.saturating_sub(step)
        } else {
            from
        };
        // Four hundred years of business days are as good as more.
        let mut left = count.unsigned_abs().min(100_000);
        // A calendar in which no day is a business day must not keep us for ever.
        let mut idle = 0;
        while left > 0 && idle < 4000 {
            day = day.saturating_add(step);
            if self.is_business(calendar, day) {
                left -= 1;
                idle = 0;
            } else {
                idle += 1;
            }
        }
        day
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_numbers_go_both_ways() {
        for day in (-800_000..800_000).step_by(17) {
            let (year, month, of_month) = civil_of(day);
            assert_eq!(days_from(year, month, of_month), day);
            assert_eq!(day_number(date_of(day)), day);
        }
        assert_eq!(day_number(jiff::civil::date(1970, 1, 1)), 0);
        assert_eq!(day_number(jiff::civil::date(2024, 2, 29)), 19_782);
    }

    #[test]
    fn months_end_on_the_same_number_or_the_last_day() {
        let number = |year, month, day| day_number(jiff::civil::date(year, month, day));
        assert_eq!(add_months(number(2024, 1, 31), 1), number(2024, 2, 29));
        assert_eq!(add_months(number(2023, 1, 31), 1), number(2023, 2, 28));
        assert_eq!(add_months(number(2024, 2, 29), 12), number(2025, 2, 28));
        assert_eq!(add_months(number(2024, 12, 15), 2), number(2025, 2, 15));
    }
}

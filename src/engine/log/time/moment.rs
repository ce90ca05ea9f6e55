//! Compares rows in time: takes where two rows stand, gives whether one is before the other, how far, and in which period, as a truth.

use super::Instant;
use super::calendar::{Day, Days, period_start};
use super::clock::{Clock, Reading};
use super::span::Bound;
use super::zone::ZoneId;
use crate::engine::log::truth::Truth;
use crate::ir::terms::Period;

/// Where rows with several possible zones are taken to be; `None` keeps all of them open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::engine::log) struct World {
    /// The zone in which clocks are read.
    pub clock: Option<ZoneId>,
    /// The zone in which dates are counted.
    pub calendar: Option<ZoneId>,
}

impl Clock {
    /// The readings of a row that are left when it is taken to be in `zone`; all of them where that is none of its zones.
    pub fn readings_in(&self, row: u32, zone: Option<ZoneId>) -> impl Iterator<Item = &Reading> {
        let all = self.readings(row);
        let chosen = zone.filter(|&zone| {
            let several = all
                .iter()
                .any(|one| all.first().is_some_and(|first| first.zone != one.zone));
            several && all.iter().any(|reading| reading.zone == zone)
        });
        all.iter()
            .filter(move |reading| chosen.is_none_or(|zone| reading.zone == zone))
    }
}

/// Where a row stands in time, as far as is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::engine::log) struct Moment {
    /// The first instant that it may be.
    pub earliest: Instant,
    /// The last instant that it may be.
    pub latest: Instant,
    /// The first local date that it may be on.
    pub first_day: Day,
    /// The last local date that it may be on.
    pub last_day: Day,
    /// Its order within an instant.
    pub seq: Option<f64>,
    /// Its place in the order of all rows, which settles what no time does.
    pub rank: u32,
}

impl Moment {
    /// Where a row stands; `None` for a row without a time.
    pub fn of(clock: &Clock, row: u32, zone: Option<ZoneId>) -> Option<Self> {
        let mut readings = clock.readings_in(row, zone);
        let first = readings.next()?;
        let start = Self {
            earliest: first.first,
            latest: first.last,
            first_day: first.day,
            last_day: first.day,
            seq: None,
            rank: 0,
        };
        Some(readings.fold(start, |moment, reading| Self {
            earliest: moment.earliest.min(reading.first),
            latest: moment.latest.max(reading.last),
            first_day: moment.first_day.min(reading.day),
            last_day: moment.last_day.max(reading.day),
            ..moment
        }))
    }

    /// Whether instant and date are known.
    pub fn is_certain(&self) -> bool {
        self.earliest == self.latest && self.first_day == self.last_day
    }

    /// The date, if it is known.
    pub fn day(&self) -> Option<Day> {
        (self.first_day == self.last_day).then_some(self.first_day)
    }

    /// Whether this row is before the other, which is not the same row. Rows of one instant are not, unless `seq` orders them.
    pub fn before(&self, other: &Moment) -> Truth {
        if self.latest < other.earliest {
            return Truth::Yes;
        }
        if self.earliest > other.latest {
            return Truth::No;
        }
        if self.earliest == self.latest && other.earliest == other.latest {
            return match (self.seq, other.seq) {
                (Some(own), Some(others)) => Truth::of(own < others),
                (None, None) => Truth::No,
                // One of the two has no place within the instant.
                _ => Truth::Unknown,
            };
        }
        Truth::between(false, self.earliest < other.latest)
    }
}

/// Whether `later` lies within a span that starts at `earlier`; taken for granted that it is not before it.
pub(in crate::engine::log) fn within(
    days: Days<'_>,
    earlier: &Moment,
    later: &Moment,
    bound: Bound,
) -> Truth {
    match bound {
        Bound::Unknown => Truth::Unknown,
        Bound::Elapsed(span) => Truth::between(
            later.latest.saturating_sub(earlier.earliest) <= span,
            later.earliest.saturating_sub(earlier.latest) <= span,
        ),
        Bound::Dates { .. } => {
            let last = |day| bound.last_date(days, day).unwrap_or(day);
            Truth::between(
                last(earlier.first_day) >= later.last_day,
                last(earlier.last_day) >= later.first_day,
            )
        }
    }
}

/// Whether two rows lie in the same calendar period.
pub(in crate::engine::log) fn period_same(period: Period, a: &Moment, b: &Moment) -> Truth {
    let range = |moment: &Moment| {
        (
            period_start(moment.first_day, period),
            period_start(moment.last_day, period),
        )
    };
    let ((a_first, a_last), (b_first, b_last)) = (range(a), range(b));
    Truth::between(
        a_first == b_last && a_last == b_first,
        a_first <= b_last && b_first <= a_last,
    )
}

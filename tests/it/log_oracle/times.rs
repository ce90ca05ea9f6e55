//! Reads stamps and measures spans for the oracle, with the words of the page beside what does it.

use super::model::{Case, Period, Row, Span, Truth, Unit, counted};
use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use jiff::{SignedDuration, Timestamp, ToSpan};

/// One way to read a row's time.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    pub zone: String,
    pub from: Timestamp,
    pub to: Timestamp,
    pub date: Date,
    pub clock: Option<Time>,
}

fn zone(name: &str) -> TimeZone {
    match name {
        "" => TimeZone::UTC,
        name => TimeZone::get(name).unwrap(),
    }
}

/// The instants that a stamp on a zone's clock may mean: two where a clock change doubles it; one skipped is moved on.
fn instants(name: &str, stamp: DateTime) -> Vec<Timestamp> {
    let at = |offset: Offset| offset.to_timestamp(stamp).unwrap();
    match zone(name).to_ambiguous_timestamp(stamp).offset() {
        AmbiguousOffset::Unambiguous { offset } => vec![at(offset)],
        AmbiguousOffset::Gap { before, .. } => vec![at(before)],
        AmbiguousOffset::Fold { before, after } => vec![at(before), at(after)],
    }
}

/// Neither offset nor zone.
fn nameless(case: &Case, row: &Row) -> bool {
    case.zone.is_none() && row.offset.is_none() && row.zones.is_empty()
}

/// Every reading of a row.
pub fn readings(case: &Case, row: &Row) -> Vec<Reading> {
    let mut readings = Vec::new();
    // "clock and date are the debtor's: the row's zone, else the log's zone, else the row's own offset"
    let offset = row
        .offset
        .map(|seconds| TimeZone::fixed(Offset::from_seconds(seconds).unwrap()));
    let clocks: Vec<(String, TimeZone)> = if !row.zones.is_empty() {
        row.zones
            .iter()
            .map(|name| (name.to_string(), zone(name)))
            .collect()
    } else if let Some(name) = case.zone {
        vec![(name.to_string(), zone(name))]
    } else if let Some(offset) = &offset {
        vec![(String::new(), offset.clone())]
    } else {
        vec![(String::new(), TimeZone::UTC)]
    };
    // A stamp without any zone among stamps that have one may be up to 14 hours ahead of UTC or 12 behind.
    let vague = nameless(case, row) && case.rows.iter().any(|other| !nameless(case, other));
    let (ahead, behind) = if vague { (14, 12) } else { (0, 0) };
    for (name, clock) in clocks {
        // "An offset fixes the instant"; "a stamp without offset is in the log's zone (none: on the debtor's clock)"
        let written = case.zone.map_or(name.clone(), str::to_string);
        let local = |instant: Timestamp| clock.to_datetime(instant);
        let mut push = |from: Timestamp, to: Timestamp, date: Date, time: Option<Time>| {
            readings.push(Reading {
                zone: name.clone(),
                from: from - SignedDuration::from_hours(ahead),
                to: to + SignedDuration::from_hours(behind),
                date,
                clock: time,
            });
        };
        if row.date_only {
            let midnight = row.at.date().to_datetime(Time::midnight());
            let next = row
                .at
                .date()
                .tomorrow()
                .unwrap()
                .to_datetime(Time::midnight());
            let from = instants(&written, midnight)[0];
            let to = instants(&written, next)[0] - SignedDuration::from_micros(1);
            let mut date = local(from).date();
            while date <= local(to).date() {
                push(from, to, date, None);
                date = date.tomorrow().unwrap();
            }
        } else {
            let meant = match row.offset {
                Some(seconds) => vec![
                    Offset::from_seconds(seconds)
                        .unwrap()
                        .to_timestamp(row.at)
                        .unwrap(),
                ],
                None => instants(&written, row.at),
            };
            for instant in meant {
                push(
                    instant,
                    instant,
                    local(instant).date(),
                    Some(local(instant).time()),
                );
            }
        }
    }
    readings
}

/// "Before … strict": every instant of the one before every instant of the other, or none before any; on one certain instant only
/// `seq` orders, and rows of which one has none are in unknown order.
pub fn before(a: (&Row, &[Reading]), b: (&Row, &[Reading])) -> Truth {
    if a.0.nr == b.0.nr {
        return Some(false);
    }
    let first = |readings: &[Reading]| readings.iter().map(|one| one.from).min().unwrap();
    let last = |readings: &[Reading]| readings.iter().map(|one| one.to).max().unwrap();
    let point = |readings: &[Reading]| first(readings) == last(readings);
    if point(a.1) && point(b.1) && first(a.1) == first(b.1) {
        return match (a.0.seq, b.0.seq) {
            (Some(a), Some(b)) => Some(a < b),
            (None, None) => Some(false),
            _ => None,
        };
    }
    counted(last(a.1) < first(b.1), first(a.1) < last(b.1))
}

fn is_business(date: Date) -> bool {
    // The calendar of the cases: 2025-05-01 is a holiday, 2025-04-27 (a Sunday) a working day.
    let holiday = date == jiff::civil::date(2025, 5, 1);
    let workday = date == jiff::civil::date(2025, 4, 27);
    let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
    !holiday && (!weekend || workday)
}

/// The dates of a span that starts with a row of `date`, by walking day by day; `None` for elapsed spans.
pub fn last_date(date: Date, span: Span) -> Option<Date> {
    let end = |later: Date| {
        if span.next {
            later
        } else {
            later.yesterday().unwrap()
        }
    };
    match span.unit {
        Unit::Minutes | Unit::Hours => None,
        // "seven consecutive calendar dates in local time of which that row's date is the first"; "next … do not count that date"
        Unit::Days => Some(end(date.checked_add(span.amount.days()).unwrap())),
        Unit::Weeks => Some(end(date.checked_add((7 * span.amount).days()).unwrap())),
        // "ends on the same day number or the month's last day, within 1 month a day sooner, years alike"
        Unit::Months => Some(end(date.checked_add(span.amount.months()).unwrap())),
        Unit::Years => Some(end(date.checked_add(span.amount.years()).unwrap())),
        Unit::BusinessDays => {
            let mut day = if span.next {
                date.tomorrow().unwrap()
            } else {
                date
            };
            let mut left = span.amount;
            loop {
                if is_business(day) {
                    left -= 1;
                    if left == 0 {
                        return Some(day);
                    }
                }
                day = day.tomorrow().unwrap();
            }
        }
    }
}

pub fn elapsed(span: Span) -> Option<SignedDuration> {
    match span.unit {
        Unit::Minutes => Some(SignedDuration::from_mins(span.amount)),
        Unit::Hours => Some(SignedDuration::from_hours(span.amount)),
        _ => None,
    }
}

/// Whether `b` lies in a span that runs from `a`, the earlier row: for every pair of readings, for some, or for none.
pub fn within(a: &[Reading], b: &[Reading], same_row: bool, span: Span) -> Truth {
    let mut answers = Vec::new();
    for x in a {
        for y in b {
            if same_row && x != y {
                continue;
            }
            match last_date(x.date, span) {
                Some(last) => answers.push(y.date <= last),
                None => {
                    let longest = elapsed(span).unwrap();
                    if same_row {
                        answers.push(true);
                    } else {
                        // Both ends of what each may be: the nearest and the farthest apart.
                        answers.push(y.from.duration_since(x.to) <= longest);
                        answers.push(y.to.duration_since(x.from) <= longest);
                    }
                }
            }
        }
    }
    counted(
        answers.iter().all(|&yes| yes),
        answers.iter().any(|&yes| yes),
    )
}

fn start_of(date: Date, period: Period) -> Date {
    match period {
        Period::Day => date,
        Period::Week => {
            let mut day = date;
            while day.weekday() != Weekday::Monday {
                day = day.yesterday().unwrap();
            }
            day
        }
        Period::Month => date.first_of_month(),
    }
}

/// Whether two rows lie in one calendar period.
pub fn same_period(a: &[Reading], b: &[Reading], same_row: bool, period: Period) -> Truth {
    if same_row {
        return Some(true);
    }
    let answers: Vec<bool> = a
        .iter()
        .flat_map(|x| {
            b.iter()
                .map(move |y| start_of(x.date, period) == start_of(y.date, period))
        })
        .collect();
    counted(
        answers.iter().all(|&yes| yes),
        answers.iter().any(|&yes| yes),
    )
}

/// The zone of a reading.
pub fn zone_of(case: &Case, row: &Row, reading: &Reading) -> TimeZone {
    match (reading.zone.as_str(), row.offset, case.zone) {
        ("", Some(seconds), None) => TimeZone::fixed(Offset::from_seconds(seconds).unwrap()),
        (name, _, _) => zone(name),
    }
}

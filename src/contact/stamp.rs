//! Reads times as real exports write them: takes one cell, gives a [`Stamp`] or why there is none. What the other cells of a column
//! say about the order of day and month comes in as [`DateOrder`].

use super::clock::{Clock, Scan, nanos};
use super::{DateOrder, Stamp};
use jiff::civil::{Date, Time};
use unicode_normalization::UnicodeNormalization;

/// What a cell of a time column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// A time, and the order of day and month that it proves by itself.
    Stamp(Stamp, Option<DateOrder>),
    /// `03/04/2026`: two dates are possible.
    Ambiguous,
    /// `2026030109`: a number of seconds or a date with an hour.
    AmbiguousNumber,
    /// `45717.375`, a day number of a spreadsheet.
    Serial,
    /// No time at all.
    Unreadable,
}

/// What part of a time a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    Date,
    Clock,
    Both,
}

/// The part of a time that a cell holds; `None` for one that holds no time.
pub(super) fn half(cell: &str) -> Option<Half> {
    match read(cell, Some(DateOrder::DayMonth)) {
        Reading::Stamp(stamp, _) if stamp.date_only => return Some(Half::Date),
        Reading::Stamp(..) => return Some(Half::Both),
        _ => {}
    }
    // a clock is what makes a time of a date
    let with_date = format!("2000-01-01 {}", cell.trim());
    match read(&with_date, None) {
        Reading::Stamp(stamp, _) if !stamp.date_only => Some(Half::Clock),
        _ => None,
    }
}

/// Reads one cell. `order` settles `03/04/2026`.
pub(super) fn read(cell: &str, order: Option<DateOrder>) -> Reading {
    if cell.is_ascii() {
        return read_folded(cell.trim(), order);
    }
    let folded: String = cell.nfkc().collect();
    read_folded(folded.trim(), order)
}

fn read_folded(text: &str, order: Option<DateOrder>) -> Reading {
    if let Some(reading) = number(text) {
        return reading;
    }
    let mut scan = Scan::new(text);
    let (date, proved) = match date(&mut scan, order) {
        Some(Day::One(date, proved)) => (date, proved),
        Some(Day::Two(first)) => {
            // the rest still has to be a time: only then asking for the order is of use
            return match finish(first, &mut scan) {
                Some(_) => Reading::Ambiguous,
                None => Reading::Unreadable,
            };
        }
        None => return Reading::Unreadable,
    };
    match finish(date, &mut scan) {
        Some(stamp) => Reading::Stamp(stamp, proved),
        None => Reading::Unreadable,
    }
}

/// Bare numbers: compact dates, Unix times and spreadsheet days.
fn number(text: &str) -> Option<Reading> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty()
        || !digits(whole)
        || !digits(fraction)
        || (text.contains('.') && fraction.is_empty())
    {
        return None;
    }
    let reading = match (whole.len(), fraction.is_empty()) {
        (8, true) => compact(whole, "", ""),
        (12 | 14, true) => compact(whole.get(..8)?, whole.get(8..)?, ""),
        (14, false) => compact(whole.get(..8)?, whole.get(8..)?, fraction),
        (17, true) => compact(whole.get(..8)?, whole.get(8..14)?, whole.get(14..)?),
        (10, true) if compact(whole.get(..8)?, &format!("{}00", whole.get(8..)?), "").is_some() => {
            return Some(Reading::AmbiguousNumber);
        }
        (10, _) => unix(whole, fraction),
        (13, true) => unix(whole.get(..10)?, whole.get(10..)?),
        (16, true) => unix(whole.get(..10)?, whole.get(10..)?),
        (19, true) => unix(whole.get(..10)?, whole.get(10..)?),
        (5, _)
            if whole
                .parse::<u32>()
                .is_ok_and(|day| (20_000..80_000).contains(&day)) =>
        {
            return Some(Reading::Serial);
        }
        _ => None,
    };
    Some(reading.map_or(Reading::Unreadable, |stamp| Reading::Stamp(stamp, None)))
}

fn compact(date: &str, clock: &str, fraction: &str) -> Option<Stamp> {
    let date = day(
        date.get(..4)?.parse().ok()?,
        date.get(4..6)?.parse().ok()?,
        date.get(6..8)?.parse().ok()?,
    )?;
    if clock.is_empty() {
        return Some(whole_day(date));
    }
    let clock = Clock {
        hour: clock.get(..2)?.parse().ok()?,
        minute: clock.get(2..4)?.parse().ok()?,
        second: clock
            .get(4..6)
            .map_or(Some(0), |second| second.parse().ok())?,
        nanos: nanos(fraction)?,
    };
    Some(Stamp {
        civil: clock.on(date)?,
        offset: None,
        date_only: false,
    })
}

/// The first second after 2099 in UTC. A number beyond it is no time of a log.
const LATEST: i64 = 4_102_444_800;

fn unix(seconds: &str, fraction: &str) -> Option<Stamp> {
    let nanos = nanos(fraction)?;
    let seconds: i64 = seconds.parse().ok().filter(|&seconds| seconds < LATEST)?;
    let instant = jiff::Timestamp::new(seconds, nanos).ok()?;
    let civil = jiff::tz::Offset::UTC.to_datetime(instant);
    Some(Stamp {
        civil,
        offset: Some(0),
        date_only: false,
    })
}

/// A number that its column shows to be a count of seconds.
pub(super) fn seconds(text: &str) -> Option<Stamp> {
    unix(text.trim(), "")
}

/// A number that its column shows to be a day of a spreadsheet, counted as Excel does; `clock` says that a whole number is midnight.
pub(super) fn serial(text: &str, clock: bool) -> Option<Stamp> {
    let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let date = Date::new(1899, 12, 30)
        .ok()?
        .checked_add(
            jiff::Span::new()
                .try_days(whole.parse::<i64>().ok()?)
                .ok()?,
        )
        .ok()?;
    if fraction.is_empty() && !clock {
        return Some(whole_day(date));
    }
    let part: f64 = format!("0.{fraction}").parse().ok()?;
    // a spreadsheet keeps no finer clock than this, the digits after it are noise
    let millis = (part * 86_400_000.0).round() as i64;
    let civil = date
        .to_datetime(Time::midnight())
        .checked_add(jiff::SignedDuration::from_millis(millis))
        .ok()?;
    Some(Stamp {
        civil,
        offset: None,
        date_only: false,
    })
}

enum Day {
    One(Date, Option<DateOrder>),
    Two(Date),
}

fn date(scan: &mut Scan<'_>, order: Option<DateOrder>) -> Option<Day> {
    let (first, width) = scan.digits(8)?;
    if width == 8 {
        // the basic format of ISO 8601, `20260301T0900`
        return day(
            i16::try_from(first / 10_000).ok()?,
            int(first / 100 % 100)?,
            int(first % 100)?,
        )
        .map(|date| Day::One(date, None));
    }
    if width == 4 {
        let sign = scan.one_of("-/.年")?;
        let (month, _) = scan.spaced(sign == '年').digits(2)?;
        let next = scan.spaced(sign == '年').one_of("-/.月")?;
        if (sign == '年') != (next == '月') || (sign != '年' && sign != next) {
            return None;
        }
        let (number, _) = scan.spaced(sign == '年').digits(2)?;
        if sign == '年' {
            scan.after_sign = scan.spaced(true).one_of("日号號").is_some();
        }
        return day(i16::try_from(first).ok()?, int(month)?, int(number)?)
            .map(|date| Day::One(date, None));
    }
    if width > 2 {
        return None;
    }
    let sign = scan.one_of("/-.")?;
    let (second, _) = scan.digits(2)?;
    scan.exactly(sign)?;
    let (year, width) = scan.digits(4)?;
    if width != 4 {
        return None;
    }
    two_orders(i16::try_from(year).ok()?, int(first)?, int(second)?, order)
}

/// `a/b/year`: whichever order gives a date; where both do and differ, the order that is known.
fn two_orders(year: i16, a: i8, b: i8, order: Option<DateOrder>) -> Option<Day> {
    match (day(year, b, a), day(year, a, b)) {
        (None, None) => None,
        (Some(date), None) => Some(Day::One(date, Some(DateOrder::DayMonth))),
        (None, Some(date)) => Some(Day::One(date, Some(DateOrder::MonthDay))),
        (Some(date), Some(same)) if date == same => Some(Day::One(date, None)),
        (Some(by_day), Some(by_month)) => Some(match order {
            Some(DateOrder::DayMonth) => Day::One(by_day, None),
            Some(DateOrder::MonthDay) => Day::One(by_month, None),
            None => Day::Two(by_day),
        }),
    }
}

/// Clock and offset after a date.
fn finish(date: Date, scan: &mut Scan<'_>) -> Option<Stamp> {
    if scan.rest.trim().is_empty() {
        return Some(whole_day(date));
    }
    let parted = scan.one_of("Tt").is_some() || scan.skip_spaces();
    let half = scan.half();
    // `2026年3月1日9时` needs no space; digits after digits do
    if !parted && half.is_none() && !scan.after_sign {
        return None;
    }
    scan.skip_spaces();
    let clock = scan.clock()?;
    let half = half.or_else(|| {
        scan.skip_spaces();
        scan.half()
    });
    let clock = match half {
        Some(half) => clock.in_half(half)?,
        None => clock,
    };
    scan.skip_spaces();
    let offset = if scan.rest.is_empty() {
        None
    } else {
        Some(scan.offset()?)
    };
    if offset.is_some() && scan.rest.starts_with('[') && scan.rest.ends_with(']') {
        scan.rest = "";
    }
    scan.rest.is_empty().then_some(())?;
    Some(Stamp {
        civil: clock.on(date)?,
        offset,
        date_only: false,
    })
}

fn whole_day(date: Date) -> Stamp {
    Stamp {
        civil: date.to_datetime(Time::midnight()),
        offset: None,
        date_only: true,
    }
}

fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    // the empty dates of databases, `0001-01-01` and `0000-00-00`, are no dates
    (year >= 1900)
        .then(|| Date::new(year, month, day).ok())
        .flatten()
}

fn int(number: u32) -> Option<i8> {
    i8::try_from(number).ok()
}

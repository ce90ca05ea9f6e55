//! Resolves names of zones to time zones and instants to local time: takes IANA names and fixed offsets, gives ids, dates and clocks.

use super::{DAY, Instant, SECOND};
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use std::collections::HashMap;

/// Index into the zones of one audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ZoneId(pub u32);

/// The zones met in one log.
#[derive(Debug, Clone, Default)]
pub struct Zones {
    zones: Vec<(String, TimeZone)>,
    ids: HashMap<String, Option<ZoneId>>,
}

/// The two instants that a local stamp may mean; equal but for one doubled by a clock change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instants {
    /// The earlier.
    pub first: Instant,
    /// The later.
    pub last: Instant,
    /// No clock ever showed the stamp: it was skipped by a clock change, and is moved on by as much as was skipped.
    pub skipped: bool,
}

impl Zones {
    /// The id of a zone by name; `None` if there is no such zone.
    pub fn named(&mut self, name: &str) -> Option<ZoneId> {
        if let Some(&id) = self.ids.get(name) {
            return id;
        }
        let id = zone_named(name).map(|zone| self.add(name.to_string(), zone));
        self.ids.insert(name.to_string(), id);
        id
    }

    /// The id of a fixed offset in seconds east of UTC.
    pub fn fixed(&mut self, seconds: i32) -> ZoneId {
        let offset = Offset::from_seconds(seconds).unwrap_or(Offset::UTC);
        let name = offset.to_string();
        match self.ids.get(&name) {
            Some(&Some(id)) => id,
            _ => self.add(name, TimeZone::fixed(offset)),
        }
    }

    fn add(&mut self, name: String, zone: TimeZone) -> ZoneId {
        let id = ZoneId(u32::try_from(self.zones.len()).unwrap_or(u32::MAX));
        self.ids.insert(name.clone(), Some(id));
        self.zones.push((name, zone));
        id
    }

    /// The name of a zone.
    pub fn name(&self, id: ZoneId) -> &str {
        self.zones.get(id.0 as usize).map_or("", |(name, _)| name)
    }

    fn zone(&self, id: ZoneId) -> Option<&TimeZone> {
        self.zones.get(id.0 as usize).map(|(_, zone)| zone)
    }

    /// Local date (days since 1970-01-01) and clock (microseconds since midnight) of an instant.
    pub fn local(&self, id: ZoneId, instant: Instant) -> (i32, i64) {
        let offset = self
            .zone(id)
            .zip(jiff::Timestamp::from_microsecond(instant).ok())
            .map_or(0, |(zone, at)| zone.to_offset(at).seconds());
        let local = instant.saturating_add(i64::from(offset) * SECOND);
        let day = local.div_euclid(DAY);
        (
            i32::try_from(day).unwrap_or(i32::MAX),
            local.rem_euclid(DAY),
        )
    }

    /// The offset in seconds that a zone has all the time from one instant to another; `None` if it changes.
    pub fn steady(&self, id: ZoneId, from: Instant, to: Instant) -> Option<i32> {
        let zone = self.zone(id)?;
        let (from, to) = (
            jiff::Timestamp::from_microsecond(from).ok()?,
            jiff::Timestamp::from_microsecond(to).ok()?,
        );
        let offset = zone.to_offset(from);
        let moves = zone
            .following(from)
            .take_while(|next| next.timestamp() <= to);
        let mut moves = moves.filter(|next| next.offset() != offset);
        moves.next().is_none().then(|| offset.seconds())
    }

    /// From when until when around an instant the clock of a zone does not change; the end is not included.
    pub fn stretch(&self, id: ZoneId, instant: Instant) -> (Instant, Instant) {
        let alone = (instant, instant.saturating_add(1));
        let Some(zone) = self.zone(id) else {
            return (Instant::MIN, Instant::MAX);
        };
        // Beyond the years that zones know every instant is asked for.
        let at = |instant: Instant| jiff::Timestamp::from_microsecond(instant).ok();
        let (Some(own), Some(next)) = (at(instant), at(alone.1)) else {
            return alone;
        };
        let change = |change: jiff::tz::TimeZoneTransition<'_>| change.timestamp().as_microsecond();
        let from = zone.preceding(next).next().map(change);
        let until = zone.following(own).next().map(change);
        (
            from.unwrap_or(jiff::Timestamp::MIN.as_microsecond()),
            until.unwrap_or(jiff::Timestamp::MAX.as_microsecond()),
        )
    }

    /// The first instant of the day after `day` on the clock of a zone.
    pub fn next_midnight(&self, id: ZoneId, day: i32) -> Instant {
        let date = super::calendar::date_of(day.saturating_add(1));
        self.instants(id, date.to_datetime(jiff::civil::Time::midnight()))
            .first
    }

    /// The instants that a local stamp may mean.
    pub fn instants(&self, id: ZoneId, stamp: DateTime) -> Instants {
        let wall = wall_micros(stamp);
        let Some(zone) = self.zone(id) else {
            return Instants {
                first: wall,
                last: wall,
                skipped: false,
            };
        };
        let at = |offset: Offset| wall.saturating_sub(i64::from(offset.seconds()) * SECOND);
        match zone.to_ambiguous_timestamp(stamp).offset() {
            jiff::tz::AmbiguousOffset::Unambiguous { offset } => Instants {
                first: at(offset),
                last: at(offset),
                skipped: false,
            },
            jiff::tz::AmbiguousOffset::Gap { before, .. } => Instants {
                first: at(before),
                last: at(before),
                skipped: true,
            },
            jiff::tz::AmbiguousOffset::Fold { before, after } => Instants {
                first: at(before).min(at(after)),
                last: at(before).max(at(after)),
                skipped: false,
            },
        }
    }
}

/// A local stamp as if it were UTC.
pub(in crate::engine::log) fn wall_micros(stamp: DateTime) -> i64 {
    let date = stamp.date();
    let days = i64::from(super::calendar::day_number(date));
    let time = stamp.time();
    let seconds =
        i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second());
    days * DAY + seconds * SECOND + i64::from(time.subsec_nanosecond()) / 1000
}

/// The zone of a name: an IANA name, `UTC`, `Z`, or a fixed offset such as `+08:00`, `+0800`, `+8`, `UTC+8`.
pub(in crate::engine::log) fn zone_named(name: &str) -> Option<TimeZone> {
    let name = name.trim();
    fixed_offset(name)
        .map(TimeZone::fixed)
        .or_else(|| TimeZone::get(name).ok())
}

fn fixed_offset(name: &str) -> Option<Offset> {
    if name.eq_ignore_ascii_case("z") || name.eq_ignore_ascii_case("utc") {
        return Some(Offset::UTC);
    }
    let rest = ["UTC", "GMT"]
        .iter()
        .find_map(|prefix| name.strip_prefix(prefix))
        .unwrap_or(name);
    let (sign, digits) = match (rest.strip_prefix('+'), rest.strip_prefix(['-', '−'])) {
        (Some(digits), _) => (1, digits),
        (None, Some(digits)) => (-1, digits),
        (None, None) => return None,
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() == 4 && digits.is_ascii() => digits.split_at(2),
        None => (digits, "0"),
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    if !(0..=18).contains(&hours) || !(0..60).contains(&minutes) {
        return None;
    }
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

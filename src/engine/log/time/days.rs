//! Reads clocks fast: takes stamps or instants of one zone, gives instants, local dates and clocks by a table of the days on which the
//! zone has one offset. Days on which it changes are left to the zones themselves.

use super::zone::{ZoneId, Zones};
use super::{DAY, Day, Instant, SECOND};

/// The table covers 1970-01-01 up to this many days later, in 2149.
const DAYS: usize = 1 << 16;
/// Not asked yet.
const FRESH: i32 = i32::MIN;
/// The offset changes about that day.
const MOVES: i32 = i32::MAX;

/// What one thread has learnt about the days of zones.
#[derive(Debug, Default)]
pub(in crate::engine::log) struct ZoneDays {
    /// By zone: the offset in seconds on each day counted in local time, the days before and after included.
    zones: Vec<Vec<i32>>,
}

impl ZoneDays {
    // The offset that the zone has from the day before to the day after, whichever clock counts the days.
    fn offset(&mut self, zones: &Zones, zone: ZoneId, day: i64) -> Option<i64> {
        let at = usize::try_from(day).ok().filter(|&at| at < DAYS)?;
        let index = zone.0 as usize;
        if self.zones.len() <= index {
            self.zones.resize_with(index + 1, Vec::new);
        }
        let table = self.zones.get_mut(index)?;
        if table.is_empty() {
            table.resize(DAYS, FRESH);
        }
        let slot = table.get_mut(at)?;
        if *slot == FRESH {
            *slot = zones
                .steady(zone, (day - 1) * DAY, (day + 2) * DAY)
                .unwrap_or(MOVES);
        }
        (*slot != MOVES).then(|| i64::from(*slot) * SECOND)
    }

    /// The instant of a stamp (in microseconds as if it were UTC) on the clock of a zone; `None` near a clock change.
    pub fn instant(&mut self, zones: &Zones, zone: ZoneId, wall: i64) -> Option<Instant> {
        Some(wall - self.offset(zones, zone, wall.div_euclid(DAY))?)
    }

    /// Local date and clock of an instant, in microseconds since midnight.
    pub fn local(&mut self, zones: &Zones, zone: ZoneId, instant: Instant) -> (Day, i64) {
        match self.offset(zones, zone, instant.div_euclid(DAY)) {
            Some(offset) => {
                let wall = instant + offset;
                (
                    Day::try_from(wall.div_euclid(DAY)).unwrap_or(Day::MAX),
                    wall.rem_euclid(DAY),
                )
            }
            None => zones.local(zone, instant),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::log::time::wall_micros;

    #[test]
    fn the_table_agrees_with_the_zone_hour_by_hour() {
        let mut zones = Zones::default();
        let mut days = ZoneDays::default();
        for name in [
            "Asia/Shanghai",
            "America/New_York",
            "Australia/Lord_Howe",
            "+05:45",
        ] {
            let Some(zone) = zones.named(name) else {
                panic!("no zone {name}");
            };
            let start = wall_micros(jiff::civil::datetime(2025, 1, 1, 0, 30, 0, 0));
            for hour in 0..24 * 500 {
                let wall = start + hour * 3600 * SECOND;
                assert_eq!(days.local(&zones, zone, wall), zones.local(zone, wall));
                let civil = jiff::civil::datetime(2025, 1, 1, 0, 30, 0, 0)
                    .checked_add(jiff::SignedDuration::from_hours(hour))
                    .unwrap_or_default();
                let both = zones.instants(zone, civil);
                if let Some(instant) = days.instant(&zones, zone, wall) {
                    assert_eq!((instant, instant), (both.first, both.last));
                }
            }
        }
    }
}

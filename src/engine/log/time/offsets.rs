//! Finds local dates of many instants: remembers for each zone the stretch of time around the last one in which its clock did not change.

use super::calendar::Day;
use super::zone::{ZoneId, Zones};
use super::{DAY, Instant};

/// From, until (not included), and the offset in microseconds.
#[derive(Debug, Clone, Copy, Default)]
struct Stretch {
    from: Instant,
    until: Instant,
    offset: i64,
}

/// The stretches of the zones of one log.
#[derive(Debug, Clone, Default)]
pub(in crate::engine::log) struct Offsets(Vec<Stretch>);

impl Offsets {
    /// Local date and clock of an instant, as [`Zones::local`] gives them.
    pub fn local(&mut self, zones: &Zones, zone: ZoneId, instant: Instant) -> (Day, i64) {
        let at = zone.0 as usize;
        if self.0.len() <= at {
            // An empty stretch holds no instant.
            self.0.resize(at + 1, Stretch::default());
        }
        let known = self.0.get(at).copied().unwrap_or_default();
        let known = if known.from <= instant && instant < known.until {
            known
        } else {
            let (from, until) = zones.stretch(zone, instant);
            let (day, clock) = zones.local(zone, instant);
            // Beyond the dates that are counted nothing is remembered.
            let start = i64::from(day).checked_mul(DAY);
            let local = start.and_then(|start| start.checked_add(clock));
            let Some(offset) = local.and_then(|local| local.checked_sub(instant)) else {
                return (day, clock);
            };
            let fresh = Stretch {
                from,
                until,
                offset,
            };
            if let Some(slot) = self.0.get_mut(at) {
                *slot = fresh;
            }
            fresh
        };
        let local = instant.saturating_add(known.offset);
        let day = i32::try_from(local.div_euclid(DAY)).unwrap_or(i32::MAX);
        (day, local.rem_euclid(DAY))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::log::time::SECOND;

    #[test]
    fn remembered_offsets_are_those_of_the_zone() {
        let mut zones = Zones::default();
        let mut ids: Vec<ZoneId> = ["Europe/Berlin", "America/New_York", "Asia/Shanghai"]
            .iter()
            .filter_map(|name| zones.named(name))
            .collect();
        ids.push(zones.fixed(-34_200));
        let mut offsets = Offsets::default();
        // Berlin put its clock forward at this instant.
        let change = 1_743_296_400 * SECOND;
        let mut state = 7u64;
        for round in 0..20_000i64 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            let far = (state >> 20).cast_signed() % (40 * 365 * DAY);
            for &zone in &ids {
                for instant in [change + round % 5 - 2, change + far, change - far] {
                    assert_eq!(
                        offsets.local(&zones, zone, instant),
                        zones.local(zone, instant)
                    );
                }
            }
        }
        for instant in [Instant::MIN, Instant::MAX] {
            assert_eq!(
                offsets.local(&zones, ids[0], instant),
                zones.local(ids[0], instant)
            );
        }
    }
}

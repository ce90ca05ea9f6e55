//! Reads stamps as instants and local dates: takes the time columns of a log and the zones, gives every row's place in time with
//! all that is uncertain about it.

mod calendar;
mod clock;
mod days;
mod moment;
mod offsets;
mod span;
mod zone;

pub use calendar::Day;
pub(super) use calendar::{
    Days, date_of, day_number, index_of, local_stamp, period_start, weekday_index,
};
pub(super) use clock::{Clock, ClockNotes, Reading};
pub(super) use days::ZoneDays;
pub(super) use moment::{Moment, World, period_same, within};
pub(super) use offsets::Offsets;
pub(super) use span::{Bound, elapsed, shift};
#[cfg(test)]
pub(super) use zone::wall_micros;
pub(super) use zone::zone_named;
pub use zone::{ZoneId, Zones};

/// Microseconds since 1970-01-01T00:00Z.
pub type Instant = i64;

/// Microseconds in a second.
pub(super) const SECOND: i64 = 1_000_000;

/// Microseconds in a day of 24 hours.
pub(super) const DAY: i64 = 86_400 * SECOND;

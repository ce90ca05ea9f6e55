//! Places the rows of a batch in time: takes their stamps and zones, gives instants, local dates and clocks, and marks the rows about
//! which anything is open. What the zones themselves decide is decided as for a whole log.

use crate::contact::{Batch, BatchColumn, Texts};
use crate::engine::log::time::{ClockNotes, DAY, Day, Instant, ZoneDays, ZoneId, Zones, date_of};
use crate::ir::log::{FieldId, Log};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// The zones of one audit, shared by all threads.
#[derive(Debug, Default)]
pub(in crate::engine::log) struct SharedZones(Mutex<Zones>);

impl SharedZones {
    fn with<T>(&self, ask: impl FnOnce(&mut Zones) -> T) -> (T, Zones) {
        let mut zones = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = ask(&mut zones);
        (answer, zones.clone())
    }

    /// The zones met so far.
    pub fn met(&self) -> Zones {
        self.with(|_| ()).1
    }
}

/// Where a log's stamps are read.
#[derive(Debug, Clone, Copy)]
pub(in crate::engine::log) struct Setting {
    /// The log's zone.
    pub log_zone: Option<ZoneId>,
    /// The clock of rows with neither zone nor offset.
    pub nameless: ZoneId,
    at: Option<FieldId>,
    zone: Option<FieldId>,
}

impl Setting {
    /// For a log and the zone that it is said to be in.
    pub fn new(log: &Log, zone: Option<&str>, zones: &SharedZones) -> Self {
        let ((log_zone, nameless), _) = zones.with(|zones| {
            let log_zone = zone.and_then(|name| zones.named(name));
            (log_zone, zones.fixed(0))
        });
        Self {
            log_zone,
            nameless,
            at: log.field("at"),
            zone: log.field("zone"),
        }
    }
}

/// Rows in time, by row of the batch.
#[derive(Debug, Default)]
pub(in crate::engine::log) struct Times {
    /// The instant; of a hazy row the stamp as if it were UTC.
    pub instant: Vec<Instant>,
    /// The local date.
    pub day: Vec<Day>,
    /// The local clock in microseconds.
    pub clock: Vec<i64>,
    /// The zone whose clock it is.
    pub zone: Vec<u32>,
    /// Whether something is open: several zones, no clock, an hour that a clock change doubled.
    pub hazy: Vec<bool>,
    /// Whether there is no time at all.
    pub timeless: Vec<bool>,
}

impl Times {
    fn clear(&mut self) {
        self.instant.clear();
        self.day.clear();
        self.clock.clear();
        self.zone.clear();
        self.hazy.clear();
        self.timeless.clear();
    }

    fn push(&mut self, instant: Instant, (day, clock): (Day, i64), zone: ZoneId, hazy: bool) {
        self.instant.push(instant);
        self.day.push(day);
        self.clock.push(clock);
        self.zone.push(zone.0);
        self.hazy.push(hazy);
        self.timeless.push(false);
    }

    fn push_timeless(&mut self, zone: ZoneId) {
        self.push(0, (0, 0), zone, false);
        if let Some(timeless) = self.timeless.last_mut() {
            *timeless = true;
        }
    }
}

/// The zone that a row names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Own {
    None,
    One(ZoneId),
    /// The first by name.
    Several(ZoneId),
}

/// Places rows; one for each thread.
#[derive(Debug)]
pub(in crate::engine::log) struct Placer<'a> {
    shared: &'a SharedZones,
    zones: Zones,
    days: ZoneDays,
    setting: Setting,
    names: HashMap<String, Option<ZoneId>>,
    offsets: HashMap<i32, ZoneId>,
    /// What to report.
    pub notes: ClockNotes,
    /// Rows whose instant is known as against others.
    pub placed: bool,
    /// Rows with neither zone nor offset, where the log has none.
    pub floating: bool,
    /// The last instant of the rows that are not hazy.
    pub end: Option<Instant>,
}

impl<'a> Placer<'a> {
    /// A placer that has met nothing yet.
    pub fn new(shared: &'a SharedZones, setting: Setting) -> Self {
        Self {
            shared,
            zones: shared.met(),
            days: ZoneDays::default(),
            setting,
            names: HashMap::new(),
            offsets: HashMap::new(),
            notes: ClockNotes::default(),
            placed: false,
            floating: false,
            end: None,
        }
    }

    fn named(&mut self, name: &str) -> Option<ZoneId> {
        if let Some(&known) = self.names.get(name) {
            return known;
        }
        let (zone, zones) = self.shared.with(|zones| zones.named(name));
        self.zones = zones;
        self.names.insert(name.to_owned(), zone);
        zone
    }

    fn fixed(&mut self, offset: i32) -> ZoneId {
        if let Some(&known) = self.offsets.get(&offset) {
            return known;
        }
        let (zone, zones) = self.shared.with(|zones| zones.fixed(offset));
        self.zones = zones;
        self.offsets.insert(offset, zone);
        zone
    }

    // What the row's zone column says; an unknown name counts as none.
    fn own(&mut self, column: Option<&BatchColumn>, row: usize) -> Own {
        let (texts, range): (&Texts, std::ops::Range<usize>) = match column {
            Some(BatchColumn::Id(texts)) => (texts, row..row + 1),
            Some(BatchColumn::Ids { starts, words }) => {
                let at = |row: usize| starts.get(row).copied().unwrap_or(0) as usize;
                (words, at(row)..at(row + 1))
            }
            _ => return Own::None,
        };
        let mut own = Own::None;
        let mut unknown = false;
        for at in range {
            let name = texts.get(at);
            if name.is_empty() {
                continue;
            }
            match (self.named(name), own) {
                (None, _) => unknown = true,
                (Some(zone), Own::None) => own = Own::One(zone),
                (Some(zone), Own::One(known)) if known == zone => {}
                (Some(zone), Own::One(known) | Own::Several(known)) => {
                    let before = self.zones.name(zone) < self.zones.name(known);
                    own = Own::Several(if before { zone } else { known });
                }
            }
        }
        self.notes.unknown_zone += u64::from(unknown);
        own
    }

    /// Places every row of a batch.
    pub fn place(&mut self, batch: &Batch, times: &mut Times) {
        times.clear();
        let column =
            |field: Option<FieldId>| field.and_then(|field| batch.columns.get(field.0 as usize));
        let zone = column(self.setting.zone);
        let Some(BatchColumn::Time { wall, offset }) = column(self.setting.at) else {
            for _ in &batch.rows {
                self.notes.timeless += 1;
                times.push_timeless(self.setting.nameless);
            }
            return;
        };
        for (row, (&wall, &offset)) in wall.iter().zip(offset).enumerate() {
            if wall == BatchColumn::NO_TIME {
                self.notes.timeless += 1;
                times.push_timeless(self.setting.nameless);
                continue;
            }
            let own = match zone {
                None | Some(BatchColumn::Absent) => Own::None,
                zone => self.own(zone, row),
            };
            self.place_row(wall, offset, own, times);
        }
    }

    fn place_row(&mut self, wall: i64, offset: i32, own: Own, times: &mut Times) {
        let written_offset = offset != BatchColumn::NO_OFFSET && offset != BatchColumn::DATE_ONLY;
        let date_only = offset == BatchColumn::DATE_ONLY;
        let log_zone = self.setting.log_zone;
        match (own, log_zone, written_offset) {
            (Own::None, Some(_), _) => self.notes.by_log += 1,
            (Own::None, None, true) => self.notes.by_offset += 1,
            (Own::None, None, false) => self.notes.nameless += 1,
            (Own::One(_), ..) => self.notes.by_row += 1,
            (Own::Several(_), ..) => {
                self.notes.by_row += 1;
                self.notes.several += 1;
            }
        }
        if log_zone.is_none() {
            let is_placed = written_offset || own != Own::None;
            self.placed |= is_placed;
            self.floating |= !is_placed;
        }
        self.notes.date_only += u64::from(date_only);
        let clock = match (own, log_zone, written_offset) {
            (Own::One(own) | Own::Several(own), ..) => own,
            (_, Some(log), _) => log,
            (_, None, true) => self.fixed(offset),
            (_, None, false) => self.setting.nameless,
        };
        let instant = if written_offset {
            Some(wall - i64::from(offset) * 1_000_000)
        } else {
            let written = log_zone.unwrap_or(clock);
            match self.days.instant(&self.zones, written, wall) {
                Some(instant) => Some(instant),
                None if date_only => None,
                None => self.near_change(written, wall),
            }
        };
        match instant {
            Some(instant) if !date_only && !matches!(own, Own::Several(_)) => {
                let local = self.days.local(&self.zones, clock, instant);
                times.push(instant, local, clock, false);
                self.end = self.end.max(Some(instant));
            }
            _ => {
                let day = Day::try_from(wall.div_euclid(DAY)).unwrap_or(Day::MAX);
                times.push(wall, (day, 0), clock, true);
            }
        }
    }

    // A stamp that a clock change doubled has no single instant; one that it skipped is moved on.
    fn near_change(&mut self, written: ZoneId, wall: i64) -> Option<Instant> {
        let day = i32::try_from(wall.div_euclid(DAY)).unwrap_or(0);
        let civil = date_of(day)
            .to_datetime(jiff::civil::Time::midnight())
            .checked_add(jiff::SignedDuration::from_micros(wall.rem_euclid(DAY)))
            .ok()?;
        let both = self.zones.instants(written, civil);
        self.notes.doubled += u64::from(both.first != both.last);
        self.notes.skipped += u64::from(both.skipped);
        (both.first == both.last).then_some(both.first)
    }
}

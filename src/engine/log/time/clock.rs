//! Places every row in time: takes its stamp, its zones and the log's zone, gives the readings that these leave open.
//! Most rows have one. More come from several possible zones, from a stamp that a clock change doubled, and from a date without
//! a clock.

use super::calendar::Day;
use super::zone::{ZoneId, Zones, wall_micros};
use super::{Instant, SECOND};
use crate::contact::{Column, Stamp, Table};
use crate::ir::log::Log;
use rayon::prelude::*;
use std::collections::HashMap;

/// One way to read a row's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::engine::log) struct Reading {
    /// The zone whose clock it is.
    pub zone: ZoneId,
    /// The instant, or the first that it may be.
    pub first: Instant,
    /// The last that it may be.
    pub last: Instant,
    /// The local date.
    pub day: Day,
    /// The local clock in microseconds from midnight; `None` where only a date is known.
    pub clock: Option<i64>,
}

/// What the report has to say about zones and clocks: how many rows each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::engine::log) struct ClockNotes {
    /// On the row's own zone.
    pub by_row: u64,
    /// On the log's zone.
    pub by_log: u64,
    /// On the offset that the stamp has.
    pub by_offset: u64,
    /// Neither zone nor offset.
    pub nameless: u64,
    /// With several possible zones.
    pub several: u64,
    /// Doubled by a clock change.
    pub doubled: u64,
    /// Skipped by a clock change.
    pub skipped: u64,
    /// A date without a clock.
    pub date_only: u64,
    /// A zone that nobody knows.
    pub unknown_zone: u64,
    /// No time at all.
    pub timeless: u64,
}

impl ClockNotes {
    /// Takes in the notes on other rows.
    pub fn add(&mut self, other: &ClockNotes) {
        self.by_row += other.by_row;
        self.by_log += other.by_log;
        self.by_offset += other.by_offset;
        self.nameless += other.nameless;
        self.several += other.several;
        self.doubled += other.doubled;
        self.skipped += other.skipped;
        self.date_only += other.date_only;
        self.unknown_zone += other.unknown_zone;
        self.timeless += other.timeless;
    }
}

/// How far the clock of a stamp without any zone may be from UTC: 14 hours east to 12 west.
const EAST: i64 = 14 * 3600 * SECOND;
const WEST: i64 = 12 * 3600 * SECOND;

/// What decides how the stamps of a row are read.
#[derive(Debug, Clone, Default)]
pub(in crate::engine::log) struct Placement {
    /// The debtor's zones as the row names them.
    own: Vec<ZoneId>,
    /// The row names a zone that nobody knows.
    unknown: bool,
}

/// The times of all rows.
#[derive(Debug)]
pub(in crate::engine::log) struct Clock {
    zones: Zones,
    log_zone: Option<ZoneId>,
    /// The clock of rows with neither zone nor offset.
    nameless: ZoneId,
    /// Such rows stand beside rows with a zone, so that their instants are known to a day or so only.
    mixed: bool,
    fixed: HashMap<i32, ZoneId>,
    zone_column: Vec<Option<ZoneId>>,
    starts: Vec<u32>,
    readings: Vec<Reading>,
    /// What to report.
    pub notes: ClockNotes,
}

impl Clock {
    /// Reads the stamps of every row. `mixed` is for a part of a log: whether the whole has rows with neither zone nor offset beside others.
    pub fn new(table: &Table, log: &Log, zone: Option<&str>, mixed: Option<bool>) -> Self {
        let mut zones = Zones::default();
        let log_zone = zone.and_then(|name| zones.named(name));
        let nameless = zones.fixed(0);
        let zone_column = known_zones(table, log, &mut zones);
        let mut fixed = HashMap::new();
        for column in &table.columns {
            if let Column::Time(stamps) = column {
                for offset in stamps.iter().flatten().filter_map(|stamp| stamp.offset) {
                    fixed.entry(offset).or_insert_with(|| zones.fixed(offset));
                }
            }
        }
        let mut clock = Self {
            zones,
            log_zone,
            nameless,
            mixed: false,
            fixed,
            zone_column,
            starts: vec![0],
            readings: Vec::new(),
            notes: ClockNotes::default(),
        };
        clock.mixed = mixed.unwrap_or_else(|| clock.is_mixed(table, log));
        clock.place_all(table, log);
        clock
    }

    fn is_mixed(&self, table: &Table, log: &Log) -> bool {
        if self.log_zone.is_some() {
            return false;
        }
        let (mut named, mut nameless) = (false, false);
        for row in 0..table.len() {
            let Some(stamp) = at(table, log, row) else {
                continue;
            };
            let placed = stamp.offset.is_some() || !self.placement(table, log, row).own.is_empty();
            named |= placed;
            nameless |= !placed;
        }
        named && nameless
    }

    fn place_all(&mut self, table: &Table, log: &Log) {
        const CHUNK: usize = 16_384;
        let starts: Vec<usize> = (0..table.len()).step_by(CHUNK).collect();
        let chunks: Vec<(Vec<u32>, Vec<Reading>, ClockNotes)> = starts
            .into_par_iter()
            .map(|start| {
                let (mut counts, mut readings) = (Vec::new(), Vec::new());
                let mut notes = ClockNotes::default();
                for row in start..(start + CHUNK).min(table.len()) {
                    let before = readings.len();
                    match at(table, log, row) {
                        Some(stamp) => {
                            let placement = self.placement(table, log, row);
                            self.read(stamp, &placement, &mut readings);
                            self.note(stamp, &placement, &mut notes);
                        }
                        None => notes.timeless += 1,
                    }
                    counts.push(u32::try_from(readings.len() - before).unwrap_or(u32::MAX));
                }
                (counts, readings, notes)
            })
            .collect();
        for (counts, readings, notes) in chunks {
            for count in counts {
                let last = self.starts.last().copied().unwrap_or(0);
                self.starts.push(last.saturating_add(count));
            }
            self.readings.extend(readings);
            self.notes.add(&notes);
        }
    }

    /// What decides how the stamps of a row are read.
    pub fn placement(&self, table: &Table, log: &Log, row: usize) -> Placement {
        let mut placement = Placement::default();
        let Some(field) = log.field("zone") else {
            return placement;
        };
        let mut take = |code: u32| match self.zone_column.get(code as usize).copied().flatten() {
            Some(zone) => placement.own.push(zone),
            None => placement.unknown = true,
        };
        match table.column(field) {
            Column::Id(codes) => codes
                .get(row)
                .copied()
                .flatten()
                .into_iter()
                .for_each(&mut take),
            Column::Ids(codes) => codes.get(row).iter().copied().for_each(&mut take),
            _ => {}
        }
        placement
            .own
            .sort_by(|a, b| self.zones.name(*a).cmp(self.zones.name(*b)));
        placement.own.dedup();
        placement
    }

    /// The readings that a stamp leaves open.
    pub fn read(&self, stamp: Stamp, placement: &Placement, to: &mut Vec<Reading>) {
        let start = to.len();
        let offset_zone = stamp.offset.map(|offset| self.fixed_zone(offset));
        // The clock is the debtor's: the row's zones, else the log's, else the stamp's own offset.
        let clocks: Vec<ZoneId> = match (placement.own.as_slice(), self.log_zone, offset_zone) {
            ([], Some(log), _) => vec![log],
            ([], None, Some(own)) => vec![own],
            ([], None, None) => vec![self.nameless],
            (own, _, _) => own.to_vec(),
        };
        for &clock in &clocks {
            // The stamp is written in its own offset, else on the log's clock, else on the debtor's.
            let written = offset_zone.or(self.log_zone).unwrap_or(clock);
            let floating = self.mixed && written == self.nameless && stamp.offset.is_none();
            let (east, west) = if floating { (EAST, WEST) } else { (0, 0) };
            if stamp.date_only {
                self.read_date(stamp, clock, written, (east, west), to);
                continue;
            }
            let instants = match stamp.offset {
                Some(offset) => {
                    let at = wall_micros(stamp.civil) - i64::from(offset) * SECOND;
                    [at, at]
                }
                None => {
                    let both = self.zones.instants(written, stamp.civil);
                    [both.first, both.last]
                }
            };
            let count = if instants[0] == instants[1] { 1 } else { 2 };
            for &instant in instants.iter().take(count) {
                let (day, of_day) = self.zones.local(clock, instant);
                to.push(Reading {
                    zone: clock,
                    first: instant - east,
                    last: instant + west,
                    day,
                    clock: Some(of_day),
                });
            }
        }
        debug_assert!(to.len() > start, "every stamp has a reading");
    }

    fn read_date(
        &self,
        stamp: Stamp,
        clock: ZoneId,
        written: ZoneId,
        (east, west): (i64, i64),
        to: &mut Vec<Reading>,
    ) {
        let start = stamp
            .civil
            .date()
            .to_datetime(jiff::civil::Time::midnight());
        let next = start
            .checked_add(jiff::Span::new().days(1))
            .unwrap_or(start);
        let first = self.zones.instants(written, start).first;
        let last = (self.zones.instants(written, next).first - 1).max(first);
        let written_day = super::calendar::day_number(stamp.civil.date());
        let (from, until) = if clock == written {
            (written_day, written_day)
        } else {
            (
                self.zones.local(clock, first).0,
                self.zones.local(clock, last).0,
            )
        };
        for day in from..=until {
            to.push(Reading {
                zone: clock,
                first: first - east,
                last: last + west,
                day,
                clock: None,
            });
        }
    }

    fn fixed_zone(&self, offset: i32) -> ZoneId {
        self.fixed.get(&offset).copied().unwrap_or(self.nameless)
    }

    fn note(&self, stamp: Stamp, placement: &Placement, notes: &mut ClockNotes) {
        match (placement.own.len(), self.log_zone, stamp.offset) {
            (0, Some(_), _) => notes.by_log += 1,
            (0, None, Some(_)) => notes.by_offset += 1,
            (0, None, None) => notes.nameless += 1,
            (count, _, _) => {
                notes.by_row += 1;
                notes.several += u64::from(count > 1);
            }
        }
        notes.unknown_zone += u64::from(placement.unknown);
        notes.date_only += u64::from(stamp.date_only);
        if stamp.offset.is_none() && !stamp.date_only {
            let written = self
                .log_zone
                .or(placement.own.first().copied())
                .unwrap_or(self.nameless);
            let instants = self.zones.instants(written, stamp.civil);
            notes.doubled += u64::from(instants.first != instants.last);
            notes.skipped += u64::from(instants.skipped);
        }
    }

    /// The readings of a row; empty for a row without a time.
    pub fn readings(&self, row: u32) -> &[Reading] {
        let start = self.starts.get(row as usize).copied().unwrap_or(0) as usize;
        let end = self.starts.get(row as usize + 1).copied().unwrap_or(0) as usize;
        self.readings.get(start..end).unwrap_or(&[])
    }

    /// Whether rows with neither zone nor offset stand beside rows with one.
    pub fn is_vague(&self) -> bool {
        self.mixed
    }

    /// Whether any row has several possible zones.
    pub fn has_several_zones(&self) -> bool {
        self.notes.several > 0
    }

    /// The first instant of the day after `day` on the clock of a zone.
    pub fn next_midnight(&self, zone: ZoneId, day: Day) -> Instant {
        self.zones.next_midnight(zone, day)
    }

    /// The instants at which the clock of a zone shows a date and a clock: two where a clock change doubles it.
    pub fn at_local(&self, zone: ZoneId, day: Day, clock: i64) -> (Instant, Instant) {
        let date = super::calendar::date_of(day);
        let stamp = date
            .to_datetime(jiff::civil::Time::midnight())
            .checked_add(jiff::Span::new().microseconds(clock))
            .unwrap_or(jiff::civil::DateTime::MAX);
        let both = self.zones.instants(zone, stamp);
        (both.first, both.last)
    }

    /// Local date and clock of an instant.
    pub fn local(&self, zone: ZoneId, instant: Instant) -> (Day, i64) {
        self.zones.local(zone, instant)
    }

    /// The zones that readings name.
    pub fn zones(&self) -> &Zones {
        &self.zones
    }

    /// The name of a zone.
    pub fn zone_name(&self, zone: ZoneId) -> &str {
        self.zones.name(zone)
    }
}

fn at(table: &Table, log: &Log, row: usize) -> Option<Stamp> {
    match table.column(log.field("at")?) {
        Column::Time(stamps) => stamps.get(row).copied().flatten(),
        _ => None,
    }
}

// By code of `Table::names`; only codes that the zone column uses are looked up.
fn known_zones(table: &Table, log: &Log, zones: &mut Zones) -> Vec<Option<ZoneId>> {
    let mut known = vec![None; table.names.len()];
    let mut asked = vec![false; table.names.len()];
    let mut ask = |code: u32| {
        let at = code as usize;
        if let (Some(asked), Some(known)) = (asked.get_mut(at), known.get_mut(at))
            && !std::mem::replace(asked, true)
        {
            *known = zones.named(table.name(code));
        }
    };
    match log.field("zone").map(|field| table.column(field)) {
        Some(Column::Id(codes)) => codes.iter().flatten().copied().for_each(&mut ask),
        Some(Column::Ids(codes)) => codes.values.iter().copied().for_each(&mut ask),
        _ => {}
    }
    known
}

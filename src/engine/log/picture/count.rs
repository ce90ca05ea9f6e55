//! Counts rows by hour, day, channel, agent and agency: takes rows in any order and on any number of workers, gives the same numbers.

use super::local::Local;
use super::row::{Fields, Row};
use crate::contact::{Batch, Sink};
use crate::engine::log::LogOptions;
use crate::engine::log::time::{DAY, date_of, day_number};
use crate::finding::{Channel, Days, Names, Week};
use crate::ir::log::Log;
use std::collections::BTreeMap;

/// Rows in numbers.
#[derive(Debug)]
pub struct Counts<'l> {
    pub(super) fields: Fields<'l>,
    local: Local,
    pub(super) rows: u64,
    pub(super) clockless: u64,
    pub(super) days: Days,
    pub(super) agencies: Names,
    pub(super) agents: Names,
    /// By channel; the last is that of rows whose channel is not known.
    channels: Vec<(u64, Week)>,
    /// Numbers by day, before they are entered: rows of a batch are mostly of few days.
    by_day: BTreeMap<i32, u64>,
}

impl<'l> Counts<'l> {
    /// Counts the rows of a kind of log from `since` on, on the clocks that the audit reads them on.
    pub fn new(log: &'l Log, options: &LogOptions) -> Self {
        let fields = Fields::new(log, options.since);
        let channels = vec![(0, Week::default()); fields.channels.len() + 1];
        Self {
            fields,
            local: Local::new(options.zone.as_deref()),
            rows: 0,
            clockless: 0,
            days: Days::default(),
            agencies: Names::default(),
            agents: Names::default(),
            channels,
            by_day: BTreeMap::new(),
        }
    }

    /// The fields that a batch has to have: `wanted` by field.
    pub fn want(&self, wanted: &mut [bool]) {
        self.fields.want(wanted);
    }

    pub(super) fn add(&mut self, row: &Row<'_>) {
        if self
            .fields
            .since
            .is_some_and(|since| row.day < day_number(since))
        {
            return;
        }
        self.rows += 1;
        *self.by_day.entry(row.day).or_default() += 1;
        self.agencies.add(row.agency, "", 1);
        self.agents.add(row.agency, row.agent, 1);
        let unknown = self.channels.len() - 1;
        let at = row
            .channel
            .map_or(unknown, |at| usize::from(at).min(unknown));
        if let Some((rows, week)) = self.channels.get_mut(at) {
            *rows += 1;
            match row.clock {
                Some(clock) => {
                    let hour = u8::try_from(clock * 24 / DAY).unwrap_or(23);
                    week.add(date_of(row.day), hour, 1);
                }
                None => self.clockless += 1,
            }
        }
    }

    /// Enters the days counted so far, so that no more of them are held than can be told apart.
    pub(super) fn settle(&mut self) {
        for (day, more) in std::mem::take(&mut self.by_day) {
            self.days.add(date_of(day), more);
        }
    }

    /// Adds another worker's numbers.
    pub fn merge(&mut self, mut other: Counts<'l>) {
        other.settle();
        self.rows += other.rows;
        self.clockless += other.clockless;
        self.days.merge(other.days);
        self.agencies.merge(other.agencies);
        self.agents.merge(other.agents);
        for ((rows, week), (more_rows, more)) in self.channels.iter_mut().zip(&other.channels) {
            *rows += more_rows;
            week.merge(more);
        }
    }

    pub(super) fn channels(&self) -> Vec<Channel> {
        let names = self.fields.channels.iter().copied().chain([""]);
        names
            .zip(&self.channels)
            .filter(|(_, (rows, _))| *rows > 0)
            .map(|(name, (rows, week))| Channel {
                name: name.to_owned(),
                rows: *rows,
                week: *week,
            })
            .collect()
    }
}

impl Sink for Counts<'_> {
    fn take(&mut self, batch: &Batch) {
        let mut local = std::mem::take(&mut self.local);
        let fields = self.fields.clone();
        local.rows(&fields, batch, |row| self.add(row));
        self.local = local;
        self.settle();
    }
}

//! Defines the picture of an audited log as plain data: contacts and breaches by hour, day, channel, agent and agency, and the worst
//! timelines. Its size does not grow with the log: what is left out is counted.

use super::actor::Actors;
use crate::ir::log::LogId;
use jiff::civil::{Date, DateTime};
use std::collections::BTreeMap;

/// Days that are told apart; a log of more has damaged dates.
pub const MAX_DAYS: usize = 8_192;
/// Timelines that are drawn.
pub const MAX_TIMELINES: usize = 24;
/// Contacts of a timeline that are drawn.
pub const MAX_CONTACTS: usize = 300;

/// Numbers by weekday (Monday first) and hour of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Week(pub [[u64; 24]; 7]);

impl Week {
    /// Adds to an hour of a date.
    pub fn add(&mut self, date: Date, hour: u8, more: u64) {
        let weekday = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
        let cell = self.0.get_mut(weekday);
        if let Some(cell) = cell.and_then(|day| day.get_mut(usize::from(hour))) {
            *cell += more;
        }
    }

    /// Adds another's numbers.
    pub fn merge(&mut self, other: &Week) {
        for (own, more) in self.0.iter_mut().zip(&other.0) {
            for (own, more) in own.iter_mut().zip(more) {
                *own += more;
            }
        }
    }

    /// All together.
    pub fn total(&self) -> u64 {
        self.0.iter().flatten().sum()
    }
}

/// Numbers by day; of more than [`MAX_DAYS`] days only the number is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Days {
    /// By day; empty where there are too many.
    pub by_day: BTreeMap<Date, u64>,
    /// There are more days than can be told apart.
    pub crowded: bool,
}

impl Days {
    /// Adds to a day.
    pub fn add(&mut self, day: Date, more: u64) {
        if self.crowded {
            return;
        }
        *self.by_day.entry(day).or_default() += more;
        if self.by_day.len() > MAX_DAYS {
            self.crowded = true;
            self.by_day.clear();
        }
    }

    /// Adds another's numbers.
    pub fn merge(&mut self, other: Days) {
        if other.crowded {
            self.crowded = true;
            self.by_day.clear();
        }
        for (day, more) in other.by_day {
            self.add(day, more);
        }
    }
}

/// What a channel was used for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Channel {
    /// The value of the schema; empty where it is not known.
    pub name: String,
    /// Contacts.
    pub rows: u64,
    /// Those of which the hour is known.
    pub week: Week,
}

/// The breaches of one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulePicture {
    /// Index into the rule set's rules.
    pub rule: usize,
    /// All of them.
    pub findings: u64,
    /// Debtors that they touch.
    pub debtors: u64,
    /// There are more debtors than could be told apart.
    pub more_debtors: bool,
    /// By the day of the offending contact.
    pub days: Days,
    /// By its hour.
    pub week: Week,
}

/// A contact on a timeline.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimelineContact {
    /// Date and clock at the debtor's place; midnight where only the date is known.
    pub at: DateTime,
    /// Only the date is known.
    pub date_only: bool,
    /// The channel's value; empty where it is not known.
    pub channel: String,
    /// The rules that it offends, by index.
    pub offends: Vec<usize>,
}

/// The contacts of one debtor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// The debtor.
    pub debtor: String,
    /// Findings about the debtor.
    pub findings: u64,
    /// Contacts in the order of time.
    pub contacts: Vec<TimelineContact>,
    /// Contacts that are not listed.
    pub more: u64,
}

/// What a log looks like at a glance.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Picture {
    /// The kind of log; `None` before any row was counted.
    pub log: Option<LogId>,
    /// Rows, as they stand in the files.
    pub rows: u64,
    /// Those of which only the date is known.
    pub clockless: u64,
    /// By channel, in the order of the schema, the unknown last; only those that occur.
    pub channels: Vec<Channel>,
    /// By day.
    pub days: Days,
    /// Rows and findings by agency.
    pub agencies: Actors,
    /// Rows and findings by agent of an agency.
    pub agents: Actors,
    /// Findings by rule, only rules that have some, in the order of the rule set.
    pub rules: Vec<RulePicture>,
    /// Debtors that findings touch.
    pub debtors: u64,
    /// There are more than could be told apart.
    pub more_debtors: bool,
    /// The debtors with the most findings, the worst first.
    pub timelines: Vec<Timeline>,
}

impl Picture {
    /// Contacts of all channels by weekday and hour.
    pub fn week(&self) -> Week {
        let mut all = Week::default();
        for channel in &self.channels {
            all.merge(&channel.week);
        }
        all
    }

    /// Findings of all rules.
    pub fn findings(&self) -> u64 {
        self.rules.iter().map(|one| one.findings).sum()
    }

    /// The breaches of a rule.
    pub fn rule(&self, rule: usize) -> Option<&RulePicture> {
        self.rules.iter().find(|one| one.rule == rule)
    }

    /// First and last day with a contact or a finding.
    pub fn period(&self) -> Option<(Date, Date)> {
        let lists = self.rules.iter().map(|one| &one.days);
        let lists = || lists.clone().chain([&self.days]);
        let first = lists().filter_map(|days| days.by_day.keys().next());
        let last = lists().filter_map(|days| days.by_day.keys().next_back());
        Some((*first.min()?, *last.max()?))
    }
}

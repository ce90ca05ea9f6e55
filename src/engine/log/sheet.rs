//! Prepares a log for judging: takes its table and options, places every row in time, makes rows of one `id` one, and puts them in
//! an order that no order of input can change.

use super::LogOptions;
use super::contract::Contracts;
use super::judge::End;
use super::past::{Outside, Past};
use super::time::{Clock, Days, Instant, day_number};
use crate::contact::{Column, Table};
use crate::ir::RuleSet;
use crate::ir::log::{FieldId, Log};
use rayon::prelude::*;
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

/// A log made ready.
pub(super) struct Sheet<'a> {
    /// The compiled rules.
    pub rules: &'a RuleSet,
    /// The rows as read.
    pub table: &'a Table,
    /// Their schema.
    pub log: &'a Log,
    /// Where the rows are in time.
    pub clock: Clock,
    /// What the contracts of the rows state.
    pub contracts: Contracts<'a>,
    /// The project's profile.
    pub profile: &'a [String],
    /// The rows that are judged, in their order: earliest instant, `seq`, contents.
    pub order: Vec<u32>,
    /// By row of the table: its place in `order`.
    pub rank: Vec<u32>,
    /// New rows that are older than earlier runs allow, or later than the log may reach: they are not judged.
    pub outside: Vec<(u32, Outside)>,
    /// Rows left out because another has the same `id`.
    pub merged: u64,
    /// Those among them whose contents differ from the row that was kept.
    pub conflicting: u64,
    /// Rows that bear another contact's `id`, but another time or debtor.
    pub namesakes: u64,
    seq: Option<FieldId>,
}

impl<'a> Sheet<'a> {
    /// Prepares the rows of a table, of which the first are those that earlier runs left.
    pub fn new(
        rules: &'a RuleSet,
        table: &'a Table,
        log: &'a Log,
        options: &'a LogOptions,
        past: &Past,
    ) -> Self {
        let mut sheet = Self::on(None, rules, table, log, options);
        sheet.sort();
        sheet.part(past);
        sheet.merge();
        sheet.number();
        sheet
    }

    /// Prepares some rows of a log in which no row without zone stands beside one with a zone; those of one `id` are made one.
    pub fn of_some(
        rules: &'a RuleSet,
        table: &'a Table,
        log: &'a Log,
        options: &'a LogOptions,
    ) -> Self {
        let mut sheet = Self::on(Some(false), rules, table, log, options);
        sheet.sort();
        sheet.merge();
        sheet.number();
        sheet
    }

    /// Prepares some rows of a log that are judged already, so that they can be told: `vague` says whether rows without zone stand beside
    /// others in the whole log. Rows of one `id` stay as they are.
    pub fn of_fetched(
        rules: &'a RuleSet,
        table: &'a Table,
        log: &'a Log,
        options: &'a LogOptions,
        vague: bool,
    ) -> Self {
        let mut sheet = Self::on(Some(vague), rules, table, log, options);
        sheet.sort();
        sheet.number();
        sheet
    }

    /// Prepares rows that are only asked about themselves: they have no order.
    pub fn bare(
        rules: &'a RuleSet,
        table: &'a Table,
        log: &'a Log,
        options: &'a LogOptions,
    ) -> Self {
        Self::on(Some(false), rules, table, log, options)
    }

    // Rows in no order yet. Whether rows without zone stand beside others is seen from the rows, unless it is told.
    fn on(
        vague: Option<bool>,
        rules: &'a RuleSet,
        table: &'a Table,
        log: &'a Log,
        options: &'a LogOptions,
    ) -> Self {
        Self {
            rules,
            table,
            log,
            clock: Clock::new(table, log, options.zone.as_deref(), vague),
            contracts: Contracts::new(log, &options.contracts),
            profile: &options.profile,
            order: Vec::new(),
            rank: Vec::new(),
            outside: Vec::new(),
            merged: 0,
            conflicting: 0,
            namesakes: 0,
            seq: log.field("seq"),
        }
    }

    fn number(&mut self) {
        self.rank = vec![u32::MAX; self.table.len()];
        for (place, &row) in self.order.iter().enumerate() {
            if let Some(rank) = self.rank.get_mut(row as usize) {
                *rank = u32::try_from(place).unwrap_or(u32::MAX);
            }
        }
    }

    /// A row's place in the order.
    pub fn rank_of(&self, row: u32) -> u32 {
        self.rank.get(row as usize).copied().unwrap_or(u32::MAX)
    }

    fn sort(&mut self) {
        let count = u32::try_from(self.table.len()).unwrap_or(u32::MAX);
        let mut order: Vec<(i64, u32)> = (0..count)
            .filter_map(|row| {
                let readings = self.clock.readings(row);
                let earliest = readings.iter().map(|reading| reading.first).min()?;
                Some((earliest, row))
            })
            .collect();
        order.par_sort_by(|&(a_time, a), &(b_time, b)| {
            a_time
                .cmp(&b_time)
                .then_with(|| seq_order(self.seq_of(a), self.seq_of(b)))
                .then_with(|| self.compare_contents(a, b))
                .then_with(|| self.source_order(a, b))
        });
        self.order = order.into_iter().map(|(_, row)| row).collect();
    }

    // Sets aside new rows that the past has no place for.
    fn part(&mut self, past: &Past) {
        if past.is_open() {
            return;
        }
        let clock = &self.clock;
        let outside: Vec<(u32, Outside)> = self
            .order
            .iter()
            .filter(|row| !past.has(**row))
            .filter_map(|&row| {
                let readings = clock.readings(row);
                let first = readings.iter().map(|one| one.first).min()?;
                let last = readings.iter().map(|one| one.last).max()?;
                Some((row, past.places(first, last)?))
            })
            .collect();
        if !outside.is_empty() {
            let rows: HashSet<u32> = outside.iter().map(|(row, _)| *row).collect();
            self.order.retain(|row| !rows.contains(row));
        }
        self.outside = outside;
    }

    // Rows without any difference may stand in either order: nothing but their place in the files can tell them apart.
    fn source_order(&self, a: u32, b: u32) -> Ordering {
        let source = |row: u32| {
            self.table.rows.get(row as usize).map(|source| {
                let file = self.table.files.get(source.file as usize);
                (file, source.line, source.row)
            })
        };
        source(a).cmp(&source(b)).then(a.cmp(&b))
    }

    fn merge(&mut self) {
        let Some(Column::Id(ids)) = self.log.field("id").map(|id| self.table.column(id)) else {
            return;
        };
        let mut kept: HashMap<u32, Vec<u32>> = HashMap::new();
        let (mut merged, mut conflicting, mut namesakes) = (0, 0, 0);
        let order = std::mem::take(&mut self.order);
        let order = order
            .into_iter()
            .filter(|&row| {
                let Some(id) = ids.get(row as usize).copied().flatten() else {
                    return true;
                };
                let known = kept.entry(id).or_default();
                match known.iter().find(|&&other| self.is_same(other, row)) {
                    Some(&other) => {
                        merged += 1;
                        conflicting +=
                            u64::from(self.compare_contents(other, row) != Ordering::Equal);
                        false
                    }
                    None => {
                        namesakes += u64::from(!known.is_empty());
                        known.push(row);
                        true
                    }
                }
            })
            .collect();
        self.order = order;
        self.merged = merged;
        self.conflicting = conflicting;
        self.namesakes = namesakes;
    }

    // Two files that each number their rows from 1 bear the same ids: a contact at another time or about another debtor is another
    // contact, and is not lost.
    fn is_same(&self, a: u32, b: u32) -> bool {
        ["at", "debtor"]
            .iter()
            .filter_map(|name| self.log.field(name))
            .all(|field| self.compare_cells(field, a as usize, b as usize).is_eq())
    }

    /// The end of the log: of the day that was told, else the last row, of these rows and of those that earlier runs read.
    pub fn end(&self, as_of: Option<jiff::civil::Date>, before: Option<(Instant, Instant)>) -> End {
        if let Some(date) = as_of {
            return End::Day(day_number(date));
        }
        let (first, last) = self
            .last_row(before)
            .unwrap_or((Instant::MIN, Instant::MIN));
        End::Row(first, last)
    }

    /// Between which instants the last row stands, of these rows and of those that earlier runs read.
    pub fn last_row(&self, before: Option<(Instant, Instant)>) -> Option<(Instant, Instant)> {
        let readings = || self.order.iter().map(|&row| self.clock.readings(row));
        // Of each row the first and the last instant that it may be; of these the greatest.
        let first = readings()
            .filter_map(|all| all.iter().map(|one| one.first).min())
            .chain(before.map(|(first, _)| first))
            .max();
        let last = readings()
            .filter_map(|all| all.iter().map(|one| one.last).max())
            .chain(before.map(|(_, last)| last))
            .max();
        first.zip(last)
    }

    /// The calendars of the rule set.
    pub fn days(&self) -> Days<'a> {
        Days(&self.rules.calendars)
    }

    /// A row's order within its instant.
    pub fn seq_of(&self, row: u32) -> Option<f64> {
        match self.table.column(self.seq?) {
            Column::Number(values) => values.get(row as usize).copied().flatten(),
            _ => None,
        }
    }

    /// Compares two rows by what they say, field by field; never by where they come from.
    pub fn compare_contents(&self, a: u32, b: u32) -> Ordering {
        (0u32..)
            .zip(&self.log.fields)
            .map(|(field, _)| self.compare_cells(FieldId(field), a as usize, b as usize))
            .find(|order| order.is_ne())
            .unwrap_or(Ordering::Equal)
    }

    fn compare_cells(&self, field: FieldId, a: usize, b: usize) -> Ordering {
        fn cell<T: Copy>(values: &[Option<T>], row: usize) -> Option<T> {
            values.get(row).copied().flatten()
        }
        let table = self.table;
        let name = |code: u32| table.name(code);
        match table.column(field) {
            Column::Absent => Ordering::Equal,
            Column::Time(values) => cell(values, a).cmp(&cell(values, b)),
            Column::Id(codes) => cell(codes, a).map(name).cmp(&cell(codes, b).map(name)),
            Column::Ids(codes) => {
                let sorted = |row| {
                    let mut names: Vec<&str> =
                        codes.get(row).iter().map(|&code| name(code)).collect();
                    names.sort_unstable();
                    names
                };
                sorted(a).cmp(&sorted(b))
            }
            Column::Number(values) => match (cell(values, a), cell(values, b)) {
                (Some(a), Some(b)) => a.total_cmp(&b),
                (a, b) => a.is_some().cmp(&b.is_some()),
            },
            Column::Text(spans) => {
                let text = |row| cell(spans, row).map(|span| table.slice(span));
                text(a).cmp(&text(b))
            }
            Column::Flag(values) => cell(values, a).cmp(&cell(values, b)),
            Column::Enum(values) => cell(values, a).cmp(&cell(values, b)),
            Column::Enums { values, whole } => values
                .get(a)
                .cmp(values.get(b))
                .then_with(|| cell(whole, a).cmp(&cell(whole, b))),
        }
    }
}

fn seq_order(a: Option<f64>, b: Option<f64>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        (a, b) => a.is_some().cmp(&b.is_some()),
    }
}

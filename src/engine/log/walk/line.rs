//! Judges one line for all statements: takes its records, gives the hits of each statement, and enters hits and rows into the sums.

use super::buffer::Buffer;
use super::looked::{Seen, count_classes};
use super::ready::Ready;
use super::screen::is_clean;
use super::statement::Statement;
use super::sum::{RuleSum, Sum, Sums};
use super::tables::has;
use super::types::{Found, WORDS};
use crate::contact::Position;
use crate::engine::log::judge::{Governed, Hit, Standing, judge_line, judge_places};
use crate::engine::log::truth::Truth;
use crate::ir::rule::Conduct;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// What a line was found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Walked {
    /// Judged.
    Judged,
    /// Only the exact engine can judge it.
    Hazy,
    /// It has hits that name one of several rows of one time, and their order is not known.
    Unordered,
}

/// Judges lines one after the other.
#[derive(Debug)]
pub(super) struct Judge<'r> {
    ready: &'r Ready<'r>,
    buffer: Buffer<'r>,
    hits: Vec<(usize, Hit<u32>)>,
    sums: Vec<Sum>,
    rules: Vec<RuleSum>,
    /// By class, how many rows were seen on lines that every statement governs: for simple statements together, and for each other
    /// whose looks found nothing on the line.
    seen: Vec<u64>,
    quiet: Vec<Vec<u64>>,
    /// From when until when every statement governs a row.
    governed: (i64, i64),
    /// By statement: what judging lines took, where the time is taken.
    took: Option<Vec<Duration>>,
}

impl<'r> Judge<'r> {
    pub fn new(ready: &'r Ready<'r>) -> Self {
        let all = ready.statements.iter().map(|statement| statement.governed);
        Self {
            ready,
            buffer: Buffer::new(ready),
            hits: Vec::new(),
            sums: vec![Sum::default(); ready.statements.len()],
            rules: vec![RuleSum::default(); ready.rules.len()],
            seen: vec![0; ready.lane.classes.len()],
            quiet: vec![Vec::new(); ready.statements.len()],
            governed: all.fold((i64::MIN, i64::MAX), |(from, to), (start, end)| {
                (from.max(start), to.min(end))
            }),
            took: None,
        }
    }

    /// Takes the time of every statement from now on.
    pub fn take_time(&mut self) {
        self.took = Some(vec![Duration::ZERO; self.ready.statements.len()]);
    }

    /// What all lines came to.
    pub fn finish(mut self) -> Sums {
        for ((statement, sum), quiet) in self
            .ready
            .statements
            .iter()
            .zip(&mut self.sums)
            .zip(&self.quiet)
        {
            let seen = if statement.is_simple() {
                &self.seen
            } else {
                quiet
            };
            count_classes(self.ready, seen, statement, sum);
        }
        Sums {
            statements: self.sums,
            rules: self.ready.rules.iter().copied().zip(self.rules).collect(),
            took: self.took.unwrap_or_default(),
        }
    }

    /// Judges a line whose rows are in order; `ordered` where those of one time are, too.
    pub fn line(&mut self, records: &[u64], ordered: bool) -> Walked {
        let ready = self.ready;
        self.buffer.read(records);
        if has(self.buffer.bits(0), ready.tables.hazy(ready)) {
            return Walked::Hazy;
        }
        self.hits.clear();
        for at in 0..ready.statements.len() {
            let start = self.took.as_ref().map(|_| Instant::now());
            if !is_clean(&mut self.buffer, records, at) {
                self.judge(records, at);
            }
            if let (Some(start), Some(took)) = (start, &mut self.took)
                && let Some(own) = took.get_mut(at)
            {
                *own += start.elapsed();
            }
        }
        if self.buffer.tied && !ordered && self.picks_one() {
            return Walked::Unordered;
        }
        self.look(records);
        self.enter(records);
        Walked::Judged
    }

    // Whether a hit names the last or first of some rows.
    fn picks_one(&self) -> bool {
        self.hits.iter().any(|(at, _)| {
            let statement = self.ready.statements.get(*at);
            statement.is_some_and(|statement| {
                matches!(
                    statement.terms.statement,
                    Conduct::Before { .. } | Conduct::AfterRequire { .. }
                )
            })
        })
    }

    fn judge(&mut self, records: &[u64], at: usize) {
        let Some(statement) = self.ready.statements.get(at) else {
            return;
        };
        for &slot in &statement.named {
            self.buffer.event(records, slot);
        }
        self.buffer.place(records);
        let Some(key) = statement.key else {
            let plot = self.buffer.plot(records);
            let hits = judge_places(&plot, &statement.terms, 0..self.buffer.classes.len());
            self.hits.extend(hits.into_iter().map(|hit| (at, hit)));
            return;
        };
        self.buffer.divide(records, key);
        let plot = self.buffer.plot(records);
        for line in self.buffer.lines(key) {
            let hits = judge_line(&plot, &statement.terms, &line);
            self.hits.extend(hits.into_iter().map(|hit| (at, hit)));
        }
    }

    // Counts what is looked at.
    fn look(&mut self, records: &[u64]) {
        let ready = self.ready;
        let buffer = &mut self.buffer;
        let (from, until) = self.governed;
        // Rows are in the order of time.
        let inside =
            buffer.instants.first() >= Some(&from) && buffer.instants.last() <= Some(&until);
        if inside {
            count_into(&mut self.seen, &buffer.classes);
        }
        let sums = self.sums.iter_mut().zip(&mut self.quiet);
        for (statement, (sum, quiet)) in ready.statements.iter().zip(sums) {
            let is_quiet = statement.looks & buffer.live == 0;
            if inside && statement.by_class && is_quiet {
                if !statement.is_simple() {
                    quiet.resize(ready.lane.classes.len(), 0);
                    count_into(quiet, &buffer.classes);
                }
                continue;
            }
            if !is_quiet {
                for &slot in &statement.named {
                    buffer.event(records, slot);
                }
                for &(slot, _) in &statement.ranks {
                    buffer.event(records, slot);
                }
            }
            for place in 0..buffer.classes.len() {
                let at = buffer.instants.get(place).copied().unwrap_or(i64::MIN);
                let (governed, in_force) = governed(buffer, records, statement, place, at);
                let plot = buffer.plot(records);
                let rows = Seen {
                    truth: |slot| plot.truth(slot, place),
                    lacks: |key| {
                        let mut extras = ready.keys.get(key).into_iter().flatten();
                        extras.any(|&extra| plot.extra(place, extra) == 0)
                    },
                    governed,
                    in_force,
                    count: 1,
                };
                rows.count(statement, sum);
            }
        }
    }

    // Enters the hits of the line.
    fn enter(&mut self, records: &[u64]) {
        let ready = self.ready;
        // Rows are counted once for a rule and a field.
        let mut unknown: BTreeMap<(usize, u32), Vec<u32>> = BTreeMap::new();
        for (at, hit) in self.hits.drain(..) {
            let (Some(statement), Some(sum)) = (ready.statements.get(at), self.sums.get_mut(at))
            else {
                continue;
            };
            let Some(rule) = self.rules.get_mut(statement.rule) else {
                continue;
            };
            let class = |place: u32| self.buffer.classes.get(place as usize).copied();
            let missing = |place: u32| missing_in(ready, statement, class(place));
            match hit.standing {
                Standing::Violated => sum.violated += 1,
                Standing::Possible => {
                    sum.possible += 1;
                    for place in hit.rows() {
                        for field in missing(place) {
                            unknown
                                .entry((statement.rule, field))
                                .or_default()
                                .push(place);
                        }
                    }
                }
                Standing::Pending => sum.pending += 1,
            }
            let standing = hit.standing;
            // Where a column is missing altogether, naming it says more than listing every row.
            let explained = standing == Standing::Possible
                && statement.lacks_columns
                && missing(hit.row).next().is_none();
            let found = found(ready, statement, records, hit);
            match standing {
                Standing::Violated => rule.found.push(found),
                _ if explained => {}
                _ => rule.push_open(found),
            }
        }
        for ((rule, field), mut places) in unknown {
            places.sort_unstable();
            places.dedup();
            if let Some(rule) = self.rules.get_mut(rule) {
                *rule.unknown.entry(field).or_default() += places.len() as u64;
            }
        }
    }

    /// Counts and judges rows without the lane's key, each by itself; gives those that only the exact engine can judge.
    pub fn lone(&mut self, records: &[u64]) -> Vec<Position> {
        let ready = self.ready;
        let mut hazy = Vec::new();
        for record in records.chunks_exact(ready.width) {
            self.buffer.read(record);
            if has(self.buffer.bits(0), ready.tables.hazy(ready)) {
                hazy.push(position(ready, record, 0));
                continue;
            }
            self.hits.clear();
            self.buffer.lone();
            self.buffer.place(record);
            let class = self.buffer.classes.first().copied().unwrap_or(u32::MAX);
            let at = self.buffer.instants.first().copied().unwrap_or(i64::MIN);
            for (number, statement) in ready.statements.iter().enumerate() {
                let (governed, in_force) = governed(&mut self.buffer, record, statement, 0, at);
                let row = Seen {
                    truth: |slot| ready.tables.lone(class, slot),
                    lacks: |_| true,
                    governed,
                    in_force,
                    count: 1,
                };
                if let Some(sum) = self.sums.get_mut(number) {
                    row.count(statement, sum);
                }
                if statement.key.is_none() {
                    let plot = self.buffer.plot(record);
                    let hits = judge_places(&plot, &statement.terms, 0..1);
                    self.hits.extend(hits.into_iter().map(|hit| (number, hit)));
                }
            }
            self.enter(record);
        }
        hazy
    }
}

fn count_into(seen: &mut [u64], classes: &[u32]) {
    for &class in classes {
        if let Some(seen) = seen.get_mut(class as usize) {
            *seen += 1;
        }
    }
}

// How a row stands to what is reported, and whether the rule is in force on its date.
fn governed(
    buffer: &mut Buffer<'_>,
    records: &[u64],
    statement: &Statement<'_>,
    place: usize,
    at: i64,
) -> (Governed, bool) {
    if statement.governed.0 <= at && at <= statement.governed.1 {
        return (Governed::Judged(Truth::Yes), true);
    }
    buffer.place(records);
    let plot = buffer.plot(records);
    plot.moments
        .get(place)
        .map_or((Governed::Context, false), |moment| {
            (
                statement.terms.governed(&plot, place, moment),
                statement.terms.in_force(moment) != Governed::NotInForce,
            )
        })
}

// The fields that a statement reads and that are not known in rows of a class, absent columns left out.
fn missing_in<'s>(
    ready: &'s Ready<'_>,
    statement: &'s Statement<'_>,
    class: Option<u32>,
) -> impl Iterator<Item = u32> + use<'s> {
    let class = class.and_then(|class| ready.lane.classes.get(class as usize));
    let words = class.map_or(&[][..], |class| &class.missing);
    let words = words.iter().zip(&statement.fields);
    (0u32..)
        .step_by(64)
        .zip(words)
        .flat_map(|(from, (missing, fields))| {
            let both = missing & fields;
            (0..64)
                .filter(move |bit| both >> bit & 1 == 1)
                .map(move |bit| from + bit)
        })
}

/// Where the row of a place is.
pub(super) fn position(ready: &Ready<'_>, records: &[u64], place: usize) -> Position {
    Position(records.get(place * ready.width + 2).copied().unwrap_or(0))
}

fn found(ready: &Ready<'_>, statement: &Statement<'_>, records: &[u64], hit: Hit<u32>) -> Found {
    let from = hit.row as usize * ready.width;
    let word = |at: usize| records.get(from + at).copied().unwrap_or(0);
    debug_assert!(ready.width >= WORDS);
    Found {
        rule: statement.at.0,
        statement: statement.at.1,
        time: (word(1), ready.seq.map_or(0, word)),
        hit: hit.map(|place| position(ready, records, place as usize)),
    }
}

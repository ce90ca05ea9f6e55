//! Sums up what a statement comes to over some rows, so that the sums of threads and of parts of a log can be merged in any order. Rows
//! are not kept, but for the first that are left open.

use super::need::triggers_of;
use super::tell::{Found, Unknown};
use super::truth::Truth;
use crate::finding::RuleCount;
use crate::ir::rule::Conduct;
use std::collections::BTreeMap;

/// How many rows that leave a rule open are shown; all are counted. A log whose texts are empty in every second row leaves millions
/// open, and their list would be the largest thing of the run. Findings are never cut.
pub(super) const MOST_OPEN: usize = 200;

/// What a statement comes to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sum<R = u32> {
    /// How many rows came to what.
    pub counts: RuleCount,
    /// Something that the statement speaks of is there.
    pub applies: bool,
    /// There is a row.
    pub has_rows: bool,
    /// There is a row on whose date the rule is or may be in force.
    pub in_force: bool,
    /// What the rows are to each event that calls the statement up.
    pub triggers: Vec<Trigger>,
    /// What leaves it open.
    pub open: OpenHits<R>,
    /// What is not known in the rows of possible hits.
    pub unknown: UnknownRows,
}

/// What rows are to an event that calls a statement up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Trigger {
    /// Some row is one for certain.
    pub yes: bool,
    /// Of some row it cannot be told.
    pub unknown: bool,
}

impl Trigger {
    /// Takes in a row.
    pub fn take(&mut self, truth: Truth) {
        self.yes |= truth == Truth::Yes;
        self.unknown |= truth == Truth::Unknown;
    }
}

impl<R> Sum<R> {
    /// Of no rows.
    pub fn new(statement: &Conduct) -> Self {
        Self {
            counts: RuleCount::default(),
            applies: false,
            has_rows: false,
            in_force: false,
            triggers: vec![Trigger::default(); triggers_of(statement).len()],
            open: OpenHits::default(),
            unknown: UnknownRows::default(),
        }
    }

    /// The same with hits whose rows are found by something else, and rows that come nowhere else.
    ///
    /// # Errors
    /// What finding rows gives.
    pub fn map<S, E>(self, to: impl Fn(&Found<R>) -> Result<Found<S>, E>) -> Result<Sum<S>, E> {
        let kept: Result<Vec<Found<S>>, E> = self.open.kept.iter().map(to).collect();
        let mut unknown = UnknownRows::default();
        for (what, rows) in self.unknown.counts() {
            unknown.add(what, rows);
        }
        Ok(Sum {
            counts: self.counts,
            applies: self.applies,
            has_rows: self.has_rows,
            in_force: self.in_force,
            triggers: self.triggers,
            open: OpenHits::of(self.open.count, kept?),
            unknown,
        })
    }

    /// Whether it is certain what calls the statement up: of each event some row is known to be one, or every row known not to be. Each of
    /// them somewhere, for what the one forbids or calls for may be another row.
    pub fn is_called(&self) -> bool {
        self.triggers.iter().all(|one| one.yes || !one.unknown)
    }

    /// Takes in the sum of other rows.
    pub fn merge(&mut self, other: Self) {
        add(&mut self.counts, &other.counts);
        self.applies |= other.applies;
        self.has_rows |= other.has_rows;
        self.in_force |= other.in_force;
        for (own, more) in self.triggers.iter_mut().zip(&other.triggers) {
            own.yes |= more.yes;
            own.unknown |= more.unknown;
        }
        self.open.merge(other.open);
        self.unknown.merge(other.unknown);
    }
}

/// Adds counts.
pub(super) fn add(own: &mut RuleCount, more: &RuleCount) {
    own.looked_at += more.looked_at;
    own.violated += more.violated;
    own.possible += more.possible;
    own.pending += more.pending;
    own.keyless += more.keyless;
    own.not_in_force += more.not_in_force;
}

/// Hits that leave a rule open: all are counted, the first by time are kept. As many are kept as may turn out to be among the first
/// [`MOST_OPEN`] once those of the same instant are put in order.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct OpenHits<R = u32> {
    count: u64,
    kept: Vec<Found<R>>,
    /// When so many are kept, those that are too late are dropped.
    full: usize,
}

impl<R> Default for OpenHits<R> {
    fn default() -> Self {
        Self {
            count: 0,
            kept: Vec::new(),
            full: 4 * MOST_OPEN,
        }
    }
}

impl<R> OpenHits<R> {
    /// So many, of which these are kept: the first by time.
    pub fn of(count: u64, kept: Vec<Found<R>>) -> Self {
        Self {
            count,
            kept,
            ..Self::default()
        }
    }

    /// Takes in a hit.
    pub fn push(&mut self, found: Found<R>) {
        self.count += 1;
        self.kept.push(found);
        self.prune();
    }

    /// Takes in other hits.
    pub fn merge(&mut self, other: Self) {
        self.count += other.count;
        self.kept.extend(other.kept);
        self.prune();
    }

    /// How many there are.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Those that are kept.
    pub fn kept(&self) -> &[Found<R>] {
        &self.kept
    }

    fn prune(&mut self) {
        if self.kept.len() < self.full {
            return;
        }
        let (_, last, _) = self
            .kept
            .select_nth_unstable_by_key(MOST_OPEN - 1, |found| found.instant);
        let last = last.instant;
        self.kept.retain(|found| found.instant <= last);
        self.full = (2 * self.kept.len()).max(4 * MOST_OPEN);
    }
}

/// By what is not known: in how many rows. A row counts once however often it comes.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct UnknownRows(BTreeMap<Unknown, Rows>);

#[derive(Debug, Clone, Default, PartialEq)]
struct Rows {
    counted: u64,
    listed: Vec<u64>,
    /// When so many are listed, repeats are dropped.
    full: usize,
}

impl UnknownRows {
    /// Takes in so many rows that come nowhere else: neither on another timeline nor for another statement of the rule.
    pub fn add(&mut self, what: Unknown, rows: u64) {
        self.0.entry(what).or_default().counted += rows;
    }

    /// Takes in a row, by a number of its own, that may come again.
    pub fn insert(&mut self, what: Unknown, row: u64) {
        let rows = self.0.entry(what).or_default();
        rows.listed.push(row);
        if rows.listed.len() >= rows.full.max(1024) {
            rows.compact();
        }
    }

    /// Takes in the rows of others.
    pub fn merge(&mut self, other: Self) {
        for (what, more) in other.0 {
            let rows = self.0.entry(what).or_default();
            rows.counted += more.counted;
            rows.listed.extend(more.listed);
            if rows.listed.len() >= rows.full.max(1024) {
                rows.compact();
            }
        }
    }

    /// How many rows each.
    pub fn counts(mut self) -> Vec<(Unknown, u64)> {
        self.0
            .iter_mut()
            .map(|(what, rows)| {
                rows.compact();
                (*what, rows.counted + rows.listed.len() as u64)
            })
            .collect()
    }
}

impl Rows {
    fn compact(&mut self) {
        self.listed.sort_unstable();
        self.listed.dedup();
        self.full = 2 * self.listed.len();
    }
}

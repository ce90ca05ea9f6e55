//! Sums up what statements and rules come to over many timelines: counts, hits, and what is not known. Sums of parts are added.

use super::types::Found;
use std::collections::BTreeMap;
use std::time::Duration;

/// So many open hits of a rule are listed, see [`RuleSum::open`].
const MOST_OPEN: usize = 200;

/// What one event is in the rows of a log.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Called {
    /// True of some row.
    pub yes: bool,
    /// Perhaps true of some row.
    pub unknown: bool,
}

/// What a statement comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sum {
    /// Rows or duties that were looked at.
    pub looked_at: u64,
    /// Rows left out because their key is empty.
    pub keyless: u64,
    /// Rows on whose date the rule is not in force.
    pub not_in_force: u64,
    /// Rows that break it.
    pub violated: u64,
    /// Rows that break it perhaps.
    pub possible: u64,
    /// Duties not yet due.
    pub pending: u64,
    /// Something that the statement speaks of is there.
    pub applies: bool,
    /// The rule is in force on some row's date, or may be, or the row is before what is reported.
    pub in_force: bool,
    /// Each event that calls the statement up.
    pub called: Vec<Called>,
}

impl Sum {
    /// Whether what it speaks of is certain: of each event that calls it up some row is known, or every row is known not to be one.
    pub fn is_called(&self) -> bool {
        self.called.iter().all(|event| event.yes || !event.unknown)
    }

    /// Adds the sum of other rows.
    pub fn add(&mut self, other: &Sum) {
        self.looked_at += other.looked_at;
        self.keyless += other.keyless;
        self.not_in_force += other.not_in_force;
        self.violated += other.violated;
        self.possible += other.possible;
        self.pending += other.pending;
        self.applies |= other.applies;
        self.in_force |= other.in_force;
        self.called
            .resize(self.called.len().max(other.called.len()), Called::default());
        for (own, others) in self.called.iter_mut().zip(&other.called) {
            own.yes |= others.yes;
            own.unknown |= others.unknown;
        }
    }
}

/// What a rule comes to beside its statements.
#[derive(Debug, Clone, Default)]
pub struct RuleSum {
    /// The rows that break it.
    pub found: Vec<Found>,
    /// Possible hits and pending duties, but for those that absent columns explain: the first by time, and all others of the same time
    /// as the last of these.
    pub open: Vec<Found>,
    /// How many there are in all.
    pub open_count: u64,
    /// By field, in how many rows of possible hits it is not known; absent columns left out.
    pub unknown: BTreeMap<u32, u64>,
    /// How many were left when the list was cut last.
    left: usize,
}

impl RuleSum {
    /// Takes an open hit.
    pub fn push_open(&mut self, found: Found) {
        self.open_count += 1;
        self.open.push(found);
        // Rows of one time may be many; a list that cannot get shorter is not sorted again for each.
        if self.open.len() > 2 * self.left.max(8 * MOST_OPEN) {
            self.cut();
        }
    }

    /// Adds the sum of other rows.
    pub fn add(&mut self, other: RuleSum) {
        self.found.extend(other.found);
        self.open.extend(other.open);
        self.open_count += other.open_count;
        for (field, count) in other.unknown {
            *self.unknown.entry(field).or_default() += count;
        }
        self.cut();
    }

    fn cut(&mut self) {
        self.open.sort_by_key(|found| found.time);
        if let Some(last) = self.open.get(MOST_OPEN - 1).map(|found| found.time) {
            self.open.retain(|found| found.time <= last);
        }
        self.left = self.open.len();
    }
}

/// What the statements of a lane come to, in the lane's order, and its rules, in the order in which they first stand there.
#[derive(Debug, Clone, Default)]
pub struct Sums {
    /// By statement of the lane.
    pub statements: Vec<Sum>,
    /// Index and sum of each rule.
    pub rules: Vec<(usize, RuleSum)>,
    /// By statement: what judging it took, where the time was taken.
    pub took: Vec<Duration>,
}

impl Sums {
    /// Adds the sums of the same lane over other rows.
    pub fn add(&mut self, other: Sums) {
        let statements = self.statements.len().max(other.statements.len());
        self.statements.resize(statements, Sum::default());
        for (own, others) in self.statements.iter_mut().zip(&other.statements) {
            own.add(others);
        }
        self.took
            .resize(self.took.len().max(other.took.len()), Duration::ZERO);
        for (own, more) in self.took.iter_mut().zip(other.took) {
            *own += more;
        }
        for (rule, sum) in other.rules {
            match self.rules.iter_mut().find(|(known, _)| *known == rule) {
                Some((_, own)) => own.add(sum),
                None => self.rules.push((rule, sum)),
            }
        }
    }
}

//! Defines what earlier runs over the same log leave to a later one, and what a run leaves to the next: which rows are still needed and
//! how long, which findings have been told, what the texts answered. Keeping it in a file is left to others.

use super::context::{Context, Reach};
use super::task::Task;
use super::time::{DAY, Instant};
use super::truth::Truth;
use crate::ir::RuleSet;
use std::collections::HashSet;

/// The widest that a row may be open in time: a date without clock on any clock of the world.
pub(super) const HAZE: Instant = 3 * DAY;

/// A finding that has been told: the index of its rule and its fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Told {
    /// Index into the rule set's rules.
    pub rule: u32,
    /// The fingerprint.
    pub fingerprint: u128,
}

/// What earlier runs left of a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Left {
    /// The findings at it that have been told.
    pub told: Vec<Told>,
    /// What its texts answered; empty where nothing was asked.
    pub answers: Vec<u8>,
}

/// What earlier runs over the same log left. Without rows it is a beginning.
#[derive(Debug, Clone, Default)]
pub struct Past {
    /// By row of the table, from its first one: the rows that earlier runs left. All others are new.
    pub rows: Vec<Left>,
    /// Where the log ended: its last row stands between these two instants, in microseconds from 1970.
    pub end: Option<(i64, i64)>,
    /// How much older than the end of the log a row may come, in microseconds.
    pub late: i64,
    /// No row may be later than this instant; `None`: it may be at any time.
    pub limit: Option<i64>,
}

/// Why a new row is not judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outside {
    /// It is older than the end of the log allows: what it would have to be judged by may be gone.
    TooOld,
    /// It is later than the log may reach.
    TooNew,
}

/// What a run leaves of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The row is needed as long as the log ends no later than this instant.
    pub until: i64,
    /// A duty may hang on the row as long as the log ends no later than this; before 1970 for none.
    pub wakes: i64,
    /// The rest.
    pub left: Left,
}

impl Kept {
    /// Of a row that nobody needs.
    pub(super) fn gone() -> Self {
        Self {
            until: Instant::MIN,
            wakes: Instant::MIN,
            left: Left::default(),
        }
    }
}

/// A finding that was told and does not stand any longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lifted {
    /// The row of the table.
    pub row: u32,
    /// Index into the rule set's rules.
    pub rule: u32,
}

/// What a run leaves to the next one.
#[derive(Debug, Clone, Default)]
pub struct Future {
    /// By row of the table.
    pub rows: Vec<Kept>,
    /// Where the log ends now.
    pub end: Option<(i64, i64)>,
    /// What was told before and does not stand any longer, by row.
    pub lifted: Vec<Lifted>,
    /// New rows of the table that were not judged, and why.
    pub outside: Vec<(u32, Outside)>,
    /// Some rows name a zone or an offset; some name neither, and the run names no zone for them.
    pub clocks: (bool, bool),
}

impl Past {
    /// Whether earlier runs left a row.
    pub(super) fn has(&self, row: u32) -> bool {
        (row as usize) < self.rows.len()
    }

    /// Whether a new row may be at any time.
    pub(super) fn is_open(&self) -> bool {
        self.end.is_none() && self.limit.is_none()
    }

    /// Why a new row that stands between two instants is not judged; `None` if it is.
    pub(super) fn places(&self, first: Instant, last: Instant) -> Option<Outside> {
        let end = self.end.map(|(_, end)| end.saturating_sub(self.late));
        if end.is_some_and(|end| last < end) {
            return Some(Outside::TooOld);
        }
        self.limit
            .is_some_and(|limit| first > limit)
            .then_some(Outside::TooNew)
    }

    /// Everything that has been told of rows that are left.
    pub(super) fn told(&self) -> HashSet<Told> {
        self.rows
            .iter()
            .flat_map(|left| left.told.iter().copied())
            .collect()
    }

    /// The instant before which rows are settled for a rule: no later row changes what they come to.
    pub(super) fn settled(&self, rules: &RuleSet, task: &Task<'_>) -> Instant {
        let Some((_, end)) = self.end else {
            return Instant::MIN;
        };
        // All statements of a rule are settled together, as what is told of a row counts them together.
        let ahead = task
            .statements
            .iter()
            .map(|one| Context::of(rules, one.conduct, task.calendar, true).ahead)
            .max()
            .unwrap_or(Reach::NONE);
        ahead.before(end.saturating_sub(self.late))
    }
}

/// How long a row is needed that bears on rows up to `back` later, in a rule that looks `ahead`.
pub(super) fn needed(latest: Instant, back: Reach, ahead: Reach, late: Instant) -> Instant {
    let span = late.saturating_add(HAZE);
    ahead.after(back.after(latest.saturating_add(span)))
}

/// Writes answers as two bits each.
pub(super) fn pack(answers: impl Iterator<Item = Truth>) -> Vec<u8> {
    let mut bytes: Vec<u8> = Vec::new();
    for (at, answer) in answers.enumerate() {
        if at % 4 == 0 {
            bytes.push(0);
        }
        if let Some(byte) = bytes.last_mut() {
            *byte |= (answer as u8) << (at % 4 * 2);
        }
    }
    // Most rows answer nothing: what is not so is not written.
    while bytes.last() == Some(&0) {
        bytes.pop();
    }
    bytes
}

/// Reads an answer again; what is not written is `No`.
pub(super) fn unpack(bytes: &[u8], at: usize) -> Truth {
    let byte = bytes.get(at / 4).copied().unwrap_or(0);
    match byte >> (at % 4 * 2) & 3 {
        0 => Truth::No,
        1 => Truth::Unknown,
        _ => Truth::Yes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_as_they_were_written() {
        let answers = [
            Truth::No,
            Truth::Yes,
            Truth::Unknown,
            Truth::Yes,
            Truth::Unknown,
            Truth::No,
            Truth::No,
        ];
        let bytes = pack(answers.into_iter());
        assert_eq!(bytes.len(), 2);
        let read: Vec<Truth> = (0..answers.len()).map(|at| unpack(&bytes, at)).collect();
        assert_eq!(read, answers);
        assert_eq!(pack([Truth::No; 9].into_iter()), Vec::<u8>::new());
    }
}

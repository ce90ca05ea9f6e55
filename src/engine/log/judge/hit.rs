//! Defines what judging gives: a row, how it stands, and the rows and numbers that make it so.

use crate::engine::log::time::{Day, Instant};
use crate::engine::log::truth::Truth;
use std::convert::Infallible;

/// How a row stands to a statement; the later outweighs the earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// A deadline is not yet due.
    Pending,
    /// It breaks the statement only if something unknown turns out so.
    Possible,
    /// It breaks the statement.
    Violated,
}

/// When a deadline falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// At the end of a date.
    Day(Day),
    /// At an instant.
    Instant(Instant),
    /// Not known: the row's time or the span's amount is not.
    Unknown,
}

/// What makes a row stand so. `R` names a row: by default a row of the table. Rows are in the order of time.
#[derive(Debug, Clone, PartialEq)]
pub enum Detail<R = u32> {
    /// It is in a forbidden event.
    Forbidden,
    /// It has not what is required.
    Lacks,
    /// It is one of too many.
    Count {
        /// The limit, if it is known.
        limit: Option<f64>,
        /// How many for certain.
        sure: usize,
        /// How many perhaps; `usize::MAX` where nothing bounds them.
        maybe: usize,
        /// The rows that are counted, the row itself among them.
        rows: Vec<(R, Truth)>,
    },
    /// It comes after what forbids it.
    After {
        /// What forbids it.
        anchors: Vec<(R, Truth)>,
    },
    /// What it calls for did not come in time.
    Deadline {
        /// When it had to come.
        due: Due,
        /// What came too late.
        late: Option<R>,
        /// What perhaps came in time or lifted the duty.
        perhaps: Vec<R>,
    },
    /// What had to come before it did not.
    Before {
        /// For each step the last row before this one, wherever it stands.
        steps: Vec<Option<R>>,
    },
}

/// A row that is not simply in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit<R = u32> {
    /// The row.
    pub row: R,
    /// The timeline it was found on; 0 where the statement has no key.
    pub line: usize,
    /// How it stands.
    pub standing: Standing,
    /// Why.
    pub detail: Detail<R>,
}

impl<R: Copy> Hit<R> {
    /// The same hit with other names for rows.
    pub fn map<S>(&self, name: impl Fn(R) -> S) -> Hit<S> {
        let Ok(hit) = self.try_map(|row| Ok::<S, Infallible>(name(row)));
        hit
    }

    /// The same hit with other names for rows, if each has one.
    ///
    /// # Errors
    /// The first that `name` gives.
    pub fn try_map<S, E>(&self, name: impl Fn(R) -> Result<S, E>) -> Result<Hit<S>, E> {
        let judged = |rows: &[(R, Truth)]| -> Result<Vec<(S, Truth)>, E> {
            rows.iter()
                .map(|&(row, truth)| Ok((name(row)?, truth)))
                .collect()
        };
        let detail = match &self.detail {
            Detail::Forbidden => Detail::Forbidden,
            Detail::Lacks => Detail::Lacks,
            Detail::Count {
                limit,
                sure,
                maybe,
                rows,
            } => Detail::Count {
                limit: *limit,
                sure: *sure,
                maybe: *maybe,
                rows: judged(rows)?,
            },
            Detail::After { anchors } => Detail::After {
                anchors: judged(anchors)?,
            },
            Detail::Deadline { due, late, perhaps } => Detail::Deadline {
                due: *due,
                late: late.map(&name).transpose()?,
                perhaps: perhaps
                    .iter()
                    .map(|&row| name(row))
                    .collect::<Result<_, E>>()?,
            },
            Detail::Before { steps } => Detail::Before {
                steps: steps
                    .iter()
                    .map(|step| step.map(&name).transpose())
                    .collect::<Result<_, E>>()?,
            },
        };
        Ok(Hit {
            row: name(self.row)?,
            line: self.line,
            standing: self.standing,
            detail,
        })
    }

    /// Every row that bears on it, itself first.
    pub fn rows(&self) -> Vec<R> {
        let mut rows = vec![self.row];
        match &self.detail {
            Detail::Forbidden | Detail::Lacks => {}
            Detail::Count { rows: others, .. } | Detail::After { anchors: others } => {
                rows.extend(others.iter().map(|(row, _)| *row));
            }
            Detail::Deadline { late, perhaps, .. } => {
                rows.extend(perhaps);
                rows.extend(*late);
            }
            Detail::Before { steps } => rows.extend(steps.iter().flatten()),
        }
        rows
    }
}

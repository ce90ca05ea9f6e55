//! Defines what is found on a log: a hit with its rule and statement, compact enough that millions wait until their rows are fetched.

use crate::engine::log::judge::{Detail, Hit};
use crate::engine::log::time::Instant;

/// A hit that is to be told. Its rows are rows of a table, or whatever else `R` finds them by.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::engine::log) struct Found<R = u32> {
    /// Index of its rule among the tasks.
    pub task: usize,
    /// Index of its statement in the rule.
    pub statement: usize,
    /// The first instant that its row may be at. Rules are told in turn and each in this order; what has the same instant is put in
    /// order when it is told.
    pub instant: Instant,
    /// Its subject where the row alone does not tell it: one of several values of a key.
    pub subject: Option<Box<str>>,
    /// The hit.
    pub hit: Hit<R>,
}

impl<R: Copy> Found<R> {
    /// The same with its rows found by something else; `None` where that knows one of them not.
    pub fn map<S>(&self, to: impl Fn(R) -> Option<S>) -> Option<Found<S>> {
        let hit = &self.hit;
        Some(Found {
            task: self.task,
            statement: self.statement,
            instant: self.instant,
            subject: self.subject.clone(),
            hit: Hit {
                row: to(hit.row)?,
                line: hit.line,
                standing: hit.standing,
                detail: detail(&hit.detail, to)?,
            },
        })
    }
}

fn detail<R: Copy, S>(detail: &Detail<R>, to: impl Fn(R) -> Option<S>) -> Option<Detail<S>> {
    Some(match detail {
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
            rows: all(rows, |&(row, truth)| Some((to(row)?, truth)))?,
        },
        Detail::After { anchors } => Detail::After {
            anchors: all(anchors, |&(row, truth)| Some((to(row)?, truth)))?,
        },
        Detail::Deadline { due, late, perhaps } => Detail::Deadline {
            due: *due,
            late: match late {
                Some(row) => Some(to(*row)?),
                None => None,
            },
            perhaps: all(perhaps, |&row| to(row))?,
        },
        Detail::Before { steps } => Detail::Before {
            steps: all(steps, |step| match step {
                Some(row) => Some(Some(to(*row)?)),
                None => Some(None),
            })?,
        },
    })
}

fn all<T, S>(from: &[T], to: impl FnMut(&T) -> Option<S>) -> Option<Vec<S>> {
    from.iter().map(to).collect()
}

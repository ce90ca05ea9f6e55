//! Defines what is found on a log: a hit with its rule and statement, compact enough that millions wait until their rows are fetched.

use crate::engine::log::judge::Hit;
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
    /// The same with its rows found by something else.
    ///
    /// # Errors
    /// The first that `to` gives.
    pub fn try_map<S, E>(&self, to: impl Fn(R) -> Result<S, E>) -> Result<Found<S>, E> {
        Ok(Found {
            task: self.task,
            statement: self.statement,
            instant: self.instant,
            subject: self.subject.clone(),
            hit: self.hit.try_map(to)?,
        })
    }
}

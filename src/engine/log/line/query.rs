//! Defines what is looked for on a timeline, and how many rows were found.

use super::Marks;
use crate::engine::log::time::Bound;
use crate::engine::log::truth::Truth;
use crate::ir::terms::Period;

/// On which side of a row others are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::engine::log) enum Side {
    /// Strictly before it.
    Before,
    /// Not after it: it, what is before it, and what is simultaneous.
    UpTo,
    /// Strictly after it.
    After,
    /// Not before it: it, what is after it, and what is simultaneous.
    From,
}

/// What else must hold between a row that is looked for and the row that looks.
#[derive(Debug, Clone, Copy)]
pub(in crate::engine::log) enum Gate<'m> {
    /// Nothing.
    Open,
    /// None of these strictly between the two.
    Until(&'m Marks),
    /// The row that is looked for is after the latest of these before the row that looks; there is one.
    Since(&'m Marks),
}

/// Which rows are looked for.
#[derive(Debug, Clone, Copy)]
pub(in crate::engine::log) struct Query<'m> {
    /// Where.
    pub side: Side,
    /// Which.
    pub marks: &'m Marks,
    /// Inside a span from the earlier of the two rows.
    pub within: Option<Bound>,
    /// Outside a span from the earlier of the two rows.
    pub beyond: Option<Bound>,
    /// In the same calendar period.
    pub period: Option<Period>,
    /// What lies between.
    pub gate: Gate<'m>,
}

impl<'m> Query<'m> {
    /// All marked rows on one side.
    pub fn new(side: Side, marks: &'m Marks) -> Self {
        Self {
            side,
            marks,
            within: None,
            beyond: None,
            period: None,
            gate: Gate::Open,
        }
    }
}

/// How many rows were found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::engine::log) struct Tally {
    /// For certain.
    pub sure: usize,
    /// Perhaps, the certain ones included.
    pub maybe: usize,
}

impl Tally {
    /// Whether there are at least so many.
    pub fn at_least(self, count: usize) -> Truth {
        Truth::between(self.sure >= count, self.maybe >= count)
    }

    /// Whether there are exactly so many.
    pub fn exactly(self, count: usize) -> Truth {
        Truth::between(
            self.sure == count && self.maybe == count,
            self.sure <= count && count <= self.maybe,
        )
    }
}

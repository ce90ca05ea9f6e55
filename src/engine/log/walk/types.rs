//! Defines what timelines are walked with: the classes of rows, formulas for what hangs on other rows, and the words of a record.

use crate::engine::log::truth::Truth;
use crate::ir::log::{EventId, TemporalId};

/// A missing value among the extras of a record.
pub(in crate::engine::log) const NO_VALUE: u64 = u64::MAX;

/// What was found out about rows by themselves; many rows share one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::engine::log) struct Class {
    /// The facts that are so, as a set of bits.
    pub sure: Box<[u64]>,
    /// The facts that are so or may be.
    pub possible: Box<[u64]>,
    /// The fields that say nothing, as a set of bits over a list that the caller has.
    pub missing: u64,
    /// The zone whose clock the row is read on.
    pub zone: u32,
    /// Something about the row is open that only the exact engine settles.
    pub hazy: bool,
}

impl Class {
    /// Whether a fact is so.
    pub fn truth(&self, fact: u32) -> Truth {
        let has = |bits: &[u64]| {
            bits.get(fact as usize / 64)
                .is_some_and(|word| word >> (fact % 64) & 1 == 1)
        };
        Truth::between(has(&self.sure), has(&self.possible))
    }
}

/// What an event that looks at other rows follows from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::engine::log) enum Formula {
    /// Every row.
    Always,
    /// All.
    And(Vec<Formula>),
    /// Any.
    Or(Vec<Formula>),
    /// Not.
    Not(Box<Formula>),
    /// What the row's class says.
    Fact(u32),
    /// A look back or ahead.
    Temporal(TemporalId),
    /// Another event.
    Event(EventId),
    /// In an event that speaks of an outer row: an extra of the row and one of the outer row are the same, or are not.
    Same {
        /// The extra of the row.
        own: u32,
        /// The extra of the outer row.
        outer: u32,
        /// Whether they must be the same.
        equal: bool,
    },
}

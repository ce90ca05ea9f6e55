//! Counts what statements look at: takes rows with what their events come to, gives how many are looked at, have no key, or are on dates
//! on which the rule is not in force.

use super::ready::Ready;
use super::statement::Statement;
use super::sum::{Called, Sum};
use crate::engine::log::judge::Governed;
use crate::engine::log::truth::Truth;

/// How a row, or many rows of one kind, stand to a statement.
pub(super) struct Seen<F, K> {
    /// The truth of an event.
    pub truth: F,
    /// Whether the row has no value of some field of a key.
    pub lacks: K,
    /// How the row's date stands to the rule.
    pub governed: Governed,
    /// Whether the rule is in force on the row's date, or may be.
    pub in_force: bool,
    /// How many rows there are.
    pub count: u64,
}

impl<F: Fn(usize) -> Truth, K: Fn(usize) -> bool> Seen<F, K> {
    /// Counts the rows for a statement.
    pub fn count(&self, statement: &Statement<'_>, sum: &mut Sum) {
        let possible = |slot: usize| (self.truth)(slot).is_possible();
        sum.in_force |= self.in_force;
        sum.called
            .resize(statement.triggers.len(), Called::default());
        for (called, &slot) in sum.called.iter_mut().zip(&statement.triggers) {
            match (self.truth)(slot) {
                Truth::Yes => called.yes = true,
                Truth::Unknown => called.unknown = true,
                Truth::No => {}
            }
        }
        let unranked = |&(event, key): &(usize, usize)| possible(event) && (self.lacks)(key);
        if statement.ranks.iter().any(unranked) {
            sum.keyless += self.count;
            return;
        }
        if statement.key.is_some_and(&self.lacks) {
            if statement.named.iter().any(|&slot| possible(slot)) {
                sum.keyless += self.count;
            }
            return;
        }
        sum.applies |= statement.anchor.is_some_and(possible);
        if !statement.looked_at.is_none_or(possible) {
            return;
        }
        match self.governed {
            Governed::Judged(_) => {
                sum.looked_at += self.count;
                sum.applies |= statement.anchor.is_none();
            }
            Governed::NotInForce => sum.not_in_force += self.count,
            Governed::Context => {}
        }
    }
}

/// Counts rows of classes for a statement that governs them all, where its looks find nothing; `seen` is how many there are by class.
pub(super) fn count_classes(
    ready: &Ready<'_>,
    seen: &[u64],
    statement: &Statement<'_>,
    sum: &mut Sum,
) {
    for (class, &count) in (0u32..).zip(seen).filter(|(_, count)| **count > 0) {
        let rows = Seen {
            truth: |slot| ready.tables.quiet(class, slot),
            lacks: |_| false,
            governed: Governed::Judged(Truth::Yes),
            in_force: true,
            count,
        };
        rows.count(statement, sum);
    }
}

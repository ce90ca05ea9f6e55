//! Evaluates formulas: takes answers for facts, events, looks and extras, gives a truth.

use super::types::Formula;
use crate::engine::log::truth::Truth;
use crate::ir::log::{EventId, TemporalId};

/// What a formula asks.
pub(super) trait Answers {
    /// Whether a fact is so.
    fn fact(&self, fact: u32) -> Truth;
    /// Whether an event is true.
    fn event(&self, id: EventId) -> Truth;
    /// What a look comes to.
    fn temporal(&self, id: TemporalId) -> Truth;
    /// Whether an extra equals one of the outer row.
    fn same(&self, own: usize, outer: usize) -> Truth;
}

impl Formula {
    /// The truth of the formula.
    pub(super) fn truth(&self, answers: &impl Answers) -> Truth {
        match self {
            Formula::Fact(fact) => answers.fact(*fact),
            Formula::And(all) => {
                let mut truth = Truth::Yes;
                for one in all {
                    truth = truth.and(one.truth(answers));
                    if truth == Truth::No {
                        break;
                    }
                }
                truth
            }
            Formula::Or(any) => {
                let mut truth = Truth::No;
                for one in any {
                    truth = truth.or(one.truth(answers));
                    if truth == Truth::Yes {
                        break;
                    }
                }
                truth
            }
            Formula::Not(inner) => !inner.truth(answers),
            Formula::Event(id) => answers.event(*id),
            Formula::Temporal(id) => answers.temporal(*id),
            Formula::Same { own, outer } => answers.same(*own, *outer),
        }
    }

    /// The events and looks that it names itself.
    pub(super) fn named(&self, events: &mut Vec<EventId>, temporals: &mut Vec<TemporalId>) {
        match self {
            Formula::And(all) | Formula::Or(all) => {
                for one in all {
                    one.named(events, temporals);
                }
            }
            Formula::Not(inner) => inner.named(events, temporals),
            Formula::Event(id) => events.push(*id),
            Formula::Temporal(id) => temporals.push(*id),
            Formula::Fact(_) | Formula::Same { .. } => {}
        }
    }

    /// The greatest extra that it reads.
    pub(super) fn most_extra(&self) -> Option<usize> {
        match self {
            Formula::And(all) | Formula::Or(all) => {
                all.iter().filter_map(Formula::most_extra).max()
            }
            Formula::Not(inner) => inner.most_extra(),
            Formula::Same { own, outer } => Some(*own.max(outer)),
            Formula::Event(_) | Formula::Temporal(_) | Formula::Fact(_) => None,
        }
    }
}

/// A truth from the bits of a class.
pub(super) fn fact_of(sure: &[u64], possible: &[u64], fact: u32) -> Truth {
    let bit = |words: &[u64]| {
        let word = words.get(fact as usize / 64).copied().unwrap_or(0);
        word >> (fact % 64) & 1 == 1
    };
    Truth::between(bit(sure), bit(possible))
}

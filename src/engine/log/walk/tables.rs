//! Tabulates what every class comes to: by class and event the truth without looks at other rows, and bits that say what may be so.

use super::formula::{Answers, fact_of};
use super::ready::Ready;
use super::types::Class;
use crate::engine::log::truth::Truth;
use crate::ir::log::{EventId, Temporal, TemporalId};
use crate::ir::rule::Conduct;

/// What looks are taken to come to.
#[derive(Debug, Clone, Copy)]
enum Looks {
    /// Nothing is found.
    Quiet,
    /// Anything.
    Open,
    /// The row has no key.
    Lone,
}

/// Bits by class: first the events, then for each statement without key whether the row may break it, then whether it is hazy.
#[derive(Debug, Default)]
pub(super) struct Bits {
    /// Words of a class in each half.
    pub words: usize,
    /// Of each class first where looks find nothing, then whatever they find.
    pub by_class: Vec<u64>,
}

/// What classes come to.
#[derive(Debug, Default)]
pub(super) struct Tables {
    /// How many events there are.
    pub events: usize,
    /// What may be so.
    pub bits: Bits,
    /// By class and event: the truth where looks find nothing.
    pub quiet: Vec<Truth>,
    /// By class and event: the truth of a row without the lane's key.
    pub lone: Vec<Truth>,
    /// By class the looks that some event is open without.
    pub asked: Vec<u64>,
    /// The zone of each class.
    pub zones: Vec<u32>,
    /// All classes have the same.
    pub one_zone: bool,
}

struct Row<'r> {
    ready: &'r Ready<'r>,
    class: &'r Class,
    known: &'r [Truth],
    looks: Looks,
}

impl Answers for Row<'_> {
    fn fact(&self, fact: u32) -> Truth {
        fact_of(&self.class.sure, &self.class.possible, fact)
    }

    fn event(&self, id: EventId) -> Truth {
        let slot = self.ready.event_slot(id);
        slot.and_then(|slot| self.known.get(slot).copied())
            .unwrap_or(Truth::Unknown)
    }

    fn temporal(&self, id: TemporalId) -> Truth {
        match self.looks {
            Looks::Quiet => Truth::No,
            Looks::Open => Truth::Unknown,
            Looks::Lone => {
                let slot = self.ready.look_slot(id);
                match slot.and_then(|slot| self.ready.looks.get(slot)) {
                    Some(look) if matches!(look.temporal, Temporal::Rank { .. }) => Truth::No,
                    _ => Truth::Unknown,
                }
            }
        }
    }

    fn same(&self, _: usize, _: usize) -> Truth {
        Truth::Unknown
    }
}

impl Tables {
    pub(super) fn new(ready: &Ready<'_>) -> Self {
        let events = ready.events.len();
        let mut tables = Self {
            events,
            bits: Bits {
                words: (events + ready.statements.len() + 1).div_ceil(64),
                ..Bits::default()
            },
            ..Self::default()
        };
        for class in ready.lane.classes {
            let quiet = truths(ready, class, Looks::Quiet);
            let open = truths(ready, class, Looks::Open);
            let words = tables.bits.words;
            for truths in [&quiet, &open] {
                let bits = bits(ready, class, truths, words);
                tables.bits.by_class.extend(bits);
            }
            tables.asked.push(asked(ready, &open));
            tables.quiet.extend(quiet);
            tables.lone.extend(truths(ready, class, Looks::Lone));
            tables.zones.push(class.zone);
        }
        tables.one_zone = tables
            .zones
            .iter()
            .all(|zone| Some(zone) == tables.zones.first());
        tables
    }

    /// The truth of an event in rows of a class where looks find nothing.
    pub(super) fn quiet(&self, class: u32, slot: usize) -> Truth {
        let at = class as usize * self.events + slot;
        self.quiet.get(at).copied().unwrap_or(Truth::Unknown)
    }

    /// The truth of an event in rows of a class that have no key.
    pub(super) fn lone(&self, class: u32, slot: usize) -> Truth {
        let at = class as usize * self.events + slot;
        self.lone.get(at).copied().unwrap_or(Truth::Unknown)
    }

    /// The bit that says that a row may break a statement without key.
    pub(super) fn broken(&self, statement: usize) -> usize {
        self.events + statement
    }

    /// The bit that says that a row is hazy.
    pub(super) fn hazy(&self, ready: &Ready<'_>) -> usize {
        self.events + ready.statements.len()
    }
}

/// Whether a bit is set.
pub(super) fn has(words: &[u64], bit: usize) -> bool {
    words.get(bit / 64).copied().unwrap_or(0) >> (bit % 64) & 1 == 1
}

fn truths(ready: &Ready<'_>, class: &Class, looks: Looks) -> Vec<Truth> {
    let mut known: Vec<Truth> = Vec::with_capacity(ready.events.len());
    for event in &ready.events {
        let truth = event.formula.truth(&Row {
            ready,
            class,
            known: &known,
            looks,
        });
        known.push(truth);
    }
    known
}

fn bits(ready: &Ready<'_>, class: &Class, truths: &[Truth], words: usize) -> Vec<u64> {
    let mut bits = vec![0u64; words];
    let mut set = |bit: usize| {
        if let Some(word) = bits.get_mut(bit / 64) {
            *word |= 1 << (bit % 64);
        }
    };
    let of = |id: EventId| {
        let slot = ready.event_slot(id);
        slot.and_then(|slot| truths.get(slot).copied())
            .unwrap_or(Truth::Unknown)
    };
    for (slot, truth) in truths.iter().enumerate() {
        if truth.is_possible() {
            set(slot);
        }
    }
    for (at, statement) in ready.statements.iter().enumerate() {
        let broken = match statement.terms.statement {
            Conduct::Forbid(event) => of(*event),
            Conduct::Require(event, condition) => of(*event).and(!of(*condition)),
            _ => Truth::No,
        };
        if broken.is_possible() {
            set(truths.len() + at);
        }
    }
    if class.hazy {
        set(truths.len() + ready.statements.len());
    }
    bits
}

// The looks that decide an event which is open without them.
fn asked(ready: &Ready<'_>, open: &[Truth]) -> u64 {
    let mut asked = 0;
    for (event, truth) in ready.events.iter().zip(open) {
        if *truth == Truth::Unknown {
            let mut temporals = Vec::new();
            event.formula.named(&mut Vec::new(), &mut temporals);
            for slot in temporals.iter().filter_map(|&id| ready.look_slot(id)) {
                asked |= 1 << slot;
            }
        }
    }
    asked
}

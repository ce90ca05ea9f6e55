//! Decides whether a row can satisfy a conjunction of conditions: takes conditions with the meaning of their names, answers
//! *no* only where that is certain. What is not understood is taken to be possible.

use super::learn::Facts;
use crate::check::program::{ItemId, Program, Target};
use crate::syntax::ast::{Condition, ConditionKind, Event, EventKind, ItemKind};
use std::collections::BTreeSet;

/// How many branches of `or` are tried before a conjunction is taken to be possible.
const BRANCHES: usize = 512;

/// How many claims are looked at before a conjunction is taken to be possible.
const CLAIMS: usize = 256;

/// A condition that must hold, or must be false.
#[derive(Debug, Clone, Copy)]
pub enum Claim<'a> {
    /// A condition.
    That(&'a Condition, bool),
    /// The row is in an event, or not.
    In(&'a Event, bool),
}

/// Judges conditions on the rows of one log.
#[derive(Debug)]
pub struct Judge<'a> {
    program: &'a Program,
    /// Events that are known to select nothing: said once, they are not held against what uses them.
    empty: &'a BTreeSet<ItemId>,
    budget: usize,
    claims: usize,
}

impl<'a> Judge<'a> {
    /// A judge for a program.
    pub fn new(program: &'a Program, empty: &'a BTreeSet<ItemId>) -> Self {
        Self {
            program,
            empty,
            budget: BRANCHES,
            claims: CLAIMS,
        }
    }

    /// Whether some row may satisfy all claims.
    pub fn possible(&mut self, claims: &[Claim<'a>]) -> bool {
        self.budget = BRANCHES;
        self.claims = CLAIMS;
        self.go(Facts::default(), claims.to_vec(), Vec::new())
    }

    fn go(
        &mut self,
        mut facts: Facts,
        mut open: Vec<Claim<'a>>,
        mut choices: Vec<Vec<Claim<'a>>>,
    ) -> bool {
        while let Some(claim) = open.pop() {
            if self.claims == 0 {
                return true;
            }
            self.claims -= 1;
            match self.split(claim) {
                Split::All(parts) => open.extend(parts),
                Split::Any(parts) => choices.push(parts),
                Split::Atom(condition, holds) => {
                    if !facts.learn(self.program, condition, holds) {
                        return false;
                    }
                }
                Split::Event(id, holds) => {
                    if *facts.events.entry(id).or_insert(holds) != holds {
                        return false;
                    }
                    open.extend(self.inside(id, holds));
                }
                Split::Never => return false,
                Split::Nothing => {}
            }
        }
        let Some(choice) = choices.pop() else {
            return true;
        };
        for branch in choice {
            // Each step takes from the budget, so the depth of this recursion is bounded too.
            if self.budget == 0 {
                return true;
            }
            self.budget -= 1;
            if self.go(facts.clone(), vec![branch], choices.clone()) {
                return true;
            }
        }
        false
    }

    /// What a named event claims of its rows.
    fn inside(&self, id: ItemId, holds: bool) -> Option<Claim<'a>> {
        if self.empty.contains(&id) {
            return None;
        }
        match &self.program.item(id)?.kind {
            ItemKind::Event(event) => Some(Claim::In(&event.value, holds)),
            _ => None,
        }
    }

    fn split(&self, claim: Claim<'a>) -> Split<'a> {
        match claim {
            Claim::In(event, holds) => self.split_event(event, holds),
            Claim::That(condition, holds) => match &condition.kind {
                ConditionKind::Not(inner) => Split::All(vec![Claim::That(inner, !holds)]),
                ConditionKind::And(parts) => {
                    joined(parts.iter().map(|part| Claim::That(part, holds)), holds)
                }
                ConditionKind::Or(parts) => {
                    joined(parts.iter().map(|part| Claim::That(part, holds)), !holds)
                }
                ConditionKind::Bare(name) => match self.program.names.get(&name.span) {
                    Some(Target::Item(id)) => self.named(*id, holds),
                    _ => Split::Atom(condition, holds),
                },
                _ => Split::Atom(condition, holds),
            },
        }
    }

    fn split_event(&self, event: &'a Event, holds: bool) -> Split<'a> {
        match &event.kind {
            EventKind::Name { name, .. } => match self.program.names.get(&name.span) {
                Some(Target::Item(id)) => self.named(*id, holds),
                _ => Split::Nothing,
            },
            EventKind::Or(parts) => joined(parts.iter().map(|part| Claim::In(part, holds)), !holds),
            EventKind::Where(inner, condition) => joined(
                [Claim::In(inner, holds), Claim::That(condition, holds)].into_iter(),
                holds,
            ),
            // A row picked by rank is in the event; one that is not picked may be in it all the same.
            EventKind::Rank(_, inner, _) if holds => Split::All(vec![Claim::In(inner, true)]),
            EventKind::Rank(..) | EventKind::Unsupported(..) => Split::Nothing,
        }
    }

    fn named(&self, id: ItemId, holds: bool) -> Split<'a> {
        match self.program.item(id).map(|item| &item.kind) {
            // Every row of a log is in the log.
            Some(ItemKind::Log(_)) if holds => Split::Nothing,
            Some(ItemKind::Log(_)) => Split::Never,
            _ => Split::Event(id, holds),
        }
    }
}

enum Split<'a> {
    All(Vec<Claim<'a>>),
    Any(Vec<Claim<'a>>),
    Atom(&'a Condition, bool),
    Event(ItemId, bool),
    Never,
    Nothing,
}

fn joined<'a>(claims: impl Iterator<Item = Claim<'a>>, all: bool) -> Split<'a> {
    let claims = claims.collect();
    if all {
        Split::All(claims)
    } else {
        Split::Any(claims)
    }
}

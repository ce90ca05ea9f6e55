//! Compiles what rows are asked: takes the conditions of the events that rules need, gives one list of steps that answers all of them
//! column by column, each condition once, and formulas for what hangs on other rows.

use super::classes::truth;
use super::leaf::Leaf;
use crate::engine::log::condition::{Cond, Plan};
use crate::engine::log::truth::Truth;
use crate::engine::log::walk::{Class, Formula};
use crate::ir::CalendarId;
use crate::ir::log::{EventId, FieldId, Log, LogTables, Value};
use crate::ir::terms::Comparison;
use std::collections::HashMap;

/// A step: its column follows from those of steps before it.
#[derive(Debug)]
pub(super) enum Step<'r> {
    /// Every row.
    Always,
    /// The least of these.
    And(Vec<usize>),
    /// The greatest of these.
    Or(Vec<usize>),
    /// The opposite.
    Not(usize),
    /// A condition by itself.
    Leaf(Leaf<'r>),
}

/// All that rows are asked.
#[derive(Debug, Default)]
pub(in crate::engine::log) struct Facts<'r> {
    pub(super) steps: Vec<Step<'r>>,
    /// By fact: the step whose column it is.
    pub facts: Vec<usize>,
    /// By event: the fact, for one that looks at no other row.
    pub of_event: Vec<Option<u32>>,
    /// By event: what it follows from, for one that does.
    pub formulas: Vec<Option<Formula>>,
    /// Fields whose values are compared between rows, in the order of extras after those that the caller has.
    pub compared: Vec<FieldId>,
    /// By event: it cannot be answered this way.
    pub beyond: Vec<bool>,
    known: HashMap<String, usize>,
    fact_of_step: HashMap<usize, u32>,
}

/// What is compiled from.
struct Source<'a, 'r> {
    tables: &'r LogTables,
    log: &'r Log,
    plan: &'r Plan<'r>,
    calendars: &'a [Option<CalendarId>],
}

impl<'r> Facts<'r> {
    /// Compiles the events that a plan has ready.
    pub fn new(
        tables: &'r LogTables,
        log: &'r Log,
        plan: &'r Plan<'r>,
        calendars: &[Option<CalendarId>],
    ) -> Self {
        let source = Source {
            tables,
            log,
            plan,
            calendars,
        };
        let count = tables.events.len();
        let mut facts = Self {
            of_event: vec![None; count],
            formulas: vec![None; count],
            beyond: vec![false; count],
            ..Self::default()
        };
        for id in (0u32..).map(EventId).take(count) {
            let Some(condition) = plan.event(id) else {
                continue;
            };
            let correlated = tables
                .events
                .get(id.0 as usize)
                .is_some_and(|event| event.correlated);
            let plain = !correlated && facts.is_plain(condition);
            if plain {
                let step = facts.step(&source, id, condition);
                let fact = facts.fact(step);
                set(&mut facts.of_event, id, Some(fact));
                continue;
            }
            match facts.formula(&source, id, condition) {
                Some(formula) => set(&mut facts.formulas, id, Some(formula)),
                None => set(&mut facts.beyond, id, true),
            }
        }
        facts
    }

    // Whether a condition looks at no other row.
    fn is_plain(&self, condition: &Cond<'_>) -> bool {
        match condition {
            Cond::And(all) | Cond::Or(all) => all.iter().all(|one| self.is_plain(one)),
            Cond::Not(inner) => self.is_plain(inner),
            Cond::Event(id) => get(&self.of_event, *id).is_some(),
            Cond::Temporal(_) => false,
            Cond::Compare(left, _, right) => !has_this(left) && !has_this(right),
            Cond::In(value, ..) => !has_this(value),
            _ => true,
        }
    }

    fn fact(&mut self, step: usize) -> u32 {
        let fresh = u32::try_from(self.facts.len()).unwrap_or(u32::MAX);
        let facts = &mut self.facts;
        *self.fact_of_step.entry(step).or_insert_with(|| {
            facts.push(step);
            fresh
        })
    }

    fn add(&mut self, step: Step<'r>, name: String) -> usize {
        if let Some(&known) = self.known.get(&name) {
            return known;
        }
        let at = self.steps.len();
        self.steps.push(step);
        self.known.insert(name, at);
        at
    }

    fn step(&mut self, source: &Source<'_, 'r>, event: EventId, condition: &'r Cond<'r>) -> usize {
        let many = |facts: &mut Self, all: &'r [Cond<'r>]| -> Vec<usize> {
            let mut steps: Vec<usize> = all
                .iter()
                .map(|one| facts.step(source, event, one))
                .collect();
            steps.sort_unstable();
            steps.dedup();
            steps
        };
        match condition {
            Cond::Always => self.add(Step::Always, "always".to_owned()),
            Cond::And(all) => {
                let steps = many(self, all);
                let name = format!("and {steps:?}");
                self.add(Step::And(steps), name)
            }
            Cond::Or(any) => {
                let steps = many(self, any);
                let name = format!("or {steps:?}");
                self.add(Step::Or(steps), name)
            }
            Cond::Not(inner) => {
                let inner = self.step(source, event, inner);
                self.add(Step::Not(inner), format!("not {inner}"))
            }
            Cond::Event(id) => {
                let fact = get(&self.of_event, *id);
                let step = fact.and_then(|fact| self.facts.get(fact as usize).copied());
                // Events are compiled in the order in which they build on each other.
                step.unwrap_or_else(|| self.add(Step::Or(Vec::new()), "never".to_owned()))
            }
            leaf => {
                // A holiday is one by the calendar of the event that asks.
                let calendar = match leaf {
                    Cond::Holiday(..) => source.calendars.get(event.0 as usize).copied().flatten(),
                    _ => None,
                };
                let name = format!("{leaf:?} {calendar:?}");
                self.add(Step::Leaf(Leaf::of(source.log, event, leaf)), name)
            }
        }
    }

    fn formula(
        &mut self,
        source: &Source<'_, 'r>,
        event: EventId,
        condition: &'r Cond<'r>,
    ) -> Option<Formula> {
        if self.is_plain(condition) {
            let step = self.step(source, event, condition);
            return Some(Formula::Fact(self.fact(step)));
        }
        let mut many = |all: &'r [Cond<'r>]| -> Option<Vec<Formula>> {
            all.iter()
                .map(|one| self.formula(source, event, one))
                .collect()
        };
        Some(match condition {
            Cond::And(all) => Formula::And(many(all)?),
            Cond::Or(any) => Formula::Or(many(any)?),
            Cond::Not(inner) => Formula::Not(Box::new(self.formula(source, event, inner)?)),
            Cond::Temporal(id) => Formula::Temporal(*id),
            Cond::Event(id) => {
                if get_bool(&self.beyond, *id) {
                    return None;
                }
                let correlated = source
                    .tables
                    .events
                    .get(id.0 as usize)
                    .is_some_and(|event| event.correlated);
                if correlated {
                    // Written out, as it has no truth of its own.
                    let inner = source.plan.event(*id)?;
                    return self.formula(source, *id, inner);
                }
                Formula::Event(*id)
            }
            Cond::Compare(left, sign, right) => {
                let equal = match sign {
                    Comparison::Equal => true,
                    Comparison::NotEqual => false,
                    _ => return None,
                };
                let (own, outer) = match (left, right) {
                    (Value::Field(own), Value::This(outer))
                    | (Value::This(outer), Value::Field(own)) => (*own, *outer),
                    _ => return None,
                };
                if !is_hashed(source.log, own) || own != outer {
                    return None;
                }
                let same = Formula::Same {
                    own: self.compared(own),
                    outer: self.compared(outer),
                };
                if equal {
                    same
                } else {
                    Formula::Not(Box::new(same))
                }
            }
            _ => return None,
        })
    }

    /// The most that an event can come to on a row of a class, whatever other rows are.
    pub fn at_most(&self, class: &Class, event: EventId) -> Truth {
        if let Some(fact) = get(&self.of_event, event) {
            return truth(class, fact);
        }
        match self.formulas.get(event.0 as usize) {
            Some(Some(formula)) => self.bound(class, formula),
            _ => Truth::Unknown,
        }
    }

    fn bound(&self, class: &Class, formula: &Formula) -> Truth {
        match formula {
            Formula::And(all) => all
                .iter()
                .map(|one| self.bound(class, one))
                .fold(Truth::Yes, Truth::and),
            Formula::Or(any) => any
                .iter()
                .map(|one| self.bound(class, one))
                .fold(Truth::No, Truth::or),
            Formula::Not(inner) => !self.bound(class, inner),
            Formula::Fact(fact) => truth(class, *fact),
            Formula::Event(event) => self.at_most(class, *event),
            // `Unknown` stands for whatever it comes to: it never makes a certain answer of an open one.
            Formula::Temporal(_) | Formula::Same { .. } => Truth::Unknown,
        }
    }

    // The index of a field among those compared; the caller turns it into an extra.
    fn compared(&mut self, field: FieldId) -> usize {
        let known = self.compared.iter().position(|one| *one == field);
        known.unwrap_or_else(|| {
            self.compared.push(field);
            self.compared.len() - 1
        })
    }
}

// Values that are the same exactly if their hashes are.
fn is_hashed(log: &Log, field: FieldId) -> bool {
    use crate::ir::log::FieldType;
    log.fields.get(field.0 as usize).is_some_and(|field| {
        matches!(
            field.ty,
            FieldType::Id { .. } | FieldType::Enum { .. } | FieldType::Date | FieldType::Number
        )
    })
}

fn has_this(value: &Value) -> bool {
    match value {
        Value::This(_) => true,
        Value::Part(_, inner) => has_this(inner),
        Value::Else(left, right)
        | Value::Add(left, right)
        | Value::Subtract(left, right)
        | Value::Multiply(left, right) => has_this(left) || has_this(right),
        _ => false,
    }
}

fn get(list: &[Option<u32>], id: EventId) -> Option<u32> {
    list.get(id.0 as usize).copied().flatten()
}

fn get_bool(list: &[bool], id: EventId) -> bool {
    list.get(id.0 as usize).copied().unwrap_or(true)
}

fn set<T>(list: &mut [T], id: EventId, value: T) {
    if let Some(slot) = list.get_mut(id.0 as usize) {
        *slot = value;
    }
}

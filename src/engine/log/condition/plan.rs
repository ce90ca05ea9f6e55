//! Readies the conditions of a rule set: takes compiled events, gives the same conditions with enumerations as masks, regular
//! expressions built and text conditions numbered, so that each row costs little.

use crate::ir::CalendarId;
use crate::ir::log::{
    Condition, EventId, FieldId, FieldType, Log, LogTables, Set, Speaker, TemporalId, Value,
};
use crate::ir::terms::{Comparison, Cue};
use crate::ir::text::{Group, PartyId};
use regex::Regex;

/// A condition made ready.
#[derive(Debug)]
pub(in crate::engine::log) enum Cond<'r> {
    Always,
    And(Vec<Cond<'r>>),
    Or(Vec<Cond<'r>>),
    Not(Box<Cond<'r>>),
    /// An enumeration is one of these, by index; the flag asks it of every value.
    OneOf(FieldId, Vec<bool>, bool),
    Compare(&'r Value, Comparison, &'r Value),
    In(&'r Value, bool, &'r Set),
    /// Index into [`Plan::texts`].
    Text(usize),
    /// `None` for an expression that cannot be built, which `check` has reported.
    Matches(FieldId, Option<Regex>),
    Known(&'r Value),
    Flag(FieldId),
    Event(EventId),
    Holiday(&'r Value, Option<CalendarId>),
    Temporal(TemporalId),
}

/// A question to the text of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::engine::log) struct TextQuestion<'r> {
    /// The field whose text is asked.
    pub field: FieldId,
    /// Whose turns.
    pub speaker: Option<&'r Speaker>,
    /// How the text stands to the pattern.
    pub cue: Cue,
    /// The pattern.
    pub group: &'r Group,
    /// Of whom it is said.
    pub by: Option<PartyId>,
}

/// The conditions of all events that the rules need.
#[derive(Debug, Default)]
pub(in crate::engine::log) struct Plan<'r> {
    /// By event; `None` for one that no rule needs.
    pub events: Vec<Option<Cond<'r>>>,
    /// The questions to texts.
    pub texts: Vec<TextQuestion<'r>>,
}

impl<'r> Plan<'r> {
    /// Readies the events that are needed.
    pub fn new(tables: &'r LogTables, log: &'r Log, needed: &[bool]) -> Self {
        let mut plan = Self::default();
        for (event, &needed) in tables.events.iter().zip(needed) {
            let ready = needed.then(|| plan.ready(log, &event.condition));
            plan.events.push(ready);
        }
        plan
    }

    /// The condition of an event.
    pub fn event(&self, id: EventId) -> Option<&Cond<'r>> {
        self.events.get(id.0 as usize)?.as_ref()
    }

    fn ready(&mut self, log: &'r Log, condition: &'r Condition) -> Cond<'r> {
        match condition {
            Condition::Always => Cond::Always,
            Condition::And(all) => Cond::And(all.iter().map(|one| self.ready(log, one)).collect()),
            Condition::Or(any) => Cond::Or(any.iter().map(|one| self.ready(log, one)).collect()),
            Condition::Not(inner) => Cond::Not(Box::new(self.ready(log, inner))),
            Condition::Compare(left, sign, right) => ready_compare(log, left, *sign, right),
            Condition::In(value, every, set) => ready_in(log, value, *every, set),
            Condition::Text {
                field,
                speaker,
                cue,
                group,
                by,
            } => self.question(TextQuestion {
                field: *field,
                speaker: speaker.as_ref(),
                cue: *cue,
                group,
                by: *by,
            }),
            Condition::Matches(field, expression) => {
                Cond::Matches(*field, Regex::new(expression).ok())
            }
            Condition::Known(value) => Cond::Known(value),
            Condition::Flag(field) => Cond::Flag(*field),
            Condition::Event(id) => Cond::Event(*id),
            Condition::Holiday(value, calendar) => Cond::Holiday(value, *calendar),
            Condition::Temporal(id) => Cond::Temporal(*id),
        }
    }

    fn question(&mut self, question: TextQuestion<'r>) -> Cond<'r> {
        let known = self.texts.iter().position(|other| *other == question);
        Cond::Text(known.unwrap_or_else(|| {
            self.texts.push(question);
            self.texts.len() - 1
        }))
    }
}

// The index of a value in the enumeration of a field.
fn mask<'v>(
    log: &Log,
    field: FieldId,
    values: impl Iterator<Item = &'v Value>,
) -> Option<Vec<bool>> {
    let FieldType::Enum { values: known, .. } = &log.fields.get(field.0 as usize)?.ty else {
        return None;
    };
    let mut mask = vec![false; known.len()];
    for value in values {
        let Value::Enum(name) = value else {
            return None;
        };
        let at = known.iter().position(|one| one.name == *name);
        if let Some(slot) = at.and_then(|at| mask.get_mut(at)) {
            *slot = true;
        }
    }
    Some(mask)
}

fn ready_compare<'r>(log: &Log, left: &'r Value, sign: Comparison, right: &'r Value) -> Cond<'r> {
    if let (Value::Field(field), Comparison::Equal | Comparison::NotEqual) = (left, sign)
        && let Some(mask) = mask(log, *field, std::iter::once(right))
    {
        let one_of = Cond::OneOf(*field, mask, false);
        return match sign {
            Comparison::NotEqual => Cond::Not(Box::new(one_of)),
            _ => one_of,
        };
    }
    Cond::Compare(left, sign, right)
}

fn ready_in<'r>(log: &Log, value: &'r Value, every: bool, set: &'r Set) -> Cond<'r> {
    if let (Value::Field(field), Set::List(list)) = (value, set)
        && let Some(mask) = mask(log, *field, list.iter())
    {
        return Cond::OneOf(*field, mask, every);
    }
    Cond::In(value, every, set)
}

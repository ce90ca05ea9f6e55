//! Finds what leaves an event open on a row: takes an event whose truth is unknown, gives the fields whose values would decide it, and whether
//! other rows would.

use super::eval::{At, Judge};
use super::plan::Cond;
use crate::engine::log::truth::Truth;
use crate::ir::log::{EventId, FieldId, Set, Temporal, Value};
use std::collections::BTreeSet;

/// What would decide.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(in crate::engine::log) struct Open {
    /// Fields of the row.
    pub fields: BTreeSet<FieldId>,
    /// What other rows say.
    pub others: bool,
}

impl<'a> Judge<'a> {
    /// Adds what leaves an event open on a row; nothing if it is not open.
    pub fn opens(&self, event: EventId, at: At, to: &mut Open) {
        if self.holds(event, at, None) != Truth::Unknown {
            return;
        }
        if let Some(condition) = self.plan.event(event) {
            self.walk(condition, event, at, to);
        }
    }

    fn walk(&self, condition: &'a Cond<'a>, event: EventId, at: At, to: &mut Open) {
        if self.truth(condition, event, at) != Truth::Unknown {
            return;
        }
        match condition {
            Cond::And(all) | Cond::Or(all) => {
                for one in all {
                    self.walk(one, event, at, to);
                }
            }
            Cond::Not(one) => self.walk(one, event, at, to),
            Cond::Event(other) => self.opens(*other, at, to),
            Cond::OneOf(field, ..) | Cond::Matches(field, _) | Cond::Flag(field) => {
                to.fields.insert(*field);
            }
            Cond::Text(question) => {
                let question = self.plan.texts.get(*question);
                to.fields.extend(question.map(|question| question.field));
            }
            Cond::Compare(left, _, right) => {
                fields_of(left, to);
                fields_of(right, to);
            }
            Cond::In(value, _, set) => {
                fields_of(value, to);
                match set {
                    Set::List(list) => list.iter().for_each(|one| fields_of(one, to)),
                    Set::Range(from, until, _) => {
                        fields_of(from, to);
                        fields_of(until, to);
                    }
                    Set::Contract(_) => self.contract(to),
                }
            }
            Cond::Holiday(value, _) => fields_of(value, to),
            Cond::Temporal(id) => {
                let temporal = self.sheet.rules.log.temporals.get(id.0 as usize);
                match temporal {
                    // Whether it is one of those that are ranked may be open on the row itself.
                    Some(Temporal::Rank { event, .. })
                        if self.holds(*event, at, None) == Truth::Unknown =>
                    {
                        self.opens(*event, at, to);
                    }
                    _ => to.others = true,
                }
            }
            Cond::Always | Cond::Known(_) => {}
        }
        // Only what the row does not say can be what leaves it open.
        let table = self.sheet.table;
        to.fields.retain(|&field| {
            let said =
                crate::contact::describe_value(table, at.row as usize, self.sheet.log, field);
            said.is_none()
        });
    }

    fn contract(&self, to: &mut Open) {
        to.fields.extend(self.sheet.log.field("contract"));
    }
}

fn fields_of(value: &Value, to: &mut Open) {
    match value {
        Value::Field(field) => {
            to.fields.insert(*field);
        }
        Value::Part(_, inner) => fields_of(inner, to),
        Value::Else(left, right)
        | Value::Add(left, right)
        | Value::Subtract(left, right)
        | Value::Multiply(left, right) => {
            fields_of(left, to);
            fields_of(right, to);
        }
        _ => {}
    }
}

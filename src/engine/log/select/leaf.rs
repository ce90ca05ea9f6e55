//! Recognises conditions that a column answers at once: takes a condition on one row, gives how it is answered over a batch. What is not
//! recognised is left to the exact evaluation, row by row.

use crate::engine::log::condition::Cond;
use crate::ir::ParameterId;
use crate::ir::log::{EventId, Field, FieldId, FieldType, Log, Set, Value};
use crate::ir::terms::{Comparison, Part};

/// Microseconds in a second.
const SECOND: i64 = 1_000_000;

/// A clock time in microseconds, or the parameter that holds one on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    Fixed(i64),
    Parameter(ParameterId),
}

/// A number, or the parameter that holds one on a date.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Bar {
    Fixed(f64),
    Parameter(ParameterId),
}

/// A condition that looks at no other row and no other condition.
#[derive(Debug)]
pub(super) enum Leaf<'r> {
    /// An enumeration is one of these by index; the flag asks it of every value.
    OneOf(FieldId, &'r [bool], bool),
    /// A flag is up.
    Flag(FieldId),
    /// A field has a value.
    Known(FieldId),
    /// The local clock of the row lies between two times; the flag leaves the end out. A range may cross midnight.
    Between(Edge, Edge, bool),
    /// The local clock of the row compares with a time.
    Clock(Comparison, Edge),
    /// A number compares with another.
    Number(FieldId, Comparison, Bar),
    /// Index of the question to the text of the row.
    Text(usize),
    /// It only hangs on the local date of the row.
    Daily(EventId, &'r Cond<'r>),
    /// Anything else.
    Other(EventId, &'r Cond<'r>),
}

impl<'r> Leaf<'r> {
    /// How a condition of an event is answered; not for conditions made of others.
    pub fn of(log: &Log, event: EventId, condition: &'r Cond<'r>) -> Self {
        let at = log.field("at");
        let is_at = |value: &Value| matches!(value, Value::Field(field) if Some(*field) == at);
        let is_clock =
            |value: &Value| matches!(value, Value::Part(Part::Time, inner) if is_at(inner));
        match condition {
            Cond::OneOf(field, mask, every) => return Leaf::OneOf(*field, mask, *every),
            Cond::Flag(field) => return Leaf::Flag(*field),
            Cond::Known(Value::Field(field)) if Some(*field) != at => return Leaf::Known(*field),
            Cond::Text(question) => return Leaf::Text(*question),
            Cond::In(value, _, Set::Range(from, to, open)) if is_clock(value) => {
                if let (Some(from), Some(to)) = (edge(from), edge(to)) {
                    return Leaf::Between(from, to, *open);
                }
            }
            Cond::Compare(left, sign, right) if is_clock(left) => {
                if let Some(edge) = edge(right) {
                    return Leaf::Clock(*sign, edge);
                }
            }
            Cond::Compare(Value::Field(field), sign, right) if is_number(log, *field) => {
                if let Some(bar) = bar(right) {
                    return Leaf::Number(*field, *sign, bar);
                }
            }
            _ => {}
        }
        let daily = match condition {
            Cond::Compare(left, _, right) => of_date(left, &is_at) && of_date(right, &is_at),
            Cond::In(value, _, Set::Range(from, to, _)) => [*value, from, to]
                .into_iter()
                .all(|one| of_date(one, &is_at)),
            Cond::In(value, _, Set::List(list)) => {
                of_date(value, &is_at) && list.iter().all(|one| of_date(one, &is_at))
            }
            Cond::Holiday(value, _) => of_date(value, &is_at) || is_at(value),
            _ => false,
        };
        if daily {
            Leaf::Daily(event, condition)
        } else {
            Leaf::Other(event, condition)
        }
    }
}

fn edge(value: &Value) -> Option<Edge> {
    match value {
        Value::Clock(seconds) => Some(Edge::Fixed(i64::from(*seconds) * SECOND)),
        Value::Parameter(id) => Some(Edge::Parameter(*id)),
        _ => None,
    }
}

fn bar(value: &Value) -> Option<Bar> {
    match value {
        Value::Number(number) | Value::Rate(number) => Some(Bar::Fixed(*number)),
        Value::Parameter(id) => Some(Bar::Parameter(*id)),
        _ => None,
    }
}

fn is_number(log: &Log, field: FieldId) -> bool {
    let known = log.fields.get(field.0 as usize);
    known.is_some_and(|field: &Field| field.ty == FieldType::Number)
}

// What has one value on a date, whatever else the row holds.
fn of_date(value: &Value, is_at: &impl Fn(&Value) -> bool) -> bool {
    match value {
        Value::Part(Part::Date | Part::Weekday, inner) => is_at(inner),
        Value::Number(_)
        | Value::Rate(_)
        | Value::Duration(_)
        | Value::Clock(_)
        | Value::Date(_)
        | Value::Weekday(_)
        | Value::Flag(_)
        | Value::Parameter(_) => true,
        Value::Add(left, right) | Value::Subtract(left, right) | Value::Multiply(left, right) => {
            of_date(left, is_at) && of_date(right, is_at)
        }
        _ => false,
    }
}

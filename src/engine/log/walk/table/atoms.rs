//! Writes the events of rules as formulas: what needs one row only becomes a fact; the conditions beside looks in an event that has some
//! become events of their own, so that the exact engine tells their truth.

use crate::engine::log::need::{Need, calendars_by_event};
use crate::engine::log::walk::types::Formula;
use crate::ir::log::{Condition, Event, EventId, Log, LogId, Set, Value};
use crate::ir::rule::Body;
use crate::ir::terms::Comparison;
use crate::ir::{CalendarId, RuleSet};

/// Fields that are compared with those of an outer row stand in place of extras until these are numbered.
pub(super) type Formulas = Vec<Option<Formula>>;

/// The rules with an event for every atom, a formula for each of the old events, and the calendar of every event. A formula's facts are
/// numbers of events. `None` where an outer row is asked more than whether a field is equal.
pub(super) fn with_atoms(
    rules: &RuleSet,
    log: LogId,
) -> Option<(RuleSet, Formulas, Vec<Option<CalendarId>>)> {
    let schema = rules.log.logs.get(log.0 as usize)?;
    let mut needs: Vec<(Need, Option<CalendarId>)> = Vec::new();
    for rule in &rules.rules {
        if let Body::Conduct {
            log: of,
            calendar,
            statements,
        } = &rule.body
            && *of == log
        {
            for statement in statements {
                let mut need = Need::default();
                need.statement(&rules.log, schema, statement);
                needs.push((need, *calendar));
            }
        }
    }
    let by_rule = needs.iter().map(|(need, calendar)| (need, *calendar));
    let mut making = Making {
        calendars: calendars_by_event(rules.log.events.len(), by_rule),
        rules: rules.clone(),
        own: EventId(0),
    };
    let mut formulas = Vec::new();
    for (id, event) in (0u32..).zip(&rules.log.events) {
        making.own = EventId(id);
        let needed = needs
            .iter()
            .any(|(need, _)| need.events.contains(&EventId(id)));
        formulas.push(if !needed {
            None
        } else if event.correlated || looks(rules, schema, EventId(id)) {
            Some(making.formula(&event.condition)?)
        } else {
            Some(Formula::Fact(id))
        });
    }
    Some((making.rules, formulas, making.calendars))
}

fn looks(rules: &RuleSet, log: &Log, id: EventId) -> bool {
    let mut need = Need::default();
    need.event(&rules.log, log, id);
    !need.temporals.is_empty()
}

struct Making {
    rules: RuleSet,
    calendars: Vec<Option<CalendarId>>,
    own: EventId,
}

impl Making {
    fn formula(&mut self, condition: &Condition) -> Option<Formula> {
        let all = |making: &mut Self, all: &[Condition]| {
            all.iter()
                .map(|one| making.formula(one))
                .collect::<Option<Vec<_>>>()
        };
        Some(match condition {
            Condition::And(conditions) => Formula::And(all(self, conditions)?),
            Condition::Or(conditions) => Formula::Or(all(self, conditions)?),
            Condition::Not(inner) => Formula::Not(Box::new(self.formula(inner)?)),
            Condition::Event(id) => Formula::Event(*id),
            Condition::Temporal(id) => Formula::Temporal(*id),
            Condition::Compare(Value::Field(own), Comparison::Equal, Value::This(outer))
            | Condition::Compare(Value::This(outer), Comparison::Equal, Value::Field(own)) => {
                Formula::Same {
                    own: own.0 as usize,
                    outer: outer.0 as usize,
                }
            }
            other if asks_outer(other) => return None,
            other => self.atom(other),
        })
    }

    fn atom(&mut self, condition: &Condition) -> Formula {
        let events = &mut self.rules.log.events;
        let fact = u32::try_from(events.len()).unwrap_or(u32::MAX);
        let log = events
            .get(self.own.0 as usize)
            .map_or(LogId(0), |event| event.log);
        events.push(Event {
            name: None,
            words: String::new(),
            log,
            condition: condition.clone(),
            correlated: false,
        });
        let calendar = self.calendars.get(self.own.0 as usize).copied().flatten();
        self.calendars.push(calendar);
        Formula::Fact(fact)
    }
}

fn asks_outer(condition: &Condition) -> bool {
    match condition {
        Condition::Compare(left, _, right) => names_outer(left) || names_outer(right),
        Condition::In(value, _, set) => {
            names_outer(value)
                || match set {
                    Set::List(list) => list.iter().any(names_outer),
                    Set::Range(from, to, _) => names_outer(from) || names_outer(to),
                    Set::Contract(_) => false,
                }
        }
        Condition::Known(value) | Condition::Holiday(value, _) => names_outer(value),
        _ => false,
    }
}

fn names_outer(value: &Value) -> bool {
    match value {
        Value::This(_) => true,
        Value::Part(_, inner) => names_outer(inner),
        Value::Else(left, right)
        | Value::Add(left, right)
        | Value::Subtract(left, right)
        | Value::Multiply(left, right) => names_outer(left) || names_outer(right),
        _ => false,
    }
}

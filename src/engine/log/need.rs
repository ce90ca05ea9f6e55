//! Finds what rules need: takes statements, gives the events, the temporal conditions and the fields that they read, through
//! everything they build on.

use crate::ir::log::{
    Condition, EventId, FieldId, FieldSource, FieldType, Key, Log, LogTables, Set, Temporal,
    TemporalId, Value,
};
use crate::ir::rule::{Body, Conduct, Rule};
use crate::ir::terms::Part;
use crate::ir::{CalendarId, RuleSet};
use std::collections::BTreeSet;

/// What a statement or several need.
#[derive(Debug, Clone, Default)]
pub(super) struct Need {
    /// Events.
    pub events: BTreeSet<EventId>,
    /// Temporal conditions.
    pub temporals: BTreeSet<TemporalId>,
    /// Fields that are read, keys among them.
    pub fields: BTreeSet<FieldId>,
    /// Fields that those follow from, which are what the log itself says.
    pub sources: BTreeSet<FieldId>,
    /// Clocks or the order of rows are read.
    pub clock: bool,
    /// Dates are read.
    pub dates: bool,
}

/// The events that a statement names.
pub(super) fn events_of(statement: &Conduct) -> Vec<EventId> {
    match statement {
        Conduct::Forbid(event) => vec![*event],
        Conduct::Require(event, condition) => vec![*event, *condition],
        Conduct::Count { event, since, .. } => std::iter::once(*event).chain(*since).collect(),
        Conduct::AfterForbid {
            after,
            forbid,
            until,
            ..
        } => [*after, *forbid].into_iter().chain(*until).collect(),
        Conduct::AfterRequire {
            after,
            require,
            unless,
            ..
        } => [*after, *require].into_iter().chain(*unless).collect(),
        Conduct::Before { before, chain, .. } => std::iter::once(*before)
            .chain(chain.iter().copied())
            .collect(),
    }
}

/// The events that call a statement's requirement or ban up: where none of their rows is there, it has nothing to say.
pub(super) fn triggers_of(statement: &Conduct) -> Vec<EventId> {
    match statement {
        Conduct::Forbid(_) => Vec::new(),
        Conduct::Require(event, _) => vec![*event],
        Conduct::Count { event, since, .. } => std::iter::once(*event).chain(*since).collect(),
        Conduct::AfterForbid { after, .. } => vec![*after],
        Conduct::AfterRequire { after, .. } => vec![*after],
        Conduct::Before { before, .. } => vec![*before],
    }
}

/// The key of a statement; `None` for one that looks at rows by themselves.
pub(super) fn key_of(statement: &Conduct) -> Option<&Key> {
    match statement {
        Conduct::Forbid(_) | Conduct::Require(..) => None,
        Conduct::Count { key, .. }
        | Conduct::AfterForbid { key, .. }
        | Conduct::AfterRequire { key, .. }
        | Conduct::Before { key, .. } => Some(key),
    }
}

/// The key of a temporal condition.
pub(super) fn temporal_key(temporal: &Temporal) -> &Key {
    match temporal {
        Temporal::Preceded { key, .. }
        | Temporal::Followed { key, .. }
        | Temporal::During { key, .. }
        | Temporal::Rank { key, .. } => key,
    }
}

/// The events that a temporal condition names.
pub(super) fn temporal_events(temporal: &Temporal) -> Vec<EventId> {
    match temporal {
        Temporal::Preceded { event, .. }
        | Temporal::Followed { event, .. }
        | Temporal::Rank { event, .. } => vec![*event],
        Temporal::During { after, until, .. } => std::iter::once(*after).chain(*until).collect(),
    }
}

impl Need {
    /// Takes in a statement and all that it builds on.
    pub fn statement(&mut self, tables: &LogTables, log: &Log, statement: &Conduct) {
        for event in events_of(statement) {
            self.event(tables, log, event);
        }
        if let Some(key) = key_of(statement) {
            self.fields.extend(key);
            self.clock = true;
        }
        if let Conduct::Count {
            distinct: Some(field),
            ..
        } = statement
        {
            self.field(log, *field);
        }
    }

    /// Takes in an event and all that it builds on.
    pub fn event(&mut self, tables: &LogTables, log: &Log, id: EventId) {
        if !self.events.insert(id) {
            return;
        }
        if let Some(event) = tables.events.get(id.0 as usize) {
            self.condition(tables, log, &event.condition);
        }
    }

    fn condition(&mut self, tables: &LogTables, log: &Log, condition: &Condition) {
        match condition {
            Condition::Always => {}
            Condition::And(all) | Condition::Or(all) => {
                for one in all {
                    self.condition(tables, log, one);
                }
            }
            Condition::Not(inner) => self.condition(tables, log, inner),
            Condition::Compare(left, _, right) => {
                self.value(log, left);
                self.value(log, right);
            }
            Condition::In(value, _, set) => {
                self.value(log, value);
                match set {
                    Set::List(list) => list.iter().for_each(|one| self.value(log, one)),
                    Set::Range(from, to, _) => {
                        self.value(log, from);
                        self.value(log, to);
                    }
                    Set::Contract(_) => self.contract(log),
                }
            }
            Condition::Text { field, .. }
            | Condition::Matches(field, _)
            | Condition::Flag(field) => {
                self.field(log, *field);
            }
            Condition::Known(value) => self.value(log, value),
            Condition::Holiday(value, _) => {
                self.dates = true;
                self.value(log, value);
            }
            Condition::Event(id) => self.event(tables, log, *id),
            Condition::Temporal(id) => {
                self.temporals.insert(*id);
                self.clock = true;
                if let Some(temporal) = tables.temporals.get(id.0 as usize) {
                    self.fields.extend(temporal_key(temporal));
                    for event in temporal_events(temporal) {
                        self.event(tables, log, event);
                    }
                }
            }
        }
    }

    fn value(&mut self, log: &Log, value: &Value) {
        match value {
            Value::Field(field) | Value::This(field) => {
                let known = log.fields.get(field.0 as usize);
                self.clock |= known.is_some_and(|field| field.ty == FieldType::Time);
                self.field(log, *field);
            }
            Value::Contract(_) => self.contract(log),
            Value::Part(part, inner) => {
                match part {
                    Part::Time => self.clock = true,
                    Part::Date | Part::Weekday => self.dates = true,
                }
                match &**inner {
                    Value::Field(field) | Value::This(field) => self.field(log, *field),
                    inner => self.value(log, inner),
                }
            }
            Value::Else(left, right)
            | Value::Add(left, right)
            | Value::Subtract(left, right)
            | Value::Multiply(left, right) => {
                self.value(log, left);
                self.value(log, right);
            }
            Value::Number(_)
            | Value::Rate(_)
            | Value::Duration(_)
            | Value::Clock(_)
            | Value::Date(_)
            | Value::Weekday(_)
            | Value::Enum(_)
            | Value::Text(_)
            | Value::Flag(_)
            | Value::Parameter(_)
            | Value::Figure(_) => {}
        }
    }

    fn contract(&mut self, log: &Log) {
        self.fields.extend(log.field("contract"));
    }

    fn field(&mut self, log: &Log, field: FieldId) {
        self.fields.insert(field);
        let source = log
            .fields
            .get(field.0 as usize)
            .and_then(|field| field.from.as_ref());
        match source {
            Some(FieldSource::Grouped(from, _)) => {
                self.sources.insert(*from);
            }
            Some(FieldSource::Sum(start, length)) => {
                self.sources.extend([*start, *length]);
            }
            Some(FieldSource::Person {
                own, when, other, ..
            }) => {
                self.sources.extend([*own, *when]);
                self.sources.extend(other);
            }
            None => {}
        }
    }
}

/// The fields that a rule reads, and those that they follow from, in the order of the schema.
pub fn fields_read(rules: &RuleSet, rule: &Rule) -> BTreeSet<FieldId> {
    let mut need = Need::default();
    if let Body::Conduct {
        log, statements, ..
    } = &rule.body
        && let Some(schema) = rules.log.logs.get(log.0 as usize)
    {
        for statement in statements {
            need.statement(&rules.log, schema, statement);
        }
    }
    need.fields.extend(need.sources);
    need.fields
}

/// The keys by which a rule divides a log, those of its temporal conditions among them, each once; none where it looks at rows by themselves.
pub fn keys(rules: &RuleSet, rule: &Rule) -> BTreeSet<Key> {
    let Body::Conduct {
        log, statements, ..
    } = &rule.body
    else {
        return BTreeSet::new();
    };
    let mut need = Need::default();
    if let Some(schema) = rules.log.logs.get(log.0 as usize) {
        for statement in statements {
            need.statement(&rules.log, schema, statement);
        }
    }
    let conditions = need
        .temporals
        .iter()
        .filter_map(|id| rules.log.temporals.get(id.0 as usize))
        .map(temporal_key);
    let own = statements.iter().filter_map(key_of);
    own.chain(conditions).cloned().collect()
}

/// By event: the calendar of the first rule that builds on it, for `holiday` in an event that names none.
pub(super) fn calendars_by_event<'r>(
    count: usize,
    needs: impl Iterator<Item = (&'r Need, Option<CalendarId>)>,
) -> Vec<Option<CalendarId>> {
    let mut calendars = vec![None; count];
    for (need, calendar) in needs {
        for event in &need.events {
            if let Some(slot) = calendars.get_mut(event.0 as usize) {
                *slot = slot.or(calendar);
            }
        }
    }
    calendars
}

//! Compiles events and conditions: events are numbered so that each refers to smaller numbers only.

use super::maker::{Maker, Place, index};
use crate::check::{ItemId, Target};
use crate::ir::log::{Amount, Condition, Event, EventId, LogId, Set, Speaker, Temporal, Value};
use crate::ir::terms::Comparison;
use crate::syntax::ast::{self, ConditionKind, EventKind, ItemKind, Name};

impl Maker<'_> {
    /// The event of all rows of a log, of a named event, or a new one for what is written out.
    pub fn event(&mut self, event: &ast::Event, place: Place) -> Option<EventId> {
        if let EventKind::Name { name, .. } = &event.kind {
            return self.events.get(&self.item_of(name)?).copied();
        }
        let condition = self.selects(event, place)?;
        let words = self.words(event.span);
        self.add_event(None, words, place, condition)
    }

    /// An event that may be missing; `Some(None)` where it is.
    #[allow(clippy::option_option)]
    pub fn event_or_none(
        &mut self,
        event: Option<&ast::Event>,
        place: Place,
    ) -> Option<Option<EventId>> {
        match event {
            None => Some(None),
            Some(event) => self.event(event, place).map(Some),
        }
    }

    /// The rows that satisfy a condition, as an event.
    pub fn event_that(&mut self, condition: &ast::Condition, place: Place) -> Option<EventId> {
        let made = self.condition(condition, place)?;
        let words = self.words(condition.span);
        self.add_event(None, words, place, made)
    }

    /// Adds an event.
    pub fn add_event(
        &mut self,
        name: Option<String>,
        words: String,
        place: Place,
        condition: Condition,
    ) -> Option<EventId> {
        let log = self.log_of(place)?;
        let event = Event {
            name,
            words,
            log,
            correlated: self.correlated(&condition),
            condition,
        };
        let id = EventId(index(self.set.log.events.len())?);
        // Only events without a name are shared; a name is what reports show.
        if event.name.is_none() {
            let twins = self.written.entry(event.words.clone()).or_default();
            let events = &self.set.log.events;
            let twin = twins
                .iter()
                .find(|twin| events.get(twin.0 as usize) == Some(&event));
            match twin {
                Some(&twin) => return Some(twin),
                None => twins.push(id),
            }
        }
        self.set.log.events.push(event);
        Some(id)
    }

    fn log_of(&self, place: Place) -> Option<LogId> {
        self.logs.get(&place.log?).copied()
    }

    /// What a row must satisfy to be in an event.
    pub fn selects(&mut self, event: &ast::Event, place: Place) -> Option<Condition> {
        Some(match &event.kind {
            EventKind::Name { name, .. } => {
                let id = self.item_of(name)?;
                match &self.tree(id)?.kind {
                    ItemKind::Log(_) => Condition::Always,
                    _ => Condition::Event(*self.events.get(&id)?),
                }
            }
            EventKind::Or(parts) => {
                let parts: Option<Vec<_>> =
                    parts.iter().map(|part| self.selects(part, place)).collect();
                Condition::Or(parts?)
            }
            EventKind::Where(inner, condition) => {
                let base = self.selects(inner, place)?;
                let condition = self.condition(condition, place)?;
                both(base, condition)
            }
            EventKind::Rank(rank, inner, per) => {
                let event = self.event(inner, place)?;
                let key = self.key(per)?;
                Condition::Temporal(self.temporal(Temporal::Rank {
                    rank: *rank,
                    event,
                    key,
                })?)
            }
            EventKind::Unsupported(..) => return None,
        })
    }

    /// Compiles a condition.
    pub fn condition(&mut self, condition: &ast::Condition, place: Place) -> Option<Condition> {
        Some(match &condition.kind {
            ConditionKind::And(parts) => Condition::And(self.conditions(parts, place)?),
            ConditionKind::Or(parts) => Condition::Or(self.conditions(parts, place)?),
            ConditionKind::Not(inner) => not(self.condition(inner, place)?),
            ConditionKind::Compare(left, sign, right) => {
                let (left, right) = (self.value(left, place)?, self.value(right, place)?);
                // `is not` denies exactly what `is` says, also of a field with several values.
                match sign {
                    Comparison::NotEqual => not(Condition::Compare(left, Comparison::Equal, right)),
                    sign => Condition::Compare(left, *sign, right),
                }
            }
            ConditionKind::In {
                value,
                every,
                negated,
                set,
            } => {
                let made = Condition::In(self.value(value, place)?, *every, self.set(set, place)?);
                if *negated { not(made) } else { made }
            }
            ConditionKind::Text(field, cue, group, by) => Condition::Text {
                field: self.field_of(field)?,
                speaker: None,
                cue: *cue,
                group: self.group(group)?,
                by: self.party(by.as_ref())?,
            },
            ConditionKind::Said(field, speaker, cue, group, by) => Condition::Text {
                field: self.field_of(field)?,
                speaker: Some(Speaker {
                    name: speaker.name.text.clone(),
                    first: speaker.first,
                }),
                cue: *cue,
                group: self.group(group)?,
                by: self.party(by.as_ref())?,
            },
            ConditionKind::Matches(field, regex) => {
                Condition::Matches(self.field_of(field)?, regex.value.clone())
            }
            ConditionKind::Known(value, known) => {
                let made = Condition::Known(self.value(value, place)?);
                if *known { made } else { not(made) }
            }
            ConditionKind::Bare(name) => self.bare(name)?,
            ConditionKind::Holiday(field) => Condition::Holiday(
                Value::Field(self.instant(field.as_ref(), place)?),
                place.calendar,
            ),
            ConditionKind::During(name) => self.during(name)?,
            ConditionKind::Preceded(temporal) => self.looks(temporal, place, true)?,
            ConditionKind::Followed(temporal) => self.looks(temporal, place, false)?,
            ConditionKind::Unsupported(_) => return None,
        })
    }

    fn conditions(&mut self, parts: &[ast::Condition], place: Place) -> Option<Vec<Condition>> {
        parts
            .iter()
            .map(|part| self.condition(part, place))
            .collect()
    }

    fn set(&mut self, set: &ast::Set, place: Place) -> Option<Set> {
        Some(match set {
            ast::Set::List(members, _) => {
                let members: Option<Vec<_>> = members
                    .iter()
                    .map(|member| self.value(member, place))
                    .collect();
                Set::List(members?)
            }
            ast::Set::Range(from, to, open) => {
                Set::Range(self.value(from, place)?, self.value(to, place)?, *open)
            }
            ast::Set::Contract(name) => Set::Contract(name.text.clone()),
        })
    }

    fn bare(&self, name: &Name) -> Option<Condition> {
        match self.program.names.get(&name.span)? {
            Target::Field(..) => Some(Condition::Flag(self.field_of(name)?)),
            Target::Item(id) => Some(Condition::Event(*self.events.get(id)?)),
            Target::Value => None,
        }
    }

    fn during(&mut self, name: &Name) -> Option<Condition> {
        let id = self.item_of(name)?;
        let ItemKind::State(state) = &self.tree(id)?.kind else {
            return None;
        };
        let place = self.place_of(id)?;
        let temporal = Temporal::During {
            name: state.name.text.clone(),
            after: self.event(&state.after, place)?,
            key: self.key(&state.per)?,
            within: self.span_or_none(state.within.as_ref(), place)?,
            until: self.event_or_none(state.until.as_ref(), place)?,
        };
        let same = self
            .set
            .log
            .temporals
            .iter()
            .position(|other| *other == temporal);
        let id = match same {
            Some(at) => crate::ir::log::TemporalId(index(at)?),
            None => self.temporal(temporal)?,
        };
        Some(Condition::Temporal(id))
    }

    /// Where an item's own events are compiled.
    pub fn place_of(&self, id: ItemId) -> Option<Place> {
        let log = match &self.tree(id)?.kind {
            ItemKind::Log(_) => Some(id),
            _ => self.program.logs.get(&id).copied(),
        };
        Some(Place {
            log,
            calendar: self.default_calendar(id.pack),
        })
    }

    fn looks(&mut self, temporal: &ast::Temporal, place: Place, back: bool) -> Option<Condition> {
        let event = self.event(&temporal.event, place)?;
        let at_least = match &temporal.at_least {
            Some(amount) => self.amount(amount)?,
            None => Amount::Number(1),
        };
        let key = self.key(&temporal.per)?;
        let within = self.span_or_none(temporal.within.as_ref(), place)?;
        let made = if back {
            Temporal::Preceded {
                event,
                at_least,
                key,
                within,
                earlier: self.span_or_none(temporal.earlier.as_ref(), place)?,
            }
        } else {
            Temporal::Followed {
                event,
                at_least,
                key,
                within,
            }
        };
        Some(Condition::Temporal(self.temporal(made)?))
    }

    fn correlated(&self, condition: &Condition) -> bool {
        let value = |value: &Value| reads_this(value);
        match condition {
            Condition::And(parts) | Condition::Or(parts) => {
                parts.iter().any(|part| self.correlated(part))
            }
            Condition::Not(inner) => self.correlated(inner),
            Condition::Compare(left, _, right) => value(left) || value(right),
            Condition::In(asked, _, set) => {
                value(asked)
                    || match set {
                        Set::List(members) => members.iter().any(reads_this),
                        Set::Range(from, to, _) => value(from) || value(to),
                        Set::Contract(_) => false,
                    }
            }
            Condition::Known(asked) | Condition::Holiday(asked, _) => value(asked),
            Condition::Event(id) => self
                .set
                .log
                .events
                .get(id.0 as usize)
                .is_some_and(|event| event.correlated),
            // A look at other rows has its own outer row, which is this one.
            Condition::Temporal(_)
            | Condition::Always
            | Condition::Text { .. }
            | Condition::Matches(..)
            | Condition::Flag(_) => false,
        }
    }
}

fn both(base: Condition, condition: Condition) -> Condition {
    match (base, condition) {
        (Condition::Always, condition) => condition,
        (base, Condition::And(mut parts)) => {
            parts.insert(0, base);
            Condition::And(parts)
        }
        (base, condition) => Condition::And(vec![base, condition]),
    }
}

fn not(condition: Condition) -> Condition {
    Condition::Not(Box::new(condition))
}

fn reads_this(value: &Value) -> bool {
    match value {
        Value::This(_) => true,
        Value::Part(_, inner) => reads_this(inner),
        Value::Else(one, other)
        | Value::Add(one, other)
        | Value::Subtract(one, other)
        | Value::Multiply(one, other) => reads_this(one) || reads_this(other),
        _ => false,
    }
}

//! Readies a lane: takes its description, gives its events, looks and keys numbered, its statements with all that they read, and tables
//! of what every class comes to. Refuses a lane whose records do not hold what its statements need.

use super::statement::{Statement, statements_of};
use super::tables::Tables;
use super::types::{Extra, Formula, Lane, MOST_EXTRAS, WORDS};
use crate::engine::log::need::{Need, temporal_events, temporal_key};
use crate::ir::log::{Amount, EventId, FieldId, Key, Log, Temporal, TemporalId};
use crate::ir::rule::{Body, Conduct, Rule};

/// The looks of a lane are bits of one word.
const MOST_TEMPORALS: usize = 64;

/// A look at other rows.
#[derive(Debug)]
pub(super) struct Look<'a> {
    /// What it is.
    pub temporal: &'a Temporal,
    /// Its number in the rules.
    pub id: TemporalId,
    /// The event without which it finds nothing; `None` where finding nothing may be enough.
    pub base: Option<usize>,
    /// Its key.
    pub key: usize,
}

/// An event of the lane.
#[derive(Debug)]
pub(super) struct Event {
    /// What makes it true.
    pub formula: Formula,
    /// The looks that it builds on, through everything, as bits.
    pub looks: u64,
    /// It speaks of an outer row.
    pub correlated: bool,
}

/// A lane made ready, for all threads.
#[derive(Debug)]
pub struct Ready<'a> {
    pub(super) lane: Lane<'a>,
    /// Words of a record.
    pub(super) width: usize,
    /// The word that orders rows of one instant.
    pub(super) seq: Option<usize>,
    /// The events that are needed, ascending.
    pub(super) events: Vec<Event>,
    pub(super) looks: Vec<Look<'a>>,
    /// Which extras divide a line further, key by key; the first is that of whole lines.
    pub(super) keys: Vec<Vec<usize>>,
    pub(super) statements: Vec<Statement<'a>>,
    /// Indexes of rules in the order in which they first stand in the lane.
    pub(super) rules: Vec<usize>,
    pub(super) tables: Tables,
    event_slots: Vec<Option<usize>>,
    look_slots: Vec<Option<usize>>,
}

impl<'a> Ready<'a> {
    /// Readies a lane; `None` if it asks for what its records do not hold: a key without the lane's field, a field that is no extra, an
    /// event without formula, too many looks or extras.
    pub fn new(lane: Lane<'a>) -> Option<Self> {
        let rules = lane.rules;
        let log = rules.log.logs.get(lane.log.0 as usize)?;
        if lane.extras.len() > MOST_EXTRAS {
            return None;
        }
        let mut need = Need::default();
        for &at in &lane.statements {
            need.statement(&rules.log, log, conduct(rules.rules.get(at.0)?, at.1)?);
        }
        let seq = lane.extras.iter().position(|extra| *extra == Extra::Seq);
        let mut ready = Self {
            width: WORDS + lane.extras.len(),
            seq: seq.map(|at| WORDS + at),
            events: Vec::new(),
            looks: Vec::new(),
            keys: vec![Vec::new()],
            statements: Vec::new(),
            rules: Vec::new(),
            tables: Tables::default(),
            event_slots: vec![None; rules.log.events.len()],
            look_slots: vec![None; rules.log.temporals.len()],
            lane,
        };
        for (slot, &id) in need.events.iter().enumerate() {
            *ready.event_slots.get_mut(id.0 as usize)? = Some(slot);
        }
        ready.number_looks(&need)?;
        ready.number_events(&need)?;
        statements_of(&mut ready, log)?;
        ready.tables = Tables::new(&ready);
        Some(ready)
    }

    fn number_looks(&mut self, need: &Need) -> Option<()> {
        if need.temporals.len() > MOST_TEMPORALS {
            return None;
        }
        for (slot, &id) in need.temporals.iter().enumerate() {
            let temporal = self.lane.rules.log.temporals.get(id.0 as usize)?;
            let base = match temporal {
                Temporal::Preceded {
                    event, at_least, ..
                }
                | Temporal::Followed {
                    event, at_least, ..
                } => matches!(at_least, Amount::Number(1..)).then_some(*event),
                Temporal::During { after, .. } => Some(*after),
                Temporal::Rank { event, .. } => Some(*event),
            };
            let look = Look {
                temporal,
                id,
                base: match base {
                    Some(event) => Some(self.event_slot(event)?),
                    None => None,
                },
                key: self.key(temporal_key(temporal))?,
            };
            self.looks.push(look);
            *self.look_slots.get_mut(id.0 as usize)? = Some(slot);
        }
        Some(())
    }

    fn number_events(&mut self, need: &Need) -> Option<()> {
        for &id in &need.events {
            let formula = self.lane.events.get(id.0 as usize)?.clone()?;
            if formula.most_extra() >= Some(self.lane.extras.len()) {
                return None;
            }
            let (mut events, mut temporals) = (Vec::new(), Vec::new());
            formula.named(&mut events, &mut temporals);
            let mut looks = 0;
            for temporal in temporals {
                let slot = self.look_slot(temporal)?;
                looks |= 1 << slot;
                events.extend(temporal_events(self.looks.get(slot)?.temporal));
            }
            for event in events {
                looks |= self.events.get(self.event_slot(event)?)?.looks;
            }
            let known = self.lane.rules.log.events.get(id.0 as usize)?;
            self.events.push(Event {
                formula,
                looks,
                correlated: known.correlated,
            });
        }
        Some(())
    }

    /// The number of a key; `None` for one that the records do not hold.
    pub(super) fn key(&mut self, key: &Key) -> Option<usize> {
        if !key.contains(&self.lane.field) {
            return None;
        }
        let others = key.iter().filter(|&&field| field != self.lane.field);
        let extras: Vec<usize> = others
            .map(|&field| self.extra(field))
            .collect::<Option<_>>()?;
        let known = self.keys.iter().position(|known| *known == extras);
        Some(known.unwrap_or_else(|| {
            self.keys.push(extras);
            self.keys.len() - 1
        }))
    }

    /// The number of the extra that a field is.
    pub(super) fn extra(&self, field: FieldId) -> Option<usize> {
        let extras = &self.lane.extras;
        extras
            .iter()
            .position(|extra| *extra == Extra::Field(field))
    }

    /// The number of an event in the lane.
    pub(super) fn event_slot(&self, id: EventId) -> Option<usize> {
        self.event_slots.get(id.0 as usize).copied().flatten()
    }

    /// The number of a look in the lane.
    pub(super) fn look_slot(&self, id: TemporalId) -> Option<usize> {
        self.look_slots.get(id.0 as usize).copied().flatten()
    }
}

/// A statement of a rule.
pub(super) fn conduct(rule: &Rule, statement: usize) -> Option<&Conduct> {
    match &rule.body {
        Body::Conduct { statements, .. } => statements.get(statement),
        Body::Disclosure { .. } => None,
    }
}

/// What all statements of a rule need.
pub(super) fn need_of(tables: &crate::ir::log::LogTables, log: &Log, rule: &Rule) -> Need {
    let mut need = Need::default();
    if let Body::Conduct { statements, .. } = &rule.body {
        for statement in statements {
            need.statement(tables, log, statement);
        }
    }
    need
}

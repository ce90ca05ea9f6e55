//! Divides rules into lanes: takes what each rule needs, gives for each lane the field that divides its rows, so that everything a rule
//! looks at lies in one line, and what a record of the lane holds. Rules that no single field divides are left to the exact engine.

use super::facts::Facts;
use crate::engine::log::need::{Need, key_of, temporal_key};
use crate::ir::log::{EventId, FieldId, FieldType, Log, LogTables};
use crate::ir::rule::Conduct;
use std::collections::BTreeSet;

/// What divides the rows of a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::engine::log) enum LaneKey {
    /// The values of a field.
    Field(FieldId),
    /// Nothing: all rows are one line.
    Whole,
    /// Every row is a line.
    Each,
}

/// An extra word of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::engine::log) enum Cell {
    /// A number that is the same for the same value.
    Hash(FieldId),
    /// The order within an instant.
    Seq(FieldId),
}

/// What is recorded of the rows of a lane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::engine::log) struct LanePlan {
    /// What divides them.
    pub key: LaneKey,
    /// The identity of rows, where it is recorded.
    pub id: Option<FieldId>,
    /// The extra words.
    pub extras: Vec<Cell>,
    /// The rules, by their place among those judged.
    pub tasks: Vec<usize>,
    /// The events that the rules build on: rows in none of them do not matter.
    pub events: BTreeSet<EventId>,
    /// Every row matters.
    pub every: bool,
}

impl LanePlan {
    /// The fields that divide rows or are compared between them.
    pub fn fields(&self) -> impl Iterator<Item = FieldId> {
        let key = match self.key {
            LaneKey::Field(field) => Some(field),
            LaneKey::Whole | LaneKey::Each => None,
        };
        let extra = |cell: &Cell| match cell {
            Cell::Hash(field) => Some(*field),
            Cell::Seq(_) => None,
        };
        key.into_iter().chain(self.extras.iter().filter_map(extra))
    }

    /// The place of a field among the extras.
    pub fn extra(&self, field: FieldId) -> Option<usize> {
        self.extras.iter().position(|one| *one == Cell::Hash(field))
    }
}

/// Rules divided into lanes.
#[derive(Debug, Default)]
pub(in crate::engine::log) struct Lanes {
    /// The lanes; the first holds every row.
    pub plans: Vec<LanePlan>,
    /// Rules that no lane holds.
    pub beyond: Vec<usize>,
}

/// One rule's statements, each with what it needs.
pub(in crate::engine::log) type Asked<'a> = &'a [(&'a Conduct, Need)];

impl Lanes {
    /// Divides rules.
    pub fn new(tables: &LogTables, log: &Log, facts: &Facts<'_>, tasks: &[Asked<'_>]) -> Self {
        let single = |field: &FieldId| {
            log.fields.get(field.0 as usize).is_some_and(|field| {
                !matches!(
                    field.ty,
                    FieldType::Id { several: true }
                        | FieldType::Zone { several: true }
                        | FieldType::Enum { several: true, .. }
                )
            })
        };
        let id = log.field("id");
        let debtor = log.field("debtor").filter(single);
        let first = match (debtor, id) {
            (Some(debtor), _) => LaneKey::Field(debtor),
            (None, Some(id)) => LaneKey::Field(id),
            (None, None) => LaneKey::Each,
        };
        let seq = log.field("seq").map(Cell::Seq);
        let plan = |key: LaneKey| LanePlan {
            key,
            id,
            extras: seq.into_iter().collect(),
            tasks: Vec::new(),
            events: BTreeSet::new(),
            every: false,
        };
        let mut lanes = Self {
            plans: vec![LanePlan {
                every: true,
                ..plan(first)
            }],
            beyond: Vec::new(),
        };
        for (task, statements) in tasks.iter().enumerate() {
            let keys = keys_of(tables, statements);
            let is_beyond = statements
                .iter()
                .flat_map(|(_, need)| &need.events)
                .any(|event| facts.beyond.get(event.0 as usize) != Some(&false));
            let Some(key) = shared(&keys, first, &single).filter(|_| !is_beyond) else {
                lanes.beyond.push(task);
                continue;
            };
            let at = lanes.plans.iter().position(|one| one.key == key);
            let at = at.unwrap_or_else(|| {
                lanes.plans.push(plan(key));
                lanes.plans.len() - 1
            });
            if let Some(lane) = lanes.plans.get_mut(at) {
                fill(lane, tables, facts, task, statements, &keys);
            }
        }
        lanes
    }
}

fn keys_of(tables: &LogTables, statements: Asked<'_>) -> Vec<BTreeSet<FieldId>> {
    let mut keys = Vec::new();
    for (statement, need) in statements {
        keys.extend(key_of(statement).map(|key| key.iter().copied().collect()));
        keys.extend(
            need.temporals
                .iter()
                .filter_map(|id| tables.temporals.get(id.0 as usize))
                .map(|temporal| temporal_key(temporal).iter().copied().collect()),
        );
    }
    keys
}

// The field that all keys have, the debtor before others. Rules without any key go where every row is.
fn shared(
    keys: &[BTreeSet<FieldId>],
    first: LaneKey,
    single: &impl Fn(&FieldId) -> bool,
) -> Option<LaneKey> {
    let Some((one, others)) = keys.split_first() else {
        return Some(first);
    };
    if keys.iter().all(BTreeSet::is_empty) {
        return Some(LaneKey::Whole);
    }
    let in_all = |field: &FieldId| others.iter().all(|key| key.contains(field));
    if let LaneKey::Field(field) = first
        && one.contains(&field)
        && in_all(&field)
    {
        return Some(first);
    }
    let found = one.iter().find(|field| in_all(field) && single(field));
    found.copied().map(LaneKey::Field)
}

fn fill(
    lane: &mut LanePlan,
    tables: &LogTables,
    facts: &Facts<'_>,
    task: usize,
    statements: Asked<'_>,
    keys: &[BTreeSet<FieldId>],
) {
    lane.tasks.push(task);
    let mut extras: Vec<FieldId> = Vec::new();
    for key in keys {
        let own = |field: &&FieldId| lane.key != LaneKey::Field(**field);
        extras.extend(key.iter().filter(own));
    }
    for (statement, need) in statements {
        if let Conduct::Count {
            distinct: Some(field),
            ..
        } = statement
        {
            extras.push(*field);
        }
        if matches!(statement, Conduct::Forbid(_)) {
            lane.every = true;
        }
        for event in &need.events {
            lane.events.insert(*event);
            let correlated = tables
                .events
                .get(event.0 as usize)
                .is_some_and(|event| event.correlated);
            if correlated {
                extras.extend(&facts.compared);
            }
        }
    }
    for field in extras {
        if lane.extra(field).is_none() {
            lane.extras.push(Cell::Hash(field));
        }
    }
}

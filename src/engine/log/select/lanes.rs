//! Divides rules into lanes: takes what each rule needs, gives for each lane the field that divides its rows, so that everything a rule
//! looks at lies on one timeline, and what a record of the lane holds. Rules that no single field divides are left to the exact engine.

use super::facts::Facts;
use crate::engine::log::need::{key_of, temporal_key};
use crate::engine::log::task::Task;
use crate::engine::log::walk::{Extra, Formula};
use crate::ir::log::{EventId, FieldId, FieldType, Log, LogTables};
use crate::ir::rule::Conduct;
use std::collections::BTreeSet;

/// What is recorded of the rows of a lane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::engine::log) struct LanePlan {
    /// The field that divides them.
    pub key: FieldId,
    /// The identity of rows.
    pub id: Option<FieldId>,
    /// The extra words.
    pub extras: Vec<Extra>,
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
        let extra = |extra: &Extra| match extra {
            Extra::Field(field) => Some(*field),
            Extra::Seq => None,
        };
        std::iter::once(self.key).chain(self.extras.iter().filter_map(extra))
    }

    fn extra(&self, field: FieldId) -> Option<usize> {
        let own = Extra::Field(field);
        self.extras.iter().position(|one| *one == own)
    }

    /// By event what makes it true, for the events of the lane.
    pub fn formulas(&self, facts: &Facts<'_>) -> Vec<Option<Formula>> {
        let formula = |event: usize| -> Option<Formula> {
            let id = EventId(u32::try_from(event).ok()?);
            if !self.events.contains(&id) {
                return None;
            }
            match facts.of_event.get(event).copied().flatten() {
                Some(fact) => Some(Formula::Fact(fact)),
                None => self.placed(facts, facts.formulas.get(event)?.as_ref()?),
            }
        };
        (0..facts.of_event.len()).map(formula).collect()
    }

    // A formula whose compared fields are extras of the lane.
    fn placed(&self, facts: &Facts<'_>, formula: &Formula) -> Option<Formula> {
        let all = |list: &[Formula]| -> Option<Vec<Formula>> {
            list.iter().map(|one| self.placed(facts, one)).collect()
        };
        let extra = |at: &usize| self.extra(*facts.compared.get(*at)?);
        Some(match formula {
            Formula::And(list) => Formula::And(all(list)?),
            Formula::Or(list) => Formula::Or(all(list)?),
            Formula::Not(inner) => Formula::Not(Box::new(self.placed(facts, inner)?)),
            Formula::Same { own, outer } => Formula::Same {
                own: extra(own)?,
                outer: extra(outer)?,
            },
            Formula::Fact(_) | Formula::Event(_) | Formula::Temporal(_) => formula.clone(),
        })
    }
}

/// Rules divided into lanes.
#[derive(Debug, Default)]
pub(in crate::engine::log) struct Lanes {
    /// The lanes; where rows have identities, the first is the debtor's and holds every row.
    pub plans: Vec<LanePlan>,
    /// Rules that no lane holds.
    pub beyond: Vec<usize>,
}

impl Lanes {
    /// Divides rules; `absent` tells the fields that no file has, by which rows are not told apart.
    pub fn new(
        tables: &LogTables,
        log: &Log,
        facts: &Facts<'_>,
        tasks: &[Task<'_>],
        absent: &[bool],
    ) -> Self {
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
        let has = |field: &FieldId| absent.get(field.0 as usize) != Some(&true);
        let id = log.field("id").filter(has);
        let seq = log.field("seq").filter(has);
        let first = log.field("debtor").filter(single).or(id);
        let first = first.or_else(|| (0u32..).map(FieldId).take(log.fields.len()).find(single));
        let plan = |key: FieldId| LanePlan {
            key,
            id,
            extras: seq.map(|_| Extra::Seq).into_iter().collect(),
            tasks: Vec::new(),
            events: BTreeSet::new(),
            every: false,
        };
        let mut lanes = Self::default();
        // Rows that tell one contact again stand on one timeline of the debtor, whatever the rules divide by.
        if let (Some(first), Some(_)) = (first, id) {
            lanes.plans.push(LanePlan {
                every: true,
                ..plan(first)
            });
        }
        for (at, task) in tasks.iter().enumerate() {
            let keys = keys_of(tables, task);
            let needs = task.statements.iter().flat_map(|one| &one.need.events);
            let mut needs = needs.copied();
            let is_beyond = needs.any(|event| facts.beyond.get(event.0 as usize) != Some(&false));
            let Some(key) = shared(&keys, first, &single).filter(|_| !is_beyond) else {
                lanes.beyond.push(at);
                continue;
            };
            let known = lanes.plans.iter().position(|one| one.key == key);
            let lane = known.unwrap_or_else(|| {
                lanes.plans.push(plan(key));
                lanes.plans.len() - 1
            });
            if let Some(lane) = lanes.plans.get_mut(lane) {
                fill(lane, tables, facts, (at, task), &keys);
            }
        }
        lanes
    }
}

fn keys_of(tables: &LogTables, task: &Task<'_>) -> Vec<BTreeSet<FieldId>> {
    let mut keys = Vec::new();
    for statement in &task.statements {
        keys.extend(key_of(statement.conduct).map(|key| key.iter().copied().collect()));
        keys.extend(
            statement
                .need
                .temporals
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
    first: Option<FieldId>,
    single: &impl Fn(&FieldId) -> bool,
) -> Option<FieldId> {
    let Some((one, others)) = keys.split_first() else {
        return first;
    };
    let in_all = |field: &&FieldId| others.iter().all(|key| key.contains(field));
    if first.is_some_and(|first| one.contains(&first) && in_all(&&first)) {
        return first;
    }
    let mut shared = one.iter().filter(in_all).copied();
    shared.find(single)
}

fn fill(
    lane: &mut LanePlan,
    tables: &LogTables,
    facts: &Facts<'_>,
    (at, task): (usize, &Task<'_>),
    keys: &[BTreeSet<FieldId>],
) {
    lane.tasks.push(at);
    let key = lane.key;
    let others = keys.iter().flatten().filter(|field| **field != key);
    let mut extras: Vec<FieldId> = others.copied().collect();
    for statement in &task.statements {
        match statement.conduct {
            Conduct::Count {
                distinct: Some(field),
                ..
            } => extras.push(*field),
            Conduct::Forbid(_) => lane.every = true,
            _ => {}
        }
        for event in &statement.need.events {
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
            lane.extras.push(Extra::Field(field));
        }
    }
}

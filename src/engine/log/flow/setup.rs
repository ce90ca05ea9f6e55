//! Readies a log for being read once: takes the rules, gives what rows are asked, the lanes that they are gathered in and the workers
//! that select them.

use crate::engine::log::LogOptions;
use crate::engine::log::condition::Plan;
use crate::engine::log::gather::{Budget, Gather};
use crate::engine::log::need::calendars_by_event;
use crate::engine::log::select::{
    Answers, Asked, Classes, Facts, Gathers, Ground, LanePlan, Lanes, Placer, Setting, SharedZones,
    Words, Worker,
};
use crate::engine::log::task::{Task, tasks};
use crate::engine::log::verdict::Columns;
use crate::engine::log::walk::WORDS;
use crate::engine::text::TextEngine;
use crate::finding::RuleVerdict;
use crate::ir::log::{EventId, FieldId, Log, LogId};
use crate::ir::{CalendarId, RuleSet};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Partitions of a lane.
const PARTITIONS: usize = 512;
/// The fields whose missing values are marked are bits of one word.
const MOST_SHOWN: usize = 64;

/// What the rules ask.
pub(super) struct Setup<'a> {
    pub rules: &'a RuleSet,
    pub log: &'a Log,
    pub id: LogId,
    pub options: &'a LogOptions,
    pub tasks: Vec<Task<'a>>,
    pub passed: Vec<RuleVerdict>,
    /// The field that names a row's contract, if some rule asks what contracts state.
    pub contract: Option<FieldId>,
    plan: Plan<'a>,
    calendars: Vec<Option<CalendarId>>,
    /// The fields that rules read.
    fields: BTreeSet<FieldId>,
}

impl<'a> Setup<'a> {
    /// `None` where there is no such log, or rules read more fields than are told apart.
    pub fn new(rules: &'a RuleSet, id: LogId, options: &'a LogOptions) -> Option<Self> {
        let log = rules.log.logs.get(id.0 as usize)?;
        let (tasks, passed) = tasks(rules, id, &options.profile);
        let needs = || {
            tasks
                .iter()
                .flat_map(|task| &task.statements)
                .map(|one| &one.need)
        };
        let mut needed = vec![false; rules.log.events.len()];
        for EventId(event) in needs().flat_map(|need| &need.events) {
            if let Some(slot) = needed.get_mut(*event as usize) {
                *slot = true;
            }
        }
        let fields: BTreeSet<FieldId> = needs().flat_map(|need| &need.fields).copied().collect();
        let by_rule = tasks.iter().flat_map(|task| {
            let statements = task.statements.iter();
            statements.map(|statement| (&statement.need, task.calendar))
        });
        let calendars = calendars_by_event(rules.log.events.len(), by_rule);
        (fields.len() <= MOST_SHOWN).then(|| Self {
            rules,
            log,
            id,
            options,
            contract: log.field("contract").filter(|field| fields.contains(field)),
            plan: Plan::new(&rules.log, log, &needed),
            calendars,
            fields,
            tasks,
            passed,
        })
    }

    pub fn facts(&self) -> Facts<'_> {
        Facts::new(&self.rules.log, self.log, &self.plan, &self.calendars)
    }

    pub fn lanes(&self, facts: &Facts<'_>, absent: &[bool]) -> Lanes {
        Lanes::new(&self.rules.log, self.log, facts, &self.tasks, absent)
    }

    /// The bytes of memory that are allowed.
    pub fn memory(&self) -> usize {
        let told = self.options.memory.map(usize::try_from);
        told.and_then(Result::ok).unwrap_or(usize::MAX)
    }

    /// By field: whether rules read it.
    pub fn wanted(&self) -> Vec<bool> {
        (0u32..)
            .take(self.log.fields.len())
            .map(|field| self.fields.contains(&FieldId(field)))
            .collect()
    }

    pub fn columns<'c>(&'c self, absent: &'c [bool]) -> Columns<'c> {
        Columns {
            log: self.log,
            tables: &self.rules.log,
            absent,
        }
    }
}

/// What all workers share.
pub(super) struct Shared<'a> {
    pub setup: &'a Setup<'a>,
    pub facts: &'a Facts<'a>,
    pub text: &'a TextEngine<'a>,
    pub plans: Vec<LanePlan>,
    pub gathers: Vec<Gathers>,
    pub zones: SharedZones,
    pub classes: Classes,
    asked: Vec<Asked>,
    shown: Vec<FieldId>,
    setting: Setting,
}

impl<'a> Shared<'a> {
    /// `None` where some rule fits into no lane.
    pub fn new(
        setup: &'a Setup<'a>,
        facts: &'a Facts<'a>,
        lanes: Lanes,
        text: &'a TextEngine<'a>,
        budget: Arc<Budget>,
    ) -> Option<Self> {
        if !lanes.beyond.is_empty() || lanes.plans.len() > 64 {
            return None;
        }
        let zones = SharedZones::default();
        let shown: Vec<FieldId> = setup.fields.iter().copied().collect();
        let gather = |plan: &LanePlan| {
            let width = WORDS + plan.extras.len();
            Gathers {
                keyed: Gather::new(width, PARTITIONS, Arc::clone(&budget)),
                lone: Gather::new(width, PARTITIONS, Arc::clone(&budget)),
                ids: (plan.every && plan.id.is_some())
                    .then(|| Gather::new(1, PARTITIONS, Arc::clone(&budget))),
            }
        };
        Some(Self {
            gathers: lanes.plans.iter().map(gather).collect(),
            plans: lanes.plans,
            asked: Asked::all(text, &setup.plan.texts),
            setting: Setting::new(setup.log, setup.options.zone.as_deref(), &zones),
            classes: Classes::new(facts.facts.len(), shown.clone()),
            zones,
            shown,
            setup,
            facts,
            text,
        })
    }

    /// A worker for one thread.
    pub fn worker(&self) -> Worker<'_> {
        let setup = self.setup;
        let ground = Ground {
            rules: setup.rules,
            log: setup.log,
            id: setup.id,
            options: setup.options,
            plan: &setup.plan,
            calendars: &setup.calendars,
            facts: self.facts,
        };
        let words = Words::new(self.text, &setup.plan.texts, &self.asked);
        Worker::new(
            ground,
            Placer::new(&self.zones, self.setting),
            Answers::new(ground, words),
            &self.classes,
            &self.plans,
            &self.shown,
            &self.gathers,
        )
    }
}

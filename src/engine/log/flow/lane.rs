//! Walks the lanes: takes what was gathered, gives for each rule its sums, and what breaks it.

use super::exact::Exact;
use super::setup::Shared;
use super::sums::{add_rule, statement_sum};
use crate::contact::Position;
use crate::engine::log::select::{LanePlan, Selected};
use crate::engine::log::sum::Sum;
use crate::engine::log::tell::{Pile, Rows as FetchRows};
use crate::engine::log::threads::Threads;
use crate::engine::log::time::{Zones, day_number};
use crate::engine::log::walk::{Class, End, Instant, Lane, Ready, Sums};
use std::io;

/// At most so many bytes of memory for what is found; beyond them it waits in temporary files.
const FOUND: usize = 64 << 20;

/// What the lanes came to.
pub(super) struct Judged {
    /// By rule, then statement.
    pub sums: Vec<Vec<Sum<Position>>>,
    /// What breaks rules.
    pub pile: Pile,
    /// Rows left out because another tells the same contact.
    pub merged: u64,
    /// Those among them whose contents differ.
    pub conflicting: u64,
    /// Rows that bear another contact's identity.
    pub namesakes: u64,
}

impl Shared<'_> {
    /// Judges everything that was gathered; `None` where some lane cannot be walked.
    pub fn judge(
        &self,
        selected: &Selected,
        absent: &[bool],
        threads: &Threads,
        fetch: &FetchRows<'_>,
    ) -> io::Result<Option<Judged>> {
        let setup = self.setup;
        let end = match (setup.options.as_of, selected.end) {
            (Some(date), _) => End::Day(day_number(date)),
            (None, Some((first, last))) => End::Row(first, last),
            (None, None) => End::Row(Instant::MIN, Instant::MIN),
        };
        let classes = self.classes.list();
        let zones = self.zones.met();
        let mut judged = Judged {
            sums: setup
                .tasks
                .iter()
                .map(|task| {
                    task.statements
                        .iter()
                        .map(|one| Sum::new(one.conduct))
                        .collect()
                })
                .collect(),
            pile: Pile::new(setup.memory().min(FOUND)),
            merged: 0,
            conflicting: 0,
            namesakes: 0,
        };
        let mut twins: Vec<Position> = Vec::new();
        for (plan, gathers) in self.plans.iter().zip(&self.gathers) {
            let lane = self.lane(plan, &classes, &zones, (absent, end));
            let Some(ready) = Ready::new(lane) else {
                return Ok(None);
            };
            let walked = threads.run(|| self.walk(&ready, gathers, &twins, fetch))?;
            // All of them are found in the lane that holds every row, which is the first.
            if gathers.ids.is_some() {
                twins = walked.twins;
                twins.sort_unstable();
                judged.conflicting = walked.conflicting;
            }
            self.enter(plan, walked.sums, selected.rows > 0, &mut judged)?;
            let exact = Exact {
                shared: self,
                plan,
                absent,
                end,
                fetch,
            };
            threads.run(|| exact.judge(walked.hazy, &mut judged))?;
        }
        judged.merged = twins.len() as u64;
        judged.namesakes = threads.run(|| self.namesakes(judged.merged))?;
        for (task, sums) in setup.tasks.iter().zip(&mut judged.sums) {
            let mut days = selected.days.iter();
            let in_force = days.any(|&days| task.may_be_in_force(days));
            sums.iter_mut().for_each(|sum| sum.in_force = in_force);
        }
        Ok(Some(judged))
    }

    fn lane<'l>(
        &'l self,
        plan: &LanePlan,
        classes: &'l [Class],
        zones: &'l Zones,
        (absent, end): (&[bool], End),
    ) -> Lane<'l> {
        let setup = self.setup;
        let statements = plan.tasks.iter().filter_map(|&task| setup.tasks.get(task));
        Lane {
            rules: setup.rules,
            profile: &setup.options.profile,
            log: setup.id,
            zones,
            classes,
            field: plan.key,
            extras: plan.extras.clone(),
            events: plan.formulas(self.facts),
            statements: statements
                .flat_map(|task| (0..task.statements.len()).map(|at| (task.index, at)))
                .collect(),
            period: (setup.options.since, setup.options.until),
            end,
            absent: absent.to_vec(),
        }
    }

    fn enter(
        &self,
        plan: &LanePlan,
        walked: Sums,
        has_rows: bool,
        judged: &mut Judged,
    ) -> io::Result<()> {
        let tasks = &self.setup.tasks;
        let statements = plan
            .tasks
            .iter()
            .filter_map(|&at| Some((at, tasks.get(at)?)));
        let statements = statements.flat_map(|(at, task)| {
            (0..task.statements.len()).map(move |statement| (at, task, statement))
        });
        let mut took = walked.took.iter();
        for ((at, task, statement), sum) in statements.zip(&walked.statements) {
            if let Some(took) = took.next() {
                self.setup.options.watch.add_rule(task.index, *took);
            }
            let own = judged
                .sums
                .get_mut(at)
                .and_then(|sums| sums.get_mut(statement));
            if let Some(own) = own {
                own.merge(statement_sum(task, statement, sum, has_rows));
            }
        }
        for (rule, sum) in walked.rules {
            let Some(at) = tasks.iter().position(|task| task.index == rule) else {
                continue;
            };
            if let Some(own) = judged.sums.get_mut(at).and_then(|sums| sums.first_mut()) {
                for found in add_rule(own, at, sum) {
                    judged.pile.push(&found)?;
                }
            }
        }
        Ok(())
    }
}

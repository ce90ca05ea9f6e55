//! Readies together what rules need of a log: takes tasks, gives their conditions, and runs over the rows of a sheet.

use super::Stage;
use super::condition::{Plan, answer_texts};
use super::need::{Need, calendars_by_event, key_of};
use super::past::Past;
use super::run::{Base, Run};
use super::sheet::Sheet;
use super::task::{Statement, Task};
use super::time::World;
use super::timings::Stopwatch;
use crate::engine::text::TextEngine;
use crate::ir::log::Log;
use crate::ir::{CalendarId, RuleSet};

/// The conditions of all tasks made ready. Texts are asked in the order in which they stand here, whichever task is judged.
pub(super) struct Ready<'r> {
    plan: Plan<'r>,
    calendars: Vec<Option<CalendarId>>,
}

impl<'r> Ready<'r> {
    /// Readies the conditions of tasks.
    pub fn new(rules: &'r RuleSet, log: &'r Log, tasks: &[Task<'_>]) -> Self {
        let tables = &rules.log;
        let mut needed = vec![false; tables.events.len()];
        for event in statements(tasks).flat_map(|one| &one.need.events) {
            if let Some(slot) = needed.get_mut(event.0 as usize) {
                *slot = true;
            }
        }
        let by_rule = tasks.iter().flat_map(|task| {
            let statements = task.statements.iter();
            statements.map(|statement| (&statement.need, task.calendar))
        });
        Self {
            plan: Plan::new(tables, log, &needed),
            calendars: calendars_by_event(tables.events.len(), by_rule),
        }
    }

    /// Evaluates over all rows what some of the tasks need, and hands the run on.
    pub fn run<'t, T>(
        &self,
        sheet: &Sheet<'_>,
        text: &TextEngine<'_>,
        tasks: impl IntoIterator<Item = &'t Task<'t>> + Clone,
        past: &Past,
        watch: &Stopwatch,
        then: impl FnOnce(&Run<'_>) -> T,
    ) -> T {
        let mut all = Need::default();
        for Statement { need, .. } in statements(tasks.clone()) {
            all.events.extend(&need.events);
            all.temporals.extend(&need.temporals);
        }
        let texts = watch.stage(Stage::Select, || {
            answer_texts(sheet.table, text, &self.plan.texts, &past.rows)
        });
        let base = Base {
            sheet,
            plan: &self.plan,
            texts: &texts,
            calendars: &self.calendars,
            past,
        };
        let rows = sheet.order.clone();
        let mut run = watch.stage(Stage::Select, || {
            Run::new(&base, rows, World::default(), &all)
        });
        watch.stage(Stage::Gather, || {
            statements(tasks)
                .filter_map(|statement| key_of(statement.conduct))
                .for_each(|key| run.prepare(key));
        });
        then(&run)
    }
}

fn statements<'t>(
    tasks: impl IntoIterator<Item = &'t Task<'t>>,
) -> impl Iterator<Item = &'t Statement<'t>> {
    tasks.into_iter().flat_map(|task| &task.statements)
}

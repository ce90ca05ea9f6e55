//! Judges every conduct rule over one log: readies what the rules need together, judges statement by statement, sums each rule up.

use super::LogOptions;
use super::keep::{Wanting, future};
use super::notes::notes;
use super::past::{Future, Past};
use super::sheet::Sheet;
use super::shortfall::shortfall;
use super::statement::judge_statement;
use super::tasks::{Frame, Ready, Task, tasks_of};
use super::time::day_number;
use super::verdict::{Outcome as Told, Summed, sum_up};
use crate::contact::Table;
use crate::engine::text::TextEngine;
use crate::finding::{Outcome, Verdict};
use crate::ir::RuleSet;
use rayon::prelude::*;

/// Judges a log by every conduct rule; `looks_on` asks for what a later run needs.
pub(super) fn judge_all(
    rules: &RuleSet,
    table: &Table,
    text: &TextEngine<'_>,
    options: &LogOptions,
    past: &Past,
    looks_on: bool,
) -> (Outcome, Future) {
    let mut outcome = Outcome::default();
    let Some(log) = rules.log.logs.get(table.log.0 as usize) else {
        return (outcome, Future::default());
    };
    let (tasks, passed) = tasks_of(rules, log, table.log, options);
    outcome.verdicts.extend(passed);
    let sheet = Sheet::new(rules, table, log, options, past);
    outcome.ledger.notes = notes(&sheet, options.zone.as_deref());
    outcome.ledger.notes.extend(shortfall(
        &sheet,
        options.since.map(day_number),
        tasks.iter().map(|task| {
            let statements = task.statements.iter().map(|(one, _)| *one).collect();
            (task.rule, task.calendar, statements)
        }),
    ));
    let (judged, future) = judge_tasks(&sheet, text, options, &tasks, past, looks_on);
    for summed in judged {
        outcome.findings.extend(summed.findings);
        outcome.verdicts.push(summed.verdict);
    }
    outcome.verdicts.sort_by_key(|verdict| verdict.rule);
    enter(&mut outcome);
    (outcome, future)
}

fn judge_tasks(
    sheet: &Sheet<'_>,
    text: &TextEngine<'_>,
    options: &LogOptions,
    tasks: &[Task<'_>],
    past: &Past,
    looks_on: bool,
) -> (Vec<Summed>, Future) {
    let all: Vec<&Task<'_>> = tasks.iter().collect();
    let frame = Frame::new(sheet, options, past);
    let known = past.told();
    Ready::new(sheet.rules, sheet.log, tasks).run(sheet, text, &all, past, |run| {
        let mut judged: Vec<Summed> = tasks
            .par_iter()
            .map(|task| {
                let told: Vec<Told<'_>> = task
                    .statements
                    .iter()
                    .map(|(statement, need)| {
                        let terms = frame.terms(sheet.rules, past, task, statement);
                        let judged = judge_statement(run, &terms, need);
                        Told {
                            terms,
                            need,
                            judged,
                        }
                    })
                    .collect();
                sum_up(run, task.index, task.rule, &told, &known)
            })
            .collect();
        if !looks_on {
            return (judged, Future::default());
        }
        let rules: Vec<Wanting<'_>> = tasks
            .iter()
            .map(|task| Wanting {
                index: task.index,
                calendar: task.calendar,
                statements: task.statements.iter().map(|(one, _)| *one).collect(),
            })
            .collect();
        let told = judged
            .iter_mut()
            .flat_map(|one| std::mem::take(&mut one.told))
            .collect();
        let future = future(run, &rules, told);
        (judged, future)
    })
}

// Enters every rule in the ledger under what it came to.
fn enter(outcome: &mut Outcome) {
    let ledger = &mut outcome.ledger;
    for verdict in &outcome.verdicts {
        let list = match verdict.verdict {
            Verdict::NotInForce => &mut ledger.not_in_force,
            Verdict::NotApplicable => &mut ledger.not_applicable,
            Verdict::NotAssessed => {
                ledger.not_assessed.push(verdict.id.clone());
                &mut ledger.evaluated
            }
            Verdict::Met | Verdict::Pending | Verdict::Violated => &mut ledger.evaluated,
        };
        list.push(verdict.id.clone());
    }
    for list in [
        &mut ledger.evaluated,
        &mut ledger.not_in_force,
        &mut ledger.not_applicable,
        &mut ledger.not_assessed,
    ] {
        list.sort();
        list.dedup();
    }
}

//! Judges every conduct rule over one log: readies what the rules need together, judges statement by statement, sums each rule up.

use super::LogOptions;
use super::condition::{Plan, answer_texts};
use super::judge::{End, Terms};
use super::keep::{Wanting, future};
use super::need::{Need, calendars_by_event, key_of};
use super::notes::notes;
use super::past::{Future, Past, ahead_of};
use super::run::{Base, Run};
use super::sheet::Sheet;
use super::shortfall::shortfall;
use super::statement::judge_statement;
use super::time::{World, day_number};
use super::verdict::{Outcome as Told, Summed, sum_up};
use crate::contact::Table;
use crate::engine::text::TextEngine;
use crate::finding::{Outcome, RuleVerdict, Verdict};
use crate::ir::log::LogId;
use crate::ir::rule::{Body, Conduct, Rule};
use crate::ir::{CalendarId, RuleSet, Words};
use rayon::prelude::*;

/// A rule that is judged, with what each of its statements needs.
struct Task<'a> {
    index: usize,
    rule: &'a Rule,
    calendar: Option<CalendarId>,
    statements: Vec<(&'a Conduct, Need)>,
}

/// Judges a log by every conduct rule.
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
    let mut tasks = Vec::new();
    for (index, rule) in rules.rules.iter().enumerate() {
        let Body::Conduct {
            log: of,
            calendar,
            statements,
        } = &rule.body
        else {
            continue;
        };
        if let Some(why) = passed_over(rules, rule, *of, table.log, &options.profile) {
            outcome.verdicts.push(not_applicable(index, rule, why));
            continue;
        }
        let statements = statements
            .iter()
            .map(|statement| {
                let mut need = Need::default();
                need.statement(&rules.log, log, statement);
                (statement, need)
            })
            .collect();
        tasks.push(Task {
            index,
            rule,
            calendar: *calendar,
            statements,
        });
    }
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
    let tables = &sheet.rules.log;
    let needs = || tasks.iter().flat_map(|task| &task.statements);
    let mut all = Need::default();
    for (_, need) in needs() {
        all.events.extend(&need.events);
        all.temporals.extend(&need.temporals);
    }
    let mut needed = vec![false; tables.events.len()];
    for event in &all.events {
        if let Some(slot) = needed.get_mut(event.0 as usize) {
            *slot = true;
        }
    }
    let plan = Plan::new(tables, sheet.log, &needed);
    let texts = answer_texts(sheet.table, text, &plan.texts, &past.rows);
    let by_rule = tasks.iter().flat_map(|task| {
        task.statements
            .iter()
            .map(|(_, need)| (need, task.calendar))
    });
    let calendars = calendars_by_event(tables.events.len(), by_rule);
    let base = Base {
        sheet,
        plan: &plan,
        texts: &texts,
        calendars: &calendars,
        past,
    };
    let mut run = Run::new(&base, sheet.order.clone(), World::default(), &all);
    for (statement, _) in needs() {
        if let Some(key) = key_of(statement) {
            run.prepare(key);
        }
    }
    let end = End::of(sheet, options.as_of, past.end);
    let period = (options.since.map(day_number), options.until.map(day_number));
    let known = past.told();
    let run = &run;
    let mut judged: Vec<Summed> = tasks
        .par_iter()
        .map(|task| {
            let statements = task.statements.iter().map(|(statement, _)| *statement);
            let settled = past.settled(ahead_of(sheet.rules, task.calendar, statements));
            let told: Vec<Told<'_>> = task
                .statements
                .iter()
                .map(|(statement, need)| {
                    let terms = Terms {
                        rule: task.rule,
                        calendar: task.calendar,
                        statement,
                        period,
                        end,
                        settled,
                    };
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
}

// Why a rule has nothing to say about this log, whatever is in it.
fn passed_over(
    rules: &RuleSet,
    rule: &Rule,
    of: LogId,
    log: LogId,
    profile: &[String],
) -> Option<Words> {
    if of != log {
        let name = |id: LogId| {
            rules
                .log
                .logs
                .get(id.0 as usize)
                .map_or("", |log| log.name.as_str())
        };
        return Some(Words::both(
            format!(
                "the rule reads `{}` logs and this is a `{}` log",
                name(of),
                name(log)
            ),
            format!("规则适用于 `{}` 日志，而本日志为 `{}`", name(of), name(log)),
        ));
    }
    if !rule.profile.is_empty() && !rule.profile.iter().any(|name| profile.contains(name)) {
        let wanted = rule.profile.join(", ");
        return Some(Words::both(
            format!("the rule is for the profile {wanted}"),
            format!("规则仅适用于 {wanted}"),
        ));
    }
    None
}

fn not_applicable(index: usize, rule: &Rule, why: Words) -> RuleVerdict {
    RuleVerdict {
        rule: index,
        id: rule.id.clone(),
        subject: "log".to_string(),
        verdict: Verdict::NotApplicable,
        why,
        open: None,
        evidence: Vec::new(),
        counts: None,
    }
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

//! Chooses the rules that judge a log and readies together what they need: takes compiled rules, gives a task for each, and runs over rows.

use super::LogOptions;
use super::condition::{Plan, answer_texts};
use super::judge::{End, Terms};
use super::need::{Need, calendars_by_event, key_of};
use super::past::{Past, ahead_of};
use super::run::{Base, Run};
use super::sheet::Sheet;
use super::time::{Day, World, day_number};
use crate::engine::text::TextEngine;
use crate::finding::{RuleVerdict, Verdict};
use crate::ir::log::{Log, LogId};
use crate::ir::rule::{Body, Conduct, Rule};
use crate::ir::{CalendarId, RuleSet, Words};

/// A rule that is judged, with what each of its statements needs.
pub(super) struct Task<'a> {
    /// Index into the rule set's rules.
    pub index: usize,
    /// The rule.
    pub rule: &'a Rule,
    /// Its calendar.
    pub calendar: Option<CalendarId>,
    /// Its statements.
    pub statements: Vec<(&'a Conduct, Need)>,
}

/// The rules that judge a log, and the verdict of each that does not.
pub(super) fn tasks_of<'r>(
    rules: &'r RuleSet,
    log: &Log,
    id: LogId,
    options: &LogOptions,
) -> (Vec<Task<'r>>, Vec<RuleVerdict>) {
    let (mut tasks, mut passed) = (Vec::new(), Vec::new());
    for (index, rule) in rules.rules.iter().enumerate() {
        let Body::Conduct {
            log: of,
            calendar,
            statements,
        } = &rule.body
        else {
            continue;
        };
        if let Some(why) = passed_over(rules, rule, *of, id, &options.profile) {
            passed.push(not_applicable(index, rule, why));
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
    (tasks, passed)
}

/// The conditions of all tasks made ready. Texts are asked in the order in which they stand here, whichever task is judged.
pub(super) struct Ready<'r> {
    plan: Plan<'r>,
    calendars: Vec<Option<CalendarId>>,
}

impl<'r> Ready<'r> {
    /// Readies the conditions of tasks.
    pub fn new(rules: &'r RuleSet, log: &'r Log, tasks: &[Task<'_>]) -> Self {
        let count = rules.log.events.len();
        let mut needed = vec![false; count];
        for (_, need) in tasks.iter().flat_map(|task| &task.statements) {
            for event in &need.events {
                if let Some(slot) = needed.get_mut(event.0 as usize) {
                    *slot = true;
                }
            }
        }
        let by_rule = tasks.iter().flat_map(|task| {
            task.statements
                .iter()
                .map(|(_, need)| (need, task.calendar))
        });
        Self {
            plan: Plan::new(&rules.log, log, &needed),
            calendars: calendars_by_event(count, by_rule),
        }
    }

    /// Evaluates over all rows what some of the tasks need, and hands the run on.
    pub fn run<R>(
        &self,
        sheet: &Sheet<'_>,
        text: &TextEngine<'_>,
        tasks: &[&Task<'_>],
        past: &Past,
        then: impl FnOnce(&Run<'_>) -> R,
    ) -> R {
        let mut all = Need::default();
        for (_, need) in tasks.iter().flat_map(|task| &task.statements) {
            all.events.extend(&need.events);
            all.temporals.extend(&need.temporals);
        }
        let texts = answer_texts(sheet.table, text, &self.plan.texts, &past.rows);
        let base = Base {
            sheet,
            plan: &self.plan,
            texts: &texts,
            calendars: &self.calendars,
            past,
        };
        let mut run = Run::new(&base, sheet.order.clone(), World::default(), &all);
        for (statement, _) in tasks.iter().flat_map(|task| &task.statements) {
            if let Some(key) = key_of(statement) {
                run.prepare(key);
            }
        }
        then(&run)
    }
}

/// What all statements of a run are judged under.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    period: (Option<Day>, Option<Day>),
    end: End,
}

impl Frame {
    /// As the options say, for the rows of a log.
    pub fn new(sheet: &Sheet<'_>, options: &LogOptions, past: &Past) -> Self {
        Self {
            period: (options.since.map(day_number), options.until.map(day_number)),
            end: End::of(sheet, options.as_of, past.end),
        }
    }

    /// What a statement of a task is judged under.
    pub fn terms<'a>(
        &self,
        rules: &RuleSet,
        past: &Past,
        task: &Task<'a>,
        statement: &'a Conduct,
    ) -> Terms<'a> {
        let statements = task.statements.iter().map(|(statement, _)| *statement);
        Terms {
            rule: task.rule,
            calendar: task.calendar,
            statement,
            period: self.period,
            end: self.end,
            settled: past.settled(ahead_of(rules, task.calendar, statements)),
        }
    }
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

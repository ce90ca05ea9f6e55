//! Answers what one row would come to: takes a table of which one row has not happened yet, gives every rule that it would break, that it may
//! break, or that cannot be told, and what would have to be known.

use super::LogOptions;
use super::condition::{At, Open};
use super::ground::Ground;
use super::judge::{Hit, Standing, Terms};
use super::need::{Need, events_of, key_of};
use super::past::Past;
use super::ready::Ready;
use super::run::Run;
use super::sheet::Sheet;
use super::statement::judge_statement;
use super::task::{Statement, Task, tasks};
use super::tell::Teller;
use super::time::day_number;
use crate::contact::{Table, describe_value};
use crate::engine::text::TextEngine;
use crate::ir::log::{FieldId, Log, LogId};
use crate::ir::{RuleSet, Words};

/// How a row would stand to a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Would {
    /// It may break it, and what decides is not known.
    Perhaps,
    /// It would break it.
    Break,
    /// It has no key for it.
    Keyless,
}

/// A rule that a row would not simply be in order by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concern {
    /// Index into the rule set's rules.
    pub rule: usize,
    /// How.
    pub would: Would,
    /// What would be wrong, in one line; empty where the row has no key.
    pub message: Words,
    /// The fields of the row that decide and are missing.
    pub missing: Vec<FieldId>,
    /// What other rows do not say decides too.
    pub others: bool,
}

/// Rules made ready once, for many questions.
pub struct Asker<'r> {
    rules: &'r RuleSet,
    options: &'r LogOptions,
    log: &'r Log,
    id: LogId,
    tasks: Vec<Task<'r>>,
    ready: Ready<'r>,
}

impl<'r> Asker<'r> {
    /// Readies the rules of a log; `None` if the rule set has no such log.
    pub fn new(rules: &'r RuleSet, id: LogId, options: &'r LogOptions) -> Option<Self> {
        let log = rules.log.logs.get(id.0 as usize)?;
        let (tasks, _) = tasks(rules, id, &options.profile);
        Some(Self {
            rules,
            options,
            log,
            id,
            ready: Ready::new(rules, log, &tasks),
            tasks,
        })
    }

    /// The rules that read one of some fields, by index.
    pub fn reading(&self, fields: &[FieldId]) -> Vec<usize> {
        let reads = |need: &Need| fields.iter().any(|field| need.fields.contains(field));
        let tasks = self.tasks.iter();
        tasks
            .filter(|task| task.statements.iter().any(|one| reads(&one.need)))
            .map(|task| task.index)
            .collect()
    }

    pub(super) fn task(&self, rule: usize) -> Option<&Task<'r>> {
        self.tasks.iter().find(|task| task.index == rule)
    }

    pub(super) fn rules(&self) -> &'r RuleSet {
        self.rules
    }

    pub(super) fn log(&self) -> &'r Log {
        self.log
    }

    pub(super) fn options(&self) -> &'r LogOptions {
        self.options
    }

    /// What a row of a table would come to. The rows that `past` left stand first; `only` names the rules that are asked, by index.
    pub fn ask(
        &self,
        (table, row): (&Table, u32),
        text: &TextEngine<'_>,
        past: &Past,
        only: Option<&[usize]>,
    ) -> Vec<Concern> {
        if table.log != self.id {
            return Vec::new();
        }
        let wanted = |task: &&Task<'_>| only.is_none_or(|only| only.contains(&task.index));
        let tasks: Vec<&Task<'_>> = self.tasks.iter().filter(wanted).collect();
        let sheet = Sheet::new(self.rules, table, self.log, self.options, past);
        let asked = tasks.iter().copied();
        let watch = &self.options.watch;
        self.ready.run(&sheet, text, asked, past, watch, |run| {
            tasks
                .iter()
                .flat_map(|task| concerns(run, self.options, task, row))
                .collect()
        })
    }
}

fn concerns(run: &Run<'_>, options: &LogOptions, task: &Task<'_>, row: u32) -> Vec<Concern> {
    let mut concerns = Vec::new();
    let (sheet, past) = (run.base.sheet, run.base.past);
    let period = (options.since.map(day_number), options.until.map(day_number));
    let end = sheet.end(options.as_of, past.end);
    let settled = past.settled(sheet.rules, task);
    for statement in &task.statements {
        let terms = Terms {
            settled,
            ..task.terms(statement, period, end)
        };
        let Statement { need, .. } = statement;
        let judged = judge_statement(run, &terms, need);
        let hits: Vec<&Hit> = judged.hits.iter().filter(|hit| hit.row == row).collect();
        for hit in &hits {
            let would = match hit.standing {
                Standing::Violated => Would::Break,
                Standing::Possible => Would::Perhaps,
                // A duty that the row calls up can still be met.
                Standing::Pending => continue,
            };
            let open = match would {
                Would::Perhaps => open(run, &terms, row),
                _ => Open::default(),
            };
            concerns.push(Concern {
                rule: task.index,
                would,
                message: Teller::new(sheet, task.rule, statement).message(hit),
                // An event that is certain leaves the others to decide.
                others: would == Would::Perhaps && (open.others || open.fields.is_empty()),
                missing: open.fields.into_iter().collect(),
            });
        }
        if hits.is_empty() {
            concerns.extend(keyless(run, &terms, need, task.index, row));
        }
    }
    concerns
}

fn open(run: &Run<'_>, terms: &Terms<'_>, row: u32) -> Open {
    let mut open = Open::default();
    if let Some(at) = at(run, row) {
        for event in events_of(terms.statement) {
            run.judge().opens(event, at, &mut open);
        }
    }
    open
}

fn at(run: &Run<'_>, row: u32) -> Option<At> {
    let place = run.base.sheet.rank.get(row as usize).copied()?;
    Some(At {
        place: place as usize,
        row,
    })
}

// A row that is of an event of the statement and lacks a field of its key.
fn keyless(
    run: &Run<'_>,
    terms: &Terms<'_>,
    need: &Need,
    rule: usize,
    row: u32,
) -> Option<Concern> {
    let sheet = run.base.sheet;
    let lacks =
        |field: &FieldId| describe_value(sheet.table, row as usize, sheet.log, *field).is_none();
    let tables = &sheet.rules.log;
    let temporals = need.temporals.iter();
    let inner = temporals
        .filter_map(|id| tables.temporals.get(id.0 as usize))
        .map(super::need::temporal_key);
    let mut missing: Vec<FieldId> = key_of(terms.statement)
        .into_iter()
        .chain(inner)
        .flatten()
        .copied()
        .filter(lacks)
        .collect();
    missing.sort_unstable();
    missing.dedup();
    let place = at(run, row)?.place;
    let named = events_of(terms.statement);
    let is_one = named
        .iter()
        .any(|&event| run.event(event, place).is_possible());
    (is_one && !missing.is_empty()).then(|| Concern {
        rule,
        would: Would::Keyless,
        message: Words::default(),
        missing,
        others: false,
    })
}

//! Judges every conduct rule over one log: readies what the rules need together, judges statement by statement, sums each rule up and
//! hands over what tells its findings.

use super::judge::{End, Hit, Standing, Terms};
use super::need::key_of;
use super::notes::{Noted, notes};
use super::outcome::outcome;
use super::past::Past;
use super::picture::of_sheet;
use super::ready::Ready;
use super::run::Run;
use super::sheet::Sheet;
use super::shortfall::{first_day, shortfall};
use super::statement::judge_statement;
use super::sum::Sum;
use super::task::{Statement, Task, tasks};
use super::tell::{CHUNK, Desk, Fetch, Found, Pile, Unknown, in_chunks, subject_among, unknowns};
use super::threads::Threads;
use super::time::{Day, day_number};
use super::verdict::{Columns, conclude};
use super::{LogOptions, Places, Stage, Tell};
use crate::contact::{Column, Table};
use crate::engine::text::TextEngine;
use crate::finding::{Outcome, RuleVerdict};
use crate::ir::log::{FieldId, Log};
use crate::ir::{RuleSet, Words};
use rayon::prelude::*;
use std::io;

/// What a rule came to: a sum for each statement, and the hits that break it, by time.
pub(super) struct Weighed {
    /// By statement.
    pub sums: Vec<Sum>,
    /// By time.
    pub broken: Vec<Found>,
}

/// A log that is judged and not yet told.
struct Judged<'j> {
    sheet: &'j Sheet<'j>,
    columns: Columns<'j>,
    tasks: &'j [Task<'j>],
    threads: &'j Threads,
    /// By task.
    weighed: Vec<Weighed>,
    /// The verdicts of the rules that are not judged.
    passed: Vec<RuleVerdict>,
    /// What the ledger says of the log.
    notes: Vec<Words>,
}

// Judges a log by every conduct rule, and leaves the telling to `then`.
fn judge<T>(
    rules: &RuleSet,
    (table, log): (&Table, &Log),
    text: &TextEngine<'_>,
    options: &LogOptions,
    then: impl FnOnce(Judged<'_>) -> T,
) -> T {
    let threads = &Threads::new(options.threads);
    let (tasks, passed) = tasks(rules, table.log, &options.profile);
    let sheet = &options.watch.stage(Stage::Gather, || {
        threads.run(|| Sheet::new(rules, table, log, options, &Past::default()))
    });
    let absent = absent(table, log);
    let columns = columns(rules, log, &absent);
    let end = sheet.end(options.as_of, None);
    then(Judged {
        sheet,
        columns,
        tasks: &tasks,
        threads,
        weighed: threads.run(|| weigh(sheet, columns, text, options, &tasks, end)),
        passed,
        notes: all_notes(rules, &Noted::of(sheet), first_day(sheet), options, &tasks),
    })
}

/// Judges a log by every conduct rule; findings are told from the rows of the table.
pub(super) fn judge_all<T>(
    rules: &RuleSet,
    table: &Table,
    text: &TextEngine<'_>,
    options: &LogOptions,
    draws: bool,
    then: impl FnOnce(Outcome, Tell<'_>) -> T,
) -> T {
    let Some(log) = rules.log.logs.get(table.log.0 as usize) else {
        return then(Outcome::default(), Box::new(|_| Ok(())));
    };
    judge(rules, (table, log), text, options, |judged| {
        let (sheet, threads) = (judged.sheet, judged.threads);
        let desk = Desk {
            sheet,
            tasks: judged.tasks,
        };
        let (verdicts, broken): (Vec<RuleVerdict>, Vec<Vec<Found>>) = threads.run(|| {
            let all = judged.tasks.par_iter().zip(judged.weighed);
            all.map(|(task, Weighed { sums, broken })| {
                let kept = sums.iter().flat_map(|sum| sum.open.kept());
                let kept: Vec<Found> = kept.cloned().collect();
                let open = desk.open(&kept);
                (conclude(judged.columns, task, sums, open), broken)
            })
            .unzip()
        });
        let mut outcome = outcome(rules, judged.passed, verdicts, judged.notes);
        let mut tell: Tell<'_> = Box::new(|to| {
            let all = broken.into_iter().flatten().map(Ok);
            in_chunks(all, CHUNK, |chunk| {
                let findings = threads.run(|| desk.findings(&chunk));
                findings.into_iter().try_for_each(&mut *to)
            })
        });
        if draws {
            let mut all = Vec::new();
            let held = tell(&mut |finding| {
                all.push(finding);
                Ok(())
            });
            // Nothing that holds findings fails.
            outcome.picture = held.is_ok().then(|| of_sheet(sheet, options, &all));
            tell = Box::new(move |to| all.into_iter().try_for_each(to));
        }
        then(outcome, tell)
    })
}

/// The same with rows that are fetched when their hits are told.
pub(super) fn judge_placed<T>(
    rules: &RuleSet,
    table: &Table,
    places: &Places<'_>,
    text: &TextEngine<'_>,
    options: &LogOptions,
    then: impl FnOnce(Outcome, Tell<'_>) -> T,
) -> io::Result<T> {
    let Some(log) = rules.log.logs.get(table.log.0 as usize) else {
        return Ok(then(Outcome::default(), Box::new(|_| Ok(()))));
    };
    judge(rules, (table, log), text, options, |judged| {
        let fetch = Fetch {
            rules,
            log,
            options,
            tasks: judged.tasks,
            vague: judged.sheet.clock.is_vague(),
            threads: judged.threads,
            rows: places.rows,
        };
        let place = |found: &Found| {
            found.try_map(|row| {
                let missing =
                    || io::Error::new(io::ErrorKind::InvalidInput, "a row has no position");
                let position = places.positions.get(row as usize).copied();
                position.ok_or_else(missing)
            })
        };
        let mut pile = Pile::new(places.memory);
        let mut verdicts = Vec::new();
        for (task, Weighed { sums, broken }) in judged.tasks.iter().zip(judged.weighed) {
            let kept = sums.iter().flat_map(|sum| sum.open.kept());
            let kept: Vec<_> = kept.map(place).collect::<io::Result<_>>()?;
            verdicts.push(conclude(judged.columns, task, sums, fetch.open(&kept)?));
            let mut own = Pile::new(places.memory);
            broken
                .iter()
                .try_for_each(|found| own.push(&place(found)?))?;
            pile.merge(own)?;
        }
        let outcome = outcome(rules, judged.passed, verdicts, judged.notes);
        let tell: Tell<'_> = Box::new(|to| fetch.findings(pile.sorted()?, to));
        Ok(then(outcome, tell))
    })
}

/// What the ledger has to say of a log.
pub(super) fn all_notes(
    rules: &RuleSet,
    noted: &Noted,
    first_day: Option<Day>,
    options: &LogOptions,
    tasks: &[Task<'_>],
) -> Vec<Words> {
    let mut all = notes(noted, options.zone.as_deref());
    let each = tasks.iter().map(|task| {
        let statements = task.statements.iter().map(|one| one.conduct).collect();
        (task.rule, task.calendar, statements)
    });
    let since = options.since.map(day_number);
    all.extend(shortfall(rules, first_day, since, each));
    all
}

/// By field: no file has the column.
pub(super) fn absent(table: &Table, log: &Log) -> Vec<bool> {
    (0u32..)
        .zip(&log.fields)
        .map(|(field, _)| matches!(table.column(FieldId(field)), Column::Absent))
        .collect()
}

/// The columns of a log.
pub(super) fn columns<'a>(rules: &'a RuleSet, log: &'a Log, absent: &'a [bool]) -> Columns<'a> {
    Columns {
        log,
        tables: &rules.log,
        absent,
    }
}

/// Judges the rows of a sheet by rules, in a log that ends where it is told.
pub(super) fn weigh(
    sheet: &Sheet<'_>,
    columns: Columns<'_>,
    text: &TextEngine<'_>,
    options: &LogOptions,
    tasks: &[Task<'_>],
    end: End,
) -> Vec<Weighed> {
    let ready = Ready::new(sheet.rules, sheet.log, tasks);
    let (past, watch) = (Past::default(), &options.watch);
    ready.run(sheet, text, tasks, &past, watch, |run| {
        weigh_run(run, columns, options, tasks, end)
    })
}

/// Judges the rows of a run that is ready for the rules.
pub(super) fn weigh_run(
    run: &Run<'_>,
    columns: Columns<'_>,
    options: &LogOptions,
    tasks: &[Task<'_>],
    end: End,
) -> Vec<Weighed> {
    let (sheet, watch) = (run.base.sheet, &options.watch);
    let period = (options.since.map(day_number), options.until.map(day_number));
    let each = |(index, task): (usize, &Task<'_>)| {
        let missed = columns.missed_by(task);
        let settled = run.base.past.settled(sheet.rules, task);
        let mut weighed = Weighed {
            sums: Vec::new(),
            broken: Vec::new(),
        };
        for (at, statement) in task.statements.iter().enumerate() {
            let terms = Terms {
                settled,
                ..task.terms(statement, period, end)
            };
            let mut judged = judge_statement(run, &terms, &statement.need);
            let asked = Asked {
                sheet,
                statement,
                missed: &missed,
                is_single: task.statements.len() == 1 && key_of(statement.conduct).is_none(),
            };
            for hit in std::mem::take(&mut judged.hits) {
                let found = found(run, statement, (index, at), hit);
                asked.take(&mut judged.sum, found, &mut weighed.broken);
            }
            weighed.sums.push(judged.sum);
        }
        let by_time = |one: &Found| (sheet.rank_of(one.hit.row), one.statement);
        weighed.broken.par_sort_by_key(by_time);
        weighed
    };
    let all = tasks.par_iter().enumerate();
    all.map(|(at, task)| watch.rule(task.index, || each((at, task))))
        .collect()
}

fn found(run: &Run<'_>, statement: &Statement<'_>, (task, at): (usize, usize), hit: Hit) -> Found {
    let sheet = run.base.sheet;
    let readings = sheet.clock.readings(hit.row);
    let subject = || {
        let key = key_of(statement.conduct)?;
        let cells = run.timelines(key)?.partition.keys.get(hit.line)?;
        subject_among(sheet, hit.row, key, cells)
    };
    Found {
        task,
        statement: at,
        instant: readings.iter().map(|one| one.first).min().unwrap_or(0),
        subject: subject().map(String::into_boxed_str),
        hit,
    }
}

/// What is asked of a hit.
struct Asked<'a> {
    sheet: &'a Sheet<'a>,
    statement: &'a Statement<'a>,
    /// Columns that the rule reads and no file has.
    missed: &'a [FieldId],
    /// No row comes in more than one hit of the rule.
    is_single: bool,
}

impl Asked<'_> {
    fn unknown(&self, row: u32) -> Vec<Unknown> {
        unknowns(self.sheet, &self.statement.need, self.missed, row)
    }

    // Enters a hit into the sum; one that breaks the rule is kept.
    fn take(&self, sum: &mut Sum, found: Found, broken: &mut Vec<Found>) {
        match found.hit.standing {
            Standing::Violated => {
                sum.counts.violated += 1;
                broken.push(found);
            }
            Standing::Possible => {
                sum.counts.possible += 1;
                for row in found.hit.rows() {
                    for what in self.unknown(row) {
                        match self.is_single {
                            true => sum.unknown.add(what, 1),
                            false => sum.unknown.insert(what, u64::from(row)),
                        }
                    }
                }
                // Where a column is missing altogether, naming it says more than listing every row.
                if self.missed.is_empty() || !self.unknown(found.hit.row).is_empty() {
                    sum.open.push(found);
                }
            }
            Standing::Pending => {
                sum.counts.pending += 1;
                sum.open.push(found);
            }
        }
    }
}

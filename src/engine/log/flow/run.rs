//! Runs an audit over a log that is read once: selects, walks, concludes, and hands over what tells the findings.

use super::setup::{Setup, Shared};
use super::{Flow, lane};
use crate::contact::{Position, Scan, Table};
use crate::engine::log::gather::Budget;
use crate::engine::log::notes::Noted;
use crate::engine::log::outcome::outcome;
use crate::engine::log::rule::all_notes;
use crate::engine::log::select::Selected;
use crate::engine::log::tell::{Fetch, Pile};
use crate::engine::log::threads::Threads;
use crate::engine::log::verdict::conclude;
use crate::engine::log::{LogOptions, Stage, Tell};
use crate::engine::text::TextEngine;
use crate::finding::Outcome;
use crate::ir::RuleSet;
use crate::ir::log::{FieldId, LogId};

use std::io;
use std::sync::Arc;
use std::time::Instant;

/// The fields by which rows are told apart and put in order.
const LATE: [&str; 2] = ["id", "seq"];

/// Judges a log batch by batch within the memory that is allowed for its records.
///
/// # Errors
/// What reading rows again and temporary files give.
pub fn audit_scan<T>(
    rules: &RuleSet,
    scan: &mut Scan<'_>,
    log: LogId,
    text: &TextEngine<'_>,
    options: &LogOptions,
    then: impl FnOnce(Outcome, Tell<'_>, &Scan<'_>) -> T,
) -> io::Result<Flow<T>> {
    let Some(setup) = Setup::new(rules, log, options) else {
        return Ok(Flow::Whole);
    };
    let facts = setup.facts();
    let absent_before = scan.absent();
    let lanes = setup.lanes(&facts, &absent_before);
    let Some(shared) = Shared::new(
        &setup,
        &facts,
        lanes,
        text,
        Arc::new(Budget::new(setup.memory())),
    ) else {
        return Ok(Flow::Whole);
    };
    let start = Instant::now();
    let workers = scan.run(&setup.wanted(), || shared.worker());
    let mut selected = Selected::default();
    let mut threads = 0;
    for worker in workers {
        selected.merge(worker.finish()?);
        threads += 1;
    }
    let (read, watch) = (start.elapsed() * threads, &options.watch);
    watch.add(Stage::Read, read.saturating_sub(selected.took));
    watch.add(Stage::Select, selected.took);
    let absent = scan.absent();
    // Without a zone, stamps with and without an offset are only loosely in order; and contracts differ from row to row.
    let contracts = setup
        .contract
        .is_some_and(|field| absent.get(field.0 as usize) == Some(&false));
    // A column that showed late, by which rows are told apart.
    let late = |field: FieldId| absent_before.get(field.0 as usize) != absent.get(field.0 as usize);
    let late = LATE
        .iter()
        .filter_map(|name| setup.log.field(name))
        .any(late);
    if (selected.placed && selected.floating) || contracts || late {
        return Ok(Flow::Whole);
    }
    let scan: &Scan<'_> = scan;
    let fetch_rows = |positions: &[Position]| -> io::Result<Table> { scan.fetch(positions) };
    let threads = Threads::new(options.threads);
    let judged = shared.judge(&selected, &absent, &threads, &fetch_rows)?;
    let Some(lane::Judged {
        sums,
        pile,
        merged,
        conflicting,
        namesakes,
    }) = judged
    else {
        return Ok(Flow::Whole);
    };
    let fetch = Fetch {
        rules,
        log: setup.log,
        options,
        tasks: &setup.tasks,
        vague: false,
        threads: &threads,
        rows: &fetch_rows,
    };
    let columns = setup.columns(&absent);
    let mut verdicts = Vec::new();
    for (task, sums) in setup.tasks.iter().zip(sums) {
        let open: Vec<_> = sums
            .iter()
            .flat_map(|sum| sum.open.kept())
            .cloned()
            .collect();
        verdicts.push(conclude(columns, task, sums, fetch.open(&open)?));
    }
    let noted = Noted {
        clock: selected.notes,
        merged,
        conflicting,
        namesakes,
        vague: false,
    };
    let notes = all_notes(
        rules,
        &noted,
        selected.days.first().map(|(day, _)| *day),
        options,
        &setup.tasks,
    );
    let outcome = outcome(rules, setup.passed.clone(), verdicts, notes);
    let tell: Tell<'_> = Box::new(|to| fetch.findings(Pile::sorted(pile)?, to));
    Ok(Flow::Judged(then(outcome, tell, scan)))
}

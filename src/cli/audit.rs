//! Runs `hegui audit`: reads contact logs and the contracts they go with, judges them by the conduct rules, writes the report.

use super::args::{Audit, Common};
use super::contracts::{Reader, folders};
use super::finish::finish;
use super::setup::Setup;
use super::state::nightly;
use super::status::Status;
use super::targets::targets;
use super::{ledger, names};
use crate::codes::input::NOTHING_CHECKED;
use crate::codes::project::BAD_ARGUMENT;
use crate::contact::{self, FileRecord, LogInput};
use crate::diag::Problem;
use crate::engine::log::{LogOptions, Past, audit, is_zone};
use crate::engine::text::{TextEngine, TextOptions};
use crate::finding::{InputRecord, LogColumn, Outcome, Reject};
use crate::ir::log::LogId;
use crate::ir::rule::{Body, Rule};
use crate::ir::{RuleSet, Words};
use crate::project::inputs::{self, InputFile, Role};
use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

pub fn run(args: &Audit, common: &Common) -> io::Result<Status> {
    let mut setup = Setup::new(common, args.logs.first().map(String::as_str), &[])?;
    setup.report_rules()?;
    let mut problems = Vec::new();
    let rules = setup.choose_for_run(common, reads_logs, &mut problems);
    let reports = targets(&args.run.format, &mut problems);
    let threads = usize::from(common.threads.unwrap_or(0));
    let mut options = LogOptions {
        zone: zone(args, &setup, &mut problems),
        since: names::date("--since", args.since.as_ref(), &mut problems),
        until: names::date("--until", args.until.as_ref(), &mut problems),
        as_of: names::date("--as-of", args.run.as_of.as_ref(), &mut problems),
        threads,
        profile: setup.profile(&args.run),
        ..LogOptions::default()
    };
    problems.extend(backward(&options));
    if let Some(schema) = schema(&rules).and_then(|log| rules.log.logs.get(log.0 as usize)) {
        problems.extend(setup.config.check_log(schema));
    }
    setup.report(&problems)?;
    let Some(log) = schema(&rules).filter(|_| problems.is_empty()) else {
        return Ok(setup.status);
    };
    let lang = setup.terminal.lang;
    let mut held = match nightly::open(args, &rules, log, &mut options, lang) {
        Ok(held) => held,
        Err(problem) => {
            setup.report(&[problem])?;
            return Ok(setup.status);
        }
    };
    let found = inputs::find(&args.logs, Role::Logs, &setup.config);
    setup.report(&found.problems)?;

    let files: Vec<LogInput> = found
        .files
        .iter()
        .map(|file| LogInput::file(&file.name, &file.path))
        .collect();
    let mut reading = setup.config.read_options();
    reading.threads = (threads > 0).then_some(threads);
    let told = &args.run.encoding;
    match told {
        Some(_) => reading.encoding.clone_from(told),
        None => {
            let own = |file: &InputFile| {
                let encoding = setup.config.encoding_of(file)?;
                Some((file.name.clone(), encoding.to_owned()))
            };
            reading.encodings = found.files.iter().filter_map(own).collect();
        }
    }
    let read = contact::read(&files, &rules.log, log, &reading);

    let mut outcome = Outcome::default();
    let entries = &mut outcome.ledger;
    entries.inputs.extend(read.records.into_iter().map(record));
    entries
        .rejected
        .extend(read.rejects.into_iter().map(reject));
    entries.notes.extend(read.notes);
    ledger::reject_missing(entries, &found.problems);
    let is_empty = read.table.is_empty();
    let joined = match &mut held {
        None => Ok((read.table, Past::default())),
        Some(held) => nightly::read_before(held, &found.files, &entries.inputs)
            .and_then(|()| nightly::join(held, &rules, log, read.table, &mut options)),
    };
    let (table, past) = match joined {
        Ok(joined) => joined,
        Err(problem) => {
            setup.report(&[problem])?;
            return Ok(setup.status);
        }
    };
    entries.notes.extend(ledger::skipped(&found.skipped, false));
    let full = &setup.loaded.rules;
    let engine = TextEngine::new(full);
    let encoding = |file: &InputFile| {
        let own = setup.config.encoding_of(file).map(str::to_owned);
        told.clone().or(own)
    };
    let mut reader = TextOptions::new(setup.today());
    reader.as_of = options.as_of;
    reader.profile.clone_from(&options.profile);
    let default = contract(args, &setup);
    let logs: Vec<PathBuf> = found.files.iter().map(|file| file.path.clone()).collect();
    let places = folders(&setup, &logs, default.as_ref().map(|(_, path)| path));
    options.contracts = Reader::new(full, &engine, &encoding, reader).read(
        default.as_ref(),
        &table,
        &places,
        entries,
    );

    let judged = match &mut held {
        None => Ok((audit(&rules, &table, &engine, &options), None)),
        Some(held) => nightly::judge(held, &rules, (&table, &past), &engine, &options)
            .map(|(outcome, future)| (outcome, Some(future))),
    };
    let (judged, future) = match judged {
        Ok(judged) => judged,
        Err(problem) => {
            setup.report(&[problem])?;
            return Ok(setup.status);
        }
    };
    outcome.extend(judged);
    let kept = held
        .zip(future)
        .filter(|_| nightly::is_whole(&mut outcome.ledger));
    outcome.ledger.notes.extend(setup.notes(&options.profile));
    ledger::list_rules(&mut outcome.ledger, &outcome.verdicts);
    unchecked(&mut outcome, is_empty, &args.logs);
    let texts = BTreeMap::new();
    let before = setup.status;
    let status = finish(&mut setup, &args.run, &reports, &rules, &texts, outcome)?;
    // Only what has been told is known as told: a report that could not be written is written by the next run.
    let Some((held, future)) = kept.filter(|_| setup.status == before) else {
        return Ok(status);
    };
    match held.save(&rules, &table, &future) {
        Ok(()) => Ok(status),
        Err(problem) => {
            setup.report(&[problem])?;
            Ok(status.max(setup.status))
        }
    }
}

/// A period that ends before it begins.
fn backward(options: &LogOptions) -> Option<Problem> {
    let (since, until) = (options.since?, options.until?);
    let message = format!("`--until {until}` is before `--since {since}`");
    (until < since).then(|| Problem::global(BAD_ARGUMENT, message))
}

fn reads_logs(rule: &Rule) -> bool {
    matches!(rule.body, Body::Conduct { .. })
}

/// The log that most of the rules read; the first by id among equals.
pub fn schema(rules: &RuleSet) -> Option<LogId> {
    let mut counts: BTreeMap<LogId, usize> = BTreeMap::new();
    for rule in &rules.rules {
        if let Body::Conduct { log, .. } = rule.body {
            *counts.entry(log).or_default() += 1;
        }
    }
    let best = counts
        .iter()
        .max_by_key(|(log, count)| (**count, std::cmp::Reverse(**log)));
    best.map(|(log, _)| *log)
}

fn zone(args: &Audit, setup: &Setup, problems: &mut Vec<Problem>) -> Option<String> {
    match &args.zone {
        Some(zone) if !is_zone(zone) => {
            let problem = Problem::global(BAD_ARGUMENT, format!("`{zone}` is no time zone"));
            problems.push(problem.help("write it as Asia/Shanghai or +08:00"));
            None
        }
        Some(zone) => Some(zone.clone()),
        None => setup
            .config
            .zone
            .as_ref()
            .map(|placed| placed.value.clone()),
    }
}

/// The contract of the whole log, by its name and its path: as told, else as the project says.
fn contract(args: &Audit, setup: &Setup) -> Option<(String, PathBuf)> {
    if let Some(told) = &args.contract {
        return Some((told.replace('\\', "/"), PathBuf::from(told)));
    }
    let placed = setup.config.contract.as_ref()?;
    Some((placed.value.clone(), setup.config.base.join(&placed.value)))
}

fn record(record: FileRecord) -> InputRecord {
    InputRecord {
        file: record.file,
        role: "log",
        format: record.format,
        encoding: record.encoding,
        bytes: record.bytes,
        rows: Some(record.rows),
        rejected: Some(record.rejected),
        columns: record
            .columns
            .into_iter()
            .map(|column| LogColumn {
                header: column.header,
                field: column.field,
                by: column.by,
                unknown_values: column.unknown_values,
            })
            .collect(),
        ..InputRecord::default()
    }
}

fn reject(reject: contact::Reject) -> Reject {
    Reject {
        file: reject.file,
        line: reject.line,
        code: reject.code.to_string(),
        reason: reject.reason,
    }
}

/// A log without rows, or one that no rule looked at, does not count as checked.
fn unchecked(outcome: &mut Outcome, is_empty: bool, logs: &[String]) {
    let judged = outcome
        .verdicts
        .iter()
        .any(|one| ledger::judged(one.verdict));
    let words = match (is_empty, judged) {
        (true, _) => Words::both(
            "no row was read, so that nothing was checked",
            "没有读到任何行，因此没有检查",
        ),
        (false, false) => Words::both(
            "no rule in force looked at any row",
            "没有已生效的规则适用于任何行",
        ),
        (false, true) => return,
    };
    ledger::reject(&mut outcome.ledger, &logs.join(" "), NOTHING_CHECKED, words);
}

//! Runs `hegui audit`: reads contact logs and the contracts they go with, judges them by the conduct rules, writes the report.

use super::args::{Audit, Common, Wire};
use super::audit_way::Way;
use super::setup::Setup;
use super::state::nightly;
use super::status::Status;
use super::stdin::{self, Piped};
use super::targets::{Target, targets};
use super::{describe, names, size};
use crate::codes::project::BAD_ARGUMENT;
use crate::contact::LogInput;
use crate::diag::Problem;
use crate::engine::log::{LogOptions, Stopwatch, is_zone};
use crate::engine::text::TextEngine;
use crate::ir::RuleSet;
use crate::ir::log::LogId;
use crate::ir::rule::{Body, Rule};
use crate::project::inputs::{self, InputFile, Role};
use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

pub fn run(args: &Audit, common: &Common) -> io::Result<Status> {
    let mut setup = Setup::new(common, args.logs.first().map(String::as_str), &[])?;
    setup.report_rules()?;
    let mut problems = Vec::new();
    let rules = setup.choose_for_run(common, reads_logs, &mut problems);
    let reports = match args.to {
        Some(Wire::Arrow) => vec![Target::ANSWER],
        None => targets(&args.run.format, &mut problems),
    };
    let threads = usize::from(common.threads.unwrap_or(0));
    let mut options = LogOptions {
        zone: zone(args, &setup, &mut problems),
        since: names::date("--since", args.since.as_ref(), &mut problems),
        until: names::date("--until", args.until.as_ref(), &mut problems),
        as_of: names::date("--as-of", args.run.as_of.as_ref(), &mut problems),
        threads,
        profile: setup.profile(&args.run),
        memory: Some(size::memory(args.memory.as_ref(), &mut problems)),
        watch: match args.timings {
            true => Stopwatch::running(),
            false => Stopwatch::default(),
        },
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
    let held = match nightly::open(args, &rules, log, &mut options, setup.terminal.lang) {
        Ok(held) => held,
        Err(problem) => {
            setup.report(&[problem])?;
            return Ok(setup.status);
        }
    };
    let (paths, piped) = stdin::parted(&args.logs);
    let found = inputs::find(&paths, Role::Logs, &setup.config);
    setup.report(&found.problems)?;

    let piped = piped.then(Piped::new).transpose()?;
    if args.from.is_some() && paths.is_empty() && piped.as_ref().is_some_and(Piped::is_empty) {
        // a partition without rows may come without a schema too
        return Ok(setup.status);
    }
    let named = found.files.iter();
    let files: Vec<LogInput> = named
        .map(|file| LogInput::file(&file.name, &file.path))
        .chain(piped.as_ref().map(Piped::input))
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
    if args.describe {
        return describe::run(&setup, &files, &rules, log, &reading);
    }
    let way = Way {
        args,
        setup: &setup,
        rules: &rules,
        log,
        files: &files,
        reading: &reading,
        found: &found,
        reports: &reports,
        engine: TextEngine::new(&setup.loaded.rules),
        options,
    };
    way.go(held)
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
pub fn contract(args: &Audit, setup: &Setup) -> Option<(String, PathBuf)> {
    if let Some(told) = &args.contract {
        return Some((told.replace('\\', "/"), PathBuf::from(told)));
    }
    let placed = setup.config.contract.as_ref()?;
    Some((placed.value.clone(), setup.config.base.join(&placed.value)))
}

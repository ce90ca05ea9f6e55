//! Runs `hegui check`: reads documents, judges them by the disclosures, writes the report.

use super::acceptance;
use super::args::{Check, Common, Show};
use super::changed::Changed;
use super::file::{self, Checked, Judging, ReadDocument};
use super::finish::finish;
use super::progress::Progress;
use super::setup::Setup;
use super::status::Status;
use super::targets::{Target, targets};
use super::{ledger, names};
use crate::codes::input::NOTHING_CHECKED;
use crate::diag::Problem;
use crate::document::Reader;
use crate::engine::text::{TextEngine, TextOptions};
use crate::finding::{Outcome, RuleVerdict, Verdict};
use crate::ir::rule::{Body, Rule};
use crate::ir::{RuleSet, Words};
use crate::project::inputs::{self, InputFile, Role};
use crate::report::Format;
use crate::source::Source;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// A run of the rules over documents, before anything is accepted.
pub struct Examined {
    /// The reports that were asked for.
    pub reports: Vec<Target>,
    /// The rules that were used.
    pub rules: RuleSet,
    /// The texts of the documents, by name.
    pub texts: BTreeMap<String, Source>,
    /// What it came to.
    pub outcome: Outcome,
    /// The files that were read.
    pub files: Vec<InputFile>,
    /// The documents that could be read, in order.
    pub documents: Vec<ReadDocument>,
}

pub fn run(args: &Check, common: &Common) -> io::Result<Status> {
    let mut setup = Setup::new(common, args.paths.first().map(String::as_str), &[])?;
    let path = acceptance::told(args.baseline.as_ref(), &setup);
    let baseline = path.as_ref().map(|path| acceptance::read(path, &mut setup));
    let baseline = match baseline.transpose() {
        Ok(baseline) => baseline,
        Err(problem) => {
            setup.report(&[*problem])?;
            return Ok(setup.status);
        }
    };
    let Some(mut examined) = examine(&mut setup, args, common, path.as_deref())? else {
        return Ok(setup.status);
    };
    acceptance::apply(
        &setup,
        &mut examined,
        baseline.as_ref().zip(path.as_deref()),
    );
    let Examined {
        reports,
        rules,
        texts,
        outcome,
        ..
    } = examined;
    finish(&mut setup, &args.run, &reports, &rules, &texts, outcome)
}

/// Reads and judges the documents; `None` where an argument is wrong, which is told.
///
/// # Errors
/// What standard error gives back.
pub fn examine(
    setup: &mut Setup,
    args: &Check,
    common: &Common,
    baseline: Option<&Path>,
) -> io::Result<Option<Examined>> {
    setup.report_rules()?;
    let mut problems = Vec::new();
    let rules = setup.choose_for_run(common, reads_documents, &mut problems);
    names::kinds(
        &args.kind,
        &setup.config,
        &setup.loaded.rules,
        &mut problems,
    );
    let mut options = TextOptions::new(setup.today());
    options.as_of = names::date("--as-of", args.run.as_of.as_ref(), &mut problems);
    options.profile = setup.profile(&args.run);
    let changed = match problems.is_empty() {
        true => changed(args, &mut problems),
        false => None,
    };
    let reports = targets(&args.run.format, &mut problems);
    let formats = reports.iter().map(|one| one.format);
    options.met =
        args.run.show.contains(&Show::Met) || formats.clone().any(Format::tells_what_is_met);
    let whole =
        args.run.show.contains(&Show::Met) || formats.clone().any(|one| one == Format::Html);
    setup.report(&problems)?;
    if !problems.is_empty() {
        // To run in spite of a wrong argument would answer another question than the one asked.
        return Ok(None);
    }
    let mut found = inputs::find(&args.paths, Role::Documents, &setup.config);
    setup.report(&found.problems)?;
    let any = !found.files.is_empty();
    let narrowed = changed.map(|changed| narrow(&mut found, &changed, setup, baseline));

    let engine = TextEngine::new(&rules);
    let reader = Reader::new(&rules.text.languages);
    let how = Judging {
        engine: &engine,
        rules: &rules,
        reader: &reader,
        pdf: args.pdf,
        hashed: baseline.is_some(),
    };
    let progress = Progress::new(found.files.len());
    let checked: Vec<Checked> = found
        .files
        .par_iter()
        .map(|file| {
            let mut options = options.clone();
            options.kinds = match args.kind.as_slice() {
                [] => setup
                    .config
                    .kinds_of(file)
                    .into_iter()
                    .map(str::to_owned)
                    .collect(),
                told => told.to_vec(),
            };
            options.blanks = args.blanks || setup.config.allows_blanks(file);
            let told = args.run.encoding.as_deref();
            let encoding = told.or_else(|| setup.config.encoding_of(file));
            let checked = file::check(file, &how, encoding, &options);
            progress.step();
            checked
        })
        .collect();
    drop(progress);

    let mut outcome = Outcome::default();
    let mut texts = BTreeMap::new();
    let mut documents = Vec::new();
    let mut skipped = found.skipped;
    let mut others = Vec::new();
    for mut one in checked {
        // Texts in which nothing was found are shown only where what meets the rules is.
        let open = |one: &RuleVerdict| one.verdict == Verdict::NotAssessed;
        let shown =
            whole || !one.outcome.findings.is_empty() || one.outcome.verdicts.iter().any(open);
        outcome.extend(one.outcome);
        documents.append(&mut one.documents);
        skipped.append(&mut one.skipped);
        others.append(&mut one.others);
        if let Some(source) = one.source.filter(|_| shown) {
            texts.insert(source.name().to_owned(), source);
        }
    }
    outcome.ledger.notes.extend(setup.notes(&options.profile));
    outcome.ledger.notes.extend(narrowed);
    outcome
        .ledger
        .notes
        .extend(ledger::skipped(&skipped, false));
    outcome.ledger.notes.extend(ledger::skipped(&others, true));
    ledger::reject_missing(&mut outcome.ledger, &found.problems);
    let judged = |one: &RuleVerdict| ledger::judged(one.verdict);
    let nothing = !outcome.verdicts.iter().any(judged) && outcome.ledger.rejected.is_empty();
    if nothing && (!any || !found.files.is_empty()) && found.problems.is_empty() {
        ledger::reject(
            &mut outcome.ledger,
            &args.paths.join(" "),
            NOTHING_CHECKED,
            Words::both(
                "there is no document that a rule is for",
                "没有规则适用的文件",
            ),
        );
    }
    ledger::list_rules(&mut outcome.ledger, &outcome.verdicts);
    Ok(Some(Examined {
        reports,
        rules,
        texts,
        outcome,
        files: found.files,
        documents,
    }))
}

/// What the branch touched, if only that is to be checked.
fn changed(args: &Check, problems: &mut Vec<Problem>) -> Option<Changed> {
    let revision = args.changed_since.as_ref()?;
    let first = args.paths.iter().map(Path::new).find(|path| path.exists());
    match Changed::since(revision, first.unwrap_or(Path::new("."))) {
        Ok(changed) => Some(changed),
        Err(problem) => {
            problems.push(*problem);
            None
        }
    }
}

/// Leaves out the files that the branch did not touch, unless it touched what all of them are judged by; says which in a note.
fn narrow(
    found: &mut inputs::Found,
    changed: &Changed,
    setup: &Setup,
    baseline: Option<&Path>,
) -> Words {
    let standing = setup.standing_files().into_iter();
    let mut standing = standing.chain(baseline.map(Path::to_path_buf));
    if let Some(path) = standing.find(|path| changed.touches(path)) {
        let path = path.to_string_lossy().replace('\\', "/");
        return Words::both(
            format!("every document was checked, since `{path}` was changed"),
            format!("由于 `{path}` 有改动，检查了全部文件"),
        );
    }
    let all = found.files.len();
    found.files.retain(|file| changed.has(&file.path));
    match found.files.len() {
        0 if found.problems.is_empty() => Words::both(
            format!("nothing changed: none of {all} documents was touched"),
            format!("没有改动：{all} 个文件均未改动"),
        ),
        touched => Words::both(
            format!("only what was changed was checked: {touched} of {all} documents"),
            format!("只检查了有改动的文件：{all} 个中的 {touched} 个"),
        ),
    }
}

fn reads_documents(rule: &Rule) -> bool {
    matches!(rule.body, Body::Disclosure { .. })
}

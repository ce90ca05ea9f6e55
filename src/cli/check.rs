//! Runs `hegui check`: reads documents, judges them by the disclosures, writes the report.

use super::args::{Check, Common, Format, Show};
use super::finish::finish;
use super::progress::Progress;
use super::setup::Setup;
use super::status::Status;
use super::{ledger, names};
use crate::codes::Code;
use crate::codes::input::{KIND_NOT_RECOGNISED, NOTHING_CHECKED, UNREADABLE_DOCUMENT};
use crate::document::{self, ReadOptions, Unread};
use crate::engine::text::{TextEngine, TextOptions};
use crate::finding::Outcome;
use crate::ir::rule::{Body, Rule};
use crate::ir::{Lang, RuleSet, Words};
use crate::project::inputs::{self, InputFile, Role};
use crate::source::Source;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io;

pub fn run(args: &Check, common: &Common) -> io::Result<Status> {
    let mut setup = Setup::new(common, args.paths.first().map(String::as_str), &[])?;
    setup.report_rules()?;
    let mut problems = Vec::new();
    let rules = setup.choose(common, reads_documents, &mut problems);
    names::kinds(
        &args.kind,
        &setup.config,
        &setup.loaded.rules,
        &mut problems,
    );
    let mut options = TextOptions::new(setup.today());
    options.as_of = names::date("--as-of", args.run.as_of.as_ref(), &mut problems);
    options.profile = setup.profile(&args.run);
    options.blanks = args.blanks;
    let of_breaches = matches!(args.run.format, Format::Pretty | Format::Short);
    options.met = !of_breaches || args.run.show.contains(&Show::Met);
    setup.report(&problems)?;
    if !problems.is_empty() {
        // To run in spite of a wrong argument would answer another question than the one asked.
        return Ok(setup.status);
    }
    let found = inputs::find(&args.paths, Role::Documents, &setup.config);
    setup.report(&found.problems)?;

    let engine = TextEngine::new(&rules);
    let told = told_encoding(args.run.encoding.as_ref(), &setup);
    let reader = ReadOptions {
        encoding: told,
        languages: &rules.text.languages,
    };
    let progress = Progress::new(found.files.len());
    let checked: Vec<(Outcome, Option<Source>)> = found
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
            let checked = check(file, &engine, &reader, &options, &rules);
            progress.step();
            checked
        })
        .collect();
    drop(progress);

    let mut outcome = Outcome::default();
    let mut texts = BTreeMap::new();
    for (one, source) in checked {
        outcome.extend(one);
        if let Some(source) = source {
            texts.insert(source.name().to_owned(), source);
        }
    }
    outcome.ledger.notes.extend(setup.notes(&options.profile));
    outcome.ledger.notes.extend(ledger::skipped(&found.skipped));
    ledger::reject_missing(&mut outcome.ledger, &found.problems);
    if found.files.is_empty() && found.problems.is_empty() {
        ledger::reject(
            &mut outcome.ledger,
            &args.paths.join(" "),
            NOTHING_CHECKED,
            Words::both("no document was found", "没有找到文件"),
        );
    }
    ledger::list_rules(&mut outcome.ledger, &outcome.verdicts);
    finish(&setup, &args.run, &rules, &texts, outcome)
}

fn reads_documents(rule: &Rule) -> bool {
    matches!(rule.body, Body::Disclosure { .. })
}

/// The encoding of all inputs, if one is told.
pub fn told_encoding(told: Option<&String>, setup: &Setup) -> Option<String> {
    let of_project = setup.config.encoding.as_ref().map(|placed| &placed.value);
    told.or(of_project).cloned()
}

/// Reads and judges one document. What cannot be read, and what no rule was applied to, is entered as rejected.
fn check(
    file: &InputFile,
    engine: &TextEngine<'_>,
    reader: &ReadOptions<'_>,
    options: &TextOptions,
    rules: &RuleSet,
) -> (Outcome, Option<Source>) {
    let mut outcome = Outcome::default();
    let bytes = match std::fs::read(&file.path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let words = Words::both(
                format!("the file cannot be opened: {}", error.kind()),
                format!("文件无法打开：{}", error.kind()),
            );
            ledger::reject(&mut outcome.ledger, &file.name, UNREADABLE_DOCUMENT, words);
            return (outcome, None);
        }
    };
    let documents = match document::read_all(&file.name, &bytes, reader) {
        Ok(documents) => documents,
        Err(error) => {
            ledger::reject(&mut outcome.ledger, &file.name, error.code, error.reason);
            return (outcome, None);
        }
    };
    let mut source = None;
    for document in documents {
        let mut one = engine.check(&document, options).0;
        let subject = document.subject();
        if let Some((code, words)) = unchecked(&one, rules) {
            ledger::reject(&mut one.ledger, &subject, code, words);
        }
        for unread in &document.unread {
            ledger::reject(&mut one.ledger, &subject, unread.code, told(unread));
        }
        outcome.extend(one);
        source = Some(document.source);
    }
    (outcome, source)
}

/// Where a part could not be read, and why.
fn told(unread: &Unread) -> Words {
    let (place, reason) = (&unread.place, &unread.reason);
    Words::both(
        format!("{}: {}", place.en(), reason.get(Lang::En)),
        format!("{}：{}", place.zh(), reason.get(Lang::Zh)),
    )
}

/// Why a document does not count as checked: rules wait for kinds of document and it is of none that is known, or no rule applies.
fn unchecked(outcome: &Outcome, rules: &RuleSet) -> Option<(Code, Words)> {
    let known = outcome
        .ledger
        .inputs
        .iter()
        .any(|input| !input.kinds.is_empty());
    let waiting = rules
        .rules
        .iter()
        .any(|rule| matches!(&rule.body, Body::Disclosure { applies, .. } if !applies.is_empty()));
    if !known && waiting {
        let kinds = rules.text.documents.iter();
        let kinds: Vec<&str> = kinds.map(|kind| kind.name.as_str()).collect();
        let kinds = kinds.join(", ");
        let words = Words::both(
            format!(
                "not recognised as any kind of document, so that the rules for these kinds were not applied; say what it is with --kind ({kinds})"
            ),
            format!("未识别出文件类型，针对各类文件的规则均未适用；请用 --kind 指明（{kinds}）"),
        );
        return Some((KIND_NOT_RECOGNISED, words));
    }
    let judged = outcome
        .verdicts
        .iter()
        .any(|one| ledger::judged(one.verdict));
    let words = || {
        Words::both(
            "no rule in force applies to this document",
            "没有已生效的规则适用于该文件",
        )
    };
    (!judged).then(|| (NOTHING_CHECKED, words()))
}

//! Runs `hegui check`: reads documents, judges them by the disclosures, writes the report.

use super::args::{Check, Common, Pdf};
use super::finish::finish;
use super::setup::Setup;
use super::status::Status;
use super::{ledger, names, pdftotext};
use crate::codes::Code;
use crate::codes::input::{
    KIND_NOT_RECOGNISED, NOTHING_CHECKED, PDFTOTEXT_FAILED, UNREADABLE_DOCUMENT,
};
use crate::document::{self, Document, ReadOptions, Unread};
use crate::engine::text::{TextEngine, TextOptions};
use crate::finding::Outcome;
use crate::ir::rule::{Body, Rule};
use crate::ir::{Lang, RuleSet, Words};
use crate::project::inputs::{self, InputFile, Role, Skipped};
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
            check(file, &engine, (&reader, args.pdf), &options, &rules)
        })
        .collect();

    let mut outcome = Outcome::default();
    let mut texts = BTreeMap::new();
    let mut skipped = found.skipped;
    for one in checked {
        outcome.extend(one.outcome);
        skipped.extend(one.skipped);
        if let Some(source) = one.source {
            texts.insert(source.name().to_owned(), source);
        }
    }
    outcome.ledger.notes.extend(setup.notes(&options.profile));
    outcome.ledger.notes.extend(ledger::skipped(&skipped));
    ledger::reject_missing(&mut outcome.ledger, &found.problems);
    let nothing = outcome.ledger.inputs.is_empty() && outcome.ledger.rejected.is_empty();
    if nothing && found.problems.is_empty() {
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

/// What one file came to.
#[derive(Default)]
struct Checked {
    outcome: Outcome,
    /// Its text, where it was read.
    source: Option<Source>,
    /// Itself or documents in it that are none, as far as anyone can tell.
    skipped: Vec<Skipped>,
}

/// Reads and judges one file. What cannot be read, and what no rule was applied to, is entered as rejected.
fn check(
    file: &InputFile,
    engine: &TextEngine<'_>,
    (reader, pdf): (&ReadOptions<'_>, Pdf),
    options: &TextOptions,
    rules: &RuleSet,
) -> Checked {
    let mut checked = Checked::default();
    let bytes = match std::fs::read(&file.path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let words = Words::both(
                format!("the file cannot be opened: {}", error.kind()),
                format!("文件无法打开：{}", error.kind()),
            );
            ledger::reject(
                &mut checked.outcome.ledger,
                &file.name,
                UNREADABLE_DOCUMENT,
                words,
            );
            return checked;
        }
    };
    let documents = match read(file, &bytes, reader, pdf) {
        Ok(documents) => documents,
        Err((_, reason)) if !file.sure => {
            checked.skip(&file.name, reason);
            return checked;
        }
        Err((code, reason)) => {
            ledger::reject(&mut checked.outcome.ledger, &file.name, code, reason);
            return checked;
        }
    };
    for document in documents {
        let subject = document.subject();
        if !file.sure && !is_recognised(&document, engine, options) {
            let words = Words::both(
                "not recognised as a document, which what only lies in a folder in this format has to be",
                "未识别为文档，而仅位于目录中的此种格式文件须能识别才算文档",
            );
            checked.skip(&subject, words);
            continue;
        }
        let mut one = engine.check(&document, options).0;
        // Where nothing at all could be read, that is what there is to say.
        let blank = !document.folded.text.contains(char::is_alphanumeric);
        let lost = blank && !document.unread.is_empty();
        if let Some((code, words)) = unchecked(&one, rules).filter(|_| !lost) {
            ledger::reject(&mut one.ledger, &subject, code, words);
        }
        for unread in &document.unread {
            ledger::reject(&mut one.ledger, &subject, unread.code, told(unread));
        }
        checked.outcome.extend(one);
        checked.source = Some(document.source);
    }
    checked
}

impl Checked {
    fn skip(&mut self, name: &str, why: Words) {
        self.skipped.push(Skipped {
            name: name.to_owned(),
            why,
        });
    }
}

/// Whether a document is of a known kind by itself, whatever `--kind` says of all files.
fn is_recognised(document: &Document, engine: &TextEngine<'_>, options: &TextOptions) -> bool {
    let mut options = options.clone();
    options.kinds.clear();
    let inputs = engine.check(document, &options).0.ledger.inputs;
    inputs.iter().any(|input| !input.kinds.is_empty())
}

/// The documents of a file; the text of a PDF is taken out as was asked for.
fn read(
    file: &InputFile,
    bytes: &[u8],
    reader: &ReadOptions<'_>,
    pdf: Pdf,
) -> Result<Vec<Document>, (Code, Words)> {
    let is_pdf = document::Format::of(&file.name).is_ok_and(|one| one == document::Format::Pdf);
    let read = if is_pdf && pdf == Pdf::Pdftotext {
        let text = pdftotext::extract(&file.path).map_err(|why| (PDFTOTEXT_FAILED, why))?;
        document::read_extracted(&file.name, bytes, &text, reader)
    } else {
        document::read_all(&file.name, bytes, reader)
    };
    read.map_err(|error| (error.code, error.reason))
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

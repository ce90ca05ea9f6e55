//! Reads and judges the documents of a run: takes what was asked for, gives what it came to before anything is accepted; writes breaches
//! as they are found where every report can be written so.

use super::acceptance::Accepting;
use super::args::{Check, Common, Show};
use super::changed::Changed;
use super::file::{self, Checked, Judging, ReadDocument};
use super::finish::Views;
use super::in_order::in_order;
use super::progress::Progress;
use super::setup::Setup;
use super::targets::{Target, targets};
use super::written::{Renderer, Written};
use super::{ledger, names};
use crate::codes::input::NOTHING_CHECKED;
use crate::diag::Problem;
use crate::document::Reader;
use crate::engine::text::{TextEngine, TextOptions};
use crate::finding::{Judged, Outcome, RuleVerdict, Verdict};
use crate::ir::rule::{Body, Rule};
use crate::ir::{RuleSet, Words};
use crate::project::inputs::{self, InputFile, Role, Skipped};
use crate::report::Format;
use crate::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

/// A run of the rules over documents, before anything is accepted, unless its breaches are written already.
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
    /// The reports, where breaches were accepted, written and let go already.
    pub written: Option<Written>,
}

/// Reads and judges the documents; `None` where an argument is wrong, which is told. `runs`: breaches may be written as they are found.
///
/// # Errors
/// What standard error gives back.
pub fn examine(
    setup: &mut Setup,
    args: &Check,
    common: &Common,
    baseline: Option<&Path>,
    runs: bool,
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

    let (engine, reader) = rayon::join(
        || TextEngine::of_documents(&rules),
        || Reader::new(&rules.text.languages),
    );
    let how = Judging {
        engine: &engine,
        rules: &rules,
        reader: &reader,
        pdf: args.pdf,
        hashed: baseline.is_some(),
    };
    let runs = runs && formats.clone().all(Format::is_running);
    let accepting = Accepting::new(setup, &rules);
    let renderer = Renderer {
        views: Views::new(setup, &args.run),
        rules: &rules,
        targets: &reports,
    };
    let mut written = match runs {
        true => Some(Written::begin(&reports, setup.terminal)?),
        false => None,
    };
    let keep = Keep {
        whole,
        texts: formats.clone().any(Format::shows_texts),
        findings: !runs,
        verdicts: options.met && (!runs || args.run.show.contains(&Show::Met)),
    };
    let progress = Progress::new(found.files.len());
    let mut gathered = Gathered::default();
    let mut failed = Ok(());
    in_order(
        &found.files,
        |file| {
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
            let mut checked = file::check(file, &how, encoding, &options);
            let mut parts = Vec::new();
            if runs {
                accepting.suppress(&mut checked);
                parts = renderer.take(&mut checked.outcome, checked.source.as_ref());
            }
            keep.prune(&mut checked);
            progress.step();
            (checked, parts)
        },
        |(checked, parts)| {
            if let (Some(written), true) = (&mut written, failed.is_ok()) {
                failed = written.write(&parts);
            }
            gathered.take(checked, keep.verdicts);
        },
    );
    drop(progress);
    failed?;

    let Gathered {
        mut outcome,
        texts,
        documents,
        skipped: more,
        others,
        ..
    } = gathered;
    let mut skipped = found.skipped;
    skipped.extend(more);
    outcome.ledger.notes.extend(setup.notes(&options.profile));
    outcome.ledger.notes.extend(narrowed);
    outcome
        .ledger
        .notes
        .extend(ledger::skipped(&skipped, false));
    outcome.ledger.notes.extend(ledger::skipped(&others, true));
    ledger::reject_missing(&mut outcome.ledger, &found.problems);
    let judged = |one: &Judged| one.each().any(|(_, verdict)| ledger::judged(verdict));
    let nothing = !outcome.judged.iter().any(judged) && outcome.ledger.rejected.is_empty();
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
    ledger::list_rules_of_documents(&mut outcome.ledger, &outcome.judged, &rules);
    Ok(Some(Examined {
        reports,
        rules,
        texts,
        outcome,
        files: found.files,
        documents,
        written,
    }))
}

/// What is kept of a document for the end of the run.
struct Keep {
    /// Every text, whatever is found in it.
    whole: bool,
    /// Texts are shown.
    texts: bool,
    /// Breaches are shown at the end.
    findings: bool,
    /// Every verdict is shown at the end, and not only what is open.
    verdicts: bool,
}

impl Keep {
    /// Lets go of the text of a file if it is not shown: texts in which nothing was found are, only where what meets the rules is.
    fn prune(&self, checked: &mut Checked) {
        let outcome = &checked.outcome;
        let open = |one: &RuleVerdict| one.verdict == Verdict::NotAssessed;
        let found = (self.findings && !outcome.findings.is_empty()) || !outcome.accepted.is_empty();
        let shown = self.whole || found || outcome.verdicts.iter().any(open);
        checked.source = checked.source.take().filter(|_| shown);
        if !self.texts {
            checked.source = checked.source.take().map(Source::without_text);
        }
    }
}

/// What the files came to so far.
#[derive(Default)]
struct Gathered {
    outcome: Outcome,
    texts: BTreeMap<String, Source>,
    documents: Vec<ReadDocument>,
    skipped: Vec<Skipped>,
    others: Vec<Skipped>,
    /// The rules of which it is told why they are not applicable or not in force; one document is enough for that.
    told: BTreeSet<(usize, Verdict)>,
}

impl Gathered {
    /// Takes in what a file came to. `whole`: every verdict.
    fn take(&mut self, mut one: Checked, whole: bool) {
        one.outcome.verdicts.retain(|verdict| {
            whole
                || match verdict.verdict {
                    Verdict::NotAssessed | Verdict::Pending => true,
                    Verdict::Met | Verdict::Violated => false,
                    Verdict::NotApplicable | Verdict::NotInForce => {
                        self.told.insert((verdict.rule, verdict.verdict))
                    }
                }
        });
        self.outcome.extend(one.outcome);
        self.documents.append(&mut one.documents);
        self.skipped.append(&mut one.skipped);
        self.others.append(&mut one.others);
        if let Some(source) = one.source {
            self.texts.insert(source.name().to_owned(), source);
        }
    }
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

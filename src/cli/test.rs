//! Runs `hegui test`: judges the cases inside rules and says which of them did not come out as their authors say.

use super::args::{Common, Format, Test};
use super::names;
use super::problems::{values, write};
use super::setup::Setup;
use super::status::Status;
use crate::codes::project::UNKNOWN_RULE;
use crate::codes::test::UNTESTED;
use crate::diag::Problem;
use crate::ir::Lang;
use crate::ruletest::{self, Results};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub fn run(args: &Test, common: &Common) -> io::Result<Status> {
    let (paths, words): (Vec<&String>, Vec<&String>) = args
        .rules_to_test
        .iter()
        .partition(|told| Path::new(told).exists());
    let more: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
    let mut setup = Setup::new(common, paths.first().map(|path| path.as_str()), &more)?;
    setup.report_rules()?;
    let mut problems = Vec::new();
    let packs = names::packs(
        &common.pack,
        &setup.config,
        &setup.loaded.rules,
        &mut problems,
    );
    let known: Vec<String> = setup
        .loaded
        .program
        .rules()
        .iter()
        .map(|rule| rule.id())
        .collect();
    for word in &words {
        let is_pack = |id: &String| {
            id.rsplit_once('/')
                .is_some_and(|(pack, _)| pack == word.as_str())
        };
        if !known.iter().any(|id| is(id, word) || is_pack(id)) {
            let message = format!("there is no file, pack or rule `{word}`");
            let names = known.iter().map(String::as_str);
            problems.push(names::unknown(UNKNOWN_RULE, None, message, word, names));
        }
    }
    setup.report(&problems)?;
    if !problems.is_empty() {
        return Ok(setup.status);
    }
    let from = match paths.len() {
        0 => 0,
        _ => setup.first_told_layer(),
    };
    let today = setup.today();
    let results = ruletest::run(&setup.loaded, today, |layer, pack, id| {
        let everything = words.is_empty() && paths.is_empty();
        let named = everything
            || words
                .iter()
                .any(|word| word.as_str() == pack || is(id, word))
            || !paths.is_empty() && layer >= from;
        named && packs.as_ref().is_none_or(|packs| packs.contains(pack))
    });
    show(args.format, &results, &setup)?;
    let own = match results.failed() {
        _ if results.cases.is_empty() => Status::Wrong,
        0 => Status::Clean,
        _ => Status::Findings,
    };
    Ok(setup.status.max(own))
}

/// Whether a word names a rule: by its full id, or by what stands last in it.
fn is(id: &str, word: &str) -> bool {
    id == word || id.rsplit_once('/').is_some_and(|(_, name)| name == word)
}

fn show(format: Format, results: &Results, setup: &Setup) -> io::Result<()> {
    let sources = &setup.loaded.sources;
    let terminal = &setup.terminal;
    let (passed, failed) = (results.passed(), results.failed());
    terminal.print(|out| {
        if format == Format::Json {
            let cases: Vec<_> = results
                .cases
                .iter()
                .map(|case| {
                    let source = sources.get(case.span.file);
                    json!({
                        "rule": case.rule,
                        "expected": if case.fails { "fail" } else { "pass" },
                        "outcome": case.outcome.as_str(),
                        "not_applicable": case.vacuous,
                        "instead": case.instead,
                        "file": source.map(|one| one.name()),
                        "line": source.map(|one| one.position(case.span.start as usize).line),
                    })
                })
                .collect();
            let object = json!({
                "cases": cases,
                "untested": results.untested,
                "problems": values(&results.problems, sources),
                "passed": passed,
                "failed": failed,
            });
            serde_json::to_writer_pretty(&mut *out, &object)?;
            return writeln!(out);
        }
        let of_runs: Vec<Problem> = results
            .problems
            .iter()
            .filter(|one| one.code != UNTESTED)
            .cloned()
            .collect();
        write(format, &of_runs, sources, terminal, out)?;
        counts(results, terminal.lang, out)?;
        untested(results, terminal.lang, out)?;
        // The same words in every language: scripts look for this line.
        writeln!(out, "{passed} passed, {failed} failed")
    })
}

/// One line for each pack.
fn counts(results: &Results, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let mut packs: BTreeMap<&str, (BTreeSet<&str>, usize, usize, usize)> = BTreeMap::new();
    for case in &results.cases {
        let entry = packs.entry(&case.pack).or_default();
        entry.0.insert(&case.rule);
        match case.outcome.passed() {
            true => entry.1 += 1,
            false => entry.2 += 1,
        }
        entry.3 += usize::from(case.vacuous);
    }
    for (pack, (rules, passed, failed, vacuous)) in packs {
        let rules = rules.len();
        let cases = passed + failed;
        let mut line = match lang {
            Lang::En => {
                let plural = |number: usize| if number == 1 { "" } else { "s" };
                format!(
                    "{pack}: {rules} rule{}, {cases} case{}, {failed} failed",
                    plural(rules),
                    plural(cases)
                )
            }
            Lang::Zh => format!("{pack}：{rules} 条规则，{cases} 个用例，{failed} 个不符"),
        };
        if vacuous > 0 {
            line.push_str(&match lang {
                Lang::En => format!("; in {vacuous} the rule does not apply"),
                Lang::Zh => format!("；{vacuous} 个用例中规则不适用"),
            });
        }
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn untested(results: &Results, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    for problem in results.problems.iter().filter(|one| one.code == UNTESTED) {
        let title = match lang {
            Lang::En => "untested",
            Lang::Zh => "用例不足",
        };
        writeln!(out, "{title}: {}", problem.message)?;
    }
    Ok(())
}

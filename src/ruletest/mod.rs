//! Runs the cases inside rules: takes loaded packs, judges every `pass` and `fail` by its own rule only, gives what each came to and a
//! problem for each that failed. Printing is left to `cli`.

mod document;
mod judge;
mod log;
mod results;

pub use results::{CaseResult, Outcome, Results};

use crate::codes::test::{NO_CASES, UNTESTED};
use crate::compile::Loaded;
use crate::diag::Problem;
use crate::engine::text::TextEngine;
use jiff::civil::Date;
use rayon::prelude::*;

/// Runs the cases of every rule that `wanted` takes by its pack's layer, the pack's name and the rule's id.
pub fn run(
    loaded: &Loaded,
    today: Date,
    wanted: impl Fn(usize, &str, &str) -> bool + Sync,
) -> Results {
    let engine = TextEngine::new(&loaded.rules);
    let bench = judge::Bench::new(loaded, &engine, today);
    let rules: Vec<_> = loaded
        .program
        .rules()
        .into_iter()
        .filter(|rule| wanted(rule.pack.layer, &rule.pack.name, &rule.id()))
        .collect();
    let mut results = Results::default();
    let done: Vec<Vec<CaseResult>> = rules.par_iter().map(|rule| bench.rule(rule)).collect();
    for (rule, cases) in rules.iter().zip(done) {
        let id = rule.id();
        let passing = rule.cases.iter().filter(|case| !case.fails).count();
        let failing = rule.cases.len() - passing;
        if passing == 0 || failing == 0 {
            let what = match (passing, failing) {
                (0, 0) => "no case",
                (0, _) => "no case that passes",
                _ => "no case that fails",
            };
            results.problems.push(
                Problem::warning(UNTESTED, rule.name.span, format!("rule `{id}` has {what}"))
                    .help("add a `pass \"…\"` and a `fail \"…\"`"),
            );
            results.untested.push(id.clone());
        }
        results
            .problems
            .extend(cases.iter().filter_map(results::problem));
        results.cases.extend(cases);
        results.rules.push(id);
    }
    if results.cases.is_empty() {
        let message = match results.rules.len() {
            0 => "no rule was found to test".to_owned(),
            number => format!("none of {number} rules has a case that could be run"),
        };
        results.problems.push(Problem::global(NO_CASES, message));
    }
    results
}

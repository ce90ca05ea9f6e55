//! Looks up names that were given as arguments: packs, kinds of document, rules and codes, with a did-you-mean for what is not there.

use crate::codes::Code;
use crate::codes::project::{BAD_ARGUMENT, UNKNOWN_KIND, UNKNOWN_PACK};
use crate::diag::Problem;
use crate::ir::RuleSet;
use crate::project::{Config, Placed};
use crate::source::Span;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The nearest of some words, if it is near: by the whole word, or by what stands after the last `/` or `::`.
pub fn nearest<'a>(word: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let last = |text: &'a str| text.rsplit(['/', ':']).next().unwrap_or(text);
    let reach = (word.chars().count() / 3).max(1);
    words
        .map(|other| {
            let whole = strsim::damerau_levenshtein(word, other);
            let part = strsim::damerau_levenshtein(word, last(other));
            (whole.min(part), other)
        })
        .filter(|(distance, _)| *distance <= reach)
        .min()
        .map(|(_, other)| other)
}

/// An error about a name, with what was perhaps meant, else with what there is.
pub fn unknown<'a>(
    code: Code,
    span: Option<Span>,
    message: String,
    word: &str,
    words: impl Iterator<Item = &'a str> + Clone,
) -> Problem {
    let problem = match span {
        Some(span) => Problem::error(code, span, message),
        None => Problem::global(code, message),
    };
    if let Some(near) = nearest(word, words.clone()) {
        return problem.help(format!("did you mean `{near}`?"));
    }
    let mut words: Vec<String> = words.map(|one| format!("`{one}`")).collect();
    words.sort();
    words.dedup();
    if words.is_empty() {
        return problem;
    }
    if words.len() > 12 {
        words.truncate(11);
        words.push("...".to_owned());
    }
    problem.help(format!("there are {}", words.join(", ")))
}

/// The packs to use: those of `--pack`, else those of the project file, else all (`None`).
pub fn packs(
    told: &[String],
    config: &Config,
    rules: &RuleSet,
    problems: &mut Vec<Problem>,
) -> Option<BTreeSet<String>> {
    let told: Vec<(&str, Option<Span>)> = match told {
        [] => placed(&config.packs),
        told => told.iter().map(|name| (name.as_str(), None)).collect(),
    };
    if told.is_empty() {
        return None;
    }
    let known = || rules.packs.iter().map(|pack| pack.name.as_str());
    for &(name, span) in &told {
        if !known().any(|pack| pack == name) {
            let message = format!("there is no pack `{name}`");
            problems.push(unknown(UNKNOWN_PACK, span, message, name, known()));
        }
    }
    Some(told.iter().map(|(name, _)| (*name).to_owned()).collect())
}

/// Reports kinds of document that no pack declares.
pub fn kinds(told: &[String], config: &Config, rules: &RuleSet, problems: &mut Vec<Problem>) {
    let told = told.iter().map(|name| (name.as_str(), None));
    let written = config.documents.iter().flat_map(|glob| placed(&glob.kinds));
    let known = || rules.text.documents.iter().map(|kind| kind.name.as_str());
    for (name, span) in told.chain(written) {
        let exists = rules
            .text
            .documents
            .iter()
            .any(|kind| kind.name == name || kind.id == name);
        if !exists {
            let message = format!("there is no kind of document `{name}`");
            problems.push(unknown(UNKNOWN_KIND, span, message, name, known()));
        }
    }
}

/// A date from an argument.
pub fn date(option: &str, told: Option<&String>, problems: &mut Vec<Problem>) -> Option<Date> {
    let told = told?;
    match told.parse() {
        Ok(date) => Some(date),
        Err(_) => {
            let problem =
                Problem::global(BAD_ARGUMENT, format!("`{told}` is no date for `{option}`"));
            problems.push(problem.help("write it as 2026-03-01"));
            None
        }
    }
}

fn placed(list: &[Placed<String>]) -> Vec<(&str, Option<Span>)> {
    list.iter()
        .map(|one| (one.value.as_str(), Some(one.span)))
        .collect()
}

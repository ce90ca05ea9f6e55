//! Judges cases one by one: takes a rule and a case, runs the engine on that rule only, compares verdict and places with what the case says.

use super::{CaseResult, Outcome};
use crate::check::RuleInfo;
use crate::compile::Loaded;
use crate::engine::text::TextEngine;
use crate::finding::{self, Evidence, Verdict};
use crate::ir::rule::{Body, Rule};
use crate::ir::{Lang, RuleSet};
use crate::syntax::ast::Case;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What all cases are judged with.
pub struct Bench<'a> {
    /// The packs.
    pub loaded: &'a Loaded,
    /// All texts are matched by one engine.
    pub engine: &'a TextEngine<'a>,
    /// The day of the run.
    pub today: Date,
    /// Everything but the rules: a log is judged by a set that holds one rule only.
    pub tables: RuleSet,
    indices: BTreeMap<&'a str, usize>,
}

/// Why a case cannot be read, in one line.
pub struct Unreadable(pub String);

impl<'a> Bench<'a> {
    /// Prepares a run.
    pub fn new(loaded: &'a Loaded, engine: &'a TextEngine<'a>, today: Date) -> Self {
        let mut tables = loaded.rules.clone();
        tables.rules.clear();
        let rules = loaded.rules.rules.iter().enumerate();
        Self {
            loaded,
            engine,
            today,
            tables,
            indices: rules.map(|(at, rule)| (rule.id.as_str(), at)).collect(),
        }
    }

    /// Judges every case of a rule; none where the rule could not be compiled.
    pub fn rule(&self, info: &RuleInfo<'_>) -> Vec<CaseResult> {
        let id = info.id();
        let Some(&index) = self.indices.get(id.as_str()) else {
            return Vec::new();
        };
        let Some(rule) = self.loaded.rules.rules.get(index) else {
            return Vec::new();
        };
        let alone = self.alone(rule);
        info.cases
            .iter()
            .map(|case| {
                let judged = self.case(index, &alone, rule, info, case);
                let (outcome, vacuous, instead) = match judged {
                    Ok(outcome) => compare(case, &id, &outcome),
                    Err(Unreadable(why)) => (Outcome::Unreadable, false, why),
                };
                CaseResult {
                    rule: id.clone(),
                    pack: info.pack.name.clone(),
                    span: case.span,
                    fails: case.fails,
                    outcome,
                    vacuous,
                    instead,
                }
            })
            .collect()
    }

    /// A rule set that holds one log rule only; a text is judged by the whole set, of which the engine takes that rule.
    fn alone(&self, rule: &Rule) -> RuleSet {
        match rule.body {
            Body::Disclosure { .. } => RuleSet::default(),
            Body::Conduct { .. } => RuleSet {
                rules: vec![rule.clone()],
                ..self.tables.clone()
            },
        }
    }

    fn case(
        &self,
        index: usize,
        alone: &RuleSet,
        rule: &Rule,
        info: &RuleInfo<'_>,
        case: &Case,
    ) -> Result<finding::Outcome, Unreadable> {
        let text = info
            .case_text(case)
            .ok_or_else(|| Unreadable("there is no such file beside the rule file".to_owned()))?;
        match &rule.body {
            Body::Disclosure { applies, .. } => self.document(index, rule, applies, case, text),
            Body::Conduct { log, .. } => self.log(alone, *log, info, case, text),
        }
    }
}

/// What a case came to, whether the rule had nothing to look at, and what was found instead.
fn compare(case: &Case, id: &str, outcome: &finding::Outcome) -> (Outcome, bool, String) {
    let verdict = outcome.verdicts.iter().find(|one| one.id == id);
    let why = verdict.map_or("", |one| one.why.get(Lang::En));
    let verdict = verdict.map_or(Verdict::NotApplicable, |one| one.verdict);
    let came_to = format!("it comes to `{}`", verdict.as_str());
    let came_to = match why {
        "" => came_to,
        why => format!("{came_to}: {why}"),
    };
    let offending: Vec<&Evidence> = outcome
        .findings
        .iter()
        .filter(|one| one.id == id)
        .flat_map(|one| &one.evidence)
        .filter(|one| one.offending)
        .collect();
    match (case.fails, verdict) {
        (true, Verdict::Violated) => match misplaced(case, &offending) {
            None => (Outcome::Caught, false, String::new()),
            Some(instead) => (Outcome::Misplaced, false, instead),
        },
        (true, _) => (Outcome::Missed, false, came_to),
        (false, Verdict::Violated) => {
            let places = places(&offending);
            let instead = match places.as_str() {
                "" => came_to,
                places => format!("it finds {places}"),
            };
            (Outcome::Noisy, false, instead)
        }
        (false, Verdict::NotAssessed) => (Outcome::Unproved, false, came_to),
        // A case that names its date may well show that the rule did not hold on it.
        (false, Verdict::NotInForce) if case.on.is_none() => (Outcome::Unproved, false, came_to),
        (false, other) => (
            Outcome::Quiet,
            matches!(other, Verdict::NotApplicable | Verdict::NotInForce),
            String::new(),
        ),
    }
}

/// What was found, where it is not exactly what the case names.
fn misplaced(case: &Case, offending: &[&Evidence]) -> Option<String> {
    if !case.rows.is_empty() {
        let mut want: Vec<u64> = case.rows.iter().map(|&row| u64::from(row)).collect();
        let mut found: Vec<u64> = offending.iter().filter_map(|one| one.row).collect();
        for rows in [&mut want, &mut found] {
            rows.sort_unstable();
            rows.dedup();
        }
        if want != found {
            return Some(format!("it finds {}, not {}", rows(&found), rows(&want)));
        }
    }
    if !case.says.is_empty() {
        let mut want: Vec<&str> = case.says.iter().map(|text| text.value.as_str()).collect();
        let mut found: Vec<&str> = offending.iter().map(|one| one.text.as_str()).collect();
        for texts in [&mut want, &mut found] {
            texts.sort_unstable();
            texts.dedup();
        }
        if want != found {
            return Some(format!("it finds {}", texts(&found)));
        }
    }
    None
}

fn places(offending: &[&Evidence]) -> String {
    let mut found: Vec<u64> = offending.iter().filter_map(|one| one.row).collect();
    found.sort_unstable();
    found.dedup();
    if !found.is_empty() {
        return rows(&found);
    }
    let found: Vec<&str> = offending.iter().map(|one| one.text.as_str()).collect();
    match found.is_empty() {
        true => String::new(),
        false => texts(&found),
    }
}

fn rows(rows: &[u64]) -> String {
    match rows {
        [] => "no row".to_owned(),
        [row] => format!("row {row}"),
        rows => {
            let rows: Vec<String> = rows.iter().map(u64::to_string).collect();
            format!("rows {}", rows.join(", "))
        }
    }
}

fn texts(texts: &[&str]) -> String {
    let texts: Vec<String> = texts
        .iter()
        .map(|text| format!("`{}`", text.replace(['\n', '\r'], " ")))
        .collect();
    match texts.is_empty() {
        true => "nothing".to_owned(),
        false => texts.join(", "),
    }
}

//! Applies what the project file says of rules and parameters: takes the chosen rule set, gives each rule its severity, leaves out
//! what is switched off, sets parameters, and says all of it in notes for the ledger.

use super::names::unknown;
use crate::codes::project::{BAD_PARAMETER, UNKNOWN_PARAMETER, UNKNOWN_RULE};
use crate::compile;
use crate::diag::Problem;
use crate::ir::log::Value;
use crate::ir::terms::Severity;
use crate::ir::{ParameterValue, RuleSet, Words};
use crate::project::packs::PackSource;
use crate::project::{Config, ParameterLine, Placed};

/// Sets severities and leaves out rules that are off. `known` are the ids of every rule that is loaded, chosen or not.
pub fn severities(
    config: &Config,
    known: &[String],
    rules: &mut RuleSet,
    problems: &mut Vec<Problem>,
) -> Vec<Words> {
    let mut notes = Vec::new();
    let mut off = Vec::new();
    for line in &config.severity {
        let Some(id) = resolve(&line.rule, known, UNKNOWN_RULE, "rule", problems) else {
            continue;
        };
        let Some(rule) = rules.rules.iter_mut().find(|rule| rule.id == id) else {
            continue;
        };
        match line.severity {
            None => off.push(id),
            Some(level) if level != rule.severity => {
                let (was, now) = (word(rule.severity), word(level));
                notes.push(Words::both(
                    format!(
                        "the project counts {id} as {}, its pack as {}",
                        now.0, was.0
                    ),
                    format!("项目将 {id} 定为{}，规则包定为{}", now.1, was.1),
                ));
                rule.severity = level;
            }
            Some(_) => {}
        }
    }
    if !off.is_empty() {
        off.sort();
        off.dedup();
        rules.rules.retain(|rule| !off.contains(&rule.id));
        let list = off.join(", ");
        notes.push(Words::both(
            format!("rules switched off by the project: {list}"),
            format!("项目停用的规则：{list}"),
        ));
    }
    notes
}

fn word(severity: Severity) -> (&'static str, &'static str) {
    match severity {
        Severity::Error => ("an error", "错误"),
        Severity::Warning => ("a warning", "警告"),
        Severity::Info => ("info", "提示"),
    }
}

/// Sets parameters: the value of the project holds on every date and for every profile.
pub fn parameters(config: &Config, rules: &mut RuleSet, problems: &mut Vec<Problem>) -> Vec<Words> {
    let mut notes = Vec::new();
    let known: Vec<String> = rules
        .parameters
        .iter()
        .map(|one| one.name.clone())
        .collect();
    for line in &config.parameters {
        let found = resolve(&line.name, &known, UNKNOWN_PARAMETER, "parameter", problems);
        let Some(at) = found.and_then(|name| known.iter().position(|one| *one == name)) else {
            continue;
        };
        let Some(name) = known.get(at) else { continue };
        let wanted = rules
            .parameters
            .get(at)
            .and_then(|one| one.values.first())
            .and_then(|first| kind(&first.value, rules, 0));
        let value = read(line, wanted);
        let found = value.as_ref().and_then(|value| kind(value, rules, 0));
        let (Some(mut value), true) = (value, found.is_some() && found == wanted) else {
            problems.push(wrong(line, name, wanted, found));
            continue;
        };
        let Some(parameter) = rules.parameters.get_mut(at) else {
            continue;
        };
        let before = parameter.values.first().map(|one| &one.value);
        if let (Value::Duration(span), Some(Value::Duration(of_pack))) = (&mut value, before) {
            // Business days go by the calendar of the pack.
            span.calendar = of_pack.calendar;
        }
        parameter.values = vec![ParameterValue {
            value,
            from: None,
            profile: Vec::new(),
            source: crate::project::FILE.to_owned(),
        }];
        let written = &line.value.value;
        notes.push(Words::both(
            format!("the project sets parameter {name} to {written}"),
            format!("项目将参数 {name} 设为 {written}"),
        ));
    }
    notes
}

/// The whole name that a name stands for: itself, or the only one that ends in it.
fn resolve(
    name: &Placed<String>,
    known: &[String],
    code: crate::codes::Code,
    noun: &str,
    problems: &mut Vec<Problem>,
) -> Option<String> {
    let word = name.value.as_str();
    if known.iter().any(|one| one == word) {
        return Some(word.to_owned());
    }
    let last = |one: &&String| one.rsplit_once('/').is_some_and(|(_, last)| last == word);
    let mut ending: Vec<&String> = known.iter().filter(last).collect();
    ending.sort();
    ending.dedup();
    match ending.as_slice() {
        [one] => return Some((*one).clone()),
        [] => {
            let message = format!("there is no {noun} `{word}`");
            let words = known.iter().map(String::as_str);
            problems.push(unknown(code, Some(name.span), message, word, words));
        }
        several => {
            let message = format!("{} {noun}s are called `{word}`", several.len());
            let list: Vec<String> = several.iter().map(|one| format!("`{one}`")).collect();
            let problem = Problem::error(code, name.span, message);
            problems.push(problem.help(format!("write one of {}", list.join(", "))));
        }
    }
    None
}

/// Reads a value as a rule file would: the words become the value of a parameter in a pack of its own.
fn read(line: &ParameterLine, wanted: Option<Kind>) -> Option<Value> {
    let words = line.value.value.trim();
    if wanted.is_some_and(|kind| kind.noun == "a text") {
        return line.quoted.then(|| Value::Text(words.to_owned()));
    }
    if words.contains(['\n', '\r', '"', '{', '}']) {
        return None;
    }
    let pack = PackSource {
        name_hint: "project".to_owned(),
        files: vec![(
            crate::project::FILE.to_owned(),
            format!("parameter value = {words}\n"),
        )],
        ..PackSource::default()
    };
    let loaded = compile::load(vec![pack]);
    match loaded.rules.parameters.as_slice() {
        [one] if !loaded.has_errors() => match one.values.as_slice() {
            [one] if one.from.is_none() && one.profile.is_empty() => Some(one.value.clone()),
            _ => None,
        },
        _ => None,
    }
}

/// What sort of value a parameter takes, and how a rule file writes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Kind {
    noun: &'static str,
    written: &'static str,
}

const NUMBER: Kind = Kind {
    noun: "a number",
    written: "3",
};

/// The sort of a value; a sum or product is of the sort of its graver half (`2 * other-parameter`).
fn kind(value: &Value, rules: &RuleSet, depth: u8) -> Option<Kind> {
    let of = |noun, written| Some(Kind { noun, written });
    match value {
        Value::Number(_) => Some(NUMBER),
        Value::Rate(_) => of("a rate", "\"24%\""),
        Value::Duration(_) => of("a span of time", "\"30 days\""),
        Value::Clock(_) => of("a time of day", "\"21:00\""),
        Value::Date(_) => of("a date", "2026-03-01"),
        Value::Weekday(_) => of("a day of the week", "\"mon\""),
        Value::Text(_) | Value::Enum(_) => of("a text", "\"words\""),
        Value::Flag(_) => of("yes or no", "true"),
        Value::Parameter(id) if depth < 8 => {
            let parameter = rules.parameters.get(id.0 as usize)?;
            kind(&parameter.values.first()?.value, rules, depth + 1)
        }
        Value::Add(one, other) | Value::Subtract(one, other) | Value::Multiply(one, other)
            if depth < 8 =>
        {
            let one = kind(one, rules, depth + 1)?;
            let other = kind(other, rules, depth + 1)?;
            Some(if one == NUMBER { other } else { one })
        }
        _ => None,
    }
}

fn wrong(line: &ParameterLine, name: &str, wanted: Option<Kind>, found: Option<Kind>) -> Problem {
    let written = &line.value.value;
    let Some(wanted) = wanted else {
        let message = format!("`{name}` has no value of its own that could be replaced");
        return Problem::error(BAD_PARAMETER, line.value.span, message);
    };
    let message = match found {
        Some(found) => format!("`{name}` takes {}, not {}", wanted.noun, found.noun),
        None => format!(
            "`{written}` is no value for `{name}`, which takes {}",
            wanted.noun
        ),
    };
    Problem::error(BAD_PARAMETER, line.value.span, message)
        .label(format!("expected {}", wanted.noun))
        .help(format!("write it as {}", wanted.written))
}

//! Describes rules and codes for SARIF: takes rules as compiled, gives reporting descriptors with law, remedy and suggested wording.

use crate::codes;
use crate::ir::Lang;
use crate::ir::rule::{Body, Rule};
use crate::ir::terms::{Effect, Severity};
use crate::report::View;
use crate::report::markdown::escape;
use crate::report::rules::validity;
use crate::report::words::{effect_name, effect_word, severity_word};
use serde_json::{Map, Value, json};

/// The most tags of a rule that code scanning takes.
const TAGS: usize = 20;
/// The most characters of a description that code scanning shows.
const DESCRIPTION: usize = 1_024;

/// `error`, `warning`, `note`.
pub fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// The descriptor of a rule.
pub fn descriptor(rule: &Rule, view: &View<'_>) -> Value {
    let title = rule.title.get(view.lang);
    let full = match rule.docs.trim() {
        "" => [title, rule.help.get(view.lang)]
            .join("\n")
            .trim()
            .to_owned(),
        docs => docs.to_owned(),
    };
    json!({
        "id": rule.id,
        "name": pascal(&rule.id),
        "shortDescription": { "text": cut(title) },
        "fullDescription": { "text": cut(&full) },
        "help": { "text": help(rule, view), "markdown": help_in_markdown(rule, view) },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": properties(rule, view),
    })
}

/// What stands beside each other in the help: label and words, without what the rule does not have.
fn facts(rule: &Rule, view: &View<'_>) -> Vec<(&'static str, String)> {
    let mut grade = severity_word(rule.severity, view.lang).to_owned();
    if let Some(effect) = effect_word(rule.effect, view.lang) {
        grade.push_str(view.word(", ", "，"));
        grade.push_str(effect);
    }
    let mut facts = vec![
        (view.word("Law", "依据"), rule.cites.join("; ")),
        (view.word("Severity", "级别"), grade),
        (view.word("In force", "有效期"), validity(rule, view.lang)),
    ];
    facts.retain(|(_, words)| !words.is_empty());
    facts
}

fn remedies<'r>(rule: &'r Rule, view: &View<'_>) -> Vec<(&'static str, &'r str)> {
    let mut remedies = vec![
        (view.word("Remedy", "整改"), rule.help.get(view.lang)),
        (
            view.word("Wording that would do", "建议表述"),
            rule.suggest.get(view.lang),
        ),
    ];
    remedies.retain(|(_, words)| !words.is_empty());
    remedies
}

fn help(rule: &Rule, view: &View<'_>) -> String {
    let mut lines = vec![rule.title.get(view.lang).to_owned()];
    let colon = view.word(": ", "：");
    let facts = facts(rule, view);
    lines.extend(
        facts
            .iter()
            .map(|(label, words)| format!("{label}{colon}{words}")),
    );
    let remedies = remedies(rule, view);
    lines.extend(
        remedies
            .iter()
            .map(|(label, words)| format!("{label}{colon}{words}")),
    );
    lines.join("\n")
}

fn help_in_markdown(rule: &Rule, view: &View<'_>) -> String {
    let mut text = format!("**{}**\n", escape(rule.title.get(view.lang)));
    for line in rule.docs.lines() {
        text.push_str(&format!("\n{}", escape(line)));
    }
    text.push('\n');
    for (label, words) in facts(rule, view) {
        text.push_str(&format!(
            "\n- {label}{}{}",
            view.word(": ", "："),
            escape(&words)
        ));
    }
    text.push('\n');
    for (label, words) in remedies(rule, view) {
        text.push_str(&format!("\n### {label}\n\n"));
        for line in words.lines() {
            text.push_str(&format!("> {}\n", escape(line)));
        }
    }
    text
}

fn properties(rule: &Rule, view: &View<'_>) -> Value {
    let mut properties = Map::new();
    properties.insert("tags".to_owned(), json!(tags(rule, view)));
    // How far a breach of the words is a breach of the law.
    let precision = match rule.effect {
        Effect::Prohibition => "high",
        Effect::Presumption | Effect::SafeHarbour => "medium",
        Effect::Advice => "low",
    };
    properties.insert("precision".to_owned(), precision.into());
    let problem = match rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "recommendation",
    };
    properties.insert("problem.severity".to_owned(), problem.into());
    properties.insert("effect".to_owned(), effect_name(rule.effect).into());
    properties.insert("citations".to_owned(), json!(rule.cites));
    let (from, until) = rule.effective;
    for (name, date) in [("from", from), ("until", until)] {
        if let Some(date) = date {
            properties.insert(name.to_owned(), date.to_string().into());
        }
    }
    Value::Object(properties)
}

fn tags(rule: &Rule, view: &View<'_>) -> Vec<String> {
    let reads = match rule.body {
        Body::Disclosure { .. } => "disclosure",
        Body::Conduct { .. } => "conduct",
    };
    let mut tags = vec!["compliance".to_owned(), reads.to_owned()];
    let pack = view.rules.packs.get(rule.pack as usize);
    tags.extend(pack.map(|pack| pack.name.clone()));
    tags.extend(rule.profile.iter().cloned());
    let mut seen = std::collections::BTreeSet::new();
    tags.retain(|tag| seen.insert(tag.clone()));
    tags.truncate(TAGS);
    tags
}

/// The last part of an id as a name in Pascal case: `ContactMethods`.
fn pascal(id: &str) -> String {
    let last = id.rsplit('/').next().unwrap_or(id);
    let mut name = String::new();
    for part in last.split(['-', '_']) {
        let mut letters = part.chars();
        name.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        name.push_str(letters.as_str());
    }
    name
}

fn cut(text: &str) -> String {
    if text.chars().count() <= DESCRIPTION {
        return text.to_owned();
    }
    text.chars()
        .take(DESCRIPTION - 3)
        .chain("...".chars())
        .collect()
}

/// What a notification of this run's own is about.
const OWN: &[(&str, &str, &str)] = &[
    (
        "hegui/not-assessed",
        "a rule could not be assessed",
        "规则未能评估",
    ),
    ("hegui/left-out", "entries were left out", "部分条目未列出"),
    ("hegui/note", "what the reader has to know", "须知"),
];

/// The descriptor of a notification: of a code of the program's table, or of one of the report's own.
pub fn notification(id: &str, lang: Lang) -> Value {
    let pick = |en: &'static str, zh: &'static str| match lang {
        Lang::En => en,
        Lang::Zh => zh,
    };
    let own = OWN.iter().find(|(own, _, _)| *own == id);
    let (title, text) = match (codes::find(id), own) {
        (Some(entry), _) => (
            pick(entry.title.0, entry.title.1),
            pick(entry.text.0, entry.text.1),
        ),
        (None, Some((_, en, zh))) => (pick(en, zh), pick(en, zh)),
        (None, None) => (id, id),
    };
    json!({
        "id": id,
        "shortDescription": { "text": cut(title) },
        "fullDescription": { "text": cut(text) },
        "help": { "text": text, "markdown": escape(text) },
    })
}

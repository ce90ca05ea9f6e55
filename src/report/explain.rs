//! Explains one rule or one code: takes the rule with its statements as written, or the table's entry, writes all that is known of it.

use super::cells::{clean, wrap};
use super::rules::{reads, validity};
use super::theme::Paint;
use super::words::{effect_name, effect_word, severity_name, severity_word};
use super::{Format, View};
use crate::codes::Entry;
use crate::ir::Lang;
use crate::ir::rule::Rule;
use serde_json::json;
use std::io::{self, Write};

/// A rule with what only its file knows.
#[derive(Debug, Clone)]
pub struct Explained<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// Its statements as written.
    pub statements: Vec<String>,
    /// How many cases pass and fail.
    pub cases: (usize, usize),
}

/// Writes a rule.
///
/// # Errors
/// What the writer gives back.
pub fn rule(
    format: Format,
    explained: &Explained<'_>,
    view: &View<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Explained {
        rule,
        statements,
        cases: (pass, fail),
    } = explained;
    let lang = view.lang;
    if format == Format::Json {
        let object = json!({
            "rule": rule.id,
            "title": rule.title.get(lang),
            "severity": severity_name(rule.severity),
            "effect": effect_name(rule.effect),
            "cite": rule.cites.join("; "),
            "from": rule.effective.0.map(|date| date.to_string()),
            "until": rule.effective.1.map(|date| date.to_string()),
            "docs": rule.docs,
            "statements": statements,
            "help": rule.help.get(lang),
            "suggest": rule.suggest.get(lang),
            "cases": { "pass": pass, "fail": fail },
            "file": rule.origin.0,
            "line": rule.origin.1,
        });
        serde_json::to_writer_pretty(&mut *out, &object)?;
        return writeln!(out);
    }
    writeln!(out, "{}", view.paint(Paint::Strong, &rule.id))?;
    paragraph(rule.title.get(lang), view, out)?;
    if format == Format::Short {
        return Ok(());
    }
    paragraph(&rule.docs, view, out)?;
    let mut grade = severity_word(rule.severity, lang).to_owned();
    if let Some(effect) = effect_word(rule.effect, lang) {
        grade.push_str(view.word(", ", "，"));
        grade.push_str(effect);
    }
    let separator = view.word(", ", "、");
    let pack = view.rules.packs.get(rule.pack as usize);
    let pack = pack.map_or(String::new(), |pack| {
        format!("{} {}", pack.title.get(lang), pack.version)
    });
    let cases = match lang {
        Lang::En => format!("{pass} pass, {fail} fail"),
        Lang::Zh => format!("{pass} 个应通过，{fail} 个应被发现"),
    };
    let lines = [
        (view.word("law", "依据"), rule.cites.join("; ")),
        (view.word("severity", "级别"), grade),
        (view.word("reads", "对象"), reads(rule, lang).to_owned()),
        (view.word("in force", "有效期"), validity(rule, lang)),
        (
            view.word("profile", "适用机构"),
            rule.profile.join(separator),
        ),
        (view.word("pack", "规则包"), pack),
        (
            view.word("written", "位置"),
            format!("{}:{}", rule.origin.0, rule.origin.1),
        ),
        (view.word("cases", "用例"), cases),
    ];
    writeln!(out)?;
    for (label, value) in &lines {
        labelled(label, value, view, out)?;
    }
    section(view.word("demands", "要求"), view, out)?;
    for statement in statements {
        for line in statement.lines() {
            writeln!(out, "  {line}")?;
        }
    }
    for (title, words) in [
        (view.word("help", "整改"), &rule.help),
        (
            view.word("wording that would do", "建议表述"),
            &rule.suggest,
        ),
    ] {
        if !words.is_empty() {
            section(title, view, out)?;
            paragraph(words.get(lang), view, out)?;
        }
    }
    Ok(())
}

/// Writes a code in both languages, the reader's first.
///
/// # Errors
/// What the writer gives back.
pub fn code(format: Format, entry: &Entry, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    if format == Format::Json {
        let object = json!({
            "code": entry.code.as_str(),
            "title": { "en": entry.title.0, "zh": entry.title.1 },
            "text": { "en": entry.text.0, "zh": entry.text.1 },
        });
        serde_json::to_writer_pretty(&mut *out, &object)?;
        return writeln!(out);
    }
    let english = (entry.title.0, entry.text.0);
    let chinese = (entry.title.1, entry.text.1);
    let order = match view.lang {
        Lang::En => [english, chinese],
        Lang::Zh => [chinese, english],
    };
    writeln!(out, "{}", view.paint(Paint::Strong, entry.code.as_str()))?;
    for (title, text) in order {
        writeln!(out)?;
        for line in wrap(title, view.width.saturating_sub(2)) {
            writeln!(out, "  {}", view.paint(Paint::Strong, &line))?;
        }
        if format == Format::Pretty {
            paragraph(text, view, out)?;
        }
    }
    Ok(())
}

fn section(title: &str, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out)?;
    writeln!(out, "{}", view.paint(Paint::Strong, title))
}

fn paragraph(words: &str, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    for line in wrap(words, view.width.saturating_sub(2)) {
        writeln!(out, "  {line}")?;
    }
    Ok(())
}

fn labelled(label: &str, value: &str, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    const LABEL: usize = 10;
    let lines = wrap(&clean(value), view.width.saturating_sub(LABEL + 2));
    for (at, line) in lines.iter().enumerate().filter(|_| !value.is_empty()) {
        let label = super::cells::pad(if at == 0 { label } else { "" }, LABEL);
        writeln!(out, "  {}{line}", view.paint(Paint::Dim, &label))?;
    }
    Ok(())
}

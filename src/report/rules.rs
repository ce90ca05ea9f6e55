//! Lists rules: takes the compiled rules, writes them for people, line by line, as JSON or as a Markdown table.

use super::View;
use super::cells::{clean, crop, pad, width, wrap};
use super::theme::Paint;
use super::words::{count, effect_name, effect_word, severity_name, severity_word};
use crate::engine::log::keys;
use crate::ir::log::{FieldId, FieldType, Key, Log};
use crate::ir::rule::{Body, Rule};
use crate::ir::{Lang, RuleSet};
use serde_json::json;
use std::io::{self, Write};

/// The shape of a list of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListFormat {
    /// By pack, for people.
    Pretty,
    /// One line for each rule.
    Short,
    /// One object.
    Json,
    /// A Markdown table for each pack.
    Markdown,
}

/// Writes the rules of a rule set.
///
/// # Errors
/// What the writer gives back.
pub fn write(format: ListFormat, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    match format {
        ListFormat::Pretty => pretty(view, out),
        ListFormat::Short => short(view, out),
        ListFormat::Json => json(view, out),
        ListFormat::Markdown => markdown(view, out),
    }
}

/// The rule's name without its pack.
fn name_of<'a>(rule: &'a Rule, view: &View<'_>) -> &'a str {
    view.rules
        .packs
        .get(rule.pack as usize)
        .and_then(|pack| rule.id.strip_prefix(pack.name.as_str()))
        .and_then(|rest| rest.strip_prefix('/'))
        .unwrap_or(&rule.id)
}

/// `from 2025-02-28`, `2018-03-28 to 2025-02-27`, `always`.
pub fn validity(rule: &Rule, lang: Lang) -> String {
    let zh = lang == Lang::Zh;
    match rule.effective {
        (None, None) => if zh { "一直有效" } else { "always" }.to_owned(),
        (Some(from), None) if zh => format!("自 {from} 起"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(until)) if zh => format!("至 {until} 止"),
        (None, Some(until)) => format!("until {until}"),
        (Some(from), Some(until)) if zh => format!("{from} 至 {until}"),
        (Some(from), Some(until)) => format!("{from} to {until}"),
    }
}

/// `document` or `log`: what the rule reads.
pub fn reads(rule: &Rule, lang: Lang) -> &'static str {
    match (&rule.body, lang) {
        (Body::Disclosure { .. }, Lang::En) => "documents",
        (Body::Disclosure { .. }, Lang::Zh) => "文件",
        (Body::Conduct { .. }, Lang::En) => "logs",
        (Body::Conduct { .. }, Lang::Zh) => "日志",
    }
}

fn pretty(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let rules = &view.rules.rules;
    let column = |cell: fn(&Rule, &View<'_>) -> String| {
        rules
            .iter()
            .map(|rule| width(&cell(rule, view)))
            .max()
            .unwrap_or(0)
    };
    let names = column(|rule, view| name_of(rule, view).to_owned()).min(32);
    let severities = column(|rule, view| severity_word(rule.severity, view.lang).to_owned());
    for group in rules.chunk_by(|one, next| one.pack == next.pack) {
        let Some(pack) = group
            .first()
            .and_then(|rule| view.rules.packs.get(rule.pack as usize))
        else {
            continue;
        };
        let title = clean(pack.title.get(view.lang));
        writeln!(
            out,
            "{} {}",
            view.paint(Paint::Strong, &pack.name),
            view.paint(Paint::Dim, &pack.version)
        )?;
        for line in wrap(&title, view.width.saturating_sub(2)) {
            writeln!(out, "  {line}")?;
        }
        for rule in group {
            writeln!(out)?;
            let name = pad(&crop(name_of(rule, view), names), names);
            let severity = pad(severity_word(rule.severity, view.lang), severities);
            writeln!(
                out,
                "  {}  {}  {}",
                view.paint(Paint::Strong, &name),
                view.paint(rule.severity.into(), &severity),
                validity(rule, view.lang)
            )?;
            let effect = effect_word(rule.effect, view.lang).unwrap_or_default();
            let lines = [
                rule.title.get(view.lang).to_owned(),
                rule.cites.join("; "),
                effect.to_owned(),
            ];
            for line in lines.iter().filter(|line| !line.is_empty()) {
                for line in wrap(line, view.width.saturating_sub(4)) {
                    writeln!(out, "    {line}")?;
                }
            }
        }
        writeln!(out)?;
    }
    let words = count(view.lang, rules.len(), "rule", "rules", "条规则");
    writeln!(out, "{words}")
}

fn short(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    for rule in &view.rules.rules {
        writeln!(
            out,
            "{}: {}: {}",
            rule.id,
            severity_word(rule.severity, view.lang),
            clean(rule.title.get(view.lang))
        )?;
    }
    Ok(())
}

fn json(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let packs: Vec<_> = view
        .rules
        .packs
        .iter()
        .map(|pack| {
            json!({
                "name": pack.name,
                "version": pack.version,
                "title": pack.title.get(view.lang),
                "authority": pack.authority.get(view.lang),
                "sources": pack.sources,
            })
        })
        .collect();
    let rules: Vec<_> = view
        .rules
        .rules
        .iter()
        .map(|rule| {
            json!({
                "rule": rule.id,
                "title": rule.title.get(view.lang),
                "severity": severity_name(rule.severity),
                "effect": effect_name(rule.effect),
                "reads": reads(rule, Lang::En),
                "cite": rule.cites.join("; "),
                "from": rule.effective.0.map(|date| date.to_string()),
                "until": rule.effective.1.map(|date| date.to_string()),
                "profile": rule.profile,
                "help": rule.help.get(view.lang),
                "file": rule.origin.0,
                "line": rule.origin.1,
                "keys": keys(view.rules, rule).iter().map(|key| names(view.rules, rule, key)).collect::<Vec<_>>(),
                "whole": whole(view.rules, rule),
            })
        })
        .collect();
    serde_json::to_writer_pretty(&mut *out, &json!({ "packs": packs, "rules": rules }))?;
    writeln!(out)
}

fn schema_of<'r>(rules: &'r RuleSet, rule: &Rule) -> Option<&'r Log> {
    match rule.body {
        Body::Conduct { log, .. } => rules.log.logs.get(log.0 as usize),
        Body::Disclosure { .. } => None,
    }
}

/// The names of a key's fields.
fn names<'r>(rules: &'r RuleSet, rule: &Rule, key: &Key) -> Vec<&'r str> {
    let log = schema_of(rules, rule);
    key.iter()
        .filter_map(|field| log?.fields.get(field.0 as usize))
        .map(|field| field.name.as_str())
        .collect()
}

/// The fields by any one of which a log may be divided among workers, because every timeline of the rule then stays whole: identities that all of
/// its keys have, one in a row and written in the log itself. `None` where any division will do.
fn whole<'r>(rules: &'r RuleSet, rule: &Rule) -> Option<Vec<&'r str>> {
    let keys = keys(rules, rule);
    let first = keys.first()?;
    let log = schema_of(rules, rule);
    let plain = |field: &FieldId| {
        log.and_then(|log| log.fields.get(field.0 as usize))
            .is_some_and(|field| {
                field.from.is_none() && field.ty == FieldType::Id { several: false }
            })
    };
    let shared = first
        .iter()
        .copied()
        .filter(plain)
        .filter(|field| keys.iter().all(|key| key.contains(field)));
    Some(names(rules, rule, &shared.collect()))
}

fn markdown(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let cell = |text: &str| clean(text).replace('|', "\\|");
    for (at, group) in view
        .rules
        .rules
        .chunk_by(|one, next| one.pack == next.pack)
        .enumerate()
    {
        let pack = group
            .first()
            .and_then(|rule| view.rules.packs.get(rule.pack as usize));
        let (name, title) = pack.map_or(("", ""), |pack| {
            (pack.name.as_str(), pack.title.get(view.lang))
        });
        if at > 0 {
            writeln!(out)?;
        }
        writeln!(out, "## `{name}`\n\n{title}\n")?;
        let heads = match view.lang {
            Lang::En => "| rule | title | severity | in force | citation |",
            Lang::Zh => "| 规则 | 标题 | 级别 | 有效期 | 依据 |",
        };
        writeln!(out, "{heads}\n| --- | --- | --- | --- | --- |")?;
        for rule in group {
            writeln!(
                out,
                "| `{}` | {} | {} | {} | {} |",
                name_of(rule, view),
                cell(rule.title.get(view.lang)),
                severity_word(rule.severity, view.lang),
                validity(rule, view.lang),
                cell(&rule.cites.join("; "))
            )?;
        }
    }
    Ok(())
}

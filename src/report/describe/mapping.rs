//! Writes the part of a project file that a log needs: the columns as they are understood, and lines to complete for what is not.

use super::super::View;
use super::{Described, head};
use crate::codes::input::AMBIGUOUS_DATE;
use crate::contact::{ColumnSurvey, DateOrder};
use crate::ir::log::FieldType;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Lines of values that are not understood.
const MOST_LINES: usize = 20;

pub(super) fn write(
    described: &Described<'_>,
    view: &View<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    head(view.word("For hegui.toml", "可写入 hegui.toml"), view, out)?;
    writeln!(out)?;
    let rejects = &described.survey.read.rejects;
    if rejects.iter().any(|one| one.code == AMBIGUOUS_DATE) {
        let other = name(DateOrder::MonthDay);
        writeln!(out, "[log]")?;
        let words = view.word("or", "或");
        let own = name(DateOrder::DayMonth);
        writeln!(out, "# date-order = \"{own}\"  # {words} \"{other}\"")?;
        writeln!(out)?;
    }
    columns(described, view, out)?;
    values(described, view, out)
}

fn name(order: DateOrder) -> &'static str {
    match order {
        DateOrder::DayMonth => "day-month",
        DateOrder::MonthDay => "month-day",
    }
}

/// A text as TOML writes it.
fn text(words: &str) -> String {
    toml::Value::String(words.to_owned()).to_string()
}

/// One text, or a list of several.
fn texts(words: &[&str]) -> String {
    let all: Vec<String> = words.iter().map(|one| text(one)).collect();
    match all.as_slice() {
        [one] => one.clone(),
        all => format!("[{}]", all.join(", ")),
    }
}

fn columns(described: &Described<'_>, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "[log.columns]")?;
    let records = described.survey.read.records.iter();
    let mut guesses: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut known: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (record, columns) in records.zip(&described.survey.columns) {
        for (column, seen) in record.columns.iter().zip(columns) {
            let (to, field) = match (&column.field, &seen.guess) {
                (Some(field), _) => (&mut known, field),
                (None, Some(guess)) => (&mut guesses, guess),
                (None, None) => continue,
            };
            let headers = to.entry(field.as_str()).or_default();
            if !headers.contains(&column.header.as_str()) {
                headers.push(&column.header);
            }
        }
    }
    for field in &described.log.fields {
        if let Some(headers) = known.get(field.name.as_str()) {
            writeln!(out, "{} = {}", field.name, texts(headers))?;
        }
    }
    for field in &described.log.fields {
        let guess = guesses.get(field.name.as_str());
        if let Some(headers) = guess.filter(|_| !known.contains_key(field.name.as_str())) {
            let words = view.word("a guess", "猜测");
            writeln!(out, "# {} = {}  # {words}", field.name, texts(headers))?;
        }
    }
    writeln!(out)
}

fn values(described: &Described<'_>, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    for field in &described.log.fields {
        let names: Vec<&str> = match &field.ty {
            FieldType::Enum { values, .. } => values.iter().map(|one| one.name.as_str()).collect(),
            FieldType::Flag => vec!["yes", "no"],
            _ => continue,
        };
        let unknown = unknown(described, &field.name);
        if unknown.is_empty() {
            continue;
        }
        writeln!(out, "[log.values.{}]", field.name)?;
        let one_of = view.word("one of", "可选");
        writeln!(out, "# {one_of}: {}", names.join(", "))?;
        let mut by_guess: BTreeMap<Option<&str>, Vec<&str>> = BTreeMap::new();
        for (word, guess) in unknown.iter().take(MOST_LINES) {
            by_guess.entry(guess.as_deref()).or_default().push(word);
        }
        for (guess, words) in by_guess {
            let list: Vec<String> = words.iter().map(|word| text(word)).collect();
            let list = list.join(", ");
            match guess {
                Some(value) => {
                    let words = view.word("a guess", "猜测");
                    writeln!(out, "# {value} = [{list}]  # {words}")?;
                }
                None => writeln!(out, "# ... = [{list}]")?,
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Words that a field does not know, the most frequent first, each with a guess.
fn unknown<'d>(described: &'d Described<'_>, field: &str) -> Vec<(&'d str, Option<String>)> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    let mut guesses: BTreeMap<&str, Option<String>> = BTreeMap::new();
    let records = described.survey.read.records.iter();
    for (record, columns) in records.zip(&described.survey.columns) {
        for (column, seen) in record.columns.iter().zip(columns) {
            if column.field.as_deref() != Some(field) {
                continue;
            }
            for (word, rows) in &column.unknown_values {
                *counts.entry(word).or_default() += rows;
                guesses.entry(word).or_insert_with(|| guess(seen, word));
            }
        }
    }
    let mut words: Vec<(&str, u64)> = counts.into_iter().collect();
    words.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    words
        .into_iter()
        .map(|(word, _)| (word, guesses.remove(word).flatten()))
        .collect()
}

fn guess(seen: &ColumnSurvey, word: &str) -> Option<String> {
    let value = seen.values.iter().find(|one| one.text == word);
    value.and_then(|one| one.guess.clone())
}

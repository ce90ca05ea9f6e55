//! Writes rows in words: takes a table, a row and fields, gives `at=2026-03-02T21:59+08:00 channel=phone`.

use super::{Column, Stamp, Table};
use crate::ir::log::{FieldId, FieldType, Log};
use std::fmt::Write as _;

/// The fields of a row that are known, in the order of the schema, whatever the order of `fields`.
pub fn describe_row(table: &Table, row: usize, log: &Log, fields: &[FieldId]) -> String {
    let mut fields: Vec<FieldId> = fields.to_vec();
    fields.sort_unstable();
    fields.dedup();
    let mut words = Vec::new();
    for field in fields {
        let Some(known) = log.fields.get(field.0 as usize) else {
            continue;
        };
        if let Some(value) = describe_value(table, row, log, field) {
            words.push(format!("{}={}", known.name, quoted(&value)));
        }
    }
    words.join(" ")
}

/// One value of a row, normalised; `None` where it is missing.
pub fn describe_value(table: &Table, row: usize, log: &Log, field: FieldId) -> Option<String> {
    let known = log.fields.get(field.0 as usize)?;
    match table.column(field) {
        Column::Absent => None,
        Column::Time(values) => {
            let stamp = (*values.get(row)?)?;
            Some(describe_stamp(&stamp))
        }
        Column::Id(values) => Some(table.name((*values.get(row)?)?).to_owned()),
        Column::Ids(values) => {
            let mut names: Vec<&str> = values
                .get(row)
                .iter()
                .map(|&code| table.name(code))
                .collect();
            names.sort_unstable();
            joined(&names)
        }
        Column::Number(values) => Some((*values.get(row)?)?.to_string()),
        Column::Text(values) => Some(table.slice((*values.get(row)?)?).to_owned()),
        Column::Flag(values) => Some(if (*values.get(row)?)? { "yes" } else { "no" }.to_owned()),
        Column::Enum(values) => enum_name(&known.ty, (*values.get(row)?)?).map(str::to_owned),
        Column::Enums { values, .. } => {
            let names: Vec<&str> = values
                .get(row)
                .iter()
                .filter_map(|&value| enum_name(&known.ty, value))
                .collect();
            joined(&names)
        }
    }
}

/// A time as ISO 8601: seconds and fractions only where they are not zero, the offset only where one was written.
pub(super) fn describe_stamp(stamp: &Stamp) -> String {
    let (date, time) = (stamp.civil.date(), stamp.civil.time());
    let mut words = format!("{date}");
    if stamp.date_only {
        return words;
    }
    let _ = write!(words, "T{:02}:{:02}", time.hour(), time.minute());
    let nanos = time.subsec_nanosecond();
    if time.second() != 0 || nanos != 0 {
        let _ = write!(words, ":{:02}", time.second());
    }
    if nanos != 0 {
        let digits = format!("{nanos:09}");
        let _ = write!(words, ".{}", digits.trim_end_matches('0'));
    }
    if let Some(offset) = stamp.offset {
        let sign = if offset < 0 { '-' } else { '+' };
        let offset = offset.unsigned_abs();
        let _ = write!(words, "{sign}{:02}:{:02}", offset / 3600, offset / 60 % 60);
        if offset % 60 != 0 {
            let _ = write!(words, ":{:02}", offset % 60);
        }
    }
    words
}

fn enum_name(ty: &FieldType, value: u16) -> Option<&str> {
    match ty {
        FieldType::Enum { values, .. } => values
            .get(usize::from(value))
            .map(|known| known.name.as_str()),
        _ => None,
    }
}

fn joined(names: &[&str]) -> Option<String> {
    (!names.is_empty()).then(|| names.join(","))
}

/// Puts a value in quotes where it could not be told from its surroundings otherwise.
fn quoted(value: &str) -> std::borrow::Cow<'_, str> {
    let plain = !value.is_empty()
        && !value.contains(|c: char| c.is_whitespace() || c.is_control() || c == '"' || c == '=');
    if plain {
        return value.into();
    }
    let mut words = String::from('"');
    for c in value.chars() {
        match c {
            '"' => words.push_str("\\\""),
            '\\' => words.push_str("\\\\"),
            '\n' => words.push_str("\\n"),
            '\r' => words.push_str("\\r"),
            '\t' => words.push_str("\\t"),
            c if c.is_control() => words.push('\u{fffd}'),
            c => words.push(c),
        }
    }
    words.push('"');
    words.into()
}

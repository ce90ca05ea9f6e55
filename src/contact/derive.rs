//! Fills derived fields of a row: takes the values that were read, gives those that follow from them.

use super::Stamp;
use super::cell::Value;
use crate::ir::log::{Field, FieldId, FieldSource, FieldType, Log};
use std::borrow::Cow;

/// Fills every derived field whose own cell is empty. What follows from an unknown value is missing.
pub(super) fn fill(log: &Log, values: &mut [Value<'_>]) {
    for (at, field) in log.fields.iter().enumerate() {
        let empty = values.get(at).is_some_and(|value| *value == Value::Missing);
        let Some(source) = field.from.as_ref().filter(|_| empty) else {
            continue;
        };
        let value = match source {
            FieldSource::Grouped(from, renamed) => grouped(log, values, field, *from, renamed),
            FieldSource::Sum(start, seconds) => sum(get(values, *start), get(values, *seconds)),
            FieldSource::Person {
                own,
                when,
                is,
                other,
            } => person(log, values, (*own, *when), is, other),
        };
        if let (Some(value), Some(slot)) = (value, values.get_mut(at)) {
            *slot = value;
        }
    }
}

fn get<'v, 'a>(values: &'v [Value<'a>], field: FieldId) -> &'v Value<'a> {
    values.get(field.0 as usize).unwrap_or(&Value::Missing)
}

fn grouped<'a>(
    log: &Log,
    values: &[Value<'a>],
    field: &Field,
    from: FieldId,
    renamed: &[(String, String)],
) -> Option<Value<'a>> {
    let regroup = |index: u16| {
        let name = value_name(log, from, index)?;
        let name = renamed
            .iter()
            .find(|(old, _)| old == name)
            .map_or(name, |(_, new)| new);
        let FieldType::Enum { values, .. } = &field.ty else {
            return None;
        };
        values
            .iter()
            .position(|value| value.name == name)
            .and_then(|at| u16::try_from(at).ok())
    };
    match get(values, from) {
        Value::Enum(index) => regroup(*index).map(Value::Enum),
        Value::Enums(indexes, unknown) => {
            let mut groups: Vec<u16> = indexes.iter().filter_map(|&index| regroup(index)).collect();
            groups.sort_unstable();
            groups.dedup();
            Some(Value::Enums(groups, unknown.clone()))
        }
        _ => None,
    }
}

fn sum<'a>(start: &Value<'_>, seconds: &Value<'_>) -> Option<Value<'a>> {
    let (Value::Time(stamp, _), Value::Number(seconds)) = (start, seconds) else {
        return None;
    };
    if stamp.date_only {
        return None;
    }
    let span = jiff::SignedDuration::try_from_secs_f64(*seconds).ok()?;
    let civil = stamp.civil.checked_add(span).ok()?;
    Some(Value::Time(Stamp { civil, ..*stamp }, None))
}

fn person<'a>(
    log: &Log,
    values: &[Value<'a>],
    (own, when): (FieldId, FieldId),
    is: &str,
    other: &[FieldId],
) -> Option<Value<'a>> {
    let themselves = match get(values, when) {
        Value::Missing => true,
        Value::Enum(index) => value_name(log, when, *index) == Some(is),
        _ => return None,
    };
    if themselves {
        return match get(values, own) {
            Value::Id(id) => Some(Value::Id(id.clone())),
            _ => None,
        };
    }
    // without anything but the role, two employers could not be told apart
    let known = other
        .iter()
        .any(|&field| field != when && word(log, values, field).is_some());
    let words: Vec<Cow<'_, str>> = other
        .iter()
        .filter_map(|&field| word(log, values, field))
        .collect();
    known.then(|| Value::Id(Cow::Owned(words.join(" "))))
}

fn word<'v>(log: &'v Log, values: &'v [Value<'_>], field: FieldId) -> Option<Cow<'v, str>> {
    match get(values, field) {
        Value::Id(id) | Value::Text(id) => Some(Cow::Borrowed(id)),
        Value::Enum(index) => value_name(log, field, *index).map(Cow::Borrowed),
        Value::Number(number) => Some(Cow::Owned(number.to_string())),
        _ => None,
    }
}

fn value_name(log: &Log, field: FieldId, index: u16) -> Option<&str> {
    match &log.fields.get(field.0 as usize)?.ty {
        FieldType::Enum { values, .. } => values
            .get(usize::from(index))
            .map(|value| value.name.as_str()),
        _ => None,
    }
}

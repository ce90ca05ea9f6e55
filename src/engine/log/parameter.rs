//! Looks parameters up: takes a parameter, a date and the profile, gives the value that holds then.

use super::time::{Bound, Day, date_of, elapsed};
use crate::ir::log::{Amount, Span, Value};
use crate::ir::{CalendarId, ParameterId, RuleSet};

/// The value that a parameter has on a date; `None` before its first one. A value for the profile wins over one for all.
pub(super) fn parameter_at<'r>(
    rules: &'r RuleSet,
    profile: &[String],
    id: ParameterId,
    day: Day,
) -> Option<&'r Value> {
    let date = date_of(day);
    let values = &rules.parameters.get(id.0 as usize)?.values;
    let holds = |from: &Option<jiff::civil::Date>| from.is_none_or(|from| from <= date);
    values
        .iter()
        .find(|one| holds(&one.from) && one.profile.iter().any(|name| profile.contains(name)))
        .or_else(|| {
            values
                .iter()
                .find(|one| holds(&one.from) && one.profile.is_empty())
        })
        .map(|one| &one.value)
}

/// The number of an amount on a date.
pub(super) fn amount_at(
    rules: &RuleSet,
    profile: &[String],
    amount: Amount,
    day: Day,
) -> Option<f64> {
    match amount {
        Amount::Number(number) => Some(number as f64),
        Amount::Parameter(id) => match parameter_at(rules, profile, id, day)? {
            Value::Number(number) | Value::Rate(number) => Some(*number),
            Value::Duration(span) => amount_at(rules, profile, span.amount, day),
            _ => None,
        },
    }
}

/// A span with its amount on a date; `own` is the calendar of the rule, for a span that names none.
pub(super) fn bound_at(
    rules: &RuleSet,
    profile: &[String],
    span: &Span,
    own: Option<CalendarId>,
    day: Option<Day>,
) -> Bound {
    let amount = match (span.amount, day) {
        (Amount::Number(number), _) => Some(number),
        (amount, Some(day)) => amount_at(rules, profile, amount, day).map(|number| number as i64),
        (Amount::Parameter(_), None) => None,
    };
    let Some(amount) = amount else {
        return Bound::Unknown;
    };
    match elapsed(amount, span.unit) {
        Some(micros) => Bound::Elapsed(micros),
        None => Bound::Dates {
            amount,
            unit: span.unit,
            excludes_first: span.excludes_first,
            calendar: span.calendar.or(own),
        },
    }
}

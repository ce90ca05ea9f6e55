//! Tells where a log does not reach back far enough for what is reported: takes rules, the first day that is reported and the first
//! day of the log, gives what the ledger says of it, rule by rule.

use super::context::{Context, Reach};
use super::sheet::Sheet;
use super::time::{DAY, Day, date_of};
use crate::ir::rule::{Conduct, Rule};
use crate::ir::{CalendarId, RuleSet, Words};

/// What the ledger has to say; nothing where all rules see all that they look back to.
pub(super) fn shortfall<'r>(
    rule_set: &RuleSet,
    first: Option<Day>,
    since: Option<Day>,
    rules: impl Iterator<Item = (&'r Rule, Option<CalendarId>, Vec<&'r Conduct>)>,
) -> Vec<Words> {
    let (Some(since), Some(first)) = (since, first) else {
        return Vec::new();
    };
    let known = i64::from(since) - i64::from(first);
    let mut short: Vec<(i64, &str)> = Vec::new();
    let mut whole: Vec<&str> = Vec::new();
    for (rule, calendar, statements) in rules {
        let back = statements
            .iter()
            .map(|statement| Context::of(rule_set, statement, calendar, false).back())
            .max();
        match back {
            Some(Reach::Span(span)) => {
                let days = span.div_euclid(DAY) + i64::from(span.rem_euclid(DAY) > 0);
                if days > known {
                    short.push((days, &rule.id));
                }
            }
            Some(Reach::Whole) => whole.push(&rule.id),
            None => {}
        }
    }
    let (first, since) = (date_of(first), date_of(since));
    let mut notes = Vec::new();
    if !short.is_empty() {
        short.sort_unstable();
        let join = |each: &dyn Fn(&(i64, &str)) -> String, comma: &str| {
            short.iter().map(each).collect::<Vec<_>>().join(comma)
        };
        let english = join(
            &|(days, id)| format!("`{id}` ({days} day{})", if *days == 1 { "" } else { "s" }),
            ", ",
        );
        let chinese = join(&|(days, id)| format!("`{id}`（{days} 天）"), "、");
        notes.push(Words::both(
            format!(
                "the log begins on {first}, which is not as far before {since} as these rules look back: {english}"
            ),
            format!("日志始于 {first}，早于 {since} 的天数不足以满足下列规则的回溯：{chinese}"),
        ));
    }
    if !whole.is_empty() {
        let list = |comma: &str| {
            let all: Vec<String> = whole.iter().map(|id| format!("`{id}`")).collect();
            all.join(comma)
        };
        notes.push(Words::both(
            format!(
                "these rules look back however far, and nothing before {first} is known to them: {}",
                list(", ")
            ),
            format!(
                "下列规则不限回溯时间，而 {first} 之前的情况未知：{}",
                list("、")
            ),
        ));
    }
    notes
}

// The first local date that any row may be on.
/// The first local date of a log.
pub(super) fn first_day(sheet: &Sheet<'_>) -> Option<Day> {
    let days = sheet.order.iter().flat_map(|&row| {
        let readings = sheet.clock.readings(row).iter();
        readings.map(|reading| reading.day)
    });
    days.min()
}

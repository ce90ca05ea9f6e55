//! Words numbers, spans and events for both languages.

use crate::engine::log::parameter::amount_at;
use crate::engine::log::sheet::Sheet;
use crate::engine::log::time::Day;
use crate::ir::log::{Amount, EventId, Span};
use crate::ir::terms::TimeUnit;
use crate::ir::{Lang, Words};

/// The English ordinal of a number.
pub(super) fn ordinal(number: usize) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// `1 day`, `3 days`
pub(super) fn some(number: i64, unit: &str) -> String {
    if number == 1 {
        format!("1 {unit}")
    } else {
        format!("{number} {unit}s")
    }
}

/// A number without a needless fraction.
pub(super) fn number(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        format!("{}", value as i64)
    } else {
        format!("{value}")
    }
}

/// What an event is called: as its file says, else its own name, else the words that select it. Where a long selection is written
/// inside a rule, what it selects from.
pub(super) fn event_called(sheet: &Sheet<'_>, id: EventId) -> Words {
    const LONG: usize = 48;
    let log = &sheet.rules.log;
    let Some(event) = log.events.get(id.0 as usize) else {
        return Words::default();
    };
    let name = match &event.name {
        Some(name) => name.rsplit('/').next().unwrap_or(name),
        None => &event.words,
    };
    let short = match name.split_once(" where ") {
        Some((from, _)) if name.chars().count() > LONG => format!("{from} …"),
        _ => name.to_owned(),
    };
    let label = log.event_labels.get(&id).cloned().unwrap_or_default();
    let chinese = label.zh.or_else(|| by_labels(sheet, &short));
    Words::both(
        label.en.unwrap_or_else(|| short.clone()),
        chinese.unwrap_or(short),
    )
}

// `first call per debtor`, `call or visit`: in Chinese by the labels of the events.
fn by_labels(sheet: &Sheet<'_>, words: &str) -> Option<String> {
    let log = &sheet.rules.log;
    let label = |name: &str| {
        log.event_labels.iter().find_map(|(id, label)| {
            let named = log.events.get(id.0 as usize)?.name.as_deref()?;
            (named.rsplit('/').next() == Some(name)).then_some(label.zh.as_deref()?)
        })
    };
    if let Some((event, _)) = words
        .strip_prefix("first ")
        .and_then(|rest| rest.split_once(" per "))
    {
        return Some(format!("首次{}", label(event)?));
    }
    let either: Option<Vec<&str>> = words.split(" or ").map(label).collect();
    either.map(|labels| labels.join("或"))
}

/// What an event is called, if it has a name of its own.
pub(super) fn event_plain(sheet: &Sheet<'_>, id: EventId) -> Option<Words> {
    let event = sheet.rules.log.events.get(id.0 as usize)?;
    event.name.as_ref()?;
    Some(event_called(sheet, id))
}

/// So many rows of an event: `4 conversations`, ``4 of `call where …` ``.
pub(super) fn so_many(sheet: &Sheet<'_>, id: EventId, count: &Words) -> Words {
    let name = event_called(sheet, id);
    let named = event_plain(sheet, id).is_some();
    let english = match (named && name.get(Lang::En).is_ascii(), count.get(Lang::En)) {
        (true, "1") => "{} {}",
        (true, _) => "{} {}s",
        (false, _) => "{} of `{}`",
    };
    fill(english, "{} 次 {}", &[count, &name])
}

/// `7 days`, `next 5 business days`
pub(super) fn span(sheet: &Sheet<'_>, span: &Span, day: Option<Day>) -> Words {
    let amount = match span.amount {
        Amount::Number(number) => Some(number),
        amount => day
            .and_then(|day| amount_at(sheet.rules, sheet.profile, amount, day))
            .map(|number| number as i64),
    };
    let (english, chinese) = match span.unit {
        TimeUnit::Seconds => ("second", "秒"),
        TimeUnit::Minutes => ("minute", "分钟"),
        TimeUnit::Hours => ("hour", "小时"),
        TimeUnit::Days => ("day", "日"),
        TimeUnit::BusinessDays => ("business day", "个工作日"),
        TimeUnit::Weeks => ("week", "周"),
        TimeUnit::Months => ("month", "个月"),
        TimeUnit::Years => ("year", "年"),
    };
    let next = if span.excludes_first { "next " } else { "" };
    match amount {
        Some(amount) => Words::both(
            format!("{next}{}", some(amount, english)),
            format!(
                "{amount} {chinese}{}",
                if span.excludes_first {
                    "（次日起算）"
                } else {
                    ""
                }
            ),
        ),
        None => Words::both(
            format!("{next}so many {english}s as hold that day"),
            format!("当日适用的{chinese}数"),
        ),
    }
}

/// Joins words in both languages by a pattern each, in which `{}` stands for the next part.
pub(super) fn fill(english: &str, chinese: &str, parts: &[&Words]) -> Words {
    let put = |pattern: &str, lang| {
        let mut pieces = pattern.split("{}");
        let mut text = pieces.next().unwrap_or("").to_string();
        for (piece, part) in pieces.zip(parts) {
            add(&mut text, part.get(lang));
            add(&mut text, piece);
        }
        text
    };
    Words::both(put(english, Lang::En), put(chinese, Lang::Zh))
}

// Chinese words stand side by side; the space of a pattern is for a name or a number.
fn add(text: &mut String, more: &str) {
    let kept = text.trim_end_matches(' ');
    let rest = more.trim_start_matches(' ');
    let is_han =
        |letter: Option<char>| letter.is_some_and(|one| ('\u{4e00}'..='\u{9fff}').contains(&one));
    if is_han(kept.chars().next_back()) && is_han(rest.chars().next()) {
        text.truncate(kept.len());
        text.push_str(rest);
    } else {
        text.push_str(more);
    }
}

/// The same words in both languages.
pub(super) fn same(text: impl Into<String>) -> Words {
    let text = text.into();
    Words::both(text.clone(), text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_end_as_english_does() {
        let all: Vec<String> = [1, 2, 3, 4, 11, 12, 13, 21, 112, 123]
            .into_iter()
            .map(ordinal)
            .collect();
        assert_eq!(
            all.join(" "),
            "1st 2nd 3rd 4th 11th 12th 13th 21st 112th 123rd"
        );
    }

    #[test]
    fn parts_are_filled_in_turn() {
        let words = fill("{} after {}", "{}之后{}", &[&same("a"), &same("b")]);
        assert_eq!(words, Words::both("a after b", "a之后b"));
        let words = fill("", "{} 之前没有 {}", &[&same("上门"), &same("短信")]);
        assert_eq!(words.get(Lang::Zh), "上门之前没有短信");
    }
}

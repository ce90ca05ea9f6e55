//! Reads clock times: `22:00`, `晚10点`, `次日8时`, `二十二时三十分`, `10 p.m.`.

use super::quantity::Bounds;
use super::words::{Found, pattern, value};
use crate::ir::text::FigureKind;
use regex::{Captures, Regex};
use std::sync::LazyLock;

static DIGITAL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"(?P<p>(?:次日|当日|翌日|第二天|每日|每天|早上|早晨|早|上午|凌晨|清晨|中午|下午|晚上|晚间|晚|傍晚|夜间|夜里|夜)*)\s*(?P<h>\d{1,2}):(?P<m>[0-5]\d)(?::[0-5]\d)?(?:\s*(?P<s>[ap])\.?m\b\.?)?",
    )
});

static SPOKEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"(?P<p>(?:次日|当日|翌日|第二天|早上|早晨|早|上午|凌晨|清晨|中午|下午|晚上|晚间|晚|傍晚|夜间|夜里|夜)*)(?P<h>\d{1,2}|[一二三四五六七八九十两零〇]{1,3})(?P<u>点钟?|时)(?:(?P<m>\d{1,2}|[一二三四五六七八九十零〇]{1,3})分|(?P<x>半|整|一刻))?",
    )
});

static ENGLISH: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(r"\b(?:(?P<h>\d{1,2})\s*(?:(?P<s>[ap])\.?\s?m\b\.?|o'clock)|(?P<w>noon|midnight)\b)")
});

/// Reads clock times.
pub(super) fn clocks(found: &mut Found<'_>) {
    each(found, &DIGITAL, |found, captures| {
        let after = found.words(captures.get(0)?.end()..found.text.len());
        let before = found.words(0..captures.name("h")?.start());
        let other = after
            .starts_with(|c: char| c.is_ascii_digit() || matches!(c, '元' | '%' | '万' | ':'))
            || before.ends_with(|c: char| {
                c.is_ascii_digit()
                    || c == ':'
                        && before
                            .trim_end_matches(':')
                            .ends_with(|c: char| c.is_ascii_digit())
            });
        let minutes = value(captures.name("m")?.as_str())?;
        (!other).then(|| seconds(captures, minutes))?
    });
    each(found, &SPOKEN, |found, captures| {
        let prefix = captures.name("p").map_or("", |prefix| prefix.as_str());
        let hour = captures.name("h")?;
        let minutes = match (
            captures.name("m"),
            captures.name("x").map(|word| word.as_str()),
        ) {
            (Some(minutes), _) => value(minutes.as_str())?,
            (None, Some("半")) => 30.0,
            (None, Some("一刻")) => 15.0,
            _ => 0.0,
        };
        let after = found.words(captures.get(0)?.end()..found.text.len());
        // `三点要求` and `一时` are no clock times; digits, a time of day or what goes on like a span make one of it.
        let digits = hour.as_str().starts_with(|c: char| c.is_ascii_digit());
        let goes_on = [
            "至", "到", "-", "~", "前", "后", "之前", "之后", "以前", "以后", "起", "止", "整",
        ]
        .iter()
        .any(|word| after.starts_with(word));
        let sure =
            !prefix.is_empty() || captures.name("m").is_some() || captures.name("x").is_some();
        let spoken = sure
            || goes_on
            || (digits && !after.starts_with(['要', '意', '建', '原', '内', '说']))
            || (captures.name("u")?.as_str() == "时" && value(hour.as_str())? > 1.0);
        let before = found.words(0..captures.get(0)?.start());
        let ordinal =
            before.ends_with(['第', '每', '有', '这', '以', '及']) && prefix.is_empty() && !digits;
        (spoken && !ordinal).then(|| seconds(captures, minutes))?
    });
    each(found, &ENGLISH, |_, captures| {
        match captures.name("w").map(|word| word.as_str()) {
            Some("noon") => Some(12.0 * 3600.0),
            Some(_) => Some(0.0),
            None => seconds(captures, 0.0),
        }
    });
}

/// Seconds from midnight.
fn seconds(captures: &Captures<'_>, minutes: f64) -> Option<f64> {
    let mut hour = value(captures.name("h")?.as_str())?;
    let prefix = captures.name("p").map_or("", |prefix| prefix.as_str());
    let late = ["下午", "晚", "傍晚", "夜"]
        .iter()
        .any(|word| prefix.contains(word));
    if late && (5.0..12.0).contains(&hour)
        || prefix.contains("下午") && hour < 12.0
        || prefix.contains("中午") && hour < 3.0
    {
        hour += 12.0;
    } else if prefix.contains('晚') && (hour - 12.0).abs() < f64::EPSILON {
        hour = 24.0;
    }
    match captures.name("s").map(|half| half.as_str()) {
        Some("p") if hour < 12.0 => hour += 12.0,
        Some("a") if hour >= 12.0 => hour -= 12.0,
        _ => {}
    }
    let seconds = hour * 3600.0 + minutes * 60.0;
    (hour.fract() == 0.0 && minutes < 60.0 && seconds <= 86_400.0).then_some(seconds)
}

fn each(
    found: &mut Found<'_>,
    regex: &LazyLock<Option<Regex>>,
    read: impl Fn(&Found<'_>, &Captures<'_>) -> Option<f64>,
) {
    let Some(regex) = regex.as_ref() else {
        return;
    };
    for captures in regex.captures_iter(found.text) {
        let Some(whole) = captures
            .get(0)
            .filter(|whole| found.is_free(&whole.range()))
        else {
            continue;
        };
        if let Some(seconds) = read(found, &captures) {
            let words = whole.as_str();
            let start = whole.start() + (words.len() - words.trim_start().len());
            found.add(
                start..whole.end(),
                FigureKind::Clock,
                Bounds::exactly(seconds),
                None,
                None,
            );
        }
    }
}

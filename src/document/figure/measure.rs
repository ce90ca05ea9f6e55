//! Reads rates, amounts of money, spans of time and counts.

use super::quantity::{Bounds, Per};
use super::words::{DIGITS, ENGLISH, FILLED, FRAME, Found, HAN, TO, pattern, value};
use crate::ir::terms::TimeUnit;
use crate::ir::text::FigureKind;
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

static PERCENT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(&format!(
        r"(?:(?P<low>{DIGITS}|{HAN})\s*(?:%|‰)?{TO})?{FILLED}(?P<n>{DIGITS}|{HAN}){FRAME}(?P<u>%|‰|‱|percent\b|per cent\b|个?基点|\bbps\b|个百分点)"
    ))
});

static PARTS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(&format!(
        r"(?P<u>[百千万])分之(?:(?P<low>{DIGITS}|{HAN}){TO}(?:[百千万]分之)?)?[【\[_]{{0,4}}(?P<n>{DIGITS}|{HAN})"
    ))
});

static TENTHS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(&format!(
        r"(?P<p>[年月日])(?:利率|利息|息|利)(?:为|是|按|计|:)?(?P<n>{DIGITS}|{HAN})(?P<u>[分厘毫])(?:(?P<m>{DIGITS}|{HAN})(?P<v>[厘毫]))?"
    ))
});

static MONEY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let currency = r"人民币|港币|美金|\brmb|\bcny|\busd|\beur|\bgbp|\bhkd|us\$|hk\$|¥|\$|€|£";
    let unit = r"元|圆|块钱|美元|港元|欧元|英镑|yuan\b|dollars?\b|rmb\b|usd\b|cny\b|eur\b";
    pattern(&format!(
        r"(?P<c>(?:{currency})\s*(?:\(?大写\)?:?)?\s*[【\[_]{{0,4}})?(?:(?P<low>{DIGITS}|{HAN})\s*(?:{unit})?{TO}(?:{currency})?)?(?P<n>{DIGITS}|{HAN}){FRAME}(?P<x>million|thousand|k\b)?\s*(?P<u>{unit})?(?:(?P<j>[0-9一二三四五六七八九壹贰叁肆伍陆柒捌玖])角)?(?:零?(?P<f>[0-9一二三四五六七八九壹贰叁肆伍陆柒捌玖])分)?[整正]?"
    ))
});

static SPAN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(&format!(
        r"(?:(?P<low>{DIGITS}|{HAN})\s*(?:个?(?:工作日|月|小时)|[日天年周])?{TO})?{FILLED}(?P<n>{DIGITS}|{HAN}|半){FRAME}(?P<u>个?工作日|个?交易日|个?营业日|个?银行工作日|个?自然日|个?日历日|个半月|个月|个?季度|个?小时|个?钟头|个?星期|个?礼拜|周年|分钟|[日天年周秒])"
    ))
});

static ENGLISH_SPAN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(&format!(
        r"(?:\b(?P<low>\d+|{ENGLISH}){TO})?\b(?P<n>\d+|{ENGLISH})(?:\s*\((?:(?P<d>\d+)|[a-z-]+)\))?[\s-]+(?P<u>(?:business|working|banking|calendar|consecutive)?\s?(?:second|minute|hour|day|week|month|year))s?\b"
    ))
});

static COUNT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let many = "times?|calls?|attempts?|persons?|people|employees?|visitors?|visits?|messages?|contacts?|copies|instal+ments?|periods?";
    pattern(&format!(
        r"(?:(?P<low>{DIGITS}|{HAN}){TO})?(?:{FILLED}(?P<n>{DIGITS}|{HAN}){FRAME}(?P<u>人次|次|遍|通|名|位|人|倍|期|份|笔|家|户)|\b(?P<m>\d+|{ENGLISH})(?:\s*\((?P<d>\d+)\))?\s(?:{many})\b)"
    ))
});

static BARE: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(DIGITS));

/// Reads rates.
pub(super) fn rates(found: &mut Found<'_>) {
    each(found, &PARTS, |_, captures| {
        let scale = match captures.name("u")?.as_str() {
            "百" => 1.0,
            "千" => 0.1,
            _ => 0.01,
        };
        Some((FigureKind::Rate, bounds(captures, scale)?, None, None))
    });
    each(found, &TENTHS, |_, captures| {
        let (per, scale) = match captures.name("p")?.as_str() {
            "年" => (Per::Year, 10.0),
            "月" => (Per::Month, 1.0),
            _ => (Per::Day, 0.1),
        };
        let part = |number: &str, unit: &str| {
            let number = value(captures.name(number)?.as_str())?;
            let unit = match captures.name(unit)?.as_str() {
                "分" => 1.0,
                "厘" => 0.1,
                _ => 0.01,
            };
            Some(number * unit * scale)
        };
        let total = part("n", "u")? + part("m", "v").unwrap_or(0.0);
        Some((
            FigureKind::Rate,
            Bounds::exactly(total).times(1.0),
            Some(per),
            None,
        ))
    });
    each(found, &PERCENT, |_, captures| {
        let scale = match captures.name("u")?.as_str() {
            "‰" => 0.1,
            "‱" | "个基点" | "基点" | "bps" => 0.01,
            _ => 1.0,
        };
        Some((FigureKind::Rate, bounds(captures, scale)?, None, None))
    });
}

/// Reads amounts of money.
pub(super) fn amounts(found: &mut Found<'_>) {
    each(found, &MONEY, |found, captures| {
        let number = captures.name("n")?;
        let marked = captures.name("c").is_some()
            || captures.name("u").is_some()
            || captures.name("x").is_some();
        // `20万` alone is money as people speak of it, unless something else is counted.
        let after = found.words(captures.get(0)?.end()..found.text.len());
        let spoken = number.as_str().ends_with('万')
            && number.as_str().starts_with(|c: char| c.is_ascii_digit())
            && !after.starts_with([
                '人', '次', '户', '名', '个', '份', '笔', '家', '条', '分', '倍',
            ]);
        if !marked && !spoken {
            return None;
        }
        let scale = match captures.name("x").map(|word| word.as_str()) {
            Some("million") => 1e6,
            Some(_) => 1e3,
            None => 1.0,
        };
        let small = |name: &str, worth: f64| {
            captures
                .name(name)
                .and_then(|part| value(part.as_str()))
                .unwrap_or(0.0)
                * worth
        };
        let mut bounds = bounds(captures, scale)?;
        let cents = small("j", 0.1) + small("f", 0.01);
        bounds.high = bounds.high.map(|high| high + cents);
        bounds.low = if captures.name("low").is_some() {
            bounds.low
        } else {
            bounds.high
        };
        // `1-20万元` means ten thousands on both sides.
        if let (Some(low), Some(high)) = (captures.name("low"), Some(number)) {
            let tens = |words: &str| words.ends_with('万');
            if tens(high.as_str()) && !tens(low.as_str()) && bounds.low < Some(1000.0) {
                bounds.low = bounds.low.map(|low| low * 1e4);
            }
        }
        Some((FigureKind::Amount, bounds.times(1.0), None, None))
    });
}

/// Reads spans of time.
pub(super) fn durations(found: &mut Found<'_>) {
    each(found, &SPAN, |found, captures| {
        let number = captures.name("n")?;
        let unit = captures.name("u")?.as_str().trim_start_matches('个');
        let before = found.words(0..captures.get(0)?.start());
        let whole = captures.get(0)?.as_str();
        let years = unit == "年" && value(number.as_str())? >= 1900.0;
        let of_month = matches!(unit, "日")
            && ["月", "月的", "月第"]
                .iter()
                .any(|word| before.ends_with(word));
        let vague = whole.starts_with('一')
            && before.ends_with([
                '同', '任', '某', '何', '这', '那', '每', '逐', '唯', '万', '进',
            ]);
        let service = before.ends_with(['×', 'x', '*', '/', '乘']);
        if years || of_month || vague || service {
            return None;
        }
        let half = number.as_str() == "半";
        let (unit, scale) = match unit {
            "工作日" | "交易日" | "营业日" | "银行工作日" => {
                (TimeUnit::BusinessDays, 1.0)
            }
            "月" if half => (TimeUnit::Days, 30.0),
            "月" => (TimeUnit::Months, 1.0),
            "半月" => (TimeUnit::Months, 1.0),
            "季度" => (TimeUnit::Months, 3.0),
            "年" | "周年" if half => (TimeUnit::Months, 12.0),
            "年" | "周年" => (TimeUnit::Years, 1.0),
            "周" | "星期" | "礼拜" => (TimeUnit::Weeks, 1.0),
            "小时" | "钟头" => (TimeUnit::Hours, 1.0),
            "分钟" => (TimeUnit::Minutes, 1.0),
            "秒" => (TimeUnit::Seconds, 1.0),
            _ => (TimeUnit::Days, 1.0),
        };
        let mut bounds = bounds(captures, scale)?;
        if captures.name("u")?.as_str() == "个半月" {
            bounds = Bounds {
                low: bounds.low.map(|low| low + 0.5),
                high: bounds.high.map(|high| high + 0.5),
                ..bounds
            };
        }
        Some((FigureKind::Duration, bounds, None, Some(unit)))
    });
    each(found, &ENGLISH_SPAN, |_, captures| {
        let words = captures.name("u")?.as_str();
        let unit = match words.rsplit(' ').next()? {
            "day"
                if words.starts_with("business")
                    || words.starts_with("working")
                    || words.starts_with("banking") =>
            {
                TimeUnit::BusinessDays
            }
            "second" => TimeUnit::Seconds,
            "minute" => TimeUnit::Minutes,
            "hour" => TimeUnit::Hours,
            "week" => TimeUnit::Weeks,
            "month" => TimeUnit::Months,
            "year" => TimeUnit::Years,
            _ => TimeUnit::Days,
        };
        Some((
            FigureKind::Duration,
            bounds(captures, 1.0)?,
            None,
            Some(unit),
        ))
    });
}

/// Reads counts.
pub(super) fn counts(found: &mut Found<'_>) {
    each(found, &COUNT, |found, captures| {
        let after = found.words(captures.get(0)?.end()..found.text.len());
        let before = found.words(0..captures.get(0)?.start());
        let unit = captures.name("u").map_or("", |unit| unit.as_str());
        let word = (unit == "次" && after.starts_with(['性', '日', '月', '年', '级']))
            || (unit == "家" && after.starts_with(['庭', '属', '人']))
            || (unit == "期" && after.starts_with(['限', '间']))
            || (unit == "人" && after.starts_with(['民', '员', '士', '身', '力', '工']))
            || (unit == "份" && after.starts_with('额'))
            || (unit == "通" && after.starts_with(['过', '知', '信']))
            || (unit == "名" && after.starts_with('称'));
        let vague = before.ends_with(['任', '某', '每', '同', '唯', '另', '进', '统', '逐']);
        if word || (vague && unit != "期") {
            return None;
        }
        Some((FigureKind::Count, bounds(captures, 1.0)?, None, None))
    });
}

/// Reads numbers that stand alone.
pub(super) fn bare(found: &mut Found<'_>) {
    each(found, &BARE, |found, captures| {
        let whole = captures.get(0)?;
        let after = found.words(whole.end()..found.text.len());
        let before = found.words(0..whole.start());
        let joined = |c: char| c.is_ascii_alphanumeric() || "-/.*#×:".contains(c);
        let inside = before.ends_with(joined)
            || before.ends_with('(') && after.starts_with(')')
            || after.starts_with(|c: char| {
                // A unit that the readers of units have refused makes something else of it.
                (joined(c) && c != '.') || "条款项章号页、年月日天时点小分周".contains(c)
            });
        (!inside && whole.len() < 7).then_some(())?;
        Some((
            FigureKind::Count,
            Bounds::exactly(value(whole.as_str())?),
            None,
            None,
        ))
    });
}

type Read = (FigureKind, Bounds, Option<Per>, Option<TimeUnit>);

/// Runs a pattern over what is free and adds what `read` makes of it.
fn each(
    found: &mut Found<'_>,
    regex: &LazyLock<Option<Regex>>,
    read: impl Fn(&Found<'_>, &Captures<'_>) -> Option<Read>,
) {
    let Some(regex) = regex.as_ref() else {
        return;
    };
    let text = found.text;
    let mut at = 0;
    while let Some(captures) = regex.captures_at(text, at) {
        let Some(whole) = captures.get(0) else {
            return;
        };
        let range = trimmed(text, whole.range());
        let before = text.get(..range.start).unwrap_or("");
        let ordinal = before.ends_with('第')
            || before.ends_with('数')
            || before.ends_with(|c: char| c.is_ascii_digit())
            || (before.ends_with('.')
                && before
                    .trim_end_matches('.')
                    .ends_with(|c: char| c.is_ascii_digit()));
        at = whole.end();
        if ordinal || !found.is_free(&range) {
            // What overlaps may hide a number of its own behind its first character.
            at = whole.start()
                + text
                    .get(whole.start()..)
                    .and_then(|rest| rest.chars().next())
                    .map_or(1, char::len_utf8);
            if ordinal {
                at = whole.end();
            }
            continue;
        }
        if let Some((kind, bounds, per, unit)) = read(found, &captures) {
            found.add(range, kind, bounds, per, unit);
        }
    }
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = text.get(range.clone()).unwrap_or("");
    let start = range.start + (words.len() - words.trim_start().len());
    start..start + words.trim().len()
}

/// The numbers of a match, times its unit.
fn bounds(captures: &Captures<'_>, scale: f64) -> Option<Bounds> {
    let number = captures
        .name("d")
        .or_else(|| captures.name("n"))
        .or_else(|| captures.name("m"))?;
    let high = value(number.as_str())?;
    let low = match captures.name("low") {
        Some(low) => value(low.as_str())
            .filter(|&low| low <= high)
            .unwrap_or(high),
        None => high,
    };
    Some(
        Bounds {
            low: Some(low),
            high: Some(high),
            above: false,
            below: false,
        }
        .times(scale),
    )
}

//! Reads calendar dates: `2026年3月1日`, `2026-03-01`, `二〇二六年三月一日`, `March 1, 2026`.

use super::quantity::Dated;
use super::words::{Found, pattern, value};
use jiff::civil::Date;
use regex::{Captures, Regex};
use std::sync::LazyLock;

const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

static DATES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let month = "(?P<w>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?";
    [
        r"(?P<y>(?:19|20)\d\d)[年./-](?P<m>\d{1,2})[月./-](?P<d>\d{1,2})(?:[日号]|\b)".to_owned(),
        "(?P<y>[一二三四五六七八九〇零○]{4})年(?P<m>[一二三四五六七八九十元]{1,2})月(?P<d>[一二三四五六七八九十廿卅]{1,3})[日号]".to_owned(),
        format!(r"\b{month}\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>(?:19|20)\d\d)\b"),
        format!(r"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: day)?(?: of)? {month}\.?,? (?P<y>(?:19|20)\d\d)\b"),
    ]
    .iter()
    .filter_map(|source| pattern(source))
    .collect()
});

/// Parts of dates that look like quantities: `3月1日`, `2026年3月`, `2026年`.
static PARTS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"(?:(?:19|20)\d\d年)?\d{1,2}月(?:份|\d{1,2}[日号])|(?:19|20)\d\d年(?:\d{1,2}月)?|[一二三四五六七八九〇零]{4}年(?:[一二三四五六七八九十]{1,2}月)?|[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}[日号]",
    )
});

/// The dates of a text, by place.
pub(super) fn dates(text: &str) -> Vec<Dated> {
    let mut dates: Vec<Dated> = DATES
        .iter()
        .flat_map(|regex| regex.captures_iter(text))
        .filter_map(|captures| {
            Some(Dated {
                range: captures.get(0)?.range(),
                date: date(&captures)?,
            })
        })
        .collect();
    dates.sort_by_key(|dated| (dated.range.start, std::cmp::Reverse(dated.range.end)));
    dates.dedup_by(|later, earlier| later.range.start < earlier.range.end);
    dates
}

/// Takes dates and parts of dates out of what is read for quantities.
pub(super) fn claim(found: &mut Found<'_>) {
    for dated in dates(found.text) {
        found.take(dated.range);
    }
    for part in PARTS.iter().flat_map(|regex| regex.find_iter(found.text)) {
        if found.is_free(&part.range()) {
            found.take(part.range());
        }
    }
}

fn date(captures: &Captures<'_>) -> Option<Date> {
    let number = |name: &str| {
        let words = captures.name(name)?.as_str();
        value(&words.replace('元', "一").replace('○', "〇")).map(|value| value as i16)
    };
    let month = match captures.name("w") {
        Some(word) => {
            let at = MONTHS
                .iter()
                .position(|month| word.as_str().starts_with(month))?;
            i8::try_from(at + 1).ok()?
        }
        None => i8::try_from(number("m")?).ok()?,
    };
    Date::new(number("y")?, month, i8::try_from(number("d")?).ok()?).ok()
}

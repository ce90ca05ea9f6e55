//! Reads the period that a rate is for from the words around it: `日利率0.05%`, `0.05%/日`, `24% per annum`.

use super::quantity::Per;
use super::words::pattern;
use regex::Regex;
use std::sync::LazyLock;

/// Words before a rate.
static BEFORE: LazyLock<Vec<(Per, Regex)>> = LazyLock::new(|| {
    let measure =
        "(?:化|利率|利息率|单利|复利|息|费率|综合|罚息|违约金率|化率|百分率|服务费率|担保费率)";
    [
        (Per::Day, format!(r"(?:^|[^0-9个当该次本首])日{measure}|每日|每天|按日|逐日|按天|\bdaily\b|per day")),
        (Per::Month, format!(r"(?:^|[^0-9个当该次本首])月{measure}|每月|按月|逐月|\bmonthly\b|per month")),
        (Per::Year, format!(r"(?:^|[^0-9个当该次本首])年{measure}|每年|按年|\bannual(?:ly|ized|ised)?\b|\byearly\b|per annum|\bapr\b|per year|\birr\b|内部收益率")),
    ]
    .into_iter()
    .filter_map(|(per, source)| pattern(&source).map(|regex| (per, regex)))
    .collect()
});

/// Words behind a rate.
static AFTER: LazyLock<Vec<(Per, Regex)>> = LazyLock::new(|| {
    [
        (Per::Day, r"^\s*(?:/\s*(?:日|天|day\b|d\b)|每日|每天|的日利率|\(日\)|(?:per|a|each) day|daily)"),
        (Per::Month, r"^\s*(?:/\s*(?:月|个月|month\b|m\b)|每月|每个月|的月利率|\(月\)|(?:per|a|each) month|monthly)"),
        (Per::Year, r"^\s*(?:/\s*(?:年|year\b|y\b)|每年|的年利率|的年化利率|\(年\)|\(年化\)|(?:per|a|each) (?:year|annum)|annually|p\.\s?a\.?|pa\b|apr\b|annual)"),
    ]
    .into_iter()
    .filter_map(|(per, source)| pattern(source).map(|regex| (per, regex)))
    .collect()
});

/// The period that the words before a rate give: the nearest counts.
pub(super) fn before(words: &str) -> Option<Per> {
    BEFORE
        .iter()
        .filter_map(|(per, regex)| {
            regex
                .find_iter(words)
                .last()
                .map(|found| (found.end(), *per))
        })
        .max_by_key(|found| found.0)
        .map(|found| found.1)
}

/// The period that the words behind a rate give, and their length.
pub(super) fn after(words: &str) -> Option<(Per, usize)> {
    AFTER
        .iter()
        .find_map(|(per, regex)| regex.find(words).map(|found| (*per, found.end())))
}

//! Reads placeholders: what is stated but left blank, such as `____%`, `【 】元`, `{{rate}}`, with the kind that its unit gives away.

use super::quantity::Stated;
use super::words::{Found, pattern};
use crate::document::fold::fold;
use crate::ir::lang::{Language, Value};
use crate::ir::terms::TimeUnit;
use crate::ir::text::FigureKind;
use regex::Regex;

/// Placeholders that stand in where no language gives any. The packs `lang/zh` and `lang/en` hold these and more.
const PLACEHOLDERS: &[&str] = &[
    "_{2,}",
    r"【[ _.·…xX×*]*】",
    r"\[[ _.*×•●]*\]",
    r"\{\{[^{}\n]{1,40}\}\}",
    r"[$#]?\{[^{}\n]{1,40}\}",
    r"<%[-=#]?[^<>%\n]{1,60}%>",
    "<[一-龥]{1,12}>",
    r"[x×*]{2,}",
    r"\([ _]*\)",
    r"[-—─]{2,}",
    r"[.]{6,}",
];

/// What may be the name of a value in brackets, such as `[APR]` or `【年利率】`. Brackets also hold remarks (`30 [calendar] days`): only a
/// percent sign, a sign of money or the form of the name makes a blank of it.
const NAMED: &str = r"\[[a-z一-龥][a-z0-9_ 一-龥-]{0,40}\]|【[a-z一-龥][a-z0-9_ 一-龥-]{0,40}】";

/// The units that tell what a blank is for.
const UNITS: &[(&str, FigureKind, Option<TimeUnit>)] = &[
    ("%", FigureKind::Rate, None),
    ("‰", FigureKind::Rate, None),
    ("percent", FigureKind::Rate, None),
    ("per cent", FigureKind::Rate, None),
    (
        "个工作日",
        FigureKind::Duration,
        Some(TimeUnit::BusinessDays),
    ),
    ("工作日", FigureKind::Duration, Some(TimeUnit::BusinessDays)),
    (
        "business day",
        FigureKind::Duration,
        Some(TimeUnit::BusinessDays),
    ),
    ("个月", FigureKind::Duration, Some(TimeUnit::Months)),
    ("month", FigureKind::Duration, Some(TimeUnit::Months)),
    ("小时", FigureKind::Duration, Some(TimeUnit::Hours)),
    ("hour", FigureKind::Duration, Some(TimeUnit::Hours)),
    ("日", FigureKind::Duration, Some(TimeUnit::Days)),
    ("天", FigureKind::Duration, Some(TimeUnit::Days)),
    ("day", FigureKind::Duration, Some(TimeUnit::Days)),
    ("年", FigureKind::Duration, Some(TimeUnit::Years)),
    ("year", FigureKind::Duration, Some(TimeUnit::Years)),
    ("万元", FigureKind::Amount, None),
    ("元", FigureKind::Amount, None),
    ("圆", FigureKind::Amount, None),
    ("yuan", FigureKind::Amount, None),
    ("dollar", FigureKind::Amount, None),
    ("时", FigureKind::Clock, None),
    ("点", FigureKind::Clock, None),
    (":", FigureKind::Clock, None),
    ("次", FigureKind::Count, None),
    ("名", FigureKind::Count, None),
    ("人", FigureKind::Count, None),
    ("期", FigureKind::Count, None),
    ("倍", FigureKind::Count, None),
];

/// Words before a blank that tell what it is for.
const LEADS: &[(&str, FigureKind)] = &[
    ("百分之", FigureKind::Rate),
    ("千分之", FigureKind::Rate),
    ("万分之", FigureKind::Rate),
    ("¥", FigureKind::Amount),
    ("$", FigureKind::Amount),
    ("人民币", FigureKind::Amount),
    ("(大写)", FigureKind::Amount),
    ("rmb", FigureKind::Amount),
    ("usd", FigureKind::Amount),
];

/// How words end that a value follows.
const LABELS: [char; 12] = [
    ':', '为', '是', '率', '额', '共', '计', '至', '自', '于', '第', '每',
];

/// The placeholders of some languages.
#[derive(Debug)]
pub(super) struct Blanks {
    any: Option<Regex>,
    named: Option<Regex>,
    date: Option<Regex>,
}

impl Blanks {
    /// Takes the languages' placeholders.
    pub(super) fn new(languages: &[Language]) -> Self {
        let mut sources: Vec<String> = languages
            .iter()
            .flat_map(|language| language.entries("placeholder"))
            .flat_map(|entry| &entry.values)
            .map(|value| match value {
                Value::Regex(source) => source.clone(),
                Value::Literal(word) => regex::escape(&fold(word).text),
            })
            .filter(|source| pattern(source).is_some())
            .collect();
        if sources.is_empty() {
            sources.extend(PLACEHOLDERS.iter().map(|&source| source.to_owned()));
        }
        let any = sources
            .iter()
            .map(|source| format!("(?:{source})"))
            .collect::<Vec<_>>()
            .join("|");
        let part = format!("(?:{any}|[0-9]{{1,4}})");
        Self {
            date: pattern(&format!("{part}年{part}月(?:{part}日)?")),
            any: pattern(&any),
            named: pattern(NAMED),
        }
    }

    /// Takes dates that are left blank out of what is read for quantities.
    pub(super) fn claim_dates(&self, found: &mut Found<'_>) {
        for date in self
            .date
            .iter()
            .flat_map(|regex| regex.find_iter(found.text))
        {
            if found.is_free(&date.range()) {
                found.take(date.range());
            }
        }
    }

    /// Reads placeholders.
    pub(super) fn read(&self, found: &mut Found<'_>) {
        let drawn = self.any.iter().map(|regex| (regex, false));
        let kinds = drawn.chain(self.named.iter().map(|regex| (regex, true)));
        let text = found.text;
        for (blank, name) in
            kinds.flat_map(|(regex, name)| regex.find_iter(text).map(move |one| (one, name)))
        {
            if !found.is_free(&blank.range()) {
                continue;
            }
            let before = found.words(0..blank.start());
            let after = found.words(blank.end()..found.text.len());
            let rest = after.trim_start();
            let gap = after.len() - rest.len();
            // A word that belongs to the next quantity (`____人民币3元`) is no unit of the blank.
            let unit = UNITS.iter().find(|(word, ..)| {
                rest.starts_with(word)
                    && found.is_free(&(blank.start()..blank.end() + gap + word.len()))
            });
            let lead = LEADS
                .iter()
                .find(|(word, _)| before.trim_end().ends_with(word));
            // Crosses and stars also stand for a name or hide a part of a number; only a unit or a label makes a blank of them.
            let open = blank.as_str().trim_matches(['[', ']', ' ']).is_empty();
            let faint = open || blank.as_str().starts_with(['x', '×', '*', '(']);
            // Strokes and dots are punctuation, unless a label precedes them and a unit follows, or a sign that nothing else goes with.
            let drawn = blank.as_str().starts_with(['-', '—', '─', '.']);
            let percent = rest.starts_with(['%', '‰']);
            let labelled = lead.is_some() || before.ends_with(LABELS);
            let rate = percent || rest.starts_with("percent") || rest.starts_with("per cent");
            if name && !rate && lead.is_none() && !blank.as_str().contains('_') {
                continue;
            }
            if drawn && !percent && !(unit.is_some() && labelled) {
                continue;
            }
            let named =
                before.ends_with([':', '为', '是']) && !after.starts_with(char::is_alphabetic);
            let joined = before.ends_with(|c: char| c.is_ascii_alphanumeric())
                || after.starts_with(|c: char| c.is_ascii_alphanumeric());
            if faint && (joined || (unit.is_none() && lead.is_none() && !named)) {
                continue;
            }
            let kind = lead.map(|lead| lead.1).or(unit.map(|unit| unit.1));
            let end = match unit {
                Some((word, ..)) if lead.is_none() => blank.end() + gap + word.len(),
                _ => blank.end(),
            };
            let span = unit.filter(|_| lead.is_none()).and_then(|unit| unit.2);
            found.push(blank.start()..end, kind, Stated::Blank, None, span);
        }
    }
}

//! Words what is wrong with a row, in one line with the numbers and times that make it so.

use super::moment::{date, due_text, gap, when};
use super::words::{event_called, event_plain, fill, number, same, so_many, span};
use crate::engine::log::judge::{Detail, Hit, Standing};
use crate::engine::log::sheet::Sheet;
use crate::engine::log::time::{date_of, elapsed, period_start};
use crate::ir::log::{EventId, Span};
use crate::ir::rule::Conduct;
use crate::ir::terms::Period;
use crate::ir::{Lang, Words};

/// The message of a hit: where the statement has no numbers to tell, the rule's title says what is wrong.
pub(super) fn message(sheet: &Sheet<'_>, title: &Words, statement: &Conduct, hit: &Hit) -> Words {
    let at = same(when(sheet, hit.row));
    let name = |event: EventId| event_called(sheet, event);
    match (statement, &hit.detail) {
        (Conduct::Forbid(event), _) => against(&at, event_plain(sheet, *event).as_ref(), title),
        (Conduct::Require(event, _), _) => against(&at, event_plain(sheet, *event).as_ref(), title),
        (Conduct::Count { .. }, Detail::Count { .. }) => counted(sheet, statement, hit),
        (
            Conduct::AfterForbid {
                after,
                forbid,
                within,
                ..
            },
            Detail::After { anchors },
        ) => {
            let Some(&(anchor, _)) = anchors.last() else {
                return name(*forbid);
            };
            let gap = gap(sheet, anchor, hit.row, counts_dates(within.as_ref()));
            let mut words = fill(
                "{} at {}, forbidden after {} ({}, at {})",
                "{}（{}）：在 {}（{}，{}）之后被禁止",
                &[
                    &name(*forbid),
                    &at,
                    &name(*after),
                    &gap,
                    &same(when(sheet, anchor)),
                ],
            );
            if let Some(within) = within {
                let span = span(sheet, within, date(sheet, hit.row));
                words = fill("{} within {}", "{}，期限为 {}", &[&words, &span]);
            }
            words
        }
        (
            Conduct::AfterRequire {
                after,
                require,
                within,
                ..
            },
            Detail::Deadline { due, late, .. },
        ) => {
            let due = due_text(sheet, hit.row, *due).unwrap_or_else(|| "?".to_string());
            let span = span(sheet, within, date(sheet, hit.row));
            let (required, duty) = (name(*require), name(*after));
            match (late, hit.standing) {
                (_, Standing::Pending) => fill(
                    "{} after {} of {} is due by {} (within {})",
                    "{}：因 {}（{}）应于 {} 前完成（{}内）",
                    &[&required, &duty, &at, &same(due), &span],
                ),
                (Some(late), _) => fill(
                    "{} after {} of {} was due by {} (within {}) and came at {}",
                    "{}：因 {}（{}）应于 {} 前完成（{}内），实际在 {}",
                    &[
                        &required,
                        &duty,
                        &at,
                        &same(due),
                        &span,
                        &same(when(sheet, *late)),
                    ],
                ),
                (None, _) => fill(
                    "no {} after {} of {}: it was due by {} (within {})",
                    "没有 {}：因 {}（{}）应于 {} 前完成（{}内）",
                    &[&required, &duty, &at, &same(due), &span],
                ),
            }
        }
        (
            Conduct::Before {
                before,
                chain,
                within,
                at_least,
                ..
            },
            _,
        ) => preceded(
            sheet,
            hit,
            *before,
            chain,
            within.as_ref(),
            at_least.as_ref(),
        ),
        _ => at,
    }
}

// `threatening-contact at 2026-03-02 09:00, against the rule: No threats`; Chinese words take no English name among them.
fn against(at: &Words, event: Option<&Words>, title: &Words) -> Words {
    let short = fill("{}, against the rule: {}", "{} 违反“{}”", &[at, title]);
    let Some(event) = event else {
        return short;
    };
    Words {
        en: fill("{} at {}", "", &[event, &short]).en,
        zh: match event.get(Lang::Zh).is_ascii() {
            true => short.zh,
            false => fill("", "{} 的“{}”违反“{}”", &[at, event, title]).zh,
        },
    }
}

/// Whether a span counts dates; no span does.
pub(super) fn counts_dates(span: Option<&Span>) -> bool {
    span.is_none_or(|span| elapsed(1, span.unit).is_none())
}

fn preceded(
    sheet: &Sheet<'_>,
    hit: &Hit,
    before: EventId,
    chain: &[EventId],
    within: Option<&Span>,
    at_least: Option<&Span>,
) -> Words {
    let steps: Vec<Words> = chain
        .iter()
        .map(|&step| event_called(sheet, step))
        .collect();
    let in_turn = |lang, sign: &str| {
        let steps: Vec<&str> = steps.iter().map(|step| step.get(lang)).collect();
        steps.join(sign)
    };
    let chain = Words::both(in_turn(Lang::En, " then "), in_turn(Lang::Zh, " → "));
    let mut words = fill(
        "{} at {} without {} before it",
        "{}（{}）之前没有 {}",
        &[
            &event_called(sheet, before),
            &same(when(sheet, hit.row)),
            &chain,
        ],
    );
    let day = date(sheet, hit.row);
    if let Some(within) = within {
        words = fill(
            "{} within {}",
            "{}（{}内）",
            &[&words, &span(sheet, within, day)],
        );
    }
    if let Some(at_least) = at_least {
        words = fill(
            "{}, at least {} earlier",
            "{}（至少提前 {}）",
            &[&words, &span(sheet, at_least, day)],
        );
    }
    words
}

/// How many there are: `4`, `5 to 9`, `5 or more`.
pub(super) fn range(sure: usize, maybe: usize) -> Words {
    if sure == maybe {
        same(sure.to_string())
    } else if maybe == usize::MAX {
        Words::both(format!("{sure} or more"), format!("至少 {sure}"))
    } else {
        Words::both(format!("{sure} to {maybe}"), format!("{sure} 至 {maybe}"))
    }
}

fn counted(sheet: &Sheet<'_>, statement: &Conduct, hit: &Hit) -> Words {
    let (
        Conduct::Count {
            distinct,
            event,
            period,
            within,
            since,
            ..
        },
        Detail::Count {
            limit, sure, maybe, ..
        },
    ) = (statement, &hit.detail)
    else {
        return Words::default();
    };
    let count = match hit.standing {
        Standing::Violated => same(sure.to_string()),
        _ => range(*sure, *maybe),
    };
    let many = match distinct.and_then(|field| sheet.log.fields.get(field.0 as usize)) {
        Some(field) => fill(
            &format!("{{}} different values of `{}` in {{}}", field.name),
            &format!("{{}} 个不同的 `{}`（{{}}）", field.name),
            &[&count, &event_called(sheet, *event)],
        ),
        None => so_many(sheet, *event, &count),
    };
    let mut words = in_period(*period, date(sheet, hit.row), &many);
    if let Some(within) = within {
        let span = span(sheet, within, date(sheet, hit.row));
        let until = same(when(sheet, hit.row));
        words = Words {
            en: fill("{} within {} up to {}", "", &[&words, &span, &until]).en,
            zh: fill("", "截至 {} 的 {}内{}", &[&until, &span, &words]).zh,
        };
    }
    if let Some(since) = since {
        words = fill(
            "{} since the last {}",
            "{}（自上一次 {} 起）",
            &[&words, &event_called(sheet, *since)],
        );
    }
    match limit {
        Some(limit) => fill(
            "{}, limit {}",
            "{}，上限 {}",
            &[&words, &same(number(*limit))],
        ),
        None => fill(
            "{}, the limit on that date is not known",
            "{}，当日上限未知",
            &[&words],
        ),
    }
}

fn in_period(period: Option<Period>, day: Option<i32>, many: &Words) -> Words {
    let (Some(period), Some(day)) = (period, day) else {
        return fill("{}", "有 {}", &[many]);
    };
    let start = date_of(period_start(day, period));
    let (english, chinese, text) = match period {
        Period::Day => ("{} on {}", "{} 当日有 {}", start.to_string()),
        Period::Week => (
            "{} in the week of {}",
            "{} 起的一周内有 {}",
            start.to_string(),
        ),
        Period::Month => (
            "{} in {}",
            "{} 当月有 {}",
            start.strftime("%Y-%m").to_string(),
        ),
    };
    let text = same(text);
    Words {
        en: fill(english, "", &[many, &text]).en,
        zh: fill("", chinese, &[&text, many]).zh,
    }
}

//! Reads bounds from the words around a number: `不超过24%`, `3次以内`, `at least 5 days`.

use super::quantity::Bounds;
use super::words::pattern;
use crate::ir::text::FigureKind;
use regex::Regex;
use std::sync::LazyLock;

/// Which side of a number a statement leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// The number and what is lower.
    UpTo,
    /// What is lower.
    Below,
    /// The number and what is higher.
    From,
    /// What is higher.
    Above,
}

impl Side {
    /// What is left of a single number.
    pub(super) fn leaves(self, number: Bounds) -> Bounds {
        match self {
            Side::UpTo => Bounds {
                low: None,
                ..number
            },
            Side::Below => Bounds {
                low: None,
                below: true,
                ..number
            },
            Side::From => Bounds {
                high: None,
                ..number
            },
            Side::Above => Bounds {
                high: None,
                above: true,
                ..number
            },
        }
    }
}

/// A bound, and how many bytes of its words touch the number before and behind it.
pub(super) struct Limit {
    pub(super) side: Side,
    pub(super) before: usize,
    pub(super) after: usize,
}

/// How far a Chinese bound's words may stand before the number, in characters: `不超过借款本金的5%`.
const REACH: usize = 12;

/// Words before a number, longest first where one holds another.
const BEFORE: &[(Side, &str)] = &[
    (
        Side::UpTo,
        "不(?:得|能|应|会|可|予)?(?:超过|高于|多于|大于|超出|逾|超|晚于|迟于|长于)|未超过|至多|最多|最高|最长|最晚|最迟|至迟|上限为?|封顶为?\
         |up to|at most|no(?:t)? more than|not (?:to )?exceed(?:ing)?|no (?:higher|later|greater) than|not (?:higher|later|greater) than|maximum(?: of)?|capped at",
    ),
    (
        Side::From,
        "不(?:得|能|应|会|可)?(?:低于|少于|小于|短于|早于)|至少|最低|最少|最短|起码|下限为?\
         |at least|no(?:t)? (?:less|fewer|lower|earlier) than|minimum(?: of)?",
    ),
    (
        Side::Below,
        "低于|少于|小于|不足|不满|未满|不到|短于|早于|less than|fewer than|lower than|below|earlier than",
    ),
    (
        Side::Above,
        "超过|高于|多于|大于|超出|晚于|迟于|more than|higher than|greater than|later than|above|exceed(?:s|ing)?",
    ),
];

/// Words that begin like a bound and are none.
const NOT: &[&str] = &["最高人民", "最高法", "最高检", "最高院"];

/// Words behind a number.
const AFTER: &[(Side, &str)] = &[
    (
        Side::UpTo,
        r"^(?:\(含\))?(?:以内|之内|及以内|以下|及以下|或以下|封顶|为限|为上限| or less| or fewer| or lower| or below| at most| maximum)",
    ),
    (
        Side::From,
        r"^(?:\(含\))?(?:以上|及以上|或以上|起步|起(?:$|[,;。)])| or more| or higher| or above| and above| at least| minimum)",
    ),
];

/// Words behind a clock time.
const CLOCK: &[(Side, &str)] = &[
    (Side::Below, r"^(?:之前|以前|前(?:$|[^后]))"),
    (Side::Above, r"^(?:之后|以后|后)"),
];

struct Table {
    before: Vec<(Side, Regex)>,
    after: Vec<(Side, Regex)>,
    clock: Vec<(Side, Regex)>,
    filler: Option<Regex>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let compile = |list: &[(Side, &str)]| {
        list.iter()
            .filter_map(|(side, source)| pattern(source).map(|regex| (*side, regex)))
            .collect()
    };
    Table {
        before: compile(BEFORE),
        after: compile(AFTER),
        clock: compile(CLOCK),
        filler: pattern(
            r"^(?: |the|an?|of|to|be|usd|rmb|cny|us\$|\$|¥|€|£|approximately|annual|rate|percentage|apr|total|approx\.)*$",
        ),
    }
});

/// The bound that the words before and behind a number give it.
pub(super) fn around(before: &str, after: &str, kind: FigureKind) -> Option<Limit> {
    let table = &*TABLE;
    let behind = if kind == FigureKind::Clock {
        &table.clock
    } else {
        &table.after
    };
    if let Some((side, length)) = behind
        .iter()
        .find_map(|(side, regex)| regex.find(after).map(|found| (*side, found.end())))
    {
        let words = after.get(..length).unwrap_or("");
        let length = words.trim_end_matches([',', ';', '。', ')']).len();
        return Some(Limit {
            side,
            before: 0,
            after: length,
        });
    }
    // The nearest words count; of two that end together, the longer (`不超过` holds `超过`).
    let mut nearest: Option<(usize, usize, Side)> = None;
    for (side, regex) in &table.before {
        for found in regex.find_iter(before) {
            if NOT.iter().any(|not| {
                before
                    .get(found.start()..)
                    .is_some_and(|rest| rest.starts_with(not))
            }) {
                continue;
            }
            if nearest.is_none_or(|(start, end, _)| {
                (found.end(), std::cmp::Reverse(found.start())) > (end, std::cmp::Reverse(start))
            }) {
                nearest = Some((found.start(), found.end(), *side));
            }
        }
    }
    let (start, end, side) = nearest?;
    let gap = before.get(end..).unwrap_or("");
    let latin = before.get(start..end).is_some_and(str::is_ascii);
    let near = if latin {
        table
            .filler
            .as_ref()
            .is_some_and(|filler| filler.is_match(gap))
    } else {
        gap.chars().count() <= REACH && !gap.contains([':', '(', '|'])
    };
    near.then_some(Limit {
        side,
        before: if gap.trim().is_empty() {
            before.len() - start
        } else {
            0
        },
        after: 0,
    })
}

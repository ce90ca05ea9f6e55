//! Holds what the figure readers share: patterns of numbers, their values, and the places that are taken already.

use super::bound;
use super::period;
use super::quantity::{Bounds, Per, Quantity, Stated};
use crate::document::numerals;
use crate::ir::terms::TimeUnit;
use crate::ir::text::FigureKind;
use regex::Regex;
use std::ops::Range;

/// A number in digits, perhaps with Chinese places behind it.
pub(super) const DIGITS: &str = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)[十百千万亿]*";

/// A number in Chinese numerals.
pub(super) const HAN: &str = "[〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟廿卅]+(?:点[〇零一二三四五六七八九]+)?";

/// A number in English words.
pub(super) const ENGLISH: &str = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty-five|sixty|ninety";

/// What may stand between the two numbers of a range.
pub(super) const TO: &str = r"\s*(?:-|~|—|–|至|到|\bto\b|\band\b)\s*";

/// A placeholder's frame before a number that was filled in.
pub(super) const FILLED: &str = r"(?:[【\[_]{1,4}\s*)?";

/// A placeholder's frame behind a number that was filled in.
pub(super) const FRAME: &str = r"\s*[】\]_]{0,4}\s*";

/// A pattern built from parts that are known to be sound; `None` never happens for those, and matches nothing if it did.
pub(super) fn pattern(source: &str) -> Option<Regex> {
    // Words are Latin words: a Han letter beside one ends it.
    Regex::new(&source.replace(r"\b", r"(?-u:\b)")).ok()
}

/// The value of a number as [`DIGITS`], [`HAN`] or [`ENGLISH`] find it.
pub(super) fn value(words: &str) -> Option<f64> {
    let english = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    let words = words.trim();
    if let Some(at) = (1..).zip(english).find(|(_, word)| *word == words) {
        return Some(f64::from(at.0));
    }
    match words {
        "fifteen" => Some(15.0),
        "twenty" => Some(20.0),
        "thirty" => Some(30.0),
        "forty-five" => Some(45.0),
        "sixty" => Some(60.0),
        "ninety" => Some(90.0),
        _ => numerals::number(words),
    }
}

/// What has been found in a text so far.
pub(super) struct Found<'a> {
    pub(super) text: &'a str,
    taken: Vec<Range<usize>>,
    quantities: Vec<Quantity>,
}

impl<'a> Found<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            taken: Vec::new(),
            quantities: Vec::new(),
        }
    }

    /// Words of a range of the text.
    pub(super) fn words(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or("")
    }

    /// Whether no part of a range is taken.
    pub(super) fn is_free(&self, range: &Range<usize>) -> bool {
        self.taken
            .iter()
            .all(|taken| taken.end <= range.start || range.end <= taken.start)
    }

    /// Takes a range that is no quantity, so that no later reader looks at it.
    pub(super) fn take(&mut self, range: Range<usize>) {
        self.taken.push(range);
    }

    /// The words from the last stop or taken range before a place.
    pub(super) fn before(&self, at: usize) -> &'a str {
        let from = self
            .taken
            .iter()
            .map(|taken| taken.end)
            .filter(|&end| end <= at)
            .max()
            .unwrap_or(0);
        let words = self.words(from..at);
        let stop = words.rfind([',', ';', '。', '!', '?', '\n']);
        let start = stop.map_or(0, |stop| {
            stop + words
                .get(stop..)
                .and_then(|rest| rest.chars().next())
                .map_or(1, char::len_utf8)
        });
        words.get(start..).unwrap_or("")
    }

    /// Adds a number or a range of numbers, with the bound and the period that the words around it give.
    pub(super) fn add(
        &mut self,
        range: Range<usize>,
        kind: FigureKind,
        bounds: Bounds,
        per: Option<Per>,
        unit: Option<TimeUnit>,
    ) {
        let (mut range, mut bounds, mut per) = (range, bounds, per);
        let before = self.before(range.start);
        let after = self.words(range.end..self.text.len());
        if kind == FigureKind::Rate {
            let found = period::after(after);
            if let Some((period, length)) = found {
                per = Some(period);
                range.end += length;
            }
            per = per
                .or_else(|| period::before(before))
                .or_else(|| self.inherited(range.start));
        }
        if bounds.low == bounds.high {
            let limit = bound::around(before, self.words(range.end..self.text.len()), kind);
            if let Some(limit) = limit {
                bounds = limit.side.leaves(bounds);
                range = range.start - limit.before..range.end + limit.after;
            }
        }
        self.push(range, Some(kind), Stated::Known(bounds), per, unit);
    }

    /// Adds a quantity as it is.
    pub(super) fn push(
        &mut self,
        range: Range<usize>,
        kind: Option<FigureKind>,
        value: Stated,
        per: Option<Per>,
        unit: Option<TimeUnit>,
    ) {
        let quantity = Quantity {
            as_written: self.words(range.clone()).to_owned(),
            range: range.clone(),
            kind,
            value,
            per,
            unit,
        };
        self.taken.push(range);
        self.quantities.push(quantity);
    }

    /// The period of the rate directly before, where this one only says it again: `日利率万分之五(0.05%)`.
    fn inherited(&self, at: usize) -> Option<Per> {
        let last = self
            .quantities
            .iter()
            .filter(|one| one.range.end <= at)
            .max_by_key(|one| one.range.end)?;
        let between = self.words(last.range.end..at);
        matches!(
            between,
            "(" | "即" | "(即" | ",即" | "/" | "、" | " (" | "(or "
        )
        .then_some(last.per)
        .flatten()
    }

    /// The quantities by place, moved by `start`.
    pub(super) fn finish(self, start: usize) -> Vec<Quantity> {
        let mut quantities = self.quantities;
        quantities.sort_by_key(|one| one.range.start);
        for one in &mut quantities {
            one.range = one.range.start + start..one.range.end + start;
        }
        quantities
    }
}

//! Reads quantities and dates out of folded text: takes a range, gives numbers with unit, bounds and place. Which label a
//! quantity belongs to and what it is compared with is left to `engine`.

mod blank;
mod bound;
mod clock;
mod date;
mod measure;
mod period;
mod quantity;
mod words;

pub use quantity::{Bounds, Dated, Per, Quantity, Stated};

use crate::ir::lang::Language;
use std::ops::Range;
use std::sync::LazyLock;

/// Reads quantities by the placeholders that languages give.
#[derive(Debug)]
pub struct Reader {
    blanks: blank::Blanks,
}

impl Reader {
    /// A reader for these languages; where they give no placeholders, built-in ones stand in.
    pub fn new(languages: &[Language]) -> Self {
        Self {
            blanks: blank::Blanks::new(languages),
        }
    }

    /// The quantities of a range of folded text, by place; they do not overlap. Words outside the range are not looked at.
    ///
    /// A bound is read from the words around a number (`不超过24%`, `3次以内`, `24% or less`); `15日内` and `within 15 days` name a
    /// span of fifteen days. Dates, ordinals (`第三次`, `每月10日`) and numbers of clauses are no quantities.
    pub fn read(&self, folded: &str, range: Range<usize>) -> Vec<Quantity> {
        let Some(text) = folded.get(range.clone()) else {
            return Vec::new();
        };
        let mut found = words::Found::new(text);
        self.blanks.claim_dates(&mut found);
        date::claim(&mut found);
        measure::rates(&mut found);
        clock::clocks(&mut found);
        measure::amounts(&mut found);
        measure::durations(&mut found);
        measure::counts(&mut found);
        self.blanks.read(&mut found);
        measure::bare(&mut found);
        found.finish(range.start)
    }
}

/// The quantities of a range of folded text, as a [`Reader`] without languages reads them.
pub fn read(folded: &str, range: Range<usize>) -> Vec<Quantity> {
    static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(&[]));
    READER.read(folded, range)
}

/// The calendar dates of a range of folded text, by place: `2026年3月1日`, `2026-03-01`, `二〇二六年三月一日`, `March 1, 2026`.
pub fn dates(folded: &str, range: Range<usize>) -> Vec<Dated> {
    let start = range.start;
    let mut dates = date::dates(folded.get(range).unwrap_or(""));
    for date in &mut dates {
        date.range = date.range.start + start..date.range.end + start;
    }
    dates
}

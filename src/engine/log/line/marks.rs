//! Marks the rows of a timeline that an event is true of, and counts and finds marks in ranges.

use crate::engine::log::truth::Truth;
use std::ops::Range;

/// A truth for each row of a timeline.
#[derive(Debug, Clone)]
pub(in crate::engine::log) struct Marks {
    truths: Vec<Truth>,
    /// How many rows before each are certain.
    sure: Vec<u32>,
    /// How many rows before each are possible or certain.
    maybe: Vec<u32>,
}

impl Marks {
    /// Marks rows.
    pub fn new(truths: Vec<Truth>) -> Self {
        let running = |counts: fn(Truth) -> bool| {
            let mut total = 0u32;
            std::iter::once(0)
                .chain(truths.iter().map(|&truth| {
                    total += u32::from(counts(truth));
                    total
                }))
                .collect()
        };
        Self {
            sure: running(Truth::is_sure),
            maybe: running(Truth::is_possible),
            truths,
        }
    }

    /// Marks every row.
    pub fn every(len: usize) -> Self {
        Self::new(vec![Truth::Yes; len])
    }

    /// The mark of a row.
    pub fn get(&self, at: usize) -> Truth {
        self.truths.get(at).copied().unwrap_or(Truth::No)
    }

    /// The rows that are marked, certain or possible.
    pub fn possible(&self) -> impl Iterator<Item = (usize, Truth)> {
        self.truths
            .iter()
            .copied()
            .enumerate()
            .filter(|(_, truth)| truth.is_possible())
    }

    /// The rows of a range that are marked, certain or possible.
    pub fn possible_in(&self, range: Range<usize>) -> impl Iterator<Item = (usize, Truth)> {
        let start = range.start;
        let truths = self.truths.get(range).unwrap_or(&[]);
        (start..)
            .zip(truths.iter().copied())
            .filter(|(_, truth)| truth.is_possible())
    }

    /// Whether no row is even possibly marked.
    pub fn is_empty(&self) -> bool {
        self.maybe.last().copied().unwrap_or(0) == 0
    }

    /// How many rows of a range are certain.
    pub fn count_sure(&self, range: Range<usize>) -> usize {
        count(&self.sure, range)
    }

    /// How many rows of a range are possible or certain.
    pub fn count_maybe(&self, range: Range<usize>) -> usize {
        count(&self.maybe, range)
    }

    /// The first certain (or possible) row in a range.
    pub fn first(&self, sure: bool, range: Range<usize>) -> Option<usize> {
        let counts = self.counts(sure);
        (count(counts, range.clone()) > 0).then(|| {
            let before = counts.get(range.start).copied().unwrap_or(0);
            counts.partition_point(|&so_far| so_far <= before) - 1
        })
    }

    /// The last certain (or possible) row in a range.
    pub fn last(&self, sure: bool, range: Range<usize>) -> Option<usize> {
        let counts = self.counts(sure);
        (count(counts, range.clone()) > 0).then(|| {
            let until = counts.get(range.end).copied().unwrap_or(0);
            counts.partition_point(|&so_far| so_far < until) - 1
        })
    }

    fn counts(&self, sure: bool) -> &[u32] {
        if sure { &self.sure } else { &self.maybe }
    }
}

fn count(counts: &[u32], range: Range<usize>) -> usize {
    let at = |index: usize| counts.get(index).copied().unwrap_or(0);
    if range.is_empty() {
        return 0;
    }
    at(range.end).saturating_sub(at(range.start)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use Truth::{No, Unknown, Yes};

    #[test]
    fn marks_are_counted_and_found_in_ranges() {
        let marks = Marks::new(vec![No, Yes, Unknown, No, Yes]);
        assert_eq!(marks.count_sure(0..5), 2);
        assert_eq!(marks.count_maybe(1..3), 2);
        assert_eq!(marks.first(true, 2..5), Some(4));
        assert_eq!(marks.first(false, 2..5), Some(2));
        assert_eq!(marks.last(true, 0..4), Some(1));
        assert_eq!(marks.last(false, 0..4), Some(2));
        assert_eq!(marks.last(true, 2..4), None);
        assert_eq!(marks.first(true, 3..3), None);
    }
}

//! Folds text for matching and maps every place of the folded text back to the original.

use std::ops::Range;

/// Where a stretch of the folded text comes from; it ends where the next shift begins.
///
/// Two shifts at one folded offset enclose characters that were dropped: the first says where the text before them ends in the
/// original, the second where the text after them begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// Byte of the folded text at which the stretch begins.
    pub folded: u32,
    /// Byte of the original at which the stretch begins.
    pub original: u32,
    /// The stretch comes as a whole from the original stretch up to the next shift (`㎡` gives `m2`), else byte by byte.
    pub whole: bool,
}

/// A folded text and where each stretch of it comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// Every point where the difference of the folded and the original offset changes, by folded offset; the last one stands at the end.
    pub shifts: Vec<Shift>,
}

impl Folded {
    /// The original range of a folded range: the exact characters that it was made of. Both ranges are in bytes.
    pub fn original(&self, range: Range<u32>) -> Range<u32> {
        let start = self.start_of(range.start);
        if range.end <= range.start {
            return start..start;
        }
        let first = self.shifts.partition_point(|shift| shift.folded < range.end);
        let end = match (self.shifts.get(first), first.checked_sub(1).and_then(|at| self.shifts.get(at))) {
            (Some(next), _) if next.folded == range.end => next.original,
            (Some(next), Some(here)) if here.whole => next.original,
            (_, Some(here)) => here.original + (range.end - here.folded),
            (_, None) => range.end,
        };
        start..end.max(start)
    }

    /// The folded offset of an original offset; inside characters that were dropped, that of the next one kept.
    pub fn folded(&self, original: u32) -> u32 {
        let after = self.shifts.partition_point(|shift| shift.original <= original);
        let Some(here) = after.checked_sub(1).and_then(|at| self.shifts.get(at)) else {
            return self.shifts.first().map_or(0, |shift| shift.folded);
        };
        if here.whole {
            return here.folded;
        }
        let end = self.shifts.get(after).map_or(u32::MAX, |next| next.folded);
        (here.folded + (original - here.original)).min(end)
    }

    fn start_of(&self, folded: u32) -> u32 {
        let after = self.shifts.partition_point(|shift| shift.folded <= folded);
        match after.checked_sub(1).and_then(|at| self.shifts.get(at)) {
            None => folded,
            Some(here) if here.whole => here.original,
            Some(here) => here.original + (folded - here.folded),
        }
    }
}

/// Folds a text that is one block: width and compatibility forms, case, white space and line wraps, zero-width characters,
/// traditional characters. Folding a folded text changes nothing. Patterns are folded by this, like the documents.
pub fn fold(text: &str) -> Folded {
    let mut folded = Folded::default();
    for (at, c) in text.char_indices() {
        folded.shifts.push(Shift {
            folded: u32::try_from(folded.text.len()).unwrap_or(u32::MAX),
            original: u32::try_from(at).unwrap_or(u32::MAX),
            whole: true,
        });
        folded.text.extend(c.to_lowercase());
    }
    folded
}

//! Defines the folded view of a text: what `folding` makes, and the map from every place of it back to the original.

use super::folding::Folder;
use std::ops::Range;

/// Where a stretch of the folded text comes from; it ends where the next shift begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// Byte of the folded text at which the stretch begins.
    pub folded: u32,
    /// Byte of the original at which the stretch begins.
    pub original: u32,
    /// The stretch comes as a whole from the original stretch up to the next shift (`㎡` gives `m2`), else byte by byte, and what
    /// then is left of the original up to the next shift was dropped.
    pub whole: bool,
}

/// A folded text and where each stretch of it comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// Every point where the difference of folded and original offset changes, by folded offset.
    pub shifts: Vec<Shift>,
}

impl Folded {
    /// The original range of a folded range: the exact characters that it was made of. Both ranges are in bytes.
    pub fn original(&self, range: Range<u32>) -> Range<u32> {
        let start = match self.last(|shift| shift.folded <= range.start) {
            None => range.start,
            Some((_, here)) if here.whole => here.original,
            Some((_, here)) => here.original + (range.start - here.folded),
        };
        if range.end <= range.start {
            return start..start;
        }
        let end = match self.last(|shift| shift.folded < range.end) {
            None => range.end,
            Some((at, here)) if here.whole => self
                .shifts
                .get(at + 1)
                .map_or(here.original, |next| next.original),
            Some((_, here)) => here.original + (range.end - here.folded),
        };
        start..end.max(start)
    }

    /// The folded offset of an original offset; inside characters that were dropped, that of the next one kept.
    pub fn folded(&self, original: u32) -> u32 {
        let Some((at, here)) = self.last(|shift| shift.original <= original) else {
            return self.shifts.first().map_or(0, |shift| shift.folded);
        };
        if here.whole {
            return here.folded;
        }
        let end = self
            .shifts
            .get(at + 1)
            .map_or(offset(self.text.len()), |next| next.folded);
        (here.folded + (original - here.original)).min(end)
    }

    /// Appends a stretch of another folded text of the same original, given by its bytes and its shifts.
    pub(super) fn append(&mut self, from: &Folded, text: Range<usize>, shifts: Range<usize>) {
        let base = offset(self.text.len());
        let start = offset(text.start);
        for shift in from.shifts.get(shifts).unwrap_or(&[]) {
            self.shifts.push(Shift {
                folded: shift.folded.saturating_sub(start) + base,
                ..*shift
            });
        }
        self.text.push_str(from.text.get(text).unwrap_or(""));
    }

    /// Appends a character that stands for a whole stretch of the original, which ends where the next shift begins.
    pub(super) fn separate(&mut self, by: char, original: u32) {
        self.shifts.push(Shift {
            folded: offset(self.text.len()),
            original,
            whole: true,
        });
        self.text.push(by);
    }

    fn last(&self, holds: impl Fn(&Shift) -> bool) -> Option<(usize, &Shift)> {
        let at = self.shifts.partition_point(holds).checked_sub(1)?;
        self.shifts.get(at).map(|shift| (at, shift))
    }
}

/// Folds a text that is one block: width and compatibility forms, case, white space and line wraps, zero-width characters,
/// traditional characters. Folding a folded text changes nothing. Patterns are folded by this, like the documents.
pub fn fold(text: &str) -> Folded {
    let mut folder = Folder::default();
    folder.push(text, 0);
    folder.end();
    folder.finish()
}

/// A byte offset as the tree keeps it; texts are limited to far less than 4 GiB.
pub(super) fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

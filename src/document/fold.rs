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

    /// The words that a folded range was made of, as a reader of the document sees them: the original's own characters, without
    /// the marks of its format between them (`<b>`, `**`, the escapes of a container).
    pub fn quoted(&self, range: Range<u32>, source: &str) -> String {
        let whole = self.original(range.clone());
        let slice = |from: u32, to: u32| source.get(from as usize..to as usize).unwrap_or("");
        if !slice(whole.start, whole.end).contains(['<', '*', '_', '`', '&', '\\', '~']) {
            return slice(whole.start, whole.end).to_owned();
        }
        let mut words = String::new();
        let mut at = range.start;
        let mut reached = whole.start;
        while at < range.end {
            let known = self.shifts.partition_point(|shift| shift.folded <= at);
            let here = known.checked_sub(1).and_then(|last| self.shifts.get(last));
            let next = self.shifts.get(known);
            let end = next.map_or(range.end, |next| next.folded.min(range.end));
            let folded = self.text.get(at as usize..end as usize).unwrap_or("");
            let (from, to) = match here {
                Some(here) if here.whole => (
                    here.original,
                    next.map_or(here.original, |next| next.original),
                ),
                Some(here) => (
                    here.original + (at - here.folded),
                    here.original + (end - here.folded),
                ),
                None => (at, end),
            };
            // White space that was dropped belongs to the words; what else was dropped are marks.
            let gap = slice(reached.min(from), from);
            if gap.chars().all(char::is_whitespace) {
                words.push_str(gap);
            }
            let own = slice(from, to);
            let stands_for = here.is_some_and(|here| here.whole)
                && (own.starts_with(['&', '\\']) || own.contains('<') || folded.trim().is_empty());
            words.push_str(match stands_for && !own.chars().all(char::is_whitespace) {
                true => folded,
                false => own,
            });
            reached = to;
            at = end.max(at + 1);
        }
        words
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

    /// The same folded text as a view of what its original was itself read from: `inner` maps that original on. A value of a container
    /// is folded as if it were a file; through the map of its escapes the places are those of the file.
    pub(super) fn through(self, inner: &Folded) -> Folded {
        let mut track = Track::default();
        let implied = Shift {
            folded: 0,
            original: 0,
            whole: false,
        };
        let first = self.shifts.first().is_none_or(|first| first.folded > 0);
        let shifts = first.then_some(&implied).into_iter().chain(&self.shifts);
        let ends = self.shifts.iter().skip(usize::from(!first)).map(Some);
        for (shift, next) in shifts.zip(ends.chain([None])) {
            let end = next.map_or(offset(self.text.len()), |next| next.folded);
            if end <= shift.folded {
                continue;
            }
            if shift.whole {
                let origin = next.map_or(shift.original, |next| next.original);
                track.whole(shift.folded, inner.original(shift.original..origin));
            } else {
                inner.stretches(
                    shift.original,
                    end - shift.folded,
                    |at, place| match place {
                        Stretch::Straight(original) => track.straight(shift.folded + at, original),
                        Stretch::Whole(original) => track.whole(shift.folded + at, original),
                    },
                );
            }
        }
        Folded {
            shifts: track.finish(offset(self.text.len())),
            text: self.text,
        }
    }

    /// The stretches that `length` bytes of the folded text from `start` on are made of, each with its distance from `start`.
    fn stretches(&self, start: u32, length: u32, mut take: impl FnMut(u32, Stretch)) {
        let mut next = self.shifts.partition_point(|shift| shift.folded <= start);
        let mut at = start;
        let end = start.saturating_add(length);
        while at < end {
            let here = next.checked_sub(1).and_then(|here| self.shifts.get(here));
            let following = self.shifts.get(next);
            let place = match here {
                None => Stretch::Straight(at),
                Some(here) if here.whole => {
                    let origin = following.map_or(here.original, |next| next.original);
                    Stretch::Whole(here.original..origin.max(here.original))
                }
                Some(here) => Stretch::Straight(here.original + (at - here.folded)),
            };
            take(at - start, place);
            at = following.map_or(end, |next| next.folded.max(at));
            next += 1;
            // Of several shifts at one place the last holds.
            while self.shifts.get(next).is_some_and(|next| next.folded <= at) {
                next += 1;
            }
        }
    }

    /// Where in the original the text before folded byte `end` ends; `shifts` are those of its line.
    pub(super) fn original_end(&self, shifts: Range<usize>, end: u32) -> u32 {
        let own = self.shifts.get(shifts.clone()).unwrap_or(&[]);
        let last = own
            .partition_point(|shift| shift.folded < end)
            .checked_sub(1);
        match last.and_then(|at| Some((at, own.get(at)?))) {
            None => self.original(end.saturating_sub(1)..end).end,
            Some((at, here)) if here.whole => {
                let next = self.shifts.get(shifts.start + at + 1);
                next.map_or(here.original, |next| next.original.max(here.original))
            }
            Some((_, here)) => here.original + (end - here.folded),
        }
    }

    /// Makes room for all of another folded text, with something between its lines.
    pub(super) fn reserve(&mut self, from: &Folded, lines: usize) {
        self.text.reserve(from.text.len() + lines);
        self.shifts.reserve(from.shifts.len() + lines);
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

/// Where a stretch of a folded text comes from.
enum Stretch {
    /// Byte by byte, from a byte of the original on.
    Straight(u32),
    /// As a whole.
    Whole(Range<u32>),
}

/// Collects shifts, and says where a whole stretch ends if the next does not begin there.
#[derive(Debug, Default)]
pub(super) struct Track {
    shifts: Vec<Shift>,
    /// The original stretch of the last shift, where that is whole.
    last: Option<Range<u32>>,
}

impl Track {
    /// Takes a stretch that comes byte by byte, from a byte of the original on.
    pub(super) fn straight(&mut self, folded: u32, original: u32) {
        self.settle(folded, original);
        let goes_on = self.shifts.last().is_some_and(|last| {
            !last.whole && last.original.checked_add(folded - last.folded) == Some(original)
        });
        if !goes_on {
            self.push(folded, original, false);
        }
    }

    /// Takes a stretch that comes as a whole.
    pub(super) fn whole(&mut self, folded: u32, original: Range<u32>) {
        if self.last.as_ref() == Some(&original) {
            return;
        }
        self.settle(folded, original.start);
        self.push(folded, original.start, true);
        self.last = Some(original);
    }

    fn settle(&mut self, folded: u32, original: u32) {
        if let Some(end) = self.last.take().map(|last| last.end)
            && end != original
        {
            self.push(folded, end, false);
        }
    }

    fn push(&mut self, folded: u32, original: u32, whole: bool) {
        self.shifts.push(Shift {
            folded,
            original,
            whole,
        });
    }

    /// The shifts of a folded text of this length.
    pub(super) fn finish(mut self, folded: u32) -> Vec<Shift> {
        if let Some(last) = self.last.take() {
            self.push(folded, last.end, false);
        }
        self.shifts
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A view made of pieces (kind, length, length in the original), and the original range of each of its bytes.
    fn view(pieces: &[(u8, u32, u32)], original: u32) -> (Folded, Vec<Range<u32>>) {
        let (mut track, mut origins) = (Track::default(), Vec::new());
        let mut from = 0;
        for &(kind, length, whole) in pieces {
            let at = offset(origins.len());
            let taken = if kind == 0 { length } else { whole };
            if from + taken > original {
                break;
            }
            match kind {
                0 => {
                    track.straight(at, from);
                    origins.extend((from..from + length).map(|byte| byte..byte + 1));
                }
                1 => {
                    track.whole(at, from..from + whole);
                    origins.extend((0..length).map(|_| from..from + whole));
                }
                _ => {}
            }
            from += taken;
        }
        let folded = Folded {
            text: "x".repeat(origins.len()),
            shifts: track.finish(offset(origins.len())),
        };
        (folded, origins)
    }

    proptest! {
        #[test]
        fn a_view_through_a_view_points_where_each_step_by_itself_points(
            inner in prop::collection::vec((0..3_u8, 1..5_u32, 1..7_u32), 0..20),
            outer in prop::collection::vec((0..3_u8, 1..5_u32, 1..7_u32), 0..20),
        ) {
            let (inner, through) = view(&inner, 1_000);
            let (outer, origins) = view(&outer, offset(inner.text.len()));
            let both = outer.through(&inner);
            for start in 0..origins.len() {
                for end in start + 1..=origins.len() {
                    let first = through[origins[start].start as usize].start;
                    let last = through[origins[end - 1].end as usize - 1].end;
                    prop_assert_eq!(both.original(offset(start)..offset(end)), first..last);
                }
            }
        }
    }
}

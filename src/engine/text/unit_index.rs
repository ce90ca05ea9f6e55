//! Finds the units that hold a place: takes the units of one kind, gives the indices of those whose words, or whose headings, hold it
//! wholly.

use super::hits::Place;
use super::units::UnitView;
use std::ops::Range;

/// The ranges of the units of one kind, each with the units that it belongs to.
#[derive(Debug)]
pub(super) struct UnitIndex {
    /// What the units say themselves, and what opens the lists they stand in.
    words: Ranges,
    /// The headings above them.
    headings: Ranges,
}

/// Ranges in order, each with its units.
#[derive(Debug)]
struct Ranges {
    ranges: Vec<(Place, Range<usize>)>,
    /// The units of all ranges, range by range.
    units: Vec<u32>,
    /// The widest of the ranges: none that begins further before a place reaches it.
    widest: u32,
}

impl UnitIndex {
    /// Of the units of one kind, by place.
    pub(super) fn new(views: &[UnitView]) -> Self {
        Self {
            words: Ranges::new(views, |view| &view.all),
            headings: Ranges::new(views, |view| &view.headings),
        }
    }

    /// Adds the indices of the units that hold a place.
    pub(super) fn holding(&self, place: &Place, headings: bool, found: &mut Vec<u32>) {
        self.words.holding(place, found);
        if headings {
            self.headings.holding(place, found);
        }
    }
}

impl Ranges {
    fn new(views: &[UnitView], of: impl Fn(&UnitView) -> &[Place]) -> Self {
        let mut all: Vec<(u32, u32, u32)> = (0u32..)
            .zip(views)
            .flat_map(|(at, view)| {
                let ranges = of(view).iter();
                ranges.map(move |range| (range.start, range.end, at))
            })
            .collect();
        all.sort_unstable();
        let widths = all.iter().map(|(start, end, _)| end - start);
        let widest = widths.max().unwrap_or(0);
        let mut ranges: Vec<(Place, Range<usize>)> = Vec::with_capacity(all.len());
        for (at, (start, end, _)) in all.iter().enumerate() {
            match ranges.last_mut() {
                Some((last, units)) if *last == (*start..*end) => units.end = at + 1,
                _ => ranges.push((*start..*end, at..at + 1)),
            }
        }
        Self {
            ranges,
            units: all.into_iter().map(|(_, _, at)| at).collect(),
            widest,
        }
    }

    fn holding(&self, place: &Place, found: &mut Vec<u32>) {
        let reached = self
            .ranges
            .partition_point(|(range, _)| range.start <= place.start);
        let before = self.ranges.get(..reached).unwrap_or(&[]);
        let near = before
            .iter()
            .rev()
            .take_while(|(range, _)| place.start - range.start <= self.widest);
        for (range, units) in near {
            if place.end <= range.end && place.start < range.end {
                found.extend_from_slice(self.units.get(units.clone()).unwrap_or(&[]));
            }
        }
    }
}

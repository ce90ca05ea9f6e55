//! Defines a match of a pattern: one place, or the places of the members of `then` and `near`, and how two become one.

use super::hits::Place;

/// For `then` and `near` without a distance, so many partners of one hit are looked at on either side.
const PARTNERS: usize = 64;

/// A match: one place, or the places of the members of `then` and `near`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Match {
    /// Of a simple pattern.
    One(Place),
    /// Of `then` and `near`.
    Several(Vec<Place>),
}

impl Match {
    /// Its places.
    pub(super) fn places(&self) -> &[Place] {
        match self {
            Self::One(place) => std::slice::from_ref(place),
            Self::Several(places) => places,
        }
    }

    /// First byte.
    pub(super) fn start(&self) -> u32 {
        let starts = self.places().iter().map(|place| place.start);
        starts.min().unwrap_or(0)
    }

    /// One past the last byte.
    pub(super) fn end(&self) -> u32 {
        let ends = self.places().iter().map(|place| place.end);
        ends.max().unwrap_or(0)
    }
}

/// Every pair of one match each that fits.
pub(super) fn pairs(
    one: &[Match],
    other: &[Match],
    fits: impl Fn(&Match, &Match) -> bool,
) -> Vec<Match> {
    let mut found = Vec::new();
    for first in one {
        let middle = other.partition_point(|second| second.start() < first.start());
        let from = middle.saturating_sub(PARTNERS);
        let to = (middle + PARTNERS).min(other.len());
        for second in other.get(from..to).unwrap_or(&[]) {
            if fits(first, second) {
                let places = first.places().iter().chain(second.places());
                found.push(Match::Several(places.cloned().collect()));
            }
        }
    }
    found
}

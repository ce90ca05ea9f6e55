//! Tells which letters a match may begin with: takes what is known of the parts of an expression, gives tables that lead from a letter to the
//! ways that are worth a try. What no letter tells is tried always.

use std::collections::{BTreeMap, BTreeSet};

/// A set of more letters tells too little.
const MOST: usize = 256;

/// The letters that a match of some part begins with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Firsts {
    /// The letters; `None` where there are too many.
    letters: Option<BTreeSet<char>>,
    /// It may match nothing, so that what follows on it may begin the match.
    empty: bool,
}

impl Firsts {
    /// Of a part that matches no letter: the start of a text, an edge of a word.
    pub(super) fn nothing() -> Self {
        Self {
            letters: Some(BTreeSet::new()),
            empty: true,
        }
    }

    /// Of a part that begins with one of some letters.
    pub(super) fn of(ranges: &[(char, char)]) -> Self {
        let letters = ranges.iter().flat_map(|(first, last)| *first..=*last);
        let letters: BTreeSet<char> = letters.take(MOST + 1).collect();
        Self {
            letters: Some(letters).filter(|letters| letters.len() <= MOST),
            empty: false,
        }
    }

    /// The same where the part may be left out.
    pub(super) fn or_nothing(self, may: bool) -> Self {
        Self {
            empty: self.empty || may,
            ..self
        }
    }

    /// Of this part and then another.
    pub(super) fn then(self, next: impl FnOnce() -> Self) -> Self {
        if !self.empty || self.letters.is_none() {
            return self;
        }
        let next = next();
        Self {
            empty: next.empty,
            ..self.or(next)
        }
    }

    /// Of this part or another.
    pub(super) fn or(self, other: Self) -> Self {
        let letters = self.letters.zip(other.letters);
        let letters = letters.map(|(mut all, more)| {
            all.extend(more);
            all
        });
        Self {
            letters: letters.filter(|letters| letters.len() <= MOST),
            empty: self.empty || other.empty,
        }
    }

    /// The letters, in order, if a match always begins with one of them.
    pub(super) fn told(&self) -> Option<Box<[char]>> {
        let letters = self.letters.as_ref().filter(|_| !self.empty)?;
        Some(letters.iter().copied().collect())
    }
}

/// Leads from a letter to the ways that may match where it stands, in their order.
#[derive(Debug)]
pub(super) struct Choice {
    by_letter: Box<[(char, Box<[u16]>)]>,
    /// For every other letter, and where no letter is left.
    others: Box<[u16]>,
}

impl Choice {
    /// Of ways that begin so.
    pub(super) fn new(ways: &[Firsts]) -> Self {
        let told: Vec<Option<Box<[char]>>> = ways.iter().map(Firsts::told).collect();
        let mut by_letter: BTreeMap<char, Vec<u16>> = BTreeMap::new();
        for letter in told.iter().flatten().flat_map(|letters| letters.iter()) {
            by_letter.entry(*letter).or_default();
        }
        let mut others = Vec::new();
        for (way, letters) in (0u16..).zip(&told) {
            match letters {
                Some(letters) => {
                    for letter in letters {
                        by_letter.entry(*letter).or_default().push(way);
                    }
                }
                None => {
                    by_letter.values_mut().for_each(|ways| ways.push(way));
                    others.push(way);
                }
            }
        }
        Self {
            by_letter: by_letter
                .into_iter()
                .map(|(letter, ways)| (letter, ways.into()))
                .collect(),
            others: others.into(),
        }
    }

    /// The ways to try before a letter, or at the end of the text.
    pub(super) fn before(&self, letter: Option<char>) -> &[u16] {
        let at = letter.and_then(|letter| {
            let at = self.by_letter.binary_search_by_key(&letter, |one| one.0);
            self.by_letter.get(at.ok()?)
        });
        at.map_or(&self.others, |(_, ways)| ways)
    }
}

//! Holds what a conjunction of conditions leaves of one field's values, and tells when nothing is left.

use std::collections::BTreeSet;

/// A piece of the number line; each end is in or out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower end and whether it is in.
    pub from: (f64, bool),
    /// Upper end and whether it is in.
    pub to: (f64, bool),
}

impl Interval {
    /// Everything.
    pub const ALL: Interval = Interval {
        from: (f64::NEG_INFINITY, true),
        to: (f64::INFINITY, true),
    };

    fn meet(self, other: Interval) -> Option<Interval> {
        let from = match self.from.0.total_cmp(&other.from.0) {
            std::cmp::Ordering::Less => other.from,
            std::cmp::Ordering::Greater => self.from,
            std::cmp::Ordering::Equal => (self.from.0, self.from.1 && other.from.1),
        };
        let to = match self.to.0.total_cmp(&other.to.0) {
            std::cmp::Ordering::Less => self.to,
            std::cmp::Ordering::Greater => other.to,
            std::cmp::Ordering::Equal => (self.to.0, self.to.1 && other.to.1),
        };
        let held = from.0 < to.0 || (from.0 == to.0 && from.1 && to.1);
        held.then_some(Interval { from, to })
    }
}

/// A set of numbers as disjoint pieces in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Numbers(Vec<Interval>);

impl Numbers {
    /// These pieces, which do not overlap.
    pub fn new(pieces: Vec<Interval>) -> Self {
        Self(pieces)
    }

    /// What is not in the set.
    pub fn complement(&self) -> Self {
        let mut left = vec![Interval::ALL];
        for piece in &self.0 {
            let below = Interval {
                from: Interval::ALL.from,
                to: (piece.from.0, !piece.from.1),
            };
            let above = Interval {
                from: (piece.to.0, !piece.to.1),
                to: Interval::ALL.to,
            };
            left = left
                .iter()
                .flat_map(|part| [part.meet(below), part.meet(above)])
                .flatten()
                .collect();
        }
        Self(left)
    }

    fn meet(&self, other: &Self) -> Self {
        let pairs = self
            .0
            .iter()
            .flat_map(|one| other.0.iter().filter_map(|two| one.meet(*two)));
        Self(pairs.collect())
    }
}

/// What is left of one field.
#[derive(Debug, Clone, Default)]
pub struct Domain {
    /// The field must have a value, or none.
    known: Option<bool>,
    /// The words that may be left, of a field with one value.
    words: Option<BTreeSet<String>>,
    /// Of a field with several values: of each of these sets one is needed.
    wanted: Vec<BTreeSet<String>>,
    /// Of a field with several values: these are not among them.
    barred: BTreeSet<String>,
    /// The numbers that may be left.
    numbers: Option<Numbers>,
    empty: bool,
}

impl Domain {
    /// Whether no value can satisfy all that was asked.
    pub fn is_empty(&self) -> bool {
        self.empty
            || self.words.as_ref().is_some_and(BTreeSet::is_empty)
            || self.numbers.as_ref().is_some_and(|left| left.0.is_empty())
            || self.wanted.iter().any(|set| set.is_subset(&self.barred))
    }

    /// The field has a value, or has none.
    pub fn presence(&mut self, known: bool) {
        match self.known {
            Some(before) if before != known => self.empty = true,
            _ => self.known = Some(known),
        }
    }

    /// One of these words (`positive`), or none of them.
    pub fn words(&mut self, all: &BTreeSet<String>, set: &BTreeSet<String>, positive: bool) {
        self.presence(true);
        let left = self.words.take().unwrap_or_else(|| all.clone());
        self.words = Some(if positive {
            left.intersection(set).cloned().collect()
        } else {
            left.difference(set).cloned().collect()
        });
    }

    /// Of several values one of these (`positive`), or none of these.
    pub fn several(&mut self, set: BTreeSet<String>, positive: bool) {
        self.presence(true);
        if positive {
            self.wanted.push(set);
        } else {
            self.barred.extend(set);
        }
    }

    /// A number in the set.
    pub fn numbers(&mut self, set: &Numbers) {
        self.presence(true);
        let left = match &self.numbers {
            Some(left) => left.meet(set),
            None => set.clone(),
        };
        self.numbers = Some(left);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(from: f64, to: f64) -> Numbers {
        Numbers::new(vec![Interval {
            from: (from, false),
            to: (to, false),
        }])
    }

    #[test]
    fn what_is_left_shrinks_until_nothing_is() {
        let mut domain = Domain::default();
        domain.numbers(&open(1.0, 5.0));
        domain.numbers(&open(2.0, 3.0).complement());
        assert!(!domain.is_empty());
        domain.numbers(&open(2.0, 3.0));
        assert!(domain.is_empty());
    }

    #[test]
    fn several_values_may_stand_together() {
        let set = |word: &str| BTreeSet::from([word.to_owned()]);
        let mut domain = Domain::default();
        domain.several(set("consent"), true);
        domain.several(set("dispute"), true);
        assert!(!domain.is_empty());
        domain.several(set("dispute"), false);
        assert!(domain.is_empty());
    }
}

//! Defines what a sentence about a text comes to: true, false or unknown, the places that make it so, and what is missing.

use super::hits::Place;
use crate::finding::Open;
use crate::ir::Words;
use crate::ir::text::PatternId;

/// Three values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Truth {
    /// It holds.
    True,
    /// It does not.
    False,
    /// It cannot be told.
    Unknown,
}

/// A place that makes a sentence true or false.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    /// Where.
    pub place: Place,
    /// What it contributes.
    pub role: Words,
}

/// What a sentence comes to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Judged {
    /// Whether it holds.
    pub truth: Truth,
    /// What makes it so: for a false cue what comes near it.
    pub spots: Vec<Spot>,
    /// What would have to be there, for what is false.
    pub missing: Vec<PatternId>,
    /// Why it cannot be told, or what was found instead.
    pub why: Vec<Words>,
    /// What leaves it open.
    pub open: Option<Open>,
}

impl Judged {
    /// A bare value.
    pub(super) fn of(truth: Truth) -> Self {
        Self {
            truth,
            spots: Vec::new(),
            missing: Vec::new(),
            why: Vec::new(),
            open: None,
        }
    }

    /// A bare value from a condition.
    pub(super) fn bare(holds: bool) -> Self {
        Self::of(if holds { Truth::True } else { Truth::False })
    }

    /// Unknown, and why.
    pub(super) fn unknown(open: Open, why: Words) -> Self {
        Self {
            why: vec![why],
            open: Some(open),
            ..Self::of(Truth::Unknown)
        }
    }

    /// Whether it holds for certain.
    pub(super) fn is_true(&self) -> bool {
        self.truth == Truth::True
    }

    /// The opposite, made so by the same places.
    pub(super) fn negated(self) -> Self {
        let truth = match self.truth {
            Truth::True => Truth::False,
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
        };
        Self {
            truth,
            missing: Vec::new(),
            ..self
        }
    }

    /// All of them: false if one is, else unknown if one is. The places are those of the members that decide.
    pub(super) fn all(members: Vec<Judged>) -> Self {
        let truth = if members.iter().any(|one| one.truth == Truth::False) {
            Truth::False
        } else if members.iter().any(|one| one.truth == Truth::Unknown) {
            Truth::Unknown
        } else {
            Truth::True
        };
        Self::gathered(truth, members)
    }

    /// Any of them: true if one is, else unknown if one is.
    pub(super) fn any(members: Vec<Judged>) -> Self {
        let truth = if members.iter().any(|one| one.truth == Truth::True) {
            Truth::True
        } else if members.iter().any(|one| one.truth == Truth::Unknown) {
            Truth::Unknown
        } else {
            Truth::False
        };
        Self::gathered(truth, members)
    }

    /// A value over members, with the places of those that have it.
    pub(super) fn gathered(truth: Truth, members: Vec<Judged>) -> Self {
        let mut whole = Self::of(truth);
        for member in members.into_iter().filter(|member| member.truth == truth) {
            for spot in member.spots {
                if !whole.spots.contains(&spot) {
                    whole.spots.push(spot);
                }
            }
            for pattern in member.missing {
                if !whole.missing.contains(&pattern) {
                    whole.missing.push(pattern);
                }
            }
            whole.open = whole.open.or(member.open);
            for why in member.why {
                if !whole.why.contains(&why) {
                    whole.why.push(why);
                }
            }
        }
        whole
    }
}

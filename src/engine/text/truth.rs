//! Defines what a sentence about a text comes to: true, false or unknown, the places that make it so, and what is missing.

use super::hits::Place;
use super::matches::Match;
use crate::finding::Open;
use crate::ir::Words;
use crate::ir::terms::Cue;
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
#[derive(Debug, Clone)]
pub(super) struct Spot {
    /// Where.
    pub place: Place,
    /// What it contributes.
    pub role: Role,
}

/// What a place contributes. It is put into words only where it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// A pattern stands there, and the cue holds of it or does not.
    Found {
        /// What was asked.
        cue: Cue,
        /// The pattern.
        pattern: PatternId,
        /// Its match.
        found: Match,
        /// Whether the cue holds.
        holds: bool,
    },
    /// Said already.
    Told(Words),
}

/// What a sentence comes to.
#[derive(Debug, Clone)]
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

impl Truth {
    /// A value of two.
    pub(super) fn of(holds: bool) -> Self {
        if holds { Self::True } else { Self::False }
    }

    /// The opposite.
    pub(super) fn negated(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }

    /// False if one is, else unknown if one is.
    pub(super) fn all(members: impl IntoIterator<Item = Truth>) -> Self {
        let mut all = Self::True;
        for one in members {
            match one {
                Self::False => return Self::False,
                Self::Unknown => all = Self::Unknown,
                Self::True => {}
            }
        }
        all
    }

    /// True if one is, else unknown if one is.
    pub(super) fn any(members: impl IntoIterator<Item = Truth>) -> Self {
        Self::all(members.into_iter().map(Self::negated)).negated()
    }
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
        Self::of(Truth::of(holds))
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
        Self {
            truth: self.truth.negated(),
            missing: Vec::new(),
            ..self
        }
    }

    /// A value over members, with the places of those that have it. `same`: whether two places tell the same.
    pub(super) fn gathered(
        truth: Truth,
        members: Vec<Judged>,
        same: impl Fn(&Spot, &Spot) -> bool,
    ) -> Self {
        let mut whole = Self::of(truth);
        for member in members.into_iter().filter(|member| member.truth == truth) {
            for spot in member.spots {
                if !whole.spots.iter().any(|known| same(known, &spot)) {
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

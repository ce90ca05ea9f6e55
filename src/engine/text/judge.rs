//! Judges a sentence of the rule language over units of a document: takes the sentence and the units, taken together, gives true,
//! false or unknown with the places that make it so. Which units are asked, and what follows, is left to `forms`.

use super::figures::Figures;
use super::hits::Place;
use super::matches::Match;
use super::reading::Reading;
use super::truth::{Judged, Role, Spot, Truth};
use super::units::UnitView;
use crate::document::Document;
use crate::finding::Open;
use crate::ir::terms::Cue;
use crate::ir::text::{Group, PartyId, PatternId, Sentence, TextTables};
use crate::ir::{RuleSet, Words};
use jiff::civil::Date;
use std::ops::Range;

/// What is demanded of the figures of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quantifier {
    /// Every value, and at least one.
    Every,
    /// Any value.
    Any,
}

impl Quantifier {
    /// What `not` makes of it.
    pub(super) fn turned(self) -> Self {
        match self {
            Self::Every => Self::Any,
            Self::Any => Self::Every,
        }
    }
}

/// One document under judgement.
#[derive(Debug)]
pub(super) struct Judge<'a> {
    /// The rule set.
    pub rules: &'a RuleSet,
    /// The document.
    pub document: &'a Document,
    /// Its text and hits.
    pub reading: &'a Reading<'a>,
    /// Its figures.
    pub figures: Figures,
    /// The date that governs parameters.
    pub date: Date,
    /// The profiles of the project.
    pub profile: &'a [String],
    /// A value left blank counts as stated.
    pub blanks: bool,
    /// What makes a rule met is told.
    pub met: bool,
}

/// How a sentence is asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    /// Of figures.
    pub quantifier: Quantifier,
    /// Only what is set apart by marks counts.
    pub marked: bool,
}

impl Judge<'_> {
    /// The text tables.
    pub(super) fn tables(&self) -> &TextTables {
        &self.rules.text
    }

    /// Judges a sentence over units taken together; `then` and `near` stay within each.
    pub(super) fn judge(&self, asked: &Sentence, units: &[&UnitView], manner: Manner) -> Judged {
        match asked {
            Sentence::And(members) => self.all(self.each(members, units, manner)),
            Sentence::Or(members) => self.any(self.each(members, units, manner)),
            Sentence::Not(inner) => {
                let turned = Manner {
                    quantifier: manner.quantifier.turned(),
                    ..manner
                };
                self.judge(inner, units, turned).negated()
            }
            Sentence::Cue(cue, group, by) => self.group(*cue, group, *by, units, manner),
            Sentence::About(pattern) => {
                Judged::bare(units.iter().any(|unit| self.is_about(*pattern, unit)))
            }
            Sentence::Prominent(inner) if self.document.carries_marks => self.judge(
                inner,
                units,
                Manner {
                    marked: true,
                    ..manner
                },
            ),
            Sentence::Prominent(inner) => {
                let plain = self.judge(inner, units, manner);
                if plain.truth == Truth::False {
                    return plain;
                }
                let format = self.document.format;
                let spots = plain.spots;
                Judged {
                    spots,
                    ..Judged::unknown(
                        Open::Marks,
                        Words::both(
                            format!(
                                "the format `{format}` carries no marks, so prominence cannot be told"
                            ),
                            format!("`{format}` 格式不带字体标记，无法判断是否显著"),
                        ),
                    )
                }
            }
            Sentence::Figure(figure, compared) => {
                self.figure(*figure, compared.as_ref(), units, manner)
            }
        }
    }

    fn each(&self, members: &[Sentence], units: &[&UnitView], manner: Manner) -> Vec<Judged> {
        members
            .iter()
            .map(|member| self.judge(member, units, manner))
            .collect()
    }

    /// All of them: false if one is, else unknown if one is. The places are those of the members that decide.
    pub(super) fn all(&self, members: Vec<Judged>) -> Judged {
        let truth = Truth::all(members.iter().map(|one| one.truth));
        self.gathered(truth, members)
    }

    /// Any of them: true if one is, else unknown if one is.
    pub(super) fn any(&self, members: Vec<Judged>) -> Judged {
        let truth = Truth::any(members.iter().map(|one| one.truth));
        self.gathered(truth, members)
    }

    fn gathered(&self, truth: Truth, members: Vec<Judged>) -> Judged {
        Judged::gathered(truth, members, |one, other| self.tell_the_same(one, other))
    }

    pub(super) fn is_about(&self, pattern: PatternId, unit: &UnitView) -> bool {
        let mentioned = |ranges: &[Range<u32>]| self.reading.hits.stands_in(pattern, ranges);
        mentioned(&unit.all)
            || unit
                .headings
                .iter()
                .any(|heading| mentioned(std::slice::from_ref(heading)))
    }

    fn group(
        &self,
        cue: Cue,
        group: &Group,
        by: Option<PartyId>,
        units: &[&UnitView],
        manner: Manner,
    ) -> Judged {
        match group {
            Group::Pattern(pattern) => self.pattern(cue, *pattern, by, units, manner),
            Group::All(members) => self.all(
                members
                    .iter()
                    .map(|member| self.group(cue, member, by, units, manner))
                    .collect(),
            ),
            Group::AtLeast(count, members) => {
                let members: Vec<Judged> = members
                    .iter()
                    .map(|member| self.group(cue, member, by, units, manner))
                    .collect();
                let holding = members.iter().filter(|member| member.is_true()).count();
                if holding >= *count as usize {
                    return self.gathered(Truth::True, members);
                }
                let found: Vec<Spot> = members
                    .iter()
                    .filter(|member| member.is_true())
                    .flat_map(|member| member.spots.clone())
                    .collect();
                let mut judged = self.gathered(Truth::False, members);
                judged.spots.splice(0..0, found);
                judged
            }
        }
    }

    fn pattern(
        &self,
        cue: Cue,
        pattern: PatternId,
        by: Option<PartyId>,
        units: &[&UnitView],
        manner: Manner,
    ) -> Judged {
        if !self.reading.hits.may_stand(pattern) || self.reading.hits.places(pattern).is_empty() {
            return Judged {
                missing: vec![pattern],
                ..Judged::of(Truth::False)
            };
        }
        let mut holding = Vec::new();
        let mut near = Vec::new();
        for unit in units {
            for found in self.reading.hits.matches(pattern, &unit.all) {
                if manner.marked && !self.is_marked(found.places()) {
                    continue;
                }
                let acts = by.is_none_or(|party| self.reading.acts(party, &found));
                if acts && self.reading.holds(cue, &found) {
                    holding.push(spot(cue, pattern, found, true));
                } else {
                    near.push(spot(cue, pattern, found, false));
                }
            }
        }
        match holding.is_empty() {
            false => Judged {
                spots: holding,
                ..Judged::of(Truth::True)
            },
            true => Judged {
                spots: near,
                missing: vec![pattern],
                ..Judged::of(Truth::False)
            },
        }
    }

    /// Whether every place of a match is set apart, wholly or in part.
    pub(super) fn is_marked(&self, places: &[Place]) -> bool {
        places.iter().all(|place| {
            self.document
                .marks
                .iter()
                .any(|mark| mark.range.start < place.end && place.start < mark.range.end)
        })
    }
}

fn spot(cue: Cue, pattern: PatternId, found: Match, holds: bool) -> Spot {
    Spot {
        place: found.start()..found.end(),
        role: Role::Found {
            cue,
            pattern,
            found,
            holds,
        },
    }
}

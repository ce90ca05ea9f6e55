//! Judges a sentence of the rule language over units of a document: takes the sentence and the units, taken together, gives true,
//! false or unknown with the places that make it so. Which units are asked, and what follows, is left to `forms`.

use super::called;
use super::figures::Figures;
use super::hits::Place;
use super::matches::Match;
use super::reading::Reading;
use super::truth::{Judged, Spot, Truth};
use super::units::UnitView;
use crate::document::Document;
use crate::finding::Open;
use crate::ir::terms::Cue;
use crate::ir::text::{Group, PartyId, PatternId, Sentence, TextTables};
use crate::ir::{RuleSet, Words};
use jiff::civil::Date;
use std::ops::Range;

/// Found words are quoted up to so many characters.
const QUOTED: usize = 24;

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
    fn turned(self) -> Self {
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
            Sentence::And(members) => Judged::all(self.each(members, units, manner)),
            Sentence::Or(members) => Judged::any(self.each(members, units, manner)),
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

    fn is_about(&self, pattern: PatternId, unit: &UnitView) -> bool {
        let mentioned =
            |ranges: &[Range<u32>]| !self.reading.hits.matches(pattern, ranges).is_empty();
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
            Group::All(members) => Judged::all(
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
                    return Judged::gathered(Truth::True, members);
                }
                let found: Vec<Spot> = members
                    .iter()
                    .filter(|member| member.is_true())
                    .flat_map(|member| member.spots.clone())
                    .collect();
                let mut judged = Judged::gathered(Truth::False, members);
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
        if self.reading.hits.places(pattern).is_empty() {
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
                    holding.push(self.spot(cue, pattern, &found, true));
                } else {
                    near.push(self.spot(cue, pattern, &found, false));
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

    fn spot(&self, cue: Cue, pattern: PatternId, places: &Match, holds: bool) -> Spot {
        let what = self.found_words(pattern, places);
        let role = match holds {
            true => called::cue_words(cue, &what),
            false => self.instead(places, &what),
        };
        Spot {
            place: places.start()..places.end(),
            role,
        }
    }

    /// The words that were found, and the name of what they stand for.
    fn found_words(&self, pattern: PatternId, places: &Match) -> Words {
        let words: Vec<String> = places
            .places()
            .iter()
            .map(|place| {
                let range = place.start as usize..place.end as usize;
                shortened(&self.piece(range, Words::default(), false).text)
            })
            .collect();
        let words = words.join(" … ");
        match called::name(self.tables(), pattern) {
            Some(name) => Words::both(
                format!("{} (“{words}”)", called::en(&name)),
                format!("“{words}”（{}）", called::zh(&name)),
            ),
            None => Words::both(format!("“{words}”"), format!("“{words}”")),
        }
    }

    /// What a place that does not satisfy the cue does instead.
    fn instead(&self, places: &Match, what: &Words) -> Words {
        let status = places
            .places()
            .first()
            .map(|place| self.reading.status(place))
            .unwrap_or_default();
        let cue = status
            .cue
            .clone()
            .and_then(|cue| self.reading.text.get(cue))
            .filter(|cue| !cue.is_empty());
        let by_en = cue.map(|word| format!(" (“{word}”)")).unwrap_or_default();
        let by_zh = cue.map(|word| format!("（“{word}”）")).unwrap_or_default();
        let (en, zh) = if status.denies {
            ("denies", "否定")
        } else if status.given {
            ("only makes a condition of", "仅作为条件提及")
        } else if status.permits {
            ("permits", "允许")
        } else if status.obliges {
            ("obliges", "规定应当")
        } else if status.says {
            ("states", "写明")
        } else {
            ("only mentions", "仅提及")
        };
        Words::both(
            format!("{en} {}{by_en}", called::en(what)),
            format!("{zh}{}{by_zh}", called::zh(what)),
        )
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

    /// Whether any pattern of a sentence stands in a unit, or above it where the sentence asks what the unit is about.
    pub(super) fn is_touched(&self, asked: &Sentence, unit: &UnitView) -> bool {
        match asked {
            Sentence::And(members) | Sentence::Or(members) => {
                members.iter().any(|member| self.is_touched(member, unit))
            }
            Sentence::Not(inner) | Sentence::Prominent(inner) => self.is_touched(inner, unit),
            Sentence::Cue(_, group, _) => self.group_touches(group, unit),
            Sentence::About(pattern) => {
                self.stands_in(*pattern, &unit.all) || self.stands_in(*pattern, &unit.headings)
            }
            Sentence::Figure(id, _) => self
                .tables()
                .figures
                .get(id.0 as usize)
                .is_some_and(|figure| self.stands_in(figure.near, &unit.all)),
        }
    }

    fn group_touches(&self, group: &Group, unit: &UnitView) -> bool {
        match group {
            Group::Pattern(pattern) => self.stands_in(*pattern, &unit.all),
            Group::All(members) | Group::AtLeast(_, members) => members
                .iter()
                .any(|member| self.group_touches(member, unit)),
        }
    }

    fn stands_in(&self, pattern: PatternId, ranges: &[Range<u32>]) -> bool {
        let places = self.reading.hits.places(pattern);
        ranges
            .iter()
            .any(|range| super::hits::inside(places, range).next().is_some())
    }
}

/// Words cut short.
fn shortened(words: &str) -> String {
    let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(QUOTED) {
        Some((cut, _)) => words.get(..cut).unwrap_or("").to_owned() + "…",
        None => words,
    }
}

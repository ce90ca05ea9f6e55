//! Asks sentences without saying why: takes a sentence and units, gives its bare truth, and the units that any of its patterns touch.
//! Most units are settled so; what is told of the others is left to `judge`.

use super::judge::{Judge, Manner};
use super::truth::Truth;
use super::units::{UnitView, Units};
use crate::ir::terms::{Cue, Unit};
use crate::ir::text::{Group, PartyId, PatternId, Sentence};
use std::ops::Range;

impl Judge<'_> {
    /// What a sentence comes to over units taken together, as [`Judge::judge`] tells it.
    pub(super) fn truth(&self, asked: &Sentence, units: &[&UnitView], manner: Manner) -> Truth {
        let each = |member: &Sentence| self.truth(member, units, manner);
        match asked {
            Sentence::And(members) => Truth::all(members.iter().map(each)),
            Sentence::Or(members) => Truth::any(members.iter().map(each)),
            Sentence::Not(inner) => {
                let turned = Manner {
                    quantifier: manner.quantifier.turned(),
                    ..manner
                };
                self.truth(inner, units, turned).negated()
            }
            Sentence::Cue(cue, group, by) => {
                Truth::of(self.group_holds(*cue, group, *by, units, manner))
            }
            Sentence::About(pattern) => {
                Truth::of(units.iter().any(|unit| self.is_about(*pattern, unit)))
            }
            Sentence::Prominent(inner) if self.document.carries_marks => {
                let marked = Manner {
                    marked: true,
                    ..manner
                };
                self.truth(inner, units, marked)
            }
            Sentence::Prominent(inner) => match self.truth(inner, units, manner) {
                Truth::False => Truth::False,
                _ => Truth::Unknown,
            },
            Sentence::Figure(figure, compared) => {
                self.figure(*figure, compared.as_ref(), units, manner).truth
            }
        }
    }

    fn group_holds(
        &self,
        cue: Cue,
        group: &Group,
        by: Option<PartyId>,
        units: &[&UnitView],
        manner: Manner,
    ) -> bool {
        let holds = |member: &&Group| self.group_holds(cue, member, by, units, manner);
        match group {
            Group::Pattern(pattern) => self.pattern_holds(cue, *pattern, by, units, manner),
            Group::All(members) => members.iter().all(|member| holds(&member)),
            Group::AtLeast(count, members) => {
                let count = *count as usize;
                members.iter().filter(holds).take(count).count() == count
            }
        }
    }

    fn pattern_holds(
        &self,
        cue: Cue,
        pattern: PatternId,
        by: Option<PartyId>,
        units: &[&UnitView],
        manner: Manner,
    ) -> bool {
        self.reading.hits.may_stand(pattern)
            && units.iter().any(|unit| {
                self.reading.hits.any(pattern, &unit.all, |found| {
                    (!manner.marked || self.is_marked(found.places()))
                        && by.is_none_or(|party| self.reading.acts(party, found))
                        && self.reading.holds(cue, found)
                })
            })
    }

    /// The units of a kind in which any pattern of a sentence stands, or above which it stands where the sentence asks what the unit
    /// is about; by place.
    pub(super) fn touched(&self, asked: &Sentence, unit: Unit, units: &Units<'_>) -> Vec<u32> {
        let mut found = Vec::new();
        self.for_patterns(asked, &mut |pattern, headings| {
            if self.reading.hits.may_stand(pattern) {
                let places = self.reading.hits.places(pattern);
                units.holding(unit, places, headings, &mut found);
            }
        });
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether a unit is one of those.
    pub(super) fn is_touched(&self, asked: &Sentence, unit: &UnitView) -> bool {
        let mut touched = false;
        self.for_patterns(asked, &mut |pattern, headings| {
            touched = touched
                || self.stands_in(pattern, &unit.all)
                || (headings && self.stands_in(pattern, &unit.headings));
        });
        touched
    }

    /// Every pattern that a sentence asks about, and whether headings above count too.
    fn for_patterns(&self, asked: &Sentence, each: &mut dyn FnMut(PatternId, bool)) {
        match asked {
            Sentence::And(members) | Sentence::Or(members) => {
                for member in members {
                    self.for_patterns(member, each);
                }
            }
            Sentence::Not(inner) | Sentence::Prominent(inner) => self.for_patterns(inner, each),
            Sentence::Cue(_, group, _) => of_group(group, each),
            Sentence::About(pattern) => each(*pattern, true),
            Sentence::Figure(id, _) => {
                if let Some(figure) = self.tables().figures.get(id.0 as usize) {
                    each(figure.near, false);
                }
            }
        }
    }

    fn stands_in(&self, pattern: PatternId, ranges: &[Range<u32>]) -> bool {
        let places = self.reading.hits.places(pattern);
        ranges
            .iter()
            .any(|range| super::hits::inside(places, range).next().is_some())
    }
}

fn of_group(group: &Group, each: &mut dyn FnMut(PatternId, bool)) {
    match group {
        Group::Pattern(pattern) => each(*pattern, false),
        Group::All(members) | Group::AtLeast(_, members) => {
            members.iter().for_each(|member| of_group(member, each));
        }
    }
}

//! Judges statements: takes one `require`, `forbid`, `when` or `in` and a document, gives its verdict, the places that make it so, and
//! for a breach what is wrong. Rules, validity and reports are left to `verdicts`.

use super::judge::{Judge, Manner, Quantifier};
use super::messages;
use super::results::{
    Breach, Result, closeness, forbids, met, plain, together, unit_spot, unknown,
};
use super::truth::{Judged, Spot, Truth};
use super::units::{UnitView, Units, holders};
use crate::finding::Verdict;
use crate::ir::Words;
use crate::ir::rule::Disclosure;
use crate::ir::terms::Unit;
use crate::ir::text::Sentence;

/// So many places that come near a breach are shown where there is none.
const NEAR: usize = 5;

const OWED: Manner = Manner {
    quantifier: Quantifier::Every,
    marked: false,
};
const CHOSEN: Manner = Manner {
    quantifier: Quantifier::Any,
    marked: false,
};

impl Judge<'_> {
    /// Judges one statement.
    pub(super) fn statement(&self, statement: &Disclosure, units: &Units<'_>) -> Result {
        match statement {
            Disclosure::Require(unit, asked) => self.require(*unit, asked, units),
            Disclosure::Forbid(unit, asked) => {
                let views = units.of(*unit);
                let views = self.asked_of(asked, *unit, &views, units, CHOSEN);
                self.forbid(*unit, asked, &views)
            }
            Disclosure::When(unit, chosen, owed_in, owed) => {
                let views = units.of(*unit);
                let mut open = None;
                for view in self.asked_of(chosen, *unit, &views, units, CHOSEN) {
                    match self.truth(chosen, &[view], CHOSEN) {
                        Truth::True => return self.require(*owed_in, owed, units),
                        Truth::Unknown => open = open.or(Some(view)),
                        Truth::False => {}
                    }
                }
                if let Some(view) = open {
                    return unknown(self.judge(chosen, &[view], CHOSEN));
                }
                plain(
                    Verdict::NotApplicable,
                    messages::never_chosen(self, *unit, chosen),
                )
            }
            Disclosure::In {
                each,
                unit,
                selector,
                forbid,
                demand,
            } => self.within(*each, *unit, selector, *forbid, demand, units),
        }
    }

    /// The units that a selector chooses, and those of which it cannot be told.
    pub(super) fn chosen(
        &self,
        unit: Unit,
        selector: &Sentence,
        units: &Units<'_>,
    ) -> (Vec<UnitView>, Vec<(UnitView, Judged)>) {
        let mut chosen = Vec::new();
        let mut open = Vec::new();
        let views = units.of(unit);
        for view in self.asked_of(selector, unit, &views, units, CHOSEN) {
            match self.truth(selector, &[view], CHOSEN) {
                Truth::True => chosen.push(view.clone()),
                Truth::Unknown => {
                    open.push((view.clone(), self.judge(selector, &[view], CHOSEN)));
                }
                Truth::False => {}
            }
        }
        (chosen, open)
    }

    /// The units of a kind that a sentence has to be asked of. Those in which none of its patterns stands are all alike: where they do
    /// not satisfy the sentence, they are left out.
    fn asked_of<'v>(
        &self,
        asked: &Sentence,
        unit: Unit,
        views: &'v [UnitView],
        units: &Units<'_>,
        manner: Manner,
    ) -> Vec<&'v UnitView> {
        if self.truth(asked, &[], manner) != Truth::False {
            return views.iter().collect();
        }
        let touched = self.touched(asked, unit, units);
        touched
            .into_iter()
            .filter_map(|at| views.get(at as usize))
            .collect()
    }

    /// The same among some units.
    fn asked_among<'v>(&self, asked: &Sentence, views: &'v [UnitView]) -> Vec<&'v UnitView> {
        let blank = self.truth(asked, &[], CHOSEN) == Truth::False;
        let views = views.iter();
        views
            .filter(|view| !blank || self.is_touched(asked, view))
            .collect()
    }

    fn require(&self, unit: Unit, asked: &Sentence, units: &Units<'_>) -> Result {
        let views = units.of(unit);
        let views = self.asked_of(asked, unit, &views, units, OWED);
        let mut open = None;
        for view in &views {
            match self.truth(asked, &[view], OWED) {
                Truth::True if self.met => return met(self, self.judge(asked, &[view], OWED)),
                Truth::True => return plain(Verdict::Met, Words::default()),
                Truth::Unknown => open = open.or(Some(view)),
                Truth::False => {}
            }
        }
        if let Some(view) = open {
            return unknown(self.judge(asked, &[view], OWED));
        }
        let mut best = self.judge(asked, &[], OWED);
        for view in views {
            let judged = self.judge(asked, &[view], OWED);
            if closeness(&judged) > closeness(&best) {
                best = judged;
            }
        }
        self.missing(Some(unit), asked, best)
    }

    fn missing(&self, unit: Option<Unit>, asked: &Sentence, judged: Judged) -> Result {
        let message = messages::missing(self, unit, asked, &judged);
        Result {
            verdict: Verdict::Violated,
            why: message.clone(),
            open: None,
            spots: Vec::new(),
            breaches: vec![Breach {
                message,
                spots: judged.spots,
                there: false,
            }],
        }
    }

    /// Each smallest unit that satisfies the sentence is a breach.
    fn forbid(&self, unit: Unit, asked: &Sentence, views: &[&UnitView]) -> Result {
        let mut breaking: Vec<(&UnitView, Judged)> = Vec::new();
        let mut open = None;
        let mut others: Vec<&UnitView> = Vec::new();
        for view in views {
            match self.truth(asked, &[view], CHOSEN) {
                Truth::True => {
                    let judged = self.judge(asked, &[view], CHOSEN);
                    let own: Vec<Spot> = judged
                        .spots
                        .iter()
                        .filter(|spot| {
                            view.own.iter().any(|range| {
                                range.start <= spot.place.start && spot.place.end <= range.end
                            })
                        })
                        .cloned()
                        .collect();
                    // what stands in the list header only is the breach of the header's own sentence
                    if !own.is_empty() || judged.spots.is_empty() {
                        breaking.push((
                            view,
                            Judged {
                                spots: own,
                                ..judged
                            },
                        ));
                    }
                }
                Truth::Unknown => open = open.or(Some(view)),
                Truth::False => others.push(view),
            }
        }
        let holders = holders(self.document, breaking.iter().map(|(view, _)| view.node));
        let smallest = breaking
            .iter()
            .filter(|(view, _)| !holders.contains(&view.node));
        let breaches: Vec<Breach> = smallest
            .map(|(view, judged)| Breach {
                message: messages::forbidden(self, unit, asked, judged),
                spots: match judged.spots.is_empty() {
                    true => unit_spot(view),
                    false => judged.spots.clone(),
                },
                there: true,
            })
            .collect();
        if let Some(first) = breaches.first() {
            return Result {
                verdict: Verdict::Violated,
                why: first.message.clone(),
                open: None,
                spots: Vec::new(),
                breaches,
            };
        }
        if let Some(view) = open {
            return unknown(self.judge(asked, &[view], CHOSEN));
        }
        if !self.met {
            return plain(Verdict::Met, Words::default());
        }
        let mut near: Vec<Spot> = Vec::new();
        for view in others {
            if near.len() < NEAR {
                near.extend(self.judge(asked, &[view], CHOSEN).spots);
            }
        }
        Result {
            spots: near,
            ..plain(Verdict::Met, messages::nowhere(self, unit, asked))
        }
    }

    fn within(
        &self,
        each: bool,
        unit: Unit,
        selector: &Sentence,
        forbid: bool,
        demand: &Sentence,
        units: &Units<'_>,
    ) -> Result {
        let (chosen, open) = self.chosen(unit, selector, units);
        if chosen.is_empty() {
            if let Some((_, judged)) = open.into_iter().next() {
                return unknown(judged);
            }
            let why = messages::never_chosen(self, unit, selector);
            if each || forbid {
                return plain(Verdict::NotApplicable, why);
            }
            let absent = Judged {
                why: vec![why],
                ..Judged::of(Truth::False)
            };
            return self.missing(None, demand, absent);
        }
        if forbid {
            let sure = self.forbid(unit, demand, &self.asked_among(demand, &chosen));
            return self.with_open(sure, &open, |views| {
                self.forbid(unit, demand, &self.asked_among(demand, views))
            });
        }
        if each {
            let sure = chosen.iter().map(|view| self.owed(unit, demand, &[view]));
            // a unit of which the choice cannot be told matters only where the demand is not met in it
            let perhaps = open
                .iter()
                .filter(|(view, _)| self.owed(unit, demand, &[view]).verdict != Verdict::Met)
                .map(|(_, judged)| unknown(judged.clone()));
            return together(sure.chain(perhaps).collect());
        }
        let views: Vec<&UnitView> = chosen.iter().collect();
        let sure = self.owed(unit, demand, &views);
        self.with_open(sure, &open, |more| {
            let all: Vec<&UnitView> = chosen.iter().chain(more).collect();
            self.owed(unit, demand, &all)
        })
    }

    /// Where the verdict would be another with the units of which the choice cannot be told, it is not assessed.
    fn with_open(
        &self,
        sure: Result,
        open: &[(UnitView, Judged)],
        with: impl Fn(&[UnitView]) -> Result,
    ) -> Result {
        let Some((_, judged)) = open.first() else {
            return sure;
        };
        let more: Vec<UnitView> = open.iter().map(|(view, _)| view.clone()).collect();
        if with(&more).verdict == sure.verdict {
            sure
        } else {
            unknown(judged.clone())
        }
    }

    fn owed(&self, unit: Unit, demand: &Sentence, views: &[&UnitView]) -> Result {
        if !self.met && self.truth(demand, views, OWED) == Truth::True {
            return plain(Verdict::Met, Words::default());
        }
        let judged = self.judge(demand, views, OWED);
        match judged.truth {
            Truth::True => met(self, judged),
            Truth::Unknown => unknown(judged),
            Truth::False => {
                // what is there although it must not be breaks the rule; else the units themselves are the nearest place
                let there = forbids(demand) && !judged.spots.is_empty();
                let mut result = self.missing(Some(unit), demand, judged);
                for breach in &mut result.breaches {
                    breach.there = there;
                    if breach.spots.is_empty() {
                        breach.spots = views
                            .iter()
                            .take(1)
                            .flat_map(|view| unit_spot(view))
                            .collect();
                    }
                }
                result
            }
        }
    }
}

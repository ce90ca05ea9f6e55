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
            Disclosure::Forbid(unit, asked) => self.forbid(*unit, asked, &units.of(*unit)),
            Disclosure::When(unit, chosen, owed_in, owed) => {
                let views = units.of(*unit);
                let chosen_by: Vec<Judged> = self
                    .told(chosen, &views, CHOSEN)
                    .map(|(_, judged)| judged)
                    .collect();
                if chosen_by.iter().any(Judged::is_true) {
                    return self.require(*owed_in, owed, units);
                }
                if let Some(open) = chosen_by
                    .into_iter()
                    .find(|judged| judged.truth == Truth::Unknown)
                {
                    return unknown(open);
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
        for (view, judged) in self.told(selector, &views, CHOSEN) {
            match judged.truth {
                Truth::True => chosen.push(view.clone()),
                Truth::Unknown => open.push((view.clone(), judged)),
                Truth::False => {}
            }
        }
        (chosen, open)
    }

    /// Judges a sentence of each unit. Units in which none of its patterns stands are all alike: where they do not satisfy the
    /// sentence, they are left out.
    fn told<'v>(
        &self,
        asked: &'v Sentence,
        views: &'v [UnitView],
        manner: Manner,
    ) -> impl Iterator<Item = (&'v UnitView, Judged)> {
        let blank = self.judge(asked, &[], manner).truth == Truth::False;
        views
            .iter()
            .filter(move |view| !blank || self.is_touched(asked, view))
            .map(move |view| (view, self.judge(asked, &[view], manner)))
    }

    fn require(&self, unit: Unit, asked: &Sentence, units: &Units<'_>) -> Result {
        let views = units.of(unit);
        let mut best = self.judge(asked, &[], OWED);
        let mut open: Option<Judged> = None;
        for (_, judged) in self.told(asked, &views, OWED) {
            match judged.truth {
                Truth::True => return met(judged),
                Truth::Unknown => open = open.or(Some(judged)),
                Truth::False if closeness(&judged) > closeness(&best) => best = judged,
                Truth::False => {}
            }
        }
        if let Some(open) = open {
            return unknown(open);
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
    fn forbid(&self, unit: Unit, asked: &Sentence, views: &[UnitView]) -> Result {
        let mut breaking: Vec<(&UnitView, Judged)> = Vec::new();
        let mut open = None;
        let mut near: Vec<Spot> = Vec::new();
        for (view, judged) in self.told(asked, views, CHOSEN) {
            match judged.truth {
                Truth::True => {
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
                Truth::Unknown => open = open.or(Some(judged)),
                Truth::False if near.len() < NEAR => near.extend(judged.spots),
                Truth::False => {}
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
        if let Some(open) = open {
            return unknown(open);
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
            let sure = self.forbid(unit, demand, &chosen);
            return self.with_open(sure, &open, |views| self.forbid(unit, demand, views));
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
        let judged = self.judge(demand, views, OWED);
        match judged.truth {
            Truth::True => met(judged),
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

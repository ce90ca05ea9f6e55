//! Finds where patterns stand in one text: takes the text and the ready patterns, gives places of simple patterns and, within a
//! unit, of `then` and `near`. One pass of the automaton serves every question.

use super::lexicon::{Expression, Lexicon, Ready};
use super::words::on_boundaries;
use crate::ir::text::PatternId;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

/// For `then` and `near` without a distance, so many partners of one hit are looked at on either side.
const PARTNERS: usize = 64;

/// A place where a simple pattern matched.
pub(super) type Place = Range<u32>;

/// A match: one place, or the places of the members of `then` and `near`.
pub(super) type Match = Vec<Place>;

/// The hits of one text.
#[derive(Debug)]
pub(super) struct Hits<'e> {
    lexicon: &'e Lexicon,
    text: Rc<str>,
    by_literal: HashMap<u32, Rc<[Place]>>,
    /// Where the literals stand that expressions need, even inside words.
    needed: HashMap<u32, Vec<u32>>,
    simple: RefCell<HashMap<PatternId, Rc<[Place]>>>,
    /// Which expression matched at a place.
    matched: RefCell<HashMap<(u32, u32), &'e Expression>>,
}

impl<'e> Hits<'e> {
    /// Scans a folded text.
    pub(super) fn new(lexicon: &'e Lexicon, shared: Rc<str>) -> Self {
        let text = &*shared;
        let found = lexicon.scan(text);
        let whole: Vec<Place> = found
            .iter()
            .filter(|(literal, start, end)| {
                *literal < lexicon.whole && on_boundaries(text, *start as usize, *end as usize)
            })
            .map(|(_, start, end)| *start..*end)
            .collect();
        let mut by_literal: HashMap<u32, Vec<Place>> = HashMap::new();
        let mut needed: HashMap<u32, Vec<u32>> = HashMap::new();
        for (literal, start, end) in found {
            if lexicon.needed.contains(&literal) {
                needed.entry(literal).or_default().push(start);
            }
            if on_boundaries(text, start as usize, end as usize) && !cuts(&whole, &(start..end)) {
                by_literal.entry(literal).or_default().push(start..end);
            }
        }
        Self {
            lexicon,
            by_literal: by_literal
                .into_iter()
                .map(|(literal, places)| (literal, places.into()))
                .collect(),
            needed,
            simple: RefCell::default(),
            matched: RefCell::default(),
            text: shared,
        }
    }

    /// Where a pattern stands, by place; for `then` and `near` where their members stand.
    pub(super) fn places(&self, pattern: PatternId) -> Rc<[Place]> {
        if let Some(known) = self.simple.borrow().get(&pattern) {
            return Rc::clone(known);
        }
        let places: Rc<[Place]> = match self.lexicon.pattern(pattern) {
            Ready::Literal(literal) => self.literal(*literal),
            Ready::Regex(expression) => {
                let places = self.regex(expression);
                let mut matched = self.matched.borrow_mut();
                for place in places.iter() {
                    matched
                        .entry((place.start, place.end))
                        .or_insert(expression);
                }
                places
            }
            Ready::Any(members) => self.merged(members),
            Ready::Then(one, other) | Ready::Near(one, other, _) => self.merged(&[*one, *other]),
            Ready::Never => Rc::from([]),
        };
        self.simple.borrow_mut().insert(pattern, Rc::clone(&places));
        places
    }

    /// The expression that matched at a place, if one did.
    pub(super) fn expression(&self, place: &Range<usize>) -> Option<&'e Expression> {
        let key = (place.start as u32, place.end as u32);
        self.matched.borrow().get(&key).copied()
    }

    /// Where a folded literal stands, if it is one of the automaton's.
    pub(super) fn word(&self, word: &str) -> Rc<[Place]> {
        self.lexicon
            .literal(word)
            .map_or_else(|| Rc::from([]), |literal| self.literal(literal))
    }

    /// The matches of a pattern that lie in the ranges of one unit, by place.
    pub(super) fn matches(&self, pattern: PatternId, range: &[Range<u32>]) -> Vec<Match> {
        match self.lexicon.pattern(pattern) {
            Ready::Then(first, second) => {
                let one = self.matches(*first, range);
                let other = self.matches(*second, range);
                pairs(&one, &other, |a, b| end(a) <= start(b))
            }
            Ready::Near(one, other, within) => {
                let one = self.matches(*one, range);
                let other = self.matches(*other, range);
                pairs(&one, &other, |a, b| {
                    within.is_none_or(|within| self.apart(a, b) <= within as usize)
                })
            }
            Ready::Any(members) if self.compound(pattern) => {
                let mut all: Vec<Match> = members
                    .iter()
                    .flat_map(|member| self.matches(*member, range))
                    .collect();
                all.sort_by_key(|places| (start(places), end(places)));
                all.dedup();
                all
            }
            _ => {
                let places = self.places(pattern);
                let mut found: Vec<Match> = range
                    .iter()
                    .flat_map(|range| inside(&places, range))
                    .map(|place| vec![place.clone()])
                    .collect();
                if range.len() > 1 {
                    found.sort_by_key(|places| (start(places), end(places)));
                    found.dedup();
                }
                found
            }
        }
    }

    /// Whether the pattern holds a `then` or `near`.
    fn compound(&self, pattern: PatternId) -> bool {
        match self.lexicon.pattern(pattern) {
            Ready::Then(..) | Ready::Near(..) => true,
            Ready::Any(members) => members.iter().any(|member| self.compound(*member)),
            _ => false,
        }
    }

    fn literal(&self, literal: u32) -> Rc<[Place]> {
        self.by_literal
            .get(&literal)
            .map_or_else(|| Rc::from([]), Rc::clone)
    }

    fn merged(&self, members: &[PatternId]) -> Rc<[Place]> {
        if let [only] = members {
            return self.places(*only);
        }
        let mut all: Vec<Place> = members
            .iter()
            .flat_map(|member| self.places(*member).to_vec())
            .collect();
        all.sort_by_key(|place| (place.start, place.end));
        all.dedup();
        all.into()
    }

    /// Runs an expression block by block, where its literals allow a match.
    fn regex(&self, expression: &Expression) -> Rc<[Place]> {
        let mut places = Vec::new();
        let mut run = |block: Range<usize>| {
            let found = expression
                .regex
                .find_iter(self.text.get(block.clone()).unwrap_or(""));
            places.extend(found.filter(|found| !found.is_empty()).map(|found| {
                (block.start + found.start()) as u32..(block.start + found.end()) as u32
            }));
        };
        let Some(needed) = &expression.needed else {
            let mut start = 0;
            for line in self.text.split('\n') {
                run(start..start + line.len());
                start += line.len() + 1;
            }
            return places.into();
        };
        let mut starts: Vec<u32> = needed
            .iter()
            .filter_map(|literal| self.needed.get(literal))
            .flatten()
            .copied()
            .collect();
        starts.sort_unstable();
        let mut reached = 0;
        for at in starts.into_iter().map(|at| at as usize) {
            if at < reached {
                continue;
            }
            let before = self.text.get(..at).unwrap_or("");
            let start = before.rfind('\n').map_or(0, |line| line + 1);
            let rest = self.text.get(at..).unwrap_or("");
            let end = at + rest.find('\n').unwrap_or(rest.len());
            run(start..end);
            reached = end;
        }
        places.into()
    }

    /// Characters between two matches; 0 where they overlap.
    fn apart(&self, one: &Match, other: &Match) -> usize {
        let (first, second) = if start(one) <= start(other) {
            (one, other)
        } else {
            (other, one)
        };
        self.text
            .get(end(first) as usize..start(second) as usize)
            .map_or(0, |gap| gap.chars().count())
    }
}

/// The places that lie wholly in a range.
pub(super) fn inside<'p>(
    places: &'p [Place],
    range: &Range<u32>,
) -> impl Iterator<Item = &'p Place> {
    let from = places.partition_point(|place| place.start < range.start);
    let to = places.partition_point(|place| place.start < range.end);
    let last = range.end;
    places
        .get(from..to.max(from))
        .unwrap_or(&[])
        .iter()
        .filter(move |place| place.end <= last)
}

/// First byte of a match.
pub(super) fn start(places: &Match) -> u32 {
    places.iter().map(|place| place.start).min().unwrap_or(0)
}

/// One past the last byte of a match.
pub(super) fn end(places: &Match) -> u32 {
    places.iter().map(|place| place.end).max().unwrap_or(0)
}

fn pairs(one: &[Match], other: &[Match], fits: impl Fn(&Match, &Match) -> bool) -> Vec<Match> {
    let mut found = Vec::new();
    for first in one {
        let middle = other.partition_point(|second| start(second) < start(first));
        let from = middle.saturating_sub(PARTNERS);
        let to = (middle + PARTNERS).min(other.len());
        for second in other.get(from..to).unwrap_or(&[]) {
            if fits(first, second) {
                found.push(first.iter().chain(second).cloned().collect());
            }
        }
    }
    found
}

/// Whether a place begins or ends inside a word that may not be cut; a place that holds the word whole does not.
fn cuts(whole: &[Place], place: &Place) -> bool {
    let from = whole.partition_point(|word| word.end <= place.start);
    whole
        .iter()
        .skip(from)
        .take_while(|word| word.start < place.end + 64)
        .any(|word| {
            let overlaps = word.start < place.end && place.start < word.end;
            let holds = place.start <= word.start && word.end <= place.end;
            overlaps && !holds
        })
}

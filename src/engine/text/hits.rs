//! Finds where patterns stand in one text: takes the text and the ready patterns, gives places of simple patterns and, within a
//! unit, of `then` and `near`. One pass of the automaton serves every question; what it does not touch costs nothing.

use super::expression::Expression;
use super::lexicon::{Lexicon, Ready};
use super::matches::{Match, pairs};
use super::touched::Touched;
use super::words::on_boundaries;
use crate::ir::text::PatternId;
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

/// A place where a simple pattern matched.
pub(super) type Place = Range<u32>;

/// Where one literal stands.
#[derive(Debug)]
struct Stands {
    literal: u32,
    /// Its occurrences, even inside words, among those of all literals.
    all: Range<usize>,
    /// Where it stands by itself; found out when it is first asked for.
    apart: OnceCell<Vec<Place>>,
}

/// The hits of one text.
#[derive(Debug)]
pub(super) struct Hits<'e> {
    lexicon: &'e Lexicon,
    text: Rc<str>,
    /// Where the literals begin, literal by literal, in order.
    starts: Vec<u32>,
    /// The literals that occur, by id.
    literals: Vec<Stands>,
    /// Where the words stand that a match may not cut into.
    whole: OnceCell<Vec<Place>>,
    /// The patterns that may match.
    touched: Touched,
    /// By the rank of a pattern among those.
    known: Vec<OnceCell<Vec<Place>>>,
    /// Which expression matched at a place.
    matched: RefCell<HashMap<(u32, u32), &'e Expression>>,
}

impl<'e> Hits<'e> {
    /// Scans a folded text.
    pub(super) fn new(lexicon: &'e Lexicon, shared: Rc<str>) -> Self {
        let mut found: Vec<(u32, u32)> = Vec::new();
        let mut counts = vec![0u32; lexicon.literals()];
        lexicon.scan(&shared, |literal, start, _| {
            found.push((literal, start));
            if let Some(count) = counts.get_mut(literal as usize) {
                *count += 1;
            }
        });
        let (literals, starts) = by_literal(&found, counts);
        let touched = Touched::new(lexicon, literals.iter().map(|stands| stands.literal));
        Self {
            lexicon,
            starts,
            literals,
            whole: OnceCell::new(),
            known: std::iter::repeat_with(OnceCell::new)
                .take(touched.count)
                .collect(),
            touched,
            matched: RefCell::default(),
            text: shared,
        }
    }

    /// Where a pattern stands, by place; for `then` and `near` where their members stand.
    pub(super) fn places(&self, pattern: PatternId) -> &[Place] {
        let Some(known) = self.touched.rank(pattern.0) else {
            return &[];
        };
        match (self.lexicon.pattern(pattern), self.known.get(known)) {
            (Ready::Literal(literal), _) => self.literal(*literal),
            (Ready::Any(members), Some(cell)) => cell.get_or_init(|| self.merged(members)),
            (Ready::Then(one, other) | Ready::Near(one, other, _), Some(cell)) => {
                cell.get_or_init(|| self.merged(&[*one, *other]))
            }
            (Ready::Regex(expression, needed), Some(cell)) => {
                cell.get_or_init(|| self.expression_places(expression, needed))
            }
            _ => &[],
        }
    }

    /// Whether a pattern may stand anywhere in the text; where this is false it does not.
    pub(super) fn may_stand(&self, pattern: PatternId) -> bool {
        self.touched.rank(pattern.0).is_some()
    }

    /// The expression that matched at a place, if one did.
    pub(super) fn expression(&self, place: &Range<usize>) -> Option<&'e Expression> {
        let matched = self.matched.borrow();
        if matched.is_empty() {
            return None;
        }
        let key = (place.start as u32, place.end as u32);
        matched.get(&key).copied()
    }

    /// Where a folded literal stands, if it is one of the automaton's.
    pub(super) fn word(&self, word: &str) -> &[Place] {
        self.lexicon
            .literal(word)
            .map_or(&[], |literal| self.literal(literal))
    }

    /// The matches of a pattern that lie in the ranges of one unit, by place.
    pub(super) fn matches(&self, pattern: PatternId, range: &[Range<u32>]) -> Vec<Match> {
        if !self.may_stand(pattern) {
            return Vec::new();
        }
        match self.lexicon.pattern(pattern) {
            Ready::Then(first, second) => {
                let one = self.matches(*first, range);
                let other = self.matches(*second, range);
                pairs(&one, &other, |a, b| a.end() <= b.start())
            }
            Ready::Near(one, other, within) => {
                let one = self.matches(*one, range);
                let other = self.matches(*other, range);
                pairs(&one, &other, |a, b| {
                    within.is_none_or(|within| self.apart(a, b) <= within as usize)
                })
            }
            Ready::Any(members) if self.lexicon.is_compound(pattern) => {
                let mut all: Vec<Match> = members
                    .iter()
                    .flat_map(|member| self.matches(*member, range))
                    .collect();
                all.sort_by_key(|places| (places.start(), places.end()));
                all.dedup();
                all
            }
            _ => {
                let places = self.places(pattern);
                let mut found: Vec<Match> = range
                    .iter()
                    .flat_map(|range| inside(places, range))
                    .map(|place| Match::One(place.clone()))
                    .collect();
                if range.len() > 1 {
                    found.sort_by_key(|places| (places.start(), places.end()));
                    found.dedup();
                }
                found
            }
        }
    }

    /// Whether something holds of any match of a pattern in the ranges of one unit.
    pub(super) fn any(
        &self,
        pattern: PatternId,
        range: &[Range<u32>],
        holds: impl Fn(&Match) -> bool,
    ) -> bool {
        if self.lexicon.is_compound(pattern) {
            return self.matches(pattern, range).iter().any(holds);
        }
        let places = self.places(pattern);
        range
            .iter()
            .flat_map(|range| inside(places, range))
            .any(|place| holds(&Match::One(place.clone())))
    }

    /// Whether the pattern matches anywhere in the ranges of one unit.
    pub(super) fn stands_in(&self, pattern: PatternId, range: &[Range<u32>]) -> bool {
        match self.lexicon.is_compound(pattern) {
            true => !self.matches(pattern, range).is_empty(),
            false => {
                let places = self.places(pattern);
                range
                    .iter()
                    .any(|range| inside(places, range).next().is_some())
            }
        }
    }

    fn stands(&self, literal: u32) -> Option<&Stands> {
        let at = self
            .literals
            .binary_search_by_key(&literal, |stands| stands.literal);
        self.literals.get(at.ok()?)
    }

    /// Where a literal stands by itself: neither inside a word nor across the end of one that may not be cut.
    fn literal(&self, literal: u32) -> &[Place] {
        let Some(stands) = self.stands(literal) else {
            return &[];
        };
        stands.apart.get_or_init(|| {
            let edges = self.lexicon.edges(literal);
            let whole = self.whole();
            self.occurrences(stands)
                .filter(|place| {
                    (!(edges.first || edges.last)
                        || on_boundaries(&self.text, place.start as usize, place.end as usize))
                        && !cuts(whole, place)
                })
                .collect()
        })
    }

    fn occurrences(&self, stands: &Stands) -> impl Iterator<Item = Place> {
        let length = self.lexicon.length(stands.literal);
        let starts = self.starts.get(stands.all.clone()).unwrap_or(&[]);
        starts.iter().map(move |start| *start..*start + length)
    }

    /// Where the words stand that a match may not cut into, by their last byte.
    fn whole(&self) -> &[Place] {
        self.whole.get_or_init(|| {
            let mut places: Vec<Place> = self
                .literals
                .iter()
                .take_while(|stands| stands.literal < self.lexicon.whole)
                .flat_map(|stands| self.occurrences(stands))
                .filter(|place| on_boundaries(&self.text, place.start as usize, place.end as usize))
                .collect();
            places.sort_unstable_by_key(|place| (place.end, place.start));
            places
        })
    }

    fn merged(&self, members: &[PatternId]) -> Vec<Place> {
        let mut all: Vec<Place> = Vec::new();
        let mut several = false;
        for member in members {
            let places = self.places(*member);
            several |= !all.is_empty() && !places.is_empty();
            all.extend_from_slice(places);
        }
        if several {
            all.sort_unstable_by_key(|place| (place.start, place.end));
            all.dedup();
        }
        all
    }

    /// Runs an expression where its literals allow a match.
    fn expression_places(&self, expression: &'e Expression, needed: &[Vec<u32>]) -> Vec<Place> {
        let starts_of = |literals: &Vec<u32>| {
            let mut starts: Vec<u32> = Vec::new();
            for literal in literals {
                if let Some(stands) = self.stands(*literal) {
                    starts.extend_from_slice(self.starts.get(stands.all.clone()).unwrap_or(&[]));
                }
            }
            starts.sort_unstable();
            starts.dedup();
            starts
        };
        let starts: Vec<Vec<u32>> = needed.iter().map(starts_of).collect();
        let places = expression.find(&self.text, &starts);
        let mut matched = self.matched.borrow_mut();
        for place in &places {
            matched
                .entry((place.start, place.end))
                .or_insert(expression);
        }
        places
    }

    /// Characters between two matches; 0 where they overlap.
    fn apart(&self, one: &Match, other: &Match) -> usize {
        let (first, second) = if one.start() <= other.start() {
            (one, other)
        } else {
            (other, one)
        };
        self.text
            .get(first.end() as usize..second.start() as usize)
            .map_or(0, |gap| gap.chars().count())
    }
}

/// Sorts occurrences by literal, those of one literal in the order of the text.
fn by_literal(found: &[(u32, u32)], mut counts: Vec<u32>) -> (Vec<Stands>, Vec<u32>) {
    let mut literals = Vec::new();
    let mut next = 0;
    for (literal, count) in (0u32..).zip(&mut counts) {
        if *count > 0 {
            let all = next as usize..(next + *count) as usize;
            literals.push(Stands {
                literal,
                all,
                apart: OnceCell::new(),
            });
            (next, *count) = (next + *count, next);
        }
    }
    let mut starts = vec![0; found.len()];
    for (literal, start) in found {
        if let Some(at) = counts.get_mut(*literal as usize) {
            if let Some(slot) = starts.get_mut(*at as usize) {
                *slot = *start;
            }
            *at += 1;
        }
    }
    (literals, starts)
}

/// The places that lie wholly in a range.
pub(super) fn inside<'p>(
    places: &'p [Place],
    range: &Range<u32>,
) -> impl Iterator<Item = &'p Place> {
    let from = places.partition_point(|place| place.start < range.start);
    let last = range.end;
    places
        .get(from..)
        .unwrap_or(&[])
        .iter()
        .take_while(move |place| place.start < last)
        .filter(move |place| place.end <= last)
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

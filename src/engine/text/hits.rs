//! Finds where patterns stand in one text: takes the text and the ready patterns, gives places of simple patterns and, within a
//! unit, of `then` and `near`. One pass of the automaton serves every question; what it does not touch costs nothing.

use super::bits::Bits;
use super::expression::Expression;
use super::lexicon::{Lexicon, Ready};
use super::matches::{Match, pairs};
use super::touched::Touched;
use super::words::on_boundaries;
use crate::ir::text::PatternId;
use std::borrow::Cow;
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
    /// By id of a literal its place among those that occur, counted from 1.
    ranks: Vec<u32>,
    /// Where a match neither begins nor ends: inside the words that it may not cut into.
    inside_words: OnceCell<Bits>,
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
        let (literals, starts, ranks) = by_literal(&found, counts);
        let touched = Touched::new(lexicon, literals.iter().map(|stands| stands.literal));
        Self {
            lexicon,
            starts,
            literals,
            ranks,
            inside_words: OnceCell::new(),
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
        let rank = *self.ranks.get(literal as usize)?;
        self.literals.get(rank.checked_sub(1)? as usize)
    }

    /// Where a literal begins, even inside words, in order.
    fn starts_of(&self, literal: u32) -> &[u32] {
        let stands = self.stands(literal);
        let starts = stands.and_then(|stands| self.starts.get(stands.all.clone()));
        starts.unwrap_or(&[])
    }

    /// Where a literal stands by itself: neither inside a word nor across the end of one that may not be cut.
    fn literal(&self, literal: u32) -> &[Place] {
        let Some(stands) = self.stands(literal) else {
            return &[];
        };
        stands.apart.get_or_init(|| {
            let edges = self.lexicon.edges(literal);
            let inside = self.inside_words();
            self.occurrences(stands)
                .filter(|place| {
                    (!(edges.first || edges.last)
                        || on_boundaries(&self.text, place.start as usize, place.end as usize))
                        && !inside.has(place.start)
                        && !inside.has(place.end)
                })
                .collect()
        })
    }

    fn occurrences(&self, stands: &Stands) -> impl Iterator<Item = Place> {
        let length = self.lexicon.length(stands.literal);
        let starts = self.starts.get(stands.all.clone()).unwrap_or(&[]);
        starts.iter().map(move |start| *start..*start + length)
    }

    /// The places inside the words that a match may not cut into. One that begins or ends there cuts such a word, and no other does.
    fn inside_words(&self) -> &Bits {
        self.inside_words.get_or_init(|| {
            let mut inside = Bits::new(self.text.len());
            let whole = self.literals.iter();
            whole
                .take_while(|stands| stands.literal < self.lexicon.whole)
                .flat_map(|stands| self.occurrences(stands))
                .filter(|place| on_boundaries(&self.text, place.start as usize, place.end as usize))
                .for_each(|place| inside.add(place.start + 1..place.end));
            inside
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
        let starts: Vec<Cow<'_, [u32]>> =
            needed.iter().map(|one| self.starts_of_any(one)).collect();
        let places = expression.find(&self.text, &starts);
        let mut matched = self.matched.borrow_mut();
        for place in &places {
            matched
                .entry((place.start, place.end))
                .or_insert(expression);
        }
        places
    }

    /// Where any of some literals begins, in order.
    fn starts_of_any(&self, literals: &[u32]) -> Cow<'_, [u32]> {
        let all = literals.iter().map(|literal| self.starts_of(*literal));
        let mut all = all.filter(|starts| !starts.is_empty());
        let mut starts = Cow::Borrowed(all.next().unwrap_or(&[]));
        let mut several = false;
        for more in all {
            starts.to_mut().extend_from_slice(more);
            several = true;
        }
        if several {
            let starts = starts.to_mut();
            starts.sort_unstable();
            starts.dedup();
        }
        starts
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

/// Sorts occurrences by literal, those of one literal in the order of the text; gives the literals, the occurrences, and by literal its
/// place among those that occur, counted from 1.
fn by_literal(found: &[(u32, u32)], counts: Vec<u32>) -> (Vec<Stands>, Vec<u32>, Vec<u32>) {
    let mut literals: Vec<Stands> = Vec::new();
    let mut ranks = counts;
    let mut next = 0;
    for (literal, count) in (0u32..).zip(&mut ranks) {
        if *count > 0 {
            let end = next + *count as usize;
            literals.push(Stands {
                literal,
                all: next..next,
                apart: OnceCell::new(),
            });
            (next, *count) = (end, literals.len() as u32);
        }
    }
    let mut starts = vec![0; found.len()];
    for (literal, start) in found {
        let rank = ranks.get(*literal as usize).copied().unwrap_or(0);
        let stands = rank.checked_sub(1).map(|at| at as usize);
        if let Some(stands) = stands.and_then(|at| literals.get_mut(at)) {
            if let Some(slot) = starts.get_mut(stands.all.end) {
                *slot = *start;
            }
            stands.all.end += 1;
        }
    }
    (literals, starts, ranks)
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

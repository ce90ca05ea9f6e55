//! Runs a regular expression on a text where its literals allow a match: takes the source and the places of the literals, gives the
//! places that the expression matches, block by block, as if it had been run over every block.

use super::backtrack::{Backtracker, Tried};
use super::hits::Place;
use super::prefilter::{Distance, Needed, RARE, all_needed, lengths, letters};
use super::unfolded::folded;
use memchr::{memchr, memrchr};
use regex_automata::meta::Regex;
use regex_automata::{Anchored, Input};
use regex_syntax::hir::Hir;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

/// The largest that an expression may become, in bytes: what the `regex` crate allows.
const SIZE: usize = 10 << 20;
/// What its states may take while it runs.
const STATES: usize = 2 << 20;

/// A literal of so many bytes (one Han character) tells something.
const TELLING: usize = 3;
/// So many sets of literals are asked for besides the one that matches are tried at.
const ASKED: usize = 2;

/// Where a match may begin at no more bytes, each is tried.
const NEAR: usize = 200;

/// A regular expression over folded text.
#[derive(Debug)]
pub(super) struct Expression {
    syntax: Hir,
    /// Compiled when it is first run.
    compiled: OnceLock<Option<Regex>>,
    /// Sets of literals of which every match holds one each. A match is tried at those of the first and only where the others may
    /// belong to it.
    needed: Vec<Needed>,
    /// For matches that begin at known places.
    tried: OnceLock<Option<Backtracker>>,
    /// The longest match, in bytes.
    longest: Option<usize>,
    source: String,
    letters: OnceLock<BTreeSet<char>>,
}

impl Expression {
    /// Reads an expression; `None` where it is none.
    pub(super) fn new(source: &str) -> Option<Self> {
        let syntax = folded(regex_syntax::parse(source).ok()?);
        Some(Self {
            compiled: OnceLock::new(),
            needed: chosen(all_needed(&syntax)),
            longest: lengths(&syntax).1,
            source: source.to_owned(),
            letters: OnceLock::new(),
            tried: OnceLock::new(),
            syntax,
        })
    }

    /// The sets of literals of which every match holds one each; none: it may match anywhere.
    pub(super) fn words(&self) -> impl Iterator<Item = &BTreeSet<String>> {
        self.needed.iter().map(|needed| &needed.words)
    }

    /// Whether it is written with a letter: a cue that begins with one of them is meant to be part of the match.
    pub(super) fn is_written_with(&self, letter: char) -> bool {
        self.letters
            .get_or_init(|| letters(&self.source))
            .contains(&letter)
    }

    fn compiled(&self) -> Option<&Regex> {
        let build = || {
            let config = Regex::config()
                .nfa_size_limit(Some(SIZE))
                .hybrid_cache_capacity(STATES)
                .onepass(false)
                .dfa(false)
                .auto_prefilter(false);
            let mut builder = Regex::builder();
            builder.configure(config).build_from_hir(&self.syntax).ok()
        };
        self.compiled.get_or_init(build).as_ref()
    }

    /// Where it matches, by place. `literals`: where those of each of its sets begin, in order.
    pub(super) fn find(&self, text: &str, literals: &[Cow<'_, [u32]>]) -> Vec<Place> {
        let mut places = Vec::new();
        let (Some(needed), Some(tried)) = (self.needed.first(), literals.first()) else {
            if let Some(compiled) = self.compiled() {
                everywhere(compiled, text, &mut places);
            }
            return places;
        };
        let mut tried = tried.to_vec();
        for (other, places) in self.needed.iter().zip(literals).skip(1) {
            tried.retain(|at| may_belong(text, needed, *at as usize, other, places));
        }
        if tried.is_empty() {
            return places;
        }
        if needed.is_exact() {
            self.at_literals(text, (&tried, needed.behind.0), &mut places);
        } else {
            let run = Windows {
                expression: self,
                quick: self.quick(),
                text,
                behind: needed.behind,
                longest: self.longest,
            };
            run.find(&tried, &mut places);
        }
        places
    }
}

impl Expression {
    /// Every match begins so many bytes before a literal: it is tried there and nowhere else.
    fn at_literals(
        &self,
        text: &str,
        (literals, before): (&[u32], usize),
        places: &mut Vec<Place>,
    ) {
        let mut reached = 0;
        let mut block = 0..0;
        for &literal in literals {
            let literal = literal as usize;
            if literal >= block.end {
                block = block_at(text, literal);
            }
            let Some(start) = literal.checked_sub(before) else {
                continue;
            };
            if start < reached.max(block.start) || !text.is_char_boundary(start) {
                continue;
            }
            let words = text.get(block.clone()).unwrap_or("");
            if let Some(end) = self.end_of_match(words, start - block.start) {
                reached = block.start + end;
                places.push(place(block.start, start - block.start..end));
            }
        }
    }

    fn quick(&self) -> Option<&Backtracker> {
        let quick = self.tried.get_or_init(|| Backtracker::new(&self.syntax));
        quick.as_ref()
    }

    /// Where the match ends that begins at a byte of a block.
    fn end_of_match(&self, block: &str, start: usize) -> Option<usize> {
        match self.quick().map(|quick| quick.at(block, start)) {
            Some(Tried::Match(end)) => Some(end),
            Some(Tried::Nothing) => None,
            Some(Tried::GivenUp) | None => {
                let input = Input::new(block).range(start..).anchored(Anchored::Yes);
                Some(self.compiled()?.search(&input)?.end())
            }
        }
    }
}

/// The sets to ask for: first the one that tells where a match begins, if there is such a one that is not too common.
fn chosen(mut all: Vec<Needed>) -> Vec<Needed> {
    let several = all.len() > 1;
    let tells = |one: &Needed| {
        let shortest = one.shortest();
        one.is_exact() && (shortest >= RARE || (several && shortest >= TELLING))
    };
    let first = (all.iter().position(tells))
        .or_else(|| all.iter().position(|one| one.gap.is_none()))
        .unwrap_or(0);
    if first < all.len() {
        let first = all.remove(first);
        all.insert(0, first);
    }
    let mut chosen: Vec<Needed> = Vec::new();
    for one in all {
        let telling = one.shortest() >= TELLING || one.gap.is_some();
        if chosen.is_empty() || (telling && chosen.len() <= ASKED) {
            chosen.push(one);
        }
    }
    chosen
}

/// Whether a literal of another set stands where it could belong to a match that holds the literal at `at`.
fn may_belong(text: &str, needed: &Needed, at: usize, other: &Needed, places: &[u32]) -> bool {
    let least = match needed.behind.1 {
        Some(most) => (at + other.behind.0).saturating_sub(most),
        None => 0,
    };
    let from = places.partition_point(|place| (*place as usize) < least);
    let Some(place) = places.get(from).map(|place| *place as usize) else {
        return false;
    };
    let most = other
        .behind
        .1
        .map(|most| (at + most).saturating_sub(needed.behind.0));
    let near = most.is_none_or(|most| place <= most);
    match &other.gap {
        // Whatever parts the nearest from the beginning parts the others too.
        Some(gap) if near && needed.behind == (0, Some(0)) => text
            .get(at + gap.from..place)
            .is_none_or(|between| !between.contains(gap.stops.as_slice())),
        _ => near,
    }
}

fn everywhere(compiled: &Regex, text: &str, places: &mut Vec<Place>) {
    let mut start = 0;
    for line in text.split('\n') {
        let found = compiled.find_iter(line).filter(|found| !found.is_empty());
        places.extend(found.map(|found| place(start, found.range())));
        start += line.len() + 1;
    }
}

/// A match begins somewhere before a literal.
struct Windows<'t> {
    expression: &'t Expression,
    quick: Option<&'t Backtracker>,
    text: &'t str,
    behind: Distance,
    longest: Option<usize>,
}

impl Windows<'_> {
    fn find(&self, literals: &[u32], places: &mut Vec<Place>) {
        let mut reached = 0;
        let mut block = 0..0;
        for &literal in literals {
            let literal = literal as usize;
            if literal >= block.end {
                block = block_at(self.text, literal);
            }
            let words = self.text.get(block.clone()).unwrap_or("");
            // A match that holds this literal begins no later.
            let Some(last) = literal.checked_sub(self.behind.0) else {
                continue;
            };
            loop {
                let first = self.behind.1.map_or(0, |most| literal.saturating_sub(most));
                let first = first.max(block.start).max(reached);
                if first > last {
                    break;
                }
                let starts = first - block.start..last - block.start;
                let near = self.behind.1.is_some_and(|most| most <= NEAR);
                let quick = self.quick.filter(|_| near);
                match quick.map(|quick| first_match(quick, words, starts)) {
                    Some(Search::Match(found)) => {
                        let found = place(block.start, found);
                        reached = found.end as usize;
                        places.push(found);
                        continue;
                    }
                    Some(Search::Nothing) => break,
                    Some(Search::GivenUp) | None => {}
                }
                let end = self
                    .longest
                    .map_or(block.end, |longest| (last + longest).min(block.end));
                let input = Input::new(words).range(first - block.start..end - block.start);
                let compiled = self.expression.compiled();
                match compiled.and_then(|compiled| compiled.search(&input)) {
                    // One that begins later may have been cut short; its own literal finds it.
                    Some(found)
                        if self.longest.is_none() || block.start + found.start() <= last =>
                    {
                        let found = place(block.start, found.range());
                        reached = found.end as usize;
                        places.push(found);
                    }
                    Some(_) => break,
                    None => {
                        if self.longest.is_none() {
                            reached = block.end;
                        }
                        break;
                    }
                }
            }
        }
    }
}

enum Search {
    Match(Range<usize>),
    Nothing,
    GivenUp,
}

/// The first match that begins at one of some bytes, both ends included.
fn first_match(quick: &Backtracker, block: &str, starts: Range<usize>) -> Search {
    for start in starts.start..=starts.end {
        if !block.is_char_boundary(start) {
            continue;
        }
        match quick.at(block, start) {
            Tried::Match(end) => return Search::Match(start..end),
            Tried::Nothing => {}
            Tried::GivenUp => return Search::GivenUp,
        }
    }
    Search::Nothing
}

fn block_at(text: &str, at: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let before = bytes.get(..at).unwrap_or(&[]);
    let after = bytes.get(at..).unwrap_or(&[]);
    let start = memrchr(b'\n', before).map_or(0, |end| end + 1);
    let end = memchr(b'\n', after).map_or(bytes.len(), |end| at + end);
    start..end
}

fn place(start: usize, range: Range<usize>) -> Place {
    (start + range.start) as u32..(start + range.end) as u32
}

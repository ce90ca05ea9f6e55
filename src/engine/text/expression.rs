//! Runs a regular expression on a text where its literals allow a match: takes the source and the places of the literals, gives the
//! places that the expression matches, block by block, as if it had been run over every block.

use super::hits::Place;
use super::prefilter::{Needed, folded, lengths, letters, needed};
use memchr::{memchr, memrchr};
use regex_automata::meta::{BuildError, Regex};
use regex_automata::{Anchored, Input};
use regex_syntax::hir::Hir;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

/// The largest that an expression may become, in bytes: what the `regex` crate allows.
const SIZE: usize = 10 << 20;
/// What its states may take while it runs.
const STATES: usize = 2 << 20;

/// A regular expression over folded text.
#[derive(Debug)]
pub(super) struct Expression {
    syntax: Hir,
    /// Compiled when it is first run.
    compiled: OnceLock<Option<Regex>>,
    needed: Option<Needed>,
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
            needed: needed(&syntax),
            longest: lengths(&syntax).1,
            source: source.to_owned(),
            letters: OnceLock::new(),
            syntax,
        })
    }

    /// The literals of which every match holds one; `None`: it may match anywhere.
    pub(super) fn words(&self) -> Option<&BTreeSet<String>> {
        self.needed.as_ref().map(|needed| &needed.words)
    }

    /// Whether it is written with a letter: a cue that begins with one of them is meant to be part of the match.
    pub(super) fn is_written_with(&self, letter: char) -> bool {
        self.letters
            .get_or_init(|| letters(&self.source))
            .contains(&letter)
    }

    fn compiled(&self) -> Option<&Regex> {
        let build = || -> Result<Regex, BuildError> {
            Regex::builder()
                .configure(
                    Regex::config()
                        .nfa_size_limit(Some(SIZE))
                        .hybrid_cache_capacity(STATES)
                        .onepass(false)
                        .auto_prefilter(false),
                )
                .build_from_hir(&self.syntax)
        };
        self.compiled.get_or_init(|| build().ok()).as_ref()
    }

    /// Where it matches, by place. `literals`: where its literals begin, in order.
    pub(super) fn find(&self, text: &str, literals: &[u32]) -> Vec<Place> {
        let mut places = Vec::new();
        let Some(compiled) = self.compiled() else {
            return places;
        };
        match &self.needed {
            None => everywhere(compiled, text, &mut places),
            Some(needed) if needed.is_exact() => {
                at_literals(compiled, text, (literals, needed.behind.0), &mut places);
            }
            Some(needed) => {
                let run = Windows {
                    compiled,
                    text,
                    behind: needed.behind,
                    longest: self.longest,
                };
                run.find(literals, &mut places);
            }
        }
        places
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

/// Every match begins so many bytes before a literal: it is tried there and nowhere else.
fn at_literals(
    compiled: &Regex,
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
        if start < reached.max(block.start) {
            continue;
        }
        let words = text.get(block.clone()).unwrap_or("");
        let input = Input::new(words)
            .range(start - block.start..)
            .anchored(Anchored::Yes);
        if let Some(found) = compiled.search(&input) {
            let found = place(block.start, found.range());
            reached = found.end as usize;
            places.push(found);
        }
    }
}

/// A match begins somewhere before a literal.
struct Windows<'t> {
    compiled: &'t Regex,
    text: &'t str,
    behind: (usize, Option<usize>),
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
                let end = self
                    .longest
                    .map_or(block.end, |longest| (last + longest).min(block.end));
                let input = Input::new(words).range(first - block.start..end - block.start);
                match self.compiled.search(&input) {
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

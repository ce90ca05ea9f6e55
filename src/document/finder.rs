//! Finds where numbers of any style stand: takes the styles' patterns, gives the next place of a number and the styles that match at a
//! place. One table walk answers for all styles together; how a number reads is left to `styles`.

use regex::Regex;
use regex_automata::dfa::dense::{Config, DFA};
use regex_automata::dfa::regex as tables;
use regex_automata::dfa::{Automaton, OverlappingState, StartKind};
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input, MatchKind};
use std::ops::Range;

/// The largest table; patterns that need more are searched for without one.
const LARGEST: usize = 4 << 20;

/// A search for numbers.
#[derive(Debug)]
pub(super) struct Finder {
    search: Search,
    /// Tells which styles match at a place.
    which: Option<DFA<Vec<u32>>>,
}

/// How the next number is found.
#[derive(Debug)]
enum Search {
    Table(Box<tables::Regex<DFA<Vec<u32>>>>),
    /// Where a table would be too large, or cannot tell word ends of other scripts.
    Expression(Option<Regex>),
}

impl Finder {
    /// A finder of the patterns, in order of preference.
    pub(super) fn new(patterns: &[String]) -> Self {
        let whole: Vec<String> = patterns.iter().map(|one| format!("(?:{one})")).collect();
        let whole = whole.join("|");
        let limits = Config::new()
            .dfa_size_limit(Some(LARGEST))
            .determinize_size_limit(Some(LARGEST * 4));
        let table = tables::Builder::new()
            .dense(limits.clone())
            .syntax(syntax::Config::new())
            .build(&whole);
        let search = match table {
            Ok(table) => Search::Table(Box::new(table)),
            Err(_) => Search::Expression(Regex::new(&whole).ok()),
        };
        let which = DFA::builder()
            .configure(
                limits
                    .match_kind(MatchKind::All)
                    .start_kind(StartKind::Anchored),
            )
            .build_many(patterns)
            .ok();
        Self { search, which }
    }

    /// The next place where a number may stand, in bytes of `text`.
    pub(super) fn next(&self, text: &str) -> Option<Range<usize>> {
        match &self.search {
            Search::Table(table) => table.find(text).map(|found| found.range()),
            Search::Expression(found) => found.as_ref()?.find(text).map(|found| found.range()),
        }
    }

    /// The patterns that match at the start of `text`, by place in the list; `None` where only trying each can tell.
    pub(super) fn at_start(&self, text: &str) -> Option<Vec<usize>> {
        let table = self.which.as_ref()?;
        let input = Input::new(text).anchored(Anchored::Yes);
        let mut found = Vec::new();
        let mut state = OverlappingState::start();
        loop {
            table.try_search_overlapping_fwd(&input, &mut state).ok()?;
            let Some(one) = state.get_match() else {
                break;
            };
            found.push(one.pattern().as_usize());
        }
        found.sort_unstable();
        found.dedup();
        Some(found)
    }
}

//! Finds where numbers of any style stand: takes the styles' patterns, gives the next place of a number and the styles that match at a
//! place. One table walk answers for all styles together; how a number reads is left to `styles`.

use super::charset::{LAST, Set};
use regex::Regex;
use regex_automata::dfa::dense::{Config, DFA};
use regex_automata::dfa::regex as tables;
use regex_automata::dfa::{Automaton, StartKind};
use regex_automata::util::primitives::StateID;
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input, MatchKind};

/// The largest table; patterns that need more are searched for without one.
const LARGEST: usize = 4 << 20;

/// A search for numbers.
#[derive(Debug)]
pub(super) struct Finder {
    search: Search,
    /// Tells which styles match at a place.
    which: Option<Table>,
}

/// How the next number is found where not every place is tried.
#[derive(Debug)]
enum Search {
    /// At every character that some number begins with.
    Firsts(Box<Set>),
    Table(Box<tables::Regex<DFA<Vec<u32>>>>),
    /// Where a table would be too large, or cannot tell word ends of other scripts.
    Expression(Option<Regex>),
}

/// A table of patterns that are matched at the start of a text, with the state that it begins in.
#[derive(Debug)]
pub(super) struct Table {
    states: DFA<Vec<u32>>,
    start: StateID,
}

impl Finder {
    /// A finder of the patterns, in order of preference.
    pub(super) fn new(patterns: &[String]) -> Self {
        let which = Table::new(patterns, MatchKind::All);
        let firsts = which.as_ref().and_then(|which| which.firsts(patterns));
        let search = match firsts {
            Some(firsts) => Search::Firsts(Box::new(firsts)),
            None => search(patterns),
        };
        Self { search, which }
    }

    /// The next place where a number may stand, as a byte of `text`.
    pub(super) fn next(&self, text: &str) -> Option<usize> {
        match (&self.search, &self.which) {
            (Search::Firsts(firsts), Some(which)) => {
                let bytes = text.as_bytes();
                let mut from = 0;
                while let Some(at) = firsts.next(text, from) {
                    let rest = bytes.get(at..).unwrap_or(&[]);
                    if which.matches(rest) {
                        return Some(at);
                    }
                    from = at
                        + text
                            .get(at..)
                            .and_then(|rest| rest.chars().next())
                            .map_or(1, char::len_utf8);
                }
                None
            }
            (Search::Firsts(_), None) => None,
            (Search::Table(table), _) => table.find(text).map(|found| found.start()),
            (Search::Expression(found), _) => found.as_ref()?.find(text).map(|found| found.start()),
        }
    }

    /// Calls back with each pattern that matches at the start of `text`, by place in the list; `false` where only trying each can tell.
    pub(super) fn at_start(&self, text: &str, mut found: impl FnMut(usize)) -> bool {
        let Some(which) = &self.which else {
            return false;
        };
        which.walk(text.as_bytes(), |_, state| {
            for one in 0..which.states.match_len(state) {
                found(which.states.match_pattern(state, one).as_usize());
            }
            true
        });
        true
    }
}

/// The search where a number may begin with anything.
fn search(patterns: &[String]) -> Search {
    let whole: Vec<String> = patterns.iter().map(|one| format!("(?:{one})")).collect();
    let whole = whole.join("|");
    let table = tables::Builder::new()
        .dense(limits())
        .syntax(syntax::Config::new())
        .build(&whole);
    match table {
        Ok(table) => Search::Table(Box::new(table)),
        Err(_) => Search::Expression(Regex::new(&whole).ok()),
    }
}

/// How large tables may get.
fn limits() -> Config {
    Config::new()
        .dfa_size_limit(Some(LARGEST))
        .determinize_size_limit(Some(LARGEST * 4))
}

impl Table {
    /// A table of the patterns; `None` where it would be too large, or cannot tell word ends of other scripts.
    pub(super) fn new<P: AsRef<str>>(patterns: &[P], kind: MatchKind) -> Option<Self> {
        let config = limits().match_kind(kind).start_kind(StartKind::Anchored);
        let states = DFA::builder().configure(config).build_many(patterns).ok()?;
        let start = states
            .start_state_forward(&Input::new("").anchored(Anchored::Yes))
            .ok()?;
        Some(Self { states, start })
    }

    /// Whether any pattern matches at the start of a text.
    fn matches(&self, text: &[u8]) -> bool {
        let mut any = false;
        self.walk(text, |_, _| {
            any = true;
            false
        });
        any
    }

    /// The bytes of the match at the start of a text, by the preference of the patterns where that is what the table was made for.
    pub(super) fn length(&self, text: &str) -> Option<usize> {
        let mut length = None;
        self.walk(text.as_bytes(), |end, _| {
            length = Some(end);
            true
        });
        length
    }

    /// Walks from the start of a text and calls back with every end of a match and its state, until `found` says `false`.
    fn walk(&self, text: &[u8], mut found: impl FnMut(usize, StateID) -> bool) {
        let mut state = self.start;
        let mut at = 0;
        loop {
            let byte = text.get(at);
            state = match byte {
                Some(byte) => self.states.next_state(state, *byte),
                None => self.states.next_eoi_state(state),
            };
            if self.states.is_special_state(state) {
                if self.states.is_dead_state(state) {
                    return;
                }
                if self.states.is_match_state(state) && !found(at, state) {
                    return;
                }
            }
            if byte.is_none() {
                return;
            }
            at += 1;
        }
    }

    /// The characters that a number may begin with; `None` where what stands before a number matters too, or nothing need stand there.
    fn firsts(&self, patterns: &[String]) -> Option<Set> {
        for pattern in patterns {
            let read = regex_syntax::parse(pattern).ok()?;
            let known = read.properties();
            if !known.look_set_prefix_any().is_empty() || known.minimum_len() == Some(0) {
                return None;
            }
        }
        let mut set = Set::EMPTY;
        let lives = |state: StateID| !self.states.is_dead_state(state);
        // The 64 characters of a block differ in their last byte only.
        for block in (0..=LAST).step_by(64) {
            let Some(first) = char::from_u32(block) else {
                continue;
            };
            let mut bytes = [0; 4];
            let shared = match first.encode_utf8(&mut bytes).as_bytes() {
                [shared @ .., _] => shared,
                [] => &[],
            };
            let mut state = self.start;
            for byte in shared {
                state = self.states.next_state(state, *byte);
            }
            for c in (block..block + 64)
                .filter_map(char::from_u32)
                .filter(|_| lives(state))
            {
                let last = c.encode_utf8(&mut bytes).bytes().next_back().unwrap_or(0);
                if lives(self.states.next_state(state, last)) {
                    set.add(c);
                }
            }
        }
        Some(set)
    }
}

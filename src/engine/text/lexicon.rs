//! Makes patterns ready for matching: takes the pattern tables, gives one automaton over every literal and the regular
//! expressions with the literal that each of them cannot do without. Finding is left to `hits`.

use super::automaton::Automaton;
use super::prefilter::{letters, needed_literals};
use crate::document::fold::fold;
use crate::ir::text::{Pattern, PatternId, TextTables};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};

/// A pattern ready for matching.
#[derive(Debug)]
pub(super) enum Ready {
    /// A literal of the automaton.
    Literal(u32),
    /// A regular expression.
    Regex(Box<Expression>),
    /// Any of these.
    Any(Vec<PatternId>),
    /// The first, later the second.
    Then(PatternId, PatternId),
    /// Both, so many characters apart at most.
    Near(PatternId, PatternId, Option<u32>),
    /// Matches nothing: an empty literal or an expression that `check` refused.
    Never,
}

/// A regular expression.
#[derive(Debug)]
pub(super) struct Expression {
    /// Compiled.
    pub regex: Regex,
    /// Literals of the automaton of which every match holds one; `None`: it may match anywhere.
    pub needed: Option<Vec<u32>>,
    /// The letters that it is written with: a cue that begins with one of them is meant to be part of the match.
    pub letters: BTreeSet<char>,
}

/// All patterns and the automaton.
#[derive(Debug)]
pub(super) struct Lexicon {
    automaton: Automaton,
    /// The first literals of the automaton are the words that a match may not cut into.
    pub whole: u32,
    patterns: Vec<Ready>,
    ids: BTreeMap<String, u32>,
    /// The literals that expressions need.
    pub needed: BTreeSet<u32>,
}

impl Lexicon {
    /// Makes the patterns ready. `whole`: words that a match may not cut into; `extra`: further literals to look for; `only`: no
    /// other patterns are made ready.
    pub(super) fn new(
        tables: &TextTables,
        whole: &[String],
        extra: &[String],
        only: Option<&BTreeSet<PatternId>>,
    ) -> Self {
        let mut literals = Literals::default();
        for word in whole {
            literals.id(word);
        }
        let count = literals.list.len() as u32;
        for word in extra {
            literals.id(word);
        }
        let patterns = tables
            .patterns
            .iter()
            .zip(0u32..)
            .map(|(pattern, at)| match only {
                Some(only) if !only.contains(&PatternId(at)) => Ready::Never,
                _ => ready(pattern, &mut literals),
            })
            .collect();
        let automaton = Automaton::new(literals.list.iter().map(String::as_str));
        Self {
            automaton,
            whole: count,
            patterns,
            ids: literals.ids,
            needed: literals.needed,
        }
    }

    /// Every occurrence of every literal, overlapping ones too: `(literal, start, end)`, by end.
    pub(super) fn scan(&self, text: &str) -> Vec<(u32, u32, u32)> {
        self.automaton
            .find(text)
            .into_iter()
            .map(|(literal, start, end)| (literal, start as u32, end as u32))
            .collect()
    }

    /// The id of a folded literal.
    pub(super) fn literal(&self, word: &str) -> Option<u32> {
        self.ids.get(word).copied()
    }

    /// The pattern of an id.
    pub(super) fn pattern(&self, id: PatternId) -> &Ready {
        self.patterns.get(id.0 as usize).unwrap_or(&Ready::Never)
    }
}

#[derive(Default)]
struct Literals {
    list: Vec<String>,
    ids: BTreeMap<String, u32>,
    /// Those that expressions need.
    needed: BTreeSet<u32>,
}

impl Literals {
    fn needed(&mut self, word: &str) -> u32 {
        let id = self.id(word);
        self.needed.insert(id);
        id
    }

    fn id(&mut self, word: &str) -> u32 {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let id = self.list.len() as u32;
        self.list.push(word.to_owned());
        self.ids.insert(word.to_owned(), id);
        id
    }
}

fn ready(pattern: &Pattern, literals: &mut Literals) -> Ready {
    match pattern {
        Pattern::Literal(word) => {
            let word = fold(word).text;
            if word.is_empty() {
                return Ready::Never;
            }
            Ready::Literal(literals.id(&word))
        }
        Pattern::Regex(source) => match Regex::new(source) {
            Ok(regex) => Ready::Regex(Box::new(Expression {
                regex,
                needed: needed_literals(source)
                    .map(|words| words.iter().map(|word| literals.needed(word)).collect()),
                letters: letters(source),
            })),
            Err(_) => Ready::Never,
        },
        Pattern::Any(members) => Ready::Any(members.clone()),
        Pattern::Then(first, second) => Ready::Then(*first, *second),
        Pattern::Near(one, other, within) => Ready::Near(*one, *other, *within),
        Pattern::Named(_, inner) => Ready::Any(vec![*inner]),
    }
}

//! Makes patterns ready for matching: takes the pattern tables, gives one automaton over every literal, and for each literal the
//! patterns that it may stand for. Finding is left to `hits`.

use super::automaton::Automaton;
use super::expression::Expression;
use super::words::joins_words;
use crate::document::fold::fold;
use crate::ir::text::{Pattern, PatternId, TextTables};
use std::collections::{BTreeMap, BTreeSet};

/// A pattern ready for matching.
#[derive(Debug)]
pub(super) enum Ready {
    /// A literal of the automaton.
    Literal(u32),
    /// A regular expression, and the sets of literals of the automaton of which every match holds one each.
    Regex(Box<Expression>, Vec<Vec<u32>>),
    /// Any of these.
    Any(Vec<PatternId>),
    /// The first, later the second.
    Then(PatternId, PatternId),
    /// Both, so many characters apart at most.
    Near(PatternId, PatternId, Option<u32>),
    /// Matches nothing: an empty literal or an expression that `check` refused.
    Never,
}

/// How a literal of the automaton begins and ends.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Edges {
    /// It begins with a letter of a script that parts words, so that the letter before it counts.
    pub first: bool,
    /// It ends with one.
    pub last: bool,
    /// How many bytes it has.
    length: u32,
}

/// All patterns and the automaton.
#[derive(Debug)]
pub(super) struct Lexicon {
    automaton: Automaton,
    /// The first literals of the automaton are the words that a match may not cut into.
    pub whole: u32,
    patterns: Vec<Ready>,
    /// Whether a pattern holds a `then` or `near`.
    compound: Vec<bool>,
    ids: BTreeMap<String, u32>,
    /// How each literal begins and ends.
    edges: Vec<Edges>,
    /// By literal: the patterns that it may stand for.
    of_literal: Vec<Vec<u32>>,
    /// By pattern: the patterns that it is a member of.
    of_pattern: Vec<Vec<u32>>,
    /// Expressions that may match anywhere.
    anywhere: Vec<u32>,
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
        let patterns: Vec<Ready> = tables
            .patterns
            .iter()
            .zip(0u32..)
            .map(|(pattern, at)| match only {
                Some(only) if !only.contains(&PatternId(at)) => Ready::Never,
                _ => ready(pattern, &mut literals),
            })
            .collect();
        let mut lexicon = Self {
            automaton: Automaton::new(literals.list.iter().map(String::as_str)),
            whole: count,
            compound: Vec::with_capacity(patterns.len()),
            edges: literals.list.iter().map(|word| edges(word)).collect(),
            of_literal: vec![Vec::new(); literals.list.len()],
            of_pattern: vec![Vec::new(); patterns.len()],
            anywhere: Vec::new(),
            ids: literals.ids,
            patterns,
        };
        lexicon.connect();
        lexicon
    }

    /// Fills what leads from literals to patterns. Members have smaller ids than what holds them.
    fn connect(&mut self) {
        for (at, pattern) in (0u32..).zip(&self.patterns) {
            let holds = |member: &PatternId| self.compound.get(member.0 as usize) == Some(&true);
            let compound = match pattern {
                Ready::Then(..) | Ready::Near(..) => true,
                Ready::Any(members) => members.iter().any(holds),
                _ => false,
            };
            self.compound.push(compound);
            let (literals, members): (&[u32], &[PatternId]) = match pattern {
                Ready::Literal(literal) => (std::slice::from_ref(literal), &[]),
                Ready::Regex(_, needed) => match needed.first() {
                    Some(first) => (first, &[]),
                    None => {
                        self.anywhere.push(at);
                        (&[], &[])
                    }
                },
                Ready::Any(members) => (&[], members),
                Ready::Then(one, other) | Ready::Near(one, other, _) => (&[], &[*one, *other]),
                Ready::Never => (&[], &[]),
            };
            for literal in literals {
                if let Some(of) = self.of_literal.get_mut(*literal as usize) {
                    of.push(at);
                }
            }
            for member in members {
                if let Some(of) = self.of_pattern.get_mut(member.0 as usize) {
                    of.push(at);
                }
            }
        }
    }

    /// Every occurrence of every literal, overlapping ones too, by end: calls back with `(literal, start, end)`.
    pub(super) fn scan(&self, text: &str, found: impl FnMut(u32, u32, u32)) {
        self.automaton.each(text, found);
    }

    /// How many literals there are.
    pub(super) fn literals(&self) -> usize {
        self.edges.len()
    }

    /// The id of a folded literal.
    pub(super) fn literal(&self, word: &str) -> Option<u32> {
        self.ids.get(word).copied()
    }

    /// How a literal begins and ends.
    pub(super) fn edges(&self, literal: u32) -> Edges {
        self.edges
            .get(literal as usize)
            .copied()
            .unwrap_or_default()
    }

    /// How many bytes a literal has.
    pub(super) fn length(&self, literal: u32) -> u32 {
        self.edges(literal).length
    }

    /// The pattern of an id.
    pub(super) fn pattern(&self, id: PatternId) -> &Ready {
        self.patterns.get(id.0 as usize).unwrap_or(&Ready::Never)
    }

    /// How many patterns there are.
    pub(super) fn patterns(&self) -> usize {
        self.patterns.len()
    }

    /// Whether a pattern holds a `then` or `near`.
    pub(super) fn is_compound(&self, id: PatternId) -> bool {
        self.compound.get(id.0 as usize) == Some(&true)
    }

    /// The patterns that may match where a literal stands.
    pub(super) fn of_literal(&self, literal: u32) -> &[u32] {
        self.of_literal
            .get(literal as usize)
            .map_or(&[], Vec::as_slice)
    }

    /// The patterns that hold a pattern.
    pub(super) fn of_pattern(&self, pattern: u32) -> &[u32] {
        self.of_pattern
            .get(pattern as usize)
            .map_or(&[], Vec::as_slice)
    }

    /// The literals that lead to some pattern by themselves.
    pub(super) fn leading(&self) -> impl Iterator<Item = &str> {
        let leads = |id: u32| !self.of_literal(id).is_empty();
        self.ids
            .iter()
            .filter(move |(_, id)| leads(**id))
            .map(|(word, _)| word.as_str())
    }

    /// The patterns that may match without any literal.
    pub(super) fn anywhere(&self) -> &[u32] {
        &self.anywhere
    }
}

fn edges(word: &str) -> Edges {
    Edges {
        first: word.chars().next().is_some_and(joins_words),
        last: word.chars().next_back().is_some_and(joins_words),
        length: word.len() as u32,
    }
}

#[derive(Default)]
struct Literals {
    list: Vec<String>,
    ids: BTreeMap<String, u32>,
}

impl Literals {
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
        Pattern::Regex(source) => match Expression::new(source) {
            Some(expression) => {
                let needed = expression
                    .words()
                    .map(|words| words.iter().map(|word| literals.id(word)).collect())
                    .collect();
                Ready::Regex(Box::new(expression), needed)
            }
            None => Ready::Never,
        },
        Pattern::Any(members) => Ready::Any(members.clone()),
        Pattern::Then(first, second) => Ready::Then(*first, *second),
        Pattern::Near(one, other, within) => Ready::Near(*one, *other, *within),
        Pattern::Named(_, inner) => Ready::Any(vec![*inner]),
    }
}

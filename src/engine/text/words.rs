//! Turns the languages' data into one automaton of cue words: takes the `language` items, gives the words of a stretch of text
//! with what each of them does. What the words together mean is left to `pieces`, `frames` and `polarity`.

use super::automaton::Automaton;
use crate::document::fold::fold;
use crate::ir::lang::{Entry, Language};
use std::collections::BTreeMap;
use std::ops::Range;

/// What a word does; a set, because one word may stand under several keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Roles(u64);

macro_rules! roles {
    ($($name:ident)*) => { roles!(@ 0; $($name)*); };
    (@ $at:expr; $name:ident $($rest:ident)*) => {
        pub(super) const $name: Roles = Roles(1 << ($at));
        roles!(@ $at + 1; $($rest)*);
    };
    (@ $at:expr;) => {};
}

#[allow(missing_docs)]
impl Roles {
    roles! {
        NEGATION WIDE FRESH PROHIBITION PERMISSION CONSENT_VERB OBLIGATION DENIED STOP COMMA SEPARATOR COORDINATOR CONTRAST
        RESTART ANYWHERE SUBJECT CLOSER CLOSER_PERMITS RELATIVE CONDITION WHILE TAIL FINAL VIA STRICT WITHOUT FREE CONSENT
        OPEN CLOSE EXCEPT_TAIL BESIDES SUCH_AS LISTING QUESTION DEFINITION EXAMPLE NON_STATEMENT REPORTED OBJECT POSSESSIVE
        JOINT ANCHOR AND INNER
    }

    /// Both sets.
    pub(super) const fn and(self, other: Roles) -> Roles {
        Roles(self.0 | other.0)
    }

    /// Whether any of `other` is in the set.
    pub(super) const fn has(self, other: Roles) -> bool {
        self.0 & other.0 != 0
    }

    /// Negations, prohibitions, permissions and duties.
    pub(super) const CUE: Roles = Self::NEGATION
        .and(Self::PROHIBITION)
        .and(Self::PERMISSION)
        .and(Self::OBLIGATION);
    /// Cues that make a predicate of their own.
    pub(super) const MODAL: Roles = Self::PROHIBITION
        .and(Self::PERMISSION)
        .and(Self::OBLIGATION);
    /// Cues that deny.
    pub(super) const DENYING: Roles = Self::NEGATION.and(Self::PROHIBITION);
}

/// A word found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// First byte in the whole text.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What it does.
    pub roles: Roles,
}

impl Token {
    /// Whether it does any of these.
    pub(super) fn is(&self, roles: Roles) -> bool {
        self.roles.has(roles)
    }
}

/// The cue words of all loaded languages, and the lists that other readers need.
#[derive(Debug)]
pub(super) struct CueWords {
    automaton: Automaton,
    roles: Vec<Roles>,
    /// The bytes of the longest word.
    longest: usize,
    /// The letters that words begin with which say what a name is, in order.
    sayings: Vec<char>,
    /// Words that a match may not cut into, folded.
    pub whole: Vec<String>,
    /// Pairs of quotation marks.
    pub quotes: Vec<(char, char)>,
    /// Names without meaning that documents bind, folded.
    pub role_names: Vec<String>,
    /// What binds a name, folded.
    pub aliases: Vec<String>,
    /// What a number after it adds to another value, folded.
    pub surcharges: Vec<String>,
    /// What stands after a label that only refers to its value, folded.
    pub references: Vec<String>,
    /// Labels of signing dates, folded.
    pub signing_dates: Vec<String>,
    /// Labels of speakers in transcripts, folded, longest first, with the speaker's name.
    pub speakers: Vec<(String, String)>,
    /// What ends a sentence in a raw text, folded.
    pub sentence_ends: Vec<String>,
}

impl CueWords {
    /// Reads the languages' data.
    pub(super) fn new(languages: &[Language]) -> Self {
        let mut words: BTreeMap<String, Roles> = BTreeMap::new();
        let mut speakers = Vec::new();
        let mut quotes = Vec::new();
        for entry in languages.iter().flat_map(|language| &language.entries) {
            for word in literals(entry) {
                if entry.key == "speaker" {
                    let name = entry.qualifiers.first().cloned().unwrap_or_default();
                    speakers.push((fold(word).text, name));
                } else if entry.key == "quote" {
                    let mut pair = word.chars();
                    quotes.extend(pair.next().zip(pair.next()));
                } else if let Some(roles) = roles_of(entry) {
                    let own = words.entry(fold(word).text).or_default();
                    *own = own.and(roles);
                }
            }
        }
        words.remove("");
        speakers.sort_by(|one, other| {
            (other.0.len(), &one.0, &one.1).cmp(&(one.0.len(), &other.0, &other.1))
        });
        let automaton = Automaton::new(words.keys().map(String::as_str));
        let says = Roles::ANYWHERE.and(Roles::DEFINITION);
        let saying = words.iter().filter(|(_, roles)| roles.has(says));
        // The words are in order, so their first letters are.
        let mut sayings: Vec<char> = saying.filter_map(|(word, _)| word.chars().next()).collect();
        sayings.dedup();
        Self {
            automaton,
            sayings,
            longest: words.keys().map(String::len).max().unwrap_or(0),
            roles: words.into_values().collect(),
            whole: folded(languages, "whole"),
            quotes,
            role_names: folded(languages, "role"),
            aliases: folded(languages, "alias"),
            surcharges: qualified(languages, "surcharge", false),
            references: qualified(languages, "surcharge", true),
            signing_dates: folded(languages, "signing-date"),
            speakers,
            sentence_ends: folded(languages, "sentence-end"),
        }
    }

    /// The words that documents are searched for although no rule asks about them.
    pub(super) fn names(&self) -> Vec<String> {
        let lists = [&self.role_names, &self.aliases, &self.signing_dates];
        lists.into_iter().flatten().cloned().collect()
    }

    /// Whether a letter may begin a word that says what a name is, such as `为` and `是指`.
    pub(super) fn begins_saying(&self, letter: char) -> bool {
        self.sayings.binary_search(&letter).is_ok()
    }

    /// The word that a range of folded text begins with.
    pub(super) fn first(&self, text: &str, range: Range<usize>) -> Option<Token> {
        let mut end = range.end.min(range.start + self.longest);
        while end < range.end && !text.is_char_boundary(end) {
            end += 1;
        }
        let first = self.tokens(text, range.start..end).into_iter().next();
        first.filter(|token| token.start == range.start)
    }

    /// The words of a range of folded text, by place: from the left, of those that start together the longest.
    pub(super) fn tokens(&self, text: &str, range: Range<usize>) -> Vec<Token> {
        let Some(part) = text.get(range.clone()) else {
            return Vec::new();
        };
        let mut found: Vec<Token> = Vec::new();
        self.automaton.each(part, |word, start, end| {
            let token = Token {
                start: range.start + start as usize,
                end: range.start + end as usize,
                roles: self.roles.get(word as usize).copied().unwrap_or_default(),
            };
            // Another word that begins there and is shorter is part of this one.
            if let Some(last) = found.last_mut()
                && last.start == token.start
            {
                if on_boundaries(text, token.start, token.end) {
                    *last = token;
                }
            } else if on_boundaries(text, token.start, token.end) {
                found.push(token);
            }
        });
        found.sort_unstable_by_key(|token| (token.start, usize::MAX - token.end));
        let mut reached = range.start;
        found.retain(|token| {
            let keeps = token.start >= reached;
            if keeps {
                reached = token.end;
            }
            keeps
        });
        found
    }
}

/// Whether a match neither begins nor ends inside a word of a script that parts words; Han text has no such words.
pub(super) fn on_boundaries(text: &str, start: usize, end: usize) -> bool {
    let Some(found) = text.get(start..end) else {
        return false;
    };
    let bytes = found.as_bytes();
    if bytes.first().is_some_and(begins_han) && bytes.iter().nth_back(2).is_some_and(begins_han) {
        return true;
    }
    let before = text.get(..start).and_then(|text| text.chars().next_back());
    let after = text.get(end..).and_then(|text| text.chars().next());
    !joins(before, found.chars().next()) && !joins(found.chars().next_back(), after)
}

/// Whether a byte is the first of a letter of the plain block of Han.
fn begins_han(byte: &u8) -> bool {
    matches!(byte, 0xe4..=0xe9)
}

fn joins(left: Option<char>, right: Option<char>) -> bool {
    left.is_some_and(joins_words) && right.is_some_and(joins_words)
}

/// Whether a character belongs to a word of a script that parts words.
pub(super) fn joins_words(one: char) -> bool {
    match one {
        '\0'..='\x7f' => one.is_ascii_alphanumeric(),
        '\u{4e00}'..='\u{9fff}' => false,
        _ => one.is_alphanumeric() && !is_han(one),
    }
}

/// Whether a character belongs to a script that is written without spaces.
pub(super) fn is_han(one: char) -> bool {
    matches!(one, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

fn literals(entry: &Entry) -> impl Iterator<Item = &str> {
    entry.values.iter().filter_map(|value| match value {
        crate::ir::lang::Value::Literal(word) => Some(word.as_str()),
        crate::ir::lang::Value::Regex(_) => None,
    })
}

fn folded(languages: &[Language], key: &str) -> Vec<String> {
    let mut words: Vec<String> = languages
        .iter()
        .flat_map(|language| language.words(key))
        .map(|word| fold(word).text)
        .filter(|word| !word.is_empty())
        .collect();
    words.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
    words.dedup();
    words
}

/// The folded words of those entries of a key that have a qualifier, or have none.
fn qualified(languages: &[Language], key: &str, with: bool) -> Vec<String> {
    languages
        .iter()
        .flat_map(|language| language.entries(key))
        .filter(|entry| entry.qualifiers.is_empty() != with)
        .flat_map(literals)
        .map(|word| fold(word).text)
        .filter(|word| !word.is_empty())
        .collect()
}

/// What the words of an entry do; `None` where they are no cue words.
fn roles_of(entry: &Entry) -> Option<Roles> {
    let with = |qualifier: &str, roles: Roles| {
        if entry.qualifiers.iter().any(|own| own == qualifier) {
            roles
        } else {
            Roles::default()
        }
    };
    let wide = Roles::WIDE;
    Some(match entry.key.as_str() {
        "negation" => Roles::NEGATION
            .and(with("wide", wide))
            .and(with("fresh", Roles::FRESH)),
        "prohibition" => Roles::PROHIBITION.and(wide),
        "permission" => Roles::PERMISSION
            .and(wide)
            .and(with("consent", Roles::CONSENT_VERB)),
        "obligation" => Roles::OBLIGATION.and(wide),
        "denied" => Roles::DENIED.and(Roles::NEGATION),
        "look-alike" => Roles::default(),
        "stop" => Roles::STOP,
        "comma" => Roles::COMMA,
        "separator" => Roles::SEPARATOR,
        "coordinator" if entry.qualifiers.iter().any(|own| own == "and") => Roles::AND,
        "coordinator" => Roles::COORDINATOR,
        "contrast" => Roles::CONTRAST,
        "restart" => Roles::RESTART.and(with("anywhere", Roles::ANYWHERE)),
        "subject" => Roles::SUBJECT,
        "closer" => Roles::CLOSER.and(with("permission", Roles::CLOSER_PERMITS)),
        "relative" => Roles::RELATIVE,
        "condition" => Roles::CONDITION.and(with("while", Roles::WHILE)),
        "condition-tail" => Roles::TAIL.and(with("final", Roles::FINAL)),
        "via" => Roles::VIA.and(with("strict", Roles::STRICT)),
        "without" => Roles::WITHOUT.and(with("free", Roles::FREE.and(Roles::NEGATION))),
        "consent" => Roles::CONSENT,
        "exception" => with("open", Roles::OPEN)
            .and(with("close", Roles::CLOSE))
            .and(with("tail", Roles::EXCEPT_TAIL)),
        "besides" => Roles::BESIDES,
        "such-as" => Roles::SUCH_AS,
        "listing" => Roles::LISTING,
        "question" => Roles::QUESTION.and(with("inner", Roles::INNER)),
        "definition" => Roles::DEFINITION,
        "example" => Roles::EXAMPLE,
        "non-statement" => Roles::NON_STATEMENT,
        "reported" => Roles::REPORTED,
        "object-marker" => Roles::OBJECT,
        "possessive" => Roles::POSSESSIVE,
        "joint" => Roles::JOINT,
        "list-anchor" => Roles::ANCHOR,
        _ => return None,
    })
}

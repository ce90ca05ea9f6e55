//! Matches an expression at one place by trying its ways one after the other: takes the syntax tree, gives the same match as the
//! automaton that `expression` falls back to. It keeps no states, so that hundreds of expressions do not crowd each other out of
//! the processor's cache; what takes too many steps is left to the automaton.

use super::firsts::{Choice, Firsts};
use regex_syntax::hir::{Class, Hir, HirKind, Look};

/// So many steps are taken at one place; more are left to the automaton.
const STEPS: u32 = 4000;
/// Nor are more of them taken inside one another.
const DEEPEST: u32 = 256;

/// An expression made ready.
#[derive(Debug)]
pub(super) struct Backtracker(Node);

#[derive(Debug)]
enum Node {
    Literal(Box<str>),
    Letter(Letters),
    Repeat {
        least: u32,
        most: u32,
        greedy: bool,
        what: Box<Node>,
        /// The letters that what follows begins with, where they are known.
        next: Option<Box<[char]>>,
    },
    All(Vec<Node>),
    Any(Vec<Node>, Choice),
    /// The start and the end of the text.
    Start,
    End,
    /// The start or end of a word.
    Edge,
}

/// A class of characters.
#[derive(Debug)]
struct Letters {
    ascii: u128,
    ranges: Box<[(char, char)]>,
}

impl Letters {
    fn has(&self, one: char) -> bool {
        if one.is_ascii() {
            return self.ascii & (1 << u32::from(one)) != 0;
        }
        let at = self.ranges.partition_point(|(_, last)| *last < one);
        self.ranges.get(at).is_some_and(|(first, _)| *first <= one)
    }
}

/// What a try came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tried {
    /// A match that ends at this byte.
    Match(usize),
    /// No match begins here.
    Nothing,
    /// It was given up.
    GivenUp,
}

impl Backtracker {
    /// Makes an expression ready; `None` where it asks for what only the automaton knows.
    pub(super) fn new(expression: &Hir) -> Option<Self> {
        node(expression).map(Self)
    }

    /// The match that begins at a byte of a text.
    pub(super) fn at(&self, text: &str, at: usize) -> Tried {
        let mut run = Run {
            text,
            steps: STEPS,
            depth: 0,
        };
        let mut end = None;
        let matched = run.go(&self.0, at, &mut |_, reached| {
            end = Some(reached);
            true
        });
        match (matched, end) {
            _ if run.steps == 0 => Tried::GivenUp,
            (true, Some(end)) => Tried::Match(end),
            _ => Tried::Nothing,
        }
    }
}

impl Node {
    fn firsts(&self) -> Firsts {
        match self {
            Node::Literal(word) => match word.chars().next() {
                Some(first) => Firsts::of(&[(first, first)]),
                None => Firsts::nothing(),
            },
            Node::Letter(letters) => Firsts::of(&letters.ranges),
            Node::Repeat { least, what, .. } => what.firsts().or_nothing(*least == 0),
            Node::All(parts) => firsts_of(parts),
            Node::Any(ways, _) => {
                let ways = ways.iter().map(Node::firsts);
                ways.reduce(Firsts::or).unwrap_or_else(Firsts::nothing)
            }
            Node::Start | Node::End | Node::Edge => Firsts::nothing(),
        }
    }
}

fn firsts_of(parts: &[Node]) -> Firsts {
    parts
        .iter()
        .fold(Firsts::nothing(), |all, part| all.then(|| part.firsts()))
}

/// Parts one after the other, each repetition told what follows on it.
fn all(mut parts: Vec<Node>) -> Node {
    for at in 1..parts.len() {
        let (before, rest) = parts.split_at_mut(at);
        if let Some(Node::Repeat { next, .. }) = before.last_mut() {
            *next = firsts_of(rest).told();
        }
    }
    Node::All(parts)
}

fn node(expression: &Hir) -> Option<Node> {
    Some(match expression.kind() {
        HirKind::Empty => Node::All(Vec::new()),
        HirKind::Literal(literal) => Node::Literal(std::str::from_utf8(&literal.0).ok()?.into()),
        HirKind::Class(Class::Unicode(class)) => {
            let ranges = class.ranges().iter();
            let ranges: Box<[(char, char)]> = ranges.map(|one| (one.start(), one.end())).collect();
            let mut ascii = 0;
            for one in ('\0'..='\x7f').filter(|one| {
                ranges
                    .iter()
                    .any(|(first, last)| first <= one && one <= last)
            }) {
                ascii |= 1 << u32::from(one);
            }
            Node::Letter(Letters { ascii, ranges })
        }
        HirKind::Repetition(times) => {
            // A round without letters would go round for ever.
            if times
                .sub
                .properties()
                .minimum_len()
                .is_none_or(|least| least == 0)
            {
                return None;
            }
            Node::Repeat {
                least: times.min,
                most: times.max.unwrap_or(u32::MAX),
                greedy: times.greedy,
                what: Box::new(node(&times.sub)?),
                next: None,
            }
        }
        HirKind::Capture(group) => node(&group.sub)?,
        HirKind::Concat(parts) => all(parts.iter().map(node).collect::<Option<_>>()?),
        HirKind::Alternation(ways) => {
            let ways: Vec<Node> = ways.iter().map(node).collect::<Option<_>>()?;
            u16::try_from(ways.len()).ok()?;
            let firsts: Vec<Firsts> = ways.iter().map(Node::firsts).collect();
            Node::Any(ways, Choice::new(&firsts))
        }
        HirKind::Look(Look::Start) => Node::Start,
        HirKind::Look(Look::End) => Node::End,
        HirKind::Look(Look::WordUnicode) => Node::Edge,
        HirKind::Look(_) | HirKind::Class(Class::Bytes(_)) => return None,
    })
}

/// What is to be matched behind a node: takes the place that it reached.
type Then<'t> = dyn FnMut(&mut Run<'_>, usize) -> bool + 't;

struct Run<'t> {
    text: &'t str,
    /// How many steps are left; at none every way fails.
    steps: u32,
    /// How many are open.
    depth: u32,
}

impl Run<'_> {
    fn go(&mut self, node: &Node, at: usize, then: &mut Then<'_>) -> bool {
        self.steps = self.steps.saturating_sub(1);
        if self.depth == DEEPEST {
            self.steps = 0;
        }
        if self.steps == 0 {
            return false;
        }
        self.depth += 1;
        let matched = self.one(node, at, then);
        self.depth -= 1;
        matched
    }

    fn one(&mut self, node: &Node, at: usize, then: &mut Then<'_>) -> bool {
        match node {
            Node::Literal(word) => {
                let rest = self.text.as_bytes().get(at..).unwrap_or(&[]);
                rest.starts_with(word.as_bytes()) && then(self, at + word.len())
            }
            Node::Letter(letters) => match self.letter(letters, at) {
                Some(next) => then(self, next),
                None => false,
            },
            Node::Start => at == 0 && then(self, at),
            Node::End => at == self.text.len() && then(self, at),
            Node::Edge => self.is_edge(at) && then(self, at),
            Node::Any(ways, choice) => {
                let letter = self.next(at);
                let tried = choice.before(letter).iter();
                let mut tried = tried.filter_map(|way| ways.get(usize::from(*way)));
                tried.any(|way| self.go(way, at, then))
            }
            Node::All(parts) => self.all(parts, at, then),
            Node::Repeat {
                least,
                most,
                greedy,
                what,
                next,
            } => match &**what {
                Node::Letter(letters) => {
                    let next = next.as_deref();
                    self.letters(letters, (*least, *most), *greedy, at, &mut |run, end| {
                        let told = next.is_none_or(|next| {
                            let letter = run.next(end);
                            letter.is_some_and(|letter| next.binary_search(&letter).is_ok())
                        });
                        told && then(run, end)
                    })
                }
                what => self.rounds(what, (*least, *most), *greedy, at, then),
            },
        }
    }

    fn all(&mut self, parts: &[Node], at: usize, then: &mut Then<'_>) -> bool {
        match parts.split_first() {
            None => then(self, at),
            Some((only, [])) => self.go(only, at, then),
            Some((first, rest)) => self.go(first, at, &mut |run, at| run.all(rest, at, then)),
        }
    }

    fn is_edge(&self, at: usize) -> bool {
        let in_word = |one: Option<char>| {
            one.is_some_and(|one| regex_syntax::try_is_word_character(one).unwrap_or(false))
        };
        let (before, after) = self.text.split_at_checked(at).unwrap_or_default();
        in_word(before.chars().next_back()) != in_word(after.chars().next())
    }

    /// The letter at a place.
    fn next(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    fn letter(&self, letters: &Letters, at: usize) -> Option<usize> {
        let one = self.next(at)?;
        letters.has(one).then(|| at + one.len_utf8())
    }

    /// A class again and again: its ends are walked, no rounds kept.
    fn letters(
        &mut self,
        letters: &Letters,
        (least, most): (u32, u32),
        greedy: bool,
        at: usize,
        then: &mut Then<'_>,
    ) -> bool {
        let mut end = at;
        let mut count = 0;
        while count < least {
            let Some(next) = self.letter(letters, end) else {
                return false;
            };
            (end, count) = (next, count + 1);
        }
        if !greedy {
            loop {
                if then(self, end) {
                    return true;
                }
                match self.letter(letters, end).filter(|_| count < most) {
                    Some(next) if self.steps > 0 => (end, count) = (next, count + 1),
                    _ => return false,
                }
            }
        }
        let first = end;
        while count < most
            && let Some(next) = self.letter(letters, end)
        {
            (end, count) = (next, count + 1);
            self.steps = self.steps.saturating_sub(1);
            if self.steps == 0 {
                return false;
            }
        }
        loop {
            if then(self, end) {
                return true;
            }
            if end == first || self.steps == 0 {
                return false;
            }
            end -= 1;
            while !self.text.is_char_boundary(end) {
                end -= 1;
            }
        }
    }

    fn rounds(
        &mut self,
        what: &Node,
        (least, most): (u32, u32),
        greedy: bool,
        at: usize,
        then: &mut Then<'_>,
    ) -> bool {
        if most == 0 {
            return then(self, at);
        }
        let left = (least.saturating_sub(1), most.saturating_sub(1));
        let ends = |run: &mut Self, then: &mut Then<'_>| least == 0 && then(run, at);
        if !greedy && ends(self, then) {
            return true;
        }
        let again = self.go(what, at, &mut |run, next| {
            run.rounds(what, left, greedy, next, then)
        });
        again || (greedy && ends(self, then))
    }
}

#[cfg(test)]
mod tests {
    use super::{Backtracker, Tried};

    /// Every expression at every place of every text matches as the automaton has it.
    #[test]
    fn matches_like_the_automaton() {
        let sources = [
            "(?:泄露|披露)[^,。]{0,4}(?:信息|资料)(?:的|$)",
            "向[^。]{0,6}?法院|向",
            "(?:ab|a)(?:bc|c)?[0-9]{1,2}日?",
            "(?:[0-9]+(?:[.][0-9]+)?|一点[一二])倍",
            "^(?:a|b){2,3}?c?",
            "(?:ab?)+c",
            r"(?i)\bab\b|\b(?:c|日)",
        ];
        let texts = [
            "泄露甲乙信息的,披露资料",
            "向甲法院向。法院",
            "abc12日ac3",
            "1.5倍一点二倍12倍",
            "ababc",
            "aabababc",
            "ab c,ab日 日",
        ];
        for source in sources {
            let syntax = regex_syntax::parse(source).ok();
            let ours = syntax.as_ref().and_then(Backtracker::new);
            let Ok(theirs) = regex_automata::meta::Regex::new(source) else {
                continue;
            };
            for text in texts {
                for (at, _) in text.char_indices() {
                    let input = regex_automata::Input::new(text)
                        .range(at..)
                        .anchored(regex_automata::Anchored::Yes);
                    let expected = theirs
                        .search(&input)
                        .map_or(Tried::Nothing, |found| Tried::Match(found.end()));
                    let told = ours.as_ref().map(|ours| ours.at(text, at));
                    assert_eq!(told, Some(expected), "{source} in {text} at {at}");
                }
            }
        }
    }
}

//! Cuts one sentence into sub-clauses and brackets: takes its words, gives pieces, how each follows on the one before, and
//! the brackets that hold them. Which cue reaches where is left to `polarity`.

use super::words::{CueWords, Roles, Token};
use std::ops::Range;

/// Brackets inside more brackets than this are read as plain text.
const DEEPEST: usize = 8;

/// A sub-clause: a stretch without a break of its own level of brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// First byte in the whole text.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The bracket that holds it; 0 for the sentence itself.
    pub group: usize,
    /// The piece from which cues may go on into this one.
    pub prev: Option<usize>,
    /// Counts the stretches between two stops: pieces of one section belong to one statement.
    pub section: usize,
}

/// A pair of brackets, or the sentence itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// What holds it.
    pub parent: Option<usize>,
    /// First byte inside.
    pub start: usize,
    /// One past the last byte inside.
    pub end: usize,
}

/// A sentence taken apart.
#[derive(Debug, Clone)]
pub(super) struct Anatomy {
    /// Its range in the whole text.
    pub range: Range<usize>,
    /// Its cue words, by place.
    pub tokens: Vec<Token>,
    /// Its pieces, by group and place.
    pub pieces: Vec<Piece>,
    /// Its brackets; the first is the sentence.
    pub groups: Vec<Group>,
    /// The innermost bracket of every word.
    group_of: Vec<usize>,
}

struct Open {
    group: usize,
    start: usize,
    prev: Option<usize>,
    section: usize,
    /// The piece that opens a list by a word such as `下列` and a colon: every member goes on from it.
    header: Option<usize>,
    anchored: bool,
    colon: bool,
}

impl Open {
    fn new(group: usize, start: usize) -> Self {
        Self {
            group,
            start,
            prev: None,
            section: 0,
            header: None,
            anchored: false,
            colon: false,
        }
    }
}

/// The sign in `0.05%` and `10,000元` parts nothing.
fn inside_number(text: &str, token: &Token) -> bool {
    let before = text.get(..token.start).unwrap_or("");
    let after = text.get(token.end..).unwrap_or("");
    before.ends_with(|one: char| one.is_ascii_digit())
        && after.starts_with(|one: char| one.is_ascii_digit())
}

impl Anatomy {
    /// Takes a sentence apart.
    pub(super) fn new(words: &CueWords, text: &str, range: Range<usize>) -> Self {
        let mut anatomy = Self {
            tokens: words.tokens(text, range.clone()),
            pieces: Vec::new(),
            groups: vec![Group {
                parent: None,
                start: range.start,
                end: range.end,
            }],
            group_of: Vec::new(),
            range: range.clone(),
        };
        let mut stack = vec![Open::new(0, range.start)];
        let mut at = 0;
        let mut covered = range.start;
        for (offset, one) in text.get(range.clone()).unwrap_or("").char_indices() {
            let here = range.start + offset;
            if let Some(token) = anatomy.tokens.get(at).copied()
                && token.start <= here
            {
                at += 1;
                covered = token.end;
                let stops = token.is(Roles::STOP);
                if (stops || token.is(Roles::COMMA)) && !inside_number(text, &token) {
                    anatomy.cut(&mut stack, token, stops);
                }
                if token.is(Roles::ANCHOR)
                    && let Some(open) = stack.last_mut()
                {
                    open.anchored = true;
                }
                continue;
            }
            if here < covered {
                continue;
            }
            match one {
                '(' if stack.len() < DEEPEST => {
                    let parent = stack.last().map(|open| open.group);
                    anatomy.groups.push(Group {
                        parent,
                        start: here + 1,
                        end: range.end,
                    });
                    stack.push(Open::new(anatomy.groups.len() - 1, here + 1));
                }
                ')' if stack.len() > 1 => anatomy.close(&mut stack, here),
                ':' => {
                    if let Some(open) = stack.last_mut() {
                        open.colon |= open.anchored;
                    }
                }
                _ => {}
            }
        }
        while !stack.is_empty() {
            anatomy.close(&mut stack, range.end);
        }
        anatomy.group_of = anatomy
            .tokens
            .iter()
            .map(|token| anatomy.innermost(token.start))
            .collect();
        anatomy
    }

    fn cut(&mut self, stack: &mut [Open], token: Token, stops: bool) {
        let Some(open) = stack.last_mut() else { return };
        let own = self.pieces.len();
        self.pieces.push(Piece {
            start: open.start,
            end: token.start,
            group: open.group,
            prev: open.prev,
            section: open.section,
        });
        open.start = token.end;
        if open.colon {
            open.header.get_or_insert(own);
        }
        if stops {
            open.prev = open.header;
            if open.header.is_none() {
                open.section += 1;
            }
        } else {
            open.prev = Some(own);
        }
    }

    fn close(&mut self, stack: &mut Vec<Open>, end: usize) {
        let Some(open) = stack.pop() else { return };
        self.pieces.push(Piece {
            start: open.start.min(end),
            end,
            group: open.group,
            prev: open.prev,
            section: open.section,
        });
        if let Some(group) = self.groups.get_mut(open.group) {
            group.end = end;
        }
    }

    /// The pieces that hold a place, from the sentence's own down to the innermost bracket's.
    pub(super) fn chain(&self, place: usize) -> Vec<usize> {
        let mut chain = Vec::new();
        let mut group = self.innermost(place);
        let mut place = place;
        loop {
            let held = self.pieces.iter().position(|piece| {
                piece.group == group && place <= piece.end && place >= piece.start
            });
            chain.extend(held);
            let Some(Group {
                parent: Some(parent),
                start,
                ..
            }) = self.groups.get(group)
            else {
                break;
            };
            place = start.saturating_sub(1);
            group = *parent;
        }
        chain.reverse();
        chain
    }

    /// The innermost piece that holds a place.
    pub(super) fn piece_at(&self, place: usize) -> Option<usize> {
        self.chain(place).pop()
    }

    /// The innermost bracket that holds a place.
    pub(super) fn innermost(&self, place: usize) -> usize {
        self.groups
            .iter()
            .enumerate()
            .filter(|(_, group)| group.start <= place && place < group.end)
            .map(|(at, _)| at)
            .next_back()
            .unwrap_or(0)
    }

    /// The words of a piece itself, without those of brackets inside it.
    pub(super) fn tokens_of(&self, piece: &Piece) -> impl Iterator<Item = (usize, &Token)> {
        let (start, end, group) = (piece.start, piece.end, piece.group);
        let first = self.tokens.partition_point(|token| token.start < start);
        self.tokens
            .iter()
            .enumerate()
            .skip(first)
            .take_while(move |(_, token)| token.start < end)
            .filter(move |(at, _)| self.group_of.get(*at) == Some(&group))
    }

    /// The piece that goes on from this one over a comma.
    pub(super) fn next(&self, piece: usize) -> Option<usize> {
        let at = self
            .pieces
            .iter()
            .position(|next| next.prev == Some(piece))?;
        let section = self.pieces.get(piece)?.section;
        (self.pieces.get(at)?.section == section).then_some(at)
    }

    /// From the start of the section that holds the piece to its end.
    pub(super) fn section_range(&self, piece: usize) -> Range<usize> {
        let Some(own) = self.pieces.get(piece) else {
            return self.range.clone();
        };
        let same = |other: &&Piece| other.group == own.group && other.section == own.section;
        let start = self.pieces.iter().find(same).map_or(own.start, |p| p.start);
        let end = self.pieces.iter().rfind(same).map_or(own.end, |p| p.end);
        start..end
    }

    /// Whether a piece ends at this place, but for space and closing marks.
    pub(super) fn ends_at(&self, text: &str, piece: &Piece, place: usize) -> bool {
        text.get(place..piece.end).is_some_and(|rest| {
            rest.chars()
                .all(|one| one.is_whitespace() || is_closing(one))
        })
    }
}

/// Marks that close what was opened and say nothing themselves.
pub(super) fn is_closing(one: char) -> bool {
    matches!(
        one,
        '”' | '’' | '"' | '\'' | '」' | '』' | ')' | '》' | '】' | ']' | '。' | '.' | ';'
    )
}

//! Decides which cues of one sentence reach a place: takes its anatomy and frames, gives the cues in order, outermost first.
//! What they amount to together is left to `polarity`.

use super::frames::{Frame, Frames};
use super::pieces::{Anatomy, Piece};
use super::words::{CueWords, Roles, Token};
use std::ops::Range;

/// A stretch of at most so many characters is a member of a list even where a comma stands for `、`.
const FRAGMENT: usize = 4;

/// A cue goes on over at most so many commas.
const FARTHEST: usize = 16;

/// A cue that reaches a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cue {
    /// What it does: of [`Roles::CUE`].
    pub roles: Roles,
    /// Its words in the text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// It comes over a comma or from a list header.
    pub carried: bool,
}

/// How a piece begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    /// With a subject of its own: no cue comes in.
    Subject,
    /// With a word that tells of a new statement: no denial comes in; a permission or a duty may.
    Statement,
    /// In the middle of a statement.
    GoesOn,
}

impl Start {
    fn lets(self, cue: &Cue) -> bool {
        match self {
            Start::Subject => false,
            Start::Statement => !cue.roles.has(Roles::DENYING),
            Start::GoesOn => true,
        }
    }
}

/// One sentence ready for questions.
#[derive(Debug)]
pub(super) struct Sentence<'a> {
    /// The whole folded text.
    pub text: &'a str,
    /// The cue words.
    pub words: &'a CueWords,
    /// Its parts.
    pub anatomy: &'a Anatomy,
    /// Its frames.
    pub frames: &'a Frames,
    /// Where parties are named in the text, by place.
    pub named: &'a [Range<usize>],
}

impl Sentence<'_> {
    /// The cues that reach a place, outermost first. Inside a frame only the frame's own count.
    pub(super) fn reaching(&self, place: usize, within: Option<&Frame>) -> Vec<Cue> {
        let floor = within.map_or(0, |frame| frame.range.start);
        let chain = self.anatomy.chain(place);
        let mut cues = Vec::new();
        for (at, &index) in chain.iter().enumerate() {
            let inner = chain
                .get(at + 1)
                .and_then(|inner| self.anatomy.pieces.get(*inner))
                .and_then(|inner| self.anatomy.groups.get(inner.group));
            let limit = inner.map_or(place, |group| group.start.saturating_sub(1));
            let mut own = self.carried(index, place, floor, 0);
            self.walk(index, limit, place, floor, &mut own);
            if at > 0
                && let Some(piece) = self.anatomy.pieces.get(index)
            {
                self.begin(piece, &mut cues);
            }
            cues.append(&mut own);
        }
        cues
    }

    /// Takes the words of a piece up to `limit` into the cues that reach its end.
    fn walk(&self, index: usize, limit: usize, place: usize, floor: usize, cues: &mut Vec<Cue>) {
        let Some(piece) = self.anatomy.pieces.get(index) else {
            return;
        };
        let joined = self.begins_with(piece, Roles::COORDINATOR);
        let mut before: Option<Token> = None;
        for (at, token) in self.words_before(piece, limit) {
            let token = &token;
            let foreign =
                self.frames.frames.iter().any(|frame| {
                    frame.range.contains(&token.start) && !frame.range.contains(&place)
                });
            if foreign || token.start < floor || self.frames.spent.contains(&at) {
                continue;
            }
            let after = before
                .filter(|before| {
                    self.text
                        .get(before.end..token.start)
                        .is_some_and(|gap| gap.trim().is_empty())
                })
                .filter(|before| !before.is(Roles::CUE))
                .map_or(Roles::default(), |before| before.roles);
            let added = after.has(Roles::AND.and(Roles::BESIDES));
            let parted = after.has(
                Roles::SEPARATOR
                    .and(Roles::COORDINATOR)
                    .and(Roles::AND)
                    .and(Roles::BESIDES),
            );
            before = Some(*token);
            if token.is(Roles::CONTRAST) || (added && token.is(Roles::SUBJECT)) {
                cues.clear();
            } else if added && token.is(Roles::RESTART) {
                cues.retain(|cue| !cue.roles.has(Roles::DENYING));
            }
            if token.is(Roles::CLOSER) {
                cues.clear();
                if token.is(Roles::CLOSER_PERMITS) {
                    cues.push(cue(token, Roles::PERMISSION));
                }
                continue;
            }
            if token.is(Roles::RELATIVE) {
                self.end_relative(token, cues);
            }
            if !token.is(Roles::CUE)
                || (token.is(Roles::CONSENT_VERB) && !self.governs(token, piece))
            {
                continue;
            }
            if parted || token.is(Roles::FRESH) {
                cues.clear();
            } else if token.is(Roles::MODAL) || !joined {
                cues.retain(|cue| !cue.carried);
            }
            cues.push(cue(token, token.roles));
        }
        for &from in &self.frames.permitted_from {
            if piece.start <= from && from <= limit.min(piece.end) && from >= floor && from <= place
            {
                cues.push(Cue {
                    roles: Roles::PERMISSION.and(Roles::WIDE),
                    start: from,
                    end: from,
                    carried: false,
                });
            }
        }
    }

    /// The words of a piece that end before a place. Of a word that runs into it (`不承担` before `承担保密`) the words in its part
    /// before the place.
    fn words_before(&self, piece: &Piece, limit: usize) -> Vec<(usize, Token)> {
        let mut found = Vec::new();
        for (at, token) in self.anatomy.tokens_of(piece) {
            if token.end <= limit {
                found.push((at, *token));
            } else if token.start < limit {
                let part = self.words.tokens(self.text, token.start..limit);
                found.extend(part.into_iter().map(|token| (usize::MAX, token)));
            } else {
                break;
            }
        }
        found
    }

    /// `未还款的客户`: the negation belongs to the clause that describes the noun, unless a party-object marker follows it.
    fn end_relative(&self, token: &Token, cues: &mut Vec<Cue>) {
        let Some(at) = cues.iter().rposition(|cue| cue.roles.has(Roles::DENYING)) else {
            return;
        };
        let marked = cues.get(at).is_some_and(|cue| {
            self.anatomy.tokens.iter().any(|other| {
                other.is(Roles::OBJECT) && cue.end <= other.start && other.start < token.start
            })
        });
        if !marked {
            cues.remove(at);
        }
    }

    /// A verb of consent governs what follows it; `取得乙方同意` with nothing after it is a noun.
    fn governs(&self, token: &Token, piece: &Piece) -> bool {
        !self.anatomy.ends_at(self.text, piece, token.end)
            || self.opens_statement(token, piece)
            || self
                .text
                .get(token.end..)
                .is_some_and(|rest| rest.starts_with(':'))
    }

    /// `乙方同意，甲方…`: nothing but a party and a few words before it.
    fn opens_statement(&self, token: &Token, piece: &Piece) -> bool {
        let Some(before) = self.text.get(piece.start..token.start) else {
            return false;
        };
        let short = before.chars().count() <= 12;
        let alone = self.anatomy.tokens_of(piece).all(|(_, other)| {
            other.start >= token.start
                || !other.is(Roles::VIA
                    .and(Roles::WITHOUT)
                    .and(Roles::CUE)
                    .and(Roles::CONDITION))
        });
        let subject = self
            .named
            .iter()
            .any(|named| piece.start <= named.start && named.end <= token.start)
            || self.begins_with(piece, Roles::SUBJECT);
        short && alone && subject
    }

    /// The cues that come into a piece from the one before it.
    fn carried(&self, index: usize, place: usize, floor: usize, depth: usize) -> Vec<Cue> {
        let Some(piece) = self.anatomy.pieces.get(index) else {
            return Vec::new();
        };
        let Some(before) = piece.prev.filter(|_| depth < FARTHEST) else {
            return Vec::new();
        };
        let Some(last) = self.anatomy.pieces.get(before) else {
            return Vec::new();
        };
        let mut cues = self.carried(before, place, floor, depth + 1);
        self.walk(before, last.end, place, floor, &mut cues);
        if self.begins_with(piece, Roles::CONTRAST) {
            return Vec::new();
        }
        let start = self.start_of(piece);
        let joined = self.begins_with(piece, Roles::COORDINATOR);
        let added = self.begins_with(piece, Roles::AND);
        let short = self.is_fragment(piece) || (self.is_fragment(last) && last.prev.is_some());
        cues.retain(|cue| {
            let consents = cue.roles.has(Roles::CONSENT_VERB)
                && self.anatomy.ends_at(self.text, last, cue.end);
            let denial_ends = added && cue.roles.has(Roles::DENYING);
            let goes_on = cue.roles.has(Roles::WIDE) || joined || short;
            consents || (start.lets(cue) && !denial_ends && goes_on)
        });
        for cue in &mut cues {
            cue.carried = true;
        }
        cues
    }

    fn is_fragment(&self, piece: &Piece) -> bool {
        let words = self.text.get(piece.start..piece.end).unwrap_or("");
        words.trim().chars().count() <= FRAGMENT
            && self
                .anatomy
                .tokens_of(piece)
                .all(|(_, token)| !token.is(Roles::CUE.and(Roles::TAIL)))
    }

    fn begins_with(&self, piece: &Piece, roles: Roles) -> bool {
        self.first_word(piece).is_some_and(|word| word.is(roles))
    }

    /// The word that a piece begins with.
    fn first_word(&self, piece: &Piece) -> Option<Token> {
        let (_, token) = self.anatomy.tokens_of(piece).next()?;
        let gap = self.text.get(piece.start..token.start)?;
        gap.trim().is_empty().then_some(*token)
    }

    /// Takes out the cues that the start of a piece ends.
    fn begin(&self, piece: &Piece, cues: &mut Vec<Cue>) {
        let start = self.start_of(piece);
        cues.retain(|cue| start.lets(cue));
    }

    /// Whether a new statement begins with the piece: a subject of its own, or a word that tells so.
    fn start_of(&self, piece: &Piece) -> Start {
        let mut start = piece.start;
        let mut tokens = self
            .anatomy
            .tokens_of(piece)
            .map(|(_, token)| *token)
            .peekable();
        let joining = Roles::COORDINATOR
            .and(Roles::AND)
            .and(Roles::BESIDES)
            .and(Roles::CONTRAST);
        let mut joined = false;
        while let Some(token) = tokens.peek().copied() {
            let gap = self.text.get(start..token.start).unwrap_or("");
            if !gap.trim().is_empty() || !token.is(joining) || token.is(Roles::CUE) {
                break;
            }
            joined |= token.is(Roles::COORDINATOR);
            start = token.end;
            tokens.next();
        }
        let space = self.text.get(start..piece.end).unwrap_or("");
        start += space.len() - space.trim_start().len();
        let named = self.named.iter().any(|named| named.start == start);
        let first = tokens.peek().copied().filter(|token| token.start == start);
        if named || first.is_some_and(|token| token.is(Roles::SUBJECT)) {
            return Start::Subject;
        }
        let told =
            first.is_some_and(|token| token.is(Roles::RESTART) && !token.is(Roles::ANYWHERE));
        match !joined && (told || tokens.any(|token| token.is(Roles::ANYWHERE))) {
            true => Start::Statement,
            false => Start::GoesOn,
        }
    }
}

fn cue(token: &Token, roles: Roles) -> Cue {
    Cue {
        roles,
        start: token.start,
        end: token.end,
        carried: false,
    }
}

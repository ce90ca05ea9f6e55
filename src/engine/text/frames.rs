//! Finds the stretches of one sentence that are not its main statement: conditions, exceptions, and what is only mentioned.
//! Takes the sentence's anatomy and where parties are named; what a pattern there amounts to is left to `polarity`.

use super::pieces::{Anatomy, Piece};
use super::words::{Roles, Token};
use std::ops::Range;

/// What a stretch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FrameKind {
    /// A condition.
    Condition,
    /// A condition that names a way, `经乙方同意`; the parties in it do not act.
    Via,
    /// A condition that is denied, `未经乙方同意`; with `true`: and not needed, `无需乙方同意`.
    Without(bool),
    /// An exception. `Some(true)`: to a denial; `Some(false)`: to anything else; `None`: the list header decides.
    Exception(Option<bool>),
    /// A term being defined, an example, another's words, a quoted sentence, a label without content, a question.
    Mention,
}

/// A stretch that is not the main statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Frame {
    /// What it is.
    pub kind: FrameKind,
    /// Its words, without the one that opens it.
    pub range: Range<usize>,
}

/// The frames of a sentence.
#[derive(Debug, Clone, Default)]
pub(super) struct Frames {
    /// By the order of discovery; of those that hold a place the shortest is the innermost.
    pub frames: Vec<Frame>,
    /// Tokens that are no cues here although the language says so, by index.
    pub spent: Vec<usize>,
    /// Places from which on everything is permitted: after `无需您同意`.
    pub permitted_from: Vec<usize>,
}

impl Frames {
    /// Finds the frames. `named`: where parties are named, by place.
    pub(super) fn new(anatomy: &Anatomy, text: &str, named: &[Range<usize>]) -> Self {
        let mut finder = Finder {
            anatomy,
            text,
            named,
            out: Frames::default(),
        };
        for (at, token) in anatomy.tokens.iter().enumerate() {
            finder.condition(at, *token);
            finder.via(at, *token);
        }
        finder.tails();
        for (at, token) in anatomy.tokens.iter().enumerate() {
            finder.exception(at, *token);
        }
        let mut frames = finder.out;
        frames
            .frames
            .extend(super::mentions::mentions(anatomy, text));
        frames
    }

    /// The frames that hold a place, innermost first.
    pub(super) fn holding(&self, place: usize) -> Vec<&Frame> {
        let mut held: Vec<&Frame> = self
            .frames
            .iter()
            .filter(|frame| frame.range.contains(&place))
            .collect();
        held.sort_by_key(|frame| frame.range.len());
        held
    }
}

/// Gathers the frames of one sentence.
pub(super) struct Finder<'a> {
    /// The sentence.
    pub anatomy: &'a Anatomy,
    /// The whole text.
    pub text: &'a str,
    /// Where parties are named.
    pub named: &'a [Range<usize>],
    /// What was found so far.
    pub out: Frames,
}

impl<'a> Finder<'a> {
    /// Takes a frame in that a word opens; where nothing follows the word, as in a list header, the frame is the word itself.
    pub(super) fn open(&mut self, kind: FrameKind, head: Token, end: usize) {
        let rest = self.text.get(head.end..end).unwrap_or("");
        match rest.trim_matches([' ', ':']).is_empty() {
            true => self.push(kind, head.start..head.end),
            false => self.push(kind, head.end..end),
        }
    }

    /// Takes a frame in, unless it is empty.
    pub(super) fn push(&mut self, kind: FrameKind, range: Range<usize>) {
        if range.start < range.end {
            self.out.frames.push(Frame { kind, range });
        }
    }

    /// The words of the same piece after a token.
    fn after(&self, at: usize, piece: &Piece) -> Vec<(usize, Token)> {
        self.anatomy
            .tokens_of(piece)
            .filter(|(other, _)| *other > at)
            .map(|(other, token)| (other, *token))
            .collect()
    }

    /// The piece that holds a token.
    pub(super) fn piece_of(&self, token: Token) -> Option<(usize, &'a Piece)> {
        let at = self.anatomy.piece_at(token.start)?;
        Some((at, self.anatomy.pieces.get(at)?))
    }

    /// `如P，`, `在P时`, `if P,`.
    fn condition(&mut self, at: usize, token: Token) {
        if !token.is(Roles::CONDITION) {
            return;
        }
        let Some((index, piece)) = self.piece_of(token) else {
            return;
        };
        let after = self.after(at, piece);
        if token.is(Roles::WHILE) {
            // `乙方在还款日未还款的，` is a condition as a whole: its tail belongs to the sub-clause, not to the `在` inside it.
            let tail = after.iter().find(|(_, other)| self.is_tail(*other, piece));
            if let Some((_, tail)) = tail.filter(|(_, tail)| !tail.is(Roles::FINAL)) {
                self.push(FrameKind::Condition, token.end..tail.end);
            }
            return;
        }
        if token.is(Roles::SUCH_AS) && self.lists_examples(token, piece, &after) {
            return;
        }
        let own_main = after.iter().find_map(|(_, other)| {
            if other.is(Roles::CLOSER) {
                return Some(other.start);
            }
            let modal = other.is(Roles::MODAL) && !other.is(Roles::CONSENT_VERB);
            let subject = self.named.iter().find(|named| {
                modal
                    && self
                        .text
                        .get(named.end..other.start)
                        .is_some_and(|gap| gap.trim().is_empty())
            })?;
            let before = self.text.get(token.end..subject.start)?;
            (before.trim().chars().count() > 2).then_some(subject.start)
        });
        let end = own_main.unwrap_or_else(|| self.condition_end(index));
        self.open(FrameKind::Condition, token, end);
    }

    /// How far a condition goes on over commas: with `或`, `且`, or up to a `的，`.
    pub(super) fn condition_end(&self, mut index: usize) -> usize {
        loop {
            let Some(piece) = self.anatomy.pieces.get(index) else {
                return 0;
            };
            let Some(next) = self.anatomy.next(index) else {
                return piece.end;
            };
            if self.ends_in_tail(piece) {
                return piece.end;
            }
            let joined = self.anatomy.pieces.get(next).is_some_and(|next| {
                self.starts_with(next, Roles::COORDINATOR.and(Roles::AND))
                    && !self.has_statement(next)
            });
            match (joined, self.tail_ahead(next)) {
                (true, _) => index = next,
                (false, Some(end)) => return end,
                (false, None) => return piece.end,
            }
        }
    }

    /// Where one of the next three pieces ends in `的`, with no statement of its own on the way.
    fn tail_ahead(&self, mut index: usize) -> Option<usize> {
        for _ in 0..3 {
            let piece = self.anatomy.pieces.get(index)?;
            if self.has_statement(piece) {
                return None;
            }
            let last = self.anatomy.tokens_of(piece).last()?.1;
            if last.is(Roles::FINAL) && last.end == piece.end && self.anatomy.next(index).is_some()
            {
                return Some(piece.end);
            }
            index = self.anatomy.next(index)?;
        }
        None
    }

    fn has_statement(&self, piece: &Piece) -> bool {
        self.anatomy.tokens_of(piece).any(|(_, token)| {
            token.is(Roles::CONTRAST) || (token.is(Roles::MODAL) && !token.is(Roles::CONSENT_VERB))
        })
    }

    /// Whether a piece begins with a word that does any of these.
    pub(super) fn starts_with(&self, piece: &Piece, roles: Roles) -> bool {
        self.anatomy
            .tokens_of(piece)
            .next()
            .is_some_and(|(_, token)| {
                token.is(roles)
                    && self
                        .text
                        .get(piece.start..token.start)
                        .is_some_and(|gap| gap.trim().is_empty())
            })
    }

    fn is_tail(&self, token: Token, piece: &Piece) -> bool {
        token.is(Roles::TAIL) && (!token.is(Roles::FINAL) || token.end == piece.end)
    }

    fn ends_in_tail(&self, piece: &Piece) -> bool {
        self.anatomy
            .tokens_of(piece)
            .last()
            .is_some_and(|(_, token)| token.is(Roles::TAIL) && token.end == piece.end)
    }

    /// `如短信、电话等方式`: `如` means *such as* there.
    fn lists_examples(&self, token: Token, piece: &Piece, after: &[(usize, Token)]) -> bool {
        let tail = after.iter().any(|(_, other)| self.is_tail(*other, piece));
        let names = self.named.iter().any(|named| named.start == token.end);
        let bracket = piece.group != 0 && piece.start == token.start;
        let lists = after
            .iter()
            .any(|(_, other)| other.is(Roles::LISTING) || (bracket && other.is(Roles::SEPARATOR)));
        lists && !tail && !names
    }

    /// `经乙方同意`, `未经乙方同意`, `without your consent`.
    fn via(&mut self, at: usize, token: Token) {
        let without = token.is(Roles::WITHOUT);
        if !without && !token.is(Roles::VIA) {
            return;
        }
        let Some((index, piece)) = self.piece_of(token) else {
            return;
        };
        let after = self.after(at, piece);
        let (end, consented) = self.via_end(token, piece, &after);
        let free = token.is(Roles::FREE);
        if !consented && (token.is(Roles::STRICT) || free || (without && token.is(Roles::NEGATION)))
        {
            return;
        }
        self.out.spent.push(at);
        if without {
            self.push(FrameKind::Without(free), token.end..end);
            if free {
                self.out.permitted_from.push(end);
            }
        } else {
            // over a comma only with `或`: the rest of `经电话催收，乙方仍不还款的` is caught by its tail
            let end = if end == piece.end {
                self.condition_end(index)
            } else {
                end
            };
            self.push(FrameKind::Via, token.end..end);
        }
    }

    fn via_end(&self, head: Token, piece: &Piece, after: &[(usize, Token)]) -> (usize, bool) {
        let mut consent: Option<usize> = None;
        for (_, token) in after {
            let gap = self
                .text
                .get(consent.unwrap_or(head.end)..token.start)
                .unwrap_or("");
            if let Some(end) = consent {
                let joins = token.is(Roles::SEPARATOR)
                    || token.is(Roles::COORDINATOR)
                    || token.is(Roles::CONSENT);
                match gap.trim().is_empty() {
                    true if token.is(Roles::TAIL) => return (token.end, true),
                    true if joins => {
                        if token.is(Roles::CONSENT) {
                            consent = Some(token.end);
                        } else if !after
                            .iter()
                            .any(|(_, next)| next.is(Roles::CONSENT) && next.start == token.end)
                        {
                            return (end, true);
                        } else {
                            consent = Some(token.end);
                        }
                        continue;
                    }
                    _ => return (end, true),
                }
            }
            if token.is(Roles::CONSENT) {
                consent = Some(token.end);
            } else if token.is(Roles::TAIL) && !token.is(Roles::FINAL) {
                return (token.end, false);
            } else if token.is(Roles::CLOSER.and(Roles::CONTRAST).and(Roles::WITHOUT))
                || (token.is(Roles::MODAL) && !token.is(Roles::CONSENT_VERB))
            {
                return (token.start, false);
            }
        }
        (consent.unwrap_or(piece.end), consent.is_some())
    }

    /// `P的，`, `P时，`, and `P后甲方…` without a comma.
    fn tails(&mut self) {
        for (index, piece) in self.anatomy.pieces.iter().enumerate() {
            let tokens: Vec<Token> = self
                .anatomy
                .tokens_of(piece)
                .map(|(_, token)| *token)
                .collect();
            let goes_on = self.anatomy.next(index).is_some();
            for (at, tail) in tokens
                .iter()
                .enumerate()
                .filter(|(_, token)| token.is(Roles::TAIL))
            {
                let last = tail.end == piece.end && goes_on;
                let main = !tail.is(Roles::FINAL)
                    && (self.named.iter().any(|named| named.start == tail.end)
                        || tokens.get(at + 1).is_some_and(|next| {
                            next.start == tail.end
                                && next.is(Roles::SUBJECT.and(Roles::MODAL).and(Roles::CLOSER))
                        }));
                let framed = self.out.frames.iter().any(|frame| {
                    frame.range.contains(&(tail.end - 1)) && frame.range.end <= tail.end
                });
                if (last || main) && !framed {
                    self.push(FrameKind::Condition, piece.start..tail.end);
                }
            }
        }
    }
}

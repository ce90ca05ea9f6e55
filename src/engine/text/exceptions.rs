//! Finds the exceptions of one sentence: takes its anatomy and the conditions found, gives frames that tell what they are exceptions to.

use super::frames::{Finder, FrameKind};
use super::words::{Roles, Token};
use std::ops::Range;

impl<'a> Finder<'a> {
    /// `除P外，`, `但P除外`, `except P`.
    pub(super) fn exception(&mut self, at: usize, token: Token) {
        let Some((index, piece)) = self.piece_of(token) else {
            return;
        };
        let section = self.anatomy.section_range(index);
        if token.is(Roles::OPEN) {
            let close = self
                .anatomy
                .tokens
                .iter()
                .skip(at + 1)
                .find(|other| other.is(Roles::CLOSE) && section.contains(&other.start));
            let Some(close) = close else {
                let range = token.end..self.condition_end(index).min(section.end);
                let before = self.denies(section.start..token.start, true);
                let main = before.or_else(|| self.denies(range.end..section.end, false));
                return self.open(FrameKind::Exception(main), token, range.end);
            };
            let rest = close.end..section.end;
            let adds = self
                .main_words(rest.clone())
                .any(|word| word.is(Roles::BESIDES));
            if adds {
                return;
            }
            let main = self
                .denies(rest, false)
                .or_else(|| self.denies(section.start..token.start, true));
            self.push(FrameKind::Exception(main), token.end..close.start);
        } else if token.is(Roles::EXCEPT_TAIL) {
            let mut from = index;
            let mut start = piece.start;
            while let Some(own) = self.anatomy.pieces.get(from) {
                let first = self.anatomy.tokens_of(own).next().map(|(_, first)| *first);
                if let Some(first) = first.filter(|_| self.starts_with(own, Roles::CONTRAST)) {
                    start = first.end;
                    break;
                }
                match own.prev {
                    Some(prev) => from = prev,
                    None => break,
                }
            }
            let main = self
                .denies(section.start..start, true)
                .or_else(|| self.denies(self.anatomy.range.start..start, true));
            self.push(FrameKind::Exception(main), start..token.start);
        }
    }

    /// The words of a stretch that stand in no frame.
    fn main_words(&self, range: Range<usize>) -> impl Iterator<Item = &'a Token> {
        self.anatomy
            .tokens
            .iter()
            .enumerate()
            .filter(move |(at, token)| {
                range.contains(&token.start)
                    && !self.out.spent.contains(at)
                    && self
                        .out
                        .frames
                        .iter()
                        .all(|frame| !frame.range.contains(&token.start))
            })
            .map(|(_, token)| token)
    }

    /// Whether the main statement in a stretch is a denial: by the sub-clause of its last cue if the exception follows it, else by
    /// that of its first that is no duty. `None` where it has no cue.
    fn denies(&self, range: Range<usize>, last: bool) -> Option<bool> {
        let cues: Vec<&Token> = self
            .main_words(range)
            .filter(|token| token.is(Roles::CUE))
            .collect();
        let deciding = if last {
            cues.last()
        } else {
            cues.iter()
                .find(|cue| !cue.is(Roles::OBLIGATION))
                .or_else(|| cues.first())
        }?;
        let piece = self.anatomy.piece_at(deciding.start);
        Some(
            cues.iter()
                .any(|cue| cue.is(Roles::DENYING) && self.anatomy.piece_at(cue.start) == piece),
        )
    }
}

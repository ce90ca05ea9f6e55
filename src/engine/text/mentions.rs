//! Finds the stretches of one sentence that state nothing: terms being defined, examples, labels without content, another's
//! words, quoted sentences and questions. Takes the sentence's anatomy; conditions and exceptions are left to `frames`.

use super::frames::{Frame, FrameKind};
use super::pieces::{Anatomy, is_closing};
use super::words::{Roles, Token};
use std::ops::Range;

/// A term longer than this many characters is a statement, whatever follows it.
const LONGEST_TERM: usize = 40;

/// A label is at most so many characters long.
const LONGEST_LABEL: usize = 12;

/// The stretches that state nothing, but for quotations.
pub(super) fn mentions(anatomy: &Anatomy, text: &str) -> Vec<Frame> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for token in &anatomy.tokens {
        let Some(index) = anatomy.piece_at(token.start) else {
            continue;
        };
        let Some(piece) = anatomy.pieces.get(index) else {
            continue;
        };
        if token.is(Roles::DEFINITION) {
            found.extend(term(anatomy, text, *token, index));
        }
        if token.is(Roles::EXAMPLE) {
            found.push(token.end..anatomy.section_range(index).end);
        }
        if token.is(Roles::NON_STATEMENT) {
            found.push(piece.start..piece.end);
        }
        if token.is(Roles::REPORTED) {
            found.push(token.end..anatomy.range.end);
        }
        if token.is(Roles::INNER) {
            found.push(token.end..piece.end);
        } else if token.is(Roles::QUESTION) && ends(text, token.end, anatomy.range.end) {
            found.push(anatomy.range.clone());
        }
    }
    found.extend(denied_label(anatomy, text));
    found
        .into_iter()
        .filter(|range| range.start < range.end)
        .map(|range| Frame {
            kind: FrameKind::Mention,
            range,
        })
        .collect()
}

/// `法律援助:本公司不提供法律援助`: a label before a denial is only the topic of it. Where the denial is all that follows the label
/// (`法律援助:无`), it denies the label itself.
fn denied_label(anatomy: &Anatomy, text: &str) -> Option<Range<usize>> {
    let piece = anatomy.pieces.iter().find(|piece| piece.group == 0)?;
    let label = text.get(piece.start..piece.end)?.find(':')? + piece.start;
    let words = text.get(piece.start..label)?;
    let first = anatomy.tokens.iter().find(|token| token.is(Roles::CUE))?;
    let topic = words.trim().chars().count() <= LONGEST_LABEL
        && first.start > label
        && anatomy
            .tokens
            .iter()
            .all(|token| !token.is(Roles::ANCHOR) || token.start > label);
    let holder = anatomy.pieces.get(anatomy.piece_at(first.start)?)?;
    (topic && first.is(Roles::DENYING) && !anatomy.ends_at(text, holder, first.end))
        .then_some(piece.start..label)
}

/// The term before `是指`: its piece up to there, or the piece before where `是指` begins its own.
fn term(anatomy: &Anatomy, text: &str, token: Token, index: usize) -> Option<Range<usize>> {
    let piece = anatomy.pieces.get(index)?;
    let opens = text.get(piece.start..token.start)?.trim().is_empty();
    let start = match piece.prev {
        Some(prev) if opens => anatomy.pieces.get(prev)?.start,
        _ => piece.start,
    };
    let words = text.get(start..token.start)?;
    (words.chars().count() <= LONGEST_TERM).then_some(start..token.start)
}

fn ends(text: &str, from: usize, to: usize) -> bool {
    text.get(from..to).is_some_and(|rest| {
        rest.chars()
            .all(|one| one.is_whitespace() || is_closing(one) || one == '?' || one == '!')
    })
}

/// The quotations of a text that hold whole sentences: those with a stop inside. A quoted word is plain text.
pub(super) fn quotations(
    text: &str,
    quotes: &[(char, char)],
    stops: &[String],
) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, one) in text.char_indices() {
        if one == '\n' {
            open = None;
            continue;
        }
        match open {
            Some((start, close)) if one == close => {
                let words = text.get(start..at).unwrap_or("");
                if stops.iter().any(|stop| words.contains(stop.as_str())) {
                    found.push(start..at);
                }
                open = None;
            }
            Some(_) => {}
            None => {
                open = quotes
                    .iter()
                    .find(|(first, _)| *first == one)
                    .map(|(_, close)| (at + one.len_utf8(), *close));
            }
        }
    }
    found
}

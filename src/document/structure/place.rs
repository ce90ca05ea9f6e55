//! Decides where a piece belongs: takes the open containers and a piece, gives how many of them stay open around it.

use super::frames::Kind;
use super::join::Piece;
use super::nest::Nest;
use super::titles::is_titular;
use super::view::View;
use crate::document::lines::Shape;
use crate::document::number::{Key, Number};
use smallvec::smallvec;

/// The key of list items that have a mark instead of a number.
pub(super) const BULLET: Key = (usize::MAX, 1, '•');

/// Chooses among the numbers that a piece may have and gives how many containers stay open around it.
pub(super) fn place(nest: &Nest<'_>, piece: &Piece) -> (Number, usize) {
    let succeeds = |number: &&Number| successor(nest, number).is_some();
    let number = piece
        .numbers
        .iter()
        .find(succeeds)
        .or_else(|| piece.numbers.iter().find(|number| number.is_first()))
        .or_else(|| piece.numbers.first())
        .cloned()
        .unwrap_or(Number {
            style: 0,
            path: smallvec![1],
            range: piece.range.start..piece.range.start,
            closes: ' ',
        });
    let keep = keep(nest, piece, &number);
    (number, keep)
}

/// The open container whose number a number follows directly.
fn successor(nest: &Nest<'_>, number: &Number) -> Option<usize> {
    let (&last, prefix) = number.path.split_last()?;
    nest.frames.iter().rposition(|frame| {
        frame.key == Some(number.key())
            && frame
                .path
                .split_last()
                .is_some_and(|(&own, same)| same == prefix && own + 1 == last)
    })
}

fn keep(nest: &Nest<'_>, piece: &Piece, number: &Number) -> usize {
    let frames = &nest.frames;
    let all = frames.len();
    let outer = frames
        .iter()
        .position(|frame| frame.kind != Kind::Section)
        .unwrap_or(all);
    let style = nest.view.styles.style(number);
    let roles = style.map(|style| style.roles).unwrap_or_default();
    let rank = style.map_or(9, |style| style.rank);
    let strong = roles.is_strong();
    let level = match piece.shape {
        Shape::Heading(level) => level,
        _ => 0,
    };
    // Headings that the format marks close what lies under headings as deep.
    let marked = frames
        .iter()
        .position(|frame| level > 0 && frame.marked >= level && frame.key != Some(number.key()));
    let limit = marked.unwrap_or(all);
    if let Some(at) = successor(nest, number) {
        return at;
    }
    if roles.section && (!roles.clause || nest.sections.contains(&number.key())) {
        // A numbered section stays within sections of lower rank and within headings that the format marks as higher.
        return frames
            .iter()
            .position(|frame| {
                frame.kind != Kind::Section
                    || (frame.key.is_some() && frame.rank >= rank)
                    || (frame.key.is_none()
                        && (frame.marked == 0 || frame.marked >= level.max(1))
                        && level > 0)
                    || (frame.key.is_none() && frame.marked == 0)
            })
            .unwrap_or(all)
            .min(limit);
    }
    if strong {
        return outer.min(limit);
    }
    let same = frames
        .iter()
        .rposition(|frame| frame.key == Some(number.key()));
    let top = frames.last();
    let opened = top.is_some_and(|top| top.opens.is_some() && !top.contract);
    if number.path.len() > 1 {
        let decimal = |at: usize| {
            frames
                .get(at)
                .is_some_and(|frame| !frame.strong && matches!(frame.key, Some((_, _, '.' | '、'))))
        };
        let parent = number
            .path
            .split_last()
            .map_or(&[][..], |(_, parent)| parent);
        if let Some(at) = (0..all).rev().find(|&at| {
            decimal(at)
                && frames
                    .get(at)
                    .is_some_and(|frame| frame.path.as_slice() == parent)
        }) {
            return at + 1;
        }
        if let Some(at) = (0..all).find(|&at| {
            decimal(at)
                && frames
                    .get(at)
                    .is_some_and(|frame| frame.path.len() >= number.path.len())
        }) {
            return at;
        }
    }
    if let Some(at) = same {
        // A list that begins anew under its own words lies deeper, even in a style that is open already.
        if number.is_first() && opened {
            return all;
        }
        let earlier = frames.iter().rposition(|frame| {
            frame.key == Some(number.key())
                && frame.path.last().is_some_and(|&last| last < number.value())
        });
        return earlier.unwrap_or(at).min(limit);
    }
    if piece.depth > 0 {
        return frames
            .iter()
            .position(|frame| frame.depth >= piece.depth)
            .unwrap_or(all);
    }
    if opened {
        return all;
    }
    let learned = nest
        .learned
        .iter()
        .find(|(known, _)| *known == number.key());
    let learned = learned.and_then(|(_, parent)| *parent);
    if let Some(at) =
        learned.and_then(|parent| frames.iter().rposition(|frame| frame.key == Some(parent)))
    {
        return at + 1;
    }
    let below = |from: usize| {
        frames
            .iter()
            .enumerate()
            .skip(from)
            .find(|(_, frame)| {
                frame.kind == Kind::Item && (frame.rank >= rank || frame.key == Some(BULLET))
            })
            .map_or(all, |(at, _)| at)
    };
    let nested = match frames.get(outer) {
        None => return all.min(limit),
        Some(clause) => match clause.kind {
            Kind::Plain => !roles.clause,
            _ => clause.strong || !roles.clause || clause.rank < rank,
        },
    };
    if nested {
        below(outer).min(limit)
    } else {
        outer.min(limit)
    }
}

/// Where a list item without a number belongs.
pub(super) fn bullet(nest: &Nest<'_>, piece: &Piece) -> usize {
    let all = nest.frames.len();
    let beside = |frame: &super::frames::Frame| {
        if piece.depth > 0 {
            frame.depth >= piece.depth
        } else {
            frame.implied || (frame.key == Some(BULLET) && frame.indent >= piece.indent)
        }
    };
    nest.frames.iter().position(beside).unwrap_or(all)
}

/// Where a paragraph or a row without a number belongs.
pub(super) fn text(nest: &Nest<'_>, piece: &Piece) -> usize {
    let frames = &nest.frames;
    let mut keep = frames
        .iter()
        .position(|frame| frame.depth > piece.depth)
        .unwrap_or(frames.len());
    if piece.depth > 0 {
        return keep;
    }
    while let Some(frame) = keep.checked_sub(1).and_then(|at| frames.get(at)) {
        let governed = keep
            .checked_sub(2)
            .and_then(|at| frames.get(at))
            .is_some_and(|parent| parent.opens.is_some());
        // What follows a list that its words have opened speaks for the clause again, unless it is set in deeper or the item is unfinished.
        let list = governed || frame.key == Some(BULLET) || frame.implied;
        if frame.kind != Kind::Item || !list || frame.paused || piece.indent > frame.indent + 1 {
            break;
        }
        keep -= 1;
    }
    keep
}

/// Where a heading without a number opens a section; `None` where it only titles what follows inside an open clause.
pub(super) fn heading(nest: &Nest<'_>, level: u8, after: Option<&Piece>) -> Option<usize> {
    let frames = &nest.frames;
    let outer = frames
        .iter()
        .position(|frame| frame.kind != Kind::Section)
        .unwrap_or(frames.len());
    if level > 0 {
        let keep = frames.iter().position(|frame| {
            frame.marked >= level || (frame.marked == 0 && frame.kind != Kind::Section)
        });
        let keep = keep.unwrap_or(frames.len());
        let inside = frames
            .get(..keep)
            .unwrap_or(&[])
            .iter()
            .any(|frame| frame.kind != Kind::Section);
        return (!inside).then_some(keep);
    }
    // In plain text a short line inside a numbered clause titles a new section only if the next clause follows at once.
    let clause = frames.get(outer).filter(|frame| frame.kind == Kind::Clause);
    let leaves = after.is_some_and(|after| {
        after.numbers.iter().any(|number| {
            let style = nest.view.styles.style(number);
            let outer = |rank| style.is_some_and(|style| number.is_first() && style.rank < rank);
            clause.is_some_and(|clause| clause.key == Some(number.key()) || outer(clause.rank))
                || nest.view.styles.is_strong(number)
        })
    });
    let untitled = frames
        .iter()
        .position(|frame| frame.kind == Kind::Section && frame.key.is_none() && frame.marked == 0);
    (clause.is_none() || leaves).then(|| untitled.unwrap_or(outer).min(outer))
}

/// The styles that may number sections or clauses and number sections in this document: titles, with numbered pieces under them.
pub(super) fn sections(view: View<'_>, pieces: &[Piece], contents: &[bool]) -> Vec<Key> {
    let mut tally: Vec<(Key, usize, usize, usize)> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let Some(number) = piece
            .numbers
            .first()
            .filter(|_| !contents.get(at).copied().unwrap_or(false))
        else {
            continue;
        };
        let dual = view
            .styles
            .style(number)
            .is_some_and(|style| style.roles.section && style.roles.clause);
        if !dual {
            continue;
        }
        let titular = is_titular(view, view.words(piece.body(&view.folded.text)))
            || matches!(piece.shape, Shape::Heading(_));
        let next = pieces.get(at + 1).and_then(|next| next.numbers.first());
        let parent = next.is_some_and(|next| {
            next.key() != number.key() && next.is_first() || next.path.len() > 1
        });
        let parent = parent || next.is_some_and(|next| view.styles.is_strong(next));
        let place = tally.iter().position(|one| one.0 == number.key());
        let place = place.unwrap_or_else(|| {
            tally.push((number.key(), 0, 0, 0));
            tally.len() - 1
        });
        if let Some(one) = tally.get_mut(place) {
            one.1 += 1;
            one.2 += usize::from(titular);
            one.3 += usize::from(titular && parent);
        }
    }
    tally
        .into_iter()
        .filter(|&(_, all, titular, parents)| titular * 2 > all && parents > 0)
        .map(|(key, ..)| key)
        .collect()
}

//! Tells titles from text: takes pieces, says which line titles the document, which lines are headings and which only list the
//! contents. Where a heading belongs is left to `nest`.

use super::join::Piece;
use super::view::View;
use crate::document::charset::{Words, is_numeric};
use crate::document::lines::{Gap, Shape};
use crate::document::survey::columns;
use crate::source::floor_boundary;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The widest heading, in columns.
const WIDEST: usize = 48;

/// The longest heading in bytes: no character takes more than three a column.
const LONGEST: usize = WIDEST * 3;

/// The widest title that is a sentence of its own before the text, in columns and in words.
const BRIEF: (usize, usize) = (16, 3);

/// What makes a brief sentence more than a title: who acts, what is done, what is denied.
static ACTS: Words = Words::new(&[
    "不",
    "无",
    "免",
    "禁",
    "、",
    "甲方",
    "乙方",
    "丙方",
    "我",
    "您",
    "人应",
    "提供",
    "收取",
    "采取",
    "承担",
    "负责",
    "保证",
    "承诺",
    "no ",
    "not ",
    "we ",
    "you ",
    "lender ",
    "borrower ",
]);

/// How many pieces from the start the document's title is looked for in.
const EARLY: usize = 8;

/// Words that make a statement of a line that is short enough for a heading.
static STATES: Words = Words::new(&[
    "应当",
    "不得",
    "可以",
    "有权",
    "无权",
    "必须",
    "严禁",
    "禁止将",
    "视为",
    "同意将",
    " shall ",
    " may ",
    " must ",
    " will ",
    " is ",
    " are ",
    "__",
    "【",
    "{{",
]);

/// Signs and digits that no heading holds, and that most text does.
const STOPS: [bool; 256] = {
    let mut stops = [false; 256];
    let signs = b",;:!?|=%$0123456789";
    let mut at = 0;
    while at < signs.len() {
        stops[signs[at] as usize] = true;
        at += 1;
    }
    stops
};

/// Whether words read like a title: short, without a stop, a label or a number.
pub(super) fn is_titular(view: View<'_>, words: &str) -> bool {
    let words = words.trim();
    if words.len() > LONGEST {
        return false;
    }
    !words.is_empty()
        && !words.bytes().any(|byte| STOPS[usize::from(byte)])
        && !words.contains(['。', '¥'])
        && columns(words) <= WIDEST
        && words.contains(|c| matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_alphabetic())
        && !view.closes(words)
        && !STATES.any_in(words)
}

/// The title in brackets that a numbered piece begins with: `【催收方式】`.
pub(super) fn bracketed(view: View<'_>, body: &Range<usize>) -> Option<Range<usize>> {
    let words = view.words(body.clone());
    let title = words.strip_prefix('【')?;
    let end = title.find('】')?;
    let length = '【'.len_utf8() + end + '】'.len_utf8();
    let titular = title
        .get(..end)
        .is_some_and(|title| is_titular(view, title));
    titular.then(|| body.start..body.start + length)
}

/// The title that a numbered clause begins with as a sentence of its own: `3. Collection. If …`, `第八条 催收。乙方逾期的…`. One that
/// denies something states it.
pub(super) fn sentenced(view: View<'_>, body: &Range<usize>) -> Option<Range<usize>> {
    let words = view.words(body.clone());
    let start = words.get(..floor_boundary(words, LONGEST))?;
    let stop = |at: &usize| {
        start
            .get(*at..)
            .is_some_and(|rest| rest.starts_with(['。', '.']))
    };
    let end = memchr::memchr2_iter(b'.', 0xe3, start.as_bytes()).find(stop)?;
    let (title, rest) = words.split_at_checked(end)?;
    let (columns, count) = match title.is_ascii() {
        true => (BRIEF.0 * 2, title.split_whitespace().count()),
        false => (BRIEF.0, 1),
    };
    let short = self::columns(title) <= columns && count <= BRIEF.1 && !ACTS.any_in(title);
    let goes_on = rest.chars().skip(1).any(View::is_word);
    (short && goes_on && is_titular(view, title)).then(|| {
        let stop = rest.chars().next().map_or(0, char::len_utf8);
        body.start..body.start + end + stop
    })
}

/// Whether a piece without a number is a heading, judged by itself and its neighbours.
pub(super) fn is_heading(
    view: View<'_>,
    before: Option<&Piece>,
    piece: &Piece,
    after: Option<&Piece>,
) -> bool {
    if piece.shape != Shape::Text || piece.gap == Gap::Soft || piece.depth > 0 {
        return false;
    }
    let words = view.words(piece.range.clone());
    if !is_titular(view, words) {
        return false;
    }
    let inside = before.is_some_and(|before| {
        piece.gap == Gap::Line
            && view
                .words(before.range.clone())
                .ends_with([';', ':', ',', '、'])
    });
    let Some(after) = after.filter(|_| !inside) else {
        return false;
    };
    match after.shape {
        Shape::Row | Shape::Heading(_) => true,
        Shape::Bullet => after.gap == Gap::Blank,
        // Of several short lines in a row (an address, a signature) none is a heading.
        Shape::Text if after.numbers.is_empty() => {
            !is_titular(view, view.words(after.range.clone())) && is_prose(view, after)
        }
        Shape::Text => true,
    }
}

/// Running text rather than a label, a date or a signature.
fn is_prose(view: View<'_>, piece: &Piece) -> bool {
    let words = view.words(piece.range.clone());
    view.closes(words) || words.ends_with([':', ';']) || columns(words) > WIDEST
}

/// The piece that titles the document.
pub(super) fn title(view: View<'_>, pieces: &[Piece]) -> Option<usize> {
    let marked: Vec<(usize, u8)> = pieces
        .iter()
        .enumerate()
        .filter_map(|(at, piece)| match piece.shape {
            Shape::Heading(level) => Some((at, level)),
            _ => None,
        })
        .collect();
    let early = || {
        pieces
            .iter()
            .enumerate()
            .take(EARLY)
            .take_while(|(_, piece)| piece.numbers.is_empty())
            .filter(|(_, piece)| matches!(piece.shape, Shape::Text | Shape::Heading(_)))
    };
    let named = early().find(|(_, piece)| {
        let words = view.words(piece.range.clone());
        columns(words) <= 2 * WIDEST
            && !words.contains([',', ';', '。'])
            && !view.closes(words)
            && !["本合同", "本协议"].iter().any(|own| words.contains(own))
            && view.styles.is_title(words)
    });
    if let Some((at, _)) = named.filter(|_| pieces.len() > 1) {
        return Some(at);
    }
    if let Some(&(first, level)) = marked.first() {
        let lone = marked.iter().filter(|one| one.1 <= level).count() == 1;
        return (first < EARLY && lone && pieces.get(first)?.numbers.is_empty()).then_some(first);
    }
    let (at, piece) = early().next()?;
    let titular = at == 0 && is_titular(view, view.words(piece.range.clone()));
    (titular && is_heading(view, None, piece, pieces.get(1))).then_some(at)
}

/// Which pieces are lines of a table of contents.
pub(super) fn contents(view: View<'_>, pieces: &[Piece]) -> Vec<bool> {
    static LEADERS: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?:[.·…_]\s?){3,}\s*\d{1,4}$").ok());
    let mut listed: Vec<bool> = pieces
        .iter()
        .map(|piece| {
            let words = view.words(piece.range.clone());
            let leads = |leaders: &Regex| leaders.is_match(words);
            words.ends_with(is_numeric) && LEADERS.as_ref().is_some_and(leads)
        })
        .collect();
    let titles = pieces.iter().position(|piece| {
        matches!(
            view.words(piece.range.clone()),
            "目录" | "目次" | "contents" | "table of contents"
        )
    });
    if let Some(head) = titles {
        let number = |piece: &Piece| {
            piece
                .numbers
                .first()
                .map(|number| view.words(number.range.clone()))
        };
        let rest = || pieces.iter().enumerate().skip(head + 1);
        let first = rest().find_map(|(at, piece)| number(piece).map(|words| (at, words)));
        // The list ends where its first number comes again.
        let again = first.and_then(|(at, words)| {
            rest().find(|(other, piece)| *other > at && number(piece) == Some(words))
        });
        let end = again.map_or(head, |(end, _)| end);
        for (at, piece) in pieces.iter().enumerate().take(end).skip(head) {
            let words = view.words(piece.range.clone());
            let short = columns(words) <= 2 * WIDEST && !view.closes(words);
            let entry = at == head || (short && !words.contains([',', ';', '。']));
            if let Some(slot) = listed.get_mut(at).filter(|_| entry) {
                *slot = true;
            }
        }
    }
    listed
}

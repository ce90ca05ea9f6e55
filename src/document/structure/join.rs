//! Joins lines to blocks: takes folded lines, gives the folded text with one block a line, and for each block what is known of it.
//! Cutting blocks at numbers inside them is left to `inline`.

use super::starts::{is_continued, is_reference, numbers};
use super::view::View;
use crate::document::fold::{Folded, offset};
use crate::document::letters::is_wide;
use crate::document::lines::{Gap, Line, Lines, Shape};
use crate::document::number::Numbers;
use crate::document::styles::Styles;
use crate::document::tree::{Mark, MarkKind};
use std::ops::Range;

/// The widest that a hard-wrapped text is taken to be, in columns.
const WIDEST: usize = 132;

/// The narrowest.
const NARROWEST: usize = 24;

/// By how many columns the lines of a hard-wrapped text may differ.
const RAGGED: usize = 10;

/// The longest scrap that a line break leaves of a sentence, in characters.
const SCRAP: usize = 4;

/// The longest label before a colon, in characters.
const LABEL: usize = 10;

/// The width from which an unfinished line is prose that goes on, in columns.
const PROSE: usize = 60;

/// A block, or a piece of one: text that begins with at most one number.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// Bytes of the folded text.
    pub(super) range: Range<usize>,
    pub(super) shape: Shape,
    pub(super) gap: Gap,
    pub(super) depth: u8,
    pub(super) indent: usize,
    /// The number that it begins with; several where a letter may be a Roman numeral.
    pub(super) numbers: Numbers,
}

impl Piece {
    /// Where the words behind the number begin.
    pub(super) fn body(&self, text: &str) -> Range<usize> {
        let start = self
            .numbers
            .first()
            .map_or(self.range.start, |number| number.range.end);
        let rest = text.get(start..self.range.end).unwrap_or("");
        start + (rest.len() - rest.trim_start().len())..self.range.end
    }
}

/// The folded text of a document with its blocks and marks.
pub(super) struct Blocks {
    pub(super) folded: Folded,
    pub(super) pieces: Vec<Piece>,
    pub(super) marks: Vec<Mark>,
}

/// Joins lines to blocks.
pub(super) fn join(lines: &Lines, source: &str, styles: &Styles) -> Blocks {
    let view = View {
        folded: &lines.folded,
        source,
        styles,
    };
    let all = || lines.lines.iter();
    let closes: Vec<bool> = all().map(|line| view.closes(lines.words(line))).collect();
    let wrap = wrap_width(lines, &closes);
    let mut folded = Folded::default();
    folded.reserve(&lines.folded, lines.lines.len());
    let mut pieces: Vec<Piece> = Vec::with_capacity(lines.lines.len());
    // Whether the numbers of a piece are those of its only line, which were looked for to see whether it opens one.
    let mut known: Vec<bool> = Vec::with_capacity(lines.lines.len());
    let mut places = Vec::with_capacity(lines.lines.len());
    for (at, line) in lines.lines.iter().enumerate() {
        let previous = at.checked_sub(1).and_then(|before| lines.lines.get(before));
        let ended = at.checked_sub(1).and_then(|before| closes.get(before)) == Some(&true);
        let closes = closes.get(at) == Some(&true);
        let mut found = match line.shape {
            Shape::Text => numbers(view, line.text.start, line.text.end),
            _ => Numbers::new(),
        };
        let goes_on = previous.is_some_and(|previous| {
            match opening(view, (previous, ended), (line, &found), wrap) {
                Opening::Number => false,
                Opening::Reference => previous.shape != Shape::Row,
                Opening::Words => goes_on(lines, view, (previous, ended), (line, closes), wrap),
            }
        });
        if let Some(previous) = previous {
            let end = offset(previous.text.end);
            let end = lines.folded.original_end(previous.shifts.clone(), end);
            if !goes_on {
                folded.separate('\n', end);
            } else if needs_space(view, previous, line) {
                folded.separate(' ', end);
            }
        }
        let start = folded.text.len();
        places.push(start);
        folded.append(&lines.folded, line.text.clone(), line.shifts.clone());
        let end = folded.text.len();
        match pieces.last_mut().filter(|_| goes_on) {
            Some(piece) => {
                piece.range.end = end;
                if let Some(known) = known.last_mut() {
                    *known = false;
                }
            }
            None => {
                for number in &mut found {
                    let moved = |at: usize| at - line.text.start + start;
                    number.range = moved(number.range.start)..moved(number.range.end);
                }
                known.push(line.shape == Shape::Text);
                pieces.push(Piece {
                    range: start..end,
                    shape: line.shape,
                    gap: line.gap,
                    depth: line.depth,
                    indent: line.indent,
                    numbers: found,
                });
            }
        }
    }
    let view = View {
        folded: &folded,
        ..view
    };
    let unknown = pieces.iter_mut().zip(known).filter(|(_, known)| !known);
    for (piece, _) in unknown.filter(|(piece, _)| piece.shape != Shape::Row) {
        piece.numbers = numbers(view, piece.range.start, piece.range.end);
    }
    let marks = lines
        .marks
        .iter()
        .filter_map(|mark| moved(mark, lines, &places))
        .collect();
    Blocks {
        folded,
        pieces,
        marks,
    }
}

/// How a line begins.
enum Opening {
    /// With a number, so it opens a block.
    Number,
    /// With a reference to a clause that the line break has cut off from its sentence.
    Reference,
    /// With words.
    Words,
}

fn opening(
    view: View<'_>,
    (previous, ended): (&Line, bool),
    (line, found): (&Line, &Numbers),
    wrap: Option<usize>,
) -> Opening {
    if line.shape != Shape::Text {
        return Opening::Number;
    }
    let Some(number) = found.first() else {
        return Opening::Words;
    };
    let before = view.words(previous.text.clone());
    let ended = ended || before.ends_with([';', ':']);
    if matches!(line.gap, Gap::Blank | Gap::Part) || ended || !view.styles.is_strong(number) {
        return Opening::Number;
    }
    // The line before is unfinished: a clause number may be a reference that the line break has cut off.
    let after = view.words(number.range.end..line.text.end);
    let full = line.gap == Gap::Soft || wrap.is_some_and(|wrap| previous.width + RAGGED >= wrap);
    let refers = full && is_reference(before, "") && !view.is_spaced(number.range.end);
    if refers || is_continued(after) {
        Opening::Reference
    } else {
        Opening::Number
    }
}

/// Whether a line goes on with the block of the one before.
fn goes_on(
    lines: &Lines,
    view: View<'_>,
    (previous, ended): (&Line, bool),
    (line, closes): (&Line, bool),
    wrap: Option<usize>,
) -> bool {
    if line.shape != Shape::Text || !matches!(previous.shape, Shape::Text | Shape::Bullet) {
        return false;
    }
    let (before, words) = (lines.words(previous), lines.words(line));
    match line.gap {
        Gap::Soft => !(is_label(words) && (ended || is_label(before))),
        Gap::Blank | Gap::Part => false,
        Gap::Page => {
            !ended
                && !before.ends_with([';', ':'])
                && (is_open(before) || previous.width >= wrap.unwrap_or(40))
        }
        Gap::Line if lines.marked_up => false,
        Gap::Line => {
            if words.starts_with([',', '。', ';', ')', '、', '》', '”', '」', '%'])
                || is_open(before)
                || (words.starts_with('_') && before.ends_with([':', '_']))
            {
                return true;
            }
            if before.ends_with('】') {
                return false;
            }
            let paused = before.ends_with([';', ':']);
            if !ended && !paused && is_rest(view, previous, (line, closes)) {
                return true;
            }
            let Some(wrap) = wrap else {
                return false;
            };
            let first = words
                .split(' ')
                .next()
                .map_or(0, |word| word.chars().take_while(char::is_ascii).count());
            let full = previous.width + first.max(4) + 2 > wrap;
            if ended || paused {
                // A sentence may end with a line and its paragraph go on; only indents or English setting tell.
                let latin = words.starts_with(|c: char| c.is_ascii_alphabetic()) && first > 1;
                return full
                    && ended
                    && previous.width <= wrap
                    && (latin || line.indent < previous.indent);
            }
            full && line.indent
                <= previous
                    .indent
                    .max(lines.lines.first().map_or(0, |first| first.indent))
                    + 4
                && !is_label(words)
        }
    }
}

/// The width that the text was wrapped at, if it was: the widest that many unfinished lines share.
fn wrap_width(lines: &Lines, closes: &[bool]) -> Option<usize> {
    // By width: how many lines have it, and how many of them are unfinished.
    let mut widths = vec![(0, 0); WIDEST + 1];
    let mut all: usize = 0;
    for (line, closes) in lines.lines.iter().zip(closes) {
        if !matches!(line.shape, Shape::Text | Shape::Bullet) {
            continue;
        }
        all += 1;
        let words = lines.words(line);
        let ended = *closes || words.ends_with([';', ':']);
        if let Some((count, open)) = widths.get_mut(line.width) {
            *count += 1;
            *open += usize::from(!ended);
        }
    }
    let enough = all.div_ceil(10).max(2);
    (NARROWEST..=WIDEST).rev().find(|&width| {
        let near = widths.get(width - RAGGED..=width).unwrap_or(&[]);
        let (count, open) = near
            .iter()
            .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        widths.get(width).is_some_and(|own| own.0 > 0) && count >= enough && open * 10 >= count * 6
    })
}

/// Whether a line is the rest of an unfinished one, whatever the width of the text: a scrap that ends the sentence, or what goes
/// on in lower case or after a long line of prose.
fn is_rest(view: View<'_>, previous: &Line, (line, closes): (&Line, bool)) -> bool {
    let (before, words) = (
        view.words(previous.text.clone()),
        view.words(line.text.clone()),
    );
    let digits = words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if is_label(words) || (digits > 0 && view.is_spaced(line.text.start + digits)) {
        return false;
    }
    let scrap = closes && words.chars().count() <= SCRAP;
    let latin =
        words.starts_with(|c: char| c.is_ascii_alphabetic()) && !view.is_large(line.text.start);
    let prose = previous.width >= PROSE && before.contains([',', '、', '。', ';', '.', ' ']);
    scrap || (latin && before.ends_with(|c: char| c.is_ascii_alphanumeric())) || prose
}

/// Whether words cannot end a paragraph.
fn is_open(words: &str) -> bool {
    words.ends_with([',', '、', '(', '《', '“', '「', '—'])
}

/// Whether a line begins with a label (`甲方:`), which opens a line of its own in every setting.
fn is_label(words: &str) -> bool {
    let mut start = words.char_indices().take(LABEL + 1);
    start.find(|(_, c)| *c == ':').is_some_and(|(at, _)| {
        let label = words.get(..at).unwrap_or("");
        !label.contains([',', '、', '。', ';']) && !label.contains(|c: char| c.is_ascii_digit())
    })
}

/// Whether a line break stood between two Latin words.
fn needs_space(view: View<'_>, previous: &Line, line: &Line) -> bool {
    let (before, after) = (
        view.words(previous.text.clone()),
        view.words(line.text.clone()),
    );
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    let end = view.original(previous.text.end - last.len_utf8()..previous.text.end);
    let start = view.original(line.text.start..line.text.start + first.len_utf8());
    let wide =
        is_wide(last) || is_wide(first) || end.ends_with(is_wide) || start.starts_with(is_wide);
    let hyphen =
        before.ends_with('-') && before.trim_end_matches('-').ends_with(char::is_alphabetic);
    // A line break may fall into a blank to fill in.
    let blank = last == '_' && first == '_';
    !hyphen && !wide && !blank
}

/// A mark over the folded lines as one over the folded text.
fn moved(
    (kind, range): &(MarkKind, Range<usize>),
    lines: &Lines,
    places: &[usize],
) -> Option<Mark> {
    let place = |at: usize| {
        let line = lines
            .lines
            .partition_point(|line| line.text.start <= at)
            .checked_sub(1)?;
        Some(places.get(line)? + (at - lines.lines.get(line)?.text.start))
    };
    let start = place(range.start)?;
    let end = place(range.end.checked_sub(1)?)? + 1;
    (start < end).then_some(Mark {
        kind: *kind,
        range: offset(start)..offset(end),
    })
}

//! Writes a row as a line of text: takes its characters, gives words with spaces where a real gap is, tabs between cells, and how each
//! stretch is set.

use super::columns::Frame;
use super::placed::{Group, Placed};
use super::rows::{Row, Segment};
use crate::document::letters::is_wide;
use crate::document::pdf::drawn::Glyph;
use std::ops::Range;

/// The gap that is a space between letters, and beside Han characters, in ems.
const SPACE: f64 = 0.17;
const WIDE_SPACE: f64 = 0.6;

/// How far below the base line a line underlines, in ems.
const UNDER: (f64, f64) = (-0.05, 0.22);

/// How many characters of white space make a blank to fill in.
const BLANK: usize = 3;

/// What stands for a character that cannot be told.
pub(in crate::document::pdf) const UNTOLD: char = '\u{fffd}';

/// How a stretch of a line is set.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::document::pdf) struct Span {
    pub(in crate::document::pdf) range: Range<usize>,
    pub(in crate::document::pdf) size: f64,
    pub(in crate::document::pdf) bold: bool,
    pub(in crate::document::pdf) colored: bool,
    pub(in crate::document::pdf) underlined: bool,
}

/// A line of text.
#[derive(Debug, Clone, Default)]
pub(in crate::document::pdf) struct TextLine {
    pub(in crate::document::pdf) text: String,
    pub(in crate::document::pdf) spans: Vec<Span>,
    /// Where it begins and ends.
    pub(in crate::document::pdf) left: f64,
    pub(in crate::document::pdf) right: f64,
    /// Its base line, down the page.
    pub(in crate::document::pdf) down: f64,
    pub(in crate::document::pdf) size: f64,
    /// Where the text of its column may begin and end, where that is not the page's.
    pub(in crate::document::pdf) frame: Frame,
    /// The width of what may not be cut from its start: a letter, or a Latin word.
    pub(in crate::document::pdf) head: f64,
    /// It is a row of a table that lines are drawn round.
    pub(in crate::document::pdf) ruled: bool,
}

/// The line of a row.
pub(super) fn line(group: &Group<'_>, row: &Row<'_>, frame: Frame) -> TextLine {
    let mut line = TextLine {
        left: row.left(),
        right: row.right(),
        down: row.down,
        size: row.size,
        frame,
        head: row.segments.first().map_or(0.0, head),
        ..TextLine::default()
    };
    let mut end: Option<f64> = None;
    for segment in &row.segments {
        if let Some(end) = end {
            match is_ruled(group, (end, segment.left), row) {
                true => {
                    let blanks = spaces(segment.left - end, row.size);
                    line.text.extend(std::iter::repeat_n('_', blanks));
                }
                false => line.text.push('\t'),
            }
        }
        write(group, segment, &mut line);
        end = Some(segment.right);
    }
    line
}

/// Whether a line is drawn under a gap, so that it is one to fill in.
fn is_ruled(group: &Group<'_>, (from, to): (f64, f64), row: &Row<'_>) -> bool {
    let middle = f64::midpoint(from, to);
    let (top, bottom) = (row.down + UNDER.0 * row.size, row.down + UNDER.1 * row.size);
    group.rules(top, bottom).iter().any(|rule| {
        let inside = rule.to.min(to) - rule.from.max(from);
        rule.from <= middle && middle <= rule.to && inside * 10.0 >= (to - from) * 7.0
    })
}

/// Writes the characters of a segment behind a line.
pub(super) fn write(group: &Group<'_>, segment: &Segment<'_>, line: &mut TextLine) {
    let mut last: Option<&Placed<'_>> = None;
    let blanks = blanks(&segment.glyphs);
    for (placed, blanks) in segment.glyphs.iter().zip(blanks) {
        let text = placed.glyph.text.as_deref();
        let next = text.map_or(Some(UNTOLD), |text| text.chars().next());
        if let (Some(last), Some(next)) = (last, next) {
            let gap = placed.along - last.end();
            let size = last.glyph.size.max(placed.glyph.size);
            let before = line.text.chars().next_back().unwrap_or(' ');
            let wide = is_wide(before) || is_wide(next);
            let least = if wide { WIDE_SPACE } else { SPACE };
            if gap > least * size && !before.is_whitespace() && !next.is_whitespace() {
                let blanks = if wide { spaces(gap, size) } else { 1 };
                line.text.extend(std::iter::repeat_n(' ', blanks));
            }
        }
        let start = line.text.len();
        match text {
            // White space with a line under it is a blank to fill in.
            Some(_) if blanks >= BLANK && is_underlined(group, placed) => line.text.push('_'),
            // Line ends inside would break the count of lines.
            Some(text) => line.text.extend(text.chars().map(|c| match c {
                '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
                _ => c,
            })),
            None => line.text.push(UNTOLD),
        }
        mark(group, placed, start..line.text.len(), &mut line.spans);
        last = Some(placed);
    }
}

/// For every character how many of white space stand together there; 0 for others.
fn blanks(glyphs: &[Placed<'_>]) -> Vec<usize> {
    let blank = |placed: &Placed<'_>| {
        let text = placed.glyph.text.as_deref();
        text.is_some_and(|text| !text.is_empty() && text.chars().all(char::is_whitespace))
    };
    let mut counts = Vec::with_capacity(glyphs.len());
    for run in glyphs.chunk_by(|one, two| blank(one) == blank(two)) {
        let count = if run.first().is_some_and(blank) {
            run.len()
        } else {
            0
        };
        counts.extend(std::iter::repeat_n(count, run.len()));
    }
    counts
}

fn is_underlined(group: &Group<'_>, placed: &Placed<'_>) -> bool {
    let (size, down) = (placed.glyph.size, placed.down);
    let middle = placed.along + placed.glyph.length / 2.0;
    group
        .rules(down + UNDER.0 * size, down + UNDER.1 * size)
        .iter()
        .any(|rule| rule.from <= middle && middle <= rule.to)
}

fn mark(group: &Group<'_>, placed: &Placed<'_>, range: Range<usize>, spans: &mut Vec<Span>) {
    let Glyph {
        size,
        bold,
        colored,
        ..
    } = *placed.glyph;
    let bold = bold.unwrap_or(false);
    let underlined = is_underlined(group, placed);
    let same = |last: &&mut Span| {
        (last.size - size).abs() < 0.1
            && (last.bold, last.colored, last.underlined) == (bold, colored, underlined)
    };
    match spans.last_mut().filter(same) {
        Some(last) => last.range.end = range.end,
        None => spans.push(Span {
            range,
            size,
            bold,
            colored,
            underlined,
        }),
    }
}

/// How many columns a gap is wide; at least one.
fn spaces(gap: f64, size: f64) -> usize {
    ((gap / size * 2.0).round() as usize).clamp(1, 200)
}

/// The width of a segment's first letter or Latin word.
fn head(segment: &Segment<'_>) -> f64 {
    let mut glyphs = segment.glyphs.iter();
    let Some(first) = glyphs.next() else {
        return 0.0;
    };
    let latin = |placed: &Placed<'_>| {
        let text = placed.glyph.text.as_deref();
        text.is_some_and(|text| text.chars().all(|c| c.is_ascii_graphic()))
    };
    let mut end = first.end();
    if latin(first) {
        for one in glyphs.take_while(|one| latin(one)) {
            end = end.max(one.end());
        }
    }
    end - first.along
}

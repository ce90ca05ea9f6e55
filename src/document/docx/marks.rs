//! Says what stands out of a text: takes the looks of a paragraph, gives marks over what was written of it.

use super::blocks::Paragraph;
use super::stylesheet::Look;
use crate::document::fold::{Folded, offset};
use crate::document::tree::MarkKind;
use std::ops::Range;

/// A mark over a text.
pub(super) type Mark = (MarkKind, Range<usize>);

const KINDS: [MarkKind; 4] = [
    MarkKind::Bold,
    MarkKind::Underline,
    MarkKind::Large,
    MarkKind::Color,
];

/// The marks over a stretch of a paragraph that was written at `at`; `body` is the size of the body's text.
pub(super) fn of(paragraph: &Paragraph, stretch: &Range<usize>, at: usize, body: u16) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    // The spans come in order, and only those within the stretch are looked at: a paragraph may have as many lines as spans.
    let spans = paragraph.spans.as_slice();
    let first = spans.partition_point(|(range, _)| range.end <= stretch.start);
    let after = spans.partition_point(|(range, _)| range.start < stretch.end);
    let spans = spans.get(first..after).unwrap_or(&[]);
    for kind in KINDS {
        let before = marks.len();
        for (range, look) in spans {
            let start = range.start.max(stretch.start);
            let end = range.end.min(stretch.end);
            if start >= end || !stands_out(look, kind, body) {
                continue;
            }
            let start = at + (start - stretch.start);
            let end = at + (end - stretch.start);
            let own = marks.len() > before;
            match marks.last_mut().filter(|last| own && last.1.end == start) {
                Some(last) => last.1.end = end,
                None => marks.push((kind, start..end)),
            }
        }
    }
    marks
}

fn stands_out(look: &Look, kind: MarkKind, body: u16) -> bool {
    match kind {
        MarkKind::Bold => look.bold,
        MarkKind::Underline => look.underline,
        MarkKind::Large => look.size > body,
        MarkKind::Color => look.color,
        MarkKind::Heading => false,
    }
}

/// Marks over a text as marks over its folded view; white space round the marked words is not theirs.
pub(super) fn folded(marks: Vec<Mark>, folded: &Folded) -> Vec<Mark> {
    let mut out = Vec::with_capacity(marks.len());
    for (kind, range) in marks {
        let start = folded.folded(offset(range.start)) as usize;
        let end = folded.folded(offset(range.end)) as usize;
        let words = folded.text.get(start..end).unwrap_or("");
        let start = start + (words.len() - words.trim_start().len());
        let length = words.trim().len();
        if length > 0 {
            out.push((kind, start..start + length));
        }
    }
    out
}

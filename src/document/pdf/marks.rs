//! Tells which stretches of the text are set apart: takes how every stretch is set, gives the marks of those that differ from the rest.

use super::layout::Span;
use crate::document::tree::MarkKind;
use std::ops::Range;

/// How much larger than the body a large stretch is.
const LARGER: f64 = 1.15;

/// What most of a text has sets nothing apart: the largest share of a mark, in tenths.
const MOST: usize = 6;

/// The marks of a text whose body is set in a size.
pub(super) fn marks(spans: &[Span], body: f64) -> Vec<(MarkKind, Range<usize>)> {
    let all: usize = spans.iter().map(|span| span.range.len()).sum();
    let kinds = [
        MarkKind::Bold,
        MarkKind::Underline,
        MarkKind::Large,
        MarkKind::Color,
    ];
    let holds = |span: &Span, kind| match kind {
        MarkKind::Bold => span.bold,
        MarkKind::Underline => span.underlined,
        MarkKind::Large => span.size >= body * LARGER,
        MarkKind::Color => span.colored,
        MarkKind::Heading => false,
    };
    let mut marks = Vec::new();
    for kind in kinds {
        let marked = || spans.iter().filter(|span| holds(span, kind));
        let share: usize = marked().map(|span| span.range.len()).sum();
        if share * 10 <= all * MOST {
            marks.extend(marked().map(|span| (kind, span.range.clone())));
        }
    }
    marks
}

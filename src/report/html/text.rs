//! Cuts a document's text into stretches: takes the text and the marks over it, gives lines of stretches that each know their marks.

use super::model::{TextLine, TextSpan};
use crate::finding::Evidence;
use crate::source::Source;
use std::ops::Range;

/// What is said of a stretch; the order is that of weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// It meets a requirement.
    Met,
    /// It breaks one, and somebody has accepted that.
    Accepted,
    /// It leaves one open, or only explains a breach.
    Open,
    /// It breaks one.
    Violated,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Met => "met",
            Kind::Accepted => "accepted",
            Kind::Open => "open",
            Kind::Violated => "violated",
        }
    }
}

/// A mark over the text.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// From 1, in the order of the page.
    pub(super) number: usize,
    pub(super) kind: Kind,
    /// Bytes of the text.
    pub(super) range: Range<usize>,
}

/// The bytes of a text that evidence covers.
pub(super) fn range_of(evidence: &Evidence, source: &Source) -> Range<usize> {
    let start = offset(source, evidence.line, evidence.column);
    let end = offset(source, evidence.end_line, evidence.end_column);
    start..end.max(start)
}

fn offset(source: &Source, line: u32, column: u32) -> usize {
    let range = source.line_range(line);
    let words = source.text().get(range.clone()).unwrap_or("");
    let before = (column as usize).saturating_sub(1);
    let inside = words
        .char_indices()
        .nth(before)
        .map_or(words.len(), |(at, _)| at);
    range.start + inside
}

/// The lines of a text under marks.
pub(super) fn lines(source: &Source, marks: &[Mark]) -> Vec<TextLine> {
    let count = u32::try_from(source.line_count()).unwrap_or(u32::MAX);
    let mut sorted: Vec<&Mark> = marks.iter().collect();
    sorted.sort_by_key(|mark| (mark.range.start, mark.range.end));
    let mut first = 0;
    let mut lines = Vec::with_capacity(count as usize);
    for number in 1..=count {
        let range = source.line_range(number);
        // Marks that end before this line never come back; those that begin before it may still reach into it.
        while sorted
            .get(first)
            .is_some_and(|mark| mark.range.end <= range.start)
        {
            first += 1;
        }
        let over: Vec<&Mark> = sorted
            .iter()
            .skip(first)
            .take_while(|mark| mark.range.start < range.end)
            .filter(|mark| mark.range.end > range.start)
            .copied()
            .collect();
        lines.push(TextLine {
            number,
            spans: spans(source.text(), &range, &over),
        });
    }
    // A text that ends with a line end has an empty last line, which nobody looks for.
    if lines.len() > 1 && lines.last().is_some_and(|line| line.spans.is_empty()) {
        lines.pop();
    }
    lines
}

fn spans(text: &str, line: &Range<usize>, marks: &[&Mark]) -> Vec<TextSpan> {
    let mut cuts = vec![line.start, line.end];
    for mark in marks {
        cuts.push(mark.range.start.clamp(line.start, line.end));
        cuts.push(mark.range.end.clamp(line.start, line.end));
    }
    cuts.sort_unstable();
    cuts.dedup();
    let pairs = cuts.iter().zip(cuts.iter().skip(1));
    pairs
        .map(|(&start, &end)| {
            let over = marks
                .iter()
                .filter(|mark| mark.range.start <= start && end <= mark.range.end);
            let kind = over.clone().map(|mark| mark.kind).max();
            TextSpan {
                text: text.get(start..end).unwrap_or("").to_owned(),
                marks: over.map(|mark| mark.number).collect(),
                kind: kind.map_or("", Kind::name),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_know_every_mark_over_them_and_lose_no_text() {
        let source = Source::new("a", "第一条 甲方\n乙方不得\n");
        let mark = |number, kind, range| Mark {
            number,
            kind,
            range,
        };
        let marks = [mark(1, Kind::Met, 0..26), mark(2, Kind::Violated, 10..16)];
        let lines = lines(&source, &marks);
        let words: Vec<String> = lines
            .iter()
            .map(|line| line.spans.iter().map(|span| span.text.as_str()).collect())
            .collect();
        assert_eq!(words, ["第一条 甲方", "乙方不得"]);
        let second = &lines[0].spans[1];
        assert_eq!((second.text.as_str(), second.kind), ("甲方", "violated"));
        assert_eq!(second.marks, [1, 2]);
        assert_eq!(lines[1].spans[0].marks, [1]);
        assert_eq!(lines[1].spans[1].kind, "");
    }
}

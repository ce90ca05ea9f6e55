//! Puts the lines of all pages together: takes laid-out pages, gives one text with a line for each line of a page, and says of each how
//! it is set. Leaving page numbers and headers out is left to the reader of plain text.

use super::layout::{Laid, Span, TextLine};
use super::measure::Measure;
use crate::source::Place;
use std::collections::BTreeSet;

/// A line of the text.
#[derive(Debug)]
pub(super) struct Record<'a> {
    pub(super) line: &'a TextLine,
    /// Where it begins in the text, with its indent.
    pub(super) start: usize,
}

/// The text of a file.
#[derive(Debug)]
pub(super) struct Composed<'a> {
    pub(super) text: String,
    pub(super) records: Vec<Record<'a>>,
    /// How stretches of the text are set.
    pub(super) spans: Vec<Span>,
    pub(super) places: Vec<(u32, Place)>,
    pub(super) measure: Measure,
}

/// Composes pages, the first of which is number 1.
pub(super) fn compose(pages: &[Laid]) -> Composed<'_> {
    let mut out = Composed {
        text: String::new(),
        records: Vec::new(),
        spans: Vec::new(),
        places: Vec::new(),
        measure: Measure::of(pages),
    };
    for (at, page) in pages.iter().enumerate() {
        if at > 0 {
            out.text.push_str("\n\u{c}");
        }
        let mut paragraph = 0;
        let mut before: Option<&TextLine> = None;
        for line in &page.lines {
            let mut begins = true;
            if let Some(before) = before {
                begins = !out.measure.goes_on(before, line, false);
                let apart = out.measure.is_apart(before, line);
                out.text.push_str(if apart { "\n\n" } else { "\n" });
            }
            paragraph += u32::from(begins);
            out.line(line, (at, Some(paragraph)));
            before = Some(line);
        }
    }
    out.aside(pages);
    out
}

impl<'a> Composed<'a> {
    fn line(&mut self, line: &'a TextLine, (page, paragraph): (usize, Option<u32>)) {
        let start = self.text.len();
        let indent = self.measure.indent(line);
        self.text.extend(std::iter::repeat_n(' ', indent));
        let words = self.text.len();
        self.text.push_str(&line.text);
        self.records.push(Record { line, start });
        self.spans.extend(line.spans.iter().map(|span| Span {
            range: words + span.range.start..words + span.range.end,
            ..span.clone()
        }));
        let place = Place {
            page: u32::try_from(page + 1).ok(),
            paragraph,
            ..Place::default()
        };
        if self.places.last().is_none_or(|last| last.1 != place) {
            let start = u32::try_from(start).unwrap_or(u32::MAX);
            self.places.push((start, place));
        }
    }

    /// Lines that run across the text come last, so that they part no sentence, and each once.
    fn aside(&mut self, pages: &'a [Laid]) {
        let mut known: BTreeSet<&str> = BTreeSet::new();
        for (at, page) in pages.iter().enumerate() {
            for line in &page.aside {
                if known.insert(&line.text) {
                    self.text.push_str("\n\n");
                    self.line(line, (at, None));
                }
            }
        }
    }
}

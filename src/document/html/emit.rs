//! Writes the text of a page into lines: takes words, white space and breaks in order, gives folded lines with their marks. White
//! space collapses as HTML has it; a line drawn under nothing is a blank to fill in.

use super::breaks;
use super::runs::{Run, marks};
use super::style::Style;
use crate::document::lines::{Collector, Gap, Lines, Shape};
use crate::document::tree::MarkKind;
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// What a blank to fill in becomes.
const FILL: &str = "____";

/// How wide a gap with a line below it has to be for something to be filled in there.
const WIDE: usize = 2;

/// A table row that is being written.
#[derive(Debug, Default)]
struct Row {
    filled: bool,
    /// The cell has text already.
    in_cell: bool,
}

/// An element that draws a line and has shown no text so far.
#[derive(Debug)]
struct Lined {
    space: Option<Range<usize>>,
    width: usize,
    drawn: bool,
    tag: Range<usize>,
}

/// Writes lines.
#[derive(Debug)]
pub(super) struct Emit {
    collector: Collector,
    runs: Vec<Run>,
    headings: Vec<(MarkKind, Range<usize>)>,
    gap: Gap,
    shape: Shape,
    /// Depth of the list.
    pub(super) depth: u8,
    heading: Option<(u8, usize)>,
    row: Option<Row>,
    /// The line before ends with a line break inside a block.
    wrapped: bool,
    /// The line before may go on: how wide it is.
    before: usize,
    /// White space that a browser would not repeat has just been written.
    spaced: bool,
    /// White space at the start of a cell.
    lead: Option<(Range<usize>, usize)>,
    lined: Option<Lined>,
    /// The number of a list item that has no words yet.
    number: Option<String>,
    end: usize,
    /// Where the folded text of the line begins.
    start: usize,
    line: usize,
    indent: usize,
    width: usize,
    breaks: usize,
    blocks: usize,
}

impl Emit {
    /// A writer with nothing written.
    pub(super) fn new() -> Self {
        Self {
            collector: Collector::default(),
            runs: Vec::new(),
            headings: Vec::new(),
            gap: Gap::Blank,
            shape: Shape::Text,
            depth: 0,
            heading: None,
            row: None,
            wrapped: false,
            before: 0,
            spaced: true,
            lead: None,
            lined: None,
            number: None,
            end: 0,
            start: 0,
            line: 0,
            indent: 0,
            width: 0,
            breaks: 0,
            blocks: 0,
        }
    }

    /// Writes words that hold no white space that collapses.
    pub(super) fn words(&mut self, words: &str, at: usize, style: &Style) {
        self.write(at..at + words.len(), words.width(), style, |collector| {
            collector.folder.push(words, at);
        });
    }

    /// Writes words that as a whole stand for a stretch of the source.
    pub(super) fn whole(&mut self, words: &str, source: Range<usize>, style: &Style) {
        if words.chars().all(char::is_whitespace) {
            return self.space(words, source);
        }
        let from = source.clone();
        self.write(source, words.width(), style, |collector| {
            collector.folder.push_whole(words, from);
        });
    }

    /// Writes a blank to fill in.
    pub(super) fn fill(&mut self, source: Range<usize>, style: &Style) {
        self.lined = None;
        // Of a field in a field what is written already stays the inner one's.
        let lead = self.lead.as_ref().map_or(0, |lead| lead.0.end);
        let start = source.start.max(self.end).max(lead);
        self.whole(FILL, start..source.end.max(start), style);
    }

    /// Says the number of a list item, which no byte of the source holds; it stands before the item's first words.
    pub(super) fn number(&mut self, words: String) {
        self.number = Some(words);
    }

    fn write(
        &mut self,
        source: Range<usize>,
        width: usize,
        style: &Style,
        push: impl FnOnce(&mut Collector),
    ) {
        if let Some(space) = self
            .lined
            .take()
            .and_then(|lined| Some((lined.space?, lined.width)))
        {
            self.plain_space(space.0, space.1);
        }
        if let Some(row) = &mut self.row
            && !row.in_cell
        {
            row.in_cell = true;
            if std::mem::replace(&mut row.filled, true) {
                let start = self.lead.as_ref().map_or(source.start, |lead| lead.0.start);
                self.collector.folder.cell(self.end.min(start)..start);
            }
        }
        if let Some((space, wide)) = self.lead.take() {
            self.collector
                .folder
                .push_whole(&" ".repeat(wide.min(80)), space);
        }
        if let Some(number) = self.number.take() {
            let at = source.start..source.start;
            self.collector.folder.push_whole(&number, at.clone());
            self.collector.folder.push_whole(" ", at);
        }
        let start = self.collector.folder.position();
        push(&mut self.collector);
        let end = self.collector.folder.position();
        self.spaced = false;
        self.width += width;
        self.end = source.end;
        // White space that precedes the words is not theirs.
        let written = self.collector.folder.text().get(start..end).unwrap_or("");
        let start = end - written.trim_start().len();
        if start == end {
            return;
        }
        let size = (style.size.clamp(0.0, 10_000.0) * 10.0) as u32;
        let run = Run {
            range: start..end,
            line: self.line,
            bold: style.bold,
            underline: style.underline,
            size,
            color: style.color,
        };
        match self.runs.last_mut() {
            Some(last)
                if (last.line, last.bold, last.underline, last.size, last.color)
                    == (run.line, run.bold, run.underline, run.size, run.color) =>
            {
                last.range.end = end;
            }
            _ => self.runs.push(run),
        }
    }

    /// Writes white space that is kept: `&nbsp;`, wide blanks, white space of a `<pre>`.
    pub(super) fn space(&mut self, text: &str, source: Range<usize>) {
        let width = text
            .chars()
            .map(|c| {
                if matches!(c, '\u{3000}' | '\u{2003}') {
                    2
                } else {
                    1
                }
            })
            .sum();
        match &mut self.lined {
            Some(lined) => {
                let start = lined
                    .space
                    .as_ref()
                    .map_or(source.start, |space| space.start);
                lined.space = Some(start..source.end);
                lined.width += width;
            }
            None => self.plain_space(source, width),
        }
    }

    /// Writes white space of which a browser shows one blank at most.
    pub(super) fn collapsing(&mut self, source: Range<usize>) {
        if !std::mem::replace(&mut self.spaced, true) {
            self.space(" ", source);
        }
    }

    fn plain_space(&mut self, source: Range<usize>, width: usize) {
        if self.row.as_ref().is_some_and(|row| !row.in_cell) {
            let (start, before) = self
                .lead
                .take()
                .map_or((source.start, 0), |lead| (lead.0.start, lead.1));
            self.lead = Some((start..source.end, before + width));
            return;
        }
        if self.width == self.indent {
            self.indent += width;
        }
        self.width += width;
        self.end = self.end.max(source.end);
        self.collector
            .folder
            .push_whole(&" ".repeat(width.min(80)), source);
    }

    /// An element begins that draws a line below its text, or even without any.
    pub(super) fn line_drawn(&mut self, tag: Range<usize>, drawn: bool) -> bool {
        let free = self.lined.is_none();
        if free {
            self.lined = Some(Lined {
                space: None,
                width: 0,
                drawn,
                tag,
            });
        }
        free
    }

    /// The element ends that `line_drawn` was said of.
    pub(super) fn line_ends(&mut self, style: &Style) {
        let Some(lined) = self.lined.take() else {
            return;
        };
        match lined.space {
            Some(space) if lined.drawn || lined.width >= WIDE => self.whole(FILL, space, style),
            Some(space) => self.plain_space(space, lined.width),
            None if lined.drawn => self.whole(FILL, lined.tag, style),
            None => {}
        }
    }

    /// How much has been written.
    pub(super) fn written(&self) -> usize {
        self.collector.folder.position()
    }

    /// A line break inside a block.
    pub(super) fn wrap(&mut self, source: Range<usize>) {
        self.breaks += 1;
        if self.row.is_some() {
            self.collapsing(source);
        } else if self.end_line(Gap::Line) {
            self.wrapped = true;
        } else if self.gap == Gap::Line {
            self.gap = Gap::Blank;
        }
    }

    /// The start or end of a block.
    pub(super) fn block(&mut self, gap: Gap, at: usize) {
        if self.row.is_some() {
            return self.collapsing(at..at);
        }
        if self.end_line(gap) {
            self.blocks += 1;
        }
    }

    fn end_line(&mut self, gap: Gap) -> bool {
        if let Some(lined) = &mut self.lined {
            (lined.space, lined.width) = (None, 0);
        }
        let widths = (self.indent, self.width);
        let broken = self.wrapped && self.gap == Gap::Line;
        let text = self.collector.folder.text();
        let goes_on = broken && breaks::goes_on(text, self.start, self.before);
        let gap_before = if goes_on { Gap::Soft } else { self.gap };
        (self.indent, self.width, self.spaced, self.lead) = (0, 0, true, None);
        let some = self
            .collector
            .line(self.shape, gap_before, self.depth, widths);
        if some {
            self.start = self.collector.folder.position();
            (self.wrapped, self.before) = (false, widths.1);
            self.line += 1;
            self.gap = gap;
            self.shape = self
                .heading
                .map_or(Shape::Text, |(level, _)| Shape::Heading(level));
        } else if gap == Gap::Blank {
            self.gap = gap;
        }
        some
    }

    /// A list item begins.
    pub(super) fn item(&mut self) {
        if self.row.is_none() && self.heading.is_none() {
            self.shape = Shape::Bullet;
        }
    }

    /// A list item ends, so what follows is none.
    pub(super) fn item_ends(&mut self) {
        self.number = None;
        if self.shape == Shape::Bullet {
            self.shape = Shape::Text;
        }
    }

    /// A heading begins.
    pub(super) fn heading(&mut self, level: u8) {
        if self.row.is_none() {
            self.shape = Shape::Heading(level);
            self.heading = Some((level, self.collector.folder.position()));
        }
    }

    /// The heading ends.
    pub(super) fn heading_ends(&mut self, at: usize) {
        if let Some((_, start)) = self.heading.take() {
            self.headings
                .push((MarkKind::Heading, start..self.collector.folder.position()));
            self.block(Gap::Blank, at);
            self.shape = Shape::Text;
        }
    }

    /// A table row begins.
    pub(super) fn row(&mut self) {
        self.end_line(Gap::Line);
        self.shape = Shape::Row;
        self.row = Some(Row::default());
    }

    /// A cell begins.
    pub(super) fn cell(&mut self) {
        self.lead = None;
        self.spaced = true;
        if let Some(row) = &mut self.row {
            row.in_cell = false;
        }
    }

    /// The row ends.
    pub(super) fn row_ends(&mut self) {
        if self.row.take().is_some() {
            self.end_line(Gap::Line);
            self.shape = Shape::Text;
            self.blocks += 1;
        }
    }

    /// The lines.
    pub(super) fn finish(mut self) -> Lines {
        self.row_ends();
        self.end_line(Gap::Blank);
        let marks = marks(&self.runs, self.headings);
        self.collector.finish(marks, self.blocks >= self.breaks)
    }
}

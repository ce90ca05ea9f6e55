//! Writes the blocks of all parts as one text: takes paragraphs and rows, gives a line for each paragraph with its label, its place and
//! its marks, and the folded lines that `structure` reads.

use super::blocks::{BREAK, Block, Cell, PAGE, Paragraph};
use super::counters::{Counters, Label};
use super::numbering::Numbering;
use super::stylesheet::{Style, Stylesheet};
use super::{layout, marks};
use crate::document::fold::offset;
use crate::document::lines::{Collector, Gap, Lines, Shape};
use crate::document::tree::MarkKind;
use crate::source::Place;
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// The widest line that is a heading because its style says so, in columns; what is longer is a clause in a heading's style.
const HEADING: usize = 80;

/// Twentieths of a point that a column takes.
const COLUMN: i32 = 105;

/// What the parts come to.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) text: String,
    pub(super) places: Vec<(u32, Place)>,
    pub(super) lines: Lines,
}

/// Writes one document.
pub(super) struct Writer<'a> {
    styles: &'a Stylesheet,
    numbering: &'a Numbering,
    counters: Counters,
    /// The size of the body's text, in half points.
    body: u16,
    text: String,
    places: Vec<(u32, Place)>,
    collector: Collector,
    /// Marks over `text`.
    marks: Vec<(MarkKind, Range<usize>)>,
    gap: Gap,
}

/// One line of a paragraph.
struct Line<'p> {
    text: &'p str,
    /// Where it begins in the paragraph.
    at: usize,
    label: Option<Label>,
}

impl<'a> Writer<'a> {
    /// A writer for a document with this body.
    pub(super) fn new(styles: &'a Stylesheet, numbering: &'a Numbering, body: &[Block]) -> Self {
        Self {
            styles,
            numbering,
            counters: Counters::default(),
            body: layout::body_size(body),
            text: String::new(),
            places: Vec::new(),
            collector: Collector::default(),
            marks: Vec::new(),
            gap: Gap::Blank,
        }
    }

    /// Writes a part of the file, with which nothing before goes on.
    pub(super) fn part(&mut self, blocks: &[Block]) {
        self.gap = Gap::Part;
        self.blocks(blocks);
    }

    /// Ends the text.
    pub(super) fn finish(self) -> Written {
        // Files made from a PDF or pasted from a mail have a paragraph for each line of the page, so lines are joined as in a plain text.
        let mut lines = self.collector.finish(Vec::new(), false);
        lines.marks = marks::folded(self.marks, &lines.folded);
        Written {
            text: self.text,
            places: self.places,
            lines,
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph),
                Block::Table(rows) => self.table(rows),
            }
        }
    }

    fn table(&mut self, rows: &[Vec<Cell>]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        self.apart();
        for row in rows {
            if columns > 1 && layout::is_record(row, |one| self.is_listed(one)) {
                self.row(row);
            } else {
                for cell in row {
                    self.blocks(&cell.blocks);
                }
            }
        }
        self.apart();
    }

    /// Sets what follows apart.
    fn apart(&mut self) {
        if self.gap == Gap::Line {
            self.gap = Gap::Blank;
        }
    }

    fn style(&self, paragraph: &Paragraph) -> Option<&'a Style> {
        self.styles.paragraph(paragraph.properties.style.as_deref())
    }

    /// The list and level of a paragraph, from its own properties and its style.
    fn list(&self, paragraph: &Paragraph) -> Option<(u32, usize)> {
        let own = &paragraph.properties;
        let style = self.style(paragraph);
        let inherited = style.map(|style| &style.paragraph);
        let list = own.list.or_else(|| inherited?.list).filter(|&id| id > 0)?;
        let chain = style.map_or(&[][..], |style| &style.chain);
        let level = match own.level {
            Some(level) => usize::from(level),
            None => self
                .numbering
                .level_of_style(list, chain)
                .or_else(|| {
                    let level = inherited?.level?;
                    own.list.is_none().then_some(usize::from(level))
                })
                .unwrap_or(0),
        };
        Some((list, level))
    }

    /// Whether a paragraph has a number.
    fn is_listed(&self, paragraph: &Paragraph) -> bool {
        let level = |(list, level)| self.numbering.level(list, level);
        self.list(paragraph)
            .and_then(level)
            .is_some_and(|level| level.format != "bullet")
    }

    fn label(&mut self, paragraph: &Paragraph) -> Option<Label> {
        let (list, level) = self.list(paragraph)?;
        let label = self.counters.next(self.numbering, list, level)?;
        // A mark without text shows, but says nothing.
        (!(label.bullet && paragraph.is_empty())).then_some(label)
    }

    /// The columns of white space before a paragraph's lines, and before its first line.
    fn indent(&self, paragraph: &Paragraph) -> usize {
        let own = &paragraph.properties;
        let style = self.style(paragraph).map(|style| &style.paragraph);
        let level = self
            .list(paragraph)
            .and_then(|(list, level)| self.numbering.level(list, level));
        let left = own
            .left
            .or_else(|| level?.left)
            .or_else(|| style?.left)
            .unwrap_or(0);
        let hanging = own
            .hanging
            .or_else(|| level?.hanging)
            .or_else(|| style?.hanging)
            .unwrap_or(0);
        usize::try_from(left.saturating_sub(hanging) / COLUMN)
            .unwrap_or(0)
            .min(200)
    }

    /// The level of a heading from 1, the document's title first; `None` for text.
    fn heading(&self, paragraph: &Paragraph, text: &str) -> Option<u8> {
        let style = self.style(paragraph);
        if style.is_some_and(|style| style.title) {
            return Some(1);
        }
        let level = paragraph
            .properties
            .outline
            .or_else(|| style?.paragraph.outline)
            .filter(|&level| level < 9)?;
        let words = text.trim();
        let titles =
            words.width() <= HEADING && !words.ends_with(['。', '；', ';', '：', ':', '，']);
        titles.then_some(level + 2)
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let style = self.style(paragraph);
        let breaks = paragraph.properties.page_break;
        if breaks.or_else(|| style?.paragraph.page_break) == Some(true) {
            self.apart();
        }
        let label = self.label(paragraph);
        if paragraph.is_empty() && label.is_none() {
            return self.apart();
        }
        let heading = self.heading(paragraph, &paragraph.text);
        let indent = self.indent(paragraph);
        let mut shape = match (heading, &label) {
            (Some(level), _) => Shape::Heading(level),
            (None, Some(label)) if label.bullet => Shape::Bullet,
            _ => Shape::Text,
        };
        for line in lines(paragraph, label, heading.is_some()) {
            if line.text.trim().is_empty() && line.label.is_none() {
                if line.text.contains(PAGE) {
                    self.apart();
                }
                continue;
            }
            if line.text.starts_with(PAGE) {
                self.apart();
            }
            let at = self.line(paragraph, &line);
            if let Shape::Heading(_) = shape {
                self.marks.push((MarkKind::Heading, at..self.text.len()));
            }
            let width = indent + self.text.get(at..).unwrap_or("").width();
            self.text.push('\n');
            let gap = self.soft(line.at > 0, width);
            if self.collector.line(shape, gap, 0, (indent, width)) {
                self.gap = Gap::Line;
            }
            if shape == Shape::Bullet {
                shape = Shape::Text;
            }
        }
    }

    /// What lies before a line; a break in the middle of a sentence means nothing.
    fn soft(&self, inside: bool, width: usize) -> Gap {
        if !inside || self.gap != Gap::Line {
            return self.gap;
        }
        let mut lines = self.text.trim_end_matches('\n').rsplit('\n').skip(1);
        let before = lines.next().unwrap_or("").trim_end();
        let stops = ['。', '！', '？', '；', '：', '.', '!', '?', ';', ':'];
        if layout::is_wide(before.width()) && width > 0 && !before.ends_with(stops) {
            Gap::Soft
        } else {
            Gap::Line
        }
    }

    /// Writes a line with its place and marks, without its end; gives where it begins.
    fn line(&mut self, paragraph: &Paragraph, line: &Line<'_>) -> usize {
        let start = self.text.len();
        self.places.push((offset(start), paragraph.place.clone()));
        let mut folded = start;
        if let Some(label) = &line.label {
            self.text.push_str(&label.text);
            if !line.text.trim().is_empty() {
                self.text.push_str(label.gap);
            }
            if label.bullet {
                folded = self.text.len();
            }
        }
        let words = line.text.trim();
        let skipped = line.text.len() - line.text.trim_start().len();
        let at = self.text.len();
        self.text.push_str(words);
        let from = line.at + skipped;
        let stretch = from..from + words.len();
        self.marks
            .extend(marks::of(paragraph, &stretch, at, self.body));
        let text = self.text.get(folded..).unwrap_or("");
        self.collector.folder.push(text, folded);
        start
    }

    /// Writes a table row as one line of the folded text: its cells with a stroke between.
    fn row(&mut self, cells: &[Cell]) {
        let mut last = None;
        for cell in cells {
            let mut first = true;
            for block in &cell.blocks {
                let Block::Paragraph(paragraph) = block else {
                    continue;
                };
                let label = self.label(paragraph);
                for line in lines(paragraph, label, false) {
                    if line.text.trim().is_empty() && line.label.is_none() {
                        continue;
                    }
                    let here = self.text.len();
                    if let Some(end) = last {
                        if std::mem::take(&mut first) {
                            self.collector.folder.cell(end..here);
                        } else {
                            self.collector.folder.push("\n", end);
                        }
                    }
                    first = false;
                    self.line(paragraph, &line);
                    last = Some(self.text.len());
                    self.text.push('\n');
                }
            }
        }
        if self.collector.line(Shape::Row, self.gap, 0, (0, 0)) {
            self.gap = Gap::Line;
        }
    }
}

/// The lines of a paragraph: cut at its breaks, but those of a heading, which is one line however it is set.
fn lines(paragraph: &Paragraph, label: Option<Label>, whole: bool) -> Vec<Line<'_>> {
    let mut label = label;
    if whole {
        return vec![Line {
            text: &paragraph.text,
            at: 0,
            label,
        }];
    }
    let mut out = Vec::new();
    let mut at = 0;
    let breaks = |(at, _): (usize, &str)| at;
    let cuts = paragraph.text.match_indices([BREAK, PAGE]).map(breaks);
    for end in cuts.chain([paragraph.text.len()]) {
        let text = paragraph.text.get(at..end).unwrap_or("");
        let shown = !text.trim().is_empty() || paragraph.is_empty();
        out.push(Line {
            text,
            at,
            label: if shown { label.take() } else { None },
        });
        at = end;
    }
    out
}

//! Defines what a part of a DOCX is read into: paragraphs with their looks and table rows with their cells. Underlined white space
//! becomes a blank to fill in here; labels of lists are left to `write`.

use super::properties::{Leader, ParagraphProperties};
use super::stylesheet::Look;
use crate::source::Place;
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// A line break inside a paragraph.
pub(super) const BREAK: char = '\n';

/// A page or column break inside a paragraph.
pub(super) const PAGE: char = '\u{c}';

/// A blank to fill in whose width is not known.
pub(super) const BLANK: &str = "____";

/// What the way to a tab stop is filled with in a table of contents.
const DOTS: &str = "………";

/// A piece of a part.
#[derive(Debug)]
pub(super) enum Block {
    Paragraph(Box<Paragraph>),
    Table(Vec<Vec<Cell>>),
}

/// A cell of a table row.
#[derive(Debug)]
pub(super) struct Cell {
    pub(super) blocks: Vec<Block>,
}

/// A paragraph.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) place: Place,
    pub(super) text: String,
    /// Bytes of `text` with their looks, in order.
    pub(super) spans: Vec<(Range<usize>, Look)>,
    pub(super) properties: ParagraphProperties,
    /// Its end does not show, so the next paragraph goes on with it.
    pub(super) joins: bool,
}

impl Paragraph {
    /// Whether it shows any text.
    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Puts the paragraph before in front, whose end does not show.
    pub(super) fn take_over(&mut self, mut before: Paragraph) {
        if before.is_empty() {
            return;
        }
        // The one before is the longer, where many go on with each other.
        let by = before.text.len();
        before.text.push_str(&self.text);
        let own = std::mem::take(&mut self.spans).into_iter();
        before
            .spans
            .extend(own.map(|(range, look)| (range.start + by..range.end + by, look)));
        before.joins = self.joins;
        *self = before;
    }
}

/// A run of text with one look.
#[derive(Debug)]
struct Run {
    text: String,
    look: Look,
    /// Underlined, or in a field to fill in: white space in it is a blank.
    fillable: bool,
}

/// The text of a paragraph while it is read.
#[derive(Debug, Default)]
pub(super) struct Runs {
    runs: Vec<Run>,
    tabs: usize,
}

impl Runs {
    /// Takes text.
    pub(super) fn push(&mut self, text: &str, look: Look, fillable: bool) {
        match self.runs.last_mut() {
            Some(last) if last.look == look && last.fillable == fillable => {
                last.text.push_str(text);
            }
            _ => self.runs.push(Run {
                text: text.to_owned(),
                look,
                fillable,
            }),
        }
    }

    /// Takes a tab, which the paragraph's tab stops may fill with a line to write on or with dots.
    pub(super) fn tab(&mut self, stops: &[(i32, Leader)], look: Look, fillable: bool) {
        let leader = stops.get(self.tabs).or(stops.last()).map(|stop| stop.1);
        self.tabs += 1;
        match leader {
            Some(Leader::Line) => self.push(BLANK, look, false),
            Some(Leader::Dots) => self.push(DOTS, look, false),
            _ => self.push("\t", look, fillable),
        }
    }

    /// Fills the way to the page number that ends a line of contents.
    pub(super) fn lead_to_page(&mut self) {
        let last = |run: &&mut Run| run.text.contains('\t');
        let run = self.runs.iter_mut().rfind(last);
        if let Some((run, at)) = run.and_then(|run| run.text.rfind('\t').map(|at| (run, at))) {
            run.text.replace_range(at..=at, DOTS);
        }
    }

    /// The text with its looks.
    pub(super) fn finish(self) -> (String, Vec<(Range<usize>, Look)>) {
        let (mut text, mut spans) = (String::new(), Vec::new());
        let mut rest = self.runs.as_slice();
        while let Some(first) = rest.first() {
            let same = |run: &Run| run.fillable == first.fillable;
            let length = rest.iter().take_while(|run| same(run)).count();
            let (group, after) = rest.split_at(length.min(rest.len()));
            // White space round words that are underlined too only gives them room.
            let width: usize = group.iter().map(|run| width(&run.text)).sum();
            let blank = first.fillable && width > 1 && group.iter().all(|run| is_blank(&run.text));
            for run in group {
                let start = text.len();
                if blank {
                    text.extend(run.text.chars().flat_map(drawn));
                } else {
                    text.push_str(&run.text);
                }
                spans.push((start..text.len(), run.look));
            }
            rest = after;
        }
        (text, spans)
    }
}

fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// Columns that white space takes.
fn width(text: &str) -> usize {
    let columns = |c: char| match c {
        '\t' => BLANK.len(),
        BREAK | PAGE => 0,
        c => c.encode_utf8(&mut [0; 4]).width(),
    };
    text.chars().map(columns).sum()
}

/// White space as a line to write on.
fn drawn(c: char) -> impl Iterator<Item = char> {
    let (sign, times) = match c {
        BREAK | PAGE => (c, 1),
        _ => ('_', width(c.encode_utf8(&mut [0; 4])).max(1)),
    };
    std::iter::repeat_n(sign, times)
}

//! Defines what the readers of the formats hand to `structure`: folded lines, each with its shape and how it stands to the one before.

use super::fold::{Folded, Shift, offset};
use super::folding::Folder;
use super::tree::MarkKind;
use std::ops::Range;

/// What a line is by its format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Running text.
    Text,
    /// A heading that the format marks, with its level.
    Heading(u8),
    /// A table row.
    Row,
    /// A list item without a number; its mark is left out.
    Bullet,
}

/// What lies between a line and the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// A line break that the format says means nothing.
    Soft,
    /// A line break.
    Line,
    /// An empty line, or what the format says ends a paragraph.
    Blank,
    /// The end of a page, with its number, header and footer left out.
    Page,
    /// The end of a part of the file (its body, a footnote, a header), beyond which nothing goes on.
    Part,
}

/// One line.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Its bytes of the folded lines.
    pub(super) text: Range<usize>,
    /// Its shifts.
    pub(super) shifts: Range<usize>,
    pub(super) shape: Shape,
    pub(super) gap: Gap,
    /// Depth of the list that the format puts it in; 0 outside lists.
    pub(super) depth: u8,
    /// Columns of white space before it.
    pub(super) indent: usize,
    /// Columns that it takes, with its indent.
    pub(super) width: usize,
}

/// A text as folded lines.
#[derive(Debug, Clone, Default)]
pub(super) struct Lines {
    /// The lines, folded one by one and put together without anything between.
    pub(super) folded: Folded,
    pub(super) lines: Vec<Line>,
    /// Marks over the folded lines.
    pub(super) marks: Vec<(MarkKind, Range<usize>)>,
    /// The list items and paragraphs are what the format says they are.
    pub(super) marked_up: bool,
}

impl Lines {
    /// The folded words of a line.
    pub(super) fn words(&self, line: &Line) -> &str {
        self.folded.text.get(line.text.clone()).unwrap_or("")
    }

    /// Appends the lines of another text, which begins at byte `original` of the same original; an empty line lies between.
    pub(super) fn append(&mut self, other: Lines, original: usize) {
        let (text, shifts) = (self.folded.text.len(), self.folded.shifts.len());
        self.folded
            .shifts
            .extend(other.folded.shifts.iter().map(|shift| Shift {
                folded: shift.folded + offset(text),
                original: shift.original + offset(original),
                ..*shift
            }));
        self.folded.text.push_str(&other.folded.text);
        let moved = |range: Range<usize>, by: usize| range.start + by..range.end + by;
        let first = self.lines.len();
        self.lines.extend(other.lines.into_iter().map(|line| Line {
            text: moved(line.text, text),
            shifts: moved(line.shifts, shifts),
            ..line
        }));
        if let Some(line) = self.lines.get_mut(first) {
            line.gap = Gap::Blank;
        }
        let marks = other.marks.into_iter();
        self.marks
            .extend(marks.map(|(kind, range)| (kind, moved(range, text))));
    }
}

/// Collects lines while a reader folds them.
#[derive(Debug, Default)]
pub(super) struct Collector {
    pub(super) folder: Folder,
    lines: Vec<Line>,
    start: (usize, usize),
}

impl Collector {
    /// A collector for a text of so many bytes and lines.
    pub(super) fn for_text(bytes: usize, lines: usize) -> Self {
        Self {
            folder: Folder::for_text(bytes),
            lines: Vec::with_capacity(lines),
            start: (0, 0),
        }
    }

    /// Ends the line that was pushed into `folder`; one without any text is forgotten and gives `false`.
    pub(super) fn line(
        &mut self,
        shape: Shape,
        gap: Gap,
        depth: u8,
        (indent, width): (usize, usize),
    ) -> bool {
        self.folder.end();
        let end = (self.folder.position(), self.folder.shifts());
        let (text, shifts) = (self.start.0..end.0, self.start.1..end.1);
        self.start = end;
        if text.is_empty() {
            return false;
        }
        self.lines.push(Line {
            text,
            shifts,
            shape,
            gap,
            depth,
            indent,
            width,
        });
        true
    }

    /// The lines.
    pub(super) fn finish(self, marks: Vec<(MarkKind, Range<usize>)>, marked_up: bool) -> Lines {
        Lines {
            folded: self.folder.finish(),
            lines: self.lines,
            marks,
            marked_up,
        }
    }
}

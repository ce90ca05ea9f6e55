//! Cuts windows out of source lines for drawing: takes spans, gives miette a small text with the lines that hold them, long lines
//! cropped around the span, control characters made visible, and columns counted in characters.

use super::visible::{shown, visible};
use crate::source::{Source, Sources, Span};
use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use unicode_width::UnicodeWidthChar;

/// Cells that are kept free beside a source line: line number, bars and a margin.
const MARGIN: usize = 12;
/// A window is never narrower than this.
const NARROWEST: usize = 20;

/// The windows of one problem, in one buffer.
#[derive(Debug)]
pub(super) struct Windows {
    buffer: String,
    windows: Vec<Window>,
    cells: usize,
    /// What stands for the part of a line that is left out.
    gap: &'static str,
}

#[derive(Debug)]
struct Window {
    name: String,
    /// Line from 0.
    line: usize,
    /// Where the window lies in the buffer, its line break left out.
    start: usize,
    end: usize,
    /// Byte range of the line that the window shows.
    shown: std::ops::Range<usize>,
    /// The file's number, so that spans of one line share a window.
    file: u32,
    /// A label begins at this offset of the buffer, at this column from 0.
    labels: Vec<(usize, usize)>,
}

impl Windows {
    /// No windows yet, for a terminal of `width` cells; `gap` stands for the part of a line that is left out.
    pub(super) fn new(width: usize, gap: &'static str) -> Self {
        Self {
            buffer: String::new(),
            windows: Vec::new(),
            cells: width.saturating_sub(MARGIN).max(NARROWEST),
            gap,
        }
    }

    /// Takes a span in and gives its place in the buffer: its first line only, cut at the window's ends. `None` for a span of an
    /// unknown text.
    pub(super) fn add(&mut self, sources: &Sources, span: Span) -> Option<SourceSpan> {
        let source = sources.get(span.file)?;
        let position = source.position(span.start as usize);
        let line = position.line as usize - 1;
        let range = source.line_range(position.line);
        let start = (span.start as usize).clamp(range.start, range.end);
        let end = (span.end as usize).clamp(start, range.end);
        let known = self.windows.iter().position(|window| {
            window.file == span.file.0
                && window.line == line
                && window.shown.start <= start
                && end <= window.shown.end
        });
        let at = match known {
            Some(at) => at,
            None => self.open(source, span, line, range, start..end),
        };
        let (buffer, windows, gap) = (&self.buffer, &mut self.windows, self.gap);
        let window = windows.get_mut(at)?;
        let end = end.min(window.shown.end);
        let text = source.text();
        let offset = |to: usize| {
            let left = usize::from(window.shown.start > source.line_range(position.line).start);
            let before = text.get(window.shown.start..to).unwrap_or("");
            window.start + left * gap.len() + shown(before).len()
        };
        let (from, to) = (offset(start), offset(end).min(buffer.len()));
        window.labels.push((from, position.column as usize - 1));
        Some(SourceSpan::from((from, to.saturating_sub(from))))
    }

    fn open(
        &mut self,
        source: &Source,
        span: Span,
        line: usize,
        range: std::ops::Range<usize>,
        label: std::ops::Range<usize>,
    ) -> usize {
        let text = source.text();
        let whole = text.get(range.clone()).unwrap_or("");
        let shown_range = if cells(whole) <= self.cells {
            range.clone()
        } else {
            crop(
                text,
                &range,
                &label,
                self.cells.saturating_sub(2 * cells(self.gap)),
            )
        };
        let start = self.buffer.len();
        if shown_range.start > range.start {
            self.buffer.push_str(self.gap);
        }
        self.buffer
            .push_str(&shown(text.get(shown_range.clone()).unwrap_or("")));
        if shown_range.end < range.end {
            self.buffer.push_str(self.gap);
        }
        // A label at the end of a line stands one cell past it.
        self.buffer.push(' ');
        let end = self.buffer.len();
        self.buffer.push('\n');
        self.windows.push(Window {
            name: shown(source.name()),
            line,
            start,
            end,
            shown: shown_range,
            file: span.file.0,
            labels: Vec::new(),
        });
        self.windows.len() - 1
    }
}

impl SourceCode for Windows {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        _before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (from, to) = (span.offset(), span.offset() + span.len());
        // A span over two windows would show lines that do not follow each other: miette then draws them apart.
        let window = self
            .windows
            .iter()
            .find(|window| window.start <= from && to <= window.end)
            .ok_or(MietteError::OutOfBounds)?;
        let column = window
            .labels
            .iter()
            .find(|(at, _)| *at == from)
            .map_or(0, |(_, column)| *column);
        let data = self
            .buffer
            .get(window.start..window.end)
            .ok_or(MietteError::OutOfBounds)?;
        Ok(Box::new(MietteSpanContents::new_named(
            window.name.clone(),
            data.as_bytes(),
            SourceSpan::from((window.start, window.end - window.start)),
            window.line,
            column,
            1,
        )))
    }
}

/// The part of a line to show: the label with the same room on both sides, or more on one where the line ends on the other.
fn crop(
    text: &str,
    line: &std::ops::Range<usize>,
    label: &std::ops::Range<usize>,
    width: usize,
) -> std::ops::Range<usize> {
    let slice = |from, to| text.get(from..to).unwrap_or("");
    let marked = cells(slice(label.start, label.end));
    let room = width.saturating_sub(marked);
    let after = cells(slice(label.end, line.end)).min(room / 2);
    let mut start = label.start;
    let mut left = room - after;
    for (at, char) in slice(line.start, label.start).char_indices().rev() {
        if cell(char) > left {
            break;
        }
        left -= cell(char);
        start = line.start + at;
    }
    let mut end = start;
    let mut left = width;
    for (at, char) in slice(start, line.end).char_indices() {
        if cell(char) > left {
            break;
        }
        left -= cell(char);
        end = start + at + char.len_utf8();
    }
    start..end.max(label.start)
}

fn cells(text: &str) -> usize {
    text.chars().map(cell).sum()
}

fn cell(char: char) -> usize {
    let shown = visible(char);
    if shown == '\t' {
        return 2;
    }
    shown.width().unwrap_or(0)
}

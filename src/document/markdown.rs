//! Reads Markdown: takes a text, gives folded lines with headings, list items, table rows and bold marks made out, and comments.
//! Front matter and HTML tags are no text. Joining lines is left to `structure`.

use super::ReadError;
use super::decode;
use super::lines::{Collector, Gap, Lines, Shape};
use super::parsed::Parsed;
use super::tree::MarkKind;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;
use std::ops::Range;

/// From this on underscores are a blank to fill in, not emphasis.
const BLANK: &str = "___";

/// What the reader has seen so far.
struct Reader<'a> {
    source: &'a str,
    collector: Collector,
    marks: Vec<(MarkKind, Range<usize>)>,
    /// Marks that have begun.
    begun: Vec<(MarkKind, usize)>,
    gap: Gap,
    shape: Shape,
    depth: u8,
    /// Where the number of a list item stands that has no text yet.
    marker: Option<usize>,
    /// Inside front matter, HTML or an image.
    silent: usize,
    in_code: bool,
    in_row: bool,
    row_filled: bool,
    /// The cell has text already.
    in_cell: bool,
    /// Where the text that was taken last ends.
    end: usize,
    comments: Vec<(Range<usize>, String)>,
    /// Where a comment begins that a block of HTML has not ended yet.
    comment: Option<usize>,
}

/// Reads a file.
pub(super) fn parse(bytes: &[u8], encoding: Option<&str>) -> Result<Parsed, ReadError> {
    let (text, encoding) = decode::decode(bytes, encoding)?;
    let (lines, comments) = read(&text);
    Ok(Parsed {
        lines,
        comments,
        text,
        encoding,
        ..Parsed::default()
    })
}

/// Reads a text into lines and comments.
pub(super) fn read(text: &str) -> (Lines, Vec<(Range<usize>, String)>) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut reader = Reader {
        source: text,
        collector: Collector::default(),
        marks: Vec::new(),
        begun: Vec::new(),
        gap: Gap::Blank,
        shape: Shape::Text,
        depth: 0,
        marker: None,
        silent: 0,
        in_code: false,
        in_row: false,
        row_filled: false,
        in_cell: false,
        end: 0,
        comments: Vec::new(),
        comment: None,
    };
    let shown = without_blanks(text);
    for (event, range) in Parser::new_ext(&shown, options).into_offset_iter() {
        reader.take(event, range);
    }
    reader.line(Gap::Blank);
    let folded = reader.collector.folder.text();
    let mut marks: Vec<(MarkKind, Range<usize>)> = Vec::new();
    for (kind, range) in reader.marks {
        // White space that precedes the marked words is not theirs.
        let words = folded.get(range.clone()).unwrap_or("");
        let start = range.start + (words.len() - words.trim_start().len());
        if start < range.end {
            marks.push((kind, start..range.end));
        }
    }
    (reader.collector.finish(marks, true), reader.comments)
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.finish(tag),
            Event::Text(text) if self.silent == 0 => self.text(&text, range),
            Event::Code(text) if self.silent == 0 => {
                let inside = self
                    .source
                    .get(range.clone())
                    .and_then(|code| code.find(&*text));
                match inside {
                    Some(at) => self.text(&text, range.start + at..range.start + at + text.len()),
                    None => self.text(&text, range),
                }
            }
            Event::SoftBreak if self.in_row => self.collector.folder.push(" ", range.start),
            Event::SoftBreak => self.line(Gap::Soft),
            Event::HardBreak => self.line(Gap::Line),
            Event::InlineHtml(tag) if tag.starts_with("<!--") => self.comments_in(range),
            Event::InlineHtml(tag) => self.tag(&tag, range.start),
            Event::Html(_) => self.comments_in(range),
            Event::Rule => self.line(Gap::Blank),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => {}
            Tag::Heading { level, .. } => {
                self.shape = Shape::Heading(depth_of(*level));
                self.begun
                    .push((MarkKind::Heading, self.collector.folder.position()));
            }
            Tag::CodeBlock(_) => self.in_code = true,
            Tag::HtmlBlock | Tag::MetadataBlock(_) | Tag::Image { .. } => self.silent += 1,
            Tag::List(_) => {
                self.line(Gap::Line);
                self.marker = None;
                self.depth = self.depth.saturating_add(1);
            }
            Tag::Item => {
                self.line(Gap::Line);
                self.shape = Shape::Bullet;
                let marker = self.source.get(range.clone()).unwrap_or("");
                self.marker = marker
                    .starts_with(|c: char| c.is_ascii_digit())
                    .then_some(range.start);
            }
            Tag::TableHead | Tag::TableRow => {
                self.shape = Shape::Row;
                (self.in_row, self.row_filled) = (true, false);
            }
            Tag::TableCell => self.in_cell = false,
            Tag::Strong => self
                .begun
                .push((MarkKind::Bold, self.collector.folder.position())),
            _ => {}
        }
    }

    fn finish(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.line(Gap::Blank),
            TagEnd::Heading(_) => {
                self.mark(MarkKind::Heading);
                self.line(Gap::Blank);
            }
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.line(Gap::Blank);
            }
            TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) | TagEnd::Image => {
                self.silent = self.silent.saturating_sub(1);
                self.comment = None;
            }
            TagEnd::List(_) => {
                self.line(Gap::Line);
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    self.gap = Gap::Blank;
                }
            }
            TagEnd::Item => self.line(Gap::Line),
            TagEnd::TableHead | TagEnd::TableRow => {
                self.line(Gap::Line);
                self.in_row = false;
            }
            TagEnd::Table => self.gap = Gap::Blank,
            TagEnd::Strong => self.mark(MarkKind::Bold),
            _ => {}
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if let Some(at) = self.marker.take() {
            let marker = self.source.get(at..range.start).unwrap_or("");
            let number = marker.find(char::is_whitespace).unwrap_or(marker.len());
            let words = marker.get(number..).unwrap_or("");
            let blank = words.len() - words.trim_start().len();
            self.collector
                .folder
                .push(marker.get(..number + blank).unwrap_or(""), at);
        }
        if self.in_code {
            for (at, line) in text
                .match_indices('\n')
                .map(|(at, _)| at)
                .chain([text.len()])
                .scan(0, |start, end| {
                    let from = std::mem::replace(start, end + 1);
                    Some((from, text.get(from..end).unwrap_or("")))
                })
            {
                self.collector.folder.push(line, range.start + at);
                self.end = range.start + at + line.len();
                if at + line.len() < text.len() {
                    self.line(Gap::Line);
                }
            }
            return;
        }
        if self.in_row && !self.in_cell && !text.trim().is_empty() {
            if self.row_filled {
                self.collector
                    .folder
                    .cell(self.end..range.start.max(self.end));
            }
            (self.in_cell, self.row_filled) = (true, true);
        }
        let source = self.source.get(range.clone()).unwrap_or("");
        if source == text || without_blanks(source) == text {
            self.collector.folder.push(source, range.start);
        } else {
            self.collector.folder.push_whole(text, range.clone());
        }
        self.end = range.end;
    }

    /// Hands over the comments of a piece of HTML; a block comes line by line.
    fn comments_in(&mut self, range: Range<usize>) {
        let mut at = range.start;
        loop {
            let rest = |at: usize| self.source.get(at..range.end).unwrap_or("");
            let start = match self.comment {
                Some(start) => start,
                None => match rest(at).find("<!--") {
                    Some(found) => at + found,
                    None => return,
                },
            };
            let inner = start + "<!--".len();
            let from = at.max(inner);
            let Some(found) = rest(from).find("-->") else {
                self.comment = Some(start);
                return;
            };
            let words = self.source.get(inner..from + found).unwrap_or("").trim();
            at = from + found + "-->".len();
            if !words.is_empty() {
                self.comments.push((start..at, words.to_owned()));
            }
            self.comment = None;
        }
    }

    /// HTML tags that break a line or set text apart.
    fn tag(&mut self, tag: &str, at: usize) {
        let name: String = tag
            .trim_start_matches(['<', '/'])
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .flat_map(char::to_lowercase)
            .collect();
        let kind = match name.as_str() {
            "br" if self.in_row => return self.collector.folder.push(" ", at),
            "br" => return self.line(Gap::Line),
            "u" | "ins" => MarkKind::Underline,
            "b" | "strong" => MarkKind::Bold,
            "big" => MarkKind::Large,
            "font" => MarkKind::Color,
            _ => return,
        };
        if tag.starts_with("</") {
            self.mark(kind);
        } else {
            self.begun.push((kind, self.collector.folder.position()));
        }
    }

    /// Ends the mark that has begun last of a kind.
    fn mark(&mut self, kind: MarkKind) {
        if let Some(at) = self.begun.iter().rposition(|begun| begun.0 == kind) {
            let (_, start) = self.begun.remove(at);
            self.marks
                .push((kind, start..self.collector.folder.position()));
        }
    }

    /// Ends a line; `gap` lies between it and the next.
    fn line(&mut self, gap: Gap) {
        if self
            .collector
            .line(self.shape, self.gap, self.depth, (0, 0))
        {
            self.gap = gap;
            self.shape = Shape::Text;
        } else if gap == Gap::Blank {
            self.gap = gap;
        }
    }
}

/// The text with blanks to fill in (`____`) as letters of the same length, for the parser would take them for emphasis or a rule.
fn without_blanks(text: &str) -> Cow<'_, str> {
    if !text.contains(BLANK) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(BLANK) {
        let (before, blank) = rest.split_at(at);
        let length = blank.find(|c| c != '_').unwrap_or(blank.len());
        shown.push_str(before);
        shown.extend(std::iter::repeat_n('x', length));
        rest = blank.get(length..).unwrap_or("");
    }
    shown.push_str(rest);
    Cow::Owned(shown)
}

fn depth_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

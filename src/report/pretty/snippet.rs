//! Draws places of a document: takes evidence and the document's text, writes the lines with carets under the words. A line
//! longer than the terminal is shown as a window round the words, so that a clause of 3,000 characters stays readable.

use super::super::View;
use super::super::cells::{CUT, clean, pad_left, width, wrap};
use super::super::spot::of_evidence;
use super::super::theme::Paint;
use crate::finding::Evidence;
use crate::source::Source;
use std::io::{self, Write};
use std::ops::Range;

/// The lines of one piece of evidence that are drawn before the rest is left out.
const LINES: u32 = 3;

/// A part of a line that is underlined, in characters from 0.
#[derive(Clone)]
struct Underline<'a> {
    line: u32,
    range: Range<usize>,
    offending: bool,
    role: &'a str,
}

pub fn write(
    evidence: &[&Evidence],
    paint: Paint,
    view: &View<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    // Where lines are not those of the file, every place is told apart by its words.
    let joined = |one: &&Evidence, next: &&Evidence| {
        one.file == next.file && (!of_evidence(one, view).extracted || one.place == next.place)
    };
    for group in evidence.chunk_by(joined) {
        let Some(first) = group.iter().find(|one| one.offending).or(group.first()) else {
            continue;
        };
        let spot = of_evidence(first, view);
        let file = clean(&first.file);
        let words = spot.place_words(view.lang).map(|words| clean(&words));
        let place = match words {
            Some(words) if spot.extracted => format!("{file}{}{words}", view.word(": ", "：")),
            None if spot.extracted => file,
            Some(words) => format!("{file}:{}:{} ({words})", first.line, first.column),
            None => format!("{file}:{}:{}", first.line, first.column),
        };
        let arrow = view.paint(Paint::Dim, "-->");
        writeln!(out, "  {arrow} {place}")?;
        let own;
        let source = match view.texts.get(&first.file) {
            Some(source) => source,
            None => {
                own = quoted(group);
                &own
            }
        };
        let mut marks: Vec<Underline<'_>> = group
            .iter()
            .flat_map(|one| underlines(one, source, view))
            .collect();
        marks.sort_by_key(|mark| (mark.line, mark.range.start, mark.range.end));
        let digits = marks.last().map_or(1, |mark| mark.line.to_string().len());
        let pen = Pen {
            view,
            paint,
            digits,
            numbered: !spot.extracted,
            room: view.width.saturating_sub(digits + 5).max(20),
        };
        pen.gutter(None, "", out)?;
        let mut last = None;
        for line in marks.chunk_by(|one, next| one.line == next.line) {
            let number = line.first().map_or(0, |mark| mark.line);
            if last.is_some_and(|last| last + 1 < number) {
                writeln!(out, "  {}", pad_left(CUT, digits.max(CUT.len())))?;
            }
            last = Some(number);
            pen.line(source.line(number), number, line, out)?;
        }
    }
    Ok(())
}

/// A stand-in where the text itself is not at hand: the evidence's own words on its own lines.
fn quoted(group: &[&Evidence]) -> Source {
    let mut lines: Vec<String> = Vec::new();
    for one in group {
        let at = one.line.saturating_sub(1) as usize;
        if lines.len() <= at {
            lines.resize(at + 1, String::new());
        }
        let Some(line) = lines.get_mut(at) else {
            continue;
        };
        let have = line.chars().count();
        let before = (one.column.saturating_sub(1) as usize).saturating_sub(have);
        line.push_str(&" ".repeat(before));
        line.push_str(&clean(&one.text));
    }
    Source::new("", lines.join("\n"))
}

fn underlines<'a>(one: &'a Evidence, source: &Source, view: &View<'a>) -> Vec<Underline<'a>> {
    let last = one.end_line.max(one.line);
    let shown = last.min(one.line.saturating_add(LINES - 1));
    let mut marks = Vec::new();
    for line in one.line..=shown {
        let text = source.line(line);
        let blank = text.len() - text.trim_start().len();
        let indent = text.get(..blank).map_or(0, |blank| blank.chars().count());
        let start = match line == one.line {
            true => one.column.saturating_sub(1) as usize,
            false => indent,
        };
        let end = match line == last {
            true => one.end_column.saturating_sub(1) as usize,
            false => text.trim_end().chars().count(),
        };
        if end <= start && line != one.line {
            continue;
        }
        marks.push(Underline {
            line,
            range: start..end.max(start + 1),
            offending: one.offending,
            role: "",
        });
    }
    if let Some(mark) = marks.last_mut() {
        mark.role = one.role.get(view.lang);
    }
    marks
}

struct Pen<'a> {
    view: &'a View<'a>,
    paint: Paint,
    digits: usize,
    /// Lines have numbers that people can look up.
    numbered: bool,
    room: usize,
}

impl Pen<'_> {
    fn gutter(&self, number: Option<u32>, rest: &str, out: &mut dyn Write) -> io::Result<()> {
        let number = number.filter(|_| self.numbered);
        let number = number.map(|one| one.to_string()).unwrap_or_default();
        let gutter = format!("{} |", pad_left(&number, self.digits));
        let gutter = self.view.paint(Paint::Dim, &gutter);
        let gap = if rest.is_empty() { "" } else { " " };
        writeln!(out, "  {gutter}{gap}{rest}")
    }

    fn line(
        &self,
        text: &str,
        number: u32,
        marks: &[Underline<'_>],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let letters: Vec<String> = text.chars().map(|one| clean(&one.to_string())).collect();
        let cells: Vec<usize> = letters.iter().map(|one| width(one)).collect();
        let mut rest = marks;
        while let Some((window, count)) = self.window(&cells, rest) {
            let (shown, later) = rest.split_at(count);
            rest = later;
            let mut line = letters.get(window.clone()).unwrap_or(&[]).concat();
            let lead = if window.start > 0 { CUT } else { "" };
            if window.end < letters.len() {
                line.push_str(CUT);
            }
            self.gutter(Some(number), &format!("{lead}{line}"), out)?;
            for mark in shown {
                let start = mark.range.start.clamp(window.start, window.end);
                let end = mark.range.end.clamp(start, window.end);
                let before = lead.len() + sum(&cells, window.start..start);
                self.carets(before, sum(&cells, start..end).max(1), mark, out)?;
            }
        }
        Ok(())
    }

    /// The characters to show for the first of the marks, and how many of the marks fit with it.
    fn window(&self, cells: &[usize], marks: &[Underline<'_>]) -> Option<(Range<usize>, usize)> {
        let first = marks.first()?;
        if sum(cells, 0..cells.len()) <= self.room {
            return Some((0..cells.len(), marks.len()));
        }
        let room = self.room.saturating_sub(2 * CUT.len());
        let start = first.range.start.min(cells.len());
        let mut end = first.range.end.min(cells.len());
        let mut count = 1;
        for mark in marks.iter().skip(1) {
            let wider = end.max(mark.range.end.min(cells.len()));
            if sum(cells, start..wider) > room * 3 / 4 {
                break;
            }
            end = wider;
            count += 1;
        }
        let mut window = start..start;
        let mut used = 0;
        let mut grow = |window: &mut Range<usize>, to_left: bool, limit: usize| {
            let at = match to_left {
                true => window.start.checked_sub(1),
                false => Some(window.end).filter(|&at| at < cells.len()),
            };
            let Some(at) = at else { return false };
            let more = cells.get(at).copied().unwrap_or(0);
            if used + more > limit {
                return false;
            }
            used += more;
            match to_left {
                true => window.start = at,
                false => window.end = at + 1,
            }
            true
        };
        while window.end < end && grow(&mut window, false, room) {}
        let span = sum(cells, window.clone());
        let half = span + room.saturating_sub(span) / 2;
        while grow(&mut window, true, half) {}
        while grow(&mut window, false, room) {}
        while grow(&mut window, true, room) {}
        Some((window, count))
    }

    fn carets(
        &self,
        before: usize,
        count: usize,
        mark: &Underline<'_>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let (sign, paint) = match mark.offending {
            true => ("^", self.paint),
            false => ("-", Paint::Info),
        };
        let carets = self.view.paint(paint, &sign.repeat(count));
        let indent = " ".repeat(before);
        let role = clean(mark.role);
        let beside = before + count + 1 + width(&role) <= self.room;
        if role.is_empty() || beside {
            let role = self.view.paint(paint, &role);
            let line = format!("{indent}{carets} {role}");
            return self.gutter(None, line.trim_end(), out);
        }
        self.gutter(None, &format!("{indent}{carets}"), out)?;
        let indent = before.min(self.room.saturating_sub(width(&role).min(40)));
        for line in wrap(&role, self.room.saturating_sub(indent)) {
            let line = self.view.paint(paint, &line);
            self.gutter(None, &format!("{}{line}", " ".repeat(indent)), out)?;
        }
        Ok(())
    }
}

fn sum(cells: &[usize], range: Range<usize>) -> usize {
    cells.get(range).map_or(0, |part| part.iter().sum())
}

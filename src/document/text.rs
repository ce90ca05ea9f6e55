//! Reads plain text: takes a text, gives folded lines with table rows and list marks made out, and page numbers, headers and
//! rules left out. Joining lines is left to `structure`.

use super::boxed::{self, Group};
use super::furniture;
use super::lines::{Collector, Gap, Lines, Shape};
use super::split::{Raw, split};
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_width::UnicodeWidthStr;

/// How near to a page's end a line that recurs is taken for its header or footer, and how often it has to recur.
const NEAR: usize = 2;
const RECURS: usize = 3;

/// From which column on a bare number is set like a page's.
const CENTRED: usize = 8;

/// The longest header or footer, in bytes.
const HEADER: usize = 120;

/// How many letters have to stand apart for a line to be one of text recognition.
const APART: usize = 5;

/// Reads a text into lines.
pub(super) fn read(text: &str) -> Lines {
    read_rows(text, |_| false)
}

/// Reads a text of which is known that some lines, by the bytes at which their words begin, are rows of tables.
pub(super) fn read_rows(text: &str, known: impl Fn(usize) -> bool) -> Lines {
    let raw = split(text);
    let left_out = page_furniture(&raw);
    let texts: Vec<&str> = raw.iter().map(|line| line.text).collect();
    let mut groups = boxed::groups(&texts).into_iter().peekable();
    let mut collector = Collector::for_text(text.len(), raw.len());
    let mut gap = Gap::Line;
    let mut done = 0;
    for (at, line) in raw.iter().enumerate() {
        if at < done {
            continue;
        }
        if line.page {
            gap = Gap::Page;
        }
        if line.text.is_empty() || is_rule(line.text) {
            if gap != Gap::Page {
                gap = Gap::Blank;
            }
            continue;
        }
        if left_out.get(at).copied().unwrap_or(false) {
            gap = Gap::Page;
            continue;
        }
        match groups.next_if(|group| group.start() == at) {
            Some(Group::Row(lines)) => {
                done = lines.end;
                let rows = raw.get(lines).unwrap_or(&[]);
                boxed_row(&mut collector, rows);
                if collector.line(Shape::Row, gap, 0, (line.indent, line.width())) {
                    gap = Gap::Line;
                }
                continue;
            }
            Some(Group::Framed(_, inside)) => {
                let words = line.text.get(inside.clone()).unwrap_or("");
                let indent = words.len() - words.trim_start().len();
                let width = words.trim_end().width();
                prose(
                    &mut collector,
                    words.trim(),
                    line.at + inside.start + indent,
                );
                let filled = collector.line(Shape::Text, gap, 0, (indent, width));
                gap = if filled { Gap::Line } else { Gap::Blank };
                continue;
            }
            None => {}
        }
        let (mark, shape) = if is_row(&raw, at) || known(line.at) {
            (0, Shape::Row)
        } else {
            match bullet(line.text) {
                0 => (0, Shape::Text),
                mark => (mark, Shape::Bullet),
            }
        };
        let words = line.text.get(mark..).unwrap_or("");
        if shape == Shape::Row {
            row(&mut collector, words, line.at + mark);
        } else if line.survey.spaces + 1 < APART {
            collector.folder.push(words, line.at + mark);
        } else {
            prose(&mut collector, words, line.at + mark);
        }
        if collector.line(shape, gap, 0, (line.indent, line.width())) {
            gap = Gap::Line;
        }
    }
    collector.finish(Vec::new(), false)
}

/// Which lines are page numbers, and headers and footers that recur beside page ends.
fn page_furniture(lines: &[Raw<'_>]) -> Vec<bool> {
    let mut out: Vec<bool> = (0..lines.len())
        .map(|at| is_page_number(lines, at))
        .collect();
    if lines.iter().any(|line| line.page) {
        let paged: Vec<furniture::Paged<'_>> =
            lines.iter().map(|line| (line.text, line.page)).collect();
        furniture::recurring(&paged, &mut out);
        return out;
    }
    if !out.contains(&true) {
        return out;
    }
    let mut beside: HashMap<&str, Vec<usize>> = HashMap::new();
    let filled: Vec<usize> = (0..lines.len())
        .filter(|&at| !lines[at].text.is_empty())
        .collect();
    for (place, &at) in filled.iter().enumerate() {
        let line = &lines[at];
        if line.text.len() > HEADER || out[at] {
            continue;
        }
        let from = place.saturating_sub(NEAR);
        let near = filled
            .get(from..(place + NEAR + 1).min(filled.len()))
            .unwrap_or(&[]);
        if line.page || near.iter().any(|&other| out[other] || lines[other].page) {
            beside.entry(line.text).or_default().push(at);
        }
    }
    // What stands above the whole text may be its title too and is kept once.
    let top = filled.first().copied();
    for (words, places) in beside {
        if places.len() < RECURS {
            continue;
        }
        // What states something is left in once.
        let kept = places.first().filter(|_| furniture::states(words)).copied();
        for at in places {
            out[at] = Some(at) != top && Some(at) != kept;
        }
    }
    out
}

fn is_page_number(lines: &[Raw<'_>], at: usize) -> bool {
    static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?i)(?:[-—–－]\s*\d{1,4}\s*[-—–－]|第\s*\d{1,4}\s*页\s*(?:[，,/]?\s*共\s*\d{1,4}\s*页)?|page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|\d{1,4}\s*/\s*\d{1,4})$").ok()
    });
    let Some(line) = lines.get(at) else {
        return false;
    };
    if line.text.len() > 60 || !line.survey.digits {
        return false;
    }
    if may_number(line.text)
        && NUMBER
            .as_ref()
            .is_some_and(|number| number.is_match(line.text))
    {
        return true;
    }
    // A bare number may be anything inside a text, but not alone between two empty lines or at a page's end.
    let bare = line.text.len() <= 4 && line.text.bytes().all(|b| b.is_ascii_digit());
    let empty = |at: Option<usize>| {
        at.and_then(|at| lines.get(at))
            .is_none_or(|line| line.text.is_empty())
    };
    let ends = empty(Some(at + 1)) || lines.get(at + 1).is_some_and(|next| next.page);
    bare && ((empty(at.checked_sub(1)) && ends) || line.indent >= CENTRED)
}

/// Whether a line begins and ends as the lines that number pages do, so that it is worth a closer look.
fn may_number(text: &str) -> bool {
    let dash = ['-', '—', '–', '－'];
    let numeric = || text.ends_with(char::is_numeric);
    match text.chars().next() {
        Some('第') => text.ends_with('页'),
        Some('p' | 'P') => numeric(),
        Some(c) if dash.contains(&c) => text.ends_with(dash),
        Some(c) => c.is_numeric() && text.contains('/') && numeric(),
        None => false,
    }
}

/// A line that only draws a rule or a table's frame.
fn is_rule(text: &str) -> bool {
    let draws = |c: char| {
        matches!(
            c,
            '-' | '=' | '*' | '+' | '|' | '~' | '—' | '─'..='╿' | '＝' | '－' | '＊' | '…'
        ) || c.is_whitespace()
    };
    text.len() >= 3 && text.chars().all(draws)
}

/// The bytes of a list mark with the white space behind it; 0 where there is none.
fn bullet(text: &str) -> usize {
    // Most lines begin with a Han letter or a number.
    let may = |byte: &u8| matches!(byte, b'-' | b'*' | b'+' | 0xc2 | 0xe2);
    let Some(mark) = text
        .chars()
        .next()
        .filter(|_| text.as_bytes().first().is_some_and(may))
    else {
        return 0;
    };
    let behind = text.get(mark.len_utf8()..).unwrap_or("");
    let words = behind.trim_start();
    let spaced = behind.len() - words.len();
    let marks = match mark {
        '•' | '●' | '○' | '◆' | '◇' | '■' | '▪' | '►' | '▶' | '➢' | '✓' | '※' | '·' | '★' => {
            true
        }
        '-' | '*' | '+' | '–' => spaced > 0,
        _ => false,
    };
    if marks && !words.is_empty() {
        mark.len_utf8() + spaced
    } else {
        0
    }
}

/// How many cells a line has: parts between tabs or upright strokes.
fn cells(line: &Raw<'_>) -> usize {
    let text = line.text;
    if !line.survey.parts {
        return 0;
    }
    let strokes = text.matches(['|', '│', '┃', '｜']).count();
    if strokes >= 2 {
        return strokes + 1;
    }
    let tabs = text
        .split('\t')
        .filter(|cell| !cell.trim().is_empty())
        .count();
    if tabs > 1 { tabs } else { 0 }
}

/// A row of a table: cells, and a neighbour with as many; a number and a tab before words make no table.
fn is_row(lines: &[Raw<'_>], at: usize) -> bool {
    let Some(line) = lines.get(at) else {
        return false;
    };
    let own = cells(line);
    if own < 2 {
        return false;
    }
    let first = line.text.split('\t').next().unwrap_or("");
    if own == 2
        && first
            .chars()
            .all(|c| !c.is_alphabetic() || "第章条节一二三四五六七八九十百附件".contains(c))
    {
        return false;
    }
    let neighbours = [at.checked_sub(1), Some(at + 1)];
    neighbours
        .into_iter()
        .flatten()
        .filter_map(|at| lines.get(at))
        .any(|other| cells(other) == own || (own >= 3 && is_rule(other.text)))
}

/// Pushes a line; where every letter stands apart, as text recognition leaves it, single spaces are no text.
fn prose(collector: &mut Collector, words: &str, at: usize) {
    let tokens = || words.split(' ').filter(|token| !token.is_empty());
    let single = tokens()
        .filter(|token| token.chars().nth(1).is_none())
        .count();
    if single < APART || single * 10 < tokens().count() * 7 {
        return collector.folder.push(words, at);
    }
    let mut start = 0;
    for token in words.split_inclusive(' ') {
        let letters = token.strip_suffix(' ').unwrap_or(token);
        // A second space in a row is a real gap.
        let kept = if letters.is_empty() { token } else { letters };
        collector.folder.push(kept, at + start);
        start += token.len();
    }
}

/// Pushes a row whose cells are written over several lines: what stands in one cell belongs together.
fn boxed_row(collector: &mut Collector, lines: &[Raw<'_>]) {
    let cells: Vec<Vec<_>> = lines
        .iter()
        .map(|line| boxed::cells(line.text).collect())
        .collect();
    let columns = cells.first().map_or(0, Vec::len);
    let mut last = None;
    for column in 0..columns {
        let mut begun = false;
        for (line, cells) in lines.iter().zip(&cells) {
            let Some(cell) = cells.get(column) else {
                continue;
            };
            let words = line.text.get(cell.clone()).unwrap_or("");
            if words.trim().is_empty() {
                continue;
            }
            let start = line.at + cell.start;
            match last.filter(|_| !begun) {
                Some(last) => collector.folder.cell(last..start.max(last)),
                None if begun => collector.folder.push(" ", start),
                None => {}
            }
            let blank = words.len() - words.trim_start().len();
            collector.folder.push(words.trim(), start + blank);
            begun = true;
            last = Some(start + words.trim_end().len());
        }
    }
}

fn row(collector: &mut Collector, text: &str, at: usize) {
    let strokes = text.contains(['|', '│', '┃', '｜']);
    let parts = |c: char| {
        if strokes {
            matches!(c, '|' | '│' | '┃' | '｜')
        } else {
            c == '\t'
        }
    };
    let mut start = 0;
    let mut last = None;
    for (end, stroke) in text.match_indices(parts).chain([(text.len(), "")]) {
        let words = text.get(start..end).unwrap_or("");
        if !words.trim().is_empty() {
            if let Some(last) = last {
                collector.folder.cell(at + last..at + start);
            }
            collector.folder.push(words, at + start);
            last = Some(end);
        }
        start = end + stroke.len();
    }
}

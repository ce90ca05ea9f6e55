//! Makes out tables and frames drawn with signs (`│ │`, `+---+`): takes the lines of a text, says which lines are one row, and what
//! its cells say. Pushing them is left to `text`.

use std::ops::Range;

/// What a drawn line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Drawn {
    No,
    /// A horizontal stroke.
    Rule,
    /// A line with upright strokes at both ends, and how many cells lie between.
    Cells(usize),
}

/// What lines that are drawn together make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Group {
    /// Lines that make one row of a table, each cell written over several of them.
    Row(Range<usize>),
    /// A line of a frame around running text: the bytes inside it.
    Framed(usize, Range<usize>),
}

impl Group {
    /// Its first line.
    pub(super) fn start(&self) -> usize {
        match self {
            Group::Row(lines) => lines.start,
            Group::Framed(line, _) => *line,
        }
    }
}

/// The groups of a text, by line. Lines that stand for themselves are in none.
pub(super) fn groups(lines: &[&str]) -> Vec<Group> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let rest = lines.get(at..).unwrap_or(&[]);
        let length = rest
            .iter()
            .take_while(|line| drawn(line) != Drawn::No)
            .count();
        if length > 0 {
            table(lines, at..at + length, &mut out);
        }
        at += length.max(1);
    }
    out
}

/// The groups of lines that are all drawn.
fn table(lines: &[&str], range: Range<usize>, out: &mut Vec<Group>) {
    let kinds: Vec<Drawn> = lines
        .get(range.clone())
        .unwrap_or(&[])
        .iter()
        .map(|line| drawn(line))
        .collect();
    let rules = kinds.iter().filter(|kind| **kind == Drawn::Rule).count();
    if rules < 2 {
        return;
    }
    if !kinds
        .iter()
        .any(|kind| matches!(kind, Drawn::Cells(cells) if *cells > 1))
    {
        for line in range {
            let text = lines.get(line).copied().unwrap_or("");
            let inside = cells(text).next().filter(|_| drawn(text) != Drawn::Rule);
            out.extend(inside.map(|inside| Group::Framed(line, inside)));
        }
        return;
    }
    let parts: Vec<&[Drawn]> = kinds.split(|kind| *kind == Drawn::Rule).collect();
    let filled = parts.iter().filter(|part| !part.is_empty()).count();
    let mut start = range.start;
    for part in parts {
        let rows = start..start + part.len();
        start = rows.end + 1;
        let even = part.windows(2).all(|pair| pair.first() == pair.last());
        // With a rule below the head alone, each line is a row unless its first cell goes on from above.
        let goes_on = |line: &&str| {
            cells(line)
                .next()
                .is_some_and(|cell| line.get(cell).is_none_or(|cell| cell.trim().is_empty()))
        };
        let below = lines.get(rows.start + 1..rows.end).unwrap_or(&[]);
        if part.len() > 1 && even && (filled > 2 || below.iter().any(goes_on)) {
            if filled > 2 {
                out.push(Group::Row(rows));
            } else {
                by_first_cell(lines, rows, goes_on, out);
            }
        }
    }
}

/// The rows among lines without rules between, where a line whose first cell is empty goes on with the row above.
fn by_first_cell(
    lines: &[&str],
    rows: Range<usize>,
    goes_on: impl Fn(&&str) -> bool,
    out: &mut Vec<Group>,
) {
    let mut start = rows.start;
    for line in rows.start + 1..=rows.end {
        let on = line < rows.end && lines.get(line).is_some_and(&goes_on);
        if !on {
            if line - start > 1 {
                out.push(Group::Row(start..line));
            }
            start = line;
        }
    }
}

fn drawn(line: &str) -> Drawn {
    let flat = |c: char| matches!(c, '-' | '=' | '─' | '━' | '═' | '—');
    let corner = |c: char| matches!(c, '+' | '|' | '─'..='╿');
    // Most lines begin with a Han letter or a number.
    if !matches!(line.as_bytes().first(), Some(b'+' | b'|' | 0xe2)) {
        return Drawn::No;
    }
    let Some(first) = line.chars().next().filter(|&c| corner(c)) else {
        return Drawn::No;
    };
    let only_drawn = line
        .chars()
        .all(|c| corner(c) || flat(c) || c.is_whitespace() || c == ':');
    if only_drawn && line.contains(flat) {
        return Drawn::Rule;
    }
    let last = line.chars().next_back();
    if !upright(first) || !last.is_some_and(upright) {
        return Drawn::No;
    }
    match line.chars().filter(|&c| upright(c)).count() {
        0 | 1 => Drawn::No,
        strokes => Drawn::Cells(strokes - 1),
    }
}

fn upright(c: char) -> bool {
    matches!(c, '|' | '│' | '┃' | '║' | '｜')
}

/// The bytes of each cell of a line.
pub(super) fn cells(line: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut strokes = line.match_indices(upright).peekable();
    std::iter::from_fn(move || {
        let (at, stroke) = strokes.next()?;
        let (end, _) = strokes.peek()?;
        Some(at + stroke.len()..*end)
    })
}

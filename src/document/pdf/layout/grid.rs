//! Reads tables that lines are drawn round: takes the rows of a page and the drawn lines, gives a line of text for each table row, its
//! wrapped cells joined, and the rows that lie in no table. Tables without lines are left to the gaps of their rows.

use super::placed::{Group, Placed, Rule};
use super::rows::{self, Row};
use super::words::{self, TextLine};

/// How near to each other ends of lines have to be to meet, in points.
const MEET: f64 = 3.0;

/// The most lines along and down that a table may have.
const RULES: usize = 400;

/// A cell: where it begins and ends along the text and down the page.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Cell {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

/// The lines of text of the tables, and the rows outside.
pub(super) fn tables<'a>(group: &Group<'a>, rows: Vec<Row<'a>>) -> (Vec<TextLine>, Vec<Row<'a>>) {
    let bands = bands(group);
    if bands.is_empty() {
        return (Vec::new(), rows);
    }
    let mut filled: Vec<Vec<Vec<Placed<'a>>>> = bands
        .iter()
        .map(|cells| vec![Vec::new(); cells.len()])
        .collect();
    let mut outside = Vec::new();
    for row in rows {
        let mut rest = Vec::new();
        for placed in row.segments.into_iter().flat_map(|one| one.glyphs) {
            match cell_of(&bands, &placed) {
                Some((band, cell)) => {
                    if let Some(cell) = filled.get_mut(band).and_then(|band| band.get_mut(cell)) {
                        cell.push(placed);
                    }
                }
                None => rest.push(placed),
            }
        }
        outside.extend(rows::row(rest));
    }
    let lines = bands.iter().zip(filled);
    let lines = lines.filter_map(|(cells, filled)| line(group, cells, filled));
    (lines.collect(), outside)
}

fn cell_of(bands: &[Vec<Cell>], placed: &Placed<'_>) -> Option<(usize, usize)> {
    // The middle of the letter, which stands on its base line.
    let middle = placed.along + placed.glyph.length / 2.0;
    let height = placed.down - placed.glyph.size * 0.3;
    // Bands follow each other down the page, and cells along it, without overlap.
    let above = |band: &Vec<Cell>| band.first().is_some_and(|cell| cell.bottom <= height);
    let band = bands.partition_point(above);
    let cells = bands.get(band)?;
    let cell = cells.partition_point(|cell| cell.right <= middle);
    let found = cells.get(cell)?;
    (found.top <= height && found.left <= middle).then_some((band, cell))
}

/// The line of a table row.
fn line(group: &Group<'_>, cells: &[Cell], filled: Vec<Vec<Placed<'_>>>) -> Option<TextLine> {
    let first = cells.first()?;
    let mut line = TextLine {
        left: first.left,
        right: cells.last()?.right,
        down: first.bottom,
        ruled: true,
        ..TextLine::default()
    };
    for glyphs in filled {
        let rows = rows::rows(glyphs);
        if rows.is_empty() {
            continue;
        }
        if !line.text.is_empty() {
            line.text.push('\t');
        }
        for (at, row) in rows.iter().enumerate() {
            line.size = line.size.max(row.size);
            for (place, segment) in row.segments.iter().enumerate() {
                let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
                let start = segment
                    .glyphs
                    .first()
                    .and_then(|one| one.glyph.text.as_deref());
                let apart = latin(line.text.chars().next_back())
                    && latin(start.and_then(|text| text.chars().next()));
                if place > 0 || (at > 0 && apart) {
                    line.text.push(' ');
                }
                words::write(group, segment, &mut line);
            }
        }
    }
    (!line.text.is_empty()).then_some(line)
}

/// The rows of cells that the drawn lines make, down the page; a box of one cell is no table.
fn bands(group: &Group<'_>) -> Vec<Vec<Cell>> {
    let levels = levels(&group.along);
    if levels.len() < 2 || levels.len() > RULES || group.down.len() > RULES * 50 {
        return Vec::new();
    }
    let mut bands = Vec::new();
    for (at, upper) in levels.iter().enumerate() {
        let Some(lower) = levels.get(at + 1) else {
            break;
        };
        let (top, bottom) = (*upper, *lower);
        // The lines down that reach from the one to the other.
        let mut sides: Vec<f64> = group
            .down
            .iter()
            .filter(|rule| rule.from <= top + MEET && rule.to >= bottom - MEET)
            .map(|rule| rule.at)
            .collect();
        sides.dedup_by(|a, b| (*a - *b).abs() < MEET);
        if sides.len() < 3 || sides.len() > RULES {
            continue;
        }
        let cells: Vec<Cell> = sides
            .windows(2)
            .filter_map(|pair| match *pair {
                [left, right] => Some(Cell {
                    left,
                    right,
                    top,
                    bottom,
                }),
                _ => None,
            })
            .collect();
        bands.push(cells);
    }
    bands
}

/// The places down the page at which lines are drawn along.
fn levels(rules: &[Rule]) -> Vec<f64> {
    let mut levels: Vec<f64> = Vec::new();
    for rule in rules {
        match levels.last() {
            Some(&last) if rule.at - last < MEET => {}
            _ => levels.push(rule.at),
        }
    }
    levels
}

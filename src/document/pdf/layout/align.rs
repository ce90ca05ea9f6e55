//! Parts the cells of tables without lines: takes rows down the page, cuts the segments of a row where a cell of a row near it begins,
//! though the gap before that is narrow. Tables with lines are left to `grid`.

use super::placed::Placed;
use super::rows::{Row, Segment};

/// How near to each other cells of one column begin, and the gap that is left between two cells at least, in ems.
const NEAR: f64 = 0.3;
const GAP: f64 = 0.12;

/// How far apart rows of one table are at most, in ems.
const REACH: f64 = 4.0;

/// How many rows of a table are compared at most.
const ROWS: usize = 100;

/// The gap that alone is none between cells and with others in the same places of the next row is, in ems.
const REPEATED: f64 = 0.5;

/// Cuts segments where the cells of other rows begin.
pub(super) fn align(rows: &mut [Row<'_>]) {
    repeat(rows);
    let mut start = 0;
    while start < rows.len() {
        let end = block(rows, start);
        if let Some(block) = rows.get_mut(start..end).filter(|block| block.len() > 1) {
            let mut starts: Vec<f64> = block
                .iter()
                .flat_map(|row| row.segments.iter().skip(1).map(|segment| segment.left))
                .collect();
            starts.sort_by(f64::total_cmp);
            for row in block {
                let segments = std::mem::take(&mut row.segments);
                row.segments = segments
                    .into_iter()
                    .flat_map(|segment| cut(segment, &starts))
                    .collect();
            }
        }
        start = end;
    }
}

/// Cuts rows at gaps of which the row above or below has as many in the same places.
fn repeat(rows: &mut [Row<'_>]) {
    let gaps: Vec<Vec<f64>> = rows.iter().map(gaps).collect();
    let alike = |one: usize, two: usize| {
        let (Some(first), Some(second)) = (gaps.get(one), gaps.get(two)) else {
            return false;
        };
        let (Some(row), Some(other)) = (rows.get(one), rows.get(two)) else {
            return false;
        };
        let size = row.size.max(other.size);
        first.len() > 1
            && first.len() == second.len()
            && (row.down - other.down).abs() < REACH * size
            && first
                .iter()
                .zip(second)
                .all(|(a, b)| (a - b).abs() < NEAR * size)
    };
    let cells: Vec<bool> = (0..rows.len())
        .map(|at| alike(at, at + 1) || at.checked_sub(1).is_some_and(|above| alike(at, above)))
        .collect();
    for ((row, starts), _) in rows.iter_mut().zip(&gaps).zip(cells).filter(|one| one.1) {
        let segments = std::mem::take(&mut row.segments);
        row.segments = segments
            .into_iter()
            .flat_map(|segment| cut(segment, starts))
            .collect();
    }
}

/// Where the characters behind the gaps of a row begin.
fn gaps(row: &Row<'_>) -> Vec<f64> {
    let segments = row.segments.iter();
    let glyphs: Vec<&Placed<'_>> = segments.flat_map(|segment| &segment.glyphs).collect();
    let pairs = glyphs.windows(2).filter_map(|pair| match pair {
        [one, two] if two.along - one.end() > REPEATED * row.size => Some(two.along),
        _ => None,
    });
    pairs.collect()
}

/// The end of the rows from `start` on that follow each other closely and have several segments each.
fn block(rows: &[Row<'_>], start: usize) -> usize {
    let mut end = start;
    while let Some(row) = rows.get(end).filter(|row| row.segments.len() > 1) {
        let before = end.checked_sub(1).filter(|_| end > start);
        let near = before
            .and_then(|before| rows.get(before))
            .is_none_or(|before| row.down - before.down < REACH * row.size);
        if !near || end - start >= ROWS {
            break;
        }
        end += 1;
    }
    end.max(start + 1)
}

/// Cuts a segment at places, which are in order.
fn cut<'a>(segment: Segment<'a>, starts: &[f64]) -> Vec<Segment<'a>> {
    let mut parts: Vec<Vec<Placed<'a>>> = Vec::new();
    for placed in segment.glyphs {
        let size = placed.glyph.size;
        let begins = |last: &Placed<'_>| {
            let at = starts.partition_point(|start| *start <= placed.along - NEAR * size);
            placed.along - last.end() > GAP * size
                && starts
                    .get(at)
                    .is_some_and(|start| *start < placed.along + NEAR * size)
        };
        match parts.last_mut() {
            Some(part) if !part.last().is_some_and(begins) => part.push(placed),
            _ => parts.push(vec![placed]),
        }
    }
    let part = |glyphs: Vec<Placed<'a>>| Segment {
        left: glyphs.first().map_or(segment.left, |one| one.along),
        right: glyphs.iter().map(Placed::end).fold(f64::MIN, f64::max),
        glyphs,
    };
    parts.into_iter().map(part).collect()
}

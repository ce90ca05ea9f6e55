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

/// Cuts segments where the cells of other rows begin.
pub(super) fn align(rows: &mut [Row<'_>]) {
    let mut start = 0;
    while start < rows.len() {
        let end = block(rows, start);
        if let Some(block) = rows.get_mut(start..end).filter(|block| block.len() > 1) {
            let starts: Vec<f64> = block
                .iter()
                .flat_map(|row| row.segments.iter().skip(1).map(|segment| segment.left))
                .collect();
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

fn cut<'a>(segment: Segment<'a>, starts: &[f64]) -> Vec<Segment<'a>> {
    let mut parts: Vec<Vec<Placed<'a>>> = Vec::new();
    for placed in segment.glyphs {
        let size = placed.glyph.size;
        let begins = |last: &Placed<'_>| {
            placed.along - last.end() > GAP * size
                && starts
                    .iter()
                    .any(|start| (start - placed.along).abs() < NEAR * size)
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

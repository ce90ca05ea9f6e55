//! Puts rows in reading order: takes the rows of a page, tells whether it is set in two columns, and gives the rows of one after those
//! of the other. Tables, which also stand side by side, are read row by row.

use super::placed::Group;
use super::rows::{Row, Segment};

/// How many rows each column needs, and how wide it has to be, in ems.
const ROWS: usize = 6;
const WIDTH: f64 = 10.0;

/// How near to an edge counts as at it, in ems.
const NEAR: f64 = 2.5;

/// The most rows of a page that are looked at, and the most gaps in them; what has more is no prose.
const MOST: usize = 600;
const GAPS: usize = 10 * MOST;

/// Where the text of a column may begin and end; `None` where the page has one column.
pub(super) type Frame = Option<(f64, f64)>;

/// The rows in reading order, each with its frame.
pub(super) fn order<'a>(group: &Group<'_>, rows: Vec<Row<'a>>) -> Vec<(Row<'a>, Frame)> {
    let Some(gutter) = gutter(group, &rows) else {
        return rows.into_iter().map(|row| (row, None)).collect();
    };
    let mut ordered = Vec::with_capacity(rows.len() * 2);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let frame = |rows: &[Row<'_>]| {
        let from = rows.iter().map(Row::left).fold(f64::MAX, f64::min);
        let to = rows.iter().map(Row::right).fold(f64::MIN, f64::max);
        Some((from, to))
    };
    let flush = |left: &mut Vec<Row<'a>>, right: &mut Vec<Row<'a>>, out: &mut Vec<_>| {
        for side in [left, right] {
            let frame = frame(side);
            out.extend(side.drain(..).map(|row| (row, frame)));
        }
    };
    for row in rows {
        let spans = |segment: &Segment<'_>| segment.left < gutter && segment.right > gutter;
        if row.segments.iter().any(spans) {
            flush(&mut left, &mut right, &mut ordered);
            ordered.push((row, None));
            continue;
        }
        let (down, size) = (row.down, row.size);
        let (before, after) = row
            .segments
            .into_iter()
            .partition::<Vec<_>, _>(|segment| segment.right <= gutter);
        for (side, segments) in [(&mut left, before), (&mut right, after)] {
            if !segments.is_empty() {
                side.push(Row {
                    segments,
                    down,
                    size,
                });
            }
        }
    }
    flush(&mut left, &mut right, &mut ordered);
    ordered
}

/// The middle between two columns of prose, if the page has them.
fn gutter(group: &Group<'_>, rows: &[Row<'_>]) -> Option<f64> {
    if rows.len() > MOST {
        return None;
    }
    let gaps: Vec<f64> = rows
        .iter()
        .flat_map(|row| row.segments.windows(2))
        .filter_map(|pair| match pair {
            [one, two] => Some(f64::midpoint(one.right, two.left)),
            _ => None,
        })
        .collect();
    if gaps.len() > GAPS {
        return None;
    }
    let crossed = |at: f64| {
        rows.iter()
            .filter(|row| row.left() < at && row.right() > at && !covers(row, at))
            .count()
    };
    let at = gaps
        .into_iter()
        .map(|at| (crossed(at), at))
        .max_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)))?
        .1;
    let spanning = rows.iter().filter(|row| covers(row, at)).count();
    let parts = |side: fn(&Segment<'_>, f64) -> bool| {
        let parts = rows.iter().filter_map(move |row| {
            let own = || row.segments.iter().filter(|segment| side(segment, at));
            (!covers(row, at)).then_some(())?;
            let left = own().next()?.left;
            let right = own().next_back()?.right;
            Some((left, right, own().count(), row.size))
        });
        parts.collect::<Vec<_>>()
    };
    let left = parts(|segment, at| segment.right <= at);
    let right = parts(|segment, at| segment.left >= at);
    let prose = |parts: &[(f64, f64, usize, f64)]| {
        let from = parts.iter().map(|part| part.0).fold(f64::MAX, f64::min);
        let to = parts.iter().map(|part| part.1).fold(f64::MIN, f64::max);
        let size = parts.iter().map(|part| part.3).fold(0.0, f64::max);
        let full = parts.iter().filter(|part| part.1 > to - NEAR * part.3);
        let begin = parts.iter().filter(|part| part.0 < from + NEAR * part.3);
        let whole = parts.iter().filter(|part| part.2 == 1);
        parts.len() >= ROWS
            && to - from >= WIDTH * size
            && full.count() * 2 >= parts.len()
            && begin.count() * 10 >= parts.len() * 7
            && whole.count() * 10 >= parts.len() * 8
    };
    let columns = spanning * 10 <= rows.len() * 4 && prose(&left) && prose(&right);
    (columns && !is_table(group, rows, at)).then_some(at)
}

fn covers(row: &Row<'_>, at: f64) -> bool {
    row.segments
        .iter()
        .any(|segment| segment.left < at && segment.right > at)
}

/// Whether several lines are drawn across, between the rows.
fn is_table(group: &Group<'_>, rows: &[Row<'_>], at: f64) -> bool {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
        return false;
    };
    let rules = group.rules(first.down, last.down).iter();
    rules.filter(|rule| rule.from < at && rule.to > at).count() >= 3
}

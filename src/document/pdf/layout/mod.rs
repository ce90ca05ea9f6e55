//! Puts the characters of a page in order: takes what the page draws, gives lines of text in reading order with their places. Lines
//! of several pages are put together by `compose`.

mod align;
mod columns;
mod grid;
mod placed;
mod rows;
mod words;

pub(super) use words::{Span, TextLine, UNTOLD};

use super::drawn::Drawn;
use placed::Group;

/// The lines of a page.
#[derive(Debug, Default)]
pub(super) struct Laid {
    /// The lines of its text.
    pub(super) lines: Vec<TextLine>,
    /// Lines that run another way than the text, such as a stamp across the page.
    pub(super) aside: Vec<TextLine>,
    /// Where the page begins and ends along its lines.
    pub(super) bounds: (f64, f64),
}

/// Lays a page out that shows left, low, right and high.
pub(super) fn lay(drawn: &Drawn, shown: [f64; 4]) -> Laid {
    let mut groups = placed::groups(drawn).into_iter();
    let Some(main) = groups.next() else {
        return Laid {
            bounds: (shown[0], shown[2]),
            ..Laid::default()
        };
    };
    Laid {
        lines: of_group(&main),
        aside: groups.flat_map(|group| of_group(&group)).collect(),
        bounds: main.bounds(shown),
    }
}

fn of_group(group: &Group<'_>) -> Vec<TextLine> {
    let rows = rows::rows(group.glyphs.clone());
    let (tables, mut rows) = grid::tables(group, rows);
    align::align(&mut rows);
    let mut lines: Vec<TextLine> = columns::order(group, rows)
        .iter()
        .map(|(row, frame)| words::line(group, row, *frame))
        .filter(|line| !line.text.is_empty())
        .collect();
    for line in tables {
        // A table stands before the first line below it in its column; the lines are in reading order.
        let at = lines
            .iter()
            .position(|one| one.down > line.down && one.right > line.left && one.left < line.right)
            .unwrap_or(lines.len());
        lines.insert(at, line);
    }
    lines
}

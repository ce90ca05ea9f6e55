//! Puts rows of cells into a part: takes the cells of one row by column and the layout of the columns, joins dates with their clocks.

use super::super::cell::Cell;
use super::super::layout::Layout;
use super::super::part::{Context, Part, Place, Store};
use std::borrow::Cow;

/// Adds a row, which has been counted: its line from the start of its unit, and its place in the file. A column without a cell is empty.
pub(super) fn push<'c>(
    part: &mut Part<dyn Store + '_>,
    layout: &Layout,
    context: &Context<'_>,
    (line, offset): (u64, u64),
    cell: impl Fn(usize) -> Option<Cell<'c>>,
) {
    if context.survey {
        for column in 0..layout.fields.len() {
            if let Some(cell) = cell(column) {
                part.tally.look(column, &cell.show());
            }
        }
    }
    let place = Place {
        line,
        end_line: line,
        offset,
    };
    let known = (0_usize..)
        .zip(&layout.fields)
        .filter_map(|(column, field)| {
            let field = (*field)?;
            let own = cell(column)?;
            let clock = layout.clocks.iter().find(|(date, _)| *date == column);
            Some(match clock.and_then(|(_, clock)| cell(*clock)) {
                Some(clock) => {
                    let both = format!("{} {}", own.show(), clock.show());
                    (field, Cell::Text(Cow::Owned(both)))
                }
                None => (field, own),
            })
        });
    part.push(context, place, known);
}

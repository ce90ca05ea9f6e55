//! Puts rows of cells into a part: takes the cells of one row by column and the layout of the columns, joins dates with their clocks.

use super::super::cell::Cell;
use super::super::layout::Layout;
use super::super::part::{Context, Part};
use std::borrow::Cow;

/// A part that has the columns of a layout, be they empty.
pub(super) fn part(layout: &Layout, context: &Context<'_>) -> Part {
    let mut part = Part::new(context);
    for field in layout.fields.iter().flatten() {
        if let Some(known) = context.words.field(*field) {
            part.has(*field, known);
        }
    }
    part
}

/// Adds a row that stands on a line. A column without a cell is empty.
pub(super) fn push<'c>(
    part: &mut Part,
    layout: &Layout,
    context: &Context<'_>,
    line: u64,
    cell: impl Fn(usize) -> Option<Cell<'c>>,
) {
    part.met += 1;
    let known = (0_usize..).zip(&layout.fields).filter_map(|(column, field)| {
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
    part.push(context, (line, line), known);
}

//! Parses pieces of a CSV file: takes whole rows and the layout of the columns, adds the rows to a [`Part`].

use super::cell::Cell;
use super::layout::Layout;
use super::part::{Context, Part, Place, Store};
use super::reason::{self, Reason};
use super::records::Records;
use super::scan::Piece;
use crate::codes::input as codes;
use std::borrow::Cow;

/// Reads the rows of a piece.
pub(super) fn parse<S: Store + ?Sized>(
    piece: &Piece<'_>,
    layout: &Layout,
    context: &Context<'_>,
    part: &mut Part<S>,
) {
    let mut records = Records::new(piece.text, layout.delimiter, 0);
    let mut cells: Vec<Cow<'_, str>> = Vec::new();
    while let Some((line, end_line)) = records.next(&mut cells) {
        part.tally.met += 1;
        let place = piece.place(records.start, line, end_line);
        row(
            piece,
            (records.start, records.at),
            place,
            &cells,
            layout,
            context,
            part,
        );
    }
}

/// Reads one row, which has been counted; `range` is its place in the piece.
pub(super) fn row<S: Store + ?Sized>(
    piece: &Piece<'_>,
    range: (usize, usize),
    place: Place,
    cells: &[Cow<'_, str>],
    layout: &Layout,
    context: &Context<'_>,
    part: &mut Part<S>,
) {
    if cells.iter().all(|cell| cell.trim().is_empty()) {
        return;
    }
    if piece.is_damaged(range) {
        let words = reason::undecodable(piece.encoding);
        part.tally
            .reject(place.line, codes::UNDECODABLE_ROW, Reason::Said(words));
        return;
    }
    let columns = layout.fields.len();
    let surplus = cells
        .get(columns..)
        .is_some_and(|more| more.iter().any(|cell| !cell.trim().is_empty()));
    if cells.len() < columns || surplus {
        let reason = Reason::Ragged(cells.len(), columns, place.end_line - place.line);
        part.tally.reject(place.line, codes::RAGGED_ROW, reason);
        return;
    }
    let columns = layout.fields.iter().zip(cells).enumerate();
    let known = columns.filter_map(|(column, (field, cell))| {
        let clock = layout.clocks.iter().find(|(date, _)| *date == column);
        let text = match clock.and_then(|(_, clock)| cells.get(*clock)) {
            Some(clock) => Cow::Owned(format!("{} {}", cell.trim(), clock.trim())),
            None => Cow::Borrowed(cell.as_ref()),
        };
        Some(((*field)?, Cell::Text(text)))
    });
    part.push(context, place, known);
}

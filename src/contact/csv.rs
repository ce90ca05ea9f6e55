//! Parses pieces of a CSV file: takes whole rows and the layout of the columns, gives a [`Part`].

use super::cell::Cell;
use super::layout::Layout;
use super::part::{Context, Part};
use super::pieces::Piece;
use super::reason;
use super::records::Records;
use crate::codes::input as codes;
use std::borrow::Cow;

/// Reads the rows of a piece.
pub(super) fn parse(piece: &Piece, layout: &Layout, context: &Context<'_>, encoding: &str) -> Part {
    let mut part = Part::new(context);
    for field in layout.fields.iter().flatten() {
        if let Some(known) = context.words.field(*field) {
            part.has(*field, known);
        }
    }
    let mut records = Records::new(&piece.text, layout.delimiter, piece.line);
    let mut cells: Vec<Cow<'_, str>> = Vec::new();
    while let Some(lines) = records.next(&mut cells) {
        part.met += 1;
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if piece.damaged && cells.iter().any(|cell| cell.contains('\u{fffd}')) {
            part.reject(
                lines.0,
                codes::UNDECODABLE_ROW,
                reason::undecodable(encoding),
            );
            continue;
        }
        let columns = layout.fields.len();
        let surplus = cells
            .get(columns..)
            .is_some_and(|more| more.iter().any(|cell| !cell.trim().is_empty()));
        if cells.len() < columns || surplus {
            part.reject(
                lines.0,
                codes::RAGGED_ROW,
                reason::ragged(cells.len(), columns, lines),
            );
            continue;
        }
        if context.survey {
            for (column, cell) in cells.iter().enumerate().take(columns) {
                part.look(column, cell);
            }
        }
        let columns = layout.fields.iter().zip(&cells).enumerate();
        let known = columns.filter_map(|(column, (field, cell))| {
            let clock = layout.clocks.iter().find(|(date, _)| *date == column);
            let text = match clock.and_then(|(_, clock)| cells.get(*clock)) {
                Some(clock) => Cow::Owned(format!("{} {}", cell.trim(), clock.trim())),
                None => Cow::Borrowed(cell.as_ref()),
            };
            Some(((*field)?, Cell::Text(text)))
        });
        part.push(context, lines, known);
    }
    part
}

//! Reads pieces of CSV column by column: takes the separators of a piece, tells good rows from others, fills the batch with the good ones
//! and reads the others letter by letter, which says why they are rejected.

use super::super::super::cell::Cell;
use super::super::super::csv;
use super::super::super::layout::Layout;
use super::super::super::part::{Context, Part, Store};
use super::super::super::records::{self, Records};
use super::super::filling::Filling;
use super::super::piece::Piece;
use super::column::{Cells, Column, Raw};
use super::split::Ends;
use super::{derived, offset};
use crate::ir::log::FieldId;
use std::borrow::Cow;

/// A row with as many cells as the header.
#[derive(Clone, Copy)]
pub(in crate::contact::scan) struct Row {
    /// Where it begins.
    start: u32,
    /// The number of its first separator.
    first: u32,
}

/// One column of some rows.
struct CsvCells<'c> {
    text: &'c str,
    ends: &'c Ends,
    rows: &'c [Row],
    delimiter: u8,
    column: u32,
    /// The column of the clock that belongs to the dates of this one.
    clock: Option<u32>,
}

impl CsvCells<'_> {
    fn span(&self, row: Row, column: u32) -> (usize, usize) {
        let start = if column == 0 {
            row.start as usize
        } else {
            self.ends.get(row.first + column - 1) + 1
        };
        let end = self.ends.get(row.first + column);
        (start, self.without_carriage(start, end))
    }

    fn without_carriage(&self, start: usize, end: usize) -> usize {
        let bytes = self.text.as_bytes();
        let carriage = self.ends.carriage
            && end > start
            && bytes.get(end - 1) == Some(&b'\r')
            && bytes.get(end) == Some(&b'\n');
        end - usize::from(carriage)
    }

    /// A cell without its quotes.
    fn bare(&self, row: Row, column: u32) -> Cow<'_, str> {
        let (start, end) = self.span(row, column);
        records::unquoted(self.text.get(start..end).unwrap_or(""), self.delimiter)
    }
}

impl Cells for CsvCells<'_> {
    fn text(&self) -> &str {
        self.text
    }

    fn rows(&self) -> usize {
        self.rows.len()
    }

    #[inline]
    fn get(&self, row: usize) -> Raw {
        let Some(&row) = self.rows.get(row) else {
            return Raw::Odd;
        };
        let (start, end) = self.span(row, self.column);
        let bytes = self.text.as_bytes();
        if self.clock.is_some() {
            return Raw::Odd;
        }
        if bytes.get(start) != Some(&b'"') || start == end {
            return Raw::Span(start, end);
        }
        let inner = bytes.get(start + 1..end.saturating_sub(1));
        match inner {
            Some(inner)
                if bytes.get(end - 1) == Some(&b'"') && memchr::memchr(b'"', inner).is_none() =>
            {
                Raw::Span(start + 1, end - 1)
            }
            _ => Raw::Odd,
        }
    }

    fn slow(&self, row: usize) -> Option<Cell<'_>> {
        let row = *self.rows.get(row)?;
        let cell = self.bare(row, self.column);
        Some(Cell::Text(match self.clock {
            None => cell,
            Some(clock) => {
                let clock = self.bare(row, clock);
                Cow::Owned(format!("{} {}", cell.trim(), clock.trim()))
            }
        }))
    }
}

/// Adds the rows of a piece to the batch of the part; gives the number of line ends, or nothing where rows must be read letter by letter.
pub(in crate::contact::scan) fn rows(
    piece: &Piece<'_>,
    layout: &Layout,
    context: &Context<'_>,
    part: &mut Part<dyn Store + '_>,
) -> Option<u64> {
    let has = |id: FieldId| layout.fields.contains(&Some(id));
    if context.words.required().next().is_none() || !context.words.required().all(|(id, _)| has(id))
    {
        return None;
    }
    let filling = part.store.filling()?;
    let mut ends = std::mem::take(&mut filling.scratch.ends);
    let mut rows = std::mem::take(&mut filling.scratch.rows);
    let lines = ends
        .find(piece.text.as_bytes(), layout.delimiter)
        .then_some(ends.lines);
    if lines.is_some() {
        let mut others = good_rows(piece, layout, &ends, &mut rows, part);
        fill(piece, layout, &ends, context, part, &mut rows, &mut others);
        slow_rows(piece, layout, context, part, others);
    }
    if let Some(filling) = part.store.filling() {
        filling.scratch.ends = ends;
        filling.scratch.rows = rows;
    }
    lines
}

/// Tells the rows with as many cells as the header; gives the places of the others.
fn good_rows(
    piece: &Piece<'_>,
    layout: &Layout,
    ends: &Ends,
    rows: &mut Vec<Row>,
    part: &mut Part<dyn Store + '_>,
) -> Vec<(u32, u32)> {
    rows.clear();
    let columns = offset(layout.fields.len());
    let (mut first, mut start) = (0, 0);
    let mut others = Vec::new();
    for &upto in &ends.rows {
        let row = Row { start, first };
        let end = offset(ends.get(upto - 1));
        let cells = upto - first;
        (first, start) = (upto, end + 1);
        let blank = end == row.start
            || (end == row.start + 1
                && piece.text.as_bytes().get(row.start as usize) == Some(&b'\r'));
        if cells == 1 && blank {
            continue;
        }
        part.tally.met += 1;
        let good =
            cells == columns || (cells > columns && no_surplus(piece, layout, ends, row, cells));
        if good && !piece.is_damaged((row.start as usize, start as usize)) {
            rows.push(row);
        } else {
            others.push((row.start, start));
        }
    }
    others
}

/// Whether what a row has beyond the header is empty.
fn no_surplus(piece: &Piece<'_>, layout: &Layout, ends: &Ends, row: Row, cells: u32) -> bool {
    let of = CsvCells {
        text: piece.text,
        ends,
        rows: &[],
        delimiter: layout.delimiter,
        column: 0,
        clock: None,
    };
    (offset(layout.fields.len())..cells).all(|column| of.bare(row, column).trim().is_empty())
}

/// Fills the columns: first those that every row needs, so that rows without them are known before the others are read.
fn fill(
    piece: &Piece<'_>,
    layout: &Layout,
    ends: &Ends,
    context: &Context<'_>,
    part: &mut Part<dyn Store + '_>,
    rows: &mut Vec<Row>,
    others: &mut Vec<(u32, u32)>,
) {
    let Some(filling) = part.store.filling() else {
        return;
    };
    let mut one = |filling: &mut Filling, (column, id): (u32, FieldId), rows: &[Row]| {
        let clock = layout
            .clocks
            .iter()
            .find(|(date, _)| offset(*date) == column);
        let cells = CsvCells {
            text: piece.text,
            ends,
            rows,
            delimiter: layout.delimiter,
            column,
            clock: clock.map(|(_, clock)| offset(*clock)),
        };
        let at = id.0 as usize;
        if let (Some(field), Some(seen), Some(recall), Some(odd), Some(to)) = (
            context.words.field(id),
            part.tally.seen.get_mut(at),
            filling.scratch.recall.get_mut(at),
            filling.scratch.odd.get_mut(at),
            filling.batch.columns.get_mut(at),
        ) {
            odd.clear();
            let mut column = Column {
                context,
                id,
                field,
                order: context.orders.get(at).copied().flatten(),
                memory: &mut part.memory,
                recall,
                seen,
                odd,
            };
            column.fill(&cells, to);
        }
    };
    let columns: Vec<(u32, FieldId)> = (0_u32..)
        .zip(&layout.fields)
        .filter_map(|(column, id)| Some((column, (*id)?)))
        .filter(|(_, id)| context.wants(*id))
        .collect();
    let required = |id: FieldId| context.words.required().any(|(other, _)| other == id);
    let (first, then): (Vec<_>, Vec<_>) = columns.into_iter().partition(|(_, id)| required(*id));
    for &column in &first {
        one(filling, column, rows);
    }
    let mut without: Vec<u32> = Vec::new();
    for (_, id) in &first {
        if let Some(odd) = filling.scratch.odd.get(id.0 as usize) {
            without.extend(&odd.without);
        }
    }
    if !without.is_empty() {
        without.sort_unstable();
        without.dedup();
        drop_rows(rows, &without, ends, others);
        for &(column, id) in &first {
            filling.empty(id);
            one(filling, (column, id), rows);
        }
    }
    for column in then {
        one(filling, column, rows);
    }
    filling.place(rows.iter().map(|row| piece.start + u64::from(row.start)));
    part.tally.kept += u64::try_from(rows.len()).unwrap_or(0);
    derived::fill(context, filling, &mut part.tally.has);
    part.tally.bare += filling.bare(context.words.log);
}

/// Moves rows that cannot be kept to the others.
fn drop_rows(rows: &mut Vec<Row>, without: &[u32], ends: &Ends, others: &mut Vec<(u32, u32)>) {
    let (mut at, mut next) = (0_u32, without.iter().peekable());
    rows.retain(|row| {
        let drop = next.next_if(|&&other| other == at).is_some();
        at += 1;
        if drop {
            let after = ends.rows.partition_point(|&upto| upto <= row.first);
            let end = ends.rows.get(after).map_or(0, |&upto| ends.get(upto - 1));
            others.push((row.start, offset(end + 1)));
        }
        !drop
    });
}

/// Reads rows letter by letter that are rejected or say nothing.
fn slow_rows(
    piece: &Piece<'_>,
    layout: &Layout,
    context: &Context<'_>,
    part: &mut Part<dyn Store + '_>,
    mut others: Vec<(u32, u32)>,
) {
    others.sort_unstable();
    let (mut line, mut at) = (0, 0);
    let mut cells = Vec::new();
    for (start, end) in others {
        let (start, end) = (start as usize, (end as usize).min(piece.text.len()));
        let before = piece.text.as_bytes().get(at..start).unwrap_or_default();
        line += memchr::memchr_iter(b'\n', before).count();
        at = start;
        let first = u64::try_from(line).unwrap_or(u64::MAX);
        let text = piece.text.get(start..end).unwrap_or("");
        let mut records = Records::new(text, layout.delimiter, first);
        if let Some((line, end_line)) = records.next(&mut cells) {
            let place = piece.place(start, line, end_line);
            csv::row(piece, (start, end), place, &cells, layout, context, part);
        }
    }
}

//! Finds times that stand in two columns, a date and a clock: takes the columns of a table and its first rows, joins the two columns
//! of one field.

use super::layout::Layout;
use super::stamp::{self, Half};
use super::vocabulary::Vocabulary;
use crate::ir::log::{FieldId, FieldType};
use std::borrow::Cow;

/// Rows that are looked at.
const MOST_ROWS: usize = 50;

/// Looks at the first rows for every time field that more than one column could be.
pub(super) fn find<'r>(
    rows: impl Iterator<Item = Vec<Cow<'r, str>>>,
    layout: &mut Layout,
    words: &Vocabulary<'_>,
) {
    let mut rows = rows.take(MOST_ROWS);
    let mut looked: Vec<Vec<Cow<'r, str>>> = Vec::new();
    for (id, field) in (0_u32..).map(FieldId).zip(&words.log.fields) {
        let used = layout.fields.iter().position(|field| *field == Some(id));
        let (FieldType::Time, Some(used)) = (&field.ty, used) else {
            continue;
        };
        let claims = |header: &str| words.claims(header).iter().any(|claim| claim.field == id);
        let others: Vec<usize> = (0_usize..)
            .zip(&layout.records)
            .filter(|(column, record)| {
                *column != used && record.field.is_none() && claims(&record.header)
            })
            .map(|(column, _)| column)
            .collect();
        if others.is_empty() {
            continue;
        }
        looked.extend(rows.by_ref());
        if let Some((date, clock)) = halves(&looked, used, &others) {
            join(layout, id, (date, clock), words);
        }
    }
}

/// The columns of date and clock by the first row that shows them; none once a row has a whole time in the column that is used.
fn halves(rows: &[Vec<Cow<'_, str>>], used: usize, others: &[usize]) -> Option<(usize, usize)> {
    for cells in rows {
        let half = |column: usize| stamp::half(cells.get(column).map_or("", |cell| cell.trim()));
        let is = |wanted: Half| {
            others
                .iter()
                .copied()
                .find(|&other| half(other) == Some(wanted))
        };
        match half(used) {
            Some(Half::Date) => {
                if let Some(clock) = is(Half::Clock) {
                    return Some((used, clock));
                }
            }
            Some(Half::Clock) => {
                if let Some(date) = is(Half::Date) {
                    return Some((date, used));
                }
            }
            Some(Half::Both) => return None,
            None => {}
        }
    }
    None
}

fn join(layout: &mut Layout, id: FieldId, (date, clock): (usize, usize), words: &Vocabulary<'_>) {
    for (column, field) in [(date, Some(id)), (clock, None)] {
        if let Some(slot) = layout.fields.get_mut(column) {
            *slot = field;
        }
        let Some(record) = layout.records.get_mut(column) else {
            continue;
        };
        let claims = words.claims(&record.header);
        record.by = claims.first().map_or("unused", |claim| claim.by.as_str());
        record.field = words.field(id).map(|known| known.name.clone());
        layout
            .beaten
            .retain(|(header, ..)| *header != record.header);
    }
    layout.clocks.push((date, clock));
}

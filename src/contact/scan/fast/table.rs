//! Fills the columns of a batch from a file that holds them as columns: takes the cells of one field after the other, then the places of the
//! rows that are kept.

use super::super::super::part::{Context, Part, Store};
use super::column::{Cells, read_column};
use super::derived;
use crate::ir::log::FieldId;

/// Adds cells to the column of a field.
pub(in crate::contact) fn fill_column<C: Cells>(
    part: &mut Part<dyn Store + '_>,
    context: &Context<'_>,
    id: FieldId,
    cells: &C,
) {
    if let Some(filling) = part.store.filling() {
        read_column(
            context,
            id,
            cells,
            filling,
            &mut part.tally,
            &mut part.memory,
        );
    }
}

/// The cells, by their places among those that were added, in which a field that every row needs has no value; sorted.
pub(in crate::contact) fn rows_without(
    part: &mut Part<dyn Store + '_>,
    fields: &[FieldId],
) -> Vec<u32> {
    let mut without: Vec<u32> = Vec::new();
    if let Some(filling) = part.store.filling() {
        for id in fields {
            if let Some(odd) = filling.scratch.odd.get(id.0 as usize) {
                without.extend(&odd.without);
            }
        }
    }
    without.sort_unstable();
    without.dedup();
    without
}

/// Forgets the cells of a field, because some rows cannot be kept.
pub(in crate::contact) fn forget_column(part: &mut Part<dyn Store + '_>, id: FieldId) {
    if let Some(filling) = part.store.filling() {
        filling.empty(id);
    }
}

/// Completes the rows, which stand at these places.
pub(in crate::contact) fn finish_rows(
    part: &mut Part<dyn Store + '_>,
    context: &Context<'_>,
    places: impl ExactSizeIterator<Item = u64>,
) {
    let Some(filling) = part.store.filling() else {
        return;
    };
    part.tally.kept += u64::try_from(places.len()).unwrap_or(0);
    filling.place(places);
    derived::fill(context, filling, &mut part.tally.has);
    part.tally.bare += filling.bare(context.words.log);
}

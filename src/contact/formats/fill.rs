//! Fills batches from Arrow columns: takes the columns of a unit, fills the batch column by column with the rows that can be kept, and reads
//! the others value by value, which says why they are rejected.

use super::super::layout::Layout;
use super::super::part::{Context, Part, Store};
use super::super::scan::{Unit, fill_column, finish_rows, forget_column, rows_without};
use super::cells::{ArrowCells, Columns};
use super::leaves::Leaf;
use super::rows;
use crate::ir::log::{FieldId, FieldType};

/// Adds the rows of a unit to the batch of the part; `false` where they have to be read value by value.
pub(super) fn rows(
    columns: &Columns,
    leaves: &[Leaf],
    layout: &Layout,
    unit: &Unit,
    context: &Context<'_>,
    part: &mut Part<dyn Store + '_>,
) -> bool {
    let has = |id: FieldId| layout.fields.contains(&Some(id));
    let whole = context.words.required().next().is_some()
        && context.words.required().all(|(id, _)| has(id));
    if context.survey || !whole || !layout.clocks.is_empty() || part.store.filling().is_none() {
        return false;
    }
    let known: Vec<(usize, FieldId)> = (0_usize..)
        .zip(&layout.fields)
        .filter_map(|(column, id)| Some((column, (*id)?)))
        .filter(|(_, id)| context.wants(*id))
        .collect();
    let required = |id: FieldId| context.words.required().any(|(other, _)| other == id);
    let (first, then): (Vec<_>, Vec<_>) = known.into_iter().partition(|(_, id)| required(*id));
    let mut kept: Vec<u32> = (0_u32..).take(unit.length).collect();
    part.tally.met += u64::try_from(unit.length).unwrap_or(0);
    let one = |(column, id): (usize, FieldId), kept: &[u32], part: &mut Part<dyn Store + '_>| {
        let (Some(values), Some(leaf)) = (columns.values(column), leaves.get(column)) else {
            return;
        };
        let ty = context.words.field(id).map(|field| &field.ty);
        let typed = matches!(
            ty,
            Some(FieldType::Time | FieldType::Date | FieldType::Number)
        );
        let cells = ArrowCells::new(values, leaf.is_utc, kept, typed);
        fill_column(part, context, id, &cells);
    };
    for &column in &first {
        one(column, &kept, part);
    }
    let ids: Vec<FieldId> = first.iter().map(|(_, id)| *id).collect();
    let without = rows_without(part, &ids);
    if !without.is_empty() {
        let mut at = 0_u32;
        kept.retain(|_| {
            at += 1;
            without.binary_search(&(at - 1)).is_err()
        });
        for &(column, id) in &first {
            forget_column(part, id);
            one((column, id), &kept, part);
        }
    }
    for column in then {
        one(column, &kept, part);
    }
    finish_rows(
        part,
        context,
        kept.iter().map(|&row| unit.start + u64::from(row)),
    );
    let shown = columns.shown(leaves);
    for row in without {
        let place = (u64::from(row), unit.start + u64::from(row));
        rows::push(part, layout, context, place, |column| {
            shown.get(column)?.as_ref()?.cell(row as usize)
        });
    }
    true
}

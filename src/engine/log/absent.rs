//! Finds the columns that a rule reads and a log lacks: takes what its statements came to, gives fields, and whether these explain a hit.

use super::judge::Hit;
use super::need::{Need, triggers_of};
use super::sheet::Sheet;
use super::tell::unknowns;
use super::verdict::Outcome;
use crate::contact::Column;
use crate::ir::log::FieldId;

/// The columns that the rule reads and no file has.
pub(super) fn absent_columns(sheet: &Sheet<'_>, outcomes: &[Outcome<'_>]) -> Vec<FieldId> {
    let mut absent: Vec<FieldId> = outcomes
        .iter()
        .flat_map(|outcome| &outcome.need.fields)
        .copied()
        .filter(|&field| {
            let is_no = sheet
                .log
                .fields
                .get(field.0 as usize)
                .is_some_and(crate::ir::log::Field::absent_is_no);
            !is_no && matches!(sheet.table.column(field), Column::Absent)
        })
        .collect();
    absent.sort_unstable();
    absent.dedup();
    absent
}

/// Those among them that decide whether the rule has anything to speak of.
pub(super) fn absent_triggers(sheet: &Sheet<'_>, outcomes: &[Outcome<'_>]) -> Vec<FieldId> {
    let mut need = Need::default();
    for outcome in outcomes {
        for event in triggers_of(outcome.terms.statement) {
            need.event(&sheet.rules.log, sheet.log, event);
        }
    }
    let mut absent = absent_columns(sheet, outcomes);
    absent.retain(|field| need.fields.contains(field));
    absent
}

/// Where a column is missing altogether, naming it says more than listing every row.
pub(super) fn explained_by_columns(
    sheet: &Sheet<'_>,
    need: &Need,
    absent: &[FieldId],
    hit: &Hit,
) -> bool {
    !absent.is_empty() && unknowns(sheet, need, absent, hit.row).is_empty()
}

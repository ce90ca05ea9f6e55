//! Names the subject of a hit: the values of its key, or the row.

use crate::contact::{Column, describe_value};
use crate::engine::log::key::KeyCells;
use crate::engine::log::sheet::Sheet;
use crate::ir::log::{FieldId, FieldType, Key};

/// `debtor=d1 debt=x` for the key of a statement, `log` for the empty key, `row debtor=d1` where a statement has none.
pub(in crate::engine::log) fn subject_of(
    sheet: &Sheet<'_>,
    row: u32,
    key: Option<(&Key, &KeyCells)>,
) -> String {
    let Some((key, cells)) = key else {
        let debtor = sheet
            .log
            .field("debtor")
            .and_then(|debtor| describe_value(sheet.table, row as usize, sheet.log, debtor));
        return match debtor {
            Some(debtor) => format!("row debtor={debtor}"),
            None => "row".to_string(),
        };
    };
    if key.is_empty() {
        return "log".to_string();
    }
    let parts: Vec<String> = key
        .iter()
        .zip(cells)
        .map(|(&field, &cell)| {
            let name = sheet
                .log
                .fields
                .get(field.0 as usize)
                .map_or("", |field| field.name.as_str());
            format!("{name}={}", value_of(sheet, row, field, cell))
        })
        .collect();
    parts.join(" ")
}

// A field with several values is shown with the one that the key has.
fn value_of(sheet: &Sheet<'_>, row: u32, field: FieldId, cell: u64) -> String {
    let several = match sheet.table.column(field) {
        Column::Ids(_) => u32::try_from(cell).ok().map(|code| sheet.table.name(code)),
        Column::Enums { .. } => sheet
            .log
            .fields
            .get(field.0 as usize)
            .and_then(|field| match &field.ty {
                FieldType::Enum { values, .. } => values.get(usize::try_from(cell).ok()?),
                _ => None,
            })
            .map(|value| value.name.as_str()),
        _ => None,
    };
    several.map_or_else(
        || describe_value(sheet.table, row as usize, sheet.log, field).unwrap_or_default(),
        str::to_string,
    )
}

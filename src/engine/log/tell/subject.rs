//! Names the subject of a hit: the values of its key, or the row.

use crate::contact::{Column, describe_value};
use crate::engine::log::key::KeyCells;
use crate::engine::log::sheet::Sheet;
use crate::ir::log::{FieldId, FieldType, Key};

/// `debtor=d1 debt=x` for the key of a statement, `log` for the empty key, `row debtor=d1` where a statement has none. A field of which the
/// row has several values is named with all of them: [`subject_among`] names one.
pub(in crate::engine::log) fn subject_of(sheet: &Sheet<'_>, row: u32, key: Option<&Key>) -> String {
    let Some(key) = key else {
        let debtor = sheet
            .log
            .field("debtor")
            .and_then(|debtor| describe_value(sheet.table, row as usize, sheet.log, debtor));
        return match debtor {
            Some(debtor) => format!("row debtor={debtor}"),
            None => "row".to_string(),
        };
    };
    let values = key.iter().map(|&field| (field, None));
    named(sheet, row, values)
}

/// The subject by the cells of a timeline's key, where that has a field that may have several values in a row; `None` where the row alone
/// tells it.
pub(in crate::engine::log) fn subject_among(
    sheet: &Sheet<'_>,
    row: u32,
    key: &Key,
    cells: &KeyCells,
) -> Option<String> {
    let several = |field: &FieldId| {
        matches!(
            sheet.table.column(*field),
            Column::Ids(_) | Column::Enums { .. }
        )
    };
    if !key.iter().any(several) {
        return None;
    }
    let values = key.iter().zip(cells);
    Some(named(
        sheet,
        row,
        values.map(|(&field, &cell)| (field, value_among(sheet, field, cell))),
    ))
}

fn named<'s>(
    sheet: &Sheet<'_>,
    row: u32,
    values: impl Iterator<Item = (FieldId, Option<&'s str>)>,
) -> String {
    let parts: Vec<String> = values
        .map(|(field, value)| {
            let name = sheet
                .log
                .fields
                .get(field.0 as usize)
                .map_or("", |field| field.name.as_str());
            let described = || describe_value(sheet.table, row as usize, sheet.log, field);
            let value = value.map_or_else(|| described().unwrap_or_default(), str::to_owned);
            format!("{name}={value}")
        })
        .collect();
    match parts.is_empty() {
        true => "log".to_string(),
        false => parts.join(" "),
    }
}

// The value that the key has of a field with several.
fn value_among<'s>(sheet: &'s Sheet<'_>, field: FieldId, cell: u64) -> Option<&'s str> {
    match sheet.table.column(field) {
        Column::Ids(_) => u32::try_from(cell).ok().map(|code| sheet.table.name(code)),
        Column::Enums { .. } => match &sheet.log.fields.get(field.0 as usize)?.ty {
            FieldType::Enum { values, .. } => values
                .get(usize::try_from(cell).ok()?)
                .map(|value| value.name.as_str()),
            _ => None,
        },
        _ => None,
    }
}

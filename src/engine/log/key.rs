//! Divides rows by key: takes rows and the fields of a key, gives a timeline of rows for every key, in the order of the rows. A field
//! with several values puts a row under each; a row with an empty field is left out.

use super::sheet::Sheet;
use super::time::day_number;
use crate::contact::{Column, Several};
use crate::ir::log::{FieldId, Key};
use std::collections::HashMap;

/// One value of each field of a key, as numbers that are only good for comparing.
pub(super) type KeyCells = Vec<u64>;

/// Rows divided by a key.
#[derive(Debug, Default)]
pub(super) struct Partition {
    /// The cells of each key.
    pub keys: Vec<KeyCells>,
    /// The places of each key's rows, ascending.
    pub lines: Vec<Vec<u32>>,
    /// For each place the keys that it is under, ascending.
    pub under: Several<u32>,
}

impl Partition {
    /// Divides the rows of a run; `rows` holds rows of the table by place.
    pub fn new(sheet: &Sheet<'_>, rows: &[u32], key: &Key) -> Self {
        let mut partition = Self::default();
        partition.under.starts.push(0);
        let mut ids: HashMap<KeyCells, u32> = HashMap::new();
        let mut texts: HashMap<&str, u64> = HashMap::new();
        for (place, &row) in rows.iter().enumerate() {
            let mut under = Vec::new();
            for cells in cells_of(sheet, row, key, &mut texts) {
                let fresh = u32::try_from(partition.keys.len()).unwrap_or(u32::MAX);
                let id = *ids.entry(cells).or_insert_with_key(|cells| {
                    partition.keys.push(cells.clone());
                    partition.lines.push(Vec::new());
                    fresh
                });
                if let Some(line) = partition.lines.get_mut(id as usize) {
                    line.push(u32::try_from(place).unwrap_or(u32::MAX));
                }
                under.push(id);
            }
            under.sort_unstable();
            partition.under.values.extend(under);
            let end = partition.under.values.len();
            partition
                .under
                .starts
                .push(u32::try_from(end).unwrap_or(u32::MAX));
        }
        partition
    }
}

// Every combination of the values of the key's fields; none if one of them is empty.
fn cells_of<'t>(
    sheet: &Sheet<'t>,
    row: u32,
    key: &Key,
    texts: &mut HashMap<&'t str, u64>,
) -> Vec<KeyCells> {
    let mut all: Vec<KeyCells> = vec![Vec::with_capacity(key.len())];
    for &field in key {
        let values = field_cells(sheet, row as usize, field, texts);
        all = match values.as_slice() {
            [] => return Vec::new(),
            [one] => {
                for cells in &mut all {
                    cells.push(*one);
                }
                all
            }
            several => all
                .iter()
                .flat_map(|cells| {
                    several.iter().map(move |&value| {
                        let mut cells = cells.clone();
                        cells.push(value);
                        cells
                    })
                })
                .collect(),
        };
    }
    all
}

/// The values of a field in a row, as numbers that are only good for comparing; none where it is empty.
pub(super) fn field_cells<'t>(
    sheet: &Sheet<'t>,
    row: usize,
    field: FieldId,
    texts: &mut HashMap<&'t str, u64>,
) -> Vec<u64> {
    let table = sheet.table;
    let one = |cell: Option<u64>| cell.into_iter().collect();
    match table.column(field) {
        Column::Absent => {
            let no = sheet
                .log
                .fields
                .get(field.0 as usize)
                .is_some_and(crate::ir::log::Field::absent_is_no);
            one(no.then_some(0))
        }
        Column::Time(stamps) => one(stamps.get(row).copied().flatten().map(|stamp| {
            // Only the date divides: a key of clock times would put nearly every row under its own.
            u64::from(day_number(stamp.civil.date()).cast_unsigned())
        })),
        Column::Id(codes) => one(codes.get(row).copied().flatten().map(u64::from)),
        Column::Ids(codes) => codes.get(row).iter().map(|&code| u64::from(code)).collect(),
        Column::Number(numbers) => one(numbers.get(row).copied().flatten().map(|number| {
            // Both zeros are one number.
            (number + 0.0).to_bits()
        })),
        Column::Text(spans) => one(spans.get(row).copied().flatten().map(|span| {
            let fresh = texts.len() as u64;
            *texts.entry(table.slice(span)).or_insert(fresh)
        })),
        Column::Flag(flags) => one(flags.get(row).copied().flatten().map(u64::from)),
        Column::Enum(values) => one(values.get(row).copied().flatten().map(u64::from)),
        Column::Enums { values, .. } => values
            .get(row)
            .iter()
            .map(|&value| u64::from(value))
            .collect(),
    }
}

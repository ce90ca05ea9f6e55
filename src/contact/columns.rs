//! Grows columns: takes values row by row or whole columns of a piece, keeps every column as long as the table.

use super::cell::Value;
use super::names::Names;
use super::{Column, Several, Table};
use crate::ir::log::{Field, FieldType};

/// A column of a type with so many rows, all missing.
pub(super) fn missing(ty: &FieldType, rows: usize) -> Column {
    match ty {
        FieldType::Time | FieldType::Date => Column::Time(vec![None; rows]),
        FieldType::Id { several: false } | FieldType::Zone { several: false } => {
            Column::Id(vec![None; rows])
        }
        FieldType::Id { several: true } | FieldType::Zone { several: true } => {
            Column::Ids(nothing(rows))
        }
        FieldType::Number => Column::Number(vec![None; rows]),
        FieldType::Text => Column::Text(vec![None; rows]),
        FieldType::Flag => Column::Flag(vec![None; rows]),
        FieldType::Enum { several: false, .. } => Column::Enum(vec![None; rows]),
        FieldType::Enum { several: true, .. } => Column::Enums {
            values: nothing(rows),
            whole: vec![None; rows],
        },
    }
}

fn nothing<T>(rows: usize) -> Several<T> {
    Several {
        starts: vec![0; rows + 1],
        values: Vec::new(),
    }
}

/// Adds a value; one that is not of the column's type counts as missing.
pub(super) fn push(column: &mut Column, value: &Value<'_>, names: &mut Names, text: &mut String) {
    match column {
        Column::Absent => {}
        Column::Time(values) => values.push(match value {
            Value::Time(stamp, _) => Some(*stamp),
            _ => None,
        }),
        Column::Id(values) => values.push(match value {
            Value::Id(id) => Some(names.code(id)),
            _ => None,
        }),
        Column::Ids(values) => {
            if let Value::Ids(ids) = value {
                let mut codes: Vec<u32> = ids.iter().map(|id| names.code(id)).collect();
                codes.sort_unstable();
                codes.dedup();
                values.values.extend(codes);
            }
            values.starts.push(offset(values.values.len()));
        }
        Column::Number(values) => values.push(match value {
            Value::Number(number) => Some(*number),
            _ => None,
        }),
        Column::Text(values) => values.push(match value {
            Value::Text(words) => {
                let start = offset(text.len());
                text.push_str(words);
                Some((start, offset(text.len())))
            }
            _ => None,
        }),
        Column::Flag(values) => values.push(match value {
            Value::Flag(flag) => Some(*flag),
            _ => None,
        }),
        Column::Enum(values) => values.push(match value {
            Value::Enum(index) => Some(*index),
            _ => None,
        }),
        Column::Enums { values, whole } => {
            if let Value::Enums(indexes, unknown) = value {
                values.values.extend(indexes);
                whole.push(Some(unknown.is_empty()));
            } else {
                whole.push(None);
            }
            values.starts.push(offset(values.values.len()));
        }
    }
}

/// Adds a piece's column, its codes translated by `codes` and its texts moved by `text`.
pub(super) fn append(to: &mut Column, from: Column, codes: &[u32], text: u32) {
    let code = |own: u32| codes.get(own as usize).copied().unwrap_or(own);
    match (to, from) {
        (Column::Time(to), Column::Time(from)) => to.extend(from),
        (Column::Id(to), Column::Id(from)) => to.extend(from.into_iter().map(|own| own.map(code))),
        (Column::Ids(to), Column::Ids(from)) => extend(to, &from, |mut list| {
            list.iter_mut().for_each(|own| *own = code(*own));
            list.sort_unstable();
            list
        }),
        (Column::Number(to), Column::Number(from)) => to.extend(from),
        (Column::Text(to), Column::Text(from)) => {
            to.extend(
                from.into_iter()
                    .map(|range| range.map(|(start, end)| (start + text, end + text))),
            );
        }
        (Column::Flag(to), Column::Flag(from)) => to.extend(from),
        (Column::Enum(to), Column::Enum(from)) => to.extend(from),
        (
            Column::Enums { values: to, whole },
            Column::Enums {
                values: from,
                whole: more,
            },
        ) => {
            extend(to, &from, |list| list);
            whole.extend(more);
        }
        // both columns are made from one schema, so their types agree
        _ => {}
    }
}

/// In a log that has the column, an empty list of a field that is *no* when empty says that there is none.
pub(super) fn fill_empty(column: &mut Column, field: &Field) {
    if let Column::Enums { whole, .. } = column
        && field.empty_is_no
    {
        for told in whole.iter_mut().filter(|told| told.is_none()) {
            *told = Some(true);
        }
    }
}

fn extend<T: Copy>(to: &mut Several<T>, from: &Several<T>, translate: impl Fn(Vec<T>) -> Vec<T>) {
    for row in 0..from.starts.len().saturating_sub(1) {
        to.values.extend(translate(from.get(row).to_vec()));
        to.starts.push(offset(to.values.len()));
    }
}

/// A table of these rows, in this order; rows may repeat.
pub(super) fn pick(table: Table, order: &[u32]) -> Table {
    fn values<T: Copy>(all: &[Option<T>], order: &[u32]) -> Vec<Option<T>> {
        let one = |&row: &u32| all.get(row as usize).copied().flatten();
        order.iter().map(one).collect()
    }
    fn several<T: Copy>(all: &Several<T>, order: &[u32]) -> Several<T> {
        let mut picked = Several {
            starts: vec![0],
            values: Vec::new(),
        };
        for &row in order {
            picked.values.extend(all.get(row as usize));
            picked.starts.push(offset(picked.values.len()));
        }
        picked
    }
    let in_order = (0_u32..).zip(order).all(|(at, &row)| at == row);
    if in_order && order.len() == table.rows.len() {
        return table;
    }
    let columns = table.columns.iter().map(|column| match column {
        Column::Absent => Column::Absent,
        Column::Time(all) => Column::Time(values(all, order)),
        Column::Id(all) => Column::Id(values(all, order)),
        Column::Ids(all) => Column::Ids(several(all, order)),
        Column::Number(all) => Column::Number(values(all, order)),
        Column::Text(all) => Column::Text(values(all, order)),
        Column::Flag(all) => Column::Flag(values(all, order)),
        Column::Enum(all) => Column::Enum(values(all, order)),
        Column::Enums { values: all, whole } => Column::Enums {
            values: several(all, order),
            whole: values(whole, order),
        },
    });
    let rows = order.iter().filter_map(|&row| table.rows.get(row as usize));
    Table {
        columns: columns.collect(),
        rows: rows.copied().collect(),
        ..table
    }
}

/// A length as an offset; the assembler refuses pieces that would not fit.
pub(super) fn offset(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

//! Evaluates conditions that no column answers at once: takes a batch, makes a small table of it, gives what the exact evaluation gives.

use super::answer::{Ground, NO, UNKNOWN, YES};
use crate::contact::{Batch, BatchColumn, Column, RowSource, Several, Stamp, Table, Texts};
use crate::engine::log::condition::{Columns, Cond, Judge};
use crate::engine::log::sheet::Sheet;
use crate::engine::log::time::{DAY, date_of};
use crate::engine::log::truth::Truth;
use crate::ir::log::EventId;
use std::collections::HashMap;

/// A batch as the exact evaluation sees it.
pub(super) fn table_of(ground: &Ground<'_>, batch: &Batch) -> Table {
    let mut names = Names::default();
    let mut text = String::new();
    let columns = batch
        .columns
        .iter()
        .map(|column| convert(column, &mut names, &mut text))
        .collect();
    let source = RowSource {
        file: 0,
        line: 0,
        end_line: 0,
        row: 0,
    };
    Table {
        log: ground.id,
        files: Vec::new(),
        rows: vec![source; batch.rows.len()],
        columns,
        names: names.list,
        text,
    }
}

/// What a condition of an event comes to on a row of the table.
pub(super) fn answer<'x>(
    ground: &Ground<'x>,
    sheet: &'x Sheet<'x>,
    none: &'x Columns,
    (event, condition): (EventId, &'x Cond<'x>),
    row: usize,
) -> u8 {
    let judge = Judge {
        sheet,
        plan: ground.plan,
        texts: &[],
        calendars: ground.calendars,
        columns: none,
        zone: None,
    };
    let row = u32::try_from(row).unwrap_or(u32::MAX);
    match judge.by_itself(condition, event, row) {
        Truth::No => NO,
        Truth::Unknown => UNKNOWN,
        Truth::Yes => YES,
    }
}

#[derive(Default)]
struct Names {
    codes: HashMap<String, u32>,
    list: Vec<String>,
}

impl Names {
    fn code(&mut self, name: &str) -> u32 {
        if let Some(&code) = self.codes.get(name) {
            return code;
        }
        let code = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.codes.insert(name.to_owned(), code);
        self.list.push(name.to_owned());
        code
    }
}

fn convert(column: &BatchColumn, names: &mut Names, text: &mut String) -> Column {
    match column {
        BatchColumn::Absent => Column::Absent,
        BatchColumn::Time { wall, offset } => Column::Time(
            wall.iter()
                .zip(offset)
                .map(|(&wall, &offset)| stamp(wall, offset))
                .collect(),
        ),
        BatchColumn::Id(texts) => Column::Id(
            each(texts)
                .map(|word| (!word.is_empty()).then(|| names.code(word)))
                .collect(),
        ),
        BatchColumn::Ids { starts, words } => {
            let mut all: Vec<u32> = each(words).map(|word| names.code(word)).collect();
            for row in 0..starts.len().saturating_sub(1) {
                let at = |row: usize| starts.get(row).copied().unwrap_or(0) as usize;
                if let Some(own) = all.get_mut(at(row)..at(row + 1)) {
                    own.sort_unstable();
                }
            }
            Column::Ids(Several {
                starts: starts.clone(),
                values: all,
            })
        }
        BatchColumn::Number(numbers) => Column::Number(
            numbers
                .iter()
                .map(|&number| (!number.is_nan()).then_some(number))
                .collect(),
        ),
        BatchColumn::Text(texts) => Column::Text(
            each(texts)
                .map(|word| {
                    let start = u32::try_from(text.len()).unwrap_or(u32::MAX);
                    text.push_str(word);
                    let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
                    (!word.is_empty()).then_some((start, end))
                })
                .collect(),
        ),
        BatchColumn::Flag(flags) => Column::Flag(
            flags
                .iter()
                .map(|&flag| (flag != BatchColumn::NO_FLAG).then_some(flag == 1))
                .collect(),
        ),
        BatchColumn::Enum(values) => Column::Enum(
            values
                .iter()
                .map(|&value| (value != BatchColumn::NO_VALUE).then_some(value))
                .collect(),
        ),
        BatchColumn::Enums {
            starts,
            values,
            whole,
        } => Column::Enums {
            values: Several {
                starts: starts.clone(),
                values: values.clone(),
            },
            whole: whole
                .iter()
                .map(|&whole| (whole != 0).then_some(whole == 2))
                .collect(),
        },
    }
}

fn each(texts: &Texts) -> impl Iterator<Item = &str> {
    (0..texts.starts.len().saturating_sub(1)).map(|row| texts.get(row))
}

fn stamp(wall: i64, offset: i32) -> Option<Stamp> {
    if wall == BatchColumn::NO_TIME {
        return None;
    }
    let day = i32::try_from(wall.div_euclid(DAY)).ok()?;
    let civil = date_of(day)
        .to_datetime(jiff::civil::Time::midnight())
        .checked_add(jiff::SignedDuration::from_micros(wall.rem_euclid(DAY)))
        .ok()?;
    Some(Stamp {
        civil,
        offset: (offset != BatchColumn::NO_OFFSET && offset != BatchColumn::DATE_ONLY)
            .then_some(offset),
        date_only: offset == BatchColumn::DATE_ONLY,
    })
}

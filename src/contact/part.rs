//! Collects the rows of one piece of a file: takes cells by field, gives columns of its own, what was rejected and what was unknown.

use super::cell::{self, Cell, Memory, Value, Why};
use super::columns;
use super::forms::{self, Forms, Numbers};
use super::names::Names;
use super::reason::{self, crop};
use super::vocabulary::Vocabulary;
use super::{Column, DateOrder, MAX_LISTED, RowSource, derive};
use crate::codes::{Code, input as codes};
use crate::ir::Words;
use crate::ir::log::{Field, FieldId, FieldType};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Different unknown values that are kept for a field: the first by value, so that counts do not hang on the order of rows.
const MOST_UNKNOWN: usize = 200;

/// What one field's cells showed.
#[derive(Default, Clone)]
pub(super) struct Seen {
    /// Unknown values, each with its number of rows.
    pub(super) unknown: BTreeMap<String, u64>,
    /// Numbers in scientific notation that were to be ids.
    pub(super) rounded: u64,
    /// Dates of two readings.
    pub(super) ambiguous: u64,
    /// Dates that can only be day before month.
    pub(super) day_first: bool,
    /// Dates that can only be month before day.
    pub(super) month_first: bool,
    /// How its times are written; of the cells of one file only.
    pub(super) forms: Forms,
}

impl Seen {
    pub(super) fn add(&mut self, other: Seen) {
        for (value, rows) in other.unknown {
            self.count(value, rows);
        }
        self.rounded += other.rounded;
        self.ambiguous += other.ambiguous;
        self.day_first |= other.day_first;
        self.month_first |= other.month_first;
        self.forms.add(other.forms);
    }

    fn count(&mut self, value: String, rows: u64) {
        *self.unknown.entry(value).or_default() += rows;
        if self.unknown.len() > MOST_UNKNOWN {
            self.unknown.pop_last();
        }
    }
}

/// A row that was rejected.
pub(super) struct Rejected {
    pub(super) line: u64,
    pub(super) code: Code,
    pub(super) reason: Words,
}

/// What all pieces of all files share.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) words: &'a Vocabulary<'a>,
    /// By field: the order of day and month.
    pub(super) orders: &'a [Option<DateOrder>],
    /// By file, then by field: how numbers are read; shorter where nothing is known.
    pub(super) numbers: &'a [Vec<Numbers>],
    /// The file that is read.
    pub(super) file: usize,
}

impl Context<'_> {
    fn numbers(&self, field: FieldId) -> Numbers {
        let own = self.numbers.get(self.file);
        own.and_then(|fields| fields.get(field.0 as usize))
            .copied()
            .unwrap_or_default()
    }
}

/// The rows of one piece.
pub(super) struct Part {
    pub(super) rows: Vec<RowSource>,
    pub(super) columns: Vec<Column>,
    pub(super) names: Names,
    pub(super) text: String,
    pub(super) rejected: Vec<Rejected>,
    pub(super) rejected_rows: u64,
    /// Rows met, with rejected ones.
    pub(super) met: u64,
    /// By field.
    pub(super) seen: Vec<Seen>,
    memory: Memory,
}

impl Part {
    pub(super) fn new(context: &Context<'_>) -> Self {
        let fields = context.words.log.fields.len();
        Self {
            rows: Vec::new(),
            columns: vec![Column::Absent; fields],
            names: Names::default(),
            text: String::new(),
            rejected: Vec::new(),
            rejected_rows: 0,
            met: 0,
            seen: vec![Seen::default(); fields],
            memory: Memory::default(),
        }
    }

    /// The file has this field, be it empty in every row.
    pub(super) fn has(&mut self, field: FieldId, known: &Field) {
        let rows = self.rows.len();
        if let Some(column @ Column::Absent) = self.columns.get_mut(field.0 as usize) {
            *column = columns::missing(&known.ty, rows);
        }
    }

    pub(super) fn reject(&mut self, line: u64, code: Code, reason: Words) {
        self.rejected_rows += 1;
        if self.rejected.len() < MAX_LISTED {
            self.rejected.push(Rejected { line, code, reason });
        }
    }

    /// Takes in a row, or rejects it.
    pub(super) fn push<'c>(
        &mut self,
        context: &Context<'_>,
        (line, end_line): (u64, u64),
        cells: impl Iterator<Item = (FieldId, Cell<'c>)>,
    ) {
        let log = context.words.log;
        let mut values: Vec<Value<'_>> = vec![Value::Missing; log.fields.len()];
        let mut unread: Vec<(FieldId, Why, String)> = Vec::new();
        for (id, cell) in cells {
            let Some(field) = context.words.field(id) else {
                continue;
            };
            let order = context.orders.get(id.0 as usize).copied().flatten();
            let shown = cell.clone();
            let value = cell::read(context.words, &mut self.memory, (id, field), cell, order);
            let value = self.in_column(context.numbers(id), (id, field), &shown, value);
            if let Value::Unknown(why) = value {
                unread.push((id, why, shown.show()));
            }
            self.prove(id, &value);
            if let Some(slot) = values.get_mut(id.0 as usize) {
                *slot = value;
            }
        }
        if let Some((code, reason)) = refuse(context, &values, &unread) {
            return self.reject(line, code, reason);
        }
        self.note(&values, unread);
        derive::fill(log, &mut values);
        for ((column, value), field) in self.columns.iter_mut().zip(&mut values).zip(&log.fields) {
            if *value == Value::Missing && field.absent_is_no() {
                *value = Value::Flag(false);
            }
            if matches!(column, Column::Absent) && !matches!(value, Value::Missing) {
                *column = columns::missing(&field.ty, self.rows.len());
            }
            columns::push(column, value, &mut self.names, &mut self.text);
        }
        self.rows.push(RowSource {
            file: 0,
            line,
            end_line,
            row: self.met,
        });
    }

    /// Counts how a time is written, and reads a number as its column says.
    fn in_column<'v>(
        &mut self,
        numbers: Numbers,
        (id, field): (FieldId, &Field),
        cell: &Cell<'_>,
        value: Value<'v>,
    ) -> Value<'v> {
        let (FieldType::Time | FieldType::Date, Cell::Text(text)) = (&field.ty, cell) else {
            return value;
        };
        if let Some(seen) = self.seen.get_mut(id.0 as usize) {
            seen.forms.count(text.trim(), &value);
        }
        match forms::by_column(numbers, &field.ty, text, &value) {
            Some(stamp) => Value::Time(stamp, None),
            None => value,
        }
    }

    /// Remembers what a date proves about the order of day and month, also in rows that are rejected.
    fn prove(&mut self, id: FieldId, value: &Value<'_>) {
        let Some(seen) = self.seen.get_mut(id.0 as usize) else {
            return;
        };
        match value {
            Value::Time(_, Some(DateOrder::DayMonth)) => seen.day_first = true,
            Value::Time(_, Some(DateOrder::MonthDay)) => seen.month_first = true,
            Value::Unknown(Why::TwoDates) => seen.ambiguous += 1,
            _ => {}
        }
    }

    /// Counts the unknown values of a row that is kept.
    fn note(&mut self, values: &[Value<'_>], unread: Vec<(FieldId, Why, String)>) {
        for (id, why, shown) in unread {
            let Some(seen) = self.seen.get_mut(id.0 as usize) else {
                continue;
            };
            seen.rounded += u64::from(why == Why::Rounded);
            seen.count(crop(&shown), 1);
        }
        for (seen, value) in self.seen.iter_mut().zip(values) {
            if let Value::Enums(_, unknown) = value {
                for word in unknown {
                    seen.count(crop(word), 1);
                }
            }
        }
    }
}

/// Why a row cannot be kept: the first required field that is missing or cannot be read.
fn refuse(
    context: &Context<'_>,
    values: &[Value<'_>],
    unread: &[(FieldId, Why, String)],
) -> Option<(Code, Words)> {
    for (id, field) in context.words.required() {
        match values.get(id.0 as usize) {
            Some(Value::Missing) | None => {
                return Some((codes::MISSING_VALUE, reason::missing(&field.name)));
            }
            Some(Value::Unknown(why)) => {
                let shown = unread
                    .iter()
                    .find(|(other, ..)| *other == id)
                    .map_or("", |(.., shown)| shown);
                return Some(reason::unread(&field.name, *why, shown));
            }
            Some(_) => {}
        }
    }
    None
}

impl Cell<'_> {
    /// The cell as it stands in the file.
    pub(super) fn show(&self) -> String {
        match self {
            Cell::Text(text) | Cell::Strange(text) => text.trim().to_owned(),
            Cell::List(list) => list.iter().map(Cow::as_ref).collect::<Vec<_>>().join(", "),
        }
    }
}

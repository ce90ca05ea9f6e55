//! Reads the rows of one piece of a file: takes cells by field, hands the values of good rows to a store, counts what was rejected and what
//! was unknown.

use super::cell::{self, Cell, Memory, Value, Why};
use super::reason::{self, Reason, crop};
use super::scan::Filling;
use super::vocabulary::Vocabulary;
use super::{DateOrder, MAX_LISTED, derive};
use crate::codes::{Code, input as codes};
use crate::ir::Words;
use crate::ir::log::{Field, FieldId, Log};
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
    }

    pub(super) fn count(&mut self, value: String, rows: u64) {
        *self.unknown.entry(value).or_default() += rows;
        if self.unknown.len() > MOST_UNKNOWN {
            self.unknown.pop_last();
        }
    }
}

/// Where a row stands; lines count from the start of its piece.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) line: u64,
    pub(super) end_line: u64,
    /// Its first byte in the file.
    pub(super) offset: u64,
}

/// A row that was rejected.
pub(super) struct Rejected {
    pub(super) line: u64,
    pub(super) code: Code,
    pub(super) reason: Reason,
}

/// What all pieces of all files share.
pub(super) struct Context<'a> {
    pub(super) words: &'a Vocabulary<'a>,
    /// By field: the order of day and month.
    pub(super) orders: &'a [Option<DateOrder>],
    /// By field: whether it is read; empty for all.
    pub(super) wanted: &'a [bool],
}

impl Context<'_> {
    /// Whether the cells of a field are read.
    pub(super) fn wants(&self, field: FieldId) -> bool {
        self.wanted
            .get(field.0 as usize)
            .copied()
            .unwrap_or(self.wanted.is_empty())
    }
}

/// Keeps the values of good rows.
pub(super) trait Store {
    /// The file has this field, be it empty in every row.
    fn has(&mut self, id: FieldId, field: &Field);

    /// Takes the values of a row, by field.
    fn take(&mut self, log: &Log, place: Place, row: u64, values: &[Value<'_>]);

    /// The batch that the rows are kept in, where it is one: it may be filled column by column too.
    fn filling(&mut self) -> Option<&mut Filling> {
        None
    }
}

/// What one piece of a file showed.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) rejected: Vec<Rejected>,
    pub(super) rejected_rows: u64,
    /// Rows met, with rejected ones.
    pub(super) met: u64,
    /// Rows kept.
    pub(super) kept: u64,
    /// Kept rows whose time `at` is a bare date.
    pub(super) bare: u64,
    /// By field.
    pub(super) seen: Vec<Seen>,
    /// By field: some row, or the header, has it.
    pub(super) has: Vec<bool>,
}

impl Tally {
    pub(super) fn new(log: &Log) -> Self {
        Self {
            seen: vec![Seen::default(); log.fields.len()],
            has: vec![false; log.fields.len()],
            ..Self::default()
        }
    }

    pub(super) fn reject(&mut self, line: u64, code: Code, reason: Reason) {
        self.rejected_rows += 1;
        if self.rejected.len() < MAX_LISTED {
            self.rejected.push(Rejected { line, code, reason });
        }
    }
}

/// The rows of one piece.
pub(super) struct Part<S: ?Sized> {
    pub(super) tally: Tally,
    pub(super) memory: Memory,
    pub(super) store: S,
}

impl<S: Store> Part<S> {
    pub(super) fn new(context: &Context<'_>, store: S) -> Self {
        Self {
            tally: Tally::new(context.words.log),
            memory: Memory::default(),
            store,
        }
    }
}

impl<S: Store + ?Sized> Part<S> {
    /// The file has this field, be it empty in every row.
    pub(super) fn has(&mut self, context: &Context<'_>, id: FieldId) {
        if let (Some(field), Some(has)) = (
            context.words.field(id),
            self.tally.has.get_mut(id.0 as usize),
        ) && !*has
        {
            *has = true;
            if context.wants(id) {
                self.store.has(id, field);
            }
        }
    }

    /// Takes in a row, or rejects it.
    pub(super) fn push<'c>(
        &mut self,
        context: &Context<'_>,
        place: Place,
        cells: impl Iterator<Item = (FieldId, Cell<'c>)>,
    ) {
        let log = context.words.log;
        let mut values: Vec<Value<'_>> = vec![Value::Missing; log.fields.len()];
        let mut unread: Vec<(FieldId, Why, String)> = Vec::new();
        for (id, cell) in cells {
            let Some(field) = context.words.field(id).filter(|_| context.wants(id)) else {
                continue;
            };
            let order = context.orders.get(id.0 as usize).copied().flatten();
            let shown = cell.clone();
            let value = cell::read(context.words, &mut self.memory, (id, field), cell, order);
            if let Value::Unknown(why) = value {
                unread.push((id, why, shown.show()));
            }
            self.prove(id, &value);
            if let Some(slot) = values.get_mut(id.0 as usize) {
                *slot = value;
            }
        }
        if let Some((code, reason)) = refuse(context, &values, &unread) {
            return self.tally.reject(place.line, code, Reason::Said(reason));
        }
        self.note(&values, unread);
        derive::fill(log, &mut values);
        for ((value, field), id) in values
            .iter_mut()
            .zip(&log.fields)
            .zip((0_u32..).map(FieldId))
        {
            if *value == Value::Missing && field.absent_is_no() {
                *value = Value::Flag(false);
            }
            if let Value::Time(stamp, _) = value
                && field.name == "at"
            {
                self.tally.bare += u64::from(stamp.date_only);
            }
            if *value != Value::Missing {
                self.has(context, id);
            }
        }
        self.tally.kept += 1;
        self.store.take(log, place, self.tally.met, &values);
    }

    /// Remembers what a date proves about the order of day and month, also in rows that are rejected.
    fn prove(&mut self, id: FieldId, value: &Value<'_>) {
        let Some(seen) = self.tally.seen.get_mut(id.0 as usize) else {
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
            let Some(seen) = self.tally.seen.get_mut(id.0 as usize) else {
                continue;
            };
            seen.rounded += u64::from(why == Why::Rounded);
            seen.count(crop(&shown), 1);
        }
        for (seen, value) in self.tally.seen.iter_mut().zip(values) {
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

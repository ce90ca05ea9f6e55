//! Reads rows back: takes bytes, gives a table that holds the rows in their order, to which the rows of a log read anew are added.

use super::bytes::Bytes;
use super::write::{DATE_ONLY, HAS_OFFSET, START};
use crate::contact::cell::Value;
use crate::contact::columns::{self, offset};
use crate::contact::names::Names;
use crate::contact::{Column, RowSource, Stamp, Table};
use crate::ir::log::{FieldType, Log, LogId};
use std::borrow::Cow;

/// A table that grows by rows that were written before.
pub struct Restored<'l> {
    log: &'l Log,
    table: Table,
    names: Names,
}

impl<'l> Restored<'l> {
    /// No row yet. `present` tells by field whether some file of the log had the column, `files` what its files were called.
    pub fn new(log: &'l Log, id: LogId, present: &[bool], files: Vec<String>) -> Self {
        let columns = log.fields.iter().enumerate().map(|(at, field)| {
            match present.get(at).copied().unwrap_or(false) {
                true => columns::missing(&field.ty, 0),
                false => Column::Absent,
            }
        });
        Self {
            log,
            table: Table {
                log: id,
                files,
                rows: Vec::new(),
                columns: columns.collect(),
                names: Vec::new(),
                text: String::new(),
            },
            names: Names::default(),
        }
    }

    /// Reads a list of words that the rows after it share.
    pub fn words<'b>(from: &mut Bytes<'b>) -> Option<Vec<&'b str>> {
        let count = from.count()?;
        (0..count).map(|_| from.text()).collect()
    }

    /// Reads a row. `None` where the bytes are no row of this schema; the table is of no use then.
    pub fn add<'b>(
        &mut self,
        source: RowSource,
        words: &[&'b str],
        from: &mut Bytes<'b>,
    ) -> Option<()> {
        let bits = from.take(self.log.fields.len().div_ceil(8))?;
        for (at, field) in self.log.fields.iter().enumerate() {
            let is_there = bits.get(at / 8).copied().unwrap_or(0) >> (at % 8) & 1 == 1;
            let value = match is_there {
                true => value(&field.ty, words, from)?,
                false => Value::Missing,
            };
            let column = self.table.columns.get_mut(at)?;
            if is_there && matches!(column, Column::Absent) {
                *column = columns::missing(&field.ty, self.table.rows.len());
            }
            columns::push(column, &value, &mut self.names, &mut self.table.text);
        }
        self.table.rows.push(source);
        Some(())
    }

    /// How many rows there are so far.
    pub fn len(&self) -> usize {
        self.table.rows.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.table.rows.is_empty()
    }

    /// The rows alone.
    pub fn finish(self) -> Table {
        let more = Table {
            log: self.table.log,
            files: Vec::new(),
            rows: Vec::new(),
            columns: vec![Column::Absent; self.log.fields.len()],
            names: Vec::new(),
            text: String::new(),
        };
        self.join(more)
    }

    /// These rows and after them those of another table of the same schema. Files of the same name stay two files.
    pub fn join(mut self, more: Table) -> Table {
        let (rows, added) = (self.table.rows.len(), more.rows.len());
        let files = offset(self.table.files.len());
        let text = offset(self.table.text.len());
        let codes: Vec<u32> = more
            .names
            .iter()
            .map(|name| self.names.code(name))
            .collect();
        let table = &mut self.table;
        table.files.extend(more.files);
        table
            .rows
            .extend(more.rows.into_iter().map(|row| RowSource {
                file: row.file + files,
                ..row
            }));
        table.text.push_str(&more.text);
        for ((column, new), field) in table
            .columns
            .iter_mut()
            .zip(more.columns)
            .zip(&self.log.fields)
        {
            if matches!((&*column, &new), (Column::Absent, Column::Absent)) {
                continue;
            }
            if matches!(column, Column::Absent) {
                *column = columns::missing(&field.ty, rows);
            }
            let new = match new {
                Column::Absent => columns::missing(&field.ty, added),
                new => new,
            };
            columns::append(column, new, &codes, text);
            columns::fill_empty(column, field);
        }
        table.names = self.names.texts;
        self.table
    }
}

fn value<'b>(ty: &FieldType, words: &[&'b str], from: &mut Bytes<'b>) -> Option<Value<'b>> {
    let word = |from: &mut Bytes<'b>| {
        let number = usize::try_from(from.number()?).ok()?;
        words.get(number).map(|word| Cow::Borrowed(*word))
    };
    let index = |from: &mut Bytes<'b>, count: usize| {
        let index = u16::try_from(from.number()?).ok()?;
        (usize::from(index) < count).then_some(index)
    };
    Some(match ty {
        FieldType::Time | FieldType::Date => Value::Time(stamp(from)?, None),
        FieldType::Id { several: false } | FieldType::Zone { several: false } => {
            Value::Id(word(from)?)
        }
        FieldType::Id { several: true } | FieldType::Zone { several: true } => {
            let count = from.count()?;
            Value::Ids((0..count).map(|_| word(from)).collect::<Option<_>>()?)
        }
        FieldType::Number => Value::Number(f64::from_bits(from.fixed()?)),
        FieldType::Text => Value::Text(Cow::Borrowed(from.text()?)),
        FieldType::Flag => Value::Flag(from.byte()? != 0),
        FieldType::Enum {
            several: false,
            values,
        } => Value::Enum(index(from, values.len())?),
        FieldType::Enum {
            several: true,
            values,
        } => {
            let head = from.number()?;
            let count = usize::try_from(head >> 1).ok()?;
            if count > values.len() {
                return None;
            }
            let listed = (0..count)
                .map(|_| index(from, values.len()))
                .collect::<Option<_>>()?;
            // That there were values nobody knows is all that is left of them.
            let unknown = match head & 1 {
                1 => Vec::new(),
                _ => vec![String::new()],
            };
            Value::Enums(listed, unknown)
        }
    })
}

fn stamp(from: &mut Bytes<'_>) -> Option<Stamp> {
    let kind = from.byte()?;
    let seconds = from.signed()?;
    let nanos = i32::try_from(from.signed()?).ok()?;
    let since = jiff::SignedDuration::from_secs(seconds)
        .checked_add(jiff::SignedDuration::from_nanos(i64::from(nanos)))?;
    let offset = match kind & HAS_OFFSET {
        0 => None,
        _ => Some(i32::try_from(from.signed()?).ok()?),
    };
    Some(Stamp {
        civil: START.checked_add(since).ok()?,
        offset,
        date_only: kind & DATE_ONLY != 0,
    })
}

//! Writes one row: which fields it has, then the value of each. Identities are written as numbers of a list of words that rows share.

use super::bytes::{put_number, put_signed, put_text};
use crate::contact::{Column, Stamp, Table};
use crate::ir::log::FieldId;
use jiff::civil::DateTime;
use std::collections::HashMap;

/// The instant that stamps are counted from.
pub(super) const START: DateTime = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
/// A stamp has no clock; a stamp has an offset.
pub(super) const DATE_ONLY: u8 = 1;
pub(super) const HAS_OFFSET: u8 = 2;

/// Words that several rows share, in the order in which they were first met.
#[derive(Debug, Default)]
pub struct Words<'t> {
    numbers: HashMap<&'t str, u64>,
    all: Vec<&'t str>,
}

impl<'t> Words<'t> {
    /// The number of a word.
    pub fn number(&mut self, word: &'t str) -> u64 {
        let fresh = self.all.len() as u64;
        let all = &mut self.all;
        *self.numbers.entry(word).or_insert_with(|| {
            all.push(word);
            fresh
        })
    }

    /// Writes the list, for [`super::Restored::words`].
    pub fn put(&self, to: &mut Vec<u8>) {
        put_number(self.all.len() as u64, to);
        for word in &self.all {
            put_text(word, to);
        }
    }
}

/// Writes the values of a row. Where the row stands in its file is not among them.
pub fn put_row<'t>(table: &'t Table, row: usize, words: &mut Words<'t>, to: &mut Vec<u8>) {
    let start = to.len();
    let bits = table.columns.len().div_ceil(8);
    to.resize(start + bits, 0);
    for (field, _) in (0u32..).zip(&table.columns) {
        if put_value(table, row, FieldId(field), words, to).is_some()
            && let Some(byte) = to.get_mut(start + field as usize / 8)
        {
            *byte |= 1 << (field % 8);
        }
    }
}

// `None` where the row has no value.
fn put_value<'t>(
    table: &'t Table,
    row: usize,
    field: FieldId,
    words: &mut Words<'t>,
    to: &mut Vec<u8>,
) -> Option<()> {
    match table.column(field) {
        Column::Absent => return None,
        Column::Time(values) => put_stamp((*values.get(row)?)?, to),
        Column::Id(codes) => put_number(words.number(table.name((*codes.get(row)?)?)), to),
        Column::Ids(codes) => {
            let codes = codes.get(row);
            if codes.is_empty() {
                return None;
            }
            put_number(codes.len() as u64, to);
            for &code in codes {
                put_number(words.number(table.name(code)), to);
            }
        }
        Column::Number(values) => {
            to.extend_from_slice(&(*values.get(row)?)?.to_bits().to_le_bytes());
        }
        Column::Text(spans) => put_text(table.slice((*spans.get(row)?)?), to),
        Column::Flag(flags) => to.push(u8::from((*flags.get(row)?)?)),
        Column::Enum(values) => put_number(u64::from((*values.get(row)?)?), to),
        Column::Enums { values, whole } => {
            let whole = (*whole.get(row)?)?;
            let values = values.get(row);
            put_number((values.len() as u64) << 1 | u64::from(whole), to);
            for &value in values {
                put_number(u64::from(value), to);
            }
        }
    }
    Some(())
}

fn put_stamp(stamp: Stamp, to: &mut Vec<u8>) {
    let since = stamp.civil.duration_since(START);
    let mut kind = 0;
    if stamp.date_only {
        kind |= DATE_ONLY;
    }
    if stamp.offset.is_some() {
        kind |= HAS_OFFSET;
    }
    to.push(kind);
    put_signed(since.as_secs(), to);
    put_signed(i64::from(since.subsec_nanos()), to);
    if let Some(offset) = stamp.offset {
        put_signed(i64::from(offset), to);
    }
}

//! Remembers what cells of one column meant, by the column's type, from batch to batch.

use super::time::Times;
use super::word::{Memo, Word};
use crate::ir::log::FieldType;
use std::collections::HashMap;

/// Lists that are remembered for a column; free text in a column of values must not fill the memory.
const MOST_LISTS: usize = 4096;

/// What is remembered of a column.
pub(in crate::contact::scan) enum Recall {
    /// Times and dates.
    Times(Times),
    /// Values of an enumeration, or flags.
    Values(Memo<u16>),
    /// Several values.
    Lists(Lists<u16>),
    /// Zones.
    Names(Lists<String>),
    /// Every cell is read anew.
    Nothing,
}

impl Recall {
    /// For a column of a type.
    pub(in crate::contact::scan) fn new(ty: &FieldType) -> Self {
        match ty {
            FieldType::Time | FieldType::Date => Recall::Times(Times::default()),
            FieldType::Flag | FieldType::Enum { several: false, .. } => {
                Recall::Values(Memo::default())
            }
            FieldType::Enum { several: true, .. } => Recall::Lists(Lists::default()),
            FieldType::Zone { .. } => Recall::Names(Lists::default()),
            FieldType::Id { .. } | FieldType::Number | FieldType::Text => Recall::Nothing,
        }
    }
}

/// Cells with the lists that they hold.
#[derive(Default)]
pub(super) struct Lists<T> {
    short: Memo<u32>,
    by_cell: HashMap<String, u32>,
    lists: Vec<Vec<T>>,
}

impl<T> Lists<T> {
    /// The list of a cell that was met before.
    pub(super) fn get(&mut self, text: &str, start: usize, end: usize) -> Option<&[T]> {
        let word = Word::new(text.as_bytes(), start, end);
        let known = word.and_then(|word| self.short.get(word));
        let list = match known {
            Some(list) => list,
            None => {
                let list = *self.by_cell.get(text.get(start..end)?)?;
                if let Some(word) = word {
                    self.short.put(word, list);
                }
                list
            }
        };
        self.lists.get(list as usize).map(Vec::as_slice)
    }

    /// Remembers the list of a cell.
    pub(super) fn put(&mut self, cell: &str, list: Vec<T>) {
        if self.lists.len() < MOST_LISTS {
            let at = super::offset(self.lists.len());
            self.by_cell.insert(cell.to_owned(), at);
            self.lists.push(list);
        }
    }
}

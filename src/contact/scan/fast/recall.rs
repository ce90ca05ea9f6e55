//! Remembers what cells of one column meant, by the column's type, from batch to batch.

use super::super::super::BatchColumn;
use super::super::super::part::Seen;
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
    Values(Values),
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
                Recall::Values(Values::default())
            }
            FieldType::Enum { several: true, .. } => Recall::Lists(Lists::default()),
            FieldType::Zone { .. } => Recall::Names(Lists::default()),
            FieldType::Id { .. } | FieldType::Number | FieldType::Text => Recall::Nothing,
        }
    }
}

/// Words with the values that they stand for, and words that stand for none.
#[derive(Default)]
pub(in crate::contact::scan) struct Values {
    known: Memo<u16>,
    /// As a message shows them, each with its rows that are not yet counted elsewhere.
    unknown: Vec<(String, u64)>,
}

/// From here on, what is remembered of a word is not a value but the place of an unknown word.
const UNKNOWN: u16 = 0xf000;

impl Values {
    /// The value of a word that was met before, which may be none; with `true`, the word is unknown and has been counted.
    pub(super) fn get(&mut self, word: Word) -> Option<(u16, bool)> {
        let value = self.known.get(word)?;
        if value < UNKNOWN || value == BatchColumn::NO_VALUE {
            return Some((value, false));
        }
        let (_, rows) = self.unknown.get_mut(usize::from(value - UNKNOWN))?;
        *rows += 1;
        Some((BatchColumn::NO_VALUE, true))
    }

    /// Remembers the value of a word; [`BatchColumn::NO_VALUE`] where it says that there is none.
    pub(super) fn put(&mut self, word: Word, value: u16) {
        if value < UNKNOWN || value == BatchColumn::NO_VALUE {
            self.known.put(word, value);
        }
    }

    /// Remembers a word that no value has.
    pub(super) fn put_unknown(&mut self, word: Word, shown: String) {
        if self.unknown.len() < MOST_LISTS / 2 {
            let at = u16::try_from(self.unknown.len()).unwrap_or(0);
            self.unknown.push((shown, 0));
            self.known.put(word, UNKNOWN + at);
        }
    }

    /// Counts the rows of unknown words.
    pub(super) fn count(&mut self, seen: &mut Seen) {
        for (word, rows) in self.unknown.iter_mut().filter(|(_, rows)| *rows > 0) {
            seen.count(word.clone(), std::mem::take(rows));
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

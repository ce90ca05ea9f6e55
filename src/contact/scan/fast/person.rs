//! Tells persons apart in a batch: takes the fields that say who was contacted, gives the debtor's own identity or one made of the others.

use super::super::super::{BatchColumn, Texts};
use super::derived::{Known, State};
use crate::ir::log::{FieldId, FieldType};
use std::fmt::Write as _;

impl Known<'_> {
    /// Fills an identity from others where its own cell is empty; `true` where some row got a value.
    pub(super) fn person(
        &self,
        id: FieldId,
        (from, when): (FieldId, FieldId),
        is: &str,
        other: &[FieldId],
        texts: &mut Texts,
    ) -> bool {
        let rows = texts.starts.len().saturating_sub(1);
        let old = std::mem::take(texts);
        texts.starts.push(0);
        let is = match self.log.fields.get(when.0 as usize).map(|field| &field.ty) {
            Some(FieldType::Enum { values, .. }) => {
                values.iter().position(|value| value.name == is)
            }
            _ => None,
        };
        let mut some = false;
        let mut words = String::new();
        for row in 0..rows {
            let own = old.get(row);
            if !own.is_empty() || self.is_unknown(id, row) {
                texts.push(own);
                continue;
            }
            words.clear();
            let themselves = match (self.state(when, row), self.column(when)) {
                (State::Missing, _) => Some(true),
                (State::Known, BatchColumn::Enum(values)) => {
                    Some(values.get(row).map(|value| usize::from(*value)) == is)
                }
                _ => None,
            };
            match themselves {
                Some(true) => {
                    if let BatchColumn::Id(ids) = self.column(from) {
                        words.push_str(ids.get(row));
                    }
                }
                Some(false) => self.made(row, when, other, &mut words),
                None => {}
            }
            some |= !words.is_empty();
            texts.push(&words);
        }
        some
    }

    /// A key made of the values of fields; nothing where only the role is known.
    fn made(&self, row: usize, when: FieldId, other: &[FieldId], words: &mut String) {
        let (mut known, mut first) = (false, true);
        for &field in other {
            let before = words.len();
            if !first {
                words.push(' ');
            }
            if self.word(field, row, words) {
                known |= field != when;
                first = false;
            } else {
                words.truncate(before);
            }
        }
        if !known {
            words.clear();
        }
    }

    /// Adds a value in words, and says whether there is one.
    fn word(&self, id: FieldId, row: usize, to: &mut String) -> bool {
        match self.column(id) {
            BatchColumn::Id(texts) | BatchColumn::Text(texts) => {
                let word = texts.get(row);
                to.push_str(word);
                !word.is_empty()
            }
            BatchColumn::Enum(values) => {
                let value = values.get(row).copied().unwrap_or(BatchColumn::NO_VALUE);
                let name = match self.log.fields.get(id.0 as usize).map(|field| &field.ty) {
                    Some(FieldType::Enum { values, .. }) => values.get(usize::from(value)),
                    _ => None,
                };
                to.push_str(name.map_or("", |value| &value.name));
                name.is_some()
            }
            BatchColumn::Number(numbers) => {
                let number = numbers.get(row).copied().unwrap_or(f64::NAN);
                !number.is_nan() && write!(to, "{number}").is_ok()
            }
            _ => false,
        }
    }
}

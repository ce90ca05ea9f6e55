//! Reads cells of a batch as words of a record: takes a field and a row, gives numbers that are only good for comparing.

use super::answer::listed;
use crate::contact::{Batch, BatchColumn};
use crate::engine::log::time::DAY;
use crate::engine::log::walk::seq_word;
use crate::ir::log::{Field, FieldId};

/// A number that is the same for the same value of a field, the first of several; 0 where it is missing.
pub(super) fn cell(batch: &Batch, field: FieldId, row: usize) -> u64 {
    let value = match batch.columns.get(field.0 as usize) {
        Some(BatchColumn::Id(texts) | BatchColumn::Text(texts)) => match texts.get(row) {
            "" => None,
            word => Some(hash(word)),
        },
        Some(BatchColumn::Ids { starts, words }) => {
            let at = |row: usize| starts.get(row).copied().unwrap_or(0) as usize;
            (at(row) < at(row + 1)).then(|| hash(words.get(at(row))))
        }
        Some(BatchColumn::Enum(values)) => values
            .get(row)
            .filter(|value| **value != BatchColumn::NO_VALUE)
            .map(|&value| u64::from(value)),
        Some(BatchColumn::Enums { starts, values, .. }) => listed(starts, values, row)
            .first()
            .map(|&value| u64::from(value)),
        Some(BatchColumn::Number(numbers)) => numbers
            .get(row)
            .filter(|number| !number.is_nan())
            .map(|number| (number + 0.0).to_bits()),
        Some(BatchColumn::Flag(flags)) => flags
            .get(row)
            .filter(|flag| **flag != BatchColumn::NO_FLAG)
            .map(|&flag| u64::from(flag)),
        Some(BatchColumn::Time { wall, .. }) => wall
            .get(row)
            .filter(|wall| **wall != BatchColumn::NO_TIME)
            .map(|wall| wall.div_euclid(DAY).cast_unsigned()),
        Some(BatchColumn::Absent) | None => None,
    };
    value.map_or(0, spread)
}

/// The order within an instant.
pub(super) fn order(batch: &Batch, field: FieldId, row: usize) -> u64 {
    let numbers = match batch.columns.get(field.0 as usize) {
        Some(BatchColumn::Number(numbers)) => numbers,
        _ => return seq_word(None),
    };
    let number = numbers.get(row).copied();
    seq_word(number.filter(|number| !number.is_nan()))
}

/// Spreads numbers that lie close together over all bits, and no two onto one but for one that stands for none.
pub(super) fn spread(value: u64) -> u64 {
    match value.wrapping_mul(0x9e37_79b9_7f4a_7c15) {
        0 => 1,
        spread => spread,
    }
}

fn hash(word: &str) -> u64 {
    use std::hash::BuildHasher;
    foldhash::quality::FixedState::with_seed(0).hash_one(word.as_bytes())
}

/// Marks the rows in which a field says nothing, as reports count them.
pub(super) fn mark_missing(column: &BatchColumn, field: &Field, bit: u64, to: &mut [u64]) {
    let mut mark = |missing: &mut dyn Iterator<Item = bool>| {
        for (word, missing) in to.iter_mut().zip(missing) {
            *word |= if missing { bit } else { 0 };
        }
    };
    if let BatchColumn::Enums { whole, .. } = column {
        mark(&mut whole.iter().map(|&whole| whole != 2));
        return;
    }
    if field.empty_is_no {
        return;
    }
    match column {
        BatchColumn::Time { wall, .. } => {
            mark(&mut wall.iter().map(|&wall| wall == BatchColumn::NO_TIME));
        }
        BatchColumn::Id(texts) | BatchColumn::Text(texts) => {
            mark(&mut (0..).map(|row| texts.range(row).is_empty()));
        }
        BatchColumn::Ids { starts, .. } => {
            mark(&mut starts.windows(2).map(|ends| ends.first() == ends.last()));
        }
        BatchColumn::Number(numbers) => mark(&mut numbers.iter().map(|number| number.is_nan())),
        BatchColumn::Flag(flags) => {
            mark(&mut flags.iter().map(|&flag| flag == BatchColumn::NO_FLAG));
        }
        BatchColumn::Enum(values) => {
            mark(&mut values.iter().map(|&value| value == BatchColumn::NO_VALUE));
        }
        // What no file has is told of the log, not of its rows; a file without it among files with it misses it in every row.
        BatchColumn::Absent => mark(&mut std::iter::repeat(true)),
        BatchColumn::Enums { .. } => {}
    }
}

//! Fills a batch row by row: takes the values of good rows, gives plain columns. The memory of columns is kept from batch to batch.

use super::super::cell::Value;
use super::super::part::{Place, Store};
use super::super::{Batch, BatchColumn, Position, Stamp, Texts};
use super::fast::Scratch;
use crate::ir::log::{Field, FieldId, FieldType, Log};

/// A batch that grows.
pub(in crate::contact) struct Filling {
    pub(in crate::contact) batch: Batch,
    file: u32,
    /// By field: an empty cell of several values says that there are none.
    told: Vec<bool>,
    pub(super) scratch: Scratch,
    /// By field: the memory of a column that the file before had.
    spare: Vec<BatchColumn>,
}

impl Filling {
    pub(in crate::contact) fn new(log: &Log, told: &[bool]) -> Self {
        Self {
            batch: Batch {
                rows: Vec::new(),
                columns: vec![BatchColumn::Absent; log.fields.len()],
            },
            file: 0,
            told: told.to_vec(),
            scratch: Scratch::new(log),
            spare: vec![BatchColumn::Absent; log.fields.len()],
        }
    }

    /// Forgets all rows.
    pub(in crate::contact) fn begin(&mut self, file: u32) {
        self.file = file;
        self.batch.rows.clear();
        self.scratch.forget_oddities();
        for (column, spare) in self.batch.columns.iter_mut().zip(&mut self.spare) {
            if *column != BatchColumn::Absent {
                *spare = std::mem::take(column);
                clear(spare);
            }
        }
    }

    /// Forgets the values of a column.
    pub(super) fn empty(&mut self, id: FieldId) {
        if let Some(column) = self.batch.columns.get_mut(id.0 as usize) {
            clear(column);
        }
    }

    /// An empty column for a field, in memory that was used before.
    pub(super) fn spare(&mut self, id: FieldId, field: &Field) -> BatchColumn {
        match self.spare.get_mut(id.0 as usize).map(std::mem::take) {
            Some(BatchColumn::Absent) | None => empty(&field.ty),
            Some(spare) => spare,
        }
    }

    /// Keeps the memory of a column.
    pub(super) fn keep(&mut self, id: FieldId, mut column: BatchColumn) {
        clear(&mut column);
        if let Some(spare) = self.spare.get_mut(id.0 as usize) {
            *spare = column;
        }
    }

    /// Adds rows at these places, whose values are in the columns.
    pub(super) fn place(&mut self, places: impl Iterator<Item = u64>) {
        let file = self.file;
        self.batch
            .rows
            .extend(places.map(|place| Position::new(file, place)));
    }

    /// How many rows have a bare date for their time `at`.
    pub(super) fn bare(&self, log: &Log) -> u64 {
        let at = log.field("at").map(|id| id.0 as usize);
        let column = at.and_then(|at| self.batch.columns.get(at));
        let Some(BatchColumn::Time { offset, .. }) = column else {
            return 0;
        };
        let bare = offset
            .iter()
            .filter(|&&east| east == BatchColumn::DATE_ONLY);
        u64::try_from(bare.count()).unwrap_or(0)
    }

    /// Completes columns of several values whose empty cells say something, also where the file does not have them.
    pub(in crate::contact) fn end(&mut self) {
        let rows = self.batch.rows.len();
        for (column, _) in self
            .batch
            .columns
            .iter_mut()
            .zip(&self.told)
            .filter(|(_, told)| **told)
        {
            match column {
                BatchColumn::Enums { whole, .. } => {
                    whole
                        .iter_mut()
                        .filter(|whole| **whole == 0)
                        .for_each(|whole| *whole = 2);
                }
                BatchColumn::Absent => {
                    *column = BatchColumn::Enums {
                        starts: vec![0; rows + 1],
                        values: Vec::new(),
                        whole: vec![2; rows],
                    };
                }
                _ => {}
            }
        }
    }
}

impl Store for Filling {
    fn has(&mut self, id: FieldId, field: &Field) {
        let rows = self.batch.rows.len();
        let at = id.0 as usize;
        if self.batch.columns.get(at) != Some(&BatchColumn::Absent) {
            return;
        }
        let mut column = self.spare(id, field);
        for _ in 0..rows {
            push(&mut column, &Value::Missing);
        }
        if let Some(slot) = self.batch.columns.get_mut(at) {
            *slot = column;
        }
    }

    fn filling(&mut self) -> Option<&mut Filling> {
        Some(self)
    }

    fn take(&mut self, _: &Log, place: Place, _: u64, values: &[Value<'_>]) {
        for (column, value) in self.batch.columns.iter_mut().zip(values) {
            push(column, value);
        }
        self.batch.rows.push(Position::new(self.file, place.offset));
    }
}

/// A column of a type without rows.
pub(super) fn empty(ty: &FieldType) -> BatchColumn {
    match ty {
        FieldType::Time | FieldType::Date => BatchColumn::Time {
            wall: Vec::new(),
            offset: Vec::new(),
        },
        FieldType::Id { several: false } | FieldType::Zone { several: false } => {
            BatchColumn::Id(no_texts())
        }
        FieldType::Id { several: true } | FieldType::Zone { several: true } => BatchColumn::Ids {
            starts: vec![0],
            words: no_texts(),
        },
        FieldType::Number => BatchColumn::Number(Vec::new()),
        FieldType::Text => BatchColumn::Text(no_texts()),
        FieldType::Flag => BatchColumn::Flag(Vec::new()),
        FieldType::Enum { several: false, .. } => BatchColumn::Enum(Vec::new()),
        FieldType::Enum { several: true, .. } => BatchColumn::Enums {
            starts: vec![0],
            values: Vec::new(),
            whole: Vec::new(),
        },
    }
}

fn no_texts() -> Texts {
    Texts {
        buffer: String::new(),
        starts: vec![0],
    }
}

/// Forgets the rows of a column and keeps its memory.
fn clear(column: &mut BatchColumn) {
    let forget = |starts: &mut Vec<u32>| {
        starts.clear();
        starts.push(0);
    };
    match column {
        BatchColumn::Absent => {}
        BatchColumn::Time { wall, offset } => {
            wall.clear();
            offset.clear();
        }
        BatchColumn::Id(texts) | BatchColumn::Text(texts) => {
            texts.buffer.clear();
            forget(&mut texts.starts);
        }
        BatchColumn::Ids { starts, words } => {
            words.buffer.clear();
            forget(&mut words.starts);
            forget(starts);
        }
        BatchColumn::Number(values) => values.clear(),
        BatchColumn::Flag(values) => values.clear(),
        BatchColumn::Enum(values) => values.clear(),
        BatchColumn::Enums {
            starts,
            values,
            whole,
        } => {
            forget(starts);
            values.clear();
            whole.clear();
        }
    }
}

/// Adds a value; one that is not of the column's type counts as missing.
pub(super) fn push(column: &mut BatchColumn, value: &Value<'_>) {
    match column {
        BatchColumn::Absent => {}
        BatchColumn::Time { wall, offset } => {
            let (time, east) = match value {
                Value::Time(stamp, _) => (micros(stamp), east(stamp)),
                _ => (BatchColumn::NO_TIME, BatchColumn::NO_OFFSET),
            };
            wall.push(time);
            offset.push(east);
        }
        BatchColumn::Id(texts) => texts.push(match value {
            Value::Id(id) => id,
            _ => "",
        }),
        BatchColumn::Text(texts) => texts.push(match value {
            Value::Text(text) => text,
            _ => "",
        }),
        BatchColumn::Ids { starts, words } => {
            if let Value::Ids(ids) = value {
                let mut ids: Vec<&str> = ids.iter().map(AsRef::as_ref).collect();
                ids.sort_unstable();
                ids.dedup();
                ids.into_iter().for_each(|id| words.push(id));
            }
            starts.push(count(words.starts.len().saturating_sub(1)));
        }
        BatchColumn::Number(values) => values.push(match value {
            Value::Number(number) => *number,
            _ => f64::NAN,
        }),
        BatchColumn::Flag(values) => values.push(match value {
            Value::Flag(flag) => u8::from(*flag),
            _ => BatchColumn::NO_FLAG,
        }),
        BatchColumn::Enum(values) => values.push(match value {
            Value::Enum(index) => *index,
            _ => BatchColumn::NO_VALUE,
        }),
        BatchColumn::Enums {
            starts,
            values,
            whole,
        } => {
            whole.push(match value {
                Value::Enums(indexes, unknown) => {
                    values.extend(indexes);
                    if unknown.is_empty() { 2 } else { 1 }
                }
                _ => 0,
            });
            starts.push(count(values.len()));
        }
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Date and clock as written, in microseconds as if they were UTC; what is finer is cut off.
pub(super) fn micros(stamp: &Stamp) -> i64 {
    let (date, time) = (stamp.civil.date(), stamp.civil.time());
    let days = i64::from(
        date.since(jiff::civil::date(1970, 1, 1))
            .map_or(0, |span| span.get_days()),
    );
    let seconds =
        i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second());
    (days * 86_400 + seconds) * 1_000_000 + i64::from(time.subsec_nanosecond() / 1000)
}

/// The offset of a stamp as a batch has it.
pub(super) fn east(stamp: &Stamp) -> i32 {
    if stamp.date_only {
        BatchColumn::DATE_ONLY
    } else {
        stamp.offset.unwrap_or(BatchColumn::NO_OFFSET)
    }
}

//! Fills derived fields of a batch: takes columns that were read, gives those that follow from them, value by value as
//! `contact::derive` does for single rows.

use super::super::super::cell::Value;
use super::super::super::part::Context;
use super::super::super::{BatchColumn, Stamp, Texts};
use super::super::filling::{Filling, empty, push};
use super::column::Oddities;
use super::offset;
use crate::ir::log::{FieldId, FieldSource, FieldType, Log};
use std::fmt::Write as _;

/// Fills every derived field where its own cell is empty, and flags that mean *no* when empty. Notes which fields have a value.
pub(super) fn fill(context: &Context<'_>, filling: &mut Filling, has: &mut [bool]) {
    let log = context.words.log;
    let rows = filling.batch.rows.len();
    let fields = (0_u32..).map(FieldId).zip(&log.fields);
    for (id, field) in fields.filter(|(id, _)| context.wants(*id)) {
        let at = id.0 as usize;
        let (derived, flag) = (field.from.is_some(), field.absent_is_no());
        if rows == 0 || !(derived || flag) {
            continue;
        }
        let absent = filling.batch.columns.get(at) == Some(&BatchColumn::Absent);
        let mut own = if absent {
            missing(filling.spare(id, field), rows)
        } else {
            filling
                .batch
                .columns
                .get_mut(at)
                .map(std::mem::take)
                .unwrap_or_default()
        };
        let batch = Known {
            log,
            columns: &filling.batch.columns,
            odd: &filling.scratch.odd,
        };
        let some = match (&field.from, &mut own) {
            (Some(source), own) => batch.derive(id, source, own),
            (None, BatchColumn::Flag(flags)) if flag => batch.lower(id, flags),
            _ => false,
        };
        if some && let Some(has) = has.get_mut(at) {
            *has = true;
        }
        if absent && !some {
            filling.keep(id, own);
        } else if let Some(column) = filling.batch.columns.get_mut(at) {
            *column = own;
        }
    }
}

/// A column without values.
fn missing(mut column: BatchColumn, rows: usize) -> BatchColumn {
    for _ in 0..rows {
        push(&mut column, &Value::Missing);
    }
    column
}

/// What a cell holds.
#[derive(PartialEq, Eq)]
enum State {
    Missing,
    Unknown,
    Known,
}

/// The columns that were read.
struct Known<'b> {
    log: &'b Log,
    columns: &'b [BatchColumn],
    odd: &'b [Oddities],
}

impl<'b> Known<'b> {
    fn column(&self, id: FieldId) -> &'b BatchColumn {
        self.columns
            .get(id.0 as usize)
            .unwrap_or(&BatchColumn::Absent)
    }

    fn is_unknown(&self, id: FieldId, row: usize) -> bool {
        let odd = self.odd.get(id.0 as usize);
        odd.is_some_and(|odd| odd.unknown.binary_search(&offset(row)).is_ok())
    }

    /// Fills a column from others where its own cell is empty; `true` where some row got a value.
    fn derive(&self, id: FieldId, source: &FieldSource, own: &mut BatchColumn) -> bool {
        match (source, own) {
            (FieldSource::Grouped(from, renamed), own) => self.grouped(id, *from, renamed, own),
            (FieldSource::Sum(start, seconds), BatchColumn::Time { wall, offset }) => {
                self.sum(id, (*start, *seconds), wall, offset)
            }
            (
                FieldSource::Person {
                    own: from,
                    when,
                    is,
                    other,
                },
                BatchColumn::Id(texts),
            ) => self.person(id, (*from, *when), is, other, texts),
            _ => false,
        }
    }

    /// Flags that are down where nothing is said.
    fn lower(&self, id: FieldId, flags: &mut [u8]) -> bool {
        for (row, flag) in flags.iter_mut().enumerate() {
            if *flag == BatchColumn::NO_FLAG && !self.is_unknown(id, row) {
                *flag = 0;
            }
        }
        true
    }

    fn grouped(
        &self,
        id: FieldId,
        from: FieldId,
        renamed: &[(String, String)],
        own: &mut BatchColumn,
    ) -> bool {
        let groups = self.groups(id, from, renamed);
        let group = |value: u16| groups.get(usize::from(value)).copied().flatten();
        let mut some = false;
        match (self.column(from), own) {
            (BatchColumn::Enum(from), BatchColumn::Enum(own)) => {
                for (row, (own, from)) in own.iter_mut().zip(from).enumerate() {
                    if *own == BatchColumn::NO_VALUE
                        && let Some(value) = group(*from)
                        && !self.is_unknown(id, row)
                    {
                        *own = value;
                        some = true;
                    }
                }
            }
            (
                BatchColumn::Enums {
                    starts: from_starts,
                    values: from_values,
                    whole: from_whole,
                },
                own @ BatchColumn::Enums { .. },
            ) => {
                let old = std::mem::take(own);
                let mut new = empty(&FieldType::Enum {
                    several: true,
                    values: Vec::new(),
                });
                for (row, &whole) in from_whole.iter().enumerate() {
                    let list = list(from_starts, from_values, row);
                    let has = whole != 0;
                    let value = if state_of(&old, row) == State::Missing && has {
                        some = true;
                        let mut values: Vec<u16> =
                            list.iter().filter_map(|&value| group(value)).collect();
                        values.sort_unstable();
                        values.dedup();
                        enums(values, whole)
                    } else if let BatchColumn::Enums {
                        starts,
                        values,
                        whole,
                    } = &old
                    {
                        match whole.get(row) {
                            Some(&whole @ (1 | 2)) => {
                                enums(self::list(starts, values, row).to_vec(), whole)
                            }
                            _ => Value::Missing,
                        }
                    } else {
                        Value::Missing
                    };
                    push(&mut new, &value);
                }
                *own = new;
            }
            _ => {}
        }
        some
    }

    /// By value of the source: the value of the field that it is grouped under.
    fn groups(&self, id: FieldId, from: FieldId, renamed: &[(String, String)]) -> Vec<Option<u16>> {
        let values = |id: FieldId| match self.log.fields.get(id.0 as usize).map(|field| &field.ty) {
            Some(FieldType::Enum { values, .. }) => values.as_slice(),
            _ => &[],
        };
        let own = values(id);
        let group = |name: &str| {
            let renamed = renamed.iter().find(|(old, _)| old == name);
            let name = renamed.map_or(name, |(_, new)| new);
            let at = own.iter().position(|value| value.name == name)?;
            u16::try_from(at).ok()
        };
        values(from)
            .iter()
            .map(|value| group(&value.name))
            .collect()
    }

    fn sum(
        &self,
        id: FieldId,
        (start, seconds): (FieldId, FieldId),
        wall: &mut [i64],
        offsets: &mut [i32],
    ) -> bool {
        let (
            BatchColumn::Time {
                wall: from,
                offset: east,
            },
            BatchColumn::Number(numbers),
        ) = (self.column(start), self.column(seconds))
        else {
            return false;
        };
        let fine = self
            .odd
            .get(start.0 as usize)
            .map_or(&[][..], |odd| &odd.fine);
        let mut some = false;
        let rows = wall
            .iter_mut()
            .zip(offsets)
            .zip(from)
            .zip(east)
            .zip(numbers);
        for (row, ((((wall, offset), from), east), seconds)) in rows.enumerate() {
            let summed = *wall == BatchColumn::NO_TIME
                && *from != BatchColumn::NO_TIME
                && *east != BatchColumn::DATE_ONLY
                && !seconds.is_nan()
                && !self.is_unknown(id, row);
            let nanos = fine
                .binary_search_by_key(&super::offset(row), |(row, _)| *row)
                .ok()
                .and_then(|at| fine.get(at))
                .map_or(0, |(_, stamp)| stamp.civil.subsec_nanosecond() % 1000);
            if summed && let Some(end) = later(*from, nanos, *seconds) {
                (*wall, *offset) = (end, *east);
                some = true;
            }
        }
        some
    }

    fn person(
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

    fn state(&self, id: FieldId, row: usize) -> State {
        match state_of(self.column(id), row) {
            State::Missing if self.is_unknown(id, row) => State::Unknown,
            state => state,
        }
    }
}

/// Whether a column has a value in a row; unknown ones count as missing.
fn state_of(column: &BatchColumn, row: usize) -> State {
    let known = match column {
        BatchColumn::Absent => false,
        BatchColumn::Time { wall, .. } => wall
            .get(row)
            .is_some_and(|&time| time != BatchColumn::NO_TIME),
        BatchColumn::Id(texts) | BatchColumn::Text(texts) => !texts.range(row).is_empty(),
        BatchColumn::Ids { starts, .. } => starts.get(row) != starts.get(row + 1),
        BatchColumn::Number(numbers) => numbers.get(row).is_some_and(|number| !number.is_nan()),
        BatchColumn::Flag(flags) => flags
            .get(row)
            .is_some_and(|&flag| flag != BatchColumn::NO_FLAG),
        BatchColumn::Enum(values) => values
            .get(row)
            .is_some_and(|&value| value != BatchColumn::NO_VALUE),
        BatchColumn::Enums { whole, .. } => whole.get(row).is_some_and(|&whole| whole != 0),
    };
    if known { State::Known } else { State::Missing }
}

fn list<'v>(starts: &[u32], values: &'v [u16], row: usize) -> &'v [u16] {
    let at = |row: usize| starts.get(row).copied().unwrap_or(0) as usize;
    values.get(at(row)..at(row + 1)).unwrap_or(&[])
}

/// Values of a row; `whole` is 1 where there are unknown ones too.
fn enums<'v>(values: Vec<u16>, whole: u8) -> Value<'v> {
    let unknown = if whole == 1 {
        vec![String::new()]
    } else {
        Vec::new()
    };
    Value::Enums(values, unknown)
}

/// A time some seconds later, in microseconds; `nanos` is what the first time has beyond them.
fn later(micros: i64, nanos: i32, seconds: f64) -> Option<i64> {
    let span = jiff::SignedDuration::try_from_secs_f64(seconds).ok()?;
    let start = i128::from(micros) * 1000 + i128::from(nanos);
    let end = start + span.as_nanos();
    let limit = |time: jiff::civil::DateTime| {
        let stamp = Stamp {
            civil: time,
            offset: None,
            date_only: false,
        };
        i128::from(super::super::filling::micros(&stamp)) * 1000
            + i128::from(time.subsec_nanosecond() % 1000)
    };
    let possible =
        (limit(jiff::civil::DateTime::MIN)..=limit(jiff::civil::DateTime::MAX)).contains(&end);
    possible
        .then(|| i64::try_from(end.div_euclid(1000)).ok())
        .flatten()
}

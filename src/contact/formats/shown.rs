//! Reads values of Arrow arrays as cells: takes an array and a row, gives what a text file would hold in its place. Instants are written
//! with their offset, so that nothing of them is lost.

use super::super::BatchColumn;
use super::super::cell::Cell;
use super::leaves::Values;
use super::sheet;
use arrow_array::cast::AsArray;
use arrow_array::types as ty;
use arrow_array::{Array, ArrowPrimitiveType};
use arrow_schema::{DataType, TimeUnit};
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use std::borrow::Cow;

/// Reads the values of one column.
pub(super) struct Column<'a> {
    values: &'a Values,
    /// The zone in which instants are written; `None` for clocks of no zone.
    zone: Option<TimeZone>,
}

impl<'a> Column<'a> {
    /// A column; `is_utc` says that its times are instants though their type does not.
    pub(super) fn new(values: &'a Values, is_utc: bool) -> Self {
        let zone = match values.array.data_type() {
            DataType::Timestamp(_, Some(name)) => Some(zone(name)),
            DataType::Timestamp(_, None) if is_utc => Some(TimeZone::UTC),
            _ => None,
        };
        Self { values, zone }
    }

    /// The value of a row; `None` where there is none.
    pub(super) fn cell(&self, row: usize) -> Option<Cell<'a>> {
        if self.values.is_missing(row) {
            return None;
        }
        self.at(self.values.array.as_ref(), row)
    }

    fn at(&self, array: &'a dyn Array, row: usize) -> Option<Cell<'a>> {
        if row >= array.len() || array.is_null(row) {
            return None;
        }
        let text = match array.data_type() {
            DataType::Utf8 => Cow::Borrowed(array.as_string::<i32>().value(row)),
            DataType::LargeUtf8 => Cow::Borrowed(array.as_string::<i64>().value(row)),
            DataType::Utf8View => Cow::Borrowed(array.as_string_view().value(row)),
            DataType::Binary => return Some(bytes(array.as_binary::<i32>().value(row))),
            DataType::LargeBinary => return Some(bytes(array.as_binary::<i64>().value(row))),
            DataType::BinaryView => return Some(bytes(array.as_binary_view().value(row))),
            DataType::Dictionary(..) => {
                let dictionary = array.as_any_dictionary();
                let key = key(dictionary.keys(), row)?;
                return self.at(dictionary.values().as_ref(), key);
            }
            DataType::List(_) | DataType::LargeList(_) | DataType::FixedSizeList(..) => {
                return Some(self.list(array, row));
            }
            DataType::Boolean => Cow::Borrowed(if array.as_boolean().value(row) {
                "true"
            } else {
                "false"
            }),
            DataType::Timestamp(unit, _) => Cow::Owned(self.time(array, unit, row)?),
            _ => Cow::Owned(plain(array, row)?),
        };
        Some(Cell::Text(text))
    }

    /// A list of values that can be written; anything else in it makes it strange.
    fn list(&self, array: &'a dyn Array, row: usize) -> Cell<'a> {
        let (items, range) = match array.data_type() {
            DataType::List(_) => {
                let list = array.as_list::<i32>();
                (list.values(), range(list.value_offsets(), row))
            }
            DataType::LargeList(_) => {
                let list = array.as_list::<i64>();
                (list.values(), range(list.value_offsets(), row))
            }
            _ => {
                let list = array.as_fixed_size_list();
                let width = usize::try_from(list.value_length()).unwrap_or(0);
                (list.values(), row * width..(row + 1) * width)
            }
        };
        let mut texts = Vec::with_capacity(range.len());
        for at in range {
            match self.at(items.as_ref(), at) {
                Some(Cell::Text(text)) => texts.push(text),
                Some(_) => return strange(items.data_type()),
                None => {}
            }
        }
        Cell::List(texts)
    }

    /// The time of a row as the fast reader takes it, if it is an instant or a date and needs no second look.
    pub(super) fn micros(&self, row: usize) -> Option<(i64, i32)> {
        let array = self.values.array.as_ref();
        let (wall, offset) = match array.data_type() {
            DataType::Timestamp(unit, _) if !self.values.is_missing(row) => {
                let micros = micros(array, unit, row)?;
                match &self.zone {
                    None => (micros, BatchColumn::NO_OFFSET),
                    Some(zone) => {
                        let instant = Timestamp::from_microsecond(micros).ok()?;
                        let seconds = zone.to_offset(instant).seconds();
                        // what a text with its offset in minutes would not say is left to the slow reader
                        let offset = Some(seconds).filter(|seconds| seconds % 60 == 0)?;
                        (micros.checked_add(i64::from(offset) * 1_000_000)?, offset)
                    }
                }
            }
            DataType::Date32 if !self.values.is_missing(row) => {
                let days = i64::from(native::<ty::Date32Type>(array, row));
                (days * 86_400_000_000, BatchColumn::DATE_ONLY)
            }
            _ => return None,
        };
        (FIRST..AFTER_LAST)
            .contains(&wall)
            .then_some((wall, offset))
    }

    /// The number of a row as the fast reader takes it.
    pub(super) fn number(&self, row: usize) -> Option<f64> {
        let array = self.values.array.as_ref();
        if self.values.is_missing(row) {
            return None;
        }
        let number = match array.data_type() {
            DataType::Int32 => native::<ty::Int32Type>(array, row).into(),
            DataType::Int64 => native::<ty::Int64Type>(array, row) as f64,
            DataType::Float64 => native::<ty::Float64Type>(array, row),
            _ => return None,
        };
        number.is_finite().then_some(number)
    }

    fn time(&self, array: &dyn Array, unit: &TimeUnit, row: usize) -> Option<String> {
        let since = match unit {
            TimeUnit::Second => {
                SignedDuration::from_secs(native::<ty::TimestampSecondType>(array, row))
            }
            TimeUnit::Millisecond => {
                SignedDuration::from_millis(native::<ty::TimestampMillisecondType>(array, row))
            }
            TimeUnit::Microsecond => {
                SignedDuration::from_micros(native::<ty::TimestampMicrosecondType>(array, row))
            }
            TimeUnit::Nanosecond => {
                SignedDuration::from_nanos(native::<ty::TimestampNanosecondType>(array, row))
            }
        };
        let Some(zone) = &self.zone else {
            let civil = DateTime::constant(1970, 1, 1, 0, 0, 0, 0).checked_add(since);
            return civil.ok().map(|civil| civil.to_string());
        };
        let instant = Timestamp::from_duration(since).ok()?;
        let offset = zone.to_offset(instant);
        let civil = offset.to_datetime(instant);
        let minutes = offset.seconds() / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        let minutes = minutes.unsigned_abs();
        Some(format!(
            "{civil}{sign}{:02}:{:02}",
            minutes / 60,
            minutes % 60
        ))
    }
}

/// A zone by its name or offset; what is neither is UTC, in which every such instant is kept.
fn zone(name: &str) -> TimeZone {
    let named = super::super::zone::canonical(name).unwrap_or_default();
    let fixed = || {
        let seconds = super::super::clock::Scan::new(&named).offset()?;
        let offset = jiff::tz::Offset::from_seconds(seconds).ok()?;
        Some(TimeZone::fixed(offset))
    };
    TimeZone::get(&named)
        .ok()
        .or_else(fixed)
        .unwrap_or(TimeZone::UTC)
}

/// The year 1900, before which no time is taken for one, and the year 10000, in microseconds.
const FIRST: i64 = -2_208_988_800_000_000;
const AFTER_LAST: i64 = 253_402_300_800_000_000;

/// Microseconds; `None` where they do not say all.
fn micros(array: &dyn Array, unit: &TimeUnit, row: usize) -> Option<i64> {
    match unit {
        TimeUnit::Second => native::<ty::TimestampSecondType>(array, row).checked_mul(1_000_000),
        TimeUnit::Millisecond => {
            native::<ty::TimestampMillisecondType>(array, row).checked_mul(1000)
        }
        TimeUnit::Microsecond => Some(native::<ty::TimestampMicrosecondType>(array, row)),
        TimeUnit::Nanosecond => {
            let nanos = native::<ty::TimestampNanosecondType>(array, row);
            (nanos % 1000 == 0).then_some(nanos / 1000)
        }
    }
}

fn native<T: ArrowPrimitiveType>(array: &dyn Array, row: usize) -> T::Native {
    array.as_primitive::<T>().value(row)
}

/// Numbers, dates and clocks.
fn plain(array: &dyn Array, row: usize) -> Option<String> {
    let days = |days: i64| {
        let date = Date::constant(1970, 1, 1).checked_add(SignedDuration::from_hours(24 * days));
        date.ok().map(|date| date.to_string())
    };
    let clock = |since: SignedDuration| {
        let time = Time::midnight().checked_add(since);
        time.ok().map(|time| time.to_string())
    };
    Some(match array.data_type() {
        DataType::Int8 => native::<ty::Int8Type>(array, row).to_string(),
        DataType::Int16 => native::<ty::Int16Type>(array, row).to_string(),
        DataType::Int32 => native::<ty::Int32Type>(array, row).to_string(),
        DataType::Int64 => native::<ty::Int64Type>(array, row).to_string(),
        DataType::UInt8 => native::<ty::UInt8Type>(array, row).to_string(),
        DataType::UInt16 => native::<ty::UInt16Type>(array, row).to_string(),
        DataType::UInt32 => native::<ty::UInt32Type>(array, row).to_string(),
        DataType::UInt64 => native::<ty::UInt64Type>(array, row).to_string(),
        DataType::Float16 => sheet::number(native::<ty::Float16Type>(array, row).to_f64()),
        DataType::Float32 => native::<ty::Float32Type>(array, row).to_string(),
        DataType::Float64 => sheet::number(native::<ty::Float64Type>(array, row)),
        DataType::Decimal32(..) => array
            .as_primitive::<ty::Decimal32Type>()
            .value_as_string(row),
        DataType::Decimal64(..) => array
            .as_primitive::<ty::Decimal64Type>()
            .value_as_string(row),
        DataType::Decimal128(..) => array
            .as_primitive::<ty::Decimal128Type>()
            .value_as_string(row),
        DataType::Decimal256(..) => array
            .as_primitive::<ty::Decimal256Type>()
            .value_as_string(row),
        DataType::Date32 => days(native::<ty::Date32Type>(array, row).into())?,
        DataType::Date64 => days(native::<ty::Date64Type>(array, row).div_euclid(86_400_000))?,
        DataType::Time32(TimeUnit::Second) => clock(SignedDuration::from_secs(
            native::<ty::Time32SecondType>(array, row).into(),
        ))?,
        DataType::Time32(_) => clock(SignedDuration::from_millis(
            native::<ty::Time32MillisecondType>(array, row).into(),
        ))?,
        DataType::Time64(TimeUnit::Microsecond) => {
            clock(SignedDuration::from_micros(native::<
                ty::Time64MicrosecondType,
            >(array, row)))?
        }
        DataType::Time64(_) => clock(SignedDuration::from_nanos(
            native::<ty::Time64NanosecondType>(array, row),
        ))?,
        DataType::Duration(unit) => seconds(array, unit, row),
        DataType::Null => return None,
        other => format!("<{other}>"),
    })
}

/// A span in seconds.
fn seconds(array: &dyn Array, unit: &TimeUnit, row: usize) -> String {
    let span = match unit {
        TimeUnit::Second => SignedDuration::from_secs(native::<ty::DurationSecondType>(array, row)),
        TimeUnit::Millisecond => {
            SignedDuration::from_millis(native::<ty::DurationMillisecondType>(array, row))
        }
        TimeUnit::Microsecond => {
            SignedDuration::from_micros(native::<ty::DurationMicrosecondType>(array, row))
        }
        TimeUnit::Nanosecond => {
            SignedDuration::from_nanos(native::<ty::DurationNanosecondType>(array, row))
        }
    };
    span.as_secs_f64().to_string()
}

/// Bytes are text where they can be: some writers do not say which columns are.
fn bytes(value: &[u8]) -> Cell<'_> {
    match std::str::from_utf8(value) {
        Ok(text) => Cell::Text(Cow::Borrowed(text)),
        Err(_) => strange(&DataType::Binary),
    }
}

fn strange(what: &DataType) -> Cell<'static> {
    Cell::Strange(Cow::Owned(format!("<{what}>")))
}

fn range<O: Copy + TryInto<usize>>(offsets: &[O], row: usize) -> std::ops::Range<usize> {
    let at = |at: usize| {
        let offset = offsets.get(at).copied();
        offset
            .and_then(|offset| offset.try_into().ok())
            .unwrap_or(0)
    };
    at(row)..at(row + 1)
}

/// The place in a dictionary that a row's key names.
pub(super) fn key(keys: &dyn Array, row: usize) -> Option<usize> {
    if keys.is_null(row) {
        return None;
    }
    match keys.data_type() {
        DataType::Int8 => native::<ty::Int8Type>(keys, row).try_into().ok(),
        DataType::Int16 => native::<ty::Int16Type>(keys, row).try_into().ok(),
        DataType::Int32 => native::<ty::Int32Type>(keys, row).try_into().ok(),
        DataType::Int64 => native::<ty::Int64Type>(keys, row).try_into().ok(),
        DataType::UInt8 => Some(native::<ty::UInt8Type>(keys, row).into()),
        DataType::UInt16 => Some(native::<ty::UInt16Type>(keys, row).into()),
        DataType::UInt32 => native::<ty::UInt32Type>(keys, row).try_into().ok(),
        DataType::UInt64 => native::<ty::UInt64Type>(keys, row).try_into().ok(),
        _ => None,
    }
}

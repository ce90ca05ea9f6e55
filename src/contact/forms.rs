//! Tells how the numbers of a time column are meant: takes its cells one by one, counts their forms, gives one reading for the whole
//! column where all of it shows the same one. A mix is not guessed.

use super::Stamp;
use super::cell::{Cell, Value, Why};
use super::stamp;
use crate::ir::Words;
use crate::ir::log::FieldType;

/// How the numbers of one column of a file are read where a single one could be meant in two ways.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Numbers {
    /// Each by itself.
    #[default]
    Plain,
    /// `2026030109` is a count of seconds, as all others are.
    Unix,
    /// `45717.375` is a day of a spreadsheet, as all others are.
    Serial {
        /// One has a clock, so that a whole number is midnight and not a bare date.
        clock: bool,
    },
}

/// How many cells of a column are written in which form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Forms {
    /// Seconds, milliseconds, microseconds, nanoseconds.
    unix: [u64; 4],
    /// A date with an hour, or seconds.
    either: u64,
    serials: u64,
    /// Serials that have a clock.
    clocks: u64,
    /// Times that are no bare numbers, and compact dates.
    written: u64,
}

/// Names of the units in the order of [`Forms::unix`].
const UNITS: [(&str, &str); 4] = [
    ("Unix seconds", "Unix 秒"),
    ("Unix milliseconds", "Unix 毫秒"),
    ("Unix microseconds", "Unix 微秒"),
    ("Unix nanoseconds", "Unix 纳秒"),
];

impl Forms {
    /// Counts a cell and what it was read as by itself.
    pub(super) fn count(&mut self, cell: &str, value: &Value<'_>) {
        match value {
            Value::Unknown(Why::DateOrSeconds) => self.either += 1,
            Value::Unknown(Why::Serial) => {
                self.serials += 1;
                self.clocks += u64::from(cell.contains('.'));
            }
            Value::Time(..) => match unit(cell) {
                Some(unit) => {
                    if let Some(count) = self.unix.get_mut(unit) {
                        *count += 1;
                    }
                }
                None => self.written += 1,
            },
            _ => {}
        }
    }

    /// Counts times that are no bare numbers.
    pub(super) fn count_written(&mut self, rows: u64) {
        self.written += rows;
    }

    /// Takes in what another piece of the column showed.
    pub(super) fn add(&mut self, other: Forms) {
        for (own, more) in self.unix.iter_mut().zip(other.unix) {
            *own += more;
        }
        self.either += other.either;
        self.serials += other.serials;
        self.clocks += other.clocks;
        self.written += other.written;
    }

    /// The reading of the column.
    pub(super) fn numbers(&self) -> Numbers {
        let unix: u64 = self.unix.iter().sum();
        if self.serials > 0 && unix + self.either + self.written == 0 {
            return Numbers::Serial {
                clock: self.clocks > 0,
            };
        }
        let [seconds, ..] = self.unix;
        if self.either > 0 && seconds == unix && seconds > 0 && self.written + self.serials == 0 {
            return Numbers::Unix;
        }
        Numbers::Plain
    }

    /// What the column's numbers are read as; `None` where it has none.
    pub(super) fn words(&self) -> Option<Words> {
        if let Numbers::Serial { .. } = self.numbers() {
            return Some(Words::both("days of a spreadsheet", "表格软件的日期序号"));
        }
        let (mut en, mut zh) = (Vec::new(), Vec::new());
        for ((unit, count), at) in UNITS.iter().zip(self.unix).zip(0..) {
            let settled = at == 0 && self.numbers() == Numbers::Unix;
            if count > 0 || settled {
                en.push(unit.0);
                zh.push(unit.1);
            }
        }
        if en.is_empty() {
            return None;
        }
        if self.written > 0 {
            en.push("written times");
            zh.push("书写的时间");
        }
        let (en, zh) = (en.join(", "), zh.join("、"));
        Some(Words::both(
            format!(
                "{en}; a number is on the clock of UTC unless `--zone` or its row names a zone"
            ),
            format!("{zh}；数字为 UTC 时刻，可用 `--zone` 或记录自身的时区指定当地时间"),
        ))
    }
}

/// The place in [`UNITS`] of a number that was read as a Unix time.
fn unit(cell: &str) -> Option<usize> {
    let (whole, fraction) = cell.split_once('.').unwrap_or((cell, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    match whole.len() {
        10 => Some(0),
        13 => Some(1),
        16 => Some(2),
        19 => Some(3),
        _ => None,
    }
}

/// Counts a cell, and reads it as its column says where it could not be read by itself.
pub(super) fn settled<'v>(
    forms: &mut Forms,
    numbers: Numbers,
    ty: &FieldType,
    cell: &Cell<'_>,
    value: Value<'v>,
) -> Value<'v> {
    let Cell::Text(text) = cell else { return value };
    forms.count(text.trim(), &value);
    match by_column(numbers, ty, text, &value) {
        Some(stamp) => Value::Time(stamp, None),
        None => value,
    }
}

/// A cell that could not be read by itself, as its column says.
pub(super) fn by_column(
    numbers: Numbers,
    ty: &FieldType,
    cell: &str,
    value: &Value<'_>,
) -> Option<Stamp> {
    let stamp = match (numbers, value) {
        (Numbers::Serial { clock }, Value::Unknown(Why::Serial)) => stamp::serial(cell, clock)?,
        (Numbers::Unix, Value::Unknown(Why::DateOrSeconds)) => stamp::seconds(cell)?,
        _ => return None,
    };
    Some(match ty {
        FieldType::Date => stamp.day(),
        _ => stamp,
    })
}

//! Fills one column of a batch: takes the cells of good rows, reads those of the common spelling at once and hands the others to the slow
//! reader, so that values are the same in either way.

use super::super::super::cell::{self, Cell, Memory, Value, Why};
use super::super::super::part::{Context, Seen};
use super::super::super::reason::crop;
use super::super::super::{BatchColumn, DateOrder, Stamp, Texts};
use super::super::filling::{east, micros};
use super::offset;
use super::recall::Recall;
use super::time::{DATE, Times};
use super::word::{Word, is_bare};
use crate::ir::log::{Field, FieldId, FieldType};

/// A cell of one column.
pub(super) enum Raw {
    /// Its text is in this range.
    Span(usize, usize),
    /// Its text is not in one piece.
    Odd,
}

/// The cells of one column.
pub(super) trait Cells {
    /// The text that spans are in.
    fn text(&self) -> &str;
    /// How many there are.
    fn rows(&self) -> usize;
    /// The cell of a row.
    fn get(&self, row: usize) -> Raw;
    /// The cell of a row as the slow reader takes it; `None` where there is none.
    fn slow(&self, row: usize) -> Option<Cell<'_>>;
}

/// What the rows of one column showed that the batch does not say.
#[derive(Default)]
pub(super) struct Oddities {
    /// Rows without a value in a column that needs one.
    pub(super) without: Vec<u32>,
    /// Rows whose cell is filled and holds no value.
    pub(super) unknown: Vec<u32>,
    /// Times that are finer than microseconds.
    pub(super) fine: Vec<(u32, Stamp)>,
}

impl Oddities {
    pub(super) fn clear(&mut self) {
        self.without.clear();
        self.unknown.clear();
        self.fine.clear();
    }
}

/// Reads the cells of one column.
pub(super) struct Column<'r> {
    pub(super) context: &'r Context<'r>,
    pub(super) id: FieldId,
    pub(super) field: &'r Field,
    pub(super) order: Option<DateOrder>,
    pub(super) memory: &'r mut Memory,
    pub(super) recall: &'r mut Recall,
    pub(super) seen: &'r mut Seen,
    pub(super) odd: &'r mut Oddities,
}

impl Column<'_> {
    /// Adds the cells to the column.
    pub(super) fn fill<C: Cells>(&mut self, cells: &C, to: &mut BatchColumn) {
        match to {
            BatchColumn::Absent => {}
            BatchColumn::Time { wall, offset } => self.times(cells, wall, offset),
            BatchColumn::Id(texts) if matches!(self.field.ty, FieldType::Zone { .. }) => {
                self.zones(cells, |zones, _| {
                    texts.push(zones.first().map_or("", String::as_str))
                });
            }
            BatchColumn::Id(texts) => self.words(cells, texts, is_plain_id),
            BatchColumn::Text(texts) => self.words(cells, texts, is_plain_text),
            BatchColumn::Number(to) => self.numbers(cells, to),
            BatchColumn::Flag(to) => self.values(cells, |value| {
                to.push(match value {
                    BatchColumn::NO_VALUE => BatchColumn::NO_FLAG,
                    value => u8::from(value == 1),
                });
            }),
            BatchColumn::Enum(to) => self.values(cells, |value| to.push(value)),
            BatchColumn::Enums {
                starts,
                values,
                whole,
            } => {
                self.lists(cells, |list, state| {
                    values.extend(list);
                    starts.push(offset(values.len()));
                    whole.push(state);
                });
            }
            BatchColumn::Ids { starts, words } => self.zones(cells, |list, _| {
                list.iter().for_each(|word| words.push(word));
                starts.push(offset(words.starts.len().saturating_sub(1)));
            }),
        }
    }

    /// Reads a cell letter by letter, and notes what it shows.
    fn slow<'c, C: Cells>(&mut self, cells: &'c C, row: usize) -> Value<'c> {
        let Some(cell) = cells.slow(row) else {
            return self.missing(row);
        };
        let shown = cell.clone();
        let of = (self.id, self.field);
        let value = cell::read(self.context.words, self.memory, of, cell, self.order);
        match &value {
            Value::Missing => return self.missing(row),
            Value::Unknown(_) if self.field.required => return self.missing(row),
            Value::Unknown(why) => {
                self.seen.ambiguous += u64::from(*why == Why::TwoDates);
                self.seen.rounded += u64::from(*why == Why::Rounded);
                self.seen.count(crop(&shown.show()), 1);
                self.odd.unknown.push(offset(row));
            }
            Value::Time(stamp, proved) => {
                self.seen.day_first |= *proved == Some(DateOrder::DayMonth);
                self.seen.month_first |= *proved == Some(DateOrder::MonthDay);
                if stamp.civil.subsec_nanosecond() % 1000 != 0 {
                    self.odd.fine.push((offset(row), *stamp));
                }
            }
            Value::Enums(_, unknown) => {
                for word in unknown {
                    self.seen.count(crop(word), 1);
                }
            }
            _ => {}
        }
        value
    }

    fn missing<'c>(&mut self, row: usize) -> Value<'c> {
        if self.field.required {
            self.odd.without.push(offset(row));
        }
        Value::Missing
    }

    fn times<C: Cells>(&mut self, cells: &C, wall: &mut Vec<i64>, offsets: &mut Vec<i32>) {
        let date = self.field.ty == FieldType::Date;
        for row in 0..cells.rows() {
            let known = match (cells.get(row), &mut *self.recall) {
                (Raw::Span(start, end), Recall::Times(times)) => fast_time(
                    times,
                    cells.text(),
                    (start, end),
                    (date, self.field.required),
                ),
                _ => None,
            };
            let (time, offset) = match known {
                Some(known) => known,
                None => match self.slow(cells, row) {
                    Value::Time(stamp, _) => (micros(&stamp), east(&stamp)),
                    _ => (BatchColumn::NO_TIME, BatchColumn::NO_OFFSET),
                },
            };
            wall.push(time);
            offsets.push(offset);
        }
    }

    fn words<C: Cells>(&mut self, cells: &C, to: &mut Texts, plain: impl Fn(&str) -> bool) {
        for row in 0..cells.rows() {
            if let Raw::Span(start, end) = cells.get(row)
                && let Some(word) = cells.text().get(start..end)
                && (plain(word) || (word.is_empty() && !self.field.required))
            {
                to.push(word);
                continue;
            }
            match self.slow(cells, row) {
                Value::Id(word) | Value::Text(word) => to.push(&word),
                _ => to.push(""),
            }
        }
    }

    fn numbers<C: Cells>(&mut self, cells: &C, to: &mut Vec<f64>) {
        for row in 0..cells.rows() {
            let known = match cells.get(row) {
                Raw::Span(start, end) if start == end && !self.field.required => Some(f64::NAN),
                Raw::Span(start, end) => cells
                    .text()
                    .as_bytes()
                    .get(start..end)
                    .and_then(plain_number),
                Raw::Odd => None,
            };
            to.push(match known {
                Some(number) => number,
                None => match self.slow(cells, row) {
                    Value::Number(number) => number,
                    _ => f64::NAN,
                },
            });
        }
    }

    fn values<C: Cells>(&mut self, cells: &C, mut push: impl FnMut(u16)) {
        for row in 0..cells.rows() {
            let word = match cells.get(row) {
                Raw::Span(start, end) => Word::new(cells.text().as_bytes(), start, end),
                Raw::Odd => None,
            };
            if let (Some(word), Recall::Values(memo)) = (word, &*self.recall)
                && let Some(value) = memo.get(word)
            {
                push(value);
                continue;
            }
            let value = match self.slow(cells, row) {
                Value::Enum(value) => Some(value),
                Value::Flag(flag) => Some(u16::from(flag)),
                // a word that says nothing is remembered too, but not where that matters
                Value::Missing if !self.field.required => Some(BatchColumn::NO_VALUE),
                _ => None,
            };
            if let (Some(word), Recall::Values(memo), Some(value)) =
                (word, &mut *self.recall, value)
            {
                memo.put(word, value);
            }
            push(value.unwrap_or(BatchColumn::NO_VALUE));
        }
    }

    /// `push` gets the list and how far it is known, as [`BatchColumn::Enums`] has it.
    fn lists<C: Cells>(&mut self, cells: &C, mut push: impl FnMut(&[u16], u8)) {
        for row in 0..cells.rows() {
            let span = match cells.get(row) {
                Raw::Span(start, end) => Some((start, end)),
                Raw::Odd => None,
            };
            if let (Some((start, end)), Recall::Lists(lists)) = (span, &mut *self.recall) {
                if start == end && !self.field.required {
                    push(&[], 0);
                    continue;
                }
                if let Some(list) = lists.get(cells.text(), start, end) {
                    push(list, 2);
                    continue;
                }
            }
            match self.slow(cells, row) {
                Value::Enums(list, unknown) => {
                    push(&list, if unknown.is_empty() { 2 } else { 1 });
                    if let (Some((start, end)), Recall::Lists(lists)) = (span, &mut *self.recall)
                        && unknown.is_empty()
                        && let Some(cell) = cells.text().get(start..end)
                    {
                        lists.put(cell, list);
                    }
                }
                _ => push(&[], 0),
            }
        }
    }

    /// Several ids or zones, and single zones.
    fn zones<C: Cells>(&mut self, cells: &C, mut push: impl FnMut(&[String], bool)) {
        for row in 0..cells.rows() {
            let span = match cells.get(row) {
                Raw::Span(start, end) => Some((start, end)),
                Raw::Odd => None,
            };
            if let (Some((start, end)), Recall::Names(lists)) = (span, &mut *self.recall)
                && let Some(list) = lists.get(cells.text(), start, end)
            {
                push(list, true);
                continue;
            }
            let list: Vec<String> = match self.slow(cells, row) {
                Value::Id(one) => vec![one.into_owned()],
                Value::Ids(list) => {
                    let mut list: Vec<String> = list.into_iter().map(Into::into).collect();
                    list.sort_unstable();
                    list.dedup();
                    list
                }
                _ => Vec::new(),
            };
            push(&list, false);
            if let (Some((start, end)), Recall::Names(lists)) = (span, &mut *self.recall)
                && !list.is_empty()
                && let Some(cell) = cells.text().get(start..end)
            {
                lists.put(cell, list);
            }
        }
    }
}

fn fast_time(
    times: &mut Times,
    text: &str,
    (start, end): (usize, usize),
    (date, required): (bool, bool),
) -> Option<(i64, i32)> {
    if start == end && !required {
        return Some((BatchColumn::NO_TIME, BatchColumn::NO_OFFSET));
    }
    if !date {
        return times.read(text, start, end);
    }
    let whole = end.checked_sub(start) == Some(DATE);
    let day = whole.then(|| times.day(text, start)).flatten()?;
    Some((day, BatchColumn::DATE_ONLY))
}

/// Whether a cell is an identity as it stands.
fn is_plain_id(cell: &str) -> bool {
    let bytes = cell.as_bytes();
    if !is_bare(bytes) {
        return false;
    }
    if bytes.first().is_some_and(u8::is_ascii_digit) {
        // a spreadsheet's `1.38E+10`
        return memchr::memchr(b'+', bytes).is_none();
    }
    bytes.len() > cell::LONGEST_EMPTY || !cell::is_empty(cell)
}

/// Whether a cell is a text as it stands.
fn is_plain_text(cell: &str) -> bool {
    is_bare(cell.as_bytes()) && !matches!(cell, "NULL" | "\\N")
}

/// A number of few digits, `12`, `-3.25`.
fn plain_number(cell: &[u8]) -> Option<f64> {
    const POWERS: [f64; 16] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ];
    let (negative, digits) = match cell {
        [b'-', rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    if digits.len() > 15 {
        return None;
    }
    let (mut number, mut point) = (0_u64, None);
    for (at, &byte) in digits.iter().enumerate() {
        match byte {
            b'0'..=b'9' => number = number * 10 + u64::from(byte - b'0'),
            b'.' if at > 0 && point.is_none() => point = Some(at + 1),
            _ => return None,
        }
    }
    let after = digits.len() - point.unwrap_or(digits.len());
    if digits.is_empty() || point == Some(digits.len()) {
        return None;
    }
    // both numbers are exact, so that their quotient is the nearest number there is
    let number = number as f64 / POWERS.get(after)?;
    Some(if negative { -number } else { number })
}

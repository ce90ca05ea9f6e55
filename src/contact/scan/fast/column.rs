//! Fills one column of a batch: takes the cells of good rows, reads those of the common spelling at once and hands the others to the slow
//! reader, so that values are the same in either way.

use super::super::super::cell::{self, Cell, Memory, Value, Why};
use super::super::super::forms::{self, Numbers};
use super::super::super::part::{Context, Seen, Tally};
use super::super::super::reason::crop;
use super::super::super::{BatchColumn, DateOrder, Stamp, Texts};
use super::super::filling::{Filling, east, micros};
use super::offset;
use super::plain::{fast_time, is_plain_id, is_plain_text, plain_number};
use super::recall::Recall;
use super::time::DAY;
use super::word::Word;
use crate::ir::log::{Field, FieldId, FieldType};

/// A cell of one column.
pub(in crate::contact) enum Raw {
    /// Its text is in this range.
    Span(usize, usize),
    /// Its text is not in one piece.
    Odd,
}

/// The cells of one column.
pub(in crate::contact) trait Cells {
    /// The text that spans are in.
    fn text(&self) -> &str;
    /// How many there are.
    fn rows(&self) -> usize;
    /// The cell of a row.
    fn get(&self, row: usize) -> Raw;
    /// The cell of a row as the slow reader takes it; `None` where there is none.
    fn slow(&self, row: usize) -> Option<Cell<'_>>;

    /// The time of a row, where the file holds it as such: as [`BatchColumn::Time`] has it, but for missing ones.
    fn time(&self, _: usize) -> Option<(i64, i32)> {
        None
    }

    /// The number of a row, where the file holds it as such.
    fn number(&self, _: usize) -> Option<f64> {
        None
    }
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
struct Column<'r> {
    context: &'r Context<'r>,
    id: FieldId,
    field: &'r Field,
    order: Option<DateOrder>,
    /// How the numbers of the column are read.
    numbers: Numbers,
    memory: &'r mut Memory,
    recall: &'r mut Recall,
    seen: &'r mut Seen,
    odd: &'r mut Oddities,
}

/// Adds the cells of a field to its column of the batch.
pub(super) fn read_column<C: Cells>(
    context: &Context<'_>,
    id: FieldId,
    cells: &C,
    filling: &mut Filling,
    tally: &mut Tally,
    memory: &mut Memory,
) {
    let at = id.0 as usize;
    let numbers = context.numbers(filling.file(), id);
    if let (Some(field), Some(seen), Some(recall), Some(odd), Some(to)) = (
        context.words.field(id),
        tally.seen.get_mut(at),
        filling.scratch.recall.get_mut(at),
        filling.scratch.odd.get_mut(at),
        filling.batch.columns.get_mut(at),
    ) {
        odd.clear();
        let mut column = Column {
            context,
            id,
            field,
            order: context.orders.get(at).copied().flatten(),
            numbers,
            memory,
            recall,
            seen,
            odd,
        };
        column.fill(cells, to);
    }
}

impl Column<'_> {
    /// Adds the cells to the column.
    fn fill<C: Cells>(&mut self, cells: &C, to: &mut BatchColumn) {
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
        let value = match self.field.ty {
            FieldType::Time | FieldType::Date => {
                let (forms, ty) = (&mut self.seen.forms, &self.field.ty);
                forms::settled(forms, self.numbers, ty, &shown, value)
            }
            _ => value,
        };
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
        let mut written = 0;
        for row in 0..cells.rows() {
            let typed = cells.time(row).map(|(time, offset)| match date {
                true => (time - time.rem_euclid(DAY), BatchColumn::DATE_ONLY),
                false => (time, offset),
            });
            let known = match (cells.get(row), &mut *self.recall) {
                _ if typed.is_some() => typed,
                (Raw::Span(start, end), Recall::Times(times)) => fast_time(
                    times,
                    cells.text(),
                    (start, end),
                    (date, self.field.required),
                ),
                _ => None,
            };
            let (time, offset) = match known {
                Some(known) => {
                    written += u64::from(known.0 != BatchColumn::NO_TIME);
                    known
                }
                None => match self.slow(cells, row) {
                    Value::Time(stamp, _) => (micros(&stamp), east(&stamp)),
                    _ => (BatchColumn::NO_TIME, BatchColumn::NO_OFFSET),
                },
            };
            wall.push(time);
            offsets.push(offset);
        }
        self.seen.forms.count_written(written);
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
            let typed = cells.number(row);
            let known = match cells.get(row) {
                _ if typed.is_some() => typed,
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
            let span = match cells.get(row) {
                Raw::Span(start, end) => Some((start, end)),
                Raw::Odd => None,
            };
            let text = cells.text();
            let word = span.and_then(|(start, end)| Word::new(text.as_bytes(), start, end));
            if let (Some(word), Recall::Values(memo)) = (word, &mut *self.recall)
                && let Some((value, unknown)) = memo.get(word)
            {
                if unknown {
                    self.odd.unknown.push(offset(row));
                }
                push(value);
                continue;
            }
            let value = self.slow(cells, row);
            // of a column that every row needs, only values are remembered
            let optional = !self.field.required;
            if let (Some(word), Recall::Values(memo)) = (word, &mut *self.recall) {
                match value {
                    Value::Enum(value) => memo.put(word, value),
                    Value::Flag(flag) => memo.put(word, u16::from(flag)),
                    Value::Missing if optional => memo.put(word, BatchColumn::NO_VALUE),
                    Value::Unknown(_) => {
                        let shown = span.and_then(|(start, end)| text.get(start..end));
                        memo.put_unknown(word, crop(shown.unwrap_or("").trim()));
                    }
                    _ => {}
                }
            }
            push(match value {
                Value::Enum(value) => value,
                Value::Flag(flag) => u16::from(flag),
                _ => BatchColumn::NO_VALUE,
            });
        }
        if let Recall::Values(memo) = &mut *self.recall {
            memo.count(self.seen);
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

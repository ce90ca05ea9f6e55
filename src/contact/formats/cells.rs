//! Gives the cells of Arrow columns to the readers of logs: takes a batch, gives its columns value by value for the slow reader, and as spans
//! of one text, times and numbers for the fast one.

use super::super::cell::Cell;
use super::super::scan::{Cells, Raw};
use super::leaves::{Leaf, Values};
use super::shown::{Column, key};
use arrow_array::cast::AsArray;
use arrow_array::{Array, OffsetSizeTrait, RecordBatch};
use arrow_schema::DataType;
use std::borrow::Cow;
use std::fmt::Write as _;

/// The columns of a batch, by leaf; none where a leaf is not in it.
pub(super) struct Columns(Vec<Option<Values>>);

impl Columns {
    /// The columns of a batch that holds the outermost columns `kept`.
    pub(super) fn new(batch: &RecordBatch, leaves: &[Leaf], kept: &[usize]) -> Self {
        let values = |leaf: &Leaf| leaf.among(kept)?.values(batch);
        Self(leaves.iter().map(values).collect())
    }

    /// Each as cells.
    pub(super) fn shown(&self, leaves: &[Leaf]) -> Vec<Option<Column<'_>>> {
        let mut shown = Vec::with_capacity(leaves.len());
        for (values, leaf) in self.0.iter().zip(leaves) {
            let values = values.as_ref();
            shown.push(values.map(|values| Column::new(values, leaf.is_utc)));
        }
        shown
    }

    /// The values of a leaf.
    pub(super) fn values(&self, leaf: usize) -> Option<&Values> {
        self.0.get(leaf)?.as_ref()
    }
}

/// Where the text of each row is.
enum Spans<'a> {
    /// Between neighbouring offsets.
    Neighbours(Vec<u32>),
    /// At these places.
    Each(Vec<(u32, u32)>),
    /// True and false.
    Flags(&'a arrow_array::BooleanArray),
    /// Read value by value.
    Odd,
}

/// The cells of one column of a batch, in some of its rows.
pub(super) struct ArrowCells<'a> {
    text: Cow<'a, str>,
    spans: Spans<'a>,
    values: &'a Values,
    shown: Column<'a>,
    pub(super) rows: &'a [u32],
}

const FLAGS: &str = "truefalse";

impl<'a> ArrowCells<'a> {
    /// The cells; `typed` says that times and numbers are taken as such, so that no text is made of them.
    pub(super) fn new(values: &'a Values, is_utc: bool, rows: &'a [u32], typed: bool) -> Self {
        let shown = Column::new(values, is_utc);
        let (text, spans) = spans(values, &shown, typed).unwrap_or((Cow::Borrowed(""), Spans::Odd));
        Self {
            text,
            spans,
            values,
            shown,
            rows,
        }
    }

    fn row(&self, at: usize) -> usize {
        self.rows.get(at).copied().unwrap_or(u32::MAX) as usize
    }
}

impl Cells for ArrowCells<'_> {
    fn text(&self) -> &str {
        &self.text
    }

    fn rows(&self) -> usize {
        self.rows.len()
    }

    #[inline]
    fn get(&self, at: usize) -> Raw {
        let row = self.row(at);
        if self.values.is_missing(row) {
            return Raw::Span(0, 0);
        }
        match &self.spans {
            Spans::Neighbours(offsets) => match (offsets.get(row), offsets.get(row + 1)) {
                (Some(&start), Some(&end)) => Raw::Span(start as usize, end as usize),
                _ => Raw::Odd,
            },
            Spans::Each(spans) => match spans.get(row) {
                Some(&(start, end)) => Raw::Span(start as usize, end as usize),
                None => Raw::Odd,
            },
            Spans::Flags(flags) => match flags.value(row) {
                true => Raw::Span(0, 4),
                false => Raw::Span(4, FLAGS.len()),
            },
            Spans::Odd => Raw::Odd,
        }
    }

    fn slow(&self, at: usize) -> Option<Cell<'_>> {
        self.shown.cell(self.row(at))
    }

    fn time(&self, at: usize) -> Option<(i64, i32)> {
        self.shown.micros(self.row(at))
    }

    fn number(&self, at: usize) -> Option<f64> {
        self.shown.number(self.row(at))
    }
}

/// The text of a column and where each row's part of it is; `None` where it has to be read value by value.
fn spans<'a>(
    values: &'a Values,
    shown: &Column<'a>,
    typed: bool,
) -> Option<(Cow<'a, str>, Spans<'a>)> {
    let array: &'a dyn Array = values.array.as_ref();
    match array.data_type() {
        DataType::Utf8 => neighbours(array.as_string::<i32>()),
        DataType::LargeUtf8 => neighbours(array.as_string::<i64>()),
        DataType::Boolean => Some((Cow::Borrowed(FLAGS), Spans::Flags(array.as_boolean()))),
        DataType::Dictionary(_, of) if **of == DataType::Utf8 => {
            let dictionary = array.as_any_dictionary();
            let words = dictionary.values().as_string::<i32>();
            let text = std::str::from_utf8(words.value_data()).ok()?;
            let offsets = words.value_offsets();
            let span = |row: usize| {
                let key = key(dictionary.keys(), row)?;
                if words.is_null(key) {
                    return Some((0, 0));
                }
                let at = |at: usize| u32::try_from(offsets.get(at).copied()?).ok();
                Some((at(key)?, at(key + 1)?))
            };
            let each = (0..array.len()).map(|row| span(row).unwrap_or((0, 0)));
            Some((Cow::Borrowed(text), Spans::Each(each.collect())))
        }
        DataType::Utf8View => {
            let views = array.as_string_view();
            let words = views.iter().map(|word| word.unwrap_or(""));
            Some(copied(words))
        }
        ty if ty.is_integer() && !typed => {
            let mut text = String::new();
            let mut each = Vec::with_capacity(array.len());
            for row in 0..array.len() {
                let start = place(text.len());
                if let Some(Cell::Text(word)) = shown.cell(row) {
                    let _ = write!(text, "{word}");
                }
                each.push((start, place(text.len())));
            }
            Some((Cow::Owned(text), Spans::Each(each)))
        }
        _ => None,
    }
}

fn copied<'a, 'w>(words: impl Iterator<Item = &'w str>) -> (Cow<'a, str>, Spans<'a>) {
    let mut text = String::new();
    let mut each = Vec::new();
    for word in words {
        let start = place(text.len());
        text.push_str(word);
        each.push((start, place(text.len())));
    }
    (Cow::Owned(text), Spans::Each(each))
}

/// The text of an array in one piece, as it lies in memory.
fn neighbours<O: OffsetSizeTrait>(
    array: &arrow_array::GenericStringArray<O>,
) -> Option<(Cow<'_, str>, Spans<'_>)> {
    let offsets = array.value_offsets();
    let (first, last) = (offsets.first()?.as_usize(), offsets.last()?.as_usize());
    let text = array.value_data().get(first..last)?;
    let text = simdutf8::basic::from_utf8(text).ok()?;
    let own = offsets
        .iter()
        .map(|offset| place(offset.as_usize() - first));
    Some((Cow::Borrowed(text), Spans::Neighbours(own.collect())))
}

fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

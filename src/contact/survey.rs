//! Surveys a log: takes its files, gives for every column how often it is filled, what stands in it, and what each value is taken for.
//! Nothing is judged.

use super::cell::{self, Cell, Memory, Value};
use super::describe::describe_stamp;
use super::forms::{self, Numbers};
use super::reason::crop;
use super::spelling::likeliest;
use super::vocabulary::Vocabulary;
use super::{ColumnRecord, DateOrder, LogInput, ReadOptions, ScanOutcome, scan};
use crate::ir::log::{Field, FieldId, FieldType, Log, LogId};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Different values that are kept of a column.
const MOST_VALUES: usize = 100;

/// How a log is understood.
#[derive(Debug, Clone)]
pub struct Survey {
    /// What reading it came to.
    pub read: ScanOutcome,
    /// By record and by column of that record.
    pub columns: Vec<Vec<ColumnSurvey>>,
}

/// Reads the files and looks at every cell.
pub(super) fn of(
    inputs: &[LogInput],
    log: Option<&Log>,
    id: LogId,
    options: &ReadOptions,
) -> Survey {
    let mut reading = scan::Reading::open(inputs, log, id, options, scan::CHUNK);
    let columns = reading.survey();
    Survey {
        read: reading.outcome(),
        columns,
    }
}

/// What stands in one column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnSurvey {
    /// Rows in which it is filled.
    pub filled: u64,
    /// Different values in the order they came, at most some.
    pub values: Vec<SurveyedValue>,
    /// There are more different values.
    pub more: bool,
    /// The field that a column may stand for which stands for none.
    pub guess: Option<String>,
}

/// One value of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyedValue {
    /// As it stands in the file, on one line.
    pub text: String,
    /// How many rows hold it.
    pub rows: u64,
    /// What it is read as, where the column stands for a field and it can be read.
    pub meant: Option<String>,
    /// The value that it may stand for, where the field is an enumeration or a flag that does not know it.
    pub guess: Option<String>,
}

/// What the cells of one column showed so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    filled: u64,
    /// Each with its place among the values and its number of rows.
    values: BTreeMap<String, (usize, u64)>,
    more: bool,
}

impl Seen {
    /// Looks at a cell.
    pub(super) fn look(&mut self, cell: &str) {
        let cell = cell.trim();
        if cell.is_empty() {
            return;
        }
        self.filled += 1;
        self.count(cell, 1);
    }

    fn count(&mut self, text: &str, rows: u64) {
        let known = self.values.len();
        if let Some((_, count)) = self.values.get_mut(text) {
            *count += rows;
        } else if known < MOST_VALUES {
            self.values.insert(text.to_owned(), (known, rows));
        } else {
            self.more = true;
        }
    }

    /// Takes in what a later piece showed.
    pub(super) fn add(&mut self, other: Seen) {
        self.filled += other.filled;
        self.more |= other.more;
        let mut values: Vec<(String, (usize, u64))> = other.values.into_iter().collect();
        values.sort_by_key(|(_, (place, _))| *place);
        for (text, (_, rows)) in values {
            self.count(&text, rows);
        }
    }
}

/// How the values of one file are read.
pub(super) struct Reading<'a> {
    pub(super) words: &'a Vocabulary<'a>,
    pub(super) orders: &'a [Option<DateOrder>],
    /// By field.
    pub(super) numbers: &'a [Numbers],
}

impl Reading<'_> {
    /// The survey of a column that was looked at.
    pub(super) fn column(&self, record: &ColumnRecord, seen: &Seen) -> ColumnSurvey {
        let field = record.field.as_ref().and_then(|name| {
            let id = self.words.log.field(name)?;
            Some((id, self.words.field(id)?))
        });
        let mut memory = Memory::default();
        let mut values: Vec<(&String, &(usize, u64))> = seen.values.iter().collect();
        values.sort_by_key(|(_, (place, _))| *place);
        let values = values.into_iter().map(|(text, (_, rows))| {
            let meant = field.and_then(|field| self.meant(&mut memory, field, text));
            let unknown = field.filter(|_| meant.is_none());
            SurveyedValue {
                text: crop(text),
                rows: *rows,
                guess: unknown.and_then(|(_, field)| value_like(field, text)),
                meant,
            }
        });
        ColumnSurvey {
            filled: seen.filled,
            values: values.collect(),
            more: seen.more,
            guess: match field {
                Some(_) => None,
                None => self.field_like(&record.header),
            },
        }
    }

    /// The field whose headers are most like one that stands for none.
    fn field_like(&self, header: &str) -> Option<String> {
        let names = |field: &'_ Field| {
            let own = std::iter::once(&field.name).chain(&field.headers);
            own.cloned().collect::<Vec<String>>()
        };
        let fields: Vec<(Vec<String>, &str)> = self
            .words
            .log
            .fields
            .iter()
            .map(|field| (names(field), field.name.as_str()))
            .collect();
        let known: Vec<(&str, &str)> = fields
            .iter()
            .flat_map(|(names, of)| names.iter().map(move |name| (name.as_str(), *of)))
            .collect();
        likeliest(header, &known, 60).map(str::to_owned)
    }

    fn meant(
        &self,
        memory: &mut Memory,
        (id, field): (FieldId, &Field),
        text: &str,
    ) -> Option<String> {
        let at = id.0 as usize;
        let order = self.orders.get(at).copied().flatten();
        let cell = Cell::Text(Cow::Borrowed(text));
        let value = cell::read(self.words, memory, (id, field), cell, order);
        let numbers = self.numbers.get(at).copied().unwrap_or_default();
        match forms::by_column(numbers, &field.ty, text, &value) {
            Some(stamp) => Some(describe_stamp(&stamp)),
            None => shown(self.words.log, id, &value),
        }
    }
}

/// The value of a field that a word is most like.
fn value_like(field: &Field, word: &str) -> Option<String> {
    let known: Vec<(&str, &str)> = match &field.ty {
        FieldType::Enum { values, .. } => values
            .iter()
            .flat_map(|value| {
                let own = std::iter::once(&value.name).chain(&value.aliases);
                own.map(|name| (name.as_str(), value.name.as_str()))
            })
            .collect(),
        _ => return None,
    };
    likeliest(word, &known, 40).map(str::to_owned)
}

/// A value as evidence shows it; `None` where there is none.
fn shown(log: &Log, id: FieldId, value: &Value<'_>) -> Option<String> {
    let name = |index: u16| match &log.fields.get(id.0 as usize)?.ty {
        FieldType::Enum { values, .. } => values
            .get(usize::from(index))
            .map(|value| value.name.clone()),
        _ => None,
    };
    match value {
        Value::Missing | Value::Unknown(_) => None,
        Value::Time(stamp, _) => Some(describe_stamp(stamp)),
        Value::Id(text) | Value::Text(text) => Some(crop(text)),
        Value::Ids(texts) => Some(texts.join(", ")),
        Value::Number(number) => Some(number.to_string()),
        Value::Flag(yes) => Some(if *yes { "yes" } else { "no" }.to_owned()),
        Value::Enum(index) => name(*index),
        Value::Enums(indexes, unknown) => {
            let mut names: Vec<String> = indexes.iter().filter_map(|&index| name(index)).collect();
            if names.is_empty() {
                return None;
            }
            // what is not understood is counted word by word
            names.extend(unknown.iter().map(|_| "?".to_owned()));
            Some(names.join(", "))
        }
    }
}

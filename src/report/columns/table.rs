//! Defines the columns of findings and fills them: takes entries of a report, gives batches. Types are those that every reader of Arrow
//! knows: texts, whole numbers of 64 bits with a sign, flags, lists of structures.

use crate::finding::Evidence;
use crate::ir::Lang;
use crate::report::entry::Entry;
use crate::report::words::{effect_name, severity_name};
use arrow_array::builder::{
    BooleanBuilder, Int64Builder, ListBuilder, StringBuilder, StructBuilder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, SchemaRef};
use std::sync::Arc;

/// Texts that a row always has.
const ALWAYS: [&str; 4] = ["verdict", "severity", "rule", "subject"];
/// Texts that may be missing.
const MAY_MISS: [&str; 9] = [
    "effect",
    "at",
    "file",
    "place",
    "message_en",
    "message_zh",
    "cite",
    "accepted",
    "fingerprint",
];
/// Numbers that may be missing.
const NUMBERS: [&str; 3] = ["line", "column", "row"];

/// The columns.
pub fn schema() -> SchemaRef {
    let text = |name: &&str| Field::new(*name, DataType::Utf8, true);
    let mut fields: Vec<Field> = ALWAYS
        .iter()
        .map(|name| Field::new(*name, DataType::Utf8, false))
        .collect();
    fields.extend(MAY_MISS.iter().map(text));
    let number = |name: &&str| Field::new(*name, DataType::Int64, true);
    fields.extend(NUMBERS.iter().map(number));
    let item = Field::new("item", DataType::Struct(evidence()), false);
    fields.push(Field::new(
        "evidence",
        DataType::List(Arc::new(item)),
        false,
    ));
    Arc::new(Schema::new(fields))
}

/// What is told of each row or span that makes a finding so.
fn evidence() -> Fields {
    Fields::from(vec![
        Field::new("file", DataType::Utf8, false),
        Field::new("line", DataType::Int64, false),
        Field::new("row", DataType::Int64, true),
        Field::new("at", DataType::Utf8, true),
        Field::new("role_en", DataType::Utf8, true),
        Field::new("role_zh", DataType::Utf8, true),
        Field::new("offending", DataType::Boolean, false),
        Field::new("text", DataType::Utf8, false),
    ])
}

/// Rows that become a batch.
pub struct Rows {
    always: [StringBuilder; 4],
    may_miss: [StringBuilder; 9],
    numbers: [Int64Builder; 3],
    evidence: ListBuilder<StructBuilder>,
    rows: usize,
}

impl Rows {
    /// No rows.
    pub fn new() -> Self {
        let item = Field::new("item", DataType::Struct(evidence()), false);
        Self {
            always: Default::default(),
            may_miss: Default::default(),
            numbers: Default::default(),
            evidence: ListBuilder::new(StructBuilder::from_fields(evidence(), 0)).with_field(item),
            rows: 0,
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Adds the row of an entry, given in both languages.
    pub fn push(&mut self, en: &Entry<'_>, zh: &Entry<'_>) {
        let spot = &en.spot;
        let words = [
            en.kind.as_str(),
            severity_name(en.severity),
            en.id,
            en.subject,
        ];
        for (column, word) in self.always.iter_mut().zip(words) {
            column.append_value(word);
        }
        let accepted = en.acceptance_words(Lang::En);
        let law = en.law();
        let place = spot.place_words(Lang::En).unwrap_or_default();
        let chief = en.evidence.iter().find(|one| one.offending);
        let at = chief.or(en.evidence.first()).and_then(at);
        let words = [
            en.effect.map_or("", effect_name),
            at.unwrap_or(""),
            spot.file,
            &place,
            en.message,
            zh.message,
            &law,
            &accepted,
            en.fingerprint,
        ];
        for (column, word) in self.may_miss.iter_mut().zip(words) {
            column.append_option(Some(word).filter(|word| !word.is_empty()));
        }
        let known = |number: u32| (!spot.extracted && !spot.whole).then(|| i64::from(number));
        let row = spot.row.and_then(|row| i64::try_from(row).ok());
        let numbers = [known(spot.line), known(spot.column), row];
        for (column, number) in self.numbers.iter_mut().zip(numbers) {
            column.append_option(number);
        }
        for one in en.evidence {
            put(self.evidence.values(), one);
        }
        self.evidence.append(true);
        self.rows += 1;
    }

    /// The rows as a batch; none are left.
    ///
    /// # Errors
    /// None, unless the columns are not those of the schema.
    pub fn finish(&mut self) -> Result<RecordBatch, ArrowError> {
        self.rows = 0;
        let texts = self.always.iter_mut().chain(&mut self.may_miss);
        let texts = texts.map(|column| Arc::new(column.finish()) as ArrayRef);
        let mut columns: Vec<ArrayRef> = texts.collect();
        let numbers = self.numbers.iter_mut();
        columns.extend(numbers.map(|column| Arc::new(column.finish()) as ArrayRef));
        columns.push(Arc::new(self.evidence.finish()));
        RecordBatch::try_new(schema(), columns)
    }
}

/// Adds a row or span to the list of an entry.
fn put(list: &mut StructBuilder, one: &Evidence) {
    let texts = [
        (0, Some(one.file.as_str())),
        (3, at(one)),
        (
            4,
            Some(one.role.get(Lang::En)).filter(|role| !role.is_empty()),
        ),
        (
            5,
            Some(one.role.get(Lang::Zh)).filter(|role| !role.is_empty()),
        ),
        (7, Some(one.text.as_str())),
    ];
    for (place, text) in texts {
        if let Some(column) = list.field_builder::<StringBuilder>(place) {
            column.append_option(text);
        }
    }
    let row = one.row.and_then(|row| i64::try_from(row).ok());
    for (place, number) in [(1, Some(i64::from(one.line))), (2, row)] {
        if let Some(column) = list.field_builder::<Int64Builder>(place) {
            column.append_option(number);
        }
    }
    if let Some(column) = list.field_builder::<BooleanBuilder>(6) {
        column.append_value(one.offending);
    }
    list.append(true);
}

/// The time of a row as its log writes it: the first field of the schema is `at`.
fn at(one: &Evidence) -> Option<&str> {
    one.row?;
    let rest = one.text.strip_prefix("at=")?;
    rest.split(' ').next()
}

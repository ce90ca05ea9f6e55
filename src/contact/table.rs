//! Defines the columns of a log: fixed-width values, dictionary codes and spans into one text buffer, by field of the schema.

use crate::ir::log::{FieldId, LogId};
use jiff::civil::DateTime;

/// A time as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// Date and clock as written; midnight where no clock was.
    pub civil: DateTime,
    /// Seconds east of UTC, where written.
    pub offset: Option<i32>,
    /// Only a date was written.
    pub date_only: bool,
}

/// Lists of values, row by row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Several<T> {
    /// `starts[row]..starts[row + 1]` are the row's values; one longer than the table.
    pub starts: Vec<u32>,
    /// All values.
    pub values: Vec<T>,
}

impl<T> Several<T> {
    /// The values of a row; empty where it has none.
    pub fn get(&self, row: usize) -> &[T] {
        let start = self.starts.get(row).copied().unwrap_or(0) as usize;
        let end = self.starts.get(row + 1).copied().unwrap_or(0) as usize;
        self.values.get(start..end).unwrap_or(&[])
    }
}

/// One column. Every column has as many rows as the table.
#[derive(Debug, Clone, PartialEq)]
pub enum Column {
    /// No file of the log has it: every value is missing.
    Absent,
    /// Instants and dates (`time` and `date` fields).
    Time(Vec<Option<Stamp>>),
    /// Codes into [`Table::names`] (`id`).
    Id(Vec<Option<u32>>),
    /// Codes into [`Table::names`], sorted and without repeats (`ids`, `zones`).
    Ids(Several<u32>),
    /// Numbers.
    Number(Vec<Option<f64>>),
    /// Ranges of [`Table::text`]; an empty cell is missing.
    Text(Vec<Option<(u32, u32)>>),
    /// Flags.
    Flag(Vec<Option<bool>>),
    /// Index of the value in the schema's enumeration; a value that the schema does not know is missing and counted.
    Enum(Vec<Option<u16>>),
    /// Sorted indexes; the flag column tells whether the cell was filled at all or held a value that the schema does not know
    /// (then the row may have more values than listed).
    Enums {
        /// Known values.
        values: Several<u16>,
        /// Per row: the cell was empty or missing (`None`), known whole (`Some(true)`), or held unknown values too (`Some(false)`).
        whole: Vec<Option<bool>>,
    },
}

/// Where a row comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowSource {
    /// Index into [`Table::files`].
    pub file: u32,
    /// First line of the row in its file, from 1.
    pub line: u64,
    /// Last line of the row.
    pub end_line: u64,
    /// Row from 1 within its file, without the header; rejected rows count.
    pub row: u64,
}

/// A log in columns: all files together, rows in the order they were read.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The schema.
    pub log: LogId,
    /// Names of the files, as given.
    pub files: Vec<String>,
    /// Where each row comes from.
    pub rows: Vec<RowSource>,
    /// By [`FieldId`]; derived fields (`from …`) are filled in by the reader.
    pub columns: Vec<Column>,
    /// Texts of ids and zones, by code.
    pub names: Vec<String>,
    /// One buffer for the texts of all rows.
    pub text: String,
}

impl Table {
    /// A table without rows.
    pub fn of(log: LogId) -> Self {
        Self {
            log,
            files: Vec::new(),
            rows: Vec::new(),
            columns: Vec::new(),
            names: Vec::new(),
            text: String::new(),
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The column of a field.
    pub fn column(&self, field: FieldId) -> &Column {
        self.columns
            .get(field.0 as usize)
            .unwrap_or(&Column::Absent)
    }

    /// The text of an id.
    pub fn name(&self, code: u32) -> &str {
        self.names.get(code as usize).map_or("", String::as_str)
    }

    /// A range of the text buffer.
    pub fn slice(&self, (start, end): (u32, u32)) -> &str {
        self.text.get(start as usize..end as usize).unwrap_or("")
    }
}

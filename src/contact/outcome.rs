//! Defines what goes into and comes out of reading a log: inputs, options, records of how each file was understood, rejects and notes.

use super::{Gauge, Table};
use crate::codes::Code;
use crate::ir::Words;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// One file of a log.
#[derive(Debug, Clone)]
pub struct LogInput {
    /// The name shown to people, with `/`. Its ending helps to tell the format.
    pub name: String,
    /// Where its bytes are.
    pub data: LogData,
}

/// The bytes of a log file.
#[derive(Debug, Clone)]
pub enum LogData {
    /// In memory.
    Bytes(Vec<u8>),
    /// On disk; read piece by piece.
    Path(PathBuf),
}

impl LogInput {
    /// A file on disk under the name given.
    pub fn file(name: impl Into<String>, path: impl Into<PathBuf>) -> Self {
        Self {
            name: name.into(),
            data: LogData::Path(path.into()),
        }
    }

    /// Bytes in memory under the name given.
    pub fn bytes(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            name: name.into(),
            data: LogData::Bytes(bytes.into()),
        }
    }
}

/// What a project says about the columns and values of its logs; it wins over the schema's own names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping {
    /// By field: the headers that stand for it (in JSON Lines, dotted paths).
    pub columns: BTreeMap<String, Vec<String>>,
    /// By field, then value: other spellings of the value. Flags have the values `yes` and `no`.
    pub values: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

/// How `03/04/2026` is read; unsaid, the other values of the column decide, and where they do not, the row is rejected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// 3 April.
    DayMonth,
    /// March 4.
    MonthDay,
}

/// How logs are read.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// Columns and values of the project file.
    pub mapping: Mapping,
    /// An encoding label such as `gb18030`; unsaid, it is detected file by file.
    pub encoding: Option<String>,
    /// Labels of single files by the names of their inputs; they win over `encoding`.
    pub encodings: BTreeMap<String, String>,
    /// The separator of CSV; unsaid, it is detected file by file.
    pub delimiter: Option<u8>,
    /// The order of day and month.
    pub date_order: Option<DateOrder>,
    /// How many threads parse; unsaid, as many as there are cores. The result is the same.
    pub threads: Option<usize>,
    /// Counts while it is read.
    pub gauge: Gauge,
}

/// A log, or one row of it, that could not be used.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reject {
    /// The file's name.
    pub file: String,
    /// Line from 1; `None` for the whole file.
    pub line: Option<u64>,
    /// A code of the stage `input`.
    pub code: Code,
    /// Why, in one line.
    pub reason: Words,
}

/// How one column is understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnRecord {
    /// The header as written (in JSON Lines, the dotted path).
    pub header: String,
    /// The field it stands for; `None`: not used.
    pub field: Option<String>,
    /// How it was recognised: `name`, `alias`, `mapping`, or `unused`.
    pub by: &'static str,
    /// Cells that hold no value of the field's type, each with its number of rows, most frequent first, then by value.
    pub unknown_values: Vec<(String, u64)>,
}

/// How one file was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRecord {
    /// The file's name; of one sheet among several, with `#` and the sheet's name behind it.
    pub file: String,
    /// `csv`, `jsonl`, `xlsx`, `parquet` or `arrow`.
    pub format: &'static str,
    /// The encoding it was decoded as, such as `UTF-8`.
    pub encoding: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Rows read, without rejected ones.
    pub rows: u64,
    /// Rows rejected, also those that are not listed for their number.
    pub rejected: u64,
    /// The columns, in the order of the file.
    pub columns: Vec<ColumnRecord>,
}

/// All that reading a log came to.
#[derive(Debug, Clone)]
pub struct ReadOutcome {
    /// The rows of all files that could be used.
    pub table: Table,
    /// One per input, in the order given, or one for each sheet of it that is read.
    pub records: Vec<FileRecord>,
    /// What could not be used, by input, then line. At most [`super::MAX_LISTED`] rows a file are listed.
    pub rejects: Vec<Reject>,
    /// What else the reader has to know: preamble lines skipped, empty files, doubtful encodings, numbers in scientific notation.
    pub notes: Vec<Words>,
}

/// All that reading a log came to, but for its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanOutcome {
    /// One per input, in the order given, or one for each sheet of it that is read. Unknown values are those of fields that were read.
    pub records: Vec<FileRecord>,
    /// What could not be used, as in [`super::ReadOutcome::rejects`].
    pub rejects: Vec<Reject>,
    /// What else the reader has to know.
    pub notes: Vec<Words>,
    /// Rows read, without rejected ones.
    pub rows: u64,
}

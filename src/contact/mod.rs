//! Reads contact logs into columns: takes files and a log schema, gives a [`Table`] and what could not be read. Judging is left to `engine`.

mod assemble;
mod batch;
mod case;
mod case_cells;
mod cell;
mod clock;
mod columns;
mod csv;
mod decoding;
mod derive;
mod describe;
mod file;
mod formats;
mod forms;
mod gauge;
mod halves;
mod jsonl;
mod layout;
mod names;
mod notes;
mod outcome;
mod part;
mod read;
mod reason;
mod records;
mod scan;
mod spelling;
mod stamp;
pub mod stored;
mod survey;
mod table;
mod vocabulary;
mod zone;

pub use batch::{Batch, BatchColumn, Position, Sink, Texts};
pub use case::{CaseError, read_case};
pub use describe::{describe_row, describe_value};
pub use formats::is_text;
pub use gauge::Gauge;
pub use outcome::{
    ColumnRecord, DateOrder, FileRecord, LogData, LogInput, Mapping, ReadOptions, ReadOutcome,
    Reject, ScanOutcome,
};
pub use scan::Scan;
pub use survey::{ColumnSurvey, Survey, SurveyedValue};
pub use table::{Column, RowSource, Several, Stamp, Table};
pub use zone::canonical as canonical_zone;

use crate::ir::log::{LogId, LogTables};

/// At most so many rejected rows of a file are listed; the rest is counted.
pub const MAX_LISTED: usize = 10_000;

/// Reads the files of one log, in the order given. A file or row that cannot be used is among the rejects; the others are read.
///
/// Values are recognised column by column through the schema's names and the project's mapping. A cell that is filled but holds no value
/// of its field is missing and counted in its [`ColumnRecord`]; where the field is required, the row is rejected. `03/04/2026` is read as
/// the other rows of the same field prove, in whichever file they stand, or as [`ReadOptions::date_order`] says; else it is rejected.
pub fn read(
    inputs: &[LogInput],
    tables: &LogTables,
    log: LogId,
    options: &ReadOptions,
) -> ReadOutcome {
    let schema = tables.logs.get(log.0 as usize);
    read::read(inputs, schema, log, options)
}

/// Reads the files as [`read`] does and looks at every cell, also in columns that stand for no field.
pub fn survey(
    inputs: &[LogInput],
    tables: &LogTables,
    log: LogId,
    options: &ReadOptions,
) -> Survey {
    let schema = tables.logs.get(log.0 as usize);
    survey::of(inputs, schema, log, options)
}

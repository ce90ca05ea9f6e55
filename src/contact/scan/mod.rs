//! Reads a log batch by batch: takes its files, hands rows in plain columns to sinks on several threads, and fetches single rows again in
//! full. What is not kept is forgotten, so that memory does not grow with the log.

mod batches;
mod cut;
mod fast;
mod fetch;
mod filling;
mod format;
mod open;
mod piece;
mod reading;
mod run;
mod source;
mod text;

pub(super) use cut::{Cursor, Unit};
pub(super) use fast::{Cells, Raw, fill_column, finish_rows, forget_column, rows_without};
pub(super) use filling::Filling;
pub(super) use format::{Format, Parsed, UnitRecord};
pub(super) use open::{Opened, is_json};
pub(super) use piece::Piece;
pub(super) use reading::Reading;
pub(super) use run::{Done, Job, Taker, lock};
pub(super) use source::Source;
pub(super) use text::TextFile;

use super::{LogInput, Position, ReadOptions, ScanOutcome, Sink, Table};
use crate::ir::log::{LogId, LogTables};
use batches::{Batches, needed};
use std::io;

/// About how many bytes are parsed at once: they stay in a core's own cache.
pub(super) const CHUNK: usize = 256 << 10;

/// A log opened for reading: headers are known, nothing else is read.
pub struct Scan<'a>(Reading<'a>);

impl<'a> Scan<'a> {
    /// Opens all files and understands their headers. Files in other encodings than UTF-8 are written anew to a temporary file.
    pub fn open(
        inputs: &'a [LogInput],
        tables: &'a LogTables,
        log: LogId,
        options: &'a ReadOptions,
    ) -> Self {
        Self::open_in_chunks(inputs, tables, log, options, CHUNK)
    }

    /// As [`Scan::open`], with pieces of about so many bytes; the result is the same.
    pub fn open_in_chunks(
        inputs: &'a [LogInput],
        tables: &'a LogTables,
        log: LogId,
        options: &'a ReadOptions,
        chunk: usize,
    ) -> Self {
        let schema = tables.logs.get(log.0 as usize);
        Self(Reading::open(inputs, schema, log, options, chunk))
    }

    /// Reads all rows and hands them to sinks, one for each thread: the fields that are `wanted`, those that they are derived from, those
    /// that every row needs, and `at`, `id`, `seq`, `debtor` and `zone`.
    ///
    /// Where the whole log shows that the first reading was wrong (the order of day and month, a column that JSON Lines showed late, an
    /// encoding that showed late), it is read again with new sinks, and the first ones are dropped.
    pub fn run<S: Sink>(&mut self, wanted: &[bool], new: impl Fn() -> S + Sync) -> Vec<S> {
        let log = self.0.words.log;
        let wanted = needed(log, wanted);
        let takers = self.0.run(&wanted, |threads, told| {
            let taker = || Batches {
                sink: new(),
                log,
                told: told
                    .iter()
                    .zip(&wanted)
                    .map(|(told, wanted)| *told && *wanted)
                    .collect(),
            };
            (0..threads.max(1)).map(|_| taker()).collect()
        });
        takers.into_iter().map(|taker| taker.sink).collect()
    }

    /// By field: no file has it, as [`super::Column::Absent`] says. Known once the log has been read; of fields that are only derived,
    /// once they were wanted.
    pub fn absent(&self) -> Vec<bool> {
        let fields = self.0.words.log.fields.iter().zip(&self.0.has);
        fields
            .map(|(field, has)| !has && !field.absent_is_no())
            .collect()
    }

    /// Records of files, rejects and notes, once the log has been read.
    pub fn outcome(&self) -> ScanOutcome {
        self.0.outcome()
    }

    /// The rows at these positions in full, in the order given; positions may repeat. Times of two readings in fields that were not wanted
    /// are missing, as nothing has proved their order.
    ///
    /// # Errors
    /// When a file cannot be read, or has changed since.
    pub fn fetch(&self, positions: &[Position]) -> io::Result<Table> {
        self.0.fetch(positions)
    }
}

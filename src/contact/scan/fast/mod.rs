//! Reads rows into batches column by column: takes whole rows, fills the columns of a batch and leaves every row and cell that is
//! not of the common shape to the slow reader.

mod column;
mod csv;
mod derived;
mod json;
mod object;
mod person;
mod plain;
mod recall;
mod split;
mod table;
mod time;
mod word;

pub(in crate::contact) use column::{Cells, Raw};
pub(super) use csv::rows as csv_rows;
pub(super) use json::rows as json_rows;
pub(super) use split::last_end;
pub(in crate::contact) use table::{fill_column, finish_rows, forget_column, rows_without};

use super::format::Mark;
use crate::ir::log::{FieldId, Log};
use column::Oddities;
use recall::Recall;
use split::Ends;

/// Line ends of a piece, and marks in it.
#[derive(Default)]
pub(super) struct Lined {
    pub(super) lines: u64,
    pub(super) marks: Vec<Mark>,
}

/// Bytes between marks: so many are read and parsed again to fetch a single row.
const STRETCH: usize = 8 << 10;

impl Lined {
    /// Marks a row, unless the mark before is near. `line` counts the lines since that mark.
    fn mark(&mut self, start: u32, row: u64, line: impl FnOnce(Mark) -> u32) {
        let last = self.marks.last().copied().unwrap_or_default();
        if (start - last.at) as usize >= STRETCH {
            self.marks.push(Mark {
                at: start,
                line: last.line + line(last),
                row: u32::try_from(row).unwrap_or(u32::MAX),
            });
        }
    }
}

/// What reading keeps from batch to batch: memory, and what cells meant.
pub(super) struct Scratch {
    ends: Ends,
    rows: Vec<csv::Row>,
    lines: json::Lines,
    /// By field.
    recall: Vec<Recall>,
    /// By field, of the newest batch.
    odd: Vec<Oddities>,
}

impl Scratch {
    pub(super) fn new(log: &Log) -> Self {
        let fields = || log.fields.iter();
        Self {
            ends: Ends::default(),
            rows: Vec::new(),
            lines: json::Lines::default(),
            recall: fields().map(|field| Recall::new(&field.ty)).collect(),
            odd: fields().map(|_| Oddities::default()).collect(),
        }
    }

    /// Rows that lack a value in one of these columns, which every row needs; in order and once.
    fn without(&self, columns: impl Iterator<Item = FieldId>) -> Vec<u32> {
        let odd = columns.filter_map(|id| self.odd.get(id.0 as usize));
        let mut rows: Vec<u32> = odd.flat_map(|odd| odd.without.iter().copied()).collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    /// Begins a file.
    pub(super) fn begin_file(&mut self) {
        self.lines.begin_file();
    }

    pub(super) fn forget_oddities(&mut self) {
        self.odd.iter_mut().for_each(Oddities::clear);
    }
}

/// A place in a piece, which is smaller than what 32 bits count.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

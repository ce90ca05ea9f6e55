//! Reads pieces of text into batches column by column: takes whole rows, fills the columns of a batch and leaves every row and cell that is
//! not of the common shape to the slow reader.

mod column;
mod csv;
mod derived;
mod recall;
mod split;
mod time;
mod word;

pub(super) use csv::rows as csv_rows;
pub(super) use split::last_end;

use crate::ir::log::Log;
use column::Oddities;
use recall::Recall;
use split::Ends;

/// What reading keeps from batch to batch: memory, and what cells meant.
pub(super) struct Scratch {
    ends: Ends,
    rows: Vec<csv::Row>,
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
            recall: fields().map(|field| Recall::new(&field.ty)).collect(),
            odd: fields().map(|_| Oddities::default()).collect(),
        }
    }

    pub(super) fn forget_oddities(&mut self) {
        self.odd.iter_mut().for_each(Oddities::clear);
    }
}

/// A place in a piece, which is smaller than what 32 bits count.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

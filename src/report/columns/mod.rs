//! Writes a report in columns, for programs that read tables: the rows of the CSV report in the same order, as a Parquet file, an Arrow file or
//! an Arrow stream, with all evidence of each row. Rows are written as they come, first to a temporary file, as the writers want to.

mod parts;
mod table;

pub use parts::{Parts, Shape};

use super::View;
use crate::finding::Outcome;
use std::io::{self, Write};

/// Writes a whole report.
///
/// # Errors
/// What the temporary file and the writer give back.
pub fn write(
    shape: Shape,
    outcome: &Outcome,
    view: &View<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut parts = Parts::new(shape)?;
    for one in &outcome.findings {
        parts.finding(one, outcome, view)?;
    }
    parts.close(outcome, view, out)
}

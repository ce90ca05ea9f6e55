//! Reads logs that are no plain text: looks through gzip and Zstandard, takes workbooks, Parquet and Arrow, and gives their rows as the
//! readers of text do. What a cell means is left to the room.

mod arrow;
mod leaves;
mod open;
mod parquet;
mod rows;
mod sheet;
mod shown;
mod workbook;

pub(super) use arrow::read as arrow;
pub(super) use open::{Opened, open};
pub(super) use parquet::read as parquet;
pub(super) use workbook::read as workbook;

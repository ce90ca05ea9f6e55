//! Reads logs that are no plain text: looks through gzip and Zstandard, turns sheets of workbooks into text, reads the batches of Parquet and
//! Arrow. What a cell means is left to the room.

mod arrow;
mod at;
mod broken;
mod cells;
mod fill;
mod groups;
mod leaves;
mod open;
mod parquet;
mod rows;
mod sheet;
mod shown;
mod table;
mod workbook;

pub(super) use arrow::{file as arrow_file, stream as arrow_stream};
pub(super) use broken::Broken;
pub use open::is_text;
pub(super) use open::{Kind, unpacked};
pub(super) use parquet::open as parquet;
pub(super) use workbook::open as workbook;

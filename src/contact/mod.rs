//! Reads contact logs into columns: takes files and a log schema, gives a [`Table`] and what could not be read. Judging is left to `engine`.

mod table;

pub use table::{Column, RowSource, Several, Stamp, Table};

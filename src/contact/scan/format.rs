//! Defines what a format of log files does for the fast reader: cut a file into units, parse a unit into rows, fetch single rows again.

use super::super::jsonl::Paths;
use super::super::part::{Context, Part, Store};
use super::{Cursor, Unit};
use std::io;

/// A file whose header is understood. Its units are cut in turn and parsed side by side.
pub(in crate::contact) trait Format: Send + Sync {
    /// Cuts the next unit off; what is to be parsed may be put into the buffer.
    fn cut(&self, cursor: &mut Cursor, buffer: &mut Vec<u8>) -> io::Result<Option<Unit>>;

    /// Adds the rows of a unit to the part. Lines and rows count from 0 and 1 at the start of the unit.
    fn parse(
        &self,
        unit: &Unit,
        buffer: &mut [u8],
        context: &Context<'_>,
        part: &mut Part<dyn Store + '_>,
    ) -> io::Result<Parsed>;

    /// Adds the rows at these places to the part, all of which are in this unit; they come in order and once.
    fn fetch(
        &self,
        unit: &UnitRecord,
        places: &[u64],
        context: &Context<'_>,
        part: &mut Part<dyn Store + '_>,
    ) -> io::Result<()>;

    /// Lines above the first row.
    fn lines_above(&self) -> u64;
}

/// What parsing a unit gave besides its rows.
#[derive(Default)]
pub(in crate::contact) struct Parsed {
    /// Line ends.
    pub(in crate::contact) lines: u64,
    /// Paths of JSON Lines.
    pub(in crate::contact) paths: Paths,
    /// Some bytes were no text.
    pub(in crate::contact) damaged: bool,
}

/// A unit that was read, with the lines and rows before it in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::contact) struct UnitRecord {
    pub(in crate::contact) number: u32,
    pub(in crate::contact) start: u64,
    pub(in crate::contact) length: u32,
    /// Lines in it, later those before it.
    pub(in crate::contact) line: u64,
    /// Rows in it, later those before it.
    pub(in crate::contact) row: u64,
}

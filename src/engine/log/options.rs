//! Defines how a log is judged, how its findings are told, and where its rows can be read again.

use super::{Rows, Stopwatch};
use crate::contact::Position;
use crate::finding::{Contracts, Finding};
use jiff::civil::Date;
use std::io;

/// How a log is judged.
#[derive(Debug, Clone, Default)]
pub struct LogOptions {
    /// The zone of stamps without an offset, and of debtors whose rows name none: an IANA name or a fixed offset. See [`is_zone`].
    pub zone: Option<String>,
    /// Only what happened on or after this date is reported; earlier rows are context.
    pub since: Option<Date>,
    /// Only what happened on or before this date is reported, and what fell due then; later rows tell what followed.
    pub until: Option<Date>,
    /// The log ends with this date; `None`: with its last row.
    pub as_of: Option<Date>,
    /// How many threads work; 0 for one per core. The result does not depend on it.
    pub threads: usize,
    /// What the contracts of the log state, for `contract.NAME`.
    pub contracts: Contracts,
    /// The names that rules and parameters for a profile are chosen by.
    pub profile: Vec<String>,
    /// Bytes of memory for rows and hits that wait to be judged and told; beyond it they wait in temporary files. `None`: as many as they
    /// need. A table that is in memory as a whole does not count.
    pub memory: Option<u64>,
    /// Takes the time of stages and rules, if it runs.
    pub watch: Stopwatch,
}

/// Tells findings one after the other, rule by rule and each by time, to what takes them. It stops at the first error and gives it back.
pub type Tell<'t> =
    Box<dyn FnOnce(&mut dyn FnMut(Finding) -> io::Result<()>) -> io::Result<()> + 't>;

/// Where the rows of a table can be read again.
pub struct Places<'a> {
    /// The position of every row of the table.
    pub positions: &'a [Position],
    /// Reads rows again, in full.
    pub rows: &'a Rows<'a>,
    /// Bytes of memory for what is found; beyond them it waits in temporary files.
    pub memory: usize,
}

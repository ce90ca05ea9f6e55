//! Judges contact logs: takes compiled rules, a table and what answers text conditions, gives findings, verdicts and notes. Reading
//! files is left to `contact`. Rows are selected by their own conditions, gathered by key and judged one timeline at a time.

mod condition;
mod context;
mod contract;
pub mod gather;
mod ground;
mod judge;
mod key;
mod line;
mod need;
mod notes;
mod outcome;
mod parameter;
mod picture;
mod rule;
mod run;
mod select;
mod sheet;
mod shortfall;
mod statement;
mod sum;
mod task;
mod tell;
mod temporal;
mod threads;
mod time;
mod truth;
mod verdict;
mod walk;
mod world;

pub use need::fields_read;
pub use picture::{Counts, Strips, picture};
pub use tell::Rows;

use crate::contact::{Position, Table};
use crate::engine::text::TextEngine;
use crate::finding::{Contracts, Finding, Outcome};
use crate::ir::RuleSet;
use jiff::civil::Date;
use std::io;

/// How a log is judged.
#[derive(Debug, Clone, Default)]
pub struct LogOptions {
    /// The zone of stamps without an offset, and of debtors whose rows name none: an IANA name or a fixed offset. See [`is_zone`].
    pub zone: Option<String>,
    /// Only what happened on or after this date is reported, and what fell due then; earlier rows are context.
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

/// Whether a name is a zone: an IANA name or a fixed offset such as `+08:00`.
pub fn is_zone(name: &str) -> bool {
    time::zone_named(name).is_some()
}

/// Judges a log by every conduct rule of a rule set. Rules for other kinds of log are not applicable.
///
/// The result is the same for any number of threads, any order of rows and any split into files, but for the places that evidence
/// points to.
pub fn audit(
    rules: &RuleSet,
    table: &Table,
    text: &TextEngine<'_>,
    options: &LogOptions,
) -> Outcome {
    rule::judge_all(rules, table, text, options, true, |mut outcome, tell| {
        let held = tell(&mut |finding| {
            outcome.findings.push(finding);
            Ok(())
        });
        // Nothing that holds findings fails.
        if held.is_ok() {
            outcome.streamed = Default::default();
        }
        outcome
    })
}

/// Does what [`audit`] does and hands over the outcome before any finding is told: `then` gets it with its findings counted by severity,
/// and what tells them one after the other.
pub fn audit_then<T>(
    rules: &RuleSet,
    table: &Table,
    text: &TextEngine<'_>,
    options: &LogOptions,
    then: impl FnOnce(Outcome, Tell<'_>) -> T,
) -> T {
    rule::judge_all(rules, table, text, options, false, then)
}

/// Does what [`audit_then`] does, and gives the same; but what a finding shows is read again from where its rows come from when it is told.
///
/// # Errors
/// What reading again and temporary files give.
pub fn audit_placed<T>(
    rules: &RuleSet,
    table: &Table,
    places: &Places<'_>,
    text: &TextEngine<'_>,
    options: &LogOptions,
    then: impl FnOnce(Outcome, Tell<'_>) -> T,
) -> io::Result<T> {
    rule::judge_placed(rules, table, places, text, options, then)
}

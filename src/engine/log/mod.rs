//! Judges contact logs: takes compiled rules, a table and what answers text conditions, gives findings, verdicts and notes. Reading
//! files is left to `contact`. Rows are selected by their own conditions, gathered by key and judged one timeline at a time.

mod apart;
mod ask;
mod changes;
mod condition;
mod context;
mod contract;
mod flow;
pub mod gather;
mod ground;
mod judge;
mod keep;
mod key;
mod line;
mod need;
mod night;
mod notes;
mod options;
mod outcome;
mod parameter;
mod past;
mod picture;
mod ready;
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
mod timings;
mod truth;
mod unbounded;
mod verdict;
pub mod walk;
mod world;

pub use apart::{events_needed, looks_beyond};
pub use ask::{Asker, Concern, Would};
pub use flow::{Flow, audit_scan};
pub use need::{fields_read, keys};
pub use night::audit_on;
pub use options::{LogOptions, Places, Tell};
pub use past::{Future, Kept, Left, Lifted, Outside, Past, Told};
pub use picture::{Counts, Strips, picture, picture_of_scan};
pub use tell::Rows;
pub use timings::{Stage, Stopwatch, Timings};

use crate::contact::Table;
use crate::engine::text::TextEngine;
use crate::finding::{Outcome, Severities};
use crate::ir::RuleSet;
use std::io;

/// The zone of a name: an IANA name or a fixed offset such as `+08:00`.
pub fn zone_named(name: &str) -> Option<jiff::tz::TimeZone> {
    time::zone_named(name)
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
            outcome.reported = Severities::default();
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

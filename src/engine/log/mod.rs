//! Judges contact logs: takes compiled rules, a table and what answers text conditions, gives findings, verdicts and notes. Reading
//! files is left to `contact`. Rows are selected by their own conditions, gathered by key and judged one timeline at a time.

mod absent;
mod apart;
mod ask;
mod changes;
mod condition;
mod context;
mod contract;
mod judge;
mod keep;
mod key;
mod line;
mod need;
mod notes;
mod parameter;
mod past;
mod rule;
mod run;
mod sheet;
mod shortfall;
mod statement;
mod tasks;
mod tell;
mod temporal;
mod time;
mod truth;
mod unbounded;
mod verdict;
mod world;

pub use apart::{events_needed, looks_beyond};
pub use ask::{Asker, Concern, Would};
pub use past::{Future, Kept, Left, Lifted, Outside, Past, Told};

use crate::contact::Table;
use crate::engine::text::TextEngine;
use crate::finding::{Contracts, Outcome};
use crate::ir::RuleSet;
use jiff::civil::Date;

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
    with_threads(options, || {
        rule::judge_all(rules, table, text, options, &Past::default(), false).0
    })
}

/// Judges the rows that earlier runs over the same log left, which stand first in the table, together with new ones. Gives what no earlier
/// run has told, and what the next run needs.
///
/// Over all runs the findings are those of one run over the whole log, as long as no row comes later than [`Past::late`] allows,
/// but for those that a later run lifts: a row that comes may meet a duty, or be what another should have been followed by.
pub fn audit_on(
    rules: &RuleSet,
    table: &Table,
    text: &TextEngine<'_>,
    options: &LogOptions,
    past: &Past,
) -> (Outcome, Future) {
    with_threads(options, || {
        rule::judge_all(rules, table, text, options, past, true)
    })
}

fn with_threads<R: Send>(options: &LogOptions, judge: impl FnOnce() -> R + Send) -> R {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(options.threads)
        .build();
    match pool {
        Ok(pool) => pool.install(judge),
        // Without threads of its own the audit borrows those of the process.
        Err(_) => judge(),
    }
}

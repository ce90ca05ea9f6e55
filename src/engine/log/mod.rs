//! Judges contact logs.

mod condition;
mod contract;
mod judge;
mod key;
mod line;
mod need;
mod parameter;
mod run;
mod sheet;
mod temporal;
mod time;
mod truth;

/// x
#[derive(Debug, Clone, Default)]
pub struct LogOptions {
    /// x
    pub zone: Option<String>,
    /// `--since`: only what happened on or after this date is reported; earlier rows are context.
    pub since: Option<jiff::civil::Date>,
    /// x
    pub as_of: Option<jiff::civil::Date>,
    /// x
    pub threads: usize,
    /// x
    pub contracts: crate::finding::Contracts,
    /// x
    pub profile: Vec<String>,
}

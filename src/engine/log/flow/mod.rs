//! Judges a log that is read once and never held: takes a log opened for reading, selects rows batch by batch, gathers their records by
//! key, walks the timelines, and tells what is found from rows that are read again. What this cannot do, it says before anything is judged.

mod exact;
mod lane;
mod rows;
mod run;
mod setup;
mod sums;
mod walker;

pub use run::audit_scan;

/// What judging a log that is read once came to.
pub enum Flow<T> {
    /// It is judged.
    Judged(T),
    /// Only the exact engine can judge it, on the whole table.
    Whole,
}

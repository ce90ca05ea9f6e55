//! Decides which findings are accepted: takes an outcome, the suppressions of documents and project, a baseline and a day, moves what is
//! accepted out of the findings and says what is wrong with acceptances. Running git, files and arguments are left to `cli`.

mod apply;
mod baseline;
mod baseline_file;
mod block;
mod comment;
mod project;
mod suppression;

pub use baseline::{Checked, Standing};
pub use baseline_file::{BaselineEntry, BaselineFile, parse_baseline};
pub use comment::suppressions;
pub use project::of_project;
pub use suppression::{Scope, Suppression};

use crate::finding::Outcome;
use jiff::civil::Date;

/// What a run is accepted by.
#[derive(Debug, Clone)]
pub struct Given<'a> {
    /// The day of the run.
    pub day: Date,
    /// The ids of the rules that were evaluated, in the order of the rule set.
    pub rules: &'a [String],
    /// The ids of all rules that are loaded.
    pub known: &'a [String],
    /// Suppressions, those of documents before those of the project.
    pub suppressions: &'a [Suppression],
    /// The baseline, where there is one.
    pub baseline: Option<&'a BaselineFile>,
    /// The documents that were checked, by subject.
    pub checked: &'a [Checked],
    /// Of the baseline's documents those that are there no more.
    pub gone: &'a [String],
}

/// Moves accepted findings from `findings` to `accepted` and adds notices. Gives how each entry of the baseline stands.
///
/// A finding that a comment, the project and the baseline all accept is accepted by the first of these.
pub fn accept(outcome: &mut Outcome, given: &Given<'_>) -> Vec<Standing> {
    apply::accept(outcome, given)
}

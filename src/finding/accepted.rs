//! Defines accepted findings: by whom, why and until when, and how a run stands to its baseline. Deciding what is accepted is left to others.

use super::Finding;
use crate::ir::Words;
use jiff::civil::Date;
use serde::Serialize;

/// Where a finding is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AcceptedBy {
    /// A comment in the document.
    Comment,
    /// The project file.
    Project,
    /// The baseline.
    Baseline,
}

/// An acceptance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Acceptance {
    /// Where.
    pub by: AcceptedBy,
    /// The file that it is written in.
    pub file: String,
    /// Its line from 1.
    pub line: u32,
    /// Why; a baseline may give none.
    pub reason: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// The last day on which it holds.
    pub until: Option<Date>,
}

/// A finding that is accepted.
#[derive(Debug, Clone, PartialEq)]
pub struct Accepted {
    /// The finding.
    pub finding: Finding,
    /// By whom, why and until when.
    pub acceptance: Acceptance,
}

/// Something wrong with an acceptance.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Notice {
    /// The file that the acceptance is written in.
    pub file: String,
    /// Its line from 1.
    pub line: u32,
    /// A code.
    pub code: String,
    /// What is wrong, in one line.
    pub words: Words,
    /// It is an error and not only worth knowing.
    pub wrong: bool,
}

/// A breach of the baseline that is there no longer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Fixed {
    /// `PACK/NAME`
    pub rule: String,
    /// The subject that it was of.
    pub subject: String,
    /// The words that broke the rule, as the baseline keeps them.
    pub text: String,
    /// The subject was not checked by this run, or the rule is not there any more, so that nobody can tell.
    pub stale: bool,
}

/// How a run stands to its baseline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    /// The file.
    pub file: String,
    /// How many findings of the run are in it.
    pub known: usize,
    /// How many are not.
    pub new: usize,
    /// Entries without a finding, by subject and rule.
    pub fixed: Vec<Fixed>,
}

//! Holds the ledger: what was read and how it was decoded, what was rejected and why, what was evaluated. "Clean" has to be earned.

use crate::ir::Words;
use serde::Serialize;

/// How many rows or keys a log rule came to what for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct RuleCount {
    /// Rows or duties that the rule looked at.
    pub looked_at: u64,
    /// Findings.
    pub violated: u64,
    /// Possible findings: a missing value decides.
    pub possible: u64,
    /// Deadlines not yet due.
    pub pending: u64,
    /// Rows left out because their key is empty.
    pub keyless: u64,
    /// Rows on whose date the rule was not in force.
    pub not_in_force: u64,
}

/// One input that could not be used, or one row of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Reject {
    /// The input's name.
    pub file: String,
    /// Line from 1; `None` for the whole input.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// A code of the stage `input`.
    pub code: String,
    /// Why, in one line.
    #[serde(serialize_with = "as_english")]
    pub reason: Words,
}

/// How one column of a log is understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LogColumn {
    /// The header as written.
    pub header: String,
    /// The field it stands for; `None`: not used.
    pub field: Option<String>,
    /// How: `name`, `alias`, `mapping`.
    pub by: &'static str,
    /// Values that no enumeration knows, each with its number of rows, most frequent first, then by value.
    pub unknown_values: Vec<(String, u64)>,
}

/// One input.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct InputRecord {
    /// Its name as given.
    pub file: String,
    /// `document` or `log`.
    pub role: &'static str,
    /// `txt`, `md`, `csv`, `jsonl`.
    pub format: &'static str,
    /// The encoding it was decoded as.
    pub encoding: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Documents: the kinds it was recognised as (or was told to be), in order of name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// Documents: the governing date and where it is taken from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub governing: Option<String>,
    /// Documents: how many numbered clauses, paragraphs and sentences were found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub units: Option<(usize, usize, usize)>,
    /// Logs: rows read, without rejected ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
    /// Logs: rows rejected; listed in [`Ledger::rejected`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rejected: Option<u64>,
    /// Logs: how its columns are understood.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<LogColumn>,
}

/// What a run read, left out and did.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Ledger {
    /// Inputs, by name.
    pub inputs: Vec<InputRecord>,
    /// Inputs and rows that could not be used, by file and line.
    pub rejected: Vec<Reject>,
    /// Rules evaluated, by id.
    pub evaluated: Vec<String>,
    /// Rules that were not in force, by id.
    pub not_in_force: Vec<String>,
    /// Rules that applied to nothing, by id.
    pub not_applicable: Vec<String>,
    /// Rules not assessed for at least one subject, by id.
    pub not_assessed: Vec<String>,
    /// What else the reader has to know: the zone used, rows merged by id, rows without key.
    #[serde(serialize_with = "all_as_english")]
    pub notes: Vec<Words>,
}

impl Ledger {
    /// Takes in another ledger.
    pub fn extend(&mut self, other: Ledger) {
        self.inputs.extend(other.inputs);
        self.rejected.extend(other.rejected);
        for (own, more) in [
            (&mut self.evaluated, other.evaluated),
            (&mut self.not_in_force, other.not_in_force),
            (&mut self.not_applicable, other.not_applicable),
            (&mut self.not_assessed, other.not_assessed),
        ] {
            if !more.is_empty() {
                own.extend(more);
                own.sort();
                own.dedup();
            }
        }
        for note in other.notes {
            if !self.notes.contains(&note) {
                self.notes.push(note);
            }
        }
    }
}

fn as_english<S: serde::Serializer>(words: &Words, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(words.get(crate::ir::Lang::En))
}

fn all_as_english<S: serde::Serializer>(words: &[Words], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(words.iter().map(|one| one.get(crate::ir::Lang::En)))
}

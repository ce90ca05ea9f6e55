//! Defines verdicts, evidence and findings.

use super::{Contact, RuleCount};
use crate::ir::Words;
use crate::ir::terms::{Effect, Severity};
use crate::source::Place;
use serde::Serialize;

/// What a rule comes to for one subject. The order is that of weight: the later outweighs the earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The rule is not in force on the governing date.
    NotInForce,
    /// Nothing that the rule speaks of is there.
    NotApplicable,
    /// It holds.
    Met,
    /// A deadline is not yet due.
    Pending,
    /// It cannot be told, and `why` says why.
    NotAssessed,
    /// It is broken.
    Violated,
}

impl Verdict {
    /// Every verdict, in the order of weight.
    pub const ALL: [Verdict; 6] = [
        Verdict::NotInForce,
        Verdict::NotApplicable,
        Verdict::Met,
        Verdict::Pending,
        Verdict::NotAssessed,
        Verdict::Violated,
    ];

    /// The word in JSON: `met`, `violated`, `pending`, `not-applicable`, `not-in-force`, `not-assessed`.
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::NotInForce => "not-in-force",
            Verdict::NotApplicable => "not-applicable",
            Verdict::Met => "met",
            Verdict::Pending => "pending",
            Verdict::NotAssessed => "not-assessed",
            Verdict::Violated => "violated",
        }
    }
}

/// Why a verdict is left open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Open {
    /// A value is left blank.
    Blank,
    /// A part of the document could not be read.
    Unread,
    /// The format carries no marks.
    Marks,
    /// A value that decides is missing or open.
    Data,
}

/// A place in an input, with its words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Evidence {
    /// The input's name as it was given, with `/`.
    pub file: String,
    /// First line, from 1.
    pub line: u32,
    /// First column, from 1, in characters.
    pub column: u32,
    /// Last line.
    pub end_line: u32,
    /// One past the last column.
    pub end_column: u32,
    /// The row of a log, counted from 1 within its file without the header; `None` in documents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u64>,
    /// Where it is in the program that opens the file, for a DOCX, a PDF or a container; lines and columns count within the
    /// extracted text of the former two, within the file of the latter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// The exact words of a document; for a row its fields that matter, `at=… channel=…`, always in the order of the schema.
    pub text: String,
    /// What it contributes: `1st call that day`, `4th: one too many`, `says that SMS is used`.
    #[serde(skip)]
    pub role: Words,
    /// Whether this is what breaks the rule, and not only what explains it.
    #[serde(skip)]
    pub offending: bool,
    /// When a row was, in microseconds of UTC, the first that it may be; it orders the rows of one log. `None` in documents.
    #[serde(skip)]
    pub instant: Option<i64>,
}

/// One breach.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Index into the rule set's rules.
    pub rule: usize,
    /// `PACK/NAME`
    pub id: String,
    /// From the rule.
    pub severity: Severity,
    /// From the rule: a presumption is reported as presumed.
    pub effect: Effect,
    /// What is wrong, in one line, with the numbers that make it so.
    pub message: Words,
    /// The rule's citations.
    pub cite: Vec<String>,
    /// The document's name, or the key of a log (`debtor=d1`, `debtor=d1 debt=x`, `row` where a rule has no key).
    pub subject: String,
    /// Every span or row that makes it so, the offending ones first among equals; in documents by place, in logs by time.
    pub evidence: Vec<Evidence>,
    /// 32 hex digits that survive edits elsewhere: rule and normalised words for documents; rule, key and row contents for logs.
    pub fingerprint: String,
    /// The offending contact; `None` in documents.
    pub contact: Option<Contact>,
}

/// What one rule came to for one subject: every rule × document, and for logs one per rule.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleVerdict {
    /// Index into the rule set's rules.
    pub rule: usize,
    /// `PACK/NAME`
    pub id: String,
    /// The document's name, or `log`.
    pub subject: String,
    /// The verdict.
    pub verdict: Verdict,
    /// Why, in one line.
    pub why: Words,
    /// What leaves it open; `None` unless it is not assessed.
    pub open: Option<Open>,
    /// What meets it, what leaves it open; for violated what the findings show.
    pub evidence: Vec<Evidence>,
    /// For logs: how many rows or keys came to what.
    pub counts: Option<RuleCount>,
}

impl RuleVerdict {
    /// How many breaches there are, of which so many are held: more of a log, where not all of them may be.
    pub fn breaches(&self, held: usize) -> usize {
        let counted = self.counts.map_or(0, |counts| counts.violated);
        usize::try_from(counted).unwrap_or(usize::MAX).max(held)
    }
}

/// What a contract states, for `contract.NAME` in log rules: each name with the words that it is found to state, sorted.
/// A name without an entry is missing: the contract states none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts(pub std::collections::BTreeMap<String, Vec<String>>);

/// The contracts that a log is read with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contracts {
    /// For every row whose own contract is not named.
    pub default: Option<Facts>,
    /// By the text of the row's `contract` field: the file's name as given, its last part, or that without its ending.
    pub by_name: std::collections::BTreeMap<String, Facts>,
}

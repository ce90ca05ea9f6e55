//! Holds results as plain data: findings, verdicts, evidence and the ledger. The engines fill them, reports only show them.

mod fingerprint;
mod ledger;
mod result;

pub use fingerprint::fingerprint;
pub use ledger::{InputRecord, Ledger, LogColumn, Reject, RuleCount};
pub use result::{Contracts, Evidence, Facts, Finding, RuleVerdict, Verdict};

/// All that one run came to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outcome {
    /// Breaches: by subject and rule in documents; by rule, time and row content in logs. Never by file or thread.
    pub findings: Vec<Finding>,
    /// Verdicts: by subject, then rule.
    pub verdicts: Vec<RuleVerdict>,
    /// What was read and how.
    pub ledger: Ledger,
}

impl Outcome {
    /// Adds another run's results after these.
    pub fn extend(&mut self, other: Outcome) {
        self.findings.extend(other.findings);
        self.verdicts.extend(other.verdicts);
        self.ledger.extend(other.ledger);
    }
}

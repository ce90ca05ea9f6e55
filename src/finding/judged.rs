//! Defines what is kept of every rule and every document however little a report shows: a verdict each, and how many breaches were told.

use super::Verdict;
use crate::ir::terms::Severity;

/// What every rule came to for one document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Judged {
    /// The document's name.
    pub subject: String,
    /// By index into the rule set's rules; `None` for a rule that is not for documents or was not asked for.
    pub verdicts: Vec<Option<Verdict>>,
}

impl Judged {
    /// The verdicts with the indices of their rules.
    pub fn each(&self) -> impl Iterator<Item = (usize, Verdict)> {
        let all = self.verdicts.iter().enumerate();
        all.filter_map(|(rule, verdict)| Some((rule, (*verdict)?)))
    }

    /// What one rule came to.
    pub fn of(&self, rule: usize) -> Option<Verdict> {
        self.verdicts.get(rule).copied().flatten()
    }
}

/// How many breaches there are of each severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Severities {
    /// Of severity `error`.
    pub errors: usize,
    /// Of severity `warning`.
    pub warnings: usize,
    /// Of severity `info`.
    pub infos: usize,
}

impl Severities {
    /// Counts one more.
    pub fn add(&mut self, severity: Severity) {
        *self.slot(severity) += 1;
    }

    /// Counts so many more.
    pub fn add_many(&mut self, severity: Severity, number: u64) {
        let slot = self.slot(severity);
        *slot = slot.saturating_add(usize::try_from(number).unwrap_or(usize::MAX));
    }

    /// Counts those of another count too.
    pub fn extend(&mut self, other: Severities) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
    }

    /// How many there are.
    pub fn all(&self) -> usize {
        self.errors + self.warnings + self.infos
    }

    /// How many there are of a severity.
    pub fn of(mut self, severity: Severity) -> usize {
        *self.slot(severity)
    }

    fn slot(&mut self, severity: Severity) -> &mut usize {
        match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Info => &mut self.infos,
        }
    }
}

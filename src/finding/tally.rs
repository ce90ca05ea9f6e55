//! Counts breaches by severity.

use crate::ir::terms::Severity;

/// How many breaches of each severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Errors.
    pub errors: u64,
    /// Warnings.
    pub warnings: u64,
    /// What is worth knowing.
    pub infos: u64,
}

impl Tally {
    /// Adds so many of a severity.
    pub fn add(&mut self, severity: Severity, number: u64) {
        *match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Info => &mut self.infos,
        } += number;
    }

    /// Adds all of another.
    pub fn extend(&mut self, other: Tally) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
    }

    /// How many there are of a severity.
    pub fn of(&self, severity: Severity) -> u64 {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.warnings,
            Severity::Info => self.infos,
        }
    }

    /// How many there are.
    pub fn all(&self) -> u64 {
        self.errors + self.warnings + self.infos
    }
}

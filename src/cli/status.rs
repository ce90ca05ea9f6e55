//! Defines the exit statuses and which of them a run comes to. Ending the process is left to `main`.

use super::args::FailOn;
use crate::diag::{Level, Problem};
use crate::finding::{Open, Outcome, RuleVerdict};
use crate::ir::RuleSet;
use crate::ir::terms::Severity;
use crate::project::Config;

/// What a run came to; the later outweighs the earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Status {
    /// Everything was checked and nothing was found.
    #[default]
    Clean = 0,
    /// There are findings at or above the threshold.
    Findings = 1,
    /// A rule file, the configuration or an argument is wrong.
    Wrong = 2,
    /// An input could not be read whole, or nothing could be checked.
    Incomplete = 3,
}

impl Status {
    /// The process's exit status.
    pub fn code(self) -> u8 {
        self as u8
    }

    /// What problems come to: those of an input leave the run incomplete, other errors are wrong, warnings are nothing.
    pub fn of(problems: &[Problem]) -> Self {
        let errors = problems.iter().filter(|one| one.level == Level::Error);
        errors
            .map(
                |one| match one.code.as_str().starts_with("hegui::input::") {
                    true => Status::Incomplete,
                    false => Status::Wrong,
                },
            )
            .max()
            .unwrap_or_default()
    }
}

/// The least severity that makes a run fail; `None` for never.
pub fn threshold(told: Option<FailOn>, config: &Config) -> Option<Severity> {
    match told {
        Some(FailOn::Error) => Some(Severity::Error),
        Some(FailOn::Warning) => Some(Severity::Warning),
        Some(FailOn::Info) => Some(Severity::Info),
        Some(FailOn::Never) => None,
        None => config
            .fail_on
            .as_ref()
            .map_or(Some(Severity::Error), |placed| Some(placed.value)),
    }
}

/// What a run's results come to.
pub fn of_outcome(outcome: &Outcome, threshold: Option<Severity>, rules: &RuleSet) -> Status {
    let is_grave = |severity: Severity| threshold.is_some_and(|least| severity >= least);
    let counts = outcome.severities();
    let open = |one: &RuleVerdict| {
        let severity = rules.rules.get(one.rule).map(|rule| rule.severity);
        matches!(one.open, Some(Open::Blank | Open::Unread)) && severity.is_some_and(is_grave)
    };
    if !outcome.ledger.rejected.is_empty() || outcome.verdicts.iter().any(open) {
        Status::Incomplete
    } else if outcome.notices.iter().any(|one| one.wrong) {
        Status::Wrong
    } else if [Severity::Error, Severity::Warning, Severity::Info]
        .into_iter()
        .any(|one| is_grave(one) && counts.of(one) > 0)
    {
        Status::Findings
    } else {
        Status::Clean
    }
}

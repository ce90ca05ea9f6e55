//! Defines what cases come to, and the problem that stands for a case that did not come out as its author says.

use crate::codes::test::{MISPLACED, MISSED, NOISY, UNPROVED, UNREADABLE_CASE};
use crate::diag::Problem;
use crate::source::Span;

/// What one case came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// A `pass` that is not reported.
    Quiet,
    /// A `fail` that is reported, exactly where it says.
    Caught,
    /// A `pass` that is reported.
    Noisy,
    /// A `fail` that is not reported.
    Missed,
    /// A `fail` that is reported elsewhere.
    Misplaced,
    /// A `pass` that is not reported only because the rule could not be assessed or is not in force.
    Unproved,
    /// A case that cannot be read.
    Unreadable,
}

impl Outcome {
    /// The word of the outcome.
    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Quiet => "quiet",
            Outcome::Caught => "caught",
            Outcome::Noisy => "noisy",
            Outcome::Missed => "missed",
            Outcome::Misplaced => "misplaced",
            Outcome::Unproved => "unproved",
            Outcome::Unreadable => "unreadable",
        }
    }

    /// Whether the case shows what its author says.
    pub fn passed(self) -> bool {
        matches!(self, Outcome::Quiet | Outcome::Caught)
    }
}

/// One case.
#[derive(Debug, Clone)]
pub struct CaseResult {
    /// `PACK/NAME`
    pub rule: String,
    /// The name of the pack.
    pub pack: String,
    /// Where the case is written.
    pub span: Span,
    /// `fail`
    pub fails: bool,
    /// What it came to.
    pub outcome: Outcome,
    /// The rule had nothing to look at, and so is quiet.
    pub vacuous: bool,
    /// What was found instead, in one line; empty where the case passed.
    pub instead: String,
}

/// A whole run.
#[derive(Debug, Clone, Default)]
pub struct Results {
    /// Cases by rule, each rule's in the order of its file.
    pub cases: Vec<CaseResult>,
    /// Rules that were chosen, by id.
    pub rules: Vec<String>,
    /// Chosen rules that have no case, that lack one kind, or that could not be compiled.
    pub untested: Vec<String>,
    /// A problem for each case that failed, a warning for each untested rule, an error for a run without cases.
    pub problems: Vec<Problem>,
}

impl Results {
    /// How many cases passed.
    pub fn passed(&self) -> usize {
        self.cases
            .iter()
            .filter(|case| case.outcome.passed())
            .count()
    }

    /// How many cases did not.
    pub fn failed(&self) -> usize {
        self.cases.len() - self.passed()
    }
}

/// The problem of a case that failed.
pub fn problem(case: &CaseResult) -> Option<Problem> {
    let rule = &case.rule;
    let (code, message) = match case.outcome {
        Outcome::Quiet | Outcome::Caught => return None,
        Outcome::Noisy => (NOISY, format!("`{rule}` reports a case that should pass")),
        Outcome::Missed => (
            MISSED,
            format!("`{rule}` does not report a case that should fail"),
        ),
        Outcome::Misplaced => (
            MISPLACED,
            format!("`{rule}` reports a case at another place than it names"),
        ),
        Outcome::Unproved => (
            UNPROVED,
            format!("`{rule}` is silent on a case that should pass, but was not assessed"),
        ),
        Outcome::Unreadable => (
            UNREADABLE_CASE,
            format!("a case of `{rule}` cannot be read"),
        ),
    };
    let problem = Problem::error(code, case.span, message);
    // Beside the caret there is room for a few words only.
    Some(match case.instead.chars().count() {
        0..=40 => problem.label(case.instead.clone()),
        _ => problem.help(case.instead.clone()),
    })
}

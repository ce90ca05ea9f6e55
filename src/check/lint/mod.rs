//! Finds what is likely a mistake in rules that are sound: takes a typed program, gives warnings. Only what is certain is
//! said: a lint that may be wrong is no lint.

mod domain;
mod facts;
mod learn;
mod never;
mod parameters;
mod rules;
mod same;
mod usage;

use super::program::Program;
use crate::diag::Problem;

/// Every warning about a program.
pub fn lint(program: &Program) -> Vec<Problem> {
    let mut problems = Vec::new();
    usage::lint(program, &mut problems);
    rules::lint(program, &mut problems);
    never::lint(program, &mut problems);
    parameters::lint(program, &mut problems);
    problems
}

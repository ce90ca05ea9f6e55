//! Judges the statements of a rule: takes a run and a statement, gives the rows that break it, may break it or have time left.

mod after;
mod before;
mod count;
mod deadline;
mod distinct;
mod hit;
mod rows;
mod terms;

pub(super) use hit::{Detail, Due, Hit, Standing};
pub(super) use rows::judge_places;
pub(super) use terms::{End, Governed, Terms};

use super::ground::Ground;
use super::line::Line;
use crate::ir::rule::Conduct;

/// Judges the timeline of one key. Statements without a key are judged by [`judge_places`].
pub(super) fn judge_line<G: Ground>(
    ground: &G,
    terms: &Terms<'_>,
    line: &Line<'_>,
) -> Vec<Hit<G::Row>> {
    match terms.statement {
        Conduct::Forbid(_) | Conduct::Require(..) => Vec::new(),
        Conduct::Count { .. } => count::judge(ground, terms, line),
        Conduct::AfterForbid { .. } => after::judge(ground, terms, line),
        Conduct::AfterRequire { .. } => deadline::judge(ground, terms, line),
        Conduct::Before { .. } => before::judge(ground, terms, line),
    }
}

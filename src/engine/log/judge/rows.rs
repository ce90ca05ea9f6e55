//! Judges `forbid E` and `require E to have C`: each row by itself.

use super::hit::{Detail, Hit};
use super::terms::Terms;
use crate::engine::log::run::Run;
use crate::ir::rule::Conduct;

/// Judges the rows at these places of a run.
pub(in crate::engine::log) fn judge_places(
    run: &Run<'_>,
    terms: &Terms<'_>,
    places: impl Iterator<Item = usize>,
) -> Vec<Hit> {
    places
        .filter_map(|place| {
            let (broken, detail) = match terms.statement {
                Conduct::Forbid(event) => (run.event(*event, place), Detail::Forbidden),
                Conduct::Require(event, condition) => (
                    run.event(*event, place).and(!run.event(*condition, place)),
                    Detail::Lacks,
                ),
                _ => return None,
            };
            let row = run.rows.get(place).copied()?;
            Some(Hit {
                row,
                line: 0,
                standing: terms.standing(run, row, run.moments.get(place), broken)?,
                detail,
            })
        })
        .collect()
}

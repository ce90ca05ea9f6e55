//! Judges `forbid E` and `require E to have C`: each row by itself.

use super::hit::{Detail, Hit};
use super::terms::Terms;
use crate::engine::log::ground::Ground;
use crate::ir::rule::Conduct;

/// Judges the rows at these places.
pub(in crate::engine::log) fn judge_places<G: Ground>(
    ground: &G,
    terms: &Terms<'_>,
    places: impl Iterator<Item = usize>,
) -> Vec<Hit<G::Row>> {
    places
        .filter_map(|place| {
            let (broken, detail) = match terms.statement {
                Conduct::Forbid(event) => (ground.event(*event, place), Detail::Forbidden),
                Conduct::Require(event, condition) => (
                    ground
                        .event(*event, place)
                        .and(!ground.event(*condition, place)),
                    Detail::Lacks,
                ),
                _ => return None,
            };
            Some(Hit {
                row: ground.row(place)?,
                line: 0,
                standing: terms.standing(ground, place, broken)?,
                detail,
            })
        })
        .collect()
}

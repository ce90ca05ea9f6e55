//! Judges `before B require A then …`: for each row of B looks for the chain before it.

use super::hit::{Detail, Hit};
use super::terms::{Terms, row_at};
use crate::engine::log::ground::Ground;
use crate::engine::log::line::{Chain, Line, Marks, Query, Side};
use crate::ir::rule::Conduct;

pub(super) fn judge<G: Ground>(ground: &G, terms: &Terms<'_>, line: &Line<'_>) -> Vec<Hit<G::Row>> {
    let Conduct::Before {
        before,
        chain,
        within,
        at_least,
        ..
    } = terms.statement
    else {
        return Vec::new();
    };
    let steps: Vec<Marks> = chain
        .iter()
        .map(|&event| ground.marks(line, event))
        .collect();
    let judge = |(at, own): (usize, crate::engine::log::truth::Truth)| {
        let moment = line.moment(at);
        let chain = Chain {
            steps: &steps,
            within: terms.bound(ground, moment, within.as_ref()),
            beyond: terms.bound(ground, moment, at_least.as_ref()),
        };
        let broken = own.and(!line.chained(at, &chain));
        let standing = terms.standing(ground, line.place(at), broken)?;
        let last = |step: &Marks| {
            let found = line.nearest(at, &Query::new(Side::Before, step), true)?;
            row_at(ground, line, found)
        };
        Some(Hit {
            row: row_at(ground, line, at)?,
            line: 0,
            standing,
            detail: Detail::Before {
                steps: steps.iter().map(last).collect(),
            },
        })
    };
    ground
        .marks(line, *before)
        .possible()
        .filter_map(judge)
        .collect()
}

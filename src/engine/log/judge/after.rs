//! Judges `after A forbid B`: for each row of B looks for a row of A before it that nothing has closed.

use super::hit::{Detail, Hit};
use super::terms::{Terms, row_at, rows_at, until};
use crate::engine::log::ground::Ground;
use crate::engine::log::line::{Line, Query, Side};
use crate::ir::rule::Conduct;

pub(super) fn judge<G: Ground>(ground: &G, terms: &Terms<'_>, line: &Line<'_>) -> Vec<Hit<G::Row>> {
    let Conduct::AfterForbid {
        after,
        forbid,
        within,
        until: closes,
        ..
    } = terms.statement
    else {
        return Vec::new();
    };
    let anchors = ground.marks(line, *after);
    if anchors.is_empty() {
        return Vec::new();
    }
    let forbidden = ground.marks(line, *forbid);
    let closes = closes.map(|event| ground.marks(line, event));
    let judge = |(at, own): (usize, _)| {
        let moment = line.moment(at);
        let query = Query {
            within: terms.bound(ground, moment, within.as_ref()),
            gate: until(closes.as_ref()),
            ..Query::new(Side::Before, &anchors)
        };
        let broken = line.tally(at, &query).at_least(1).and(own);
        let standing = terms.standing(ground, line.place(at), broken)?;
        let found = line.members(at, &query);
        Some(Hit {
            row: row_at(ground, line, at)?,
            line: 0,
            standing,
            detail: Detail::After {
                anchors: rows_at(ground, line, &found),
            },
        })
    };
    forbidden.possible().filter_map(judge).collect()
}

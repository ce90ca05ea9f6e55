//! Judges `after A forbid B`: for each row of B looks for a row of A before it that nothing has closed.

use super::hit::{Detail, Hit};
use super::terms::{Terms, table_row, table_rows, until};
use crate::engine::log::line::{Line, Query, Side};
use crate::engine::log::run::Run;
use crate::ir::rule::Conduct;

pub(super) fn judge(run: &Run<'_>, terms: &Terms<'_>, line: &Line<'_>) -> Vec<Hit> {
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
    let anchors = run.marks(line, *after);
    if anchors.is_empty() {
        return Vec::new();
    }
    let forbidden = run.marks(line, *forbid);
    let closes = closes.map(|event| run.marks(line, event));
    let judge = |(at, own): (usize, _)| {
        let moment = line.moment(at);
        let query = Query {
            within: terms.bound(run, moment, within.as_ref()),
            gate: until(closes.as_ref()),
            ..Query::new(Side::Before, &anchors)
        };
        let broken = line.tally(at, &query).at_least(1).and(own);
        let row = table_row(run, line, at)?;
        let standing = terms.standing(run, row, moment, broken)?;
        let found = line.members(at, &query);
        Some(Hit {
            row,
            line: 0,
            standing,
            detail: Detail::After {
                anchors: table_rows(run, line, &found),
            },
        })
    };
    forbidden.possible().filter_map(judge).collect()
}

//! Judges `before B require A then …`: for each row of B looks for the chain before it.

use super::hit::{Detail, Hit};
use super::terms::{Terms, table_row};
use crate::engine::log::line::{Chain, Line, Marks, Query, Side};
use crate::engine::log::run::Run;
use crate::ir::rule::Conduct;

pub(super) fn judge(run: &Run<'_>, terms: &Terms<'_>, line: &Line<'_>) -> Vec<Hit> {
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
    let steps: Vec<Marks> = chain.iter().map(|&event| run.marks(line, event)).collect();
    let judge = |(at, own): (usize, crate::engine::log::truth::Truth)| {
        let moment = line.moment(at);
        let chain = Chain {
            steps: &steps,
            within: terms.bound(run, moment, within.as_ref()),
            beyond: terms.bound(run, moment, at_least.as_ref()),
        };
        let broken = own.and(!line.chained(at, &chain));
        let row = table_row(run, line, at)?;
        let standing = terms.standing(run, row, moment, broken)?;
        let last = |step: &Marks| {
            let found = line.nearest(at, &Query::new(Side::Before, step), true)?;
            table_row(run, line, found)
        };
        Some(Hit {
            row,
            line: 0,
            standing,
            detail: Detail::Before {
                steps: steps.iter().map(last).collect(),
            },
        })
    };
    run.marks(line, *before)
        .possible()
        .filter_map(judge)
        .collect()
}

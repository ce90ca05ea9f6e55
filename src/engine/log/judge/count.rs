//! Judges `forbid more than N E`: for each row of E counts the rows up to it, in a period, in a span, since another event.

use super::distinct::Distinct;
use super::hit::{Detail, Hit};
use super::terms::{Terms, table_row, table_rows};
use crate::engine::log::line::{Gate, Line, Query, Side};
use crate::engine::log::parameter::amount_at;
use crate::engine::log::run::Run;
use crate::engine::log::time::Moment;
use crate::engine::log::truth::Truth;
use crate::ir::log::Amount;
use crate::ir::rule::Conduct;

pub(super) fn judge(run: &Run<'_>, terms: &Terms<'_>, line: &Line<'_>) -> Vec<Hit> {
    let Conduct::Count {
        limit,
        distinct,
        event,
        period,
        within,
        since,
        ..
    } = terms.statement
    else {
        return Vec::new();
    };
    let marks = run.marks(line, *event);
    if marks.is_empty() {
        return Vec::new();
    }
    let since = since.map(|since| run.marks(line, since));
    let mut values = distinct.map(|field| Distinct::new(run, line, field));
    let mut hits = Vec::new();
    for (at, own) in marks.possible() {
        let moment = line.moment(at);
        let query = Query {
            within: terms.bound(run, moment, within.as_ref()),
            period: *period,
            gate: since.as_ref().map_or(Gate::Open, Gate::Since),
            ..Query::new(Side::UpTo, &marks)
        };
        let tally = match &mut values {
            None => line.tally(at, &query),
            Some(values) => values.tally(line, at, &query),
        };
        let limit = limit_at(run, *limit, moment);
        let more = |count: usize| limit.is_none_or(|limit| count as f64 > limit);
        let broken = match limit {
            Some(_) => own.and(Truth::between(more(tally.sure), more(tally.maybe))),
            // The limit has no value on that date, or the date is not known.
            None => own.and(Truth::Unknown),
        };
        let Some(row) = table_row(run, line, at) else {
            continue;
        };
        let Some(standing) = terms.standing(run, row, moment, broken) else {
            continue;
        };
        let counted = line.members(at, &query);
        hits.push(Hit {
            row,
            line: 0,
            standing,
            detail: Detail::Count {
                limit,
                sure: tally.sure,
                maybe: tally.maybe,
                rows: table_rows(run, line, &counted),
            },
        });
    }
    hits
}

fn limit_at(run: &Run<'_>, limit: Amount, moment: Option<&Moment>) -> Option<f64> {
    match limit {
        Amount::Number(number) => Some(number as f64),
        Amount::Parameter(_) => {
            let sheet = run.base.sheet;
            amount_at(sheet.rules, sheet.profile, limit, moment?.day()?)
        }
    }
}

//! Judges `forbid more than N E`: for each row of E counts the rows up to it, in a period, in a span, since another event.

use super::distinct::Distinct;
use super::hit::{Detail, Hit};
use super::terms::{Terms, row_at, rows_at};
use crate::engine::log::ground::Ground;
use crate::engine::log::line::{Gate, Line, Query, Side};
use crate::engine::log::parameter::amount_at;
use crate::engine::log::time::Moment;
use crate::engine::log::truth::Truth;
use crate::ir::log::Amount;
use crate::ir::rule::Conduct;

pub(super) fn judge<G: Ground>(ground: &G, terms: &Terms<'_>, line: &Line<'_>) -> Vec<Hit<G::Row>> {
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
    let marks = ground.marks(line, *event);
    if marks.is_empty() {
        return Vec::new();
    }
    let since = since.map(|since| ground.marks(line, since));
    let mut values = distinct.map(|field| Distinct::new(ground, line, field));
    let mut hits = Vec::new();
    for (at, own) in marks.possible() {
        let moment = line.moment(at);
        let query = Query {
            within: terms.bound(ground, moment, within.as_ref()),
            period: *period,
            gate: since.as_ref().map_or(Gate::Open, Gate::Since),
            ..Query::new(Side::UpTo, &marks)
        };
        let tally = match &mut values {
            None => line.tally(at, &query),
            Some(values) => values.tally(line, at, &query),
        };
        let limit = limit_at(ground, *limit, moment);
        let more = |count: usize| limit.is_none_or(|limit| count as f64 > limit);
        let broken = match limit {
            Some(_) => own.and(Truth::between(more(tally.sure), more(tally.maybe))),
            // The limit has no value on that date, or the date is not known.
            None => own.and(Truth::Unknown),
        };
        let Some(standing) = terms.standing(ground, line.place(at), broken) else {
            continue;
        };
        let Some(row) = row_at(ground, line, at) else {
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
                rows: rows_at(ground, line, &counted),
            },
        });
    }
    hits
}

fn limit_at<G: Ground>(ground: &G, limit: Amount, moment: Option<&Moment>) -> Option<f64> {
    match limit {
        Amount::Number(number) => Some(number as f64),
        Amount::Parameter(_) => amount_at(ground.rules(), ground.profile(), limit, moment?.day()?),
    }
}

//! Judges one statement over a whole log: takes a run over all rows, gives every hit and how many rows were looked at.

use super::ground::Ground;
use super::judge::{Governed, Hit, Terms, judge_line, judge_places};
use super::need::{Need, events_of, key_of, triggers_of};
use super::run::{Run, Timelines, temporals_in};
use super::sum::Sum;
use super::time::Moment;
use super::world::{settle_lines, settle_rows};
use crate::ir::log::{EventId, Temporal};
use crate::ir::rule::Conduct;
use rayon::prelude::*;

/// What a statement comes to.
#[derive(Debug)]
pub(super) struct Judged {
    /// The rows that are not simply in order.
    pub hits: Vec<Hit>,
    /// The sum over all rows, without the hits.
    pub sum: Sum,
}

/// Judges a statement. The key that it has must be prepared in the run.
pub(super) fn judge_statement(run: &Run<'_>, terms: &Terms<'_>, need: &Need) -> Judged {
    let several_zones = run.base.sheet.clock.has_several_zones();
    let Some(key) = key_of(terms.statement) else {
        let places = run.rows.len();
        let mut hits: Vec<Hit> = (0..places.div_ceil(CHUNK))
            .into_par_iter()
            .flat_map_iter(|chunk| {
                let start = chunk * CHUNK;
                judge_places(run, terms, start..(start + CHUNK).min(places))
            })
            .collect();
        if several_zones {
            hits = settle_rows(run, terms, need, hits);
        }
        hits.retain(|hit| !is_settled(run, terms, hit));
        let sum = look(run, terms, |_| false);
        return Judged { hits, sum };
    };
    let Some(timelines) = run.timelines(key) else {
        return Judged {
            hits: Vec::new(),
            sum: Sum::new(terms.statement),
        };
    };
    let mut hits: Vec<Hit> = (0..timelines.partition.lines.len())
        .into_par_iter()
        .with_min_len(16)
        .filter_map(|id| Some((id, run.line(timelines, id)?)))
        .flat_map_iter(|(id, line)| {
            judge_line(run, terms, &line)
                .into_iter()
                .map(move |hit| Hit { line: id, ..hit })
        })
        .collect();
    if several_zones {
        hits = settle_lines(run, terms, need, timelines, hits);
    }
    hits.retain(|hit| !is_settled(run, terms, hit));
    let under = &timelines.partition.under;
    let sum = look(run, terms, |place| under.get(place).is_empty());
    Judged { hits, sum }
}

const CHUNK: usize = 8192;

// Whether earlier runs have said all that there is to say of a row: what bore on it may be gone.
fn is_settled(run: &Run<'_>, terms: &Terms<'_>, hit: &Hit) -> bool {
    let place = || run.base.sheet.rank.get(hit.row as usize).copied();
    run.base.past.has(hit.row)
        && place()
            .and_then(|place| run.moments.get(place as usize))
            .is_none_or(|moment| moment.latest < terms.settled)
}

// What is looked at: for `forbid E` every row, for precedence and `after … forbid` the rows of B, for a deadline those of A.
fn look(run: &Run<'_>, terms: &Terms<'_>, is_keyless: impl Fn(usize) -> bool + Sync) -> Sum {
    let statement = terms.statement;
    let looked_at: Option<EventId> = match statement {
        Conduct::Forbid(_) => None,
        Conduct::Require(event, _) | Conduct::Count { event, .. } => Some(*event),
        Conduct::AfterForbid { forbid, .. } => Some(*forbid),
        Conduct::AfterRequire { after, .. } => Some(*after),
        Conduct::Before { before, .. } => Some(*before),
    };
    let anchors: Option<EventId> = match statement {
        Conduct::AfterForbid { after, .. } => Some(*after),
        _ => None,
    };
    let triggers = triggers_of(statement);
    let named = events_of(statement);
    let ranks: Vec<_> = named
        .iter()
        .flat_map(|&event| ranks_in(run, event))
        .collect();
    let look_at = |sum: &mut Sum, place: usize, moment: &Moment| {
        sum.has_rows = true;
        sum.in_force |= terms.in_force(moment) != Governed::NotInForce;
        for (trigger, event) in sum.triggers.iter_mut().zip(&triggers) {
            trigger.take(run.event(*event, place));
        }
        // Earlier runs have looked at it.
        if run.row(place).is_some_and(|row| run.base.past.has(row)) {
            return;
        }
        let possible = |event: EventId| run.event(event, place).is_possible();
        let unranked = |(event, timelines): &(EventId, &Timelines)| {
            possible(*event) && timelines.partition.under.get(place).is_empty()
        };
        if ranks.iter().any(unranked) {
            sum.counts.keyless += 1;
            return;
        }
        if is_keyless(place) {
            sum.counts.keyless += u64::from(named.iter().any(|&event| possible(event)));
            return;
        }
        sum.applies |= anchors.is_some_and(possible);
        if !looked_at.is_none_or(possible) {
            return;
        }
        match terms.governed(run, place, moment) {
            Governed::Judged(_) => {
                sum.counts.looked_at += 1;
                sum.applies |= anchors.is_none();
            }
            Governed::NotInForce => sum.counts.not_in_force += 1,
            Governed::Context => {}
        }
    };
    run.moments
        .par_chunks(CHUNK)
        .enumerate()
        .map(|(chunk, moments)| {
            let mut sum = Sum::new(statement);
            for (at, moment) in moments.iter().enumerate() {
                look_at(&mut sum, chunk * CHUNK + at, moment);
            }
            sum
        })
        .reduce(
            || Sum::new(statement),
            |mut sum, more| {
                sum.merge(more);
                sum
            },
        )
}

// The events that an event picks from by rank, with the timelines in which it does: what has no key there is left out too.
fn ranks_in<'r>(run: &'r Run<'_>, event: EventId) -> Vec<(EventId, &'r Timelines)> {
    let tables = &run.base.sheet.rules.log;
    let Some(event) = tables.events.get(event.0 as usize) else {
        return Vec::new();
    };
    temporals_in(&event.condition)
        .iter()
        .filter_map(|id| tables.temporals.get(id.0 as usize))
        .filter_map(|temporal| match temporal {
            Temporal::Rank { event, key, .. } => Some((*event, run.timelines(key)?)),
            _ => None,
        })
        .collect()
}

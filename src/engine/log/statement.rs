//! Judges one statement over a whole log: takes a run over all rows, gives every hit and how many rows were looked at.

use super::judge::{Governed, Hit, Terms, judge_line, judge_places};
use super::need::{Need, events_of, key_of, triggers_of};
use super::run::{Run, Timelines, temporals_in};
use super::truth::Truth;
use super::world::{settle_lines, settle_rows};
use crate::ir::log::{EventId, Temporal};
use crate::ir::rule::Conduct;
use rayon::prelude::*;

/// What a statement comes to.
#[derive(Debug, Default)]
pub(super) struct Judged {
    /// The rows that are not simply in order.
    pub hits: Vec<Hit>,
    /// Something that the statement speaks of is there.
    pub applies: bool,
    /// Whether it speaks of anything is certain: of each event that calls it up some row is known, or every row is known not to be one.
    pub is_called: bool,
    /// Rows or duties that were looked at.
    pub looked_at: u64,
    /// Rows left out because their key is empty.
    pub keyless: u64,
    /// Rows on whose date the rule is not in force.
    pub not_in_force: u64,
}

/// Judges a statement. The key that it has must be prepared in the run.
pub(super) fn judge_statement(run: &Run<'_>, terms: &Terms<'_>, need: &Need) -> Judged {
    let several_zones = run.base.sheet.clock.has_several_zones();
    let mut judged = Judged::default();
    let Some(key) = key_of(terms.statement) else {
        let places = run.rows.len();
        judged.hits = (0..places.div_ceil(CHUNK))
            .into_par_iter()
            .flat_map_iter(|chunk| {
                let start = chunk * CHUNK;
                judge_places(run, terms, start..(start + CHUNK).min(places))
            })
            .collect();
        if several_zones {
            judged.hits = settle_rows(run, terms, need, judged.hits);
        }
        judged.hits.retain(|hit| !is_settled(run, terms, hit));
        look(run, terms, &mut judged, |_| false);
        return judged;
    };
    let Some(timelines) = run.timelines(key) else {
        return judged;
    };
    let hits: Vec<Hit> = (0..timelines.partition.lines.len())
        .into_par_iter()
        .with_min_len(16)
        .filter_map(|id| Some((id, run.line(timelines, id)?)))
        .flat_map_iter(|(id, line)| {
            judge_line(run, terms, &line)
                .into_iter()
                .map(move |hit| Hit { line: id, ..hit })
        })
        .collect();
    judged.hits = if several_zones {
        settle_lines(run, terms, need, timelines, hits)
    } else {
        hits
    };
    judged.hits.retain(|hit| !is_settled(run, terms, hit));
    let under = &timelines.partition.under;
    look(run, terms, &mut judged, |place| under.get(place).is_empty());
    judged
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
fn look(run: &Run<'_>, terms: &Terms<'_>, judged: &mut Judged, is_keyless: impl Fn(usize) -> bool) {
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
    let anywhere = |event: EventId, truth| {
        (0..run.moments.len()).any(|place| run.event(event, place) == truth)
    };
    // Each of them somewhere, for what the one forbids or calls for may be another row.
    judged.is_called = triggers
        .iter()
        .all(|&event| anywhere(event, Truth::Yes) || !anywhere(event, Truth::Unknown));
    let named = events_of(statement);
    let ranks: Vec<_> = named
        .iter()
        .flat_map(|&event| ranks_in(run, event))
        .collect();
    let placed = run.moments.iter().zip(&run.rows);
    for (place, (moment, &row)) in placed.enumerate() {
        // Earlier runs have looked at it.
        if run.base.past.has(row) {
            continue;
        }
        let possible = |event: EventId| run.event(event, place).is_possible();
        let unranked = |(event, timelines): &(EventId, &Timelines)| {
            possible(*event) && timelines.partition.under.get(place).is_empty()
        };
        if ranks.iter().any(unranked) {
            judged.keyless += 1;
            continue;
        }
        if is_keyless(place) {
            judged.keyless += u64::from(named.iter().any(|&event| possible(event)));
            continue;
        }
        judged.applies |= anchors.is_some_and(possible);
        if !looked_at.is_none_or(possible) {
            continue;
        }
        match terms.governed(run, row, moment) {
            Governed::Judged(_) => {
                judged.looked_at += 1;
                judged.applies |= anchors.is_none();
            }
            Governed::NotInForce => judged.not_in_force += 1,
            Governed::Context => {}
        }
    }
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

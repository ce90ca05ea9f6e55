//! Settles what several possible zones leave open: takes the hits of a timeline, judges it again in every pair of a zone for
//! clocks and a zone for dates, and gives what these come to together. A row breaks a statement if there is a zone for clocks in which
//! it does so whatever the zone for dates; it perhaps does if it does so in some pair. Timelines without hits, or without such rows, cost nothing.

use super::judge::{Hit, Standing, Terms, judge_line, judge_places};
use super::line::{Line, Order};
use super::need::{Need, temporal_key};
use super::run::{Run, Timelines};
use super::time::{World, ZoneId};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// More zones on one timeline than this are left open: the debtor could be anywhere.
const MOST_ZONES: usize = 12;

/// Judges again the timelines of a key that have hits.
pub(super) fn settle_lines(
    run: &Run<'_>,
    terms: &Terms<'_>,
    need: &Need,
    timelines: &Timelines,
    hits: Vec<Hit>,
) -> Vec<Hit> {
    let mut by_line: BTreeMap<usize, Vec<Hit>> = BTreeMap::new();
    for hit in hits {
        by_line.entry(hit.line).or_default().push(hit);
    }
    let lines: Vec<(usize, Vec<Hit>)> = by_line.into_iter().collect();
    lines
        .into_par_iter()
        .flat_map(|(id, hits)| {
            let Some(places) = timelines.partition.lines.get(id) else {
                return hits;
            };
            let settled = settle(run, need, places, hits, |again, places| {
                let order = Order::of(&again.moments, places);
                let line = Line {
                    days: again.base.sheet.days(),
                    moments: &again.moments,
                    places,
                    order: &order,
                };
                judge_line(again, terms, &line)
            });
            settled
                .into_iter()
                .map(|hit| Hit { line: id, ..hit })
                .collect()
        })
        .collect()
}

/// Judges again the rows of a statement without key that are possible hits.
pub(super) fn settle_rows(
    run: &Run<'_>,
    terms: &Terms<'_>,
    need: &Need,
    hits: Vec<Hit>,
) -> Vec<Hit> {
    if !(need.clock || need.dates) {
        return hits;
    }
    let (open, mut settled): (Vec<Hit>, Vec<Hit>) = hits
        .into_iter()
        .partition(|hit| hit.standing == Standing::Possible);
    // Rows that look at no others are settled together if they are in the same zones.
    let mut batches: BTreeMap<(Vec<ZoneId>, u32), Vec<Hit>> = BTreeMap::new();
    for hit in open {
        let batch = if need.temporals.is_empty() {
            (open_zones(run, &[hit.row]), 0)
        } else {
            (Vec::new(), hit.row)
        };
        batches.entry(batch).or_default().push(hit);
    }
    let batches: Vec<Vec<Hit>> = batches.into_values().collect();
    settled.par_extend(batches.into_par_iter().flat_map(|hits| {
        let places: Vec<u32> = hits
            .iter()
            .filter_map(|hit| place_of(run, hit.row))
            .collect();
        settle(run, need, &places, hits, |again, places| {
            judge_places(again, terms, places.iter().map(|&place| place as usize))
        })
    }));
    settled
}

// Where a row stands in a run in which all zones are open: in the order of all rows.
fn place_of(run: &Run<'_>, row: u32) -> Option<u32> {
    let rank = |row: u32| run.base.sheet.rank.get(row as usize).copied();
    let place = run
        .rows
        .binary_search_by_key(&rank(row), |&other| rank(other));
    u32::try_from(place.ok()?).ok()
}

fn settle(
    run: &Run<'_>,
    need: &Need,
    places: &[u32],
    hits: Vec<Hit>,
    judge: impl Fn(&Run<'_>, &[u32]) -> Vec<Hit>,
) -> Vec<Hit> {
    let reach = reached(run, need, places);
    let rows: Vec<u32> = reach
        .iter()
        .filter_map(|&place| run.rows.get(place as usize).copied())
        .collect();
    let zones = open_zones(run, &rows);
    if zones.is_empty() || zones.len() > MOST_ZONES {
        return hits;
    }
    let judged: BTreeSet<u32> = places
        .iter()
        .filter_map(|&place| run.rows.get(place as usize).copied())
        .collect();
    let mut found: BTreeMap<u32, Seen> = BTreeMap::new();
    for &clock in &zones {
        let mut in_all: BTreeMap<u32, usize> = BTreeMap::new();
        for &calendar in &zones {
            let world = World {
                clock: Some(clock),
                calendar: Some(calendar),
            };
            let again = Run::new(run.base, rows.clone(), world, need);
            let places: Vec<u32> = (0u32..)
                .zip(&again.rows)
                .filter(|(_, row)| judged.contains(row))
                .map(|(place, _)| place)
                .collect();
            for hit in judge(&again, &places) {
                if hit.standing == Standing::Violated {
                    *in_all.entry(hit.row).or_default() += 1;
                }
                found.entry(hit.row).or_default().take(hit);
            }
        }
        for (row, count) in in_all {
            if let Some(seen) = found.get_mut(&row) {
                seen.settled |= count == zones.len();
            }
        }
    }
    let certain = hits
        .into_iter()
        .filter(|hit| hit.standing == Standing::Violated)
        .map(|hit| (hit.row, hit));
    let mut settled: BTreeMap<u32, Hit> = found
        .into_iter()
        .filter_map(|(row, seen)| Some((row, seen.result()?)))
        .collect();
    settled.extend(certain);
    settled.into_values().collect()
}

#[derive(Default)]
struct Seen {
    /// The gravest hit of all worlds, the first among equals.
    gravest: Option<Hit>,
    /// There is a zone for clocks in which every zone for dates makes it a finding.
    settled: bool,
}

impl Seen {
    fn take(&mut self, hit: Hit) {
        let graver = self
            .gravest
            .as_ref()
            .is_none_or(|known| known.standing < hit.standing);
        if graver {
            self.gravest = Some(hit);
        }
    }

    fn result(self) -> Option<Hit> {
        let hit = self.gravest?;
        let standing = match hit.standing {
            Standing::Violated if !self.settled => Standing::Possible,
            standing => standing,
        };
        Some(Hit { standing, ..hit })
    }
}

// The places whose rows can bear on these: all that shares a key with them in a look back or ahead, and so on.
fn reached(run: &Run<'_>, need: &Need, places: &[u32]) -> BTreeSet<u32> {
    let tables = &run.base.sheet.rules.log;
    let mut keys: Vec<_> = need
        .temporals
        .iter()
        .filter_map(|id| tables.temporals.get(id.0 as usize))
        .map(temporal_key)
        .collect();
    keys.sort_unstable();
    keys.dedup();
    let mut reach: BTreeSet<u32> = places.iter().copied().collect();
    let mut fresh: Vec<u32> = places.to_vec();
    let mut walked: BTreeSet<(usize, u32)> = BTreeSet::new();
    while let Some(place) = fresh.pop() {
        for (at, key) in keys.iter().enumerate() {
            let Some(partition) = run.timelines(key).map(|timelines| &timelines.partition) else {
                continue;
            };
            for &id in partition.under.get(place as usize) {
                if walked.insert((at, id)) {
                    let line = partition.lines.get(id as usize).into_iter().flatten();
                    fresh.extend(line.copied().filter(|&other| reach.insert(other)));
                }
            }
        }
    }
    reach
}

// The zones of rows that have several, by name.
fn open_zones(run: &Run<'_>, rows: &[u32]) -> Vec<ZoneId> {
    let clock = &run.base.sheet.clock;
    let mut zones: Vec<ZoneId> = rows
        .iter()
        .map(|&row| clock.readings(row))
        .filter(|readings| {
            let first = readings.first().map(|reading| reading.zone);
            readings.iter().any(|reading| Some(reading.zone) != first)
        })
        .flatten()
        .map(|reading| reading.zone)
        .collect();
    zones.sort_by(|a, b| clock.zone_name(*a).cmp(clock.zone_name(*b)));
    zones.dedup();
    zones
}

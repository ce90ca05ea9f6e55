//! Decides what later runs still need of a log: takes the rows of a run and the rules, gives for each row how long some rule may still
//! look at it, judged by what the row itself says, whatever other rows may come.

use super::condition::{At, Columns, Judge};
use super::context::{Context, Reach};
use super::past::{Future, HAZE, Kept, Left, Lifted, Told, needed, pack};
use super::run::Run;
use super::task::Task;
use super::time::Instant;
use super::truth::Truth;
use super::unbounded::{Steps, Unbounded};
use crate::ir::log::{EventId, Key};
use crate::ir::rule::Conduct;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// By event: how long a row of it is needed after it, and how long a duty that it calls up may be open.
#[derive(Debug, Default)]
struct Needs {
    looks: BTreeMap<EventId, (Reach, Reach)>,
    duties: BTreeMap<EventId, Reach>,
    firsts: BTreeSet<(EventId, Key, usize)>,
    chains: BTreeMap<Steps, Reach>,
}

/// What a run leaves: `told` holds the findings that stand, by row of the table.
pub(super) fn future(run: &Run<'_>, rules: &[Task<'_>], told: Vec<(u32, Told)>) -> Future {
    let base = run.base;
    let (sheet, past) = (base.sheet, base.past);
    let needs = needs_of(run, rules);
    let columns = possible(run, &needs);
    let late = past.late;
    let end = sheet.last_row(past.end);
    let open = Unbounded {
        run,
        columns: &columns,
        // What is later may still be judged, or come.
        since: |ahead: Reach| {
            let end = end.map_or(Instant::MIN, |(_, last)| last);
            ahead.before(end.saturating_sub(late).saturating_sub(HAZE))
        },
    };
    let open = open.needed(&needs.firsts, &needs.chains);
    let mut rows: Vec<Kept> = (0u32..)
        .zip(&sheet.rank)
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|(row, &place)| {
            let Some(latest) = latest(run, row) else {
                return Kept::gone();
            };
            let is_possible = |event: EventId| {
                // What speaks of another row may be true of any.
                columns
                    .get(&event)
                    .is_none_or(|column| column.get(place as usize) != Some(&Truth::No))
            };
            let mut kept = Kept {
                until: needed(latest, Reach::NONE, Reach::NONE, late),
                wakes: Instant::MIN,
                left: Left {
                    told: Vec::new(),
                    answers: pack(base.texts.iter().map(
                        |answers| match answers.get(row as usize) {
                            Some(Truth::Yes) => Truth::Yes,
                            _ => Truth::No,
                        },
                    )),
                },
            };
            // A row that another stands for is only needed to be known again.
            if place == u32::MAX {
                return kept;
            }
            for (&event, &(back, ahead)) in &needs.looks {
                let until = needed(latest, back, ahead, late);
                if until > kept.until && is_possible(event) {
                    kept.until = until;
                }
            }
            if open.get(place as usize) == Some(&true) {
                kept.until = Instant::MAX;
            }
            for (&event, &ahead) in &needs.duties {
                if is_possible(event) {
                    kept.wakes = kept.wakes.max(needed(latest, Reach::NONE, ahead, late));
                }
            }
            kept
        })
        .collect();
    for (row, _) in &sheet.outside {
        if let Some(kept) = rows.get_mut(*row as usize) {
            *kept = Kept::gone();
        }
    }
    let lifted = lifted(run, rules, &told);
    for (row, one) in told {
        if let Some(kept) = rows.get_mut(row as usize) {
            kept.left.told.push(one);
        }
    }
    Future {
        rows,
        end,
        lifted,
        outside: sheet.outside.clone(),
        clocks: (
            sheet.clock.notes.by_row + sheet.clock.notes.by_offset > 0,
            sheet.clock.notes.nameless > 0,
        ),
    }
}

fn needs_of(run: &Run<'_>, rules: &[Task<'_>]) -> Needs {
    let mut needs = Needs::default();
    for rule in rules {
        let contexts: Vec<Context> = rule
            .statements
            .iter()
            .map(|one| Context::of(run.base.sheet.rules, one.conduct, rule.calendar, true))
            .collect();
        // All statements of a rule are settled together, as what is told of a row counts them together.
        let ahead = contexts.iter().map(|one| one.ahead).max();
        let ahead = ahead.unwrap_or(Reach::NONE);
        let firsts = contexts.iter().flat_map(|one| one.firsts.iter().cloned());
        needs.firsts.extend(firsts);
        for chain in contexts.iter().flat_map(|one| &one.chains) {
            let known = needs.chains.entry(chain.clone()).or_insert(ahead);
            *known = ahead.max(*known);
        }
        for (event, back) in contexts.iter().flat_map(|one| &one.looks) {
            let farther = |known: (Reach, Reach)| {
                let far = |(back, ahead): (Reach, Reach)| needed(0, back, ahead, 0);
                far((*back, ahead)) > far(known)
            };
            match needs.looks.get(event) {
                Some(&known) if !farther(known) => {}
                _ => {
                    needs.looks.insert(*event, (*back, ahead));
                }
            }
        }
        for statement in &rule.statements {
            if let Conduct::AfterRequire { after, .. } = statement.conduct {
                let known = needs.duties.entry(*after).or_insert(ahead);
                *known = ahead.max(*known);
            }
        }
    }
    needs
}

// By event that is needed: whether a row may be one, whatever rows come before and after it.
fn possible(run: &Run<'_>, needs: &Needs) -> BTreeMap<EventId, Vec<Truth>> {
    let tables = &run.base.sheet.rules.log;
    let mut columns = Columns {
        events: vec![None; tables.events.len()],
        temporals: vec![None; tables.temporals.len()],
    };
    let firsts = needs.firsts.iter().map(|(event, ..)| event);
    let named = needs.looks.keys().chain(needs.duties.keys());
    let steps = needs.chains.keys().flat_map(|(steps, ..)| steps);
    let wanted: BTreeSet<EventId> = named.chain(firsts).chain(steps).copied().collect();
    let mut found = BTreeMap::new();
    for id in wanted {
        let Some(event) = tables.events.get(id.0 as usize) else {
            continue;
        };
        if event.correlated {
            continue;
        }
        let judge = Judge {
            columns: &columns,
            ..run.judge()
        };
        let column: Vec<Truth> = run
            .rows
            .par_iter()
            .enumerate()
            .with_min_len(1024)
            .map(|(place, &row)| judge.holds(id, At { place, row }, None))
            .collect();
        if let Some(slot) = columns.events.get_mut(id.0 as usize) {
            *slot = Some(column.clone());
        }
        found.insert(id, column);
    }
    found
}

fn latest(run: &Run<'_>, row: u32) -> Option<Instant> {
    let readings = run.base.sheet.clock.readings(row);
    readings.iter().map(|reading| reading.last).max()
}

// What was told of rows that are not settled, and does not stand now.
fn lifted(run: &Run<'_>, rules: &[Task<'_>], told: &[(u32, Told)]) -> Vec<Lifted> {
    let past = run.base.past;
    let stands: HashSet<Told> = told.iter().map(|(_, one)| *one).collect();
    let settled: BTreeMap<u32, Instant> = rules
        .iter()
        .map(|rule| {
            let index = u32::try_from(rule.index).unwrap_or(u32::MAX);
            (index, past.settled(run.base.sheet.rules, rule))
        })
        .collect();
    let mut lifted: Vec<Lifted> = (0u32..)
        .zip(&past.rows)
        .flat_map(|(row, left)| left.told.iter().map(move |one| (row, *one)))
        .filter(|(row, one)| {
            let settled = settled.get(&one.rule).copied().unwrap_or(Instant::MAX);
            !stands.contains(one) && latest(run, *row).is_some_and(|latest| latest >= settled)
        })
        .map(|(row, one)| Lifted {
            row,
            rule: one.rule,
        })
        .collect();
    lifted.sort_unstable();
    lifted
}

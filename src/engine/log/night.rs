//! Judges a log night by night: takes what earlier runs left and new rows, gives what no run has told, and what the next run needs.

use super::LogOptions;
use super::keep::future;
use super::notes::Noted;
use super::outcome::outcome;
use super::past::{Future, Past, Told};
use super::ready::Ready;
use super::rule::{Weighed, absent, all_notes, columns, weigh_run};
use super::sheet::Sheet;
use super::shortfall::first_day;
use super::sum::Sum;
use super::task::tasks;
use super::tell::{Desk, Found};
use super::threads::Threads;
use super::verdict::conclude;
use crate::contact::Table;
use crate::engine::text::TextEngine;
use crate::finding::{Finding, Outcome, RuleVerdict, Severities};
use crate::ir::RuleSet;
use rayon::prelude::*;
use std::collections::HashSet;

/// Judges the rows that earlier runs over the same log left, which stand first in the table, together with new ones. Gives what no earlier
/// run has told, and what the next run needs.
///
/// Over all runs the findings are those of one run over the whole log, as long as no row comes later than [`Past::late`] allows,
/// but for those that a later run lifts: a row that comes may meet a duty, or be what another should have been followed by.
pub fn audit_on(
    rules: &RuleSet,
    table: &Table,
    text: &TextEngine<'_>,
    options: &LogOptions,
    past: &Past,
) -> (Outcome, Future) {
    Threads::new(options.threads).run(|| judge(rules, table, text, options, past))
}

/// What one rule came to.
struct Judged {
    verdict: RuleVerdict,
    /// The findings that no earlier run has told.
    fresh: Vec<Finding>,
    /// Every finding that stands, by row of the table.
    told: Vec<(u32, Told)>,
}

fn judge(
    rules: &RuleSet,
    table: &Table,
    text: &TextEngine<'_>,
    options: &LogOptions,
    past: &Past,
) -> (Outcome, Future) {
    let Some(log) = rules.log.logs.get(table.log.0 as usize) else {
        return (Outcome::default(), Future::default());
    };
    let (tasks, passed) = tasks(rules, table.log, &options.profile);
    let sheet = Sheet::new(rules, table, log, options, past);
    let absent = absent(table, log);
    let columns = columns(rules, log, &absent);
    let end = sheet.end(options.as_of, past.end);
    let desk = Desk {
        sheet: &sheet,
        tasks: &tasks,
    };
    let known = past.told();
    let ready = Ready::new(rules, log, &tasks);
    let (judged, future) = ready.run(&sheet, text, &tasks, past, &options.watch, |run| {
        let weighed = weigh_run(run, columns, options, &tasks, end);
        let mut judged: Vec<Judged> = tasks
            .par_iter()
            .zip(weighed)
            .map(|(task, Weighed { mut sums, broken })| {
                let (fresh, told) = part(desk, &broken, &known, &mut sums);
                let kept = sums.iter().flat_map(|sum| sum.open.kept());
                let kept: Vec<Found> = kept.cloned().collect();
                let open = desk.open(&kept);
                Judged {
                    verdict: conclude(columns, task, sums, open),
                    fresh,
                    told,
                }
            })
            .collect();
        let told = judged
            .iter_mut()
            .flat_map(|one| std::mem::take(&mut one.told))
            .collect();
        let future = future(run, &tasks, told);
        (judged, future)
    });
    let (mut verdicts, mut findings) = (Vec::new(), Vec::new());
    for one in judged {
        verdicts.push(one.verdict);
        findings.extend(one.fresh);
    }
    let noted = Noted::of(&sheet);
    let notes = all_notes(rules, &noted, first_day(&sheet), options, &tasks);
    let mut outcome = outcome(rules, passed, verdicts, notes);
    outcome.findings = findings;
    // They are held, not counted.
    outcome.reported = Severities::default();
    (outcome, future)
}

// The findings that no earlier run has told, and all that stand. Only the former count.
fn part(
    desk: Desk<'_>,
    broken: &[Found],
    known: &HashSet<Told>,
    sums: &mut [Sum],
) -> (Vec<Finding>, Vec<(u32, Told)>) {
    let (mut fresh, mut told) = (Vec::new(), Vec::new());
    for (found, finding) in desk.each(broken) {
        let one = Told {
            rule: u32::try_from(finding.rule).unwrap_or(u32::MAX),
            fingerprint: u128::from_str_radix(&finding.fingerprint, 16).unwrap_or_default(),
        };
        told.push((found.hit.row, one));
        if !known.contains(&one) {
            fresh.push(finding);
        } else if let Some(sum) = sums.get_mut(found.statement) {
            sum.counts.violated = sum.counts.violated.saturating_sub(1);
        }
    }
    (fresh, told)
}

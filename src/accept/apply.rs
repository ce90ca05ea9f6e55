//! Applies suppressions and a baseline to an outcome: moves what they accept, keeps the order, adds the notices and how the run
//! stands to its baseline.

use super::Given;
use super::baseline::{Run, Standing, standings};
use super::baseline_file::BaselineFile;
use super::suppression::Suppression;
use crate::codes::accept::{EXPIRED, UNUSED};
use crate::finding::{Acceptance, Accepted, Baseline, Finding, Fixed, Notice, Outcome, Verdict};
use crate::ir::Words;
use std::collections::BTreeSet;

/// See [`super::accept`].
pub(super) fn accept(outcome: &mut Outcome, given: &Given<'_>) -> Vec<Standing> {
    let findings = std::mem::take(&mut outcome.findings);
    let mut accepted: Vec<Option<Acceptance>> = vec![None; findings.len()];
    let mut notices = Vec::new();
    for one in given.suppressions {
        suppress(one, given, &findings, outcome, &mut accepted, &mut notices);
    }
    let standings = match given.baseline {
        Some(baseline) => {
            let all: Vec<&Finding> = findings.iter().collect();
            let run = Run {
                findings: &all,
                outcome,
                checked: given.checked,
                gone: given.gone,
                rules: given.rules,
                known_rules: given.known,
            };
            let standings = standings(baseline, &run);
            let stands = settle(baseline, &standings, given, &mut accepted, &mut notices);
            outcome.baseline = Some(stands);
            standings
        }
        None => Vec::new(),
    };
    for (finding, acceptance) in findings.into_iter().zip(accepted) {
        match acceptance {
            Some(acceptance) => outcome.accepted.push(Accepted {
                finding,
                acceptance,
            }),
            None => outcome.findings.push(finding),
        }
    }
    outcome.notices.extend(notices);
    outcome.notices.sort();
    standings
}

/// Accepts the findings that a suppression holds for; all of them are marked, so that a second suppression of the same is not
/// called unused, but the first one is what the report shows.
fn suppress(
    one: &Suppression,
    given: &Given<'_>,
    findings: &[Finding],
    outcome: &Outcome,
    accepted: &mut [Option<Acceptance>],
    notices: &mut Vec<Notice>,
) {
    let (ids, wrong) = one.judge(given);
    notices.extend(wrong);
    for id in ids {
        let mut used = false;
        for (finding, slot) in findings.iter().zip(accepted.iter_mut()) {
            if finding.id == id && one.holds_for(finding) {
                used = true;
                slot.get_or_insert_with(|| one.acceptance());
            }
        }
        if !used && told(one, &id, given, outcome) {
            let words = Words::both(
                format!("the suppression of {id} suppresses nothing: remove it"),
                format!("对 {id} 的豁免没有对应的问题，请删除"),
            );
            notices.push(one.notice(UNUSED, words, false));
        }
    }
}

/// Whether the run can tell that a suppression is of no use: the rule was evaluated where it holds, and nowhere left open.
fn told(one: &Suppression, id: &str, given: &Given<'_>, outcome: &Outcome) -> bool {
    let mut of_rule = outcome
        .each_verdict(given.rules)
        .filter(|(rule, subject, _)| *rule == id && one.concerns(subject))
        .peekable();
    given.rules.iter().any(|rule| rule == id)
        && of_rule.peek().is_some()
        && of_rule.all(|(_, _, verdict)| {
            !matches!(
                verdict,
                Verdict::NotAssessed | Verdict::NotInForce | Verdict::Pending
            )
        })
}

fn settle(
    baseline: &BaselineFile,
    standings: &[Standing],
    given: &Given<'_>,
    accepted: &mut [Option<Acceptance>],
    notices: &mut Vec<Notice>,
) -> Baseline {
    let before: Vec<bool> = accepted.iter().map(Option::is_some).collect();
    let mut known = BTreeSet::new();
    let mut fixed = Vec::new();
    for (entry, standing) in baseline.entries.iter().zip(standings) {
        match *standing {
            Standing::Known(index) => {
                if let Some(until) = entry.until.filter(|until| *until < given.day) {
                    let (rule, file) = (&entry.rule, &entry.file);
                    notices.push(Notice {
                        file: baseline.name.clone(),
                        line: entry.line,
                        code: EXPIRED.to_string(),
                        words: Words::both(
                            format!("the baseline accepted {rule} in {file} until {until}: it counts again"),
                            format!("基线对 {file} 中 {rule} 的豁免已于 {until} 到期，重新计入"),
                        ),
                        wrong: false,
                    });
                } else if let Some(slot) = accepted.get_mut(index) {
                    known.insert(index);
                    slot.get_or_insert_with(|| entry.acceptance(&baseline.name));
                }
            }
            Standing::Fixed | Standing::Stale => fixed.push(Fixed {
                rule: entry.rule.clone(),
                subject: entry.file.clone(),
                text: entry.text.clone().unwrap_or_default(),
                stale: *standing == Standing::Stale,
            }),
            Standing::Untold => {}
        }
    }
    fixed.sort_by(|a, b| {
        let key = |one: &Fixed| (one.subject.clone(), one.rule.clone(), one.text.clone());
        key(a).cmp(&key(b))
    });
    let new = before
        .iter()
        .enumerate()
        .filter(|(index, suppressed)| !**suppressed && !known.contains(index))
        .count();
    Baseline {
        file: baseline.name.clone(),
        known: known.len(),
        new,
        fixed,
    }
}

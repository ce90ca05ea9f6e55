//! Makes the outcome of an audit: takes the verdicts of all rules, enters each in the ledger, and counts the findings that are to be told.

use crate::finding::{Outcome, RuleVerdict, Verdict};
use crate::ir::{RuleSet, Words};

/// The outcome without its findings, which are counted: `passed` are the verdicts of rules that have nothing to say about the log.
pub(super) fn outcome(
    rules: &RuleSet,
    passed: Vec<RuleVerdict>,
    judged: Vec<RuleVerdict>,
    notes: Vec<Words>,
) -> Outcome {
    let mut outcome = Outcome {
        verdicts: passed,
        ..Outcome::default()
    };
    outcome.verdicts.extend(judged);
    outcome.verdicts.sort_by_key(|verdict| verdict.rule);
    outcome.ledger.notes = notes;
    for verdict in &outcome.verdicts {
        let violated = verdict.counts.map_or(0, |counts| counts.violated);
        if let Some(rule) = rules.rules.get(verdict.rule) {
            outcome.reported.add_many(rule.severity, violated);
        }
    }
    enter(&mut outcome);
    outcome
}

// Enters every rule in the ledger under what it came to.
fn enter(outcome: &mut Outcome) {
    let ledger = &mut outcome.ledger;
    for verdict in &outcome.verdicts {
        let list = match verdict.verdict {
            Verdict::NotInForce => &mut ledger.not_in_force,
            Verdict::NotApplicable => &mut ledger.not_applicable,
            Verdict::NotAssessed => {
                ledger.not_assessed.push(verdict.id.clone());
                &mut ledger.evaluated
            }
            Verdict::Met | Verdict::Pending | Verdict::Violated => &mut ledger.evaluated,
        };
        list.push(verdict.id.clone());
    }
    for list in [
        &mut ledger.evaluated,
        &mut ledger.not_in_force,
        &mut ledger.not_applicable,
        &mut ledger.not_assessed,
    ] {
        list.sort();
        list.dedup();
    }
}

//! Tells which rules look beyond one debtor, and which events a rule set needs: takes compiled rules, gives indexes of rules and marks of events.

use super::need::{Need, key_of, temporal_key};
use crate::ir::RuleSet;
use crate::ir::log::{Key, Log, LogId};
use crate::ir::rule::{Body, Conduct};

/// The rules of a log that compare rows of several debtors: some key of theirs does not name the debtor. Every other rule can be judged
/// debtor by debtor.
pub fn looks_beyond(rules: &RuleSet, log: LogId) -> Vec<usize> {
    let Some(schema) = rules.log.logs.get(log.0 as usize) else {
        return Vec::new();
    };
    let debtor = schema.field("debtor");
    let is_apart = |key: &Key| debtor.is_some_and(|debtor| key.contains(&debtor));
    conducts(rules, log)
        .filter(|(_, statements)| {
            statements.iter().any(|statement| {
                let need = need_of(rules, schema, statement);
                let temporals = need.temporals.iter();
                key_of(statement)
                    .into_iter()
                    .chain(
                        temporals
                            .filter_map(|id| rules.log.temporals.get(id.0 as usize))
                            .map(temporal_key),
                    )
                    .any(|key| !is_apart(key))
            })
        })
        .map(|(index, _)| index)
        .collect()
}

/// By event: whether some rule about logs needs it.
pub fn events_needed(rules: &RuleSet) -> Vec<bool> {
    let mut needed = vec![false; rules.log.events.len()];
    for rule in &rules.rules {
        let Body::Conduct {
            log, statements, ..
        } = &rule.body
        else {
            continue;
        };
        let Some(schema) = rules.log.logs.get(log.0 as usize) else {
            continue;
        };
        for event in statements
            .iter()
            .flat_map(|statement| need_of(rules, schema, statement).events)
        {
            if let Some(slot) = needed.get_mut(event.0 as usize) {
                *slot = true;
            }
        }
    }
    needed
}

fn conducts(rules: &RuleSet, of: LogId) -> impl Iterator<Item = (usize, &[Conduct])> {
    let bodies = rules.rules.iter().enumerate();
    bodies.filter_map(move |(index, rule)| match &rule.body {
        Body::Conduct {
            log, statements, ..
        } if *log == of => Some((index, statements.as_slice())),
        _ => None,
    })
}

fn need_of(rules: &RuleSet, log: &Log, statement: &Conduct) -> Need {
    let mut need = Need::default();
    need.statement(&rules.log, log, statement);
    need
}

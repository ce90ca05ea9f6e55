//! Lets the exact engine judge statements on some rows of a table, with all that these rows are to each other.

use super::told::{self, Told};
use crate::engine::log::judge::{End, Terms};
use crate::engine::log::need::{Need, key_of};
use crate::engine::log::run::{Base, Run};
use crate::engine::log::statement::judge_statement;
use crate::engine::log::time::{World, day_number};
use crate::engine::log::walk::ready::conduct;
use crate::ir::RuleSet;
use crate::ir::log::{Log, LogId};
use crate::ir::rule::Body;
use jiff::civil::Date;

/// The statements of all rules for a kind of log: index of the rule, and of the statement in it.
pub(super) fn statements_of(rules: &RuleSet, log: LogId) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    for (at, rule) in rules.rules.iter().enumerate() {
        if let Body::Conduct {
            log: of,
            statements,
            ..
        } = &rule.body
            && *of == log
        {
            all.extend((0..statements.len()).map(|statement| (at, statement)));
        }
    }
    all
}

/// What statements are judged under, and what they need.
pub(super) fn terms_of<'r>(
    rules: &'r RuleSet,
    log: &Log,
    statements: &[(usize, usize)],
    period: (Option<Date>, Option<Date>),
    end: End,
) -> Vec<(Terms<'r>, Need)> {
    let terms = |at: &(usize, usize)| {
        let rule = rules.rules.get(at.0)?;
        let Body::Conduct { calendar, .. } = rule.body else {
            return None;
        };
        let statement = conduct(rule, at.1)?;
        let mut need = Need::default();
        need.statement(&rules.log, log, statement);
        let terms = Terms {
            rule,
            calendar,
            statement,
            period: (period.0.map(day_number), period.1.map(day_number)),
            end,
        };
        Some((terms, need))
    };
    statements.iter().filter_map(terms).collect()
}

/// Judges some rows, in their order, by themselves.
pub(super) fn judge(
    base: &Base<'_>,
    rows: Vec<u32>,
    statements: &[(Terms<'_>, Need)],
) -> Vec<Told> {
    let mut all = Need::default();
    for (_, need) in statements {
        all.events.extend(&need.events);
        all.temporals.extend(&need.temporals);
    }
    let mut run = Run::new(base, rows, World::default(), &all);
    for (terms, _) in statements {
        if let Some(key) = key_of(terms.statement) {
            run.prepare(key);
        }
    }
    statements
        .iter()
        .map(|(terms, need)| told::of_judged(&run, need, &judge_statement(&run, terms, need)))
        .collect()
}

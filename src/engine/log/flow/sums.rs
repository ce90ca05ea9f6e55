//! Brings together what walks over records and the exact engine came to: takes the sums of both, gives one for each statement of a rule.

use crate::contact::Position;
use crate::engine::log::sum::{OpenHits, Sum};
use crate::engine::log::task::Task;
use crate::engine::log::tell::{Found, Unknown};
use crate::engine::log::walk::{self, RuleSum, instant_of};
use crate::finding::RuleCount;
use crate::ir::log::FieldId;

/// The sum of a statement, as a walk gives it.
pub(super) fn statement_sum(
    task: &Task<'_>,
    at: usize,
    walked: &walk::Sum,
    has_rows: bool,
) -> Sum<Position> {
    let mut sum = match task.statements.get(at) {
        Some(statement) => Sum::new(statement.conduct),
        None => {
            return Sum::new(&crate::ir::rule::Conduct::Forbid(crate::ir::log::EventId(
                0,
            )));
        }
    };
    sum.counts = RuleCount {
        looked_at: walked.looked_at,
        violated: walked.violated,
        possible: walked.possible,
        pending: walked.pending,
        keyless: walked.keyless,
        not_in_force: walked.not_in_force,
    };
    sum.applies = walked.applies;
    sum.has_rows = has_rows;
    sum.in_force = walked.in_force;
    for (own, called) in sum.triggers.iter_mut().zip(&walked.called) {
        own.yes = called.yes;
        own.unknown = called.unknown;
    }
    sum
}

/// Adds what a walk says of a rule as a whole to its first statement; the hits that break it come back, to be told.
pub(super) fn add_rule(
    sum: &mut Sum<Position>,
    task: usize,
    rule: RuleSum,
) -> Vec<Found<Position>> {
    let found = |found: walk::Found| Found {
        task,
        statement: found.statement,
        instant: instant_of(found.time.0),
        subject: None,
        hit: found.hit,
    };
    let open = rule.open.into_iter().map(found).collect();
    sum.open.merge(OpenHits::of(rule.open_count, open));
    for (field, rows) in rule.unknown {
        sum.unknown.add(Unknown::Field(FieldId(field)), rows);
    }
    rule.found.into_iter().map(found).collect()
}

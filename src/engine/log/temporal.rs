//! Judges looks back and ahead: takes a temporal condition whose events are known and a timeline, gives its truth for every row.

use super::ground::Ground;
use super::line::{Gate, Line, Marks, Query, Side, Tally};
use super::parameter::{amount_at, bound_at};
use super::time::{Bound, Moment};
use super::truth::Truth;
use crate::ir::log::{Amount, EventId, Span, Temporal, TemporalId};

/// The truth of a temporal condition for every row of a timeline; `No` for rows that nobody asks about.
pub(super) fn look<G: Ground>(
    ground: &G,
    line: &Line<'_>,
    id: TemporalId,
    temporal: &Temporal,
) -> Vec<Truth> {
    let rows = 0..line.len();
    let asked = |at: usize| ground.is_asked(id, line.place(at));
    match temporal {
        Temporal::Preceded {
            event,
            at_least,
            within,
            earlier,
            ..
        } => {
            let found = Found::new(ground, line, *event);
            rows.map(|at| {
                if !asked(at) {
                    return Truth::No;
                }
                let query = Query {
                    within: bound(ground, line, at, within.as_ref()),
                    beyond: bound(ground, line, at, earlier.as_ref()),
                    ..Query::new(Side::Before, &found.marks)
                };
                enough(ground, line, at, *at_least, || found.tally(at, &query))
            })
            .collect()
        }
        Temporal::Followed {
            event,
            at_least,
            within,
            ..
        } => {
            let found = Found::new(ground, line, *event);
            rows.map(|at| {
                if !asked(at) {
                    return Truth::No;
                }
                let query = Query {
                    within: bound(ground, line, at, within.as_ref()),
                    ..Query::new(Side::After, &found.marks)
                };
                enough(ground, line, at, *at_least, || found.tally(at, &query))
            })
            .collect()
        }
        Temporal::During {
            after,
            within,
            until,
            ..
        } => {
            let opens = ground.marks(line, *after);
            if opens.is_empty() {
                return vec![Truth::No; line.len()];
            }
            let closes = until.map(|until| ground.marks(line, until));
            rows.map(|at| {
                if !asked(at) {
                    return Truth::No;
                }
                let query = Query {
                    within: bound(ground, line, at, within.as_ref()),
                    gate: closes.as_ref().map_or(Gate::Open, Gate::Until),
                    ..Query::new(Side::Before, &opens)
                };
                line.tally(at, &query).at_least(1)
            })
            .collect()
        }
        Temporal::Rank { rank, event, .. } => {
            let marks = ground.marks(line, *event);
            let before = (*rank as usize).saturating_sub(1);
            rows.map(|at| {
                if !asked(at) {
                    return Truth::No;
                }
                let own = marks.get(at);
                if own == Truth::No {
                    return own;
                }
                let earlier = line.tally(at, &Query::new(Side::Before, &marks));
                own.and(earlier.exactly(before))
            })
            .collect()
        }
    }
}

// The rows that a look back or ahead may find. One that speaks of the row that looks is asked pair by pair.
struct Found<'l, G> {
    ground: &'l G,
    line: &'l Line<'l>,
    marks: Marks,
    correlated: Option<EventId>,
}

impl<'l, G: Ground> Found<'l, G> {
    fn new(ground: &'l G, line: &'l Line<'_>, event: EventId) -> Self {
        let correlated = ground.is_correlated(event);
        Self {
            ground,
            line,
            marks: if correlated {
                Marks::every(line.len())
            } else {
                ground.marks(line, event)
            },
            correlated: correlated.then_some(event),
        }
    }

    fn tally(&self, at: usize, query: &Query<'_>) -> Tally {
        let Some(event) = self.correlated else {
            return self.line.tally(at, query);
        };
        let outer = self.line.place(at);
        let mut tally = Tally::default();
        for (other, relation) in self.line.members(at, query) {
            let place = self.line.place(other);
            let truth = relation.and(self.ground.seen_from(event, place, outer));
            tally.sure += usize::from(truth.is_sure());
            tally.maybe += usize::from(truth.is_possible());
        }
        tally
    }
}

fn enough<G: Ground>(
    ground: &G,
    line: &Line<'_>,
    at: usize,
    at_least: Amount,
    tally: impl FnOnce() -> Tally,
) -> Truth {
    match amount(ground, line, at, at_least) {
        Some(count) => tally().at_least(count),
        None => Truth::Unknown,
    }
}

fn amount<G: Ground>(ground: &G, line: &Line<'_>, at: usize, amount: Amount) -> Option<usize> {
    let number = match amount {
        Amount::Number(number) => number,
        Amount::Parameter(_) => {
            let day = line.moment(at).and_then(Moment::day)?;
            amount_at(ground.rules(), ground.profile(), amount, day)?.ceil() as i64
        }
    };
    Some(usize::try_from(number).unwrap_or(0))
}

fn bound<G: Ground>(ground: &G, line: &Line<'_>, at: usize, span: Option<&Span>) -> Option<Bound> {
    let day = line.moment(at).and_then(Moment::day);
    span.map(|span| bound_at(ground.rules(), ground.profile(), span, None, day))
}

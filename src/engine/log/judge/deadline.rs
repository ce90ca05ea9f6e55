//! Judges `after A require B within SPAN`: for each row of A looks for a row of B in time, or for one that lifts the duty.

use super::hit::{Detail, Hit, Standing};
use super::terms::{Governed, Terms, row_at};
use crate::engine::log::ground::Ground;
use crate::engine::log::line::{Line, Query, Side};
use crate::engine::log::time::Bound;
use crate::engine::log::truth::Truth;
use crate::ir::rule::Conduct;

pub(super) fn judge<G: Ground>(ground: &G, terms: &Terms<'_>, line: &Line<'_>) -> Vec<Hit<G::Row>> {
    let Conduct::AfterRequire {
        after,
        require,
        within,
        unless,
        ..
    } = terms.statement
    else {
        return Vec::new();
    };
    let duties = ground.marks(line, *after);
    if duties.is_empty() {
        return Vec::new();
    }
    let answers = ground.marks(line, *require);
    let lifts = unless.map(|event| ground.marks(line, event));
    let judge = |(at, own): (usize, Truth)| {
        let moment = line.moment(at)?;
        let row = row_at(ground, line, at)?;
        let bound = terms
            .bound(ground, Some(moment), Some(within))
            .unwrap_or(Bound::Unknown);
        let in_time = Query {
            within: Some(bound),
            ..Query::new(Side::After, &answers)
        };
        let lifted_by = lifts.as_ref().map(|marks| Query {
            within: Some(bound),
            ..Query::new(Side::From, marks)
        });
        // A row that is both calls for an answer and is one.
        let met = answers.get(at).or(line.tally(at, &in_time).at_least(1));
        let lifted = lifted_by.map_or(Truth::No, |query| line.tally(at, &query).at_least(1));
        let open = !met.or(lifted);
        let (due, is_due) = terms.due(ground, line.place(at), bound);
        let standing = if open == Truth::No {
            return None;
        } else if is_due == Truth::No {
            match terms.governed(ground, line.place(at), moment) {
                // Whether there is a duty at all is not known: that no time will tell.
                Governed::Judged(governed) if own.and(governed) == Truth::Unknown => {
                    Standing::Possible
                }
                Governed::Judged(_) => Standing::Pending,
                Governed::NotInForce | Governed::Context => return None,
            }
        } else {
            terms.standing(ground, line.place(at), own.and(open).and(is_due))?
        };
        let too_late = Query {
            beyond: Some(bound),
            ..Query::new(Side::After, &answers)
        };
        let late = line.nearest(at, &too_late, false);
        let mut perhaps = Vec::new();
        if standing == Standing::Possible {
            perhaps = line.members(at, &in_time);
            perhaps.extend(lifted_by.iter().flat_map(|query| line.members(at, query)));
            perhaps.sort_unstable();
            perhaps.dedup_by_key(|(other, _)| *other);
        }
        Some(Hit {
            row,
            line: 0,
            standing,
            detail: Detail::Deadline {
                due,
                late: late.and_then(|late| row_at(ground, line, late)),
                perhaps: perhaps
                    .iter()
                    .filter(|(other, _)| *other != at)
                    .filter_map(|&(other, _)| row_at(ground, line, other))
                    .collect(),
            },
        })
    };
    duties.possible().filter_map(judge).collect()
}

//! Looks for a chain of rows before a row: takes the marks of each step, gives whether there are rows of these, each strictly before
//! the next and the last before the row, the first of them inside the spans.

use super::{Line, Marks, Order, Query, Side};
use crate::engine::log::time::Bound;
use crate::engine::log::truth::Truth;

/// The steps, the first of them first, and the spans from the first row to the row that looks.
#[derive(Debug, Clone, Copy)]
pub(in crate::engine::log) struct Chain<'m> {
    /// The rows of each step; never empty.
    pub steps: &'m [Marks],
    /// `within SPAN`
    pub within: Option<Bound>,
    /// `at least SPAN earlier`
    pub beyond: Option<Bound>,
}

impl Line<'_> {
    /// Whether the chain stands before a row.
    pub fn chained(&self, at: usize, chain: &Chain<'_>) -> Truth {
        let Some((first, rest)) = chain.steps.split_first() else {
            return Truth::Yes;
        };
        let query = Query {
            within: chain.within,
            beyond: chain.beyond,
            ..Query::new(Side::Before, first)
        };
        match self.order {
            Order::Known(groups) => {
                let (sure, maybe) = self.ranges(groups, at, &query);
                let end = groups.start(at);
                // The earliest row that may begin the chain leaves most room for the rest.
                let walk = |certain: bool, range| {
                    let start = first.first(certain, range);
                    rest.iter()
                        .fold(start, |found, step| {
                            step.first(certain, groups.end(found?)..end)
                        })
                        .is_some()
                };
                Truth::between(walk(true, sure), walk(false, maybe))
            }
            Order::Open { widest } => {
                let starts: Vec<(usize, Truth)> = self.members(at, &query);
                Truth::between(
                    self.reaches(*widest, at, rest, &starts, Truth::is_sure),
                    self.reaches(*widest, at, rest, &starts, Truth::is_possible),
                )
            }
        }
    }

    fn reaches(
        &self,
        widest: i64,
        at: usize,
        rest: &[Marks],
        starts: &[(usize, Truth)],
        counts: fn(Truth) -> bool,
    ) -> bool {
        let chosen = |found: &[(usize, Truth)]| -> Vec<usize> {
            found
                .iter()
                .filter(|(_, truth)| counts(*truth))
                .map(|(row, _)| *row)
                .collect()
        };
        let mut reached = chosen(starts);
        let Some(&first) = reached.first() else {
            return false;
        };
        let between = self.between(widest, first, at);
        for step in rest {
            let next: Vec<(usize, Truth)> = step.possible_in(between.clone()).collect();
            let next = chosen(&next);
            reached = next
                .into_iter()
                .filter(|&row| counts(self.before(row, at)))
                .filter(|&row| {
                    reached
                        .iter()
                        .any(|&before| counts(self.before(before, row)))
                })
                .collect();
        }
        !reached.is_empty()
    }
}

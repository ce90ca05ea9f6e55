//! Leaves timelines to the exact engine: takes the positions of their rows, reads some timelines at a time in full, gives what the rules
//! of their lane come to on them.

use super::lane::Judged;
use super::setup::Shared;
use crate::contact::Position;
use crate::engine::log::rule::weigh;
use crate::engine::log::select::LanePlan;
use crate::engine::log::sheet::Sheet;
use crate::engine::log::task::Task;
use crate::engine::log::tell::{Found, Rows};
use crate::engine::log::walk::End;
use std::io;

/// About so many rows are read at a time.
const ROWS: usize = 32_768;

/// The exact engine for one lane.
pub(super) struct Exact<'a> {
    pub shared: &'a Shared<'a>,
    pub plan: &'a LanePlan,
    pub absent: &'a [bool],
    pub end: End,
    pub fetch: &'a Rows<'a>,
}

impl Exact<'_> {
    /// Judges lines and adds what they come to.
    pub fn judge(&self, mut lines: Vec<Vec<Position>>, judged: &mut Judged) -> io::Result<()> {
        // Which lines are judged together is no matter of chance.
        for line in &mut lines {
            line.sort_unstable();
        }
        lines.sort_unstable();
        let own = self.plan.tasks.iter();
        let tasks = own.filter_map(|&at| self.shared.setup.tasks.get(at));
        let tasks: Vec<Task<'_>> = tasks.cloned().collect();
        let mut some: Vec<Position> = Vec::new();
        for line in lines {
            if !some.is_empty() && some.len() + line.len() > ROWS {
                self.judge_some(&tasks, &mut some, judged)?;
            }
            some.extend(line);
        }
        self.judge_some(&tasks, &mut some, judged)
    }

    fn judge_some(
        &self,
        tasks: &[Task<'_>],
        positions: &mut Vec<Position>,
        judged: &mut Judged,
    ) -> io::Result<()> {
        if positions.is_empty() {
            return Ok(());
        }
        positions.sort_unstable();
        let setup = self.shared.setup;
        let table = (self.fetch)(positions)?;
        let sheet = Sheet::of_some(setup.rules, &table, setup.log, setup.options);
        let columns = setup.columns(self.absent);
        let weighed = weigh(
            &sheet,
            columns,
            self.shared.text,
            setup.options,
            tasks,
            self.end,
        );
        for (&at, weighed) in self.plan.tasks.iter().zip(weighed) {
            let place = |found: &Found| -> io::Result<Found<Position>> {
                let placed = found.try_map(|row| {
                    let position = positions.get(row as usize).copied();
                    position.ok_or(io::ErrorKind::InvalidData)
                })?;
                Ok(Found { task: at, ..placed })
            };
            for found in &weighed.broken {
                judged.pile.push(&place(found)?)?;
            }
            let own = judged.sums.get_mut(at).into_iter().flatten();
            for (own, sum) in own.zip(weighed.sums) {
                own.merge(sum.map(place)?);
            }
        }
        positions.clear();
        Ok(())
    }
}

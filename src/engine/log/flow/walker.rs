//! Walks the partitions of a lane on several threads: takes what was gathered, gives sums, hits, and what is left to the exact engine.

use super::rows::Rows;
use super::setup::Shared;
use crate::contact::Position;
use crate::engine::log::Stage;
use crate::engine::log::select::Gathers;
use crate::engine::log::tell::Rows as FetchRows;
use crate::engine::log::walk::{Ready, Sums, Walk};
use rayon::prelude::*;
use std::io;

/// What one lane came to.
#[derive(Default)]
pub(super) struct Walked {
    pub sums: Sums,
    /// The rows of each timeline that only the exact engine can judge.
    pub hazy: Vec<Vec<Position>>,
    /// Rows left out because another tells the same contact.
    pub twins: Vec<Position>,
    /// How many of them differ from the row that was kept.
    pub conflicting: u64,
}

impl Walked {
    fn add(&mut self, other: Walked) {
        self.sums.add(other.sums);
        self.hazy.extend(other.hazy);
        self.twins.extend(other.twins);
        self.conflicting += other.conflicting;
    }
}

/// What one thread walks with.
struct Walker<'w, 'r> {
    shared: &'w Shared<'w>,
    /// Rows that another lane has left out, sorted.
    without: &'w [Position],
    walk: Walk<'r>,
    rows: Rows<'w>,
    hazy: Vec<Vec<Position>>,
}

impl Walker<'_, '_> {
    fn take(mut self, gathers: &Gathers, lone: bool, partition: usize) -> io::Result<Self> {
        let gather = if lone { &gathers.lone } else { &gathers.keyed };
        let watch = &self.shared.setup.options.watch;
        let mut records = watch.stage(Stage::Gather, || gather.load(partition))?;
        if !self.without.is_empty() {
            records = self.kept(&records, gather.width());
        }
        watch.stage(Stage::Judge, || {
            if !lone {
                let hazy = self.walk.partition(records, gather.bits(), &mut self.rows);
                self.hazy.extend(hazy);
                return;
            }
            // Rows without a key are judged together: none looks at another.
            let hazy = self.walk.lone(records, gather.bits(), &mut self.rows);
            self.hazy.extend((!hazy.is_empty()).then_some(hazy));
        });
        match self.rows.failed.take() {
            Some(error) => Err(error),
            None => Ok(self),
        }
    }

    fn kept(&self, records: &[u64], width: usize) -> Vec<u64> {
        let is_kept = |record: &&[u64]| {
            let position = Position(record.get(2).copied().unwrap_or(0));
            self.without.binary_search(&position).is_err()
        };
        let records = records.chunks_exact(width).filter(is_kept);
        records.flatten().copied().collect()
    }

    fn finish(self) -> Walked {
        Walked {
            sums: self.walk.finish(),
            hazy: self.hazy,
            twins: self.rows.twins,
            conflicting: self.rows.conflicting,
        }
    }
}

impl Shared<'_> {
    /// Walks a lane but for the rows that another has left out.
    pub(super) fn walk(
        &self,
        ready: &Ready<'_>,
        gathers: &Gathers,
        without: &[Position],
        fetch: &FetchRows<'_>,
    ) -> io::Result<Walked> {
        let setup = self.setup;
        let walker = || {
            let mut walk = Walk::new(ready);
            if setup.options.watch.is_running() {
                walk.take_time();
            }
            Ok(Walker {
                shared: self,
                without,
                walk,
                rows: Rows::new(setup.rules, setup.log, setup.options, fetch),
                hazy: Vec::new(),
            })
        };
        let keyed = (0..gathers.keyed.partitions()).map(|at| (false, at));
        let lone = (0..gathers.lone.partitions()).map(|at| (true, at));
        let all: Vec<(bool, usize)> = keyed.chain(lone).collect();
        all.into_par_iter()
            .with_min_len(16)
            .fold(walker, |walker, (lone, partition)| {
                walker.and_then(|walker: Walker<'_, '_>| walker.take(gathers, lone, partition))
            })
            .map(|walker| walker.map(Walker::finish))
            .try_reduce(Walked::default, |mut all, more| {
                all.add(more);
                Ok(all)
            })
    }

    /// How many rows bear an identity that another row bears too, though they are contacts of their own; `merged` rows are none.
    pub(super) fn namesakes(&self, merged: u64) -> io::Result<u64> {
        let ids = self.gathers.iter().find_map(|lane| lane.ids.as_ref());
        let Some(ids) = ids else {
            return Ok(0);
        };
        let again = (0..ids.partitions())
            .into_par_iter()
            .map(|partition| -> io::Result<u64> {
                let mut hashes = ids.load(partition)?;
                let rows = hashes.len();
                hashes.sort_unstable();
                hashes.dedup();
                Ok((rows - hashes.len()) as u64)
            })
            .try_reduce(|| 0, |a, b| Ok(a + b))?;
        Ok(again.saturating_sub(merged))
    }
}

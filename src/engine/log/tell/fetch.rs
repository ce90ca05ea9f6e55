//! Tells what is found where rows are not at hand: fetches the rows of a chunk once, makes a small sheet of them, and tells its hits.

use super::{CHUNK, Desk, Found, in_chunks};
use crate::contact::{Position, Table};
use crate::engine::log::LogOptions;
use crate::engine::log::sheet::Sheet;
use crate::engine::log::task::Task;
use crate::engine::log::threads::Threads;
use crate::finding::{Evidence, Finding};
use crate::ir::RuleSet;
use crate::ir::log::Log;
use std::io;

/// Gives the rows at some positions in full and in that order, just as reading all of the log gives them: a column is absent only if
/// no file of the log has it.
pub type Rows<'a> = dyn Fn(&[Position]) -> io::Result<Table> + Sync + 'a;

/// What hits are told with.
#[derive(Clone, Copy)]
pub(in crate::engine::log) struct Fetch<'a> {
    /// The compiled rules.
    pub rules: &'a RuleSet,
    /// The log's schema.
    pub log: &'a Log,
    /// How it was judged.
    pub options: &'a LogOptions,
    /// The rules that were judged.
    pub tasks: &'a [Task<'a>],
    /// In the whole log, rows with neither zone nor offset stand beside rows with one.
    pub vague: bool,
    /// On which it is told.
    pub threads: &'a Threads,
    /// Fetches rows.
    pub rows: &'a Rows<'a>,
}

impl Fetch<'_> {
    /// Tells hits, sorted by rule and instant, one finding after the other. Memory is what a chunk needs.
    ///
    /// # Errors
    /// What comes with the hits, what fetching gives, and what `to` gives.
    pub fn findings(
        &self,
        founds: impl IntoIterator<Item = io::Result<Found<Position>>>,
        to: &mut dyn FnMut(Finding) -> io::Result<()>,
    ) -> io::Result<()> {
        in_chunks(founds, CHUNK, |chunk| {
            let findings = self.at_desk(&chunk, |desk, founds| desk.findings(founds))?;
            findings.into_iter().try_for_each(&mut *to)
        })
    }

    /// The rows of the first hits that leave a rule open.
    ///
    /// # Errors
    /// What fetching gives.
    pub fn open(&self, founds: &[Found<Position>]) -> io::Result<Vec<Evidence>> {
        match founds.is_empty() {
            true => Ok(Vec::new()),
            false => self.at_desk(founds, |desk, founds| desk.open(founds)),
        }
    }

    fn at_desk<T: Send>(
        &self,
        founds: &[Found<Position>],
        tell: impl FnOnce(&Desk<'_>, &[Found]) -> T + Send,
    ) -> io::Result<T> {
        let mut positions: Vec<Position> =
            founds.iter().flat_map(|found| found.hit.rows()).collect();
        positions.sort_unstable();
        positions.dedup();
        let table = (self.rows)(&positions)?;
        let row_of = |position: Position| {
            let row = positions.binary_search(&position).ok();
            let row = row.filter(|row| *row < table.len());
            row.and_then(|row| u32::try_from(row).ok()).ok_or_else(|| {
                let message = "rows that were read before could not be read again";
                io::Error::new(io::ErrorKind::InvalidData, message)
            })
        };
        let placed = founds.iter().map(|found| found.try_map(row_of));
        let placed: Vec<Found> = placed.collect::<io::Result<_>>()?;
        Ok(self.threads.run(|| {
            let sheet = Sheet::of_fetched(self.rules, &table, self.log, self.options, self.vague);
            let desk = Desk {
                sheet: &sheet,
                tasks: self.tasks,
            };
            tell(&desk, &placed)
        }))
    }
}

//! Answers what no record tells, by reading rows in full: which of several rows of one identity stay, and in what order rows of one
//! instant stand.

use crate::contact::{Position, Table};
use crate::engine::log::LogOptions;
use crate::engine::log::sheet::Sheet;
use crate::engine::log::tell::Rows as Fetch;
use crate::engine::log::walk;
use crate::ir::RuleSet;
use crate::ir::log::Log;
use std::collections::HashMap;
use std::io;

/// Rows that are read again.
pub(super) struct Rows<'a> {
    pub rules: &'a RuleSet,
    pub log: &'a Log,
    pub options: &'a LogOptions,
    pub fetch: &'a Fetch<'a>,
    /// Rows left out because another tells the same contact.
    pub twins: Vec<Position>,
    /// Those among them whose contents differ.
    pub conflicting: u64,
    /// What reading again came to grief on.
    pub failed: Option<io::Error>,
}

impl<'a> Rows<'a> {
    pub fn new(
        rules: &'a RuleSet,
        log: &'a Log,
        options: &'a LogOptions,
        fetch: &'a Fetch<'a>,
    ) -> Self {
        Self {
            rules,
            log,
            options,
            fetch,
            twins: Vec::new(),
            conflicting: 0,
            failed: None,
        }
    }

    fn read(&mut self, groups: &[Vec<Position>]) -> Option<(Vec<Position>, Table)> {
        let mut positions: Vec<Position> = groups.iter().flatten().copied().collect();
        positions.sort_unstable();
        positions.dedup();
        match (self.fetch)(&positions) {
            Ok(table) => Some((positions, table)),
            Err(error) => {
                self.failed.get_or_insert(error);
                None
            }
        }
    }
}

impl walk::Rows for Rows<'_> {
    fn keep(&mut self, groups: &[Vec<Position>]) -> Vec<Vec<bool>> {
        let all = || groups.iter().map(|group| vec![true; group.len()]).collect();
        let Some((positions, table)) = self.read(groups) else {
            return all();
        };
        let sheet = Sheet::of_some(self.rules, &table, self.log, self.options);
        self.conflicting += sheet.conflicting;
        let stays = |position: &Position| {
            let row = positions.binary_search(position).unwrap_or(usize::MAX);
            let row = u32::try_from(row).unwrap_or(u32::MAX);
            sheet.rank_of(row) != u32::MAX
        };
        let gone = positions.iter().filter(|position| !stays(position));
        self.twins.extend(gone);
        groups
            .iter()
            .map(|group| group.iter().map(stays).collect())
            .collect()
    }

    fn order(&mut self, groups: &[Vec<Position>]) -> Vec<Vec<Position>> {
        let Some((positions, table)) = self.read(groups) else {
            return groups.to_vec();
        };
        let sheet = Sheet::of_fetched(self.rules, &table, self.log, self.options, false);
        let ranks: HashMap<Position, u32> = (0u32..)
            .zip(&positions)
            .map(|(row, position)| (*position, sheet.rank_of(row)))
            .collect();
        let mut groups = groups.to_vec();
        for group in &mut groups {
            group.sort_by_key(|position| ranks.get(position).copied());
        }
        groups
    }
}

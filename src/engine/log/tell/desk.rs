//! Writes findings and open rows: takes hits on the rows of a sheet, puts them in their order and gives each its words and fingerprint.

use super::contact::contact_of;
use super::{Found, Teller, subject_of};
use crate::contact::describe_row;
use crate::engine::log::need::key_of;
use crate::engine::log::sheet::Sheet;
use crate::engine::log::sum::MOST_OPEN;
use crate::engine::log::task::{Statement, Task};
use crate::finding::{Evidence, Finding, fingerprint};
use crate::ir::log::FieldId;
use rayon::prelude::*;
use std::collections::HashMap;

/// Where hits are told: rows with the rules that they break.
#[derive(Clone, Copy)]
pub(in crate::engine::log) struct Desk<'a> {
    /// The rows.
    pub sheet: &'a Sheet<'a>,
    /// The rules.
    pub tasks: &'a [Task<'a>],
}

/// A hit in its order: its rule, its row's place in time, its statement, its subject.
struct Entry<'a> {
    found: &'a Found,
    task: &'a Task<'a>,
    statement: &'a Statement<'a>,
    rank: u32,
    subject: String,
}

impl<'a> Desk<'a> {
    /// The findings of hits, in their order. All hits of one rule at one instant have to be among them, or none: equal rows are told
    /// apart by how many came before.
    pub fn findings(&self, founds: &'a [Found]) -> Vec<Finding> {
        let each = self.each(founds).into_iter();
        each.map(|(_, finding)| finding).collect()
    }

    /// The same, each with the hit that it tells.
    pub fn each(&self, founds: &'a [Found]) -> Vec<(&'a Found, Finding)> {
        let drafts: Vec<(&Found, String, Finding)> = self
            .in_order(founds)
            .into_par_iter()
            .map(|entry| self.draft(entry))
            .collect();
        let mut repeats: HashMap<(usize, String), usize> = HashMap::new();
        drafts
            .into_iter()
            .map(|(found, words, mut finding)| {
                let key = (finding.rule, words);
                let repeat = repeats.get(&key).copied().unwrap_or(0);
                let parts = [finding.id.as_str(), &key.1, &repeat.to_string()];
                finding.fingerprint = fingerprint(parts);
                repeats.insert(key, repeat + 1);
                (found, finding)
            })
            .collect()
    }

    /// The rows of the first hits that leave a rule open. Hits of the last row that is shown stay together, so that no order of reading
    /// decides among them.
    pub fn open(&self, founds: &'a [Found]) -> Vec<Evidence> {
        let entries = self.in_order(founds);
        let last = entries.get(MOST_OPEN - 1).map_or(u32::MAX, |one| one.rank);
        entries
            .iter()
            .take_while(|entry| entry.rank <= last)
            .flat_map(|entry| self.teller(entry).evidence(&entry.found.hit))
            .collect()
    }

    fn in_order(&self, founds: &'a [Found]) -> Vec<Entry<'a>> {
        let mut entries: Vec<Entry<'a>> = founds
            .par_iter()
            .filter_map(|found| {
                let task = self.tasks.get(found.task)?;
                let statement = task.statements.get(found.statement)?;
                let row = found.hit.row;
                Some(Entry {
                    found,
                    task,
                    statement,
                    rank: self.sheet.rank_of(row),
                    subject: match &found.subject {
                        Some(subject) => subject.to_string(),
                        None => subject_of(self.sheet, row, key_of(statement.conduct)),
                    },
                })
            })
            .collect();
        let order = |entry: &Entry<'_>| (entry.found.task, entry.rank, entry.found.statement);
        entries.par_sort_by(|a, b| {
            order(a)
                .cmp(&order(b))
                .then_with(|| a.subject.cmp(&b.subject))
        });
        entries
    }

    fn teller(&self, entry: &Entry<'a>) -> Teller<'a> {
        Teller::new(self.sheet, entry.task.rule, entry.statement)
    }

    // A hit with its finding, which lacks its fingerprint, and the words that this is made of.
    fn draft(&self, entry: Entry<'a>) -> (&'a Found, String, Finding) {
        let (teller, rule) = (self.teller(&entry), entry.task.rule);
        let hit = &entry.found.hit;
        let words = format!("{}\n{}", entry.subject, self.contents(hit.row));
        let finding = Finding {
            rule: entry.task.index,
            id: rule.id.clone(),
            severity: rule.severity,
            effect: rule.effect,
            message: teller.message(hit),
            cite: rule.cites.clone(),
            evidence: teller.evidence(hit),
            fingerprint: String::new(),
            subject: entry.subject,
            contact: contact_of(self.sheet, hit.row),
        };
        (entry.found, words, finding)
    }

    fn contents(&self, row: u32) -> String {
        let all: Vec<FieldId> = (0u32..)
            .zip(&self.sheet.log.fields)
            .map(|(field, _)| FieldId(field))
            .collect();
        describe_row(self.sheet.table, row as usize, self.sheet.log, &all)
    }
}

//! Puts the breaches of one rule on one timeline of a log together: takes entries, gives groups of them, the rows that make a group in
//! the order of time, and its fingerprint.

use crate::finding::{Evidence, fingerprint};
use crate::ir::Lang;
use crate::report::entry::{Entry, Kind};
use std::collections::HashMap;

/// The rows of a timeline that are written; code scanning shows a thousand.
pub const STEPS: usize = 400;

/// One result: a breach of a document, or all breaches of a rule under one key of a log.
#[derive(Debug)]
pub struct Group<'e, 'a> {
    /// The first, which stands for all.
    pub first: &'e Entry<'a>,
    /// The others, in their order.
    pub others: Vec<&'e Entry<'a>>,
}

/// A row of a timeline.
#[derive(Debug, Clone, Copy)]
pub struct Step<'a> {
    /// The row, with the role that matters most.
    pub row: &'a Evidence,
    /// It breaks the rule.
    pub offending: bool,
}

/// Entries by rule and key where they are of a log, each by itself where they are not.
pub fn groups<'e, 'a>(entries: &'e [Entry<'a>]) -> Vec<Group<'e, 'a>> {
    let mut groups: Vec<Group<'e, 'a>> = Vec::new();
    let mut known: HashMap<(&str, &str), usize> = HashMap::new();
    for entry in entries {
        let key = (entry.id, entry.subject);
        // An accepted breach has an acceptance of its own.
        let joins = is_of_log(entry) && entry.kind == Kind::Finding;
        if let Some(group) = known.get(&key).filter(|_| joins)
            && let Some(group) = groups.get_mut(*group)
        {
            group.others.push(entry);
            continue;
        }
        if joins {
            known.insert(key, groups.len());
        }
        groups.push(Group {
            first: entry,
            others: Vec::new(),
        });
    }
    groups
}

fn is_of_log(entry: &Entry<'_>) -> bool {
    entry.spot.row.is_some()
}

impl<'a> Group<'_, 'a> {
    /// How many breaches it has.
    pub fn len(&self) -> usize {
        self.others.len() + 1
    }

    /// Whether it is of a log.
    pub fn is_timeline(&self) -> bool {
        is_of_log(self.first)
    }

    /// What makes it itself: for a log rule and key, which stay the same when a later log shows more breaches.
    pub fn fingerprint(&self) -> String {
        match self.is_timeline() && self.first.kind == Kind::Finding {
            true => fingerprint([self.first.id, self.first.subject]),
            false => self.first.fingerprint.to_owned(),
        }
    }

    /// The rows in the order of time, and how many are left out: those that offend stay before those that explain.
    pub fn steps(&self) -> (Vec<Step<'a>>, usize) {
        let mut steps: Vec<Step<'a>> = Vec::new();
        let mut known: HashMap<(&str, Option<u64>), usize> = HashMap::new();
        let entries = std::iter::once(&self.first).chain(&self.others);
        for row in entries.flat_map(|entry| entry.evidence) {
            let at = *known.entry((&row.file, row.row)).or_insert(steps.len());
            match steps.get_mut(at) {
                Some(step) if row.offending && !step.offending => {
                    *step = Step {
                        row,
                        offending: true,
                    };
                }
                Some(_) => {}
                None => steps.push(Step {
                    row,
                    offending: row.offending,
                }),
            }
        }
        let more = steps.len().saturating_sub(STEPS);
        if more > 0 {
            steps.sort_by_key(|step| !step.offending);
            steps.truncate(STEPS);
        }
        steps.sort_by_key(|step| step.row.instant);
        (steps, more)
    }

    /// What is said of several breaches before the first of them.
    pub fn summary(&self, lang: Lang) -> Option<String> {
        let number = self.len();
        (number > 1).then(|| match lang {
            Lang::En => format!("{}: {number} findings, the first: ", self.first.subject),
            Lang::Zh => format!("{}：共 {number} 项违规，首项：", self.first.subject),
        })
    }
}

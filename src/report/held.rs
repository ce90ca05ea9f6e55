//! Holds findings for the formats that cannot write them as they come: takes them one by one, keeps the gravest, counts the others.

use crate::finding::{Finding, Outcome, Severities};
use crate::ir::terms::Severity;
use std::collections::VecDeque;

/// Findings that are held: more than any format shows. The rest is counted.
const MOST: usize = 50_000;

/// The gravest findings so far, among equals the first.
#[derive(Default)]
pub struct Held {
    /// By severity, the gravest first, each in its order with a number.
    kept: [VecDeque<(u64, Finding)>; 3],
    told: u64,
    dropped: Severities,
}

impl Held {
    /// Takes a finding.
    pub fn take(&mut self, finding: &Finding) {
        self.told += 1;
        let at = match finding.severity {
            Severity::Error => 0,
            Severity::Warning => 1,
            Severity::Info => 2,
        };
        if self.kept.iter().map(VecDeque::len).sum::<usize>() >= MOST {
            // What is less grave makes room; nothing does for what is the least grave itself.
            let lighter = self.kept.iter_mut().skip(at + 1).rev();
            let Some((_, lightest)) = lighter.filter_map(VecDeque::pop_back).next() else {
                self.dropped.add(finding.severity);
                return;
            };
            self.dropped.add(lightest.severity);
        }
        if let Some(list) = self.kept.get_mut(at) {
            list.push_back((self.told, finding.clone()));
        }
    }

    /// Puts what is held into the outcome, in the order in which it was told.
    pub fn put_into(self, outcome: &mut Outcome) {
        let mut all: Vec<(u64, Finding)> = self.kept.into_iter().flatten().collect();
        all.sort_unstable_by_key(|(number, _)| *number);
        outcome.findings = all.into_iter().map(|(_, finding)| finding).collect();
        outcome.reported = self.dropped;
    }
}

//! Matches the findings of a run with a baseline: takes both, tells for each finding which entry knows it and for each entry whether
//! it is known, fixed, stale or not of this run. Lines do not count: findings are the same by rule and words.

use super::baseline_file::{BaselineEntry, BaselineFile};
use crate::finding::{Finding, Outcome, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// A document that a run checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Its subject in the run.
    pub subject: String,
    /// Its name in the baseline.
    pub file: String,
    /// What its text comes to; the same for a copy.
    pub hash: String,
}

/// How an entry stands after a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The finding of this index is what it knows, among all findings of the run, accepted or not.
    Known(usize),
    /// Its document was checked and the breach is there no more.
    Fixed,
    /// Its document or its rule is there no more.
    Stale,
    /// This run did not look: another document, another choice of rules, or a rule that could not be assessed.
    Untold,
}

/// What the run is, for the matching.
pub(super) struct Run<'a> {
    pub(super) findings: &'a [&'a Finding],
    pub(super) outcome: &'a Outcome,
    pub(super) checked: &'a [Checked],
    pub(super) gone: &'a [String],
    pub(super) rules: &'a [String],
    pub(super) known_rules: &'a [String],
}

/// How each entry stands, in the order of the file.
///
/// An entry knows the finding of its rule, document and words. Where its document is gone, it knows the same words in another
/// document, and what is missing in the document that has its words or that is its copy.
pub(super) fn standings(baseline: &BaselineFile, run: &Run<'_>) -> Vec<Standing> {
    let mut matching = Matching::new(run);
    let entries = &baseline.entries;
    let mut found: Vec<Option<usize>> = entries
        .iter()
        .map(|entry| matching.take(&entry.fingerprint, |file| file == entry.file))
        .collect();
    let homeless: Vec<usize> = (0..entries.len())
        .filter(|&at| found.get(at) == Some(&None))
        .filter(|&at| {
            entries
                .get(at)
                .is_some_and(|one| run.gone.contains(&one.file))
        })
        .collect();
    let known: BTreeSet<&str> = entries.iter().map(|entry| entry.file.as_str()).collect();
    // Words move with their document; the votes tell which one it is now.
    let mut votes: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for &at in &homeless {
        let Some(entry) = entries.get(at).filter(|one| one.text.is_some()) else {
            continue;
        };
        // A document that the baseline knows has its own entries; another is the likelier new name.
        let index = matching
            .take(&entry.fingerprint, |file| !known.contains(file))
            .or_else(|| matching.take(&entry.fingerprint, |_| true));
        let file = index.and_then(|index| matching.file_of(index));
        if let Some(file) = file.filter(|file| !known.contains(file)) {
            *votes
                .entry(&entry.file)
                .or_default()
                .entry(file)
                .or_default() += 1;
        }
        if let Some(slot) = found.get_mut(at) {
            *slot = index;
        }
    }
    let strangers = run
        .checked
        .iter()
        .filter(|one| !known.contains(one.file.as_str()));
    let copies: BTreeSet<(&str, &str)> = strangers
        .map(|one| (one.hash.as_str(), one.file.as_str()))
        .collect();
    for &at in &homeless {
        let Some(entry) = entries.get(at).filter(|one| one.text.is_none()) else {
            continue;
        };
        let hash = baseline.documents.get(&entry.file);
        let votes = votes.get(entry.file.as_str());
        // The most, and of equals the first by name.
        let most = votes.and_then(|votes| {
            let most = votes.values().max()?;
            let home = votes.iter().find(|(_, count)| *count == most)?;
            Some(*home.0)
        });
        let index = matching.take(&entry.fingerprint, |file| match most {
            Some(home) => file == home,
            None => hash.is_some_and(|hash| copies.contains(&(hash.as_str(), file))),
        });
        if let Some(slot) = found.get_mut(at) {
            *slot = index;
        }
    }
    let settled: BTreeSet<(&str, &str)> = run
        .outcome
        .each_verdict(run.rules)
        .filter(|(_, _, verdict)| {
            let tells = [Verdict::Met, Verdict::Violated, Verdict::NotApplicable];
            tells.contains(verdict)
        })
        .filter_map(|(id, subject, _)| Some((matching.name(subject)?, id)))
        .collect();
    let stand = |(entry, found): (&BaselineEntry, Option<usize>)| match found {
        Some(index) => Standing::Known(index),
        None if settled.contains(&(entry.file.as_str(), entry.rule.as_str())) => Standing::Fixed,
        None if run.gone.contains(&entry.file) => Standing::Stale,
        None if !run.known_rules.contains(&entry.rule) && !run.rules.contains(&entry.rule) => {
            Standing::Stale
        }
        None => Standing::Untold,
    };
    entries.iter().zip(found).map(stand).collect()
}

/// The findings that no entry has taken yet.
struct Matching<'a> {
    run: &'a Run<'a>,
    names: BTreeMap<&'a str, &'a str>,
    /// By fingerprint, in the order of the run.
    free: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> Matching<'a> {
    fn new(run: &'a Run<'a>) -> Self {
        let names = run.checked.iter();
        let names = names.map(|one| (one.subject.as_str(), one.file.as_str()));
        let mut free: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, finding) in run.findings.iter().enumerate() {
            free.entry(finding.fingerprint.as_str())
                .or_default()
                .push(index);
        }
        Self {
            run,
            names: names.collect(),
            free,
        }
    }

    /// The name that a subject has in the baseline.
    fn name(&self, subject: &str) -> Option<&'a str> {
        self.names.get(subject).copied()
    }

    fn file_of(&self, index: usize) -> Option<&'a str> {
        self.name(&self.run.findings.get(index)?.subject)
    }

    /// Takes a free finding of a fingerprint, the first in a document that will do.
    fn take(&mut self, fingerprint: &str, will_do: impl Fn(&str) -> bool) -> Option<usize> {
        let free = self.free.get(fingerprint)?;
        let at = free
            .iter()
            .position(|&index| self.file_of(index).is_some_and(&will_do))?;
        Some(self.free.get_mut(fingerprint)?.remove(at))
    }
}

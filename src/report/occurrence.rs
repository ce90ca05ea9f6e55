//! Counts how often a fingerprint came in a file, so that two breaches with the same words stay two for tools that want every
//! fingerprint once.

use super::entry::Entry;
use crate::finding::fingerprint;
use std::collections::HashMap;

/// What came so far.
#[derive(Debug, Default)]
pub struct Occurrences {
    counts: HashMap<String, u32>,
}

impl Occurrences {
    /// How often this one came up to now, itself included. Entries without a fingerprint are known by their words.
    pub fn count(&mut self, entry: &Entry<'_>) -> u32 {
        let own = identity(entry);
        let count = self.counts.entry(own).or_default();
        *count += 1;
        *count
    }
}

/// What makes an entry itself within a run: file, rule and fingerprint, never a line.
pub fn identity(entry: &Entry<'_>) -> String {
    let what = match entry.fingerprint {
        "" => entry.message,
        known => known,
    };
    let kind = entry.kind.as_str();
    fingerprint([kind, entry.spot.file, entry.subject, entry.id, what])
}

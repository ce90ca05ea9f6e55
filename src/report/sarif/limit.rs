//! Keeps a SARIF file within what code scanning takes: chooses the gravest results that fit, in number and in bytes.

use super::timeline::Group;
use serde_json::Value;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::io::{self, Write};

/// The most results of a run that are taken.
const RESULTS: usize = 25_000;
/// The most bytes that results may take: what is left of 25 MB beside rules and notifications.
const BYTES: usize = 20_000_000;

/// Which results are written.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Kept {
    left_out: BTreeSet<usize>,
}

impl Kept {
    /// Chooses among results: the graver before the less grave, each kind in its order, until a limit is reached.
    pub fn choose(groups: &[Group<'_, '_>], write: impl Fn(&Group<'_, '_>) -> Value) -> Self {
        let mut order: Vec<(usize, &Group<'_, '_>)> = groups.iter().enumerate().collect();
        order.sort_by_key(|(_, group)| Reverse(group.first.severity));
        let mut used = 0;
        let mut rest = order.into_iter();
        let mut left_out = BTreeSet::new();
        for (number, (at, group)) in rest.by_ref().enumerate() {
            let more = length(&write(group));
            if number == RESULTS || used + more > BYTES {
                left_out.insert(at);
                break;
            }
            used += more;
        }
        left_out.extend(rest.map(|(at, _)| at));
        Self { left_out }
    }

    /// Whether a result is written.
    pub fn holds(&self, at: usize) -> bool {
        !self.left_out.contains(&at)
    }

    /// How many are not.
    pub fn left_out(&self) -> usize {
        self.left_out.len()
    }
}

/// The bytes of a value as JSON, the comma after it included.
fn length(value: &Value) -> usize {
    let mut counter = Counter(1);
    // Counting fails for nothing that can be written.
    let _ = serde_json::to_writer(&mut counter, value);
    counter.0
}

struct Counter(usize);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

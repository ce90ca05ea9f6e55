//! Measures where the time of an audit goes, stage by stage.

use std::time::{Duration, Instant};

/// A stage of an audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Reading rows, asking them by themselves, gathering records.
    Select,
    /// Walking timelines.
    Walk,
    /// Timelines left to the exact engine.
    Exact,
    /// Verdicts.
    Conclude,
}

/// How long each stage took, in the order in which they ran.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Timings(pub Vec<(Stage, Duration)>);

impl Timings {
    pub(super) fn start(&self) -> Instant {
        Instant::now()
    }

    pub(super) fn stop(&mut self, stage: Stage, watch: Instant) {
        let spent = watch.elapsed();
        match self.0.iter_mut().find(|(known, _)| *known == stage) {
            Some((_, own)) => *own += spent,
            None => self.0.push((stage, spent)),
        }
    }
}

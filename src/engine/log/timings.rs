//! Keeps the time of an audit: takes how long its stages and rules took on every thread, gives what they come to together.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A stage of an audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Reading files into columns.
    Read,
    /// Finding out of each row what the rules ask of it by itself.
    Select,
    /// Bringing the rows of each key together, in the order of time.
    Gather,
    /// Judging timelines.
    Judge,
    /// Putting what is found into words, and writing it.
    Tell,
}

impl Stage {
    /// Every stage in turn.
    pub const ALL: [Stage; 5] = [
        Stage::Read,
        Stage::Select,
        Stage::Gather,
        Stage::Judge,
        Stage::Tell,
    ];
}

/// Where the time of an audit went, summed over threads where several work on one stage.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Timings {
    /// By stage; one that took none is not there.
    pub stages: BTreeMap<Stage, Duration>,
    /// What judging took by rule: its index into the rule set's rules.
    pub rules: BTreeMap<usize, Duration>,
}

/// Takes the time if it is told to. Clones take it together.
#[derive(Debug, Clone, Default)]
pub struct Stopwatch(Option<Arc<Mutex<Timings>>>);

impl Stopwatch {
    /// One that takes the time; the default does not.
    pub fn running() -> Self {
        Self(Some(Arc::default()))
    }

    /// Whether it takes the time.
    pub fn is_running(&self) -> bool {
        self.0.is_some()
    }

    /// Does some work of a stage.
    pub fn stage<T>(&self, stage: Stage, work: impl FnOnce() -> T) -> T {
        let start = self.0.as_ref().map(|_| Instant::now());
        let done = work();
        if let Some(start) = start {
            self.add(stage, start.elapsed());
        }
        done
    }

    /// Does some work on a rule: judging it.
    pub fn rule<T>(&self, rule: usize, work: impl FnOnce() -> T) -> T {
        let start = self.0.as_ref().map(|_| Instant::now());
        let done = work();
        if let Some(start) = start {
            let took = start.elapsed();
            self.with(|timings| {
                *timings.rules.entry(rule).or_default() += took;
                *timings.stages.entry(Stage::Judge).or_default() += took;
            });
        }
        done
    }

    /// Adds to a stage what some thread took for it.
    pub fn add(&self, stage: Stage, took: Duration) {
        self.with(|timings| *timings.stages.entry(stage).or_default() += took);
    }

    /// Adds to a rule what some thread took for judging it; the stage is counted by itself.
    pub fn add_rule(&self, rule: usize, took: Duration) {
        self.with(|timings| *timings.rules.entry(rule).or_default() += took);
    }

    /// What it came to; `None` of one that takes no time.
    pub fn timings(&self) -> Option<Timings> {
        let shared = self.0.as_ref()?;
        let timings = shared.lock().unwrap_or_else(PoisonError::into_inner);
        Some(timings.clone())
    }

    fn with(&self, change: impl FnOnce(&mut Timings)) {
        if let Some(shared) = &self.0 {
            change(&mut shared.lock().unwrap_or_else(PoisonError::into_inner));
        }
    }
}

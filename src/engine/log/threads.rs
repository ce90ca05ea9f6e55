//! Runs work on a number of threads of its own; where the system gives none, on those of the process.

use rayon::{ThreadPool, ThreadPoolBuilder};

/// Threads for one audit.
pub(super) struct Threads(Option<ThreadPool>);

impl Threads {
    /// So many; 0 for one for each core.
    pub fn new(count: usize) -> Self {
        Self(ThreadPoolBuilder::new().num_threads(count).build().ok())
    }

    /// Runs something that divides its work among threads.
    pub fn run<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        match &self.0 {
            Some(pool) => pool.install(work),
            None => work(),
        }
    }
}

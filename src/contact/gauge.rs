//! Counts what is read while it is read, for whoever shows how far a run is. The counts decide nothing.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes and rows that were read so far; a clone counts with its original.
#[derive(Debug, Clone, Default)]
pub struct Gauge(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    bytes: AtomicU64,
    rows: AtomicU64,
}

impl Gauge {
    /// So many more bytes of the files, as they lie on the disk.
    pub fn add_bytes(&self, more: u64) {
        self.0.bytes.fetch_add(more, Ordering::Relaxed);
    }

    /// So many more rows.
    pub fn add_rows(&self, more: u64) {
        self.0.rows.fetch_add(more, Ordering::Relaxed);
    }

    /// The log is read once more from its beginning.
    pub fn restart(&self) {
        self.0.bytes.store(0, Ordering::Relaxed);
        self.0.rows.store(0, Ordering::Relaxed);
    }

    /// Bytes so far.
    pub fn bytes(&self) -> u64 {
        self.0.bytes.load(Ordering::Relaxed)
    }

    /// Rows so far.
    pub fn rows(&self) -> u64 {
        self.0.rows.load(Ordering::Relaxed)
    }
}

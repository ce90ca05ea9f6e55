//! Keeps records by partition: takes blocks from writers, gives each partition's records back once.

use super::Writer;
use super::spill::{Budget, Extent};
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

/// Where the records of one partition are.
#[derive(Debug, Default)]
struct Kept {
    blocks: Vec<Vec<u64>>,
    spilled: Vec<Extent>,
    words: usize,
}

/// Records by partition. The first word of a record is the hash of its key; its top bits choose the partition.
#[derive(Debug)]
pub struct Gather {
    width: usize,
    bits: u32,
    budget: Arc<Budget>,
    kept: Vec<Mutex<Kept>>,
}

impl Gather {
    /// Gathers records of so many words (at least one) into so many partitions, rounded up to a power of two.
    pub fn new(width: usize, partitions: usize, budget: Arc<Budget>) -> Self {
        let partitions = partitions.clamp(1, 1 << 16).next_power_of_two();
        Self {
            width: width.max(1),
            bits: partitions.trailing_zeros(),
            budget,
            kept: (0..partitions).map(|_| Mutex::default()).collect(),
        }
    }

    /// How many words a record has.
    pub fn width(&self) -> usize {
        self.width
    }

    /// How many partitions there are.
    pub fn partitions(&self) -> usize {
        self.kept.len()
    }

    /// How many records a partition has so far, those in unfinished writers left out.
    pub fn records(&self, partition: usize) -> usize {
        self.kept
            .get(partition)
            .map_or(0, |kept| lock(kept).words / self.width)
    }

    /// Forgets all records.
    pub fn clear(&self) {
        for kept in &self.kept {
            let kept = std::mem::take(&mut *lock(kept));
            for block in kept.blocks {
                self.budget.give_back(block.capacity());
            }
        }
    }

    /// In how many first bits the hashes of a partition agree.
    pub fn bits(&self) -> u32 {
        self.bits
    }

    /// A writer for one thread.
    pub fn writer(&self) -> Writer<'_> {
        Writer::new(self)
    }

    /// The records of a partition, one after the other, which it then no longer has.
    ///
    /// # Errors
    /// The temporary file cannot be read.
    pub fn load(&self, partition: usize) -> io::Result<Vec<u64>> {
        let Some(kept) = self.kept.get(partition) else {
            return Ok(Vec::new());
        };
        let kept = std::mem::take(&mut *lock(kept));
        let mut records = Vec::with_capacity(kept.words);
        for block in kept.blocks {
            records.extend_from_slice(&block);
            self.budget.give_back(block.capacity());
        }
        self.budget.read(&kept.spilled, &mut records)?;
        Ok(records)
    }

    pub(super) fn partition_of(&self, hash: u64) -> usize {
        // Of no bits all of them are shifted out.
        let top = hash.checked_shr(u64::BITS - self.bits).unwrap_or(0);
        usize::try_from(top).unwrap_or(0)
    }

    pub(super) fn keep(&self, partition: usize, block: Vec<u64>) -> io::Result<()> {
        let Some(kept) = self.kept.get(partition) else {
            return Ok(());
        };
        if self.budget.take(block.capacity()) {
            let mut kept = lock(kept);
            kept.words += block.len();
            kept.blocks.push(block);
        } else {
            let extent = self.budget.write(&block)?;
            let mut kept = lock(kept);
            kept.words += block.len();
            kept.spilled.push(extent);
        }
        Ok(())
    }
}

// A thread that panicked has left whole blocks behind or none.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

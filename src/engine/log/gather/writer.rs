//! Collects the records of one thread in a block for each partition and hands over blocks that are full.

use super::{BLOCK, Gather};
use std::io;

/// Takes the records of one thread. They are gathered for certain only after [`Writer::finish`].
#[derive(Debug)]
pub struct Writer<'g> {
    gather: &'g Gather,
    open: Vec<Vec<u64>>,
    full: usize,
    failed: Option<io::Error>,
}

impl<'g> Writer<'g> {
    pub(super) fn new(gather: &'g Gather) -> Self {
        let full = (BLOCK / gather.width()).max(1) * gather.width();
        Self {
            gather,
            open: vec![Vec::new(); gather.partitions()],
            full,
            failed: None,
        }
    }

    /// Takes a record, which has as many words as the gather says: its key's hash first.
    pub fn push(&mut self, record: &[u64]) {
        debug_assert_eq!(record.len(), self.gather.width(), "words of a record");
        let partition = record
            .first()
            .map_or(0, |&hash| self.gather.partition_of(hash));
        let Some(block) = self.open.get_mut(partition) else {
            return;
        };
        if block.capacity() == 0 {
            block.reserve_exact(self.full);
        }
        block.extend_from_slice(record);
        if block.len() >= self.full {
            self.hand_over(partition);
        }
    }

    fn hand_over(&mut self, partition: usize) {
        let Some(block) = self.open.get_mut(partition).map(std::mem::take) else {
            return;
        };
        if self.failed.is_none()
            && let Err(error) = self.gather.keep(partition, block)
        {
            self.failed = Some(error);
        }
    }

    /// Hands over what is left.
    ///
    /// # Errors
    /// Some block could not be written to the temporary file; the gather is then not whole.
    pub fn finish(mut self) -> io::Result<()> {
        for partition in 0..self.open.len() {
            if let Some(block) = self.open.get_mut(partition) {
                block.shrink_to_fit();
                if !block.is_empty() {
                    self.hand_over(partition);
                }
            }
        }
        self.failed.map_or(Ok(()), Err)
    }
}

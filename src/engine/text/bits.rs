//! Holds a set of bytes of one text: takes ranges, tells whether a byte is in one of them.

use std::ops::Range;

/// A set of places in one text.
#[derive(Debug)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// None of the bytes of a text of so many.
    pub(super) fn new(length: usize) -> Self {
        Self(vec![0; length / 64 + 1])
    }

    /// Adds a range.
    pub(super) fn add(&mut self, range: Range<u32>) {
        for at in range {
            if let Some(word) = self.0.get_mut(at as usize / 64) {
                *word |= 1 << (at % 64);
            }
        }
    }

    /// Whether a byte is in the set.
    pub(super) fn has(&self, at: u32) -> bool {
        let word = self.0.get(at as usize / 64).copied().unwrap_or(0);
        word & (1 << (at % 64)) != 0
    }
}

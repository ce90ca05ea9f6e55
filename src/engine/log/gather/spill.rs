//! Counts the memory of gathered records and takes what goes beyond it to a temporary file: takes blocks of words, gives them back.

use super::kept::lock;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Bytes of a word.
const WORD: usize = 8;

/// A stretch of the temporary file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent {
    start: u64,
    words: usize,
}

#[derive(Debug, Default)]
struct Spill {
    file: Option<File>,
    end: u64,
}

/// The memory that all gathers together may fill, and the one file for the rest.
#[derive(Debug)]
pub struct Budget {
    bytes: usize,
    taken: AtomicUsize,
    spill: Mutex<Spill>,
}

impl Budget {
    /// Allows so many bytes of whole blocks.
    pub fn new(bytes: usize) -> Self {
        Self {
            bytes,
            taken: AtomicUsize::new(0),
            spill: Mutex::default(),
        }
    }

    /// How many bytes have gone to the temporary file.
    pub fn spilled(&self) -> u64 {
        lock(&self.spill).end
    }

    /// Takes memory for so many words; `false` where there is none left.
    pub(super) fn take(&self, words: usize) -> bool {
        let bytes = words.saturating_mul(WORD);
        let more = |taken: usize| taken.checked_add(bytes).filter(|&sum| sum <= self.bytes);
        self.taken
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, more)
            .is_ok()
    }

    pub(super) fn give_back(&self, words: usize) {
        let bytes = words.saturating_mul(WORD);
        self.taken.fetch_sub(bytes, Ordering::Relaxed);
    }

    pub(super) fn write(&self, block: &[u64]) -> io::Result<Extent> {
        let mut bytes = vec![0; block.len() * WORD];
        for (to, word) in bytes.chunks_exact_mut(WORD).zip(block) {
            to.copy_from_slice(&word.to_le_bytes());
        }
        let mut spill = lock(&self.spill);
        let start = spill.end;
        let file = match &mut spill.file {
            Some(file) => file,
            none => none.insert(tempfile::tempfile()?),
        };
        file.seek(SeekFrom::Start(start))?;
        file.write_all(&bytes)?;
        spill.end = start.saturating_add(bytes.len() as u64);
        Ok(Extent {
            start,
            words: block.len(),
        })
    }

    pub(super) fn read(&self, extents: &[Extent], to: &mut Vec<u64>) -> io::Result<()> {
        let mut bytes = Vec::new();
        for extent in extents {
            bytes.resize(extent.words * WORD, 0);
            if let Some(file) = &mut lock(&self.spill).file {
                file.seek(SeekFrom::Start(extent.start))?;
                file.read_exact(&mut bytes)?;
            }
            let words = bytes.chunks_exact(WORD).map(|word| {
                let mut whole = [0; WORD];
                whole.copy_from_slice(word);
                u64::from_le_bytes(whole)
            });
            to.extend(words);
        }
        Ok(())
    }
}

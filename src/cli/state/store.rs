//! Opens a state file: takes its path, gives what the run was, its rules, and the rows of a debtor, each read from its place.

use super::format::{Damage, Entry, Head, Part, check};
use super::meta::Meta;
use crate::ir::RuleSet;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

/// An open state file.
pub struct Store {
    file: File,
    head: Head,
    /// What the run was.
    pub meta: Meta,
}

impl Store {
    /// Opens a file and reads what it says of its run.
    pub fn open(path: &Path) -> Result<Self, Damage> {
        let mut file = File::open(path)?;
        let len = file.metadata()?.len();
        let mut bytes = Vec::new();
        file.by_ref()
            .take(Head::SIZE as u64)
            .read_to_end(&mut bytes)?;
        let head = Head::read(&bytes, len)?;
        let mut store = Self {
            file,
            head,
            meta: Meta::default(),
        };
        let meta = store.part(head.meta, "what it says of its run does not add up")?;
        store.meta = serde_json::from_slice(&meta)
            .map_err(|_| Damage::Damaged("what it says of its run cannot be read"))?;
        Ok(store)
    }

    /// The rules.
    pub fn rules(&mut self) -> Result<RuleSet, Damage> {
        let bytes = self.part(self.head.rules, "its rules do not add up")?;
        serde_json::from_slice(&bytes).map_err(|_| Damage::Damaged("its rules cannot be read"))
    }

    /// All entries, by debtor.
    pub fn index(&mut self) -> Result<Vec<Entry>, Damage> {
        let bytes = self.part(self.head.index, "its index does not add up")?;
        let entries = bytes.chunks_exact(Entry::SIZE).map(Entry::read);
        entries
            .collect::<Option<_>>()
            .ok_or(Damage::Damaged("its index cannot be read"))
    }

    /// The entry of a debtor, searched in place.
    pub fn find(&mut self, hash: u64) -> Result<Option<Entry>, Damage> {
        let (mut low, mut high) = (0, self.head.index.len / Entry::SIZE as u64);
        while low < high {
            let middle = low + (high - low) / 2;
            let at = self.head.index.at + middle * Entry::SIZE as u64;
            let bytes = self.bytes(at, Entry::SIZE as u64)?;
            let entry = Entry::read(&bytes).ok_or(Damage::Damaged("its index cannot be read"))?;
            match entry.hash.cmp(&hash) {
                std::cmp::Ordering::Equal => return Ok(Some(entry)),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        Ok(None)
    }

    /// The block of an entry.
    pub fn block(&mut self, entry: &Entry) -> Result<Vec<u8>, Damage> {
        let bytes = self.bytes(entry.at, u64::from(entry.len))?;
        match check(&bytes) as u32 == entry.check {
            true => Ok(bytes),
            false => Err(Damage::Damaged("the rows of a debtor do not add up")),
        }
    }

    fn part(&mut self, part: Part, wrong: &'static str) -> Result<Vec<u8>, Damage> {
        let bytes = self.bytes(part.at, part.len)?;
        match check(&bytes) == part.check {
            true => Ok(bytes),
            false => Err(Damage::Damaged(wrong)),
        }
    }

    fn bytes(&mut self, at: u64, len: u64) -> Result<Vec<u8>, Damage> {
        let inside = at.checked_add(len).is_some_and(|end| end <= self.head.len);
        let len = usize::try_from(len).ok().filter(|_| inside);
        let len = len.ok_or(Damage::Damaged("a part lies outside of it"))?;
        let mut bytes = vec![0; len];
        self.file.seek(SeekFrom::Start(at))?;
        self.file.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

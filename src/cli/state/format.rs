//! Defines the bytes of a state file: a head of fixed size, blocks of rows by debtor, an index of the blocks that can be searched in place, what
//! the run was, and its rules. Every part has a check sum.

use crate::contact::stored::Bytes;
use std::io;

/// The first bytes of every state file.
const MAGIC: u64 = u64::from_le_bytes(*b"hegui\0st");
/// The version of this format.
const VERSION: u64 = 1;

/// Why a state file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Damage {
    /// It cannot be opened or read.
    #[error("cannot be read: {}", .0.kind())]
    Io(#[from] io::Error),
    /// Something else.
    #[error("is no state file of hegui")]
    Foreign,
    /// A later or earlier format.
    #[error(
        "has version {0} of the format of state files, and this program reads version {VERSION}"
    )]
    Version(u64),
    /// Cut off or changed.
    #[error("is damaged: {0}")]
    Damaged(&'static str),
}

impl Damage {
    /// What to do.
    pub fn help(&self) -> &'static str {
        match self {
            Damage::Io(_) => "see that the file is there and may be read",
            Damage::Foreign => {
                "name a file that `hegui audit --state` wrote, or one that is not there yet"
            }
            Damage::Version(_) | Damage::Damaged(_) => {
                "take the copy of the night before, or begin anew: audit the whole history once with another state file"
            }
        }
    }
}

/// The check sum of some bytes.
pub fn check(bytes: &[u8]) -> u64 {
    let mut sum = 0xcbf2_9ce4_8422_2325 ^ bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        for (to, from) in word.iter_mut().zip(chunk) {
            *to = *from;
        }
        sum = (sum ^ u64::from_le_bytes(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        sum ^= sum >> 29;
    }
    sum
}

/// The number that a debtor's rows are found by. Two debtors of one number share a block.
pub fn debtor_hash(debtor: &str) -> u64 {
    check(debtor.as_bytes())
}

/// A part of the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Part {
    /// Its first byte.
    pub at: u64,
    /// Its length.
    pub len: u64,
    /// Its check sum.
    pub check: u64,
}

/// Where the parts are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Head {
    /// The length of the file.
    pub len: u64,
    /// What the run was.
    pub meta: Part,
    /// Its rules.
    pub rules: Part,
    /// The entries of the blocks, by debtor.
    pub index: Part,
}

impl Head {
    /// How many bytes it takes.
    pub const SIZE: usize = 13 * 8;

    /// Its bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(Self::SIZE);
        let parts = [self.meta, self.rules, self.index];
        let numbers = [MAGIC, VERSION, self.len];
        let parts = parts
            .iter()
            .flat_map(|part| [part.at, part.len, part.check]);
        for number in numbers.into_iter().chain(parts) {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend(check(&bytes).to_le_bytes());
        bytes
    }

    /// Reads a head; `len` is the length that the file has.
    pub fn read(bytes: &[u8], len: u64) -> Result<Self, Damage> {
        let mut from = Bytes(bytes);
        if from.fixed() != Some(MAGIC) {
            return Err(Damage::Foreign);
        }
        let cut = || Damage::Damaged("its head is cut off");
        let version = from.fixed().ok_or_else(cut)?;
        if version != VERSION {
            return Err(Damage::Version(version));
        }
        let summed = bytes.get(..Self::SIZE - 8).ok_or_else(cut)?;
        let told = from.fixed().ok_or_else(cut)?;
        let mut part = || {
            Some(Part {
                at: from.fixed()?,
                len: from.fixed()?,
                check: from.fixed()?,
            })
        };
        let head = Self {
            len: told,
            meta: part().ok_or_else(cut)?,
            rules: part().ok_or_else(cut)?,
            index: part().ok_or_else(cut)?,
        };
        if from.fixed() != Some(check(summed)) {
            return Err(Damage::Damaged("its head does not add up"));
        }
        if told != len {
            return Err(Damage::Damaged("it is not as long as it was written"));
        }
        Ok(head)
    }
}

/// Where the rows of one debtor are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The debtor's number.
    pub hash: u64,
    /// The first byte of the block.
    pub at: u64,
    /// Its length.
    pub len: u32,
    /// The lower half of its check sum.
    pub check: u32,
    /// The day after which the first of its rows is needed no more.
    pub shrinks: i32,
    /// The last day on which a duty may hang on one of its rows.
    pub wakes: i32,
}

impl Entry {
    /// How many bytes it takes.
    pub const SIZE: usize = 32;

    /// Its bytes.
    pub fn put(&self, to: &mut Vec<u8>) {
        to.extend(self.hash.to_le_bytes());
        to.extend(self.at.to_le_bytes());
        to.extend(self.len.to_le_bytes());
        to.extend(self.check.to_le_bytes());
        to.extend(self.shrinks.to_le_bytes());
        to.extend(self.wakes.to_le_bytes());
    }

    /// Reads an entry.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut from = Bytes(bytes);
        let four = |from: &mut Bytes<'_>| <[u8; 4]>::try_from(from.take(4)?).ok();
        Some(Self {
            hash: from.fixed()?,
            at: from.fixed()?,
            len: u32::from_le_bytes(four(&mut from)?),
            check: u32::from_le_bytes(four(&mut from)?),
            shrinks: i32::from_le_bytes(four(&mut from)?),
            wakes: i32::from_le_bytes(four(&mut from)?),
        })
    }
}

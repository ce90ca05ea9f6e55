//! Piles up what is found and gives it back sorted by rule and instant, within a budget of memory: beyond it, sorted runs go to temporary
//! files, from which they are merged.

use super::{Found, code};
use crate::contact::Position;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, ErrorKind, Read, Seek, Write};

/// More files than this are made one.
const MOST_FILES: usize = 64;

/// What hits are sorted by: their rule and their instant.
type Key = (u32, i64);

/// Hits in no order.
pub(in crate::engine::log) struct Pile {
    /// The bytes that may be held.
    budget: usize,
    held: Held,
    files: Vec<File>,
}

/// Hits in memory: where each lies, and their bytes.
#[derive(Default)]
struct Held {
    slots: Vec<Slot>,
    bytes: Vec<u8>,
}

struct Slot {
    task: u32,
    size: u32,
    instant: i64,
    start: usize,
}

impl Pile {
    /// An empty pile that holds so many bytes in memory.
    pub fn new(budget: usize) -> Self {
        Self {
            budget,
            held: Held::default(),
            files: Vec::new(),
        }
    }

    /// Takes in a hit.
    ///
    /// # Errors
    /// What temporary files give.
    pub fn push(&mut self, found: &Found<Position>) -> io::Result<()> {
        let start = self.held.bytes.len();
        code::write(found, &mut self.held.bytes);
        let number = |size: usize| u32::try_from(size).map_err(|_| ErrorKind::FileTooLarge);
        self.held.slots.push(Slot {
            task: number(found.task)?,
            size: number(self.held.bytes.len() - start)?,
            instant: found.instant,
            start,
        });
        self.keep_within()
    }

    /// Takes in another pile.
    ///
    /// # Errors
    /// What temporary files give.
    pub fn merge(&mut self, other: Self) -> io::Result<()> {
        let before = self.held.bytes.len();
        let slots = other.held.slots.into_iter();
        self.held.slots.extend(slots.map(|slot| Slot {
            start: slot.start + before,
            ..slot
        }));
        self.held.bytes.extend_from_slice(&other.held.bytes);
        self.files.extend(other.files);
        self.keep_within()
    }

    fn keep_within(&mut self) -> io::Result<()> {
        let held = self.held.bytes.len() + self.held.slots.len() * size_of::<Slot>();
        if held > self.budget {
            let held = std::mem::take(&mut self.held);
            self.files.push(spill(Sorted::new(held, Vec::new())?)?);
        }
        if self.files.len() > MOST_FILES {
            let files = std::mem::take(&mut self.files);
            self.files
                .push(spill(Sorted::new(Held::default(), files)?)?);
        }
        Ok(())
    }

    /// All hits, sorted by rule and instant.
    ///
    /// # Errors
    /// What temporary files give.
    pub fn sorted(self) -> io::Result<impl Iterator<Item = io::Result<Found<Position>>>> {
        let sorted = Sorted::new(self.held, self.files)?;
        Ok(sorted.map(|head| {
            let (_, _, bytes) = head?;
            code::read(&bytes).ok_or_else(|| ErrorKind::InvalidData.into())
        }))
    }
}

// Writes hits to a file: of each the number of its bytes, its key, its bytes.
fn spill(sorted: Sorted) -> io::Result<File> {
    let mut out = BufWriter::new(tempfile::tempfile()?);
    for head in sorted {
        let ((task, instant), _, bytes) = head?;
        let size = u32::try_from(bytes.len()).map_err(|_| ErrorKind::FileTooLarge)?;
        out.write_all(&size.to_le_bytes())?;
        out.write_all(&task.to_le_bytes())?;
        out.write_all(&instant.to_le_bytes())?;
        out.write_all(&bytes)?;
    }
    let mut file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.rewind()?;
    Ok(file)
}

/// The next hit of a source: its key, the number of the source, its bytes.
type Head = (Key, usize, Vec<u8>);

/// Hits in memory and in files, merged.
struct Sorted {
    slots: std::vec::IntoIter<Slot>,
    bytes: Vec<u8>,
    files: Vec<BufReader<File>>,
    /// The files are sources by their numbers; after them comes memory.
    heads: BinaryHeap<Reverse<Head>>,
}

impl Sorted {
    fn new(mut held: Held, files: Vec<File>) -> io::Result<Self> {
        held.slots
            .sort_unstable_by_key(|slot| (slot.task, slot.instant, slot.start));
        let mut sorted = Self {
            slots: held.slots.into_iter(),
            bytes: held.bytes,
            files: files.into_iter().map(BufReader::new).collect(),
            heads: BinaryHeap::new(),
        };
        for source in 0..=sorted.files.len() {
            sorted.advance(source)?;
        }
        Ok(sorted)
    }

    fn advance(&mut self, source: usize) -> io::Result<()> {
        let head = match self.files.get_mut(source) {
            Some(file) => from_file(file)?,
            None => self.slots.next().map(|slot| {
                let end = slot.start + slot.size as usize;
                let bytes = self.bytes.get(slot.start..end).unwrap_or(&[]);
                ((slot.task, slot.instant), bytes.to_vec())
            }),
        };
        if let Some((key, bytes)) = head {
            self.heads.push(Reverse((key, source, bytes)));
        }
        Ok(())
    }
}

impl Iterator for Sorted {
    type Item = io::Result<Head>;

    fn next(&mut self) -> Option<Self::Item> {
        let Reverse(head) = self.heads.pop()?;
        Some(self.advance(head.1).map(|()| head))
    }
}

fn from_file(file: &mut BufReader<File>) -> io::Result<Option<(Key, Vec<u8>)>> {
    if file.fill_buf()?.is_empty() {
        return Ok(None);
    }
    let (mut four, mut eight) = ([0; 4], [0; 8]);
    file.read_exact(&mut four)?;
    let size = u32::from_le_bytes(four);
    file.read_exact(&mut four)?;
    file.read_exact(&mut eight)?;
    let mut bytes = vec![0; size as usize];
    file.read_exact(&mut bytes)?;
    let key = (u32::from_le_bytes(four), i64::from_le_bytes(eight));
    Ok(Some((key, bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::log::judge::{Detail, Hit, Standing};

    fn pile(budget: usize, numbers: &[u64]) -> io::Result<Pile> {
        let mut pile = Pile::new(budget);
        for &number in numbers {
            pile.push(&Found {
                task: (number % 3) as usize,
                statement: 0,
                instant: (number % 7).cast_signed() - 3,
                subject: None,
                hit: Hit {
                    row: Position(number),
                    line: 0,
                    standing: Standing::Violated,
                    detail: Detail::Forbidden,
                },
            })?;
        }
        Ok(pile)
    }

    #[test]
    fn files_and_memory_come_back_in_one_order_with_nothing_lost() -> io::Result<()> {
        let numbers: Vec<u64> = (0..5000).map(|number| number * 7919 % 5003).collect();
        let (some, others) = numbers.split_at(2100);
        for budget in [0, 900, usize::MAX] {
            let mut all = pile(budget, some)?;
            all.merge(pile(budget, others)?)?;
            let files = all.files.len();
            assert_eq!(files > 0, budget < usize::MAX);
            assert!(files <= MOST_FILES + 1, "{files}");
            let back: Vec<Found<Position>> = all.sorted()?.collect::<io::Result<_>>()?;
            let keys: Vec<_> = back.iter().map(|one| (one.task, one.instant)).collect();
            assert!(keys.is_sorted());
            let mut rows: Vec<u64> = back.iter().map(|one| one.hit.row.0).collect();
            rows.sort_unstable();
            let mut wanted = numbers.clone();
            wanted.sort_unstable();
            assert_eq!(rows, wanted);
        }
        Ok(())
    }
}

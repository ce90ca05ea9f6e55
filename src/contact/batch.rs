//! Defines the batch: some hundred to some thousand rows of one file in plain columns, as the fast reader hands them to what selects
//! rows. A batch is filled anew for every piece of a file and allocates nothing per row.

use std::ops::Range;

/// Where a row is: the file in the order given (20 bits) and the row's place in it (44 bits), which is the byte offset of its first
/// byte in formats of text and the number of the row from 0 in others. Rows sort by it as they stand in the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Position(pub u64);

impl Position {
    /// The most files that one run tells apart.
    pub const MOST_FILES: usize = 1 << 20;
    const BITS: u32 = 44;

    /// The position of a place in a file.
    pub fn new(file: u32, place: u64) -> Self {
        Self(u64::from(file) << Self::BITS | place & ((1 << Self::BITS) - 1))
    }

    /// Index of the file.
    pub fn file(self) -> usize {
        usize::try_from(self.0 >> Self::BITS).unwrap_or(usize::MAX)
    }

    /// Byte offset or number of the row.
    pub fn place(self) -> u64 {
        self.0 & ((1 << Self::BITS) - 1)
    }
}

/// The words of a column, one after the other in one buffer with a line feed after each, so that all of them can be searched at once.
/// An empty word is a missing one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts {
    /// All words, each followed by `\n` (which a word may hold too).
    pub buffer: String,
    /// Where each row's word begins, and the length of the buffer at the end: one longer than there are rows.
    pub starts: Vec<u32>,
}

impl Texts {
    /// The place of a row's word in the buffer.
    pub fn range(&self, row: usize) -> Range<usize> {
        let start = self.starts.get(row).copied().unwrap_or(0) as usize;
        let end = self.starts.get(row + 1).copied().unwrap_or(0) as usize;
        start..end.saturating_sub(1).max(start)
    }

    /// A row's word; empty where it is missing.
    pub fn get(&self, row: usize) -> &str {
        self.buffer.get(self.range(row)).unwrap_or("")
    }

    /// Adds a row's word.
    #[inline]
    pub fn push(&mut self, word: &str) {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        self.buffer.push_str(word);
        self.buffer.push('\n');
        self.starts
            .push(u32::try_from(self.buffer.len()).unwrap_or(u32::MAX));
    }

    /// Forgets all rows and keeps the memory.
    pub fn clear(&mut self) {
        self.buffer.clear();
        self.starts.clear();
    }
}

/// One column of a batch. What is said of missing values holds for unknown ones too: a filled cell that holds no value of the field.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum BatchColumn {
    /// The file has no such column, or nobody asked for it.
    #[default]
    Absent,
    /// Instants and dates.
    Time {
        /// Date and clock as written, in microseconds as if they were UTC; [`BatchColumn::NO_TIME`] is missing.
        wall: Vec<i64>,
        /// Seconds east of UTC, [`BatchColumn::NO_OFFSET`], or [`BatchColumn::DATE_ONLY`] where no clock was written.
        offset: Vec<i32>,
    },
    /// Identities and single zones (in their canonical names).
    Id(Texts),
    /// Several identities or zones a row: the words of row `n` are `starts[n]..starts[n + 1]` of the texts.
    Ids {
        /// One longer than there are rows.
        starts: Vec<u32>,
        /// All words.
        words: Texts,
    },
    /// Numbers; not-a-number is missing.
    Number(Vec<f64>),
    /// Running text.
    Text(Texts),
    /// 0 is no, 1 yes, [`BatchColumn::NO_FLAG`] missing. Of a flag that is no when empty none is missing.
    Flag(Vec<u8>),
    /// Index of the value in the schema's enumeration; [`BatchColumn::NO_VALUE`] is missing.
    Enum(Vec<u16>),
    /// Several values a row, sorted: those of row `n` are `starts[n]..starts[n + 1]`.
    Enums {
        /// One longer than there are rows.
        starts: Vec<u32>,
        /// All values.
        values: Vec<u16>,
        /// By row: 0 the cell was empty, 1 it held unknown values too, 2 its values are known whole.
        whole: Vec<u8>,
    },
}

impl BatchColumn {
    /// A missing time.
    pub const NO_TIME: i64 = i64::MIN;
    /// No offset was written.
    pub const NO_OFFSET: i32 = i32::MIN;
    /// Only a date was written.
    pub const DATE_ONLY: i32 = i32::MAX;
    /// A missing flag.
    pub const NO_FLAG: u8 = 2;
    /// A missing value of an enumeration.
    pub const NO_VALUE: u16 = u16::MAX;
}

/// Rows of one file. Rejected rows are not among them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Batch {
    /// Where each row is.
    pub rows: Vec<Position>,
    /// By field of the schema; derived fields (`from …`) are filled in by the reader. A column is absent or has as many rows as the batch.
    pub columns: Vec<BatchColumn>,
}

/// Takes batches, each on the thread that read it. Which batch comes to which of several sinks, and in which order, is left to chance.
pub trait Sink: Send {
    /// Takes the rows of a batch; the batch is used again afterwards.
    fn take(&mut self, batch: &Batch);
}

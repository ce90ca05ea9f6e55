//! Loads short words as numbers, so that they are compared at once, and remembers what words of a column mean.

/// A word of at most 16 bytes as two numbers and its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Word {
    low: u64,
    high: u64,
    length: u8,
}

/// The first bytes of a range as a number, the first byte lowest: at most 8, and zeros where the range is shorter.
pub(super) fn load(bytes: &[u8], start: usize, length: usize) -> u64 {
    if length == 0 {
        return 0;
    }
    let mask = u64::MAX >> (64 - 8 * length.min(8));
    if let Some(eight) = bytes.get(start..).and_then(|rest| rest.first_chunk::<8>()) {
        return u64::from_le_bytes(*eight) & mask;
    }
    let mut eight = [0; 8];
    for (to, from) in eight.iter_mut().zip(bytes.get(start..).unwrap_or_default()) {
        *to = *from;
    }
    u64::from_le_bytes(eight) & mask
}

impl Word {
    /// The word in a range; `None` where it is too long.
    pub(super) fn new(bytes: &[u8], start: usize, end: usize) -> Option<Self> {
        let length = end.checked_sub(start)?;
        let rest = length.saturating_sub(8);
        Some(Self {
            low: load(bytes, start, length),
            high: load(bytes, start + 8, rest),
            length: u8::try_from(length).ok().filter(|&length| length <= 16)?,
        })
    }

    fn slot(self) -> usize {
        let mixed = (self.low ^ self.high.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> 58) as usize
    }
}

/// Words of one column that were seen of late, each with what it means.
#[derive(Clone)]
pub(super) struct Memo<T> {
    slots: Vec<(Word, Option<T>)>,
}

impl<T: Copy> Default for Memo<T> {
    fn default() -> Self {
        Self {
            slots: vec![(Word::default(), None); 64],
        }
    }
}

impl<T: Copy> Memo<T> {
    pub(super) fn get(&self, word: Word) -> Option<T> {
        let (known, meaning) = self.slots.get(word.slot())?;
        if *known == word { *meaning } else { None }
    }

    pub(super) fn put(&mut self, word: Word, meaning: T) {
        if let Some(slot) = self.slots.get_mut(word.slot()) {
            *slot = (word, Some(meaning));
        }
    }
}

/// Whether a cell is its own value: nothing stands round it that reading would take off, neither white space nor what spreadsheets put there.
/// `false` where this is not sure.
pub(super) fn is_bare(cell: &[u8]) -> bool {
    let (Some(&first), Some(&last)) = (cell.first(), cell.last()) else {
        return false;
    };
    let starts = match first {
        b'!'..=b'~' => first != b'=',
        0xe3..=0xef => !is_space(cell.get(..3)),
        _ => false,
    };
    starts
        && match last {
            b'!'..=b'~' => true,
            0x80.. => {
                let three = cell.len().checked_sub(3).and_then(|at| cell.get(at..));
                three.is_some_and(|three| {
                    matches!(three.first(), Some(0xe3..=0xef)) && !is_space(Some(three))
                })
            }
            _ => false,
        }
}

/// The ideographic space and the byte order mark: all that is taken off among characters of three bytes from `U+3000` on.
fn is_space(three: Option<&[u8]>) -> bool {
    matches!(three, None | Some([0xe3, 0x80, 0x80] | [0xef, 0xbb, 0xbf]))
}

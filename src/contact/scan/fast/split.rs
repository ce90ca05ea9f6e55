//! Finds the separators of CSV: takes whole rows as bytes, gives the place of each separator and line end outside quotes, 64 bytes at a
//! time. Which bytes are inside quotes is told by their number before; where that would be wrong, it says so.

use wide::u8x16;

/// Places of separators.
#[derive(Default)]
pub(in crate::contact::scan) struct Ends {
    /// Of every separator and line end outside quotes, in order; room for more may follow.
    at: Vec<u32>,
    /// How many of them there are.
    count: usize,
    /// By row: how many separators there are up to its line end, which is among them.
    pub(super) rows: Vec<u32>,
    /// Line feeds, also those inside quotes.
    pub(super) lines: u64,
    /// Line ends have a carriage return before them.
    pub(super) carriage: bool,
}

/// The bits of a block of 64 bytes, the first byte's lowest.
#[derive(Clone, Copy, Default)]
struct Masks {
    quotes: u64,
    feeds: u64,
    /// Separators and line feeds.
    ends: u64,
}

/// Bytes of a block.
const BLOCK: usize = 64;

fn masks(block: &[u8; BLOCK], delimiter: u8) -> Masks {
    let (delimiter, feed, quote) = (
        u8x16::splat(delimiter),
        u8x16::splat(b'\n'),
        u8x16::splat(b'"'),
    );
    let mut masks = Masks::default();
    let (lanes, _) = block.as_chunks::<16>();
    for (lane, bytes) in (0_u32..).zip(lanes) {
        let bytes = u8x16::new(*bytes);
        let feeds = bytes.simd_eq(feed);
        let bits = |equal: u8x16| u64::from(equal.to_bitmask()) << (16 * lane);
        masks.feeds |= bits(feeds);
        masks.ends |= bits(feeds | bytes.simd_eq(delimiter));
        masks.quotes |= bits(bytes.simd_eq(quote));
    }
    masks
}

/// Follows quotes from block to block.
#[derive(Default)]
struct Quotes {
    /// All ones inside quotes.
    inside: u64,
    /// The byte before may have a quote behind it that opens: it is a separator, a line end or a quote.
    before: u64,
    /// Some quote stands where it would neither open nor close a cell.
    wild: bool,
}

impl Quotes {
    /// At the start of a row.
    fn new() -> Self {
        Self {
            before: 1,
            ..Self::default()
        }
    }

    /// The bytes of a block that are inside quotes; opening quotes count as inside, closing ones do not.
    fn follow(&mut self, masks: &Masks) -> u64 {
        let Masks { quotes, ends, .. } = *masks;
        if quotes == 0 {
            self.before = (ends & !self.inside) >> 63;
            return self.inside;
        }
        let mut inside = quotes;
        for shift in [1, 2, 4, 8, 16, 32] {
            inside ^= inside << shift;
        }
        inside ^= self.inside;
        let may = (ends | quotes) << 1 | self.before;
        self.wild |= quotes & inside & !may != 0;
        self.before = (ends | quotes) >> 63;
        self.inside = if inside >> 63 == 1 { u64::MAX } else { 0 };
        inside
    }
}

/// The blocks of some bytes, the last one filled up with zeros.
fn blocks(bytes: &[u8]) -> impl Iterator<Item = ([u8; BLOCK], usize)> {
    let (whole, rest) = bytes.as_chunks::<BLOCK>();
    let mut last = [0; BLOCK];
    if let Some(start) = last.get_mut(..rest.len()) {
        start.copy_from_slice(rest);
    }
    let last = (!rest.is_empty()).then_some((last, rest.len()));
    whole.iter().map(|block| (*block, BLOCK)).chain(last)
}

/// The end of the last line in the bytes whose end is outside quotes, from the start of a row on: 0 where there is none, `None` where this
/// cannot be told by counting quotes.
pub(in crate::contact::scan) fn last_end(bytes: &[u8], delimiter: u8) -> Option<usize> {
    let (mut quotes, mut end) = (Quotes::new(), 0);
    for (start, (block, _)) in (0..).step_by(BLOCK).zip(blocks(bytes)) {
        let masks = masks(&block, delimiter);
        let feeds = masks.feeds & !quotes.follow(&masks);
        if feeds != 0 {
            end = start + BLOCK - feeds.leading_zeros() as usize;
        }
    }
    (!quotes.wild).then_some(end)
}

impl Ends {
    /// Finds the separators of whole rows; `false` where rows must be read letter by letter: quotes stand inside cells or are never closed,
    /// or a carriage return ends a line by itself.
    pub(in crate::contact::scan) fn find(&mut self, bytes: &[u8], delimiter: u8) -> bool {
        self.rows.clear();
        (self.count, self.lines) = (0, 0);
        self.carriage = memchr::memchr(b'\r', bytes).is_some();
        if self.carriage && !only_before_feeds(bytes) {
            return false;
        }
        let mut quotes = Quotes::new();
        for (start, (block, _)) in (0_u32..).step_by(BLOCK).zip(blocks(bytes)) {
            let masks = masks(&block, delimiter);
            let outside = !quotes.follow(&masks);
            self.lines += u64::from(masks.feeds.count_ones());
            self.take(start, masks.ends & outside, masks.feeds & outside);
        }
        let open = quotes.inside != 0;
        let at_end = self
            .rows
            .last()
            .is_some_and(|&row| row as usize == self.count)
            && bytes.last() == Some(&b'\n');
        if !at_end && !bytes.is_empty() {
            // the last row of a file may have no line end
            self.take(super::offset(bytes.len()), 1, 1);
        }
        !quotes.wild && !open
    }

    /// Notes the bits of a block.
    fn take(&mut self, start: u32, mut ends: u64, mut feeds: u64) {
        if self.at.len() < self.count + BLOCK {
            self.at.resize((self.count + BLOCK) * 2, 0);
        }
        while feeds != 0 {
            let before = ends & (feeds ^ (feeds - 1));
            self.rows
                .push(super::offset(self.count) + before.count_ones());
            feeds &= feeds - 1;
        }
        let mut count = self.count;
        self.count += ends.count_ones() as usize;
        // four at a time: whether there are more is guessed wrong less often than where they end
        while ends != 0 {
            let four = self
                .at
                .get_mut(count..)
                .and_then(|rest| rest.first_chunk_mut::<4>());
            for slot in four.into_iter().flatten() {
                *slot = start.wrapping_add(ends.trailing_zeros());
                ends &= ends.wrapping_sub(1);
            }
            count += 4;
        }
    }

    /// The place of a separator.
    pub(super) fn get(&self, number: u32) -> usize {
        self.at.get(number as usize).copied().unwrap_or(0) as usize
    }
}

/// Whether every carriage return is followed by a line feed.
fn only_before_feeds(bytes: &[u8]) -> bool {
    memchr::memchr_iter(b'\r', bytes).all(|at| bytes.get(at + 1) == Some(&b'\n'))
}

//! Brings the records of a partition into timelines: takes records in any order, gives them grouped by key and sorted by time within
//! each. Records are first spread over buckets by further bits of the hash, those in no order before that by time; within a bucket
//! few rows then have to move.

use std::cmp::Ordering;
use std::ops::Range;

/// The bits of time by which rows in no order are spread first.
const TIMES: u32 = 10;

/// Buffers that are used again for every partition.
#[derive(Debug, Default)]
pub(super) struct Arranger {
    spread: Vec<u64>,
    starts: Vec<u32>,
}

impl Arranger {
    /// Groups and sorts records of `width` words. `bits` of the hash are the same in all of them; `seq` is the word that orders rows of
    /// one instant.
    pub fn arrange(&mut self, records: &mut Vec<u64>, width: usize, bits: u32, seq: Option<usize>) {
        match width {
            4 => self.of_width::<4>(records, bits, seq),
            5 => self.of_width::<5>(records, bits, seq),
            6 => self.of_width::<6>(records, bits, seq),
            7 => self.of_width::<7>(records, bits, seq),
            8 => self.of_width::<8>(records, bits, seq),
            9 => self.of_width::<9>(records, bits, seq),
            10 => self.of_width::<10>(records, bits, seq),
            11 => self.of_width::<11>(records, bits, seq),
            12 => self.of_width::<12>(records, bits, seq),
            // No lane is made with records of another width.
            _ => records.clear(),
        }
    }

    fn of_width<const W: usize>(&mut self, records: &mut Vec<u64>, bits: u32, seq: Option<usize>) {
        // What is left of the partition before is written over.
        self.spread.resize(records.len(), 0);
        let (all, _) = records.as_chunks::<W>();
        let count = all.len();
        // Rows in no order are first brought into nearly that of time: the lines are then nearly sorted, too.
        let falls = all.windows(2).filter(|two| two[1][1] < two[0][1]).count();
        if falls > count / 8 {
            let instants = || all.iter().map(|record| record[1]);
            let (first, last) = (instants().min().unwrap_or(0), instants().max().unwrap_or(0));
            let shift = (u64::BITS - (last - first).leading_zeros()).saturating_sub(TIMES);
            self.spread::<W>(records, 1 << TIMES, |record| (record[1] - first) >> shift);
            std::mem::swap(records, &mut self.spread);
        }
        // So many that most buckets hold one key.
        let own = (usize::BITS - (count / 4).leading_zeros()).clamp(1, 14);
        self.spread::<W>(records, 1 << own, |record| {
            record[0].checked_shl(bits).unwrap_or(0) >> (u64::BITS - own)
        });
        let (to, _) = self.spread.as_chunks_mut::<W>();
        // Every start has moved on to its bucket's end.
        let mut from = 0;
        for &end in self.starts.iter().take(1 << own) {
            let end = end as usize;
            if let Some(rows) = to.get_mut(from..end)
                && rows.len() > 1
            {
                sort(rows, seq);
            }
            from = end;
        }
        std::mem::swap(records, &mut self.spread);
    }

    // Spreads records over buckets, in each of which they stay in their order.
    fn spread<const W: usize>(
        &mut self,
        records: &[u64],
        buckets: usize,
        bucket: impl Fn(&[u64; W]) -> u64,
    ) {
        let bucket = |record: &[u64; W]| usize::try_from(bucket(record)).unwrap_or(0);
        let (all, _) = records.as_chunks::<W>();
        self.starts.clear();
        self.starts.resize(buckets + 1, 0);
        for record in all {
            if let Some(slot) = self.starts.get_mut(bucket(record) + 1) {
                *slot += 1;
            }
        }
        let mut sum = 0;
        for start in &mut self.starts {
            sum += *start;
            *start = sum;
        }
        let (to, _) = self.spread.as_chunks_mut::<W>();
        for record in all {
            if let Some(next) = self.starts.get_mut(bucket(record))
                && let Some(slot) = to.get_mut(*next as usize)
            {
                *slot = *record;
                *next += 1;
            }
        }
    }
}

fn sort<const W: usize>(rows: &mut [[u64; W]], seq: Option<usize>) {
    match seq {
        // Nearly every log: key and time order nearly all rows.
        None => sort_by(rows, compare),
        Some(seq) => sort_by(rows, |a, b| {
            let word = |row: &[u64; W]| row.get(seq).copied();
            (a[0], a[1])
                .cmp(&(b[0], b[1]))
                .then_with(|| word(a).cmp(&word(b)))
                .then_with(|| compare(a, b))
        }),
    }
}

// Rows that are nearly sorted are each moved by a few places; where that takes too long, they are sorted from the start.
fn sort_by<const W: usize>(
    rows: &mut [[u64; W]],
    order: impl Fn(&[u64; W], &[u64; W]) -> Ordering,
) {
    let mut moves = 8 * rows.len();
    for at in 1..rows.len() {
        let mut at = at;
        while at > 0 && order(&rows[at], &rows[at - 1]).is_lt() {
            rows.swap(at, at - 1);
            at -= 1;
            moves -= 1;
            if moves == 0 {
                rows.sort_unstable_by(order);
                return;
            }
        }
    }
}

// What rows say goes before where they stand in the files.
fn compare<const W: usize>(a: &[u64; W], b: &[u64; W]) -> Ordering {
    (a[0], a[1])
        .cmp(&(b[0], b[1]))
        .then_with(|| a[3..].cmp(&b[3..]))
        .then_with(|| a[2].cmp(&b[2]))
}

/// The words of the records that have the same first word as the one that starts here.
pub(super) fn line_at(records: &[u64], width: usize, start: usize) -> Option<Range<usize>> {
    let rest = records.get(start..)?;
    let hash = *rest.first()?;
    let rows = rest
        .chunks_exact(width)
        .take_while(|record| record.first() == Some(&hash))
        .count();
    Some(start..start + rows * width)
}

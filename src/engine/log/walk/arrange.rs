//! Brings the records of a partition into timelines: takes records in any order, gives them grouped by key and sorted by time within
//! each. Records are first spread over buckets by further bits of the hash; a bucket is sorted only if it is not so already.

use std::cmp::Ordering;

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
        let (all, _) = records.as_chunks::<W>();
        let count = all.len();
        // About as many buckets as there are keys of some sixteen rows.
        let own = (usize::BITS - (count / 16).leading_zeros()).clamp(1, 14);
        let buckets = 1usize << own;
        let bucket = |record: &[u64; W]| -> usize {
            let further = record[0].checked_shl(bits).unwrap_or(0) >> (u64::BITS - own);
            usize::try_from(further).unwrap_or(0)
        };
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
        self.spread.clear();
        self.spread.resize(records.len(), 0);
        let (to, _) = self.spread.as_chunks_mut::<W>();
        for record in all {
            if let Some(next) = self.starts.get_mut(bucket(record))
                && let Some(slot) = to.get_mut(*next as usize)
            {
                *slot = *record;
                *next += 1;
            }
        }
        // Every start has moved on to its bucket's end.
        let mut from = 0;
        for &end in self.starts.iter().take(buckets) {
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
}

fn sort<const W: usize>(rows: &mut [[u64; W]], seq: Option<usize>) {
    match seq {
        // Nearly every log: key and time order nearly all rows.
        None => sort_by(rows, |a, b| compare(a, b)),
        Some(seq) => sort_by(rows, |a, b| {
            let word = |row: &[u64; W]| row.get(seq).copied();
            (a[0], a[1])
                .cmp(&(b[0], b[1]))
                .then_with(|| word(a).cmp(&word(b)))
                .then_with(|| compare(a, b))
        }),
    }
}

fn sort_by<const W: usize>(
    rows: &mut [[u64; W]],
    order: impl Fn(&[u64; W], &[u64; W]) -> Ordering,
) {
    if !rows.is_sorted_by(|a, b| order(a, b).is_le()) {
        rows.sort_unstable_by(order);
    }
}

// What rows say goes before where they stand in the files.
fn compare<const W: usize>(a: &[u64; W], b: &[u64; W]) -> Ordering {
    (a[0], a[1])
        .cmp(&(b[0], b[1]))
        .then_with(|| a[3..].cmp(&b[3..]))
        .then_with(|| a[2].cmp(&b[2]))
}

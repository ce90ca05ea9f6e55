//! Finds rows that may tell one contact several times, and rows of one time: takes the records of a partition in order, gives groups of
//! places, leaves rows out, and puts rows of one time in another order.

use super::ready::Ready;
use super::types::Rows;
use crate::contact::Position;
use std::ops::Range;

fn word(record: &[u64], at: usize) -> u64 {
    record.get(at).copied().unwrap_or(0)
}

fn positions(records: &[u64], width: usize, rows: &[usize]) -> Vec<Position> {
    rows.iter()
        .map(|&row| Position(records.get(row * width + 2).copied().unwrap_or(0)))
        .collect()
}

/// Leaves out rows that tell again what another has told.
pub(super) fn leave_out(ready: &Ready<'_>, records: &mut Vec<u64>, rows: &mut impl Rows) {
    let width = ready.width;
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut before: Option<(u64, u64)> = None;
    let mut start = 0;
    let count = records.len() / width;
    for row in 0..=count {
        let record = records.get(row * width..).unwrap_or(&[]);
        let here = (row < count).then(|| (word(record, 0), word(record, 1)));
        if here != before || here.is_none() {
            if row - start > 1 {
                same_ids(records, width, start..row, &mut groups);
            }
            start = row;
            before = here;
        }
    }
    if groups.is_empty() {
        return;
    }
    let asked: Vec<Vec<Position>> = groups
        .iter()
        .map(|group| positions(records, width, group))
        .collect();
    let mut gone: Vec<usize> = Vec::new();
    for (group, keep) in groups.iter().zip(rows.keep(&asked)) {
        let left_out = group.iter().zip(keep).filter(|(_, keep)| !keep);
        gone.extend(left_out.map(|(row, _)| *row));
    }
    gone.sort_unstable();
    let mut gone = gone.into_iter().peekable();
    let mut kept = Vec::with_capacity(records.len());
    for (row, record) in records.chunks_exact(width).enumerate() {
        if gone.next_if_eq(&row).is_none() {
            kept.extend_from_slice(record);
        }
    }
    *records = kept;
}

// Rows of one key and instant by the hash of their id; those without one tell nothing again.
fn same_ids(records: &[u64], width: usize, rows: Range<usize>, groups: &mut Vec<Vec<usize>>) {
    let id = |row: usize| records.get(row * width + 3).copied().unwrap_or(0) >> 32;
    let mut named: Vec<(u64, usize)> = rows
        .map(|row| (id(row), row))
        .filter(|(id, _)| *id != 0)
        .collect();
    named.sort_unstable();
    for same in named
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|same| same.len() > 1)
    {
        groups.push(same.iter().map(|(_, row)| *row).collect());
    }
}

/// Puts the rows of one time in the order of their contents, in the lines that these ranges of words are.
pub(super) fn put_in_order(
    ready: &Ready<'_>,
    records: &mut [u64],
    lines: &[Range<usize>],
    rows: &mut impl Rows,
) {
    let width = ready.width;
    let time = |record: &[u64]| {
        (
            word(record, 1),
            ready.seq.map_or(0, |seq| word(record, seq)),
        )
    };
    let mut groups: Vec<Range<usize>> = Vec::new();
    for line in lines {
        let mut start = line.start;
        let all: Vec<&[u64]> = records
            .get(line.clone())
            .unwrap_or(&[])
            .chunks_exact(width)
            .collect();
        for same in all.chunk_by(|a, b| time(a) == time(b)) {
            let end = start + same.len() * width;
            if same.len() > 1 {
                groups.push(start..end);
            }
            start = end;
        }
    }
    let asked: Vec<Vec<Position>> = groups
        .iter()
        .map(|group| {
            let rows: Vec<usize> = (group.start / width..group.end / width).collect();
            positions(records, width, &rows)
        })
        .collect();
    for (group, order) in groups.into_iter().zip(rows.order(&asked)) {
        let Some(own) = records.get_mut(group) else {
            continue;
        };
        let mut sorted: Vec<&[u64]> = own.chunks_exact(width).collect();
        sorted.sort_by_key(|record| order.iter().position(|at| at.0 == word(record, 2)));
        let sorted: Vec<u64> = sorted.into_iter().flatten().copied().collect();
        own.copy_from_slice(&sorted);
    }
}

//! Writes the rows of a debtor as one block and reads them back: where each stands in its file, how long it is needed, what has been told of it,
//! what its texts answered, its values.

use crate::contact::stored::{Bytes, Restored, Words, put_number, put_row};
use crate::contact::{RowSource, Table};
use crate::engine::log::{Kept, Left, Told};

/// Microseconds of a day.
pub const DAY: i64 = 86_400_000_000;
/// No end: later than every day.
pub const FOREVER: i32 = i32::MAX;

/// The last day that an instant touches; [`FOREVER`] for the end of time.
pub fn day_of(instant: i64) -> i32 {
    if instant > i64::MAX - DAY {
        return FOREVER;
    }
    i32::try_from(instant.div_euclid(DAY)).unwrap_or(i32::MIN)
}

/// The block of some rows of a table, and the days that its entry needs: when it shrinks, how long it wakes.
pub fn write<'k>(
    table: &Table,
    rows: &[u32],
    kept: impl Fn(u32) -> Option<&'k Kept>,
) -> (Vec<u8>, i32, i32) {
    let mut words = Words::default();
    let mut body = Vec::new();
    let (mut shrinks, mut wakes) = (FOREVER, i32::MIN);
    for &row in rows {
        let (Some(source), Some(kept)) = (table.rows.get(row as usize), kept(row)) else {
            continue;
        };
        let (until, wake) = (day_of(kept.until), day_of(kept.wakes));
        (shrinks, wakes) = (shrinks.min(until), wakes.max(wake));
        put_number(u64::from(source.file), &mut body);
        put_number(source.line, &mut body);
        put_number(source.end_line.saturating_sub(source.line), &mut body);
        put_number(source.row, &mut body);
        put_day(until, &mut body);
        put_day(wake, &mut body);
        put_number(kept.left.told.len() as u64, &mut body);
        for told in &kept.left.told {
            put_number(u64::from(told.rule), &mut body);
            body.extend(told.fingerprint.to_le_bytes());
        }
        put_number(kept.left.answers.len() as u64, &mut body);
        body.extend(&kept.left.answers);
        put_row(table, row as usize, &mut words, &mut body);
    }
    let mut block = Vec::with_capacity(body.len() + 64);
    words.put(&mut block);
    put_number(rows.len() as u64, &mut block);
    block.extend(body);
    (block, shrinks, wakes)
}

/// How many rows a block has; `None` where it is damaged.
pub fn count(block: &[u8]) -> Option<u64> {
    let mut from = Bytes(block);
    Restored::words(&mut from)?;
    from.number()
}

/// Reads a block into a table; `None` where it is damaged.
pub fn read(block: &[u8], to: &mut Restored<'_>, kept: &mut Vec<Kept>) -> Option<()> {
    let mut from = Bytes(block);
    let words = Restored::words(&mut from)?;
    let count = from.count()?;
    for _ in 0..count {
        let file = u32::try_from(from.number()?).ok()?;
        let line = from.number()?;
        let source = RowSource {
            file,
            line,
            end_line: line.saturating_add(from.number()?),
            row: from.number()?,
        };
        let (until, wakes) = (take_day(&mut from)?, take_day(&mut from)?);
        let mut left = Left::default();
        for _ in 0..from.count()? {
            left.told.push(Told {
                rule: u32::try_from(from.number()?).ok()?,
                fingerprint: u128::from_le_bytes(from.take(16)?.try_into().ok()?),
            });
        }
        let answers = from.count()?;
        left.answers = from.take(answers)?.to_vec();
        kept.push(Kept { until, wakes, left });
        to.add(source, &words, &mut from)?;
    }
    from.0.is_empty().then_some(())
}

// Most days are none or without end: 0 and 1; days before 1970 are as good as none.
fn put_day(day: i32, to: &mut Vec<u8>) {
    put_number(
        match day {
            FOREVER => 1,
            day => u64::try_from(day).map_or(0, |day| day + 2),
        },
        to,
    );
}

// The last instant of the day.
fn take_day(from: &mut Bytes<'_>) -> Option<i64> {
    Some(match from.number()? {
        0 => i64::MIN,
        1 => i64::MAX,
        day => i64::try_from(day - 1).ok()?.checked_mul(DAY)? - 1,
    })
}

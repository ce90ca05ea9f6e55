//! Tells cells of the common spelling: takes the text of a cell, gives its value where it can be told at once. What is not told here is
//! left to the slow reader.

use super::super::super::{BatchColumn, cell};
use super::time::{DATE, Times};
use super::word::is_bare;

/// A time, or a date; nothing for an empty cell that may be empty.
#[inline]
pub(super) fn fast_time(
    times: &mut Times,
    text: &str,
    (start, end): (usize, usize),
    (date, required): (bool, bool),
) -> Option<(i64, i32)> {
    if start == end && !required {
        return Some((BatchColumn::NO_TIME, BatchColumn::NO_OFFSET));
    }
    if !date {
        return times.read(text, start, end);
    }
    let whole = end.checked_sub(start) == Some(DATE);
    let day = whole.then(|| times.day(text, start)).flatten()?;
    Some((day, BatchColumn::DATE_ONLY))
}

/// Whether a cell is an identity as it stands.
#[inline]
pub(super) fn is_plain_id(cell: &str) -> bool {
    let bytes = cell.as_bytes();
    if !is_bare(bytes) {
        return false;
    }
    if bytes.first().is_some_and(u8::is_ascii_digit) {
        // a spreadsheet's `1.38E+10`
        return memchr::memchr(b'+', bytes).is_none();
    }
    bytes.len() > cell::LONGEST_EMPTY || !cell::is_empty(cell)
}

/// Whether a cell is a text as it stands.
#[inline]
pub(super) fn is_plain_text(cell: &str) -> bool {
    is_bare(cell.as_bytes()) && !matches!(cell, "NULL" | "\\N")
}

/// A number of few digits, `12`, `-3.25`.
#[inline]
pub(super) fn plain_number(cell: &[u8]) -> Option<f64> {
    const POWERS: [f64; 16] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ];
    let (negative, digits) = match cell {
        [b'-', rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    if digits.len() > 15 {
        return None;
    }
    let (mut number, mut point) = (0_u64, None);
    for (at, &byte) in digits.iter().enumerate() {
        match byte {
            b'0'..=b'9' => number = number * 10 + u64::from(byte - b'0'),
            b'.' if at > 0 && point.is_none() => point = Some(at + 1),
            _ => return None,
        }
    }
    let after = digits.len() - point.unwrap_or(digits.len());
    if digits.is_empty() || point == Some(digits.len()) {
        return None;
    }
    // both numbers are exact, so that their quotient is the nearest number there is
    let number = number as f64 / POWERS.get(after)?;
    Some(if negative { -number } else { number })
}

//! Reads times of the common spelling at once: takes `2026-03-01T21:53:30.250+08:00` as bytes, gives microseconds and offset; anything else
//! is left to the slow reader. Days and offsets are read by that reader too, and remembered.

use super::super::super::BatchColumn;
use super::super::super::clock::Scan;
use super::super::super::stamp::{self, Reading};
use super::word::load;
use crate::contact::scan::filling::micros;

/// Microseconds of a day.
const DAY: i64 = 86_400_000_000;

/// Days and offsets that were seen of late.
pub(super) struct Times {
    /// The first eight bytes of a date, the last two, and its start in microseconds. No text begins with the bytes of an empty slot.
    days: Vec<(u64, u64, i64)>,
    offset: (u64, i32),
}

impl Default for Times {
    fn default() -> Self {
        Self {
            days: vec![(u64::MAX, 0, 0); 1024],
            offset: (u64::MAX, BatchColumn::NO_OFFSET),
        }
    }
}

/// Bytes of a date.
pub(super) const DATE: usize = 10;

impl Times {
    /// The time in a range of a text; `None` where it is spelt otherwise.
    pub(super) fn read(&mut self, text: &str, start: usize, end: usize) -> Option<(i64, i32)> {
        let length = end.checked_sub(start)?;
        if length < 16 {
            return None;
        }
        let bytes = text.as_bytes();
        let day = self.day(text, start)?;
        if !matches!(bytes.get(start + DATE), Some(b' ' | b'T')) {
            return None;
        }
        let clock = start + DATE + 1;
        let seconds = length >= 19 && bytes.get(clock + 5) == Some(&b':');
        let micros = if seconds {
            clock_of(load(bytes, clock, 8), 8)?
        } else {
            clock_of(load(bytes, clock, 5), 5)?
        };
        let mut at = clock + if seconds { 8 } else { 5 };
        let mut fraction = 0;
        if seconds && at < end && bytes.get(at) == Some(&b'.') {
            let digits = bytes
                .get(at + 1..end)?
                .iter()
                .take(7)
                .take_while(|byte| byte.is_ascii_digit());
            let width = digits.count();
            if width == 0 || width > 6 {
                return None;
            }
            for &digit in bytes.get(at + 1..at + 1 + width)? {
                fraction = fraction * 10 + i64::from(digit - b'0');
            }
            fraction *= 10_i64.pow(6 - u32::try_from(width).ok()?);
            at += 1 + width;
        }
        let offset = if at == end {
            BatchColumn::NO_OFFSET
        } else {
            self.offset(text, at, end)?
        };
        Some((day + micros + fraction, offset))
    }

    /// The start of the day at a place where ten bytes follow.
    pub(super) fn day(&mut self, text: &str, start: usize) -> Option<i64> {
        let bytes = text.as_bytes();
        let (first, last) = (load(bytes, start, 8), load(bytes, start + 8, 2));
        let mixed = (first ^ last << 17).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 54;
        let slot = self.days.get_mut(mixed as usize)?;
        if (slot.0, slot.1) == (first, last) {
            return Some(slot.2);
        }
        let date = text.get(start..start + DATE)?;
        let signs = date.as_bytes();
        let signs = (signs.get(4)?, signs.get(7)?);
        if !matches!(signs, (b'-', b'-') | (b'/', b'/') | (b'.', b'.')) {
            return None;
        }
        match stamp::read(date, None) {
            Reading::Stamp(stamp, None) if stamp.date_only => {
                *slot = (first, last, micros(&stamp));
                Some(slot.2)
            }
            _ => None,
        }
    }

    fn offset(&mut self, text: &str, start: usize, end: usize) -> Option<i32> {
        let length = end - start;
        if !matches!(length, 1 | 6) {
            return None;
        }
        let word = load(text.as_bytes(), start, length);
        if self.offset.0 != word {
            let mut scan = Scan::new(text.get(start..end)?);
            if !scan.rest.starts_with(['Z', '+', '-']) {
                return None;
            }
            let offset = scan.offset().filter(|_| scan.rest.is_empty())?;
            self.offset = (word, offset);
        }
        Some(self.offset.1)
    }
}

/// `21:53:30` or `21:53` as microseconds; `None` where a part is no number or too large.
fn clock_of(word: u64, width: u32) -> Option<i64> {
    const SIGNS: u64 = u64::from_le_bytes(*b"00:00:00");
    // what must be added to a byte so that its highest bit shows that it is too large
    const ABOVE: u64 = u64::from_le_bytes([0x76, 0x76, 0x7f, 0x76, 0x76, 0x7f, 0x76, 0x76]);
    let mask = u64::MAX >> (64 - 8 * width);
    let digits = word ^ (SIGNS & mask);
    if (digits | digits.wrapping_add(ABOVE)) & 0x8080_8080_8080_8080 != 0 {
        return None;
    }
    let two = |shift: u32| (digits >> shift & 0xff) * 10 + (digits >> (shift + 8) & 0xff);
    let (hour, minute, second) = (two(0), two(24), two(48));
    let seconds = i64::try_from(hour * 3600 + minute * 60 + second).ok()?;
    (hour < 24 && minute < 60 && second < 60 && seconds < DAY).then_some(seconds * 1_000_000)
}

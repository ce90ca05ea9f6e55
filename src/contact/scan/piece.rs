//! Defines a piece: whole rows of a file of text as the parsers see them, with the places of bytes that were no text.

use super::super::part::Place;

/// What an undecodable byte becomes: a sign that no format gives a meaning.
const SUBSTITUTE: u8 = 0x1a;

/// Some whole rows of one file.
pub(in crate::contact) struct Piece<'t> {
    pub(in crate::contact) text: &'t str,
    /// Where it begins in the file.
    pub(in crate::contact) start: u64,
    /// Places of bytes that are no text, in order.
    pub(in crate::contact) damaged: &'t [u32],
    /// What the file is decoded as.
    pub(in crate::contact) encoding: &'static str,
}

impl Piece<'_> {
    /// The place of a row that begins at a byte of the piece.
    pub(in crate::contact) fn place(&self, at: usize, line: u64, end_line: u64) -> Place {
        Place {
            line,
            end_line,
            offset: self.start + u64::try_from(at).unwrap_or(0),
        }
    }

    /// Whether some byte of a range is no text.
    pub(in crate::contact) fn is_damaged(&self, (start, end): (usize, usize)) -> bool {
        if self.damaged.is_empty() {
            return false;
        }
        let first = self.damaged.partition_point(|&at| (at as usize) < start);
        self.damaged
            .get(first)
            .is_some_and(|&at| (at as usize) < end)
    }
}

/// Makes text of bytes in place: those that are none are replaced one by one, and their places noted.
pub(in crate::contact) fn repair<'t>(bytes: &'t mut [u8], damaged: &mut Vec<u32>) -> &'t str {
    damaged.clear();
    if simdutf8::basic::from_utf8(bytes).is_err() {
        let mut at = 0;
        for chunk in bytes.utf8_chunks() {
            at += chunk.valid().len();
            for _ in chunk.invalid() {
                damaged.push(u32::try_from(at).unwrap_or(u32::MAX));
                at += 1;
            }
        }
        for &at in &*damaged {
            if let Some(byte) = bytes.get_mut(at as usize) {
                *byte = SUBSTITUTE;
            }
        }
    }
    simdutf8::basic::from_utf8(bytes).unwrap_or("")
}

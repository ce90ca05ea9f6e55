//! Computes the hash of each line as code scanning does it: a rolling hash over the hundred UTF-16 units, blanks left out, that begin
//! with the line, and how often that hash came in the file. A finding with this hash is known again wherever its line moves, and
//! the action that uploads a report finds what it would have computed itself.

use std::collections::HashMap;

/// Units that one hash covers.
const BLOCK: usize = 100;
/// The factor of the rolling hash.
const FACTOR: u64 = 37;
/// Stands for the end of the file.
const END: u16 = 0xffff;

/// The hash of every line of a text, by line from 0: `39fa2ee980eb94b0:1`.
pub fn line_hashes(text: &str) -> Vec<String> {
    let mut hasher = Hasher::new();
    text.encode_utf16().for_each(|unit| hasher.take(unit));
    hasher.take(END);
    for _ in 0..BLOCK {
        hasher.finish_line();
        hasher.roll(0);
    }
    hasher.hashes
}

struct Hasher {
    window: [u16; BLOCK],
    /// Whether a line begins at this place of the window.
    begins: [bool; BLOCK],
    at: usize,
    hash: u64,
    /// `FACTOR` to the power of `BLOCK`: the weight of the unit that leaves the window.
    oldest: u64,
    starts_line: bool,
    after_return: bool,
    seen: HashMap<u64, u32>,
    hashes: Vec<String>,
}

impl Hasher {
    fn new() -> Self {
        Self {
            window: [0; BLOCK],
            begins: [false; BLOCK],
            at: 0,
            hash: 0,
            oldest: (0..BLOCK).fold(1, |power: u64, _| power.wrapping_mul(FACTOR)),
            starts_line: true,
            after_return: false,
            seen: HashMap::new(),
            hashes: Vec::new(),
        }
    }

    fn take(&mut self, unit: u16) {
        const TAB: u16 = b'\t' as u16;
        const FEED: u16 = b'\n' as u16;
        const RETURN: u16 = b'\r' as u16;
        const SPACE: u16 = b' ' as u16;
        let after_return = std::mem::replace(&mut self.after_return, unit == RETURN);
        if unit == SPACE || unit == TAB || (after_return && unit == FEED) {
            return;
        }
        let unit = if unit == RETURN { FEED } else { unit };
        self.finish_line();
        if self.starts_line {
            self.mark(true);
        }
        self.starts_line = unit == FEED;
        self.roll(unit);
    }

    /// Takes down the hash of the line that begins at the place to be overwritten.
    fn finish_line(&mut self) {
        if !self.begins.get(self.at).copied().unwrap_or(false) {
            return;
        }
        let count = self.seen.entry(self.hash).or_default();
        *count += 1;
        self.hashes.push(format!("{:x}:{count}", self.hash));
        self.mark(false);
    }

    fn mark(&mut self, begins: bool) {
        if let Some(place) = self.begins.get_mut(self.at) {
            *place = begins;
        }
    }

    fn roll(&mut self, unit: u16) {
        let Some(place) = self.window.get_mut(self.at) else {
            return;
        };
        let leaves = std::mem::replace(place, unit);
        self.hash = self
            .hash
            .wrapping_mul(FACTOR)
            .wrapping_add(u64::from(unit))
            .wrapping_sub(self.oldest.wrapping_mul(u64::from(leaves)));
        self.at = (self.at + 1) % BLOCK;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_has_one_hash_and_blanks_do_not_count() {
        let one = line_hashes("第一条 甲方\n\n  第二条\t乙方\r\n第二条乙方\n");
        let known = [
            "23252513b0a1c4cd:1",
            "b503e32d5ffd5493:1",
            "316faf88e07ca6d5:1",
            "a65c9b957256b6b0:1",
            "c129715d7a2bc9a3:1",
        ];
        assert_eq!(one, known, "computed apart by a slow sum");
        assert_eq!(one, line_hashes("第一条甲方\n\n第二条乙方\n第二条 乙方\r"));
        let same = line_hashes(&"甲\n".repeat(300));
        assert_eq!(
            (
                same.first().map(|one| one.ends_with(":1")),
                same.get(9).map(|one| one.ends_with(":10"))
            ),
            (Some(true), Some(true))
        );
    }
}

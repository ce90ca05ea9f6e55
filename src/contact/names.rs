//! Gives texts their codes: takes ids and zones as they come, keeps each text once.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Texts with their codes, in the order they came.
#[derive(Default)]
pub(super) struct Names {
    /// By code.
    pub(super) texts: Vec<String>,
    /// The first text of each hash. A log has as many ids as rows, so that a second copy of each as a key would be dear.
    first: HashMap<u64, u32, BuildHasherDefault<Same>>,
    /// Texts whose hash an earlier text has.
    others: HashMap<String, u32>,
}

impl Names {
    /// The code of a text.
    pub(super) fn code(&mut self, text: &str) -> u32 {
        let hash = hash(text);
        match self.first.get(&hash) {
            Some(&code)
                if self
                    .texts
                    .get(code as usize)
                    .is_some_and(|known| known == text) =>
            {
                code
            }
            Some(_) => match self.others.get(text) {
                Some(&code) => code,
                None => {
                    let code = self.add(text);
                    self.others.insert(text.to_owned(), code);
                    code
                }
            },
            None => {
                let code = self.add(text);
                self.first.insert(hash, code);
                code
            }
        }
    }

    fn add(&mut self, text: &str) -> u32 {
        let code = super::columns::offset(self.texts.len());
        self.texts.push(text.to_owned());
        code
    }
}

/// FNV-1a. Texts made to meet in one hash only lose its speed: they are told apart by the other map.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Takes a number that is a hash already for its own hash.
#[derive(Default)]
struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_one_hash_keep_their_own_codes() {
        let mut names = Names::default();
        let d1 = names.code("d1");
        // as if `d2` and `d3` had met the hash of `d1`
        for text in ["d2", "d3"] {
            names.first.insert(hash(text), d1);
        }
        let (d2, d3) = (names.code("d2"), names.code("d3"));
        assert_eq!([d1, d2, d3], [0, 1, 2]);
        assert_eq!(
            [names.code("d3"), names.code("d2"), names.code("d1")],
            [d3, d2, d1]
        );
        assert_eq!(names.texts, ["d1", "d2", "d3"]);
    }
}

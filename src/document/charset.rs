//! Defines sets of characters that are asked about once a character: a bit for each of the first 65,536, and the code of a character
//! from its bytes. What is in a set is left to who uses it.

/// The last character that a set may hold.
pub(super) const LAST: u32 = 0xffff;

/// A set of characters.
#[derive(Debug, Clone)]
pub(super) struct Set([u64; 1024]);

impl Set {
    /// The set without any.
    pub(super) const EMPTY: Set = Set([0; 1024]);

    /// Takes a character in; one beyond [`LAST`] is not kept.
    pub(super) const fn add(&mut self, c: char) {
        let code = c as u32;
        if code <= LAST {
            self.0[(code >> 6) as usize] |= 1 << (code & 63);
        }
    }

    /// The characters that words begin with.
    pub(super) const fn of_firsts(words: &[&str]) -> Set {
        let mut set = Self::EMPTY;
        let mut at = 0;
        while at < words.len() {
            let code = match *words[at].as_bytes() {
                [first @ ..0x80, ..] => first as u32,
                [first @ 0xe0..=0xef, two, three, ..] => code_of(first, two, three),
                [first @ 0xc0..=0xdf, two, ..] => code_of_two(first, two),
                // What is too far to know needs not be in the set to be looked at.
                _ => LAST + 1,
            };
            if let Some(c) = char::from_u32(code) {
                set.add(c);
            }
            at += 1;
        }
        set
    }

    /// Leaves a character out.
    pub(super) const fn remove(&mut self, c: char) {
        let code = c as u32;
        if code <= LAST {
            self.0[(code >> 6) as usize] &= !(1 << (code & 63));
        }
    }

    /// The next character from byte `from` on, which lies on a boundary, that the set holds or is too far to know.
    pub(super) fn next(&self, text: &str, from: usize) -> Option<usize> {
        let mut rest = text.as_bytes().get(from..)?;
        loop {
            while let [one @ 0xe4..=0xe9, two, three, after @ ..] = rest {
                if self.holds(code_of(*one, *two, *three)) {
                    return Some(text.len() - rest.len());
                }
                rest = after;
            }
            let (code, length) = match *rest {
                [one @ 0xe0..=0xef, two, three, ..] => (code_of(one, two, three), 3),
                [one @ ..0x80, ..] => (u32::from(one), 1),
                [one @ ..0xe0, two, ..] => (code_of_two(one, two), 2),
                [] => return None,
                _ => return Some(text.len() - rest.len()),
            };
            if self.holds(code) {
                return Some(text.len() - rest.len());
            }
            rest = rest.get(length..)?;
        }
    }

    /// Whether it holds the character of a code.
    pub(super) const fn holds(&self, code: u32) -> bool {
        code <= LAST && self.0[((code & LAST) >> 6) as usize] & (1 << (code & 63)) != 0
    }
}

/// Whether a character is numeric; Han letters, which most are and none is, are told without a table.
pub(super) fn is_numeric(c: char) -> bool {
    !matches!(c, '\u{3400}'..='\u{9fff}') && c.is_numeric()
}

/// Words that are looked for in text, told from it by their first characters.
#[derive(Debug)]
pub(super) struct Words {
    firsts: Set,
    words: &'static [&'static str],
}

impl Words {
    /// Takes the words; to be called when the program is built.
    pub(super) const fn new(words: &'static [&'static str]) -> Self {
        Self {
            firsts: Set::of_firsts(words),
            words,
        }
    }

    /// Whether a text holds any of them.
    pub(super) fn any_in(&self, text: &str) -> bool {
        let mut from = 0;
        while let Some(at) = self.firsts.next(text, from) {
            let rest = text.get(at..).unwrap_or("");
            if self.words.iter().any(|word| rest.starts_with(word)) {
                return true;
            }
            from = at + rest.chars().next().map_or(1, char::len_utf8);
        }
        false
    }
}

/// The code of a character of two bytes.
pub(super) const fn code_of_two(one: u8, two: u8) -> u32 {
    ((one & 0x1f) as u32) << 6 | (two & 0x3f) as u32
}

/// The code of a character of three bytes.
pub(super) const fn code_of(one: u8, two: u8, three: u8) -> u32 {
    ((one & 0x0f) as u32) << 12 | ((two & 0x3f) as u32) << 6 | (three & 0x3f) as u32
}

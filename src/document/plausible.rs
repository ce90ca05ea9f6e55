//! Judges whether a decoded text looks as if it had been written: takes text, gives counts of common, rare and lost characters,
//! and finds text that was garbled before it was saved. Choosing an encoding is left to `decode`.

use super::charset::{LAST, Set, code_of, code_of_two};
use super::traditional;
use encoding_rs::{Encoding, GB18030, WINDOWS_1252};
use std::sync::LazyLock;

/// What a text is made of, in characters.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Looks {
    /// ASCII letters, digits, signs and white space.
    pub(super) ascii: usize,
    /// Common Han characters and the signs that Chinese text uses.
    pub(super) common: usize,
    /// Any other character: rare Han, private use, symbols, other scripts.
    pub(super) rare: usize,
    /// Control characters that no text holds.
    pub(super) controls: usize,
    /// Replacement characters.
    pub(super) lost: usize,
}

impl Looks {
    /// How many characters there are.
    pub(super) fn total(&self) -> usize {
        self.ascii + self.common + self.rare + self.controls + self.lost
    }

    /// The share of what is likely among all characters.
    pub(super) fn all(&self) -> f64 {
        share(self.ascii + self.common, self.total())
    }

    /// The share of what is likely among the characters beyond ASCII.
    pub(super) fn foreign(&self) -> f64 {
        share(self.common, self.total() - self.ascii)
    }
}

/// Counts what a text is made of.
pub(super) fn looks(text: &str) -> Looks {
    let common = &*COMMON;
    let bytes = text.as_bytes();
    let mut looks = Looks::default();
    // Every document is counted through, so characters are told by their bytes rather than decoded one by one.
    let mut rest = bytes;
    loop {
        let run = rest.len();
        let (mut all, mut known) = (0, 0);
        while let [one @ 0xe4..=0xe9, two, three, after @ ..] = rest {
            all += 1;
            known += usize::from(common.holds(code_of(*one, *two, *three)));
            rest = after;
        }
        if all == 1 && is_inside_word(bytes, run, 3) {
            known = 0;
        }
        looks.common += known;
        looks.rare += all - known;
        let (code, length) = match *rest {
            [one @ 0xe0..=0xef, two, three, ..] => (code_of(one, two, three), 3),
            [one @ ..0x80, ..] => {
                match one {
                    b'\t' | b'\n' | b'\r' | b'\x0c' | b' '..=b'~' => looks.ascii += 1,
                    _ => looks.controls += 1,
                }
                rest = rest.get(1..).unwrap_or(&[]);
                continue;
            }
            [one @ ..0xe0, two, ..] => (code_of_two(one, two), 2),
            [] => return looks,
            _ => (LAST + 1, 4),
        };
        match code {
            0x80..=0x9f => looks.controls += 1,
            0xfffd => looks.lost += 1,
            _ if common.holds(code) && !is_inside_word(bytes, rest.len(), length) => {
                looks.common += 1;
            }
            _ => looks.rare += 1,
        }
        rest = rest.get(length..).unwrap_or(&[]);
    }
}

/// A lone Han character inside a Latin word is a sign (such as a quote) read wrongly.
fn is_inside_word(bytes: &[u8], left: usize, length: usize) -> bool {
    let at = bytes.len() - left;
    let before = at.checked_sub(1).and_then(|before| bytes.get(before));
    before.is_some_and(u8::is_ascii_alphabetic)
        && bytes.get(at + length).is_some_and(u8::is_ascii_alphabetic)
}

/// How many Han characters a text has.
pub(super) fn han(text: &str) -> usize {
    text.chars().filter(|&c| is_han(c)).count()
}

/// The encoding as which UTF-8 was once read, where the text is what such a mistake leaves.
pub(super) fn garbled(text: &str, looks: &Looks) -> Option<&'static str> {
    if looks.rare * 10 < (looks.total() - looks.ascii).max(4) {
        return None;
    }
    let (encoding, name): (&'static Encoding, _) = if han(text) * 2 > looks.total() - looks.ascii {
        (GB18030, "GB18030")
    } else {
        (WINDOWS_1252, "Latin-1")
    };
    // A piece is enough to tell, and one lost byte at its end does not hide it.
    let piece: String = text.chars().filter(|c| !c.is_ascii()).take(300).collect();
    let (bytes, _, lossy) = encoding.encode(&piece);
    let bytes = if lossy {
        latin(&piece)?
    } else {
        bytes.into_owned()
    };
    let meant = String::from_utf8_lossy(&bytes);
    let seen = self::looks(&meant);
    (han(&meant) >= 2 && seen.lost * 5 < seen.common && seen.foreign() > 0.7).then_some(name)
}

/// The bytes of text that holds nothing beyond Latin-1.
fn latin(text: &str) -> Option<Vec<u8>> {
    text.chars()
        .map(|c| u8::try_from(u32::from(c)).ok())
        .collect()
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        return 1.0;
    }
    part as f64 / whole as f64
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// The characters that Chinese text is made of: those of the first level of GB 2312, which has its rows of bytes to itself, their
/// traditional forms, and signs.
static COMMON: LazyLock<Set> = LazyLock::new(|| {
    let bytes: Vec<u8> = (0xb0..=0xd7u8)
        .flat_map(|row| (0xa1..=0xfeu8).flat_map(move |cell| [row, cell]))
        .collect();
    let (level, _) = GB18030.decode_without_bom_handling(&bytes);
    let mut common = Set::EMPTY;
    let letters = level
        .chars()
        .chain(USUAL.chars())
        .filter(|&c| is_unified(c));
    for c in letters.chain(SIGNS.chars()) {
        common.add(c);
    }
    for c in ['《'..='】', '！'..='～', '①'..='⑳', '⑴'..='⒛', 'Ⅰ'..='Ⅻ']
        .into_iter()
        .flatten()
    {
        common.add(c);
    }
    for c in '\u{4e00}'..='\u{9fff}' {
        if traditional::simplified(c)
            .is_some_and(|to| is_unified(to) && common.holds(u32::from(to)))
        {
            common.add(c);
        }
    }
    common
});

fn is_unified(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// The signs of Chinese text that lie in no range of such.
const SIGNS: &str = "、。〇〔〕“”‘’—…·￥¥§×％\u{3000}□■☑√●◆★※→\u{feff}\u{a0}";

/// Characters of contracts and of names that the first level of GB 2312 lacks.
const USUAL: &str = "咨诉谦赁佣鑫赎偿赊匪韵婧妍怡琦玮璇昊晟煜熙瑜瑾琪璐瑶铭钰骏晗梓萱涵";

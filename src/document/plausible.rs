//! Judges whether a decoded text looks as if it had been written: takes text, gives counts of common, rare and lost characters,
//! and finds text that was garbled before it was saved. Choosing an encoding is left to `decode`.

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
    let mut looks = Looks::default();
    let mut previous = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        match c {
            '\t' | '\n' | '\r' | '\u{c}' | ' '..='~' => looks.ascii += 1,
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => looks.controls += 1,
            '\u{fffd}' => looks.lost += 1,
            // A lone Han character inside a Latin word is a sign (such as a quote) read wrongly.
            _ if is_common(c)
                && !(previous.is_ascii_alphabetic() && next.is_ascii_alphabetic()) =>
            {
                looks.common += 1;
            }
            _ => looks.rare += 1,
        }
        previous = c;
    }
    looks
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

/// By character from U+4E00: whether the first level of GB 2312, which has its rows of bytes to itself, holds it or its simplified form.
static COMMON: LazyLock<Vec<bool>> = LazyLock::new(|| {
    let bytes: Vec<u8> = (0xb0..=0xd7u8)
        .flat_map(|row| (0xa1..=0xfeu8).flat_map(move |cell| [row, cell]))
        .collect();
    let (level, _) = GB18030.decode_without_bom_handling(&bytes);
    let mut common = vec![false; 0x5200];
    for c in level.chars().chain(USUAL.chars()) {
        let at = (u32::from(c) as usize).checked_sub(0x4e00);
        if let Some(slot) = at.and_then(|at| common.get_mut(at)) {
            *slot = true;
        }
    }
    for c in '\u{4e00}'..='\u{9fff}' {
        let at = |c: char| (u32::from(c) as usize).checked_sub(0x4e00);
        let simplified = traditional::simplified(c).and_then(at);
        if simplified.is_some_and(|at| common.get(at).copied().unwrap_or(false))
            && let Some(slot) = at(c).and_then(|at| common.get_mut(at))
        {
            *slot = true;
        }
    }
    common
});

/// Whether a character is among those that Chinese text is made of: a common one, its traditional form, or a sign.
fn is_common(c: char) -> bool {
    match c {
        '\u{4e00}'..='\u{9fff}' => {
            let at = (u32::from(c) as usize).checked_sub(0x4e00);
            at.and_then(|at| COMMON.get(at))
                .is_some_and(|&common| common)
        }
        '、'
        | '。'
        | '〇'
        | '《'..='】'
        | '〔'
        | '〕'
        | '“'
        | '”'
        | '‘'
        | '’'
        | '—'
        | '…'
        | '·'
        | '￥'
        | '¥'
        | '§'
        | '×'
        | '％'
        | '\u{3000}' => true,
        '！'..='～'
        | '①'..='⑳'
        | '⑴'..='⒛'
        | 'Ⅰ'..='Ⅻ'
        | '□'
        | '■'
        | '☑'
        | '√'
        | '●'
        | '◆'
        | '★'
        | '※'
        | '→'
        | '\u{feff}'
        | '\u{a0}' => true,
        _ => false,
    }
}

/// Characters of contracts and of names that the first level of GB 2312 lacks.
const USUAL: &str = "咨诉谦赁佣鑫赎偿赊匪韵婧妍怡琦玮璇昊晟煜熙瑜瑾琪璐瑶铭钰骏晗梓萱涵";

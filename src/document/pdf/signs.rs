//! Tells the signs of the fonts that hold boxes, ticks and bullets: takes a font's name and a code, gives a sign.

/// Whether a font, by its lower-case name, holds signs instead of letters.
pub(super) fn is_font(name: &str) -> bool {
    let known = ["wingding", "webding", "dingbat", "opensymbol", "marlett"];
    known.iter().any(|part| name.contains(part)) || matches!(name, "symbol" | "symbolmt")
}

/// The sign of a code; a bullet stands for those that say nothing.
pub(super) fn sign(name: &str, code: u32) -> char {
    let code = code & 0xff;
    if name.starts_with("symbol") {
        return match code {
            0xa3 => '≤',
            0xb3 => '≥',
            0xb1 => '±',
            0xb4 => '×',
            0xb8 => '÷',
            0xb9 => '≠',
            0x20..=0x21 | 0x23 | 0x25..=0x26 | 0x28..=0x29 | 0x2b..=0x2c | 0x2e..=0x3f => {
                char::from_u32(code).unwrap_or('•')
            }
            _ => '•',
        };
    }
    let wingdings = name.contains("wingding");
    match code {
        0x20 => ' ',
        0x6f..=0x72 | 0xa8 if wingdings => '□',
        0xfe if wingdings => '☑',
        0xfd if wingdings => '☒',
        0xfc if wingdings => '✓',
        0xfb if wingdings => '✗',
        0x33 | 0x34 if !wingdings => '✓',
        0x6f..=0x72 if !wingdings => '□',
        _ => '•',
    }
}

//! Reads the signs of symbol fonts: takes a code of Wingdings or its kin, gives the character that it looks like.

/// What the signs that contracts use look like: ticked and empty boxes, ticks, bullets. The codes are those of Wingdings; those of
/// Wingdings 2 that differ stand behind them.
const SIGNS: &[(u32, char)] = &[
    (0xfe, '☑'),
    (0xfd, '☒'),
    (0xa8, '☐'),
    (0x6f, '☐'),
    (0x71, '☐'),
    (0xfc, '✓'),
    (0xfb, '✗'),
    (0x6c, '●'),
    (0x6e, '■'),
    (0x75, '◆'),
    (0x9f, '•'),
    (0xa7, '▪'),
    (0xd8, '➢'),
    (0xe0, '→'),
    (0x81, '①'),
    (0x82, '②'),
    (0x83, '③'),
    (0x84, '④'),
    (0x85, '⑤'),
    (0x86, '⑥'),
    (0x87, '⑦'),
    (0x88, '⑧'),
    (0x89, '⑨'),
    (0x8a, '⑩'),
];

/// The codes of Wingdings 2.
const SECOND: &[(u32, char)] = &[
    (0x50, '✓'),
    (0x52, '☑'),
    (0x53, '☒'),
    (0x54, '☒'),
    (0xa3, '☐'),
    (0x2a, '☐'),
];

/// The codes of Symbol.
const GREEK: &[(u32, char)] = &[
    (0xb4, '×'),
    (0xa3, '≤'),
    (0xb3, '≥'),
    (0xb9, '≠'),
    (0xb8, '÷'),
    (0xb1, '±'),
    (0xb0, '°'),
    (0xb7, '•'),
];

/// A font of signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Font {
    Wingdings,
    Wingdings2,
    Symbol,
}

impl Font {
    /// The font of a name; `None` for one of letters.
    pub(super) fn named(name: &str) -> Option<Self> {
        match name.trim().to_ascii_lowercase().as_str() {
            "wingdings" => Some(Self::Wingdings),
            "wingdings 2" => Some(Self::Wingdings2),
            "symbol" => Some(Self::Symbol),
            _ => None,
        }
    }

    /// The sign that it shows for a code; `None` where nothing is known of it.
    pub(super) fn sign(self, code: u32) -> Option<char> {
        let table = match self {
            Self::Wingdings => SIGNS,
            Self::Wingdings2 => SECOND,
            Self::Symbol => GREEK,
        };
        let own = match code {
            0xf000..=0xf0ff => code - 0xf000,
            code => code,
        };
        table.iter().find(|(at, _)| *at == own).map(|sign| sign.1)
    }
}

/// The character of a code in a font of any name; `None` where nothing is known of it.
pub(super) fn sign(font: &str, code: u32) -> Option<char> {
    match Font::named(font) {
        Some(font) => font.sign(code),
        None => char::from_u32(code).filter(|&c| !is_private(c)),
    }
}

/// What a character shows in a font; in the private range, where symbol fonts keep their signs, that of Wingdings is the likeliest.
pub(super) fn shown(c: char, font: Option<Font>) -> char {
    let font = font.or(is_private(c).then_some(Font::Wingdings));
    font.and_then(|font| font.sign(u32::from(c))).unwrap_or(c)
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{f000}'..='\u{f0ff}')
}

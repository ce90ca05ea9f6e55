//! Numbers the items of ordered lists: takes a list's style and a count, gives the words that a browser sets before the item.

use crate::document::numerals::in_roman;

/// How a list marks its items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    /// No mark.
    None,
    /// A dot or the like.
    Bullet,
    Decimal,
    LowerLetter,
    UpperLetter,
    LowerRoman,
    UpperRoman,
    Chinese,
}

impl Marker {
    /// The marker of a `type` attribute, where case counts.
    pub(super) fn of_type(value: &str) -> Option<Self> {
        Some(match value {
            "1" => Self::Decimal,
            "a" => Self::LowerLetter,
            "A" => Self::UpperLetter,
            "i" => Self::LowerRoman,
            "I" => Self::UpperRoman,
            _ => return Self::of_style(&value.to_ascii_lowercase()),
        })
    }

    /// The marker of a word of `list-style`.
    pub(super) fn of_style(value: &str) -> Option<Self> {
        Some(match value {
            "none" => Self::None,
            "disc" | "circle" | "square" | "disclosure-open" | "disclosure-closed" => Self::Bullet,
            "decimal" | "decimal-leading-zero" => Self::Decimal,
            "lower-alpha" | "lower-latin" => Self::LowerLetter,
            "upper-alpha" | "upper-latin" => Self::UpperLetter,
            "lower-roman" => Self::LowerRoman,
            "upper-roman" => Self::UpperRoman,
            "cjk-ideographic"
            | "cjk-decimal"
            | "simp-chinese-informal"
            | "simp-chinese-formal"
            | "trad-chinese-informal"
            | "trad-chinese-formal" => Self::Chinese,
            _ => return None,
        })
    }

    /// The words before the item of a number.
    pub(super) fn words(self, number: i32) -> Option<String> {
        let letters = |first: u8| {
            let mut left = u32::try_from(number).ok().filter(|&left| left > 0)?;
            let mut out = Vec::new();
            while left > 0 {
                out.push(char::from(
                    first + u8::try_from((left - 1) % 26).unwrap_or(0),
                ));
                left = (left - 1) / 26;
            }
            Some(out.into_iter().rev().collect::<String>())
        };
        // Letters and Roman numerals get the sign that numbering styles know; with a full stop they would read as a sentence.
        let text = match self {
            Self::None | Self::Bullet => return None,
            Self::Decimal => None,
            Self::LowerLetter => letters(b'a').map(|text| text + ")"),
            Self::UpperLetter => letters(b'A').map(|text| text + ")"),
            Self::LowerRoman => roman(number).map(|text| text + ")"),
            Self::UpperRoman => roman(number).map(|text| text.to_ascii_uppercase() + ")"),
            Self::Chinese => chinese(number).map(|text| text + "、"),
        };
        Some(text.unwrap_or_else(|| format!("{number}.")))
    }
}

fn roman(number: i32) -> Option<String> {
    in_roman(u32::try_from(number).ok()?)
}

fn chinese(number: i32) -> Option<String> {
    let digit = |at: i32| {
        "〇一二三四五六七八九"
            .chars()
            .nth(usize::try_from(at).ok()?)
    };
    let mut out = String::new();
    match number {
        1..=99 => {
            let (tens, ones) = (number / 10, number % 10);
            if tens > 1 {
                out.extend(digit(tens));
            }
            if tens > 0 {
                out.push('十');
            }
            if ones > 0 {
                out.extend(digit(ones));
            }
            Some(out)
        }
        _ => None,
    }
}

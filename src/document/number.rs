//! Defines a number that opens a piece of text (`第八条`, `1.2.3`, `(a)`) and reads its values: takes its words, gives digits, Chinese and
//! Roman numerals and letters as numbers. Where numbers stand is left to `styles`.

use super::numerals;
use smallvec::{SmallVec, smallvec};
use std::ops::Range;

/// The values of a number, most often one.
pub(super) type Path = SmallVec<[u32; 5]>;

/// The numbers that may stand at a place, most often one or none.
pub(super) type Numbers = SmallVec<[Number; 1]>;

/// What numbers of one list share: style, how many values, last character.
pub(super) type Key = (usize, usize, char);

/// A number as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// Index into [`super::styles::Styles::numbering`].
    pub(super) style: usize,
    /// Its values: one, or several for `1.2.3`.
    pub(super) path: Path,
    /// Its words, in bytes of the folded text.
    pub(super) range: Range<usize>,
    /// Its last character, which tells `8.` from `8、`.
    pub(super) closes: char,
}

impl Number {
    /// The last of its values.
    pub(super) fn value(&self) -> u32 {
        self.path.last().copied().unwrap_or(0)
    }

    /// Whether it is the first of its kind.
    pub(super) fn is_first(&self) -> bool {
        self.value() == 1
    }

    /// Numbers of one list have the same key.
    pub(super) fn key(&self) -> Key {
        let closes = if self.path.len() > 1 {
            '.'
        } else {
            self.closes
        };
        (self.style, self.path.len(), closes)
    }
}

/// The values of a number's words: what they hold of digits, Chinese or Roman numerals or a letter.
pub(super) fn path(words: &str, letters: bool) -> Option<Path> {
    let digits = |c: char| c.is_ascii_digit();
    if words.contains(digits) {
        let core = words
            .trim_start_matches(|c: char| !c.is_ascii_digit())
            .trim_end_matches(|c: char| !c.is_ascii_digit());
        return core
            .split(|c: char| !c.is_ascii_digit())
            .map(|part| part.parse().ok())
            .collect();
    }
    if let Some(core) = words.find(is_numeral).and_then(|at| words.get(at..)) {
        let core = core.get(..core.find(|c| !is_numeral(c)).unwrap_or(core.len()))?;
        let value = few(core).or_else(|| numerals::whole(core).map(|value| value as u32));
        return value.map(|value| smallvec![value]);
    }
    let last = words
        .trim_matches(|c: char| !c.is_ascii_alphabetic())
        .rsplit(|c: char| !c.is_ascii_alphabetic())
        .next()?;
    let mut own = last.chars();
    match (own.next(), own.next()) {
        (Some(letter), None) if letters => Some(smallvec![u32::from(letter) - u32::from('a') + 1]),
        _ => numerals::roman(last).map(|value| smallvec![value]),
    }
}

/// The value of a numeral below a hundred in the common writing, which nearly all are.
fn few(core: &str) -> Option<u32> {
    let digit = |c: char| {
        Some(match c {
            '一' => 1,
            '二' => 2,
            '三' => 3,
            '四' => 4,
            '五' => 5,
            '六' => 6,
            '七' => 7,
            '八' => 8,
            '九' => 9,
            _ => return None,
        })
    };
    let mut chars = core.chars();
    let parts = (chars.next(), chars.next(), chars.next(), chars.next());
    match parts {
        (Some('十'), None, ..) => Some(10),
        (Some(one), None, ..) => digit(one),
        (Some('十'), Some(one), None, _) => Some(10 + digit(one)?),
        (Some(ten), Some('十'), None, _) => Some(digit(ten)? * 10),
        (Some(ten), Some('十'), Some(one), None) => Some(digit(ten)? * 10 + digit(one)?),
        _ => None,
    }
}

fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '一' | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '零'
            | '〇'
            | '①'..='⑳'
    )
}

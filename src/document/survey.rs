//! Surveys a line of text in one walk over its bytes: takes its words, says what stands in it that the steps after it would each look
//! for. What a line is, is left to `text`.

use unicode_width::UnicodeWidthStr;

/// What stands in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Survey {
    /// An ASCII digit.
    pub(super) digits: bool,
    /// Perhaps a tab or an upright stroke, which part cells.
    pub(super) parts: bool,
    /// How many spaces.
    pub(super) spaces: usize,
    /// The columns it takes; `None` where only the tables of Unicode can tell.
    pub(super) width: Option<usize>,
}

const DIGIT: u8 = 1;
const PART: u8 = 2;
/// Its width is not that of its bytes.
const ODD: u8 = 4;

/// What a byte of ASCII says of its line.
const SAYS: [u8; 128] = {
    let mut says = [0; 128];
    let mut at = 0;
    while at < 128 {
        says[at] = match at as u8 {
            b'0'..=b'9' => DIGIT,
            b'|' => PART,
            b'\t' => PART | ODD,
            b' '..=b'~' => 0,
            _ => ODD,
        };
        at += 1;
    }
    says
};

/// Surveys a line.
pub(super) fn survey(line: &str) -> Survey {
    let (mut said, mut spaces, mut width) = (0, 0, 0);
    let mut rest = line.as_bytes();
    loop {
        while let [0xe5..=0xe9, _, _, after @ ..] = rest {
            width += 2;
            rest = after;
        }
        let (columns, says, length) = match *rest {
            [one @ ..0x80, ..] => {
                spaces += usize::from(one == b' ');
                (1, SAYS.get(usize::from(one)).copied().unwrap_or(0), 1)
            }
            [0xe4, 0xb8..=0xff, _, ..] | [0xe5..=0xe9, _, _, ..] => (2, 0, 3),
            // Signs from U+3000 on but for marks that join, and the full-width forms of ASCII.
            [0xe3, 0x80, 0x80..0xaa, ..] => (2, 0, 3),
            [0xef, 0xbc, 0x81..=0xff, ..] => (2, 0, 3),
            [0xef, 0xbd, 0x80..=0xa0, ..] => (2, PART, 3),
            // Quotes, dashes and dots.
            [0xe2, 0x80, 0x94 | 0x98 | 0x99 | 0x9c | 0x9d | 0xa6, ..] => (1, 0, 3),
            [0xf0..=0xff, ..] => (0, ODD, 4),
            [0xe0..=0xff, ..] => (0, ODD | PART, 3),
            [_, ..] => (0, ODD, 2),
            [] => break,
        };
        width += columns;
        said |= says;
        rest = rest.get(length..).unwrap_or(&[]);
    }
    Survey {
        digits: said & DIGIT != 0,
        parts: said & PART != 0,
        spaces,
        width: (said & ODD == 0).then_some(width),
    }
}

/// The columns that words take.
pub(super) fn columns(words: &str) -> usize {
    survey(words).width.unwrap_or_else(|| words.width())
}

#[cfg(test)]
mod tests {
    use super::survey;
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    proptest! {
        #[test]
        fn a_width_that_the_bytes_tell_is_that_of_the_tables(line in "[ -~“”‘’—…　-】！-｠一-鿿㐀-䶿ぁ-んé\t│\u{fe0f}\u{200d}☺👍]{0,12}") {
            let seen = survey(&line);
            prop_assert!(seen.width.is_none_or(|width| width == line.width()), "{:?}", seen);
            prop_assert_eq!(seen.digits, line.contains(|c: char| c.is_ascii_digit()));
            prop_assert_eq!(seen.spaces, line.matches(' ').count());
            prop_assert!(seen.parts || !line.contains(['\t', '|', '│', '┃', '｜']));
        }
    }

    #[test]
    fn widths_of_chinese_text_are_told_by_its_bytes() {
        assert_eq!(survey("第八条 “催收”，见（2）").width, Some(22));
    }
}

//! Folds single characters and tells what they do to their neighbours: takes characters, gives what they fold to, and how far a text
//! needs no folding. Where they go is left to `folding`.

use super::charset::{Set, code_of};
use super::traditional;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How many bytes from the start stay as they are but for the case of Latin letters, less a last character that a following mark
/// changes, and whether all of them are in lower case.
pub(super) fn plain_run(text: &str) -> (usize, bool) {
    let mut rest = text.as_bytes();
    let mut lower = true;
    loop {
        while let [one @ 0xe0..=0xef, two, three, after @ ..] = rest {
            if !PLAIN.holds(code_of(*one, *two, *three)) {
                break;
            }
            rest = after;
        }
        let [one @ b'!'..=b'~', after @ ..] = rest else {
            break;
        };
        lower &= !one.is_ascii_uppercase();
        rest = after;
    }
    let at = text.len() - rest.len();
    let next = || text.get(at..).and_then(|rest| rest.chars().next());
    if at > 0 && next().is_some_and(|c| joins(c) || is_dropped(c)) {
        let last = text.get(..at).and_then(|run| run.chars().next_back());
        return (at - last.map_or(0, char::len_utf8), lower);
    }
    (at, lower)
}

/// Whether no mark follows that could change what the character before it folds to, judged by what mostly follows.
pub(super) fn stands_alone(text: &str, length: usize) -> bool {
    match text.as_bytes().get(length..) {
        Some([] | [b'\n' | b' '..=b'~', ..]) => true,
        Some(&[one @ 0xe0..=0xef, two, three, ..]) => PLAIN.holds(code_of(one, two, three)),
        _ => false,
    }
}

/// The characters beyond ASCII that stay as they are, found out when the program is built.
static PLAIN: Set = {
    let mut plain = Set::EMPTY;
    // The circled numbers would fold to bare digits, and the numbering of lists with them.
    let ranges = [
        ('\u{3400}', '\u{9fff}'),
        ('、', '。'),
        ('〇', '〇'),
        ('〈', '】'),
        ('〔', '〗'),
        ('①', '⑳'),
        ('—', '—'),
        ('‘', '’'),
        ('“', '”'),
        ('─', '◿'),
    ];
    let mut at = 0;
    while at < ranges.len() {
        let (first, last) = ranges[at];
        let mut code = first as u32;
        while code <= last as u32 {
            if let Some(c) = char::from_u32(code) {
                plain.add(c);
            }
            code += 1;
        }
        at += 1;
    }
    traditional::leave_out(plain)
};

/// How many bytes from the start make one unit of normalisation: a character with the marks that join it.
pub(super) fn stretch(text: &str, first: char) -> usize {
    let mut end = first.len_utf8();
    for (at, c) in text.char_indices().skip(1) {
        if joins(c) {
            end = at + c.len_utf8();
        } else if !is_dropped(c) {
            break;
        }
    }
    end
}

/// Whether a character may change the one before it.
pub(super) fn joins(c: char) -> bool {
    match c {
        ..'\u{300}'
        | '\u{2010}'..='\u{205f}'
        | '\u{3000}'..='\u{3029}'
        | '\u{ff01}'..='\u{ff9d}' => false,
        '\u{1100}'..='\u{11ff}' | '\u{3131}'..='\u{318e}' | '\u{ff9e}'..='\u{ffdc}' => true,
        '\u{3400}'..='\u{9fff}' => false,
        _ => is_combining_mark(c) && !is_dropped(c),
    }
}

/// Adds what a character folds to.
pub(super) fn fold_char(c: char, out: &mut String) {
    match c {
        '\u{ff01}'..='\u{ff5e}' => {
            let ascii = u32::from(c) - 0xfee0;
            out.extend(char::from_u32(ascii).map(|c| c.to_ascii_lowercase()));
        }
        '①'..='⑳' => out.push(c),
        _ => normalise(std::iter::once(c).nfkc(), out),
    }
}

/// Adds decomposed and composed characters, without white space, marks that stood on it, and what means nothing.
pub(super) fn normalise(chars: impl Iterator<Item = char>, out: &mut String) {
    let mut after_space = false;
    for c in chars {
        // Spacing accents decompose to a space and a mark, which would join the letter before.
        if c.is_whitespace() {
            after_space = true;
        } else if !(is_dropped(c) || after_space && is_combining_mark(c)) {
            after_space = false;
            lower(c, out);
        }
    }
}

fn lower(c: char, out: &mut String) {
    match traditional::simplified(c) {
        Some(simplified) => out.push(simplified),
        None => out.extend(c.to_lowercase()),
    }
}

/// Characters without width or meaning for matching.
pub(super) fn is_dropped(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fffc}' | '\u{e0000}'..='\u{e0fff}')
        || (c.is_control() && !c.is_whitespace())
}

/// Characters beside which white space means nothing.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c, '①'..='⒛' | '\u{2e80}'..='\u{312f}' | '\u{3190}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff00}'..='\u{ff9f}' | '\u{ffe0}'..='\u{ffee}' | '\u{20000}'..='\u{3ffff}')
}

/// Units before which a gap is a blank to fill in.
pub(super) fn is_unit(c: char) -> bool {
    matches!(
        c,
        '%' | '％'
            | '‰'
            | '元'
            | '圆'
            | '圓'
            | '万'
            | '萬'
            | '日'
            | '天'
            | '月'
            | '年'
            | '个'
            | '個'
            | '期'
            | '次'
            | '种'
    )
}

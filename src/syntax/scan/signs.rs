//! Maps full-width signs to the ASCII signs that they are written for.

/// The ASCII sign for a full-width one; a space for a sign that the language has no use for.
pub(super) fn ascii(char: char) -> Option<char> {
    Some(match char {
        '，' | '、' => ',',
        '：' => ':',
        '；' => ';',
        '（' => '(',
        '）' => ')',
        '｛' => '{',
        '｝' => '}',
        '＝' => '=',
        '｜' => '|',
        '％' => '%',
        '＜' => '<',
        '＞' => '>',
        '＋' => '+',
        '－' => '-',
        '＊' | '×' => '*',
        '．' => '.',
        '。' => ' ',
        _ => return None,
    })
}

/// The digit that a full-width digit stands for.
pub(super) fn wide_digit(char: char) -> Option<char> {
    let value = u32::from(char).checked_sub(u32::from('０'))?;
    if value > 9 {
        return None;
    }
    char::from_digit(value, 10)
}

/// Whether a character may belong to a number, a date or a clock, in either width.
pub(super) fn in_number(char: char) -> bool {
    char.is_ascii_digit()
        || wide_digit(char).is_some()
        || matches!(char, ':' | '：' | '．' | '-' | '－' | '％')
}

/// Whether a character opens a text in other scripts.
pub(super) fn opens_quote(char: char) -> bool {
    is_quote(char) && !matches!(char, '」' | '』')
}

/// Whether a character is a quote of another script.
pub(super) fn is_quote(char: char) -> bool {
    matches!(
        char,
        '“' | '”' | '„' | '＂' | '「' | '」' | '『' | '』' | '‘' | '’'
    )
}

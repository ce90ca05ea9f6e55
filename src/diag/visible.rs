//! Makes text harmless for a terminal: takes any text, gives it with a dot for each character that would move, hide or turn other text.

/// The text as it is drawn; a tab takes two cells.
pub(super) fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match visible(char) {
            '\t' => out.push_str("  "),
            char => out.push(char),
        }
    }
    out
}

/// A character that does not disturb the terminal: controls, zero-width characters and changes of direction become a dot.
pub(super) fn visible(char: char) -> char {
    let hidden = matches!(
        char,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
    );
    if char == '\t' || !(hidden || char.is_control()) {
        return char;
    }
    '·'
}

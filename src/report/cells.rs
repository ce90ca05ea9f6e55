//! Measures and breaks text by terminal cells: takes words in any script, gives padded, cropped and wrapped lines in which a Han
//! character is two cells wide. Colours are left to `theme`.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Stands where a text was cut; plain dots, since the typographic ellipsis has no fixed width in Chinese terminals.
pub const CUT: &str = "...";

/// Punctuation that may not open a line.
const CLOSING: &str = "，。、；：！？）》」』】”’,.;:!?)]}…";

/// The cells that a text takes.
pub fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// The text with nothing in it that a terminal would obey: a tab is four spaces, line ends are spaces, other control
/// characters and changes of writing direction are shown as a replacement character.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\t' => out.push_str("    "),
            '\r' => {}
            '\n' => out.push(' '),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.push('\u{fffd}'),
            other if other.is_control() => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
    out
}

/// The text with spaces after it up to a width.
pub fn pad(text: &str, to: usize) -> String {
    let mut out = text.to_owned();
    out.extend(std::iter::repeat_n(' ', to.saturating_sub(width(text))));
    out
}

/// The text with spaces before it up to a width.
pub fn pad_left(text: &str, to: usize) -> String {
    let mut out = " ".repeat(to.saturating_sub(width(text)));
    out.push_str(text);
    out
}

/// The longest start of a text that fits into so many cells.
pub fn take(text: &str, cells: usize) -> &str {
    let mut used = 0;
    for (at, letter) in text.char_indices() {
        used += letter.width().unwrap_or(0);
        if used > cells {
            return text.get(..at).unwrap_or("");
        }
    }
    text
}

/// The text, cut with dots where it does not fit.
pub fn crop(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    let mut out = take(text, cells.saturating_sub(CUT.len())).to_owned();
    out.push_str(CUT);
    out
}

/// The text in lines of at most so many cells, broken at spaces and between wide characters. Line breaks of the text are kept.
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    let cells = cells.max(8);
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        wrap_line(&clean(paragraph), cells, &mut lines);
    }
    lines
}

fn wrap_line(text: &str, cells: usize, lines: &mut Vec<String>) {
    let mut line = String::new();
    for piece in pieces(text) {
        let fits = width(&line) + width(piece.trim_end()) <= cells;
        if !fits && !line.is_empty() {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
        let mut rest = if line.is_empty() {
            piece.trim_start()
        } else {
            piece
        };
        while width(rest.trim_end()) > cells {
            let head = take(rest, cells);
            lines.push(head.to_owned());
            rest = rest.get(head.len()..).unwrap_or("");
        }
        line.push_str(rest);
    }
    lines.push(line.trim_end().to_owned());
}

/// Cuts a text where a line may end: after a space, before and after a wide character, but never before closing punctuation.
fn pieces(text: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    let mut letters = text.char_indices().peekable();
    while let Some((_, letter)) = letters.next() {
        let Some(&(at, next)) = letters.peek() else {
            break;
        };
        let space = letter == ' ' && next != ' ';
        let wide = letter.width() == Some(2) || next.width() == Some(2);
        if space || (wide && next != ' ' && !CLOSING.contains(next)) {
            cuts.push(at);
        }
    }
    cuts.push(text.len());
    cuts.windows(2)
        .filter_map(|pair| text.get(*pair.first()?..*pair.last()?))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_text_breaks_anywhere_but_not_before_a_stop() {
        assert_eq!(
            wrap("甲方有权收取利息。", 16),
            ["甲方有权收取利", "息。"],
            "the stop would not fit"
        );
        assert_eq!(wrap("name each method", 11), ["name each", "method"]);
    }

    #[test]
    fn crop_never_splits_a_wide_character() {
        assert_eq!(crop("甲方有权收取", 8), "甲方...");
        assert_eq!(width(&crop("甲方有权收取", 8)), 7);
        assert_eq!(crop("短", 2), "短");
    }

    #[test]
    fn nothing_reaches_the_terminal_as_a_command() {
        assert_eq!(clean("a\u{1b}[31mb\tc"), "a\u{fffd}[31mb    c");
    }
}

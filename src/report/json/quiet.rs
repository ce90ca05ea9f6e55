//! Keeps JSON quiet in a terminal: takes JSON text, writes it with every character that would move, hide or turn other text as an escape
//! of JSON. The values stay what they are.

use std::io::{self, Write};

/// A writer of JSON. Such characters stand only inside strings, where an escape means the same.
pub struct Quiet<W> {
    out: W,
}

impl<W: Write> Quiet<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Self {
        Self { out }
    }
}

/// Whether a character is not to reach a terminal: C1 controls, zero-width characters and changes of writing direction. The controls
/// of ASCII but for DEL are escaped by every writer of JSON.
fn is_loud(letter: char) -> bool {
    matches!(
        letter,
        '\u{7f}'..='\u{9f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

impl<W: Write> Write for Quiet<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Every loud character has one of these as its first byte; most pieces have none and go through as they are.
        let suspect = |byte: &u8| matches!(byte, 0x7f | 0xc2 | 0xe2 | 0xef);
        if !bytes.iter().any(suspect) {
            return self.out.write(bytes);
        }
        // The writer of JSON hands over whole strings, so that no character is cut.
        let Ok(text) = std::str::from_utf8(bytes) else {
            return self.out.write(bytes);
        };
        let mut from = 0;
        for (at, letter) in text.char_indices().filter(|(_, letter)| is_loud(*letter)) {
            self.out
                .write_all(text.get(from..at).unwrap_or("").as_bytes())?;
            write!(self.out, "\\u{:04x}", u32::from(letter))?;
            from = at + letter.len_utf8();
        }
        self.out
            .write_all(text.get(from..).unwrap_or("").as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_turns_text_is_escaped_and_comes_back_the_same() {
        let text = "第一条\u{1b}[2J\u{202e}意\u{85}\u{7f}。";
        let mut out = Vec::new();
        serde_json::to_writer(Quiet::new(&mut out), text).unwrap_or_default();
        let written = String::from_utf8(out).unwrap_or_default();
        assert_eq!(written, r#""第一条\u001b[2J\u202e意\u0085\u007f。""#);
        let back: String = serde_json::from_str(&written).unwrap_or_default();
        assert_eq!(back, text);
    }
}

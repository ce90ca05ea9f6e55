//! Splits CSV text into rows and cells: takes whole rows, gives cells and the lines they stand on. Quotes, doubled quotes and line breaks
//! inside quotes follow RFC 4180; a quote inside an unquoted cell is an ordinary character.

use std::borrow::Cow;

/// Rows of a text, one after the other.
pub(super) struct Records<'a> {
    text: &'a str,
    delimiter: u8,
    /// Bytes read so far; after a row, the start of the next line.
    pub(super) at: usize,
    /// The first byte of the newest row.
    pub(super) start: usize,
    line: u64,
}

impl<'a> Records<'a> {
    /// Rows of `text`, whose first line has the number `line`.
    pub(super) fn new(text: &'a str, delimiter: u8, line: u64) -> Self {
        Self {
            text,
            delimiter,
            at: 0,
            start: 0,
            line,
        }
    }

    /// Passes over whole rows up to the start of another and gives how many they are; `None`, and nothing is passed over, where quotes or
    /// carriage returns may make a row of several lines or end a line otherwise.
    pub(super) fn skip_to(&mut self, start: usize) -> Option<u64> {
        let skipped = self.text.as_bytes().get(self.at..start)?;
        if memchr::memchr2(b'"', b'\r', skipped).is_some() {
            return None;
        }
        let (mut rows, mut begin) = (0, 0);
        for end in memchr::memchr_iter(b'\n', skipped) {
            // Blank lines are no rows.
            rows += u64::from(end > begin);
            begin = end + 1;
            self.line += 1;
        }
        self.at = start;
        Some(rows)
    }

    /// Fills `cells` with the next row and gives its first and last line; blank lines are no rows.
    pub(super) fn next(&mut self, cells: &mut Vec<Cow<'a, str>>) -> Option<(u64, u64)> {
        cells.clear();
        let bytes = self.text.as_bytes();
        while let Some(b'\n' | b'\r') = bytes.get(self.at) {
            self.end_line();
        }
        let (line, start) = (self.line, self.at);
        self.start = start;
        bytes.get(start)?;
        loop {
            let cell = self.cell();
            cells.push(cell);
            match bytes.get(self.at) {
                Some(&byte) if byte == self.delimiter => self.at += 1,
                _ => break,
            }
        }
        let inside = self.text.get(start..self.at).unwrap_or("");
        self.line += count_lines(inside);
        let end_line = self.line;
        if self.at < bytes.len() {
            self.end_line();
        }
        Some((line, end_line))
    }

    fn end_line(&mut self) {
        let bytes = self.text.as_bytes();
        let two = bytes.get(self.at) == Some(&b'\r') && bytes.get(self.at + 1) == Some(&b'\n');
        self.at += 1 + usize::from(two);
        self.line += 1;
    }

    fn cell(&mut self) -> Cow<'a, str> {
        if self.text.as_bytes().get(self.at) != Some(&b'"') {
            return Cow::Borrowed(self.plain());
        }
        self.at += 1;
        let start = self.at;
        let mut owned: Option<String> = None;
        let mut from = start;
        loop {
            let rest = self.text.get(from..).unwrap_or("");
            let Some(quote) = rest.find('"') else {
                // never closed: the rest of the text
                self.at = self.text.len();
                return joined(owned, rest);
            };
            let end = from + quote;
            let part = self.text.get(from..end).unwrap_or("");
            if self.text.as_bytes().get(end + 1) == Some(&b'"') {
                let cell = owned.get_or_insert_default();
                cell.push_str(part);
                cell.push('"');
                from = end + 2;
                continue;
            }
            self.at = end + 1;
            let tail = self.plain();
            if tail.is_empty() {
                return joined(owned, part);
            }
            return joined(Some(owned.unwrap_or_default() + part), tail);
        }
    }

    /// Up to the next separator or line end.
    fn plain(&mut self) -> &'a str {
        let rest = self.text.get(self.at..).unwrap_or("");
        let stop = |byte: &u8| *byte == self.delimiter || matches!(byte, b'\n' | b'\r');
        let end = rest.as_bytes().iter().position(stop).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or("")
    }
}

/// The text of one cell that may be in quotes.
pub(super) fn unquoted(cell: &str, delimiter: u8) -> Cow<'_, str> {
    Records::new(cell, delimiter, 1).cell()
}

/// Line ends in a text: `\n`, `\r\n` and a lone `\r`.
pub(super) fn count_lines(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut lines = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        lines += u64::from(byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')));
    }
    lines
}

fn joined(owned: Option<String>, rest: &str) -> Cow<'_, str> {
    match owned {
        None => Cow::Borrowed(rest),
        Some(owned) => Cow::Owned(owned + rest),
    }
}

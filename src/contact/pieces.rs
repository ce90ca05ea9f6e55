//! Cuts a decoded file into pieces of whole rows: takes text block by block, gives pieces with the line they begin at, so that they can
//! be parsed side by side.

use super::Gauge;
use super::decoding::Decoding;
use crate::codes::{Code, input as codes};
use std::io;

/// A cell that is still open after so many bytes was never closed.
const MOST_QUOTED: usize = 4 << 20;
/// A line that has not ended after so many bytes is no row.
const MOST_LINE: usize = 16 << 20;

/// Some whole rows.
pub(super) struct Piece {
    pub(super) text: String,
    /// The line it begins at, from 1.
    pub(super) line: u64,
    /// Some bytes were no text and are replaced.
    pub(super) damaged: bool,
    /// Bad lines between the piece before and this one.
    pub(super) bad_before: u64,
}

/// What comes next in a file.
pub(super) enum Next {
    Piece(Piece),
    /// A line that is no row; reading goes on after it, unless it is too long.
    Bad(u64, Code),
    End,
}

/// A file being cut.
pub(super) struct Pieces<'a> {
    pub(super) decoding: Decoding<'a>,
    /// Counts the bytes that are read.
    pub(super) gauge: Gauge,
    /// The separator and quotes of CSV; `None` where every line is a row.
    delimiter: Option<u8>,
    buffer: String,
    line: u64,
    cut: Cut,
    last: bool,
    damaged: bool,
    bad: u64,
}

#[derive(Default)]
struct Cut {
    state: State,
    /// Bytes of the buffer that were scanned.
    scanned: usize,
    /// End of the last whole row in the buffer.
    end: usize,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum State {
    #[default]
    CellStart,
    Plain,
    Quoted,
    /// After a quote in a quoted cell.
    QuoteMet,
}

impl<'a> Pieces<'a> {
    pub(super) fn new(decoding: Decoding<'a>) -> Self {
        Self {
            decoding,
            gauge: Gauge::default(),
            delimiter: None,
            buffer: String::new(),
            line: 1,
            cut: Cut::default(),
            last: false,
            damaged: false,
            bad: 0,
        }
    }

    /// The text at the start of the file, before anything is cut.
    pub(super) fn start(&mut self) -> io::Result<&str> {
        if self.buffer.is_empty() && !self.last {
            self.more()?;
        }
        Ok(&self.buffer)
    }

    /// Sets the separator of CSV and passes over a header of so many bytes.
    pub(super) fn after_header(&mut self, delimiter: u8, bytes: usize) {
        self.delimiter = Some(delimiter);
        self.drop_start(bytes);
    }

    fn more(&mut self) -> io::Result<()> {
        let before = self.decoding.bytes;
        let step = self.decoding.step(&mut self.buffer)?;
        self.gauge.add_bytes(self.decoding.bytes - before);
        self.last = step.last;
        self.damaged |= step.damaged;
        Ok(())
    }

    /// The next piece, bad line or end.
    pub(super) fn next(&mut self) -> io::Result<Next> {
        loop {
            self.cut
                .scan(self.buffer.as_bytes(), self.delimiter, self.last);
            if self.cut.end > 0 {
                return Ok(Next::Piece(self.take(self.cut.end)));
            }
            let quoted = self.cut.state == State::Quoted;
            if quoted && (self.last || self.buffer.len() > MOST_QUOTED) {
                return Ok(self.bad_line());
            }
            if self.last {
                let rest = self.buffer.len();
                return Ok(if rest == 0 {
                    Next::End
                } else {
                    Next::Piece(self.take(rest))
                });
            }
            if self.buffer.len() > MOST_LINE {
                self.buffer = String::new();
                self.last = true;
                self.cut = Cut::default();
                return Ok(Next::Bad(self.line, codes::LINE_TOO_LONG));
            }
            self.more()?;
        }
    }

    fn take(&mut self, end: usize) -> Piece {
        let rest = self.buffer.split_off(end);
        let text = std::mem::replace(&mut self.buffer, rest);
        let piece = Piece {
            line: self.line,
            damaged: self.damaged,
            bad_before: std::mem::take(&mut self.bad),
            text,
        };
        self.line += count_lines(&piece.text);
        self.cut.end = 0;
        self.cut.scanned = self.cut.scanned.saturating_sub(end);
        self.damaged &= !self.buffer.is_empty();
        piece
    }

    /// Passes over the line on which a quote was left open, and begins anew behind it.
    fn bad_line(&mut self) -> Next {
        let line = self.line;
        let end = self
            .buffer
            .find('\n')
            .map_or(self.buffer.len(), |at| at + 1);
        self.drop_start(end);
        self.bad += 1;
        Next::Bad(line, codes::UNCLOSED_QUOTE)
    }

    fn drop_start(&mut self, bytes: usize) {
        let dropped = self.take(bytes);
        self.bad = dropped.bad_before;
        self.cut = Cut::default();
    }
}

impl Cut {
    /// Scans what is new in the buffer; `last` says that nothing will follow.
    fn scan(&mut self, bytes: &[u8], delimiter: Option<u8>, last: bool) {
        while let Some(&byte) = bytes.get(self.scanned) {
            let ends = match byte {
                b'\n' => true,
                // a lone carriage return ends a line; whether it is alone, the next byte tells
                b'\r' => match bytes.get(self.scanned + 1) {
                    Some(&next) => next != b'\n',
                    None if last => true,
                    None => return,
                },
                _ => false,
            };
            self.scanned += 1;
            let Some(delimiter) = delimiter else {
                if ends {
                    self.end = self.scanned;
                }
                continue;
            };
            self.state = match (self.state, byte) {
                (State::Quoted, b'"') => State::QuoteMet,
                (State::Quoted, _) => State::Quoted,
                (State::QuoteMet, b'"') => State::Quoted,
                (_, _) if ends => {
                    self.end = self.scanned;
                    State::CellStart
                }
                (State::CellStart, b'"') => State::Quoted,
                (_, byte) if byte == delimiter => State::CellStart,
                _ => State::Plain,
            };
        }
    }
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

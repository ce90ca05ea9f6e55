//! Cuts a file of text into units of whole rows: takes bytes from a place on, gives the length of the next unit, so that units can be parsed
//! side by side. Cutting goes on in turn, because only what stands before tells whether a line end is inside quotes.

use super::{Source, fast};
use crate::codes::{Code, input as codes};
use std::io;

/// A cell that is still open after so many bytes was never closed.
const MOST_QUOTED: usize = 4 << 20;
/// A line that has not ended after so many bytes is no row.
const MOST_LINE: usize = 16 << 20;

/// How far a file has been cut.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::contact) struct Cursor {
    /// Byte, or number of the row, in formats of their own.
    pub(in crate::contact) place: u64,
    /// Units so far.
    pub(in crate::contact) units: u32,
    /// Nothing follows.
    pub(in crate::contact) ended: bool,
}

/// Some whole rows of a file, or a line that is no row.
#[derive(Debug, Clone, Copy)]
pub(in crate::contact) struct Unit {
    /// Its number in the file.
    pub(in crate::contact) number: u32,
    /// Where it begins.
    pub(in crate::contact) start: u64,
    /// Bytes of the buffer that it takes up.
    pub(in crate::contact) length: usize,
    /// The rows are no rows.
    pub(in crate::contact) fault: Option<Code>,
}

/// Cuts the next unit of about `size` bytes off; `None` at the end. `delimiter` is that of CSV, and none where every line is a row.
pub(super) fn next(
    source: &Source<'_>,
    cursor: &mut Cursor,
    delimiter: Option<u8>,
    size: usize,
    buffer: &mut Vec<u8>,
) -> io::Result<Option<Unit>> {
    let mut size = size.clamp(1, MOST_QUOTED);
    while !cursor.ended {
        if buffer.len() < size {
            buffer.resize(size, 0);
        }
        let read = source.read(cursor.place, buffer.get_mut(..size).unwrap_or_default())?;
        let bytes = buffer.get(..read).unwrap_or_default();
        let last = read < size;
        let found = end(bytes, delimiter, last);
        let fault = if found.end > 0 || read == 0 {
            None
        } else if found.quoted && (last || size >= MOST_QUOTED) {
            Some(codes::UNCLOSED_QUOTE)
        } else if !last && size >= MOST_LINE {
            Some(codes::LINE_TOO_LONG)
        } else {
            None
        };
        let length = match fault {
            Some(codes::UNCLOSED_QUOTE) => {
                memchr::memchr(b'\n', bytes).map_or(bytes.len(), |at| at + 1)
            }
            Some(_) => 0,
            None if found.end > 0 => found.end,
            None if last => read,
            None => {
                size = (size * 2).min(if size < MOST_QUOTED {
                    MOST_QUOTED
                } else {
                    MOST_LINE
                });
                continue;
            }
        };
        if read == 0 || fault == Some(codes::LINE_TOO_LONG) {
            cursor.ended = true;
        }
        if read == 0 {
            break;
        }
        let unit = Unit {
            number: cursor.units,
            start: cursor.place,
            length,
            fault,
        };
        cursor.units = cursor.units.saturating_add(1);
        cursor.place += u64::try_from(length).unwrap_or(0);
        return Ok(Some(unit));
    }
    Ok(None)
}

/// The end of the last whole row in the bytes (0: there is none).
struct End {
    end: usize,
    /// The bytes end inside quotes.
    quoted: bool,
}

/// Finds it; `last` says that nothing will follow.
fn end(bytes: &[u8], delimiter: Option<u8>, last: bool) -> End {
    let quoted = delimiter.filter(|_| memchr::memchr(b'"', bytes).is_some());
    let found = match quoted {
        None => memchr::memrchr(b'\n', bytes).map(|at| at + 1),
        Some(delimiter) => fast::last_end(bytes, delimiter),
    };
    if let Some(end) = found.filter(|&end| end > 0) {
        return End { end, quoted: false };
    }
    letter_by_letter(bytes, delimiter, last)
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

fn letter_by_letter(bytes: &[u8], delimiter: Option<u8>, last: bool) -> End {
    let (mut state, mut end) = (State::CellStart, 0);
    for (at, &byte) in bytes.iter().enumerate() {
        let ends = match byte {
            b'\n' => true,
            // a lone carriage return ends a line; whether it is alone, the next byte tells
            b'\r' => bytes.get(at + 1).map_or(last, |&next| next != b'\n'),
            _ => false,
        };
        state = match (state, byte) {
            (_, _) if delimiter.is_none() && !ends => continue,
            (State::Quoted, b'"') => State::QuoteMet,
            (State::Quoted, _) => State::Quoted,
            (State::QuoteMet, b'"') => State::Quoted,
            (_, _) if ends => {
                end = at + 1;
                State::CellStart
            }
            (State::CellStart, b'"') => State::Quoted,
            (_, byte) if Some(byte) == delimiter => State::CellStart,
            _ => State::Plain,
        };
    }
    End {
        end,
        quoted: state == State::Quoted,
    }
}

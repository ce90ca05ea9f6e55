//! Writes the text between tags: takes a stretch of the page, tells words, character references, white space that collapses and
//! white space that is kept apart.

use super::emit::Emit;
use super::entity;
use super::style::Style;
use crate::document::lines::Gap;

/// Stands in a masked template where a text that the program holds begins or ends.
pub(super) const BREAK: char = '\u{1e}';

/// Stands in a masked template where a text that the program holds breaks its line.
pub(super) const LINE: char = '\u{1d}';

/// Writes the text that begins at byte `start` of the page; `references`: those to characters count.
pub(super) fn write(emit: &mut Emit, text: &str, start: usize, references: bool, style: &Style) {
    let special = |c: char| {
        c.is_ascii_whitespace()
            || matches!(c, '\u{a0}' | '\u{3000}' | '\u{2003}' | BREAK | LINE)
            || (references && c == '&')
    };
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let at = start + (text.len() - rest.len());
        let run = rest.find(special).unwrap_or(rest.len());
        let (piece, _) = rest.split_at(if run > 0 { run } else { first.len_utf8() });
        let mut used = piece.len();
        match first {
            _ if run > 0 => emit.words(piece, at, style),
            BREAK => emit.block(Gap::Blank, at),
            LINE => emit.wrap(at..at + used),
            '&' => {
                let (length, words) = entity::decode(rest).unwrap_or((1, "&".to_owned()));
                emit.whole(&words, at..at + length, style);
                used = length;
            }
            _ if first.is_ascii_whitespace() => {
                used = rest
                    .find(|c: char| !c.is_ascii_whitespace())
                    .unwrap_or(rest.len());
                white(emit, rest.get(..used).unwrap_or(""), at, style);
            }
            _ => emit.space(piece, at..at + used),
        }
        rest = rest.get(used..).unwrap_or("");
    }
}

/// Writes ASCII white space.
fn white(emit: &mut Emit, white: &str, at: usize, style: &Style) {
    if !style.kept {
        return emit.collapsing(at..at + white.len());
    }
    let mut start = 0;
    for (end, _) in white.match_indices('\n').chain([(white.len(), "")]) {
        let part = white.get(start..end).unwrap_or("").trim_matches('\r');
        if !part.is_empty() {
            emit.space(part, at + start..at + start + part.len());
        }
        if end < white.len() {
            emit.wrap(at + end..at + end + 1);
        }
        start = end + 1;
    }
}

//! Judges how a document is set: which table rows are records and which only lay out text, and how large the text of the body is.

use super::blocks::{Block, Cell, Paragraph};
use std::collections::BTreeMap;

/// From which width on a line that ends without a stop may go on behind a break, in columns.
const WIDE: usize = 56;

/// Whether a line is wide enough to have been broken in the middle of a sentence.
pub(super) fn is_wide(width: usize) -> bool {
    width >= WIDE
}

/// Whether a row is a record of several cells: none holds a table, numbered clauses or several paragraphs of prose.
pub(super) fn is_record(row: &[Cell], is_listed: impl Fn(&Paragraph) -> bool) -> bool {
    let mut filled = 0;
    for cell in row {
        let (mut paragraphs, mut clauses) = (0, 0);
        for block in &cell.blocks {
            let Block::Paragraph(one) = block else {
                return false;
            };
            let listed = is_listed(one);
            if one.is_empty() && !listed {
                continue;
            }
            paragraphs += 1;
            let ends = one.text.trim_end().ends_with(['。', '；', ';']);
            clauses += usize::from(listed || ends);
        }
        if paragraphs > 1 && clauses > 1 {
            return false;
        }
        filled += usize::from(paragraphs > 0);
    }
    filled > 1
}

/// The size that most of the body's letters have, in half points.
pub(super) fn body_size(blocks: &[Block]) -> u16 {
    let mut letters: BTreeMap<u16, usize> = BTreeMap::new();
    count(blocks, &mut letters);
    let most = letters.iter().rev().max_by_key(|(_, count)| **count);
    most.map_or(u16::MAX, |(size, _)| *size)
}

fn count(blocks: &[Block], letters: &mut BTreeMap<u16, usize>) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                for (range, look) in &paragraph.spans {
                    let words = paragraph.text.get(range.clone()).unwrap_or("");
                    let count = words.chars().filter(|c| c.is_alphanumeric()).count();
                    *letters.entry(look.size).or_default() += count;
                }
            }
            Block::Table(rows) => {
                for cell in rows.iter().flatten() {
                    count(&cell.blocks, letters);
                }
            }
        }
    }
}

//! Reads composed text into lines: takes the text of a file, lets the reader of plain text tell rows, lists, headers and page numbers,
//! and says of each line what only its setting tells.

use super::compose::Composed;
use super::marks::marks;
use crate::document::fold::offset;
use crate::document::lines::{Gap, Lines};
use crate::document::text;

/// The lines of a text.
pub(super) fn lines(composed: &Composed<'_>) -> Lines {
    let record_at = |start: usize| {
        let after = composed
            .records
            .partition_point(|record| record.start <= start);
        composed.records.get(after.checked_sub(1)?)
    };
    let is_row = |start| {
        record_at(start).is_some_and(|record| record.line.ruled && record.line.text.contains('\t'))
    };
    let mut lines = text::read_rows(&composed.text, is_row);
    let mut before = None;
    for at in 0..lines.lines.len() {
        let Some(line) = lines.lines.get_mut(at) else {
            break;
        };
        let Some(shift) = lines.folded.shifts.get(line.shifts.start) else {
            continue;
        };
        let Some(record) = record_at(shift.original as usize) else {
            continue;
        };
        let turns = line.gap == Gap::Page;
        if let (Some(before), Gap::Line | Gap::Page) = (before, line.gap) {
            if composed.measure.goes_on(before, record.line, turns) {
                line.gap = Gap::Soft;
            } else if composed.measure.is_right(before) {
                line.gap = Gap::Blank;
            }
        }
        before = Some(record.line);
    }
    lines.marks = marks(&composed.spans, composed.measure.body)
        .into_iter()
        .filter_map(|(kind, range)| {
            let at = |at: usize| lines.folded.folded(offset(at)) as usize;
            let range = at(range.start)..at(range.end);
            (range.start < range.end).then_some((kind, range))
        })
        .collect();
    lines
}

//! Reads the rows behind a PostgreSQL `COPY … FROM stdin`: a line a row, a tab between fields, up to a line `\.`.

use super::gather::Gather;
use super::path::{Paths, Step};
use super::value::{Value, Written};
use std::ops::Range;

/// Reads rows from the line behind byte `at` on, and says where they end.
pub(super) fn read(
    text: &str,
    at: usize,
    columns: &[Range<usize>],
    rows: &mut u32,
    gather: &mut Gather<'_>,
) -> usize {
    let line_end = |from: usize| {
        let rest = text.get(from..).unwrap_or("");
        rest.find('\n')
            .map_or(text.len(), |length| from + length + 1)
    };
    let mut at = line_end(at);
    while at < text.len() {
        let next = line_end(at);
        let line = text
            .get(at..next)
            .unwrap_or("")
            .trim_end_matches(['\n', '\r']);
        if line == "\\." {
            return next;
        }
        *rows += 1;
        let row = gather.step(Step::Row(*rows));
        gather.row(row);
        let mut start = at;
        for (number, field) in line.split('\t').enumerate() {
            let range = start..start + field.len();
            start = range.end + 1;
            if field == "\\N" {
                continue;
            }
            let step = match columns.get(number) {
                Some(name) => Paths::key(row, name),
                None => Step::Column(row, u32::try_from(number + 1).unwrap_or(u32::MAX)),
            };
            let path = gather.step(step);
            gather.value(Value::new(path, &range, Written::Copied));
        }
        gather.close();
        at = next;
    }
    at
}

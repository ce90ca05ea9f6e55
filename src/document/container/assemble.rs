//! Makes a document of a record: takes its values, gives their decoded words one after the other, as lines, with the map to the file.

use super::Held;
use super::gather::Record;
use super::path::Paths;
use super::value::{Value, is_markdown};
use crate::document::fold::Folded;
use crate::document::lines::Lines;
use crate::document::{markdown, text as plain};

/// Keys whose values title what stands beside them.
const TITLES: &[&str] = &[
    "title",
    "name",
    "subject",
    "heading",
    "标题",
    "名称",
    "模板名称",
    "合同名称",
    "title_zh",
    "template_name",
    "contract_name",
    "doc_name",
];

/// Makes a document of a record of `text`.
pub(super) fn assemble(text: &str, paths: &Paths, record: &Record) -> Held {
    let start = record.values.first().map_or(0, |value| value.range().start);
    let end = record
        .values
        .last()
        .map_or(start, |value| value.range().end);
    let mut values: Vec<&Value> = record.values.iter().collect();
    let titles = |value: &&Value| {
        let name = paths.name(value.path, text).to_lowercase();
        !value.is_long(text) && TITLES.contains(&name.as_str())
    };
    if let Some(title) = values.iter().position(titles) {
        // Keys are often sorted, and then the body precedes its title.
        values.get_mut(..=title).unwrap_or(&mut []).rotate_right(1);
    }
    let mut decoded = Folded::default();
    let mut lines = Lines::default();
    let mut longest = 0;
    for value in values {
        let one = value.decode(text);
        let read = value_lines(&one.text);
        if one.text.len() > longest {
            longest = one.text.len();
            lines.marked_up = read.marked_up;
        }
        lines.append(read, decoded.text.len());
        let all = 0..one.shifts.len();
        decoded.append(&one, 0..one.text.len(), all);
        decoded.separate('\n', crate::document::fold::offset(value.range().end));
    }
    Held {
        part: record.path.map(|path| paths.words(path, text)),
        decoded,
        lines,
        range: start..end,
    }
}

/// Reads what a value says as the format that it is written in.
fn value_lines(text: &str) -> Lines {
    if is_markdown(text) {
        markdown::read(text)
    } else {
        plain::read(text)
    }
}

//! Makes a document of a record: takes its values, gives their decoded words one after the other, as lines, with the map to the file.

use super::Held;
use super::gather::Record;
use super::path::Paths;
use super::value::{Value, is_html, is_markdown};
use crate::document::ReadError;
use crate::document::fold::{Folded, offset};
use crate::document::html::{self, Comments, Flavour};
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
pub(super) fn assemble(text: &str, paths: &Paths, record: &Record) -> Result<Held, ReadError> {
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
    let mut comments = Vec::new();
    let mut carries_marks = false;
    let mut longest = 0;
    for value in values {
        let one = value.decode(text);
        let (read, noted) = value_lines(&one.text)?;
        carries_marks |= read.marked_up;
        comments.extend(noted.into_iter().map(|(range, words)| {
            let range = one.original(offset(range.start)..offset(range.end));
            (range.start as usize..range.end as usize, words)
        }));
        if one.text.len() > longest {
            longest = one.text.len();
            lines.marked_up = read.marked_up;
        }
        lines.append(read, decoded.text.len());
        let all = 0..one.shifts.len();
        decoded.append(&one, 0..one.text.len(), all);
        decoded.separate('\n', offset(value.range().end));
    }
    Ok(Held {
        part: record.path.map(|path| paths.words(path, text)),
        decoded,
        lines,
        comments,
        carries_marks,
        range: start..end,
    })
}

/// Reads what a value says as the format that it is written in.
fn value_lines(text: &str) -> Result<(Lines, Comments), ReadError> {
    if is_html(text) {
        html::lines(text, Flavour::Html)
    } else if is_markdown(text) {
        Ok(markdown::read(text))
    } else {
        Ok((plain::read(text), Comments::new()))
    }
}

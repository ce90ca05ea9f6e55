//! Writes entries as Markdown tables, one row each, with a link to the line.

use super::escape;
use super::page::Page;
use crate::report::View;
use crate::report::cells::clean;
use crate::report::entry::{Entry, Kind};
use crate::report::words::severity_word;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The characters of one cell.
const CELL: usize = 400;

/// The entries by file, the files with the gravest first, in a file the gravest first and then by place.
pub fn by_file<'e, 'a>(entries: &'e [Entry<'a>]) -> Vec<(&'a str, Vec<&'e Entry<'a>>)> {
    let mut files: BTreeMap<&str, Vec<&Entry<'a>>> = BTreeMap::new();
    for entry in entries {
        files.entry(entry.spot.file).or_default().push(entry);
    }
    let mut files: Vec<_> = files.into_iter().collect();
    for (_, list) in &mut files {
        list.sort_by_key(|one| (Reverse(one.severity), one.spot.line, one.spot.column));
    }
    files.sort_by_key(|(_, list)| Reverse(list.first().map(|one| one.severity)));
    files
}

/// Writes a table; gives how many of its entries did not fit.
pub fn write(title: &str, list: &[&Entry<'_>], view: &View<'_>, page: &mut Page) -> usize {
    if list.is_empty() {
        return 0;
    }
    let heads = match view.lang {
        crate::ir::Lang::En => "| severity | where | what is wrong | law |",
        crate::ir::Lang::Zh => "| 级别 | 位置 | 问题 | 依据 |",
    };
    let head = format!("\n### {title}\n\n{heads}\n| --- | --- | --- | --- |\n");
    // A table's head without a row tells nothing.
    let first = list.first().map(|one| row(one, view)).unwrap_or_default();
    if !page.push(&format!("{head}{first}")) {
        return list.len();
    }
    let rest = list.iter().skip(1);
    let shown = rest.take_while(|one| page.push(&row(one, view))).count() + 1;
    list.len() - shown
}

fn row(entry: &Entry<'_>, view: &View<'_>) -> String {
    let severity = match entry.kind {
        Kind::Open => "-",
        _ => severity_word(entry.severity, view.lang),
    };
    let title = escape(&cut(entry.title(view.lang)));
    let words = escape(&cut(&entry.words(view.lang)));
    let mut what = format!("**{title}**<br>{words}");
    if matches!(entry.kind, Kind::Accepted(_)) {
        what.push_str(&format!(
            "<br>{}",
            escape(&cut(&entry.acceptance_words(view.lang)))
        ));
    }
    let id = code(entry.id);
    format!(
        "| {severity} | {} | {what}<br>`{id}` | {} |\n",
        place(entry, view),
        escape(&cut(&entry.law()))
    )
}

/// A link to the line; for what is no breach, whose table is of many files, with the file's name.
fn place(entry: &Entry<'_>, view: &View<'_>) -> String {
    let spot = &entry.spot;
    let by_file = entry.kind == Kind::Finding;
    let words = match spot.place_words(view.lang) {
        Some(words) if spot.extracted => words,
        _ if spot.whole || spot.extracted => view.word("document", "全文").to_owned(),
        _ => spot.line.to_string(),
    };
    let words = match by_file {
        true => words,
        false if spot.whole => spot.file.to_owned(),
        false => format!("{}:{words}", spot.file),
    };
    if spot.file.is_empty() {
        return escape(&clean(entry.subject));
    }
    let address = view.links.map_or_else(String::new, |links| links.to(spot));
    match address.is_empty() {
        true => escape(&words),
        false => format!("[{}]({address})", escape(&words)),
    }
}

/// Words inside a code span of a table cell.
pub fn code(words: &str) -> String {
    clean(words).replace('`', "'").replace('|', "\\|")
}

/// The start of a text that is too long for a cell.
pub fn cut(text: &str) -> String {
    if text.chars().count() <= CELL {
        return text.to_owned();
    }
    text.chars().take(CELL).chain("...".chars()).collect()
}

//! Looks over a page before it is read: takes its tokens, gives its style rules, which of its tables only lay out text, and whether
//! it has headings.

use super::css::Sheet;
use super::elements::heading;
use super::tokens::{Token, Tokens};

/// How many paragraphs a cell may hold before it is taken for a part of the page.
const PARAGRAPHS: usize = 3;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Survey {
    pub(super) sheet: Sheet,
    /// By the order of their tags: whether a table lays out text rather than hold data.
    pub(super) layout: Vec<bool>,
    pub(super) headings: bool,
    pub(super) title: bool,
}

/// A table that is open.
#[derive(Debug, Default)]
struct Table {
    at: usize,
    cells: usize,
    /// The most cells that a row has.
    most: usize,
    paragraphs: usize,
}

/// Looks over a page.
pub(super) fn survey(source: &str) -> Survey {
    let mut found = Survey::default();
    let mut tables: Vec<Table> = Vec::new();
    let mut styles = false;
    for token in Tokens::new(source) {
        match token {
            Token::Start(tag) => {
                styles = tag.name == "style" && !tag.closed;
                found.headings |= heading(&tag.name).is_some_and(|level| level <= 3);
                found.title |= tag.name == "title";
                if tag.name == "table" {
                    if let Some(outer) = tables
                        .last()
                        .and_then(|outer| found.layout.get_mut(outer.at))
                    {
                        *outer = true;
                    }
                    tables.push(Table {
                        at: found.layout.len(),
                        ..Table::default()
                    });
                    found.layout.push(tag.value("role") == Some("presentation"));
                    continue;
                }
                let Some(table) = tables.last_mut() else {
                    continue;
                };
                match &*tag.name {
                    "tr" => table.cells = 0,
                    "td" | "th" => {
                        table.cells += 1;
                        table.most = table.most.max(table.cells);
                        table.paragraphs = 0;
                    }
                    "p" | "div" | "li" | "section" => table.paragraphs += 1,
                    _ => {}
                }
                let large = table.paragraphs > PARAGRAPHS || heading(&tag.name).is_some();
                if let Some(layout) = found.layout.get_mut(table.at).filter(|_| large) {
                    *layout = true;
                }
            }
            Token::End(name, _) if name == "table" => {
                if let Some(table) = tables.pop()
                    && let Some(layout) = found.layout.get_mut(table.at)
                {
                    *layout |= table.most < 2;
                }
            }
            Token::Verbatim(range) if styles => found.sheet.add(source.get(range).unwrap_or("")),
            _ => {}
        }
    }
    for table in tables {
        if let Some(layout) = found.layout.get_mut(table.at) {
            *layout |= table.most < 2;
        }
    }
    found
}

//! Finds out what a document is and which day governs it: takes the document, its hits and what was told, gives its kinds and the
//! date with where it comes from.

use super::options::TextOptions;
use super::reading::Reading;
use super::words::CueWords;
use crate::document::Document;
use crate::document::figure::dates;
use crate::ir::text::{DocumentKind, DocumentKindId, PatternId, TextTables};
use globset::Glob;
use jiff::civil::Date;
use std::ops::Range;

/// A signing date stands at most so many bytes after its label, in the same block.
const LABEL_REACH: usize = 60;

/// A first line longer than this is no title.
const LONGEST_TITLE: usize = 40;

/// The kinds of a document, by id: those told, else those that its title names, else its file name, else its text. A privacy policy
/// that quotes the terms of a loan is no loan contract.
pub(super) fn kinds(
    tables: &TextTables,
    document: &Document,
    reading: &Reading<'_>,
    told: &[String],
) -> Vec<DocumentKindId> {
    let of = |is: &dyn Fn(&DocumentKind) -> bool| -> Vec<DocumentKindId> {
        (0u32..)
            .zip(&tables.documents)
            .filter(|(_, kind)| is(kind))
            .map(|(at, _)| DocumentKindId(at))
            .collect()
    };
    if !told.is_empty() {
        return of(&|kind| told.contains(&kind.name) || told.contains(&kind.id));
    }
    let title = document
        .title
        .and_then(|title| document.node(title))
        .map(|node| node.range.clone())
        .or_else(|| first_line(&reading.text));
    let whole = 0..u32::try_from(reading.text.len()).unwrap_or(u32::MAX);
    let stands = |patterns: &[PatternId], within: &Range<u32>| {
        patterns.iter().any(|pattern| {
            let within = std::slice::from_ref(within);
            !reading.hits.matches(*pattern, within).is_empty()
        })
    };
    let mut found = title.map_or_else(Vec::new, |title| of(&|kind| stands(&kind.title, &title)));
    if found.is_empty() {
        let file = document.source.name();
        found = of(&|kind| kind.files.iter().any(|glob| names(glob, file)));
    }
    if found.is_empty() {
        found = of(&|kind| stands(&kind.text, &whole));
    }
    found
}

/// The first line, which titles a document in which no title was found, if it is short enough for one.
fn first_line(text: &str) -> Option<Range<u32>> {
    let start = text.len() - text.trim_start().len();
    let line = text.get(start..)?.lines().next()?;
    let end = u32::try_from(start + line.len()).ok()?;
    (line.chars().count() <= LONGEST_TITLE).then_some(u32::try_from(start).ok()?..end)
}

/// Whether a glob names a file: its whole name or its last part, whatever the case.
fn names(glob: &str, file: &str) -> bool {
    let Ok(glob) = Glob::new(&glob.to_lowercase()) else {
        return false;
    };
    let glob = glob.compile_matcher();
    let file = file.to_lowercase();
    let last = file.rsplit('/').next().unwrap_or(&file);
    glob.is_match(&file) || glob.is_match(last)
}

/// The governing date and where it is taken from.
pub(super) fn governing(
    reading: &Reading<'_>,
    words: &CueWords,
    options: &TextOptions,
) -> (Date, String) {
    if let Some(date) = options.signed {
        return (date, format!("{date} (signing date given)"));
    }
    if let Some(date) = signing_date(reading, words) {
        return (date, format!("{date} (signing date found in the text)"));
    }
    match options.as_of {
        Some(date) => (date, format!("{date} (as of)")),
        None => (options.today, format!("{} (today)", options.today)),
    }
}

/// The latest date that follows a label such as `签订日期`: a contract is in force when the last party has signed.
fn signing_date(reading: &Reading<'_>, words: &CueWords) -> Option<Date> {
    let text = &reading.text;
    words
        .signing_dates
        .iter()
        .flat_map(|label| reading.hits.word(label).to_vec())
        .filter_map(|label| {
            let from = label.end as usize;
            let rest = text.get(from..)?;
            let line = rest.find('\n').unwrap_or(rest.len());
            let mut end = from + line.min(LABEL_REACH);
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            dates(text, from..end).first().map(|dated| dated.date)
        })
        .max()
}

//! Finds out what a document is and which day governs it: takes the document, its hits and what was told, gives its kinds and the
//! date with where it comes from.

use super::options::TextOptions;
use super::reading::Reading;
use super::words::CueWords;
use crate::document::Document;
use crate::document::figure::dates;
use crate::ir::text::{DocumentKindId, TextTables};
use globset::Glob;
use jiff::civil::Date;

/// A signing date stands at most so many bytes after its label, in the same block.
const LABEL_REACH: usize = 60;

/// A first line longer than this is no title.
const LONGEST_TITLE: usize = 40;

/// The kinds of a document, by id: those told, else those recognised by title, text or file name.
pub(super) fn kinds(
    tables: &TextTables,
    document: &Document,
    reading: &Reading<'_>,
    told: &[String],
) -> Vec<DocumentKindId> {
    let title = document
        .title
        .and_then(|title| document.node(title))
        .map(|node| node.range.clone())
        .or_else(|| first_line(&reading.text));
    (0u32..)
        .zip(&tables.documents)
        .filter(|(_, kind)| {
            if !told.is_empty() {
                return told
                    .iter()
                    .any(|name| *name == kind.name || *name == kind.id);
            }
            let in_title = title.as_ref().is_some_and(|title| {
                kind.title.iter().any(|pattern| {
                    !reading
                        .hits
                        .matches(*pattern, std::slice::from_ref(title))
                        .is_empty()
                })
            });
            let whole = 0..u32::try_from(reading.text.len()).unwrap_or(u32::MAX);
            in_title
                || kind.text.iter().any(|pattern| {
                    !reading
                        .hits
                        .matches(*pattern, std::slice::from_ref(&whole))
                        .is_empty()
                })
                || kind
                    .files
                    .iter()
                    .any(|glob| names(glob, document.source.name()))
        })
        .map(|(at, _)| DocumentKindId(at))
        .collect()
}

/// The first line, which titles a document in which no title was found, if it is short enough for one.
fn first_line(text: &str) -> Option<std::ops::Range<u32>> {
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

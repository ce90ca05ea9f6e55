//! Finds out what a document is and which day governs it: takes the document, its hits and what was told, gives its kinds and the
//! date with where it comes from.

use super::TextEngine;
use super::options::TextOptions;
use super::reading::Reading;
use super::words::CueWords;
use crate::document::Document;
use crate::document::figure::dates;
use crate::ir::text::{DocumentKind, DocumentKindId};
use globset::{Glob, GlobMatcher};
use jiff::civil::Date;

/// A signing date stands at most so many bytes after its label, in the same block.
const LABEL_REACH: usize = 60;

/// A first line longer than this is no title.
const LONGEST_TITLE: usize = 40;

/// The kinds of a document, by id: those told, else those recognised by title, text or file name.
pub(super) fn kinds(
    engine: &TextEngine<'_>,
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
        .zip(&engine.rules.text.documents)
        .filter(|(at, kind)| {
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
                || engine.names.tell(*at, document.source.name())
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

/// The globs by which a file's name tells what kind of document it is.
#[derive(Debug)]
pub(super) struct KindNames(Vec<Vec<GlobMatcher>>);

impl KindNames {
    /// Of every kind.
    pub(super) fn new(kinds: &[DocumentKind]) -> Self {
        let globs = |kind: &DocumentKind| {
            let globs = kind.files.iter();
            globs
                .filter_map(|glob| Glob::new(&glob.to_lowercase()).ok())
                .map(|glob| glob.compile_matcher())
                .collect()
        };
        Self(kinds.iter().map(globs).collect())
    }

    /// Whether a file is named like a kind: by its whole name or its last part, whatever the case.
    fn tell(&self, kind: u32, file: &str) -> bool {
        let globs = self.0.get(kind as usize).map_or(&[][..], Vec::as_slice);
        if globs.is_empty() {
            return false;
        }
        let file = file.to_lowercase();
        let last = file.rsplit('/').next().unwrap_or(&file);
        globs
            .iter()
            .any(|glob| glob.is_match(&file) || glob.is_match(last))
    }
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
        .flat_map(|label| reading.hits.word(label))
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

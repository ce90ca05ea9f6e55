//! Finds out what a document is and which day governs it: takes the document, its hits and what was told, gives its kinds and the
//! date with where it comes from.

use super::TextEngine;
use super::options::TextOptions;
use super::reading::Reading;
use super::words::CueWords;
use crate::document::Document;
use crate::document::figure::dates;
use crate::ir::text::{DocumentKind, DocumentKindId, PatternId};
use globset::{Glob, GlobMatcher};
use jiff::civil::Date;
use std::ops::Range;
use std::sync::OnceLock;

/// A signing date stands at most so many bytes after its label, in the same block.
const LABEL_REACH: usize = 60;

/// A first line longer than this is no title.
const LONGEST_TITLE: usize = 40;

/// The kinds of a document, by id: those told, else those that its title names, else its file name, else its text. A privacy policy
/// that quotes the terms of a loan is no loan contract.
pub(super) fn kinds(
    engine: &TextEngine<'_>,
    document: &Document,
    reading: &Reading<'_>,
    told: &[String],
) -> Vec<DocumentKindId> {
    let of = |is: &dyn Fn(u32, &DocumentKind) -> bool| -> Vec<DocumentKindId> {
        (0u32..)
            .zip(&engine.rules.text.documents)
            .filter(|(at, kind)| is(*at, kind))
            .map(|(at, _)| DocumentKindId(at))
            .collect()
    };
    if !told.is_empty() {
        return of(&|_, kind| told.contains(&kind.name) || told.contains(&kind.id));
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
    let mut found = title.map_or_else(Vec::new, |title| of(&|_, kind| stands(&kind.title, &title)));
    if found.is_empty() {
        let file = document.source.name();
        found = of(&|at, _| engine.names.tell(at, file));
    }
    if found.is_empty() {
        found = of(&|_, kind| stands(&kind.text, &whole));
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

/// The globs by which a file's name tells what kind of document it is.
#[derive(Debug)]
pub(super) struct KindNames {
    /// As they are written, by kind.
    globs: Vec<Vec<String>>,
    /// Made ready when a name is asked about for the first time.
    ready: OnceLock<Vec<Vec<GlobMatcher>>>,
}

impl KindNames {
    /// Of every kind.
    pub(super) fn new(kinds: &[DocumentKind]) -> Self {
        Self {
            globs: kinds.iter().map(|kind| kind.files.clone()).collect(),
            ready: OnceLock::new(),
        }
    }

    fn ready(&self) -> &[Vec<GlobMatcher>] {
        let matchers = |globs: &Vec<String>| {
            let globs = globs.iter();
            globs
                .filter_map(|glob| Glob::new(&glob.to_lowercase()).ok())
                .map(|glob| glob.compile_matcher())
                .collect()
        };
        self.ready
            .get_or_init(|| self.globs.iter().map(matchers).collect())
    }

    /// Whether a file is named like a kind: by its whole name or its last part, whatever the case.
    fn tell(&self, kind: u32, file: &str) -> bool {
        let written = self.globs.get(kind as usize);
        if written.is_none_or(Vec::is_empty) {
            return false;
        }
        let globs = self.ready().get(kind as usize);
        let globs = globs.map_or(&[][..], Vec::as_slice);
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

//! Chooses the one place that stands for a finding: takes its evidence and its subject, gives a file with lines and columns, and the
//! place in the program that opens the file where lines say nothing.

use super::View;
use crate::finding::{Evidence, Outcome};
use crate::ir::Lang;
use crate::source::{Place, Source};

/// One place in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot<'a> {
    /// The file's name as given; empty where there is none.
    pub file: &'a str,
    /// First line, from 1.
    pub line: u32,
    /// First column, from 1, in characters.
    pub column: u32,
    /// Last line.
    pub end_line: u32,
    /// One past the last column.
    pub end_column: u32,
    /// The row of a log.
    pub row: Option<u64>,
    /// Where it is in the program that opens the file.
    pub place: Option<&'a Place>,
    /// It stands for the whole file: nothing in it can be pointed at.
    pub whole: bool,
    /// Lines and columns count within extracted text and are not those of the file.
    pub extracted: bool,
}

impl Spot<'_> {
    /// The place in words: the page or paragraph, the path in a container, the row of a log; `None` where line and column say it all.
    pub fn place_words(&self, lang: Lang) -> Option<String> {
        if let Some(row) = self.row {
            return Some(match lang {
                Lang::En => format!("row {row}"),
                Lang::Zh => format!("第 {row} 行数据"),
            });
        }
        self.place.map(|place| place_words(place, lang))
    }
}

/// A place in the reader's language.
pub fn place_words(place: &Place, lang: Lang) -> String {
    match lang {
        Lang::En => place.en(),
        Lang::Zh => place.zh(),
    }
}

/// The place of a piece of evidence.
pub fn of_evidence<'a>(one: &'a Evidence, view: &View<'a>) -> Spot<'a> {
    Spot {
        file: &one.file,
        line: one.line.max(1),
        column: one.column.max(1),
        end_line: one.end_line.max(one.line).max(1),
        end_column: match one.end_line > one.line {
            true => one.end_column.max(1),
            false => one.end_column.max(one.column).max(1),
        },
        row: one.row,
        place: one.place.as_ref(),
        whole: false,
        extracted: is_extracted(&one.file, view)
            || one.place.as_ref().is_some_and(|place| place.path.is_none()),
    }
}

/// The place of what breaks the rule, else of the first piece of evidence, else the subject's file as a whole.
pub fn of<'a>(
    evidence: &'a [Evidence],
    subject: &'a str,
    outcome: &'a Outcome,
    view: &View<'a>,
) -> Spot<'a> {
    let mut pieces = evidence.iter();
    match pieces.find(|one| one.offending).or(evidence.first()) {
        Some(one) => of_evidence(one, view),
        None => line(subject, None, outcome, view),
    }
}

/// A line of a subject's file, or the whole file.
pub fn line<'a>(
    subject: &'a str,
    line: Option<u64>,
    outcome: &'a Outcome,
    view: &View<'a>,
) -> Spot<'a> {
    let file = file_of(subject, outcome, view);
    let at = line.map_or(1, |line| u32::try_from(line).unwrap_or(u32::MAX).max(1));
    Spot {
        file,
        line: at,
        column: 1,
        end_line: at,
        end_column: 1,
        row: None,
        place: None,
        whole: line.is_none(),
        extracted: is_extracted(file, view),
    }
}

/// The file that a subject lies in: itself, the file that holds it as a part, or for the key of a log the first log.
fn file_of<'a>(subject: &'a str, outcome: &'a Outcome, view: &View<'a>) -> &'a str {
    if view.texts.contains_key(subject) {
        return subject;
    }
    if let Some((file, _)) = subject.rsplit_once('#')
        && view.texts.contains_key(file)
    {
        return file;
    }
    let is_key = subject == "log" || subject == "row" || subject.contains('=');
    let known = || {
        let inputs = outcome.ledger.inputs.iter();
        inputs.clone().any(|one| one.file == subject)
            || outcome
                .ledger
                .rejected
                .iter()
                .any(|one| one.file == subject)
    };
    if !is_key || known() {
        return subject;
    }
    let mut logs = outcome.ledger.inputs.iter();
    logs.find(|one| one.role == "log")
        .map_or("", |one| one.file.as_str())
}

fn is_extracted(file: &str, view: &View<'_>) -> bool {
    view.texts.get(file).is_some_and(Source::is_extracted)
}

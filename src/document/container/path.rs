//! Keeps the paths of a container's values as steps, each with the one above, and writes them as people read them.

use super::unescape;
use crate::document::fold::offset;
use std::ops::Range;

/// A step of a path.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    /// The value of a document of the file, counted from 0.
    Root(u32),
    /// A key: bytes of the file, in quotes where it has them.
    Key(u32, u32, u32),
    /// A place in an array, counted from 0.
    Index(u32, u32),
    /// A row of a SQL file, counted from 1.
    Row(u32),
    /// A statement of a SQL file, counted from 1.
    Statement(u32),
    /// A column without a name, counted from 1.
    Column(u32, u32),
}

/// All steps of a file; a path is known by the number of its last.
#[derive(Debug, Default)]
pub(super) struct Paths {
    steps: Vec<Step>,
}

impl Paths {
    /// Takes a step in.
    pub(super) fn add(&mut self, step: Step) -> u32 {
        self.steps.push(step);
        offset(self.steps.len() - 1)
    }

    /// The step of a key.
    pub(super) fn key(above: u32, range: &Range<usize>) -> Step {
        Step::Key(above, offset(range.start), offset(range.end))
    }

    /// The last key of a path, without its quotes.
    pub(super) fn name(&self, path: u32, text: &str) -> String {
        match self.steps.get(path as usize) {
            Some(&Step::Key(_, start, end)) => key(text, start..end),
            Some(&Step::Index(above, _)) if above < path => self.name(above, text),
            _ => String::new(),
        }
    }

    /// The path in words.
    pub(super) fn words(&self, path: u32, text: &str) -> String {
        let mut steps = Vec::new();
        let mut at = Some(path);
        while let Some(step) = at.and_then(|at| self.steps.get(at as usize)) {
            steps.push(step);
            let above = match *step {
                Step::Key(above, ..) | Step::Index(above, _) | Step::Column(above, _) => above,
                Step::Root(_) | Step::Row(_) | Step::Statement(_) => break,
            };
            at = Some(above).filter(|&above| at.is_some_and(|at| above < at));
        }
        let mut words = String::new();
        let mut tabular = false;
        for step in steps.into_iter().rev() {
            match *step {
                Step::Root(0) => words.push('$'),
                Step::Root(at) => words.push_str(&format!("document {}: $", at + 1)),
                Step::Row(at) => words.push_str(&format!("row {at}")),
                Step::Statement(at) => words.push_str(&format!("statement {at}")),
                Step::Column(_, at) => words.push_str(&format!(", column {at}")),
                Step::Index(_, at) => words.push_str(&format!("[{at}]")),
                Step::Key(_, start, end) => {
                    let key = key(text, start..end);
                    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
                    if tabular {
                        words.push_str(&format!(", column {key}"));
                    } else if !key.is_empty() && key.chars().all(plain) {
                        words.push_str(&format!(".{key}"));
                    } else {
                        words.push_str(&format!("[{key:?}]"));
                    }
                }
            }
            tabular |= matches!(step, Step::Row(_) | Step::Statement(_));
        }
        words
    }
}

/// A key as it is meant.
fn key(text: &str, range: Range<u32>) -> String {
    let written = text
        .get(range.start as usize..range.end as usize)
        .unwrap_or("");
    match written.chars().next() {
        Some('"') => unescape::json(text, range.start as usize..range.end as usize).text,
        Some('`' | '[') => written.trim_matches(['`', '[', ']']).to_owned(),
        _ => written.trim_matches('\'').to_owned(),
    }
}

//! Describes how a log is understood: takes a survey of it, writes each file, column and value with what it is taken for, the fields that
//! nothing stands for with the rules that read them, and what to put into the project file. Nothing is judged.

mod columns;
mod mapping;
mod rest;

use super::View;
use super::cells::wrap;
use super::theme::Paint;
use crate::contact::Survey;
use crate::ir::log::{FieldId, Log};
use crate::ir::rule::Rule;
use std::io::{self, Write};

/// A log with the rules that would read it.
pub struct Described<'a> {
    /// What its files hold.
    pub survey: &'a Survey,
    /// Its schema.
    pub log: &'a Log,
    /// By field: the rules that read it.
    pub readers: Vec<Vec<&'a Rule>>,
}

/// Writes the description.
///
/// # Errors
/// What the writer gives back.
pub fn write(described: &Described<'_>, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let files = described.survey.read.records.iter();
    for (record, columns) in files.zip(&described.survey.columns) {
        columns::write(record, columns, described.log, view, out)?;
    }
    rest::write(described, view, out)?;
    mapping::write(described, view, out)
}

/// Writes a headline.
fn head(words: &str, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", view.paint(Paint::Strong, words))
}

fn item(words: &str, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lines = wrap(words, view.width.saturating_sub(4));
    for (at, line) in lines.iter().enumerate() {
        let lead = if at == 0 { "  " } else { "    " };
        writeln!(out, "{lead}{line}")?;
    }
    Ok(())
}

impl Described<'_> {
    /// The fields that no column of any file stands for and that follow from no other.
    fn missing(&self) -> impl Iterator<Item = FieldId> {
        let columns = || {
            self.survey
                .read
                .records
                .iter()
                .flat_map(|file| &file.columns)
        };
        let told = move |name: &str| columns().any(|one| one.field.as_deref() == Some(name));
        (0_u32..)
            .map(FieldId)
            .zip(&self.log.fields)
            .filter(move |(_, field)| field.from.is_none() && !told(&field.name))
            .map(|(id, _)| id)
    }
}

//! Reads one file of a log: takes an input, tells by its first bytes how it is to be read, adds its rows to the table, gives a record of
//! it, or of each sheet of a workbook.

use super::assemble::Assembly;
use super::formats::{self, Opened};
use super::forms::Forms;
use super::layout::Refusal;
use super::part::{Context, Part, Rejected, Seen};
use super::{ColumnRecord, FileRecord, LogInput, MAX_LISTED, ReadOptions, text};
use crate::codes::input as codes;
use crate::ir::Words;
use std::io;

/// What one file came to.
pub(super) struct FileOutcome {
    pub(super) record: FileRecord,
    pub(super) rejected: Vec<Rejected>,
    /// Why the file, or the rest of it, could not be used.
    pub(super) refused: Option<Refusal>,
    /// Lines above the header.
    pub(super) above: usize,
    /// Columns not used because of surer ones.
    pub(super) beaten: Vec<(String, String, String)>,
    /// The encoding is a mere guess.
    pub(super) doubtful: bool,
    /// What else is to be said of it.
    pub(super) notes: Vec<Words>,
    /// By field: how its times are written.
    pub(super) forms: Vec<Forms>,
}


/// Reads a file into the assembly.
pub(super) fn read(
    input: &LogInput,
    context: &Context<'_>,
    options: &ReadOptions,
    assembly: &mut Assembly<'_>,
) -> Vec<FileOutcome> {
    let name = &input.name;
    let opened = match formats::open(&input.data) {
        Ok(opened) => opened,
        Err(refusal) => {
            let format = text::by_name(name);
            return vec![one(name, format, context, assembly, |_, _, _| Err(refusal))];
        }
    };
    match opened {
        Opened::Text(source) => vec![one(name, text::by_name(name), context, assembly, {
            |context, assembly, outcome| text::read(name, source, context, options, assembly, outcome)
        })],
        Opened::Workbook(file) => formats::workbook(name, file, context, assembly),
        Opened::Parquet(file) => vec![one(name, "parquet", context, assembly, {
            |context, assembly, outcome| formats::parquet(file, context, assembly, outcome)
        })],
        Opened::Arrow(source) => vec![one(name, "arrow", context, assembly, {
            |context, assembly, outcome| formats::arrow(source, context, assembly, outcome)
        })],
    }
}

/// Reads what `work` reads as one file of the table, and gives its record.
pub(super) fn one(
    name: &str,
    format: &'static str,
    context: &Context<'_>,
    assembly: &mut Assembly<'_>,
    work: impl FnOnce(&Context<'_>, &mut Assembly<'_>, &mut FileOutcome) -> Result<(), Refusal>,
) -> FileOutcome {
    let mut outcome = FileOutcome {
        record: FileRecord {
            file: name.to_owned(),
            format,
            encoding: String::new(),
            bytes: 0,
            rows: 0,
            rejected: 0,
            columns: Vec::new(),
        },
        rejected: Vec::new(),
        refused: None,
        above: 0,
        beaten: Vec::new(),
        doubtful: false,
        notes: Vec::new(),
        forms: Vec::new(),
    };
    let before: Vec<Seen> = std::mem::replace(
        &mut assembly.seen,
        vec![Seen::default(); context.words.log.fields.len()],
    );
    let context = Context {
        file: assembly.table.files.len(),
        ..*context
    };
    assembly.table.files.push(name.to_owned());
    outcome.refused = work(&context, assembly, &mut outcome).err();
    let mut own = std::mem::replace(&mut assembly.seen, before);
    unknown_values(&mut outcome.record.columns, &context, &own);
    outcome.forms = own.iter().map(|seen| seen.forms).collect();
    for (all, own) in assembly.seen.iter_mut().zip(own.drain(..)) {
        all.add(own);
    }
    outcome
}

/// Takes in the rows of a piece, after `met` rows of the same file.
pub(super) fn take(
    mut part: Part,
    met: &mut u64,
    assembly: &mut Assembly<'_>,
    outcome: &mut FileOutcome,
) -> Result<(), Refusal> {
    let (rows, here) = (part.rows.len(), part.met);
    outcome.record.rejected += part.rejected_rows;
    outcome.rejected.append(&mut part.rejected);
    outcome.rejected.truncate(MAX_LISTED);
    if !assembly.add(part, *met) {
        let words = Words::both(
            "the log holds more than one run can",
            "日志超出一次运行所能容纳的大小",
        );
        return Err((codes::LOG_TOO_LARGE, words));
    }
    *met += here;
    outcome.record.rows += u64::try_from(rows).unwrap_or(0);
    Ok(())
}

/// Says that a file cannot be read.
pub(super) fn unreadable(error: &io::Error) -> Refusal {
    let kind = error.kind();
    (
        codes::UNREADABLE_LOG,
        Words::both(
            format!("cannot be read: {kind}"),
            format!("无法读取：{kind}"),
        ),
    )
}

/// Writes each field's unknown values to its column, most frequent first.
fn unknown_values(columns: &mut [ColumnRecord], context: &Context<'_>, seen: &[Seen]) {
    for (field, seen) in context.words.log.fields.iter().zip(seen) {
        let Some(column) = columns
            .iter_mut()
            .find(|column| column.field.as_deref() == Some(&field.name))
        else {
            continue;
        };
        column.unknown_values = seen
            .unknown
            .iter()
            .map(|(value, &rows)| (value.clone(), rows))
            .collect();
        column
            .unknown_values
            .sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    }
}

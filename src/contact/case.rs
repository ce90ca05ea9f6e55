//! Reads a table written inside a rule: takes lines aligned with white space and a log schema, gives a [`Table`]. Nothing in it may be
//! unknown, because a misspelt case would test nothing.

use super::assemble::{Assembly, Before, Rows};
use super::case_cells::{self, CaseCell, Header};
use super::cell::{self, Cell, Memory, Value, Why};
use super::part::{Context, Part, Place};
use super::reason::{self, crop};
use super::spelling::nearest;
use super::vocabulary::Vocabulary;
use super::{Mapping, Table};
use crate::codes::{Code, input as codes};
use crate::ir::Words;
use crate::ir::log::{Field, FieldId, FieldType, LogId, LogTables};
use std::borrow::Cow;
use std::ops::Range;

/// What is wrong with a table inside a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseError {
    /// A code of the stage `input`.
    pub code: Code,
    /// What is wrong, in one line.
    pub reason: Words,
    /// Where, in bytes of the table's text.
    pub range: Range<usize>,
    /// Line of the table's text, from 1.
    pub line: u32,
}

/// Reads a table inside a rule: names of fields on the first line, a row on each further one. Cells stand below their headers, or are
/// parted by two or more spaces or by tabs; `-` is an empty cell, and a cell in double quotes may hold anything.
///
/// Row `i` of the table is row `i + 1` of the case; its source has that number and the line of the text.
///
/// # Errors
/// The first thing that cannot be read: an unknown header or value, a row that does not fit the header, a missing required value.
pub fn read_case(text: &str, tables: &LogTables, log: LogId) -> Result<Table, CaseError> {
    let whole = |reason| CaseError {
        code: codes::BAD_CASE_TABLE,
        reason,
        range: 0..text.len(),
        line: 1,
    };
    let Some(schema) = tables.logs.get(log.0 as usize) else {
        return Err(whole(Words::both("there is no such log", "没有这种日志")));
    };
    let words = Vocabulary::new(schema, &Mapping::default());
    let orders = vec![None; schema.fields.len()];
    let context = Context {
        words: &words,
        orders: &orders,
        wanted: &[],
    };
    let mut lines = lines(text);
    let Some(first) = lines.next() else {
        return Err(whole(Words::both("the table is empty", "表格是空的")));
    };
    let header = case_cells::header(first.text, first.at);
    let fields = fields(&header, &words, first.number)?;
    let mut part = Part::new(&context, Rows::new(schema));
    for (field, _) in &fields {
        part.has(&context, *field);
    }
    for line in lines {
        row(&line, &header, &fields, &context, &mut part)?;
    }
    let mut assembly = Assembly::new(schema, log);
    assembly.table.files.push("case".to_owned());
    if !assembly.add(part.store, Before::default()) {
        return Err(whole(Words::both("the table is too large", "表格过大")));
    }
    Ok(assembly.finish())
}

struct Line<'a> {
    text: &'a str,
    at: usize,
    number: u32,
}

/// The lines that are not blank.
fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut at = 0;
    let all = text
        .split_inclusive('\n')
        .zip(1_u32..)
        .map(move |(line, number)| {
            let start = at;
            at += line.len();
            Line {
                text: line.trim_end(),
                at: start,
                number,
            }
        });
    all.filter(|line| !line.text.is_empty())
}

fn fields<'a>(
    header: &Header<'_>,
    words: &Vocabulary<'a>,
    line: u32,
) -> Result<Vec<(FieldId, &'a Field)>, CaseError> {
    let mut fields: Vec<(FieldId, &Field)> = Vec::new();
    for cell in &header.cells {
        let error = |reason| CaseError {
            code: codes::BAD_CASE_TABLE,
            reason,
            range: cell.range.clone(),
            line,
        };
        let name = crop(&cell.text);
        let claim = words.claim(&cell.text);
        let found = claim.and_then(|claim| Some((claim.field, words.field(claim.field)?)));
        let Some((field, known)) = found else {
            let near = nearest(
                &cell.text,
                words.log.fields.iter().map(|field| field.name.as_str()),
            );
            return Err(error(unknown(
                &format!("the log has no field `{name}`"),
                &format!("日志没有字段 `{name}`"),
                near,
            )));
        };
        if fields.iter().any(|(other, _)| *other == field) {
            let name = &known.name;
            return Err(error(Words::both(
                format!("`{name}` has two columns"),
                format!("`{name}` 出现了两列"),
            )));
        }
        fields.push((field, known));
    }
    Ok(fields)
}

fn unknown(en: &str, zh: &str, near: Option<&str>) -> Words {
    match near {
        None => Words::both(en, zh),
        Some(near) => Words::both(
            format!("{en}, did you mean `{near}`?"),
            format!("{zh}，是否指 `{near}`？"),
        ),
    }
}

fn row(
    line: &Line<'_>,
    header: &Header<'_>,
    fields: &[(FieldId, &Field)],
    context: &Context<'_>,
    part: &mut Part<Rows>,
) -> Result<(), CaseError> {
    let end = line.at + line.text.len();
    let start = end - line.text.trim_start().len();
    let error = |code, reason, range| CaseError {
        code,
        reason,
        range,
        line: line.number,
    };
    let cells = case_cells::row(line.text, line.at, header).map_err(|cells| {
        error(
            codes::BAD_CASE_TABLE,
            reason::ragged(cells, fields.len(), (0, 0)),
            start..end,
        )
    })?;
    let mut memory = Memory::default();
    for ((id, field), cell) in fields.iter().zip(&cells) {
        if let Some((code, reason)) = refuse(context, &mut memory, (*id, field), cell) {
            return Err(error(code, reason, cell.range.clone()));
        }
    }
    part.tally.met += 1;
    let place = Place {
        line: u64::from(line.number),
        end_line: u64::from(line.number),
        offset: 0,
    };
    let cells = fields
        .iter()
        .zip(&cells)
        .map(|((id, _), cell)| (*id, content(cell)));
    part.push(context, place, cells);
    match part.tally.rejected.pop() {
        None => Ok(()),
        Some(rejected) => {
            let words = rejected.reason.words(place.line);
            Err(error(rejected.code, words, start..end))
        }
    }
}

/// Why a cell cannot be kept.
fn refuse(
    context: &Context<'_>,
    memory: &mut Memory,
    (id, field): (FieldId, &Field),
    cell: &CaseCell<'_>,
) -> Option<(Code, Words)> {
    let text = content(cell);
    let (why, shown) = match cell::read(context.words, memory, (id, field), text, None) {
        Value::Unknown(why) => (why, cell.text.to_string()),
        Value::Enums(_, mut unknown) => (Why::Unlisted, unknown.pop()?),
        _ => return None,
    };
    let (code, words) = reason::unread(&field.name, why, &shown);
    let near = match &field.ty {
        FieldType::Enum { values, .. } => {
            nearest(&shown, values.iter().map(|value| value.name.as_str()))
        }
        _ => None,
    };
    Some(match (words.en, words.zh) {
        (Some(en), Some(zh)) => (code, unknown(&en, &zh, near)),
        (en, zh) => (code, Words { en, zh }),
    })
}

/// The cell's text; a bare dash is an empty cell of any type, a quoted one is a dash.
fn content<'c>(cell: &'c CaseCell<'_>) -> Cell<'c> {
    let empty = matches!(cell.text, Cow::Borrowed("-"));
    Cell::Text(Cow::Borrowed(if empty { "" } else { &*cell.text }))
}

//! Prints problems in rule files, configuration and arguments: to standard error while a command does its work, to standard output
//! where they are the work.

use super::args::Format;
use super::terminal::Terminal;
use crate::diag::{Level, Problem};
use crate::source::Sources;
use serde_json::{Value, json};
use std::io::{self, Write};

/// Prints problems for people on standard error.
///
/// # Errors
/// What the stream gives back.
pub fn complain(problems: &[Problem], sources: &Sources, terminal: &Terminal) -> io::Result<()> {
    if problems.is_empty() {
        return Ok(());
    }
    let color = terminal.error_theme().color;
    terminal.complain(|out| write_pretty(problems, sources, color, terminal, out))
}

/// Writes problems in a format; JSON gives only the list, for the caller's object.
///
/// # Errors
/// What the stream gives back.
pub fn write(
    format: Format,
    problems: &[Problem],
    sources: &Sources,
    terminal: &Terminal,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Pretty => write_pretty(problems, sources, terminal.theme().color, terminal, out),
        Format::Short => problems
            .iter()
            .try_for_each(|problem| writeln!(out, "{}", line(problem, sources))),
        Format::Json => Ok(()),
    }
}

fn write_pretty(
    problems: &[Problem],
    sources: &Sources,
    color: bool,
    terminal: &Terminal,
    out: &mut dyn Write,
) -> io::Result<()> {
    let _ = (color, terminal);
    problems
        .iter()
        .try_for_each(|problem| writeln!(out, "{}", line(problem, sources)))
}

/// `file:line:column: level[code]: message`
fn line(problem: &Problem, sources: &Sources) -> String {
    let level = match problem.level {
        Level::Error => "error",
        Level::Warning => "warning",
    };
    let place = problem
        .span
        .and_then(|span| {
            let source = sources.get(span.file)?;
            let at = source.position(span.start as usize);
            Some(format!("{}:{}:{}: ", source.name(), at.line, at.column))
        })
        .unwrap_or_default();
    format!("{place}{level}[{}]: {}", problem.code, problem.message)
}

/// Problems as JSON values.
pub fn values(problems: &[Problem], sources: &Sources) -> Vec<Value> {
    problems
        .iter()
        .map(|problem| {
            let mut value = json!({
                "code": problem.code.as_str(),
                "level": match problem.level {
                    Level::Error => "error",
                    Level::Warning => "warning",
                },
                "message": problem.message,
                "label": problem.label,
                "help": problem.help,
            });
            let place = problem
                .span
                .and_then(|span| Some((span, sources.get(span.file)?)));
            if let (Some((span, source)), Some(object)) = (place, value.as_object_mut()) {
                let from = source.position(span.start as usize);
                let to = source.position(span.end as usize);
                object.insert("file".to_owned(), json!(source.name()));
                object.insert("line".to_owned(), json!(from.line));
                object.insert("column".to_owned(), json!(from.column));
                object.insert("end_line".to_owned(), json!(to.line));
                object.insert("end_column".to_owned(), json!(to.column));
            }
            value
        })
        .collect()
}

/// How many errors and warnings there are.
pub fn count(problems: &[Problem]) -> (usize, usize) {
    let errors = problems
        .iter()
        .filter(|one| one.level == Level::Error)
        .count();
    (errors, problems.len() - errors)
}

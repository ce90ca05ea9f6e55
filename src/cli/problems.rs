//! Prints problems in rule files, configuration and arguments: to standard error while a command does its work, to standard output
//! where they are the work.

use super::args::Format;
use super::terminal::Terminal;
use crate::diag::{self, Level, Problem, Style};
use crate::source::Sources;
use serde_json::Value;
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
    terminal.complain(|out| out.write_all(drawn(problems, sources, color, terminal).as_bytes()))
}

/// Writes problems for people or for line-based tools.
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
    if format == Format::Pretty {
        let color = terminal.theme().color;
        return out.write_all(drawn(problems, sources, color, terminal).as_bytes());
    }
    problems
        .iter()
        .try_for_each(|problem| writeln!(out, "{}", diag::short(problem, sources)))
}

/// Problems as JSON values.
pub fn values(problems: &[Problem], sources: &Sources) -> Vec<Value> {
    problems
        .iter()
        .map(|problem| diag::json(problem, sources))
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

fn drawn(problems: &[Problem], sources: &Sources, color: bool, terminal: &Terminal) -> String {
    // Box characters have no fixed width in Chinese terminals; plain ones keep every caret under its word.
    let style = Style {
        unicode: false,
        color,
        width: terminal.width,
    };
    diag::render(problems, sources, style)
}

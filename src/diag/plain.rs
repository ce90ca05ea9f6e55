//! Writes problems for logs, screen readers and machines: one line of text, or one JSON object.

use super::visible::shown;
use super::{Level, Problem};
use crate::source::{Position, Source, Sources, Span};
use serde_json::{Value, json};

/// One line: `file:line:column: error[code]: message`. Lines and columns count from 1, columns in characters.
pub fn short(problem: &Problem, sources: &Sources) -> String {
    let head = match place(problem, sources) {
        Some((source, span)) => {
            let Position { line, column, .. } = source.position(span.start as usize);
            format!("{}:{line}:{column}: ", source.name())
        }
        None => String::new(),
    };
    let level = level(problem);
    let line = format!("{head}{level}[{}]: {}", problem.code, problem.message);
    shown(&line)
}

/// One object with the code, the words, the place in lines and columns (characters and UTF-16 units, from 1), the places that matter
/// besides, and the edit that mends it. What a problem does not have is `null`.
pub fn json(problem: &Problem, sources: &Sources) -> Value {
    let related: Vec<Value> = problem
        .related
        .iter()
        .map(|(span, words)| json!({ "place": span_json(*span, sources), "label": words }))
        .collect();
    let fix = problem
        .fix
        .as_ref()
        .map(|fix| json!({ "place": span_json(fix.span, sources), "text": fix.text }));
    json!({
        "code": problem.code.as_str(),
        "level": level(problem),
        "message": problem.message,
        "place": problem.span.map(|span| span_json(span, sources)),
        "label": problem.label,
        "help": problem.help,
        "related": related,
        "fix": fix,
    })
}

fn span_json(span: Span, sources: &Sources) -> Value {
    let Some(source) = sources.get(span.file) else {
        return Value::Null;
    };
    let start = source.position(span.start as usize);
    let end = source.position(span.end as usize);
    json!({
        "file": source.name(),
        "line": start.line,
        "column": start.column,
        "column_utf16": start.column_utf16,
        "end_line": end.line,
        "end_column": end.column,
        "end_column_utf16": end.column_utf16,
    })
}

fn place<'s>(problem: &Problem, sources: &'s Sources) -> Option<(&'s Source, Span)> {
    let span = problem.span?;
    Some((sources.get(span.file)?, span))
}

fn level(problem: &Problem) -> &'static str {
    match problem.level {
        Level::Error => "error",
        Level::Warning => "warning",
    }
}

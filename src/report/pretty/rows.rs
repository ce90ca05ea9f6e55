//! Lays out the rows of a log that make a finding: a timeline with what each row contributes, then the fields that matter.

use super::super::View;
use super::super::cells::{CUT, clean, crop, pad, pad_left, width, wrap};
use super::super::theme::Paint;
use super::fields::{field, fields, header, value};
use crate::finding::Evidence;
use crate::ir::log::{FieldType, Log};
use std::io::{self, Write};

/// The cells of a line of a role.
const ROLE: usize = 32;
/// The lines of a role or of a running text.
const LINES: usize = 3;
/// How far running text is moved in.
const TEXT: usize = 10;

pub fn write(
    evidence: &[&Evidence],
    key: &[&str],
    log: Option<&Log>,
    paint: Paint,
    view: &View<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(first) = evidence
        .iter()
        .find(|one| one.offending)
        .or(evidence.first())
    else {
        return Ok(());
    };
    let arrow = view.paint(Paint::Dim, "-->");
    writeln!(out, "  {arrow} {}:{}", clean(&first.file), first.line)?;
    let table = Table::new(evidence, key, log, view);
    table.write(paint, view, out)
}

struct Table {
    heads: Vec<String>,
    rows: Vec<Row>,
    widths: Vec<usize>,
    /// Which column holds the roles.
    role_at: usize,
}

struct Row {
    /// The cells of the columns; that of the role is empty.
    cells: Vec<String>,
    /// What the row contributes, in lines.
    role: Vec<String>,
    /// Running texts with their names, each in lines.
    texts: Vec<String>,
    offending: bool,
}

impl Table {
    /// Columns: place, time, role, then the other fields in the order of the schema. What the heading above the rows says of all of
    /// them (the key) is not repeated, and running text stands under its row.
    fn new(evidence: &[&Evidence], key: &[&str], log: Option<&Log>, view: &View<'_>) -> Self {
        let first = evidence.first().map_or("", |one| one.file.as_str());
        let one_file = evidence.iter().all(|one| one.file == first);
        let parsed: Vec<Vec<(&str, String)>> =
            evidence.iter().map(|one| fields(&one.text)).collect();
        let mut names: Vec<&str> = Vec::new();
        for (name, _) in parsed.iter().flatten() {
            if !names.contains(name) && !key.contains(name) {
                names.push(name);
            }
        }
        if let Some(log) = log {
            names.sort_by_key(|name| log.field(name));
        }
        let is_text = |name: &&str| field(name, log).is_some_and(|one| one.ty == FieldType::Text);
        let (texts, names): (Vec<&str>, Vec<&str>) = names.into_iter().partition(is_text);
        let (timed, names): (Vec<&str>, Vec<&str>) =
            names.into_iter().partition(|name| *name == "at");
        let mut heads = vec![match one_file {
            true => view.word("line", "行").to_owned(),
            false => view.word("place", "位置").to_owned(),
        }];
        heads.extend(timed.iter().map(|name| header(name, log, view)));
        let role_at = heads.len();
        heads.push(String::new());
        heads.extend(names.iter().map(|name| header(name, log, view)));
        let mut rows: Vec<Row> = evidence
            .iter()
            .zip(&parsed)
            .map(|(one, fields)| {
                let get = |name: &str| fields.iter().find(|(own, _)| *own == name);
                let cell = |name: &&str| {
                    get(name).map_or(String::new(), |(_, text)| value(name, text, log, view))
                };
                let mut cells = vec![match one_file {
                    true => one.line.to_string(),
                    false => format!("{}:{}", clean(&one.file), one.line),
                }];
                cells.extend(timed.iter().map(cell));
                cells.push(String::new());
                cells.extend(names.iter().map(cell));
                let texts = texts.iter().filter_map(|name| {
                    let (_, text) = get(name).filter(|(_, text)| !text.is_empty())?;
                    let mark = view.word(": ", "：");
                    Some(format!("{}{mark}{text}", header(name, log, view)))
                });
                Row {
                    cells,
                    role: lines(one.role.get(view.lang), ROLE),
                    texts: texts
                        .flat_map(|text| lines(&text, view.width.saturating_sub(TEXT)))
                        .collect(),
                    offending: one.offending,
                }
            })
            .collect();
        let widest = |at: usize| {
            let cells = rows.iter().filter_map(move |row| match at == role_at {
                true => row.role.iter().map(|line| width(line)).max(),
                false => row.cells.get(at).map(|cell| width(cell)),
            });
            cells.max().unwrap_or(0)
        };
        let widths = heads
            .iter()
            .enumerate()
            .map(|(at, head)| widest(at).max(width(head)))
            .collect();
        for row in &mut rows {
            if let Some(cell) = row.cells.get_mut(role_at) {
                *cell = row.role.first().cloned().unwrap_or_default();
            }
        }
        Self {
            heads,
            rows,
            widths,
            role_at,
        }
    }

    fn write(&self, paint: Paint, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
        let head = self.lay_out(&self.heads, view.width);
        writeln!(out, "    {}", view.paint(Paint::Dim, &head))?;
        for row in &self.rows {
            let first = self.lay_out(&row.cells, view.width);
            let before = self.widths.iter().take(self.role_at);
            let before: usize = before.map(|cells| cells + 2).sum();
            let roles = row.role.iter().skip(1);
            let roles = roles.map(|line| format!("{}{line}", " ".repeat(before)));
            let texts = row.texts.iter();
            let texts = texts.map(|line| format!("{}{line}", " ".repeat(TEXT - 4)));
            for (at, line) in std::iter::once(first).chain(roles).chain(texts).enumerate() {
                let mark = if at == 0 && row.offending { ">" } else { " " };
                match row.offending {
                    true => writeln!(
                        out,
                        "  {} {}",
                        view.paint(paint, mark),
                        view.paint(paint, &line)
                    )?,
                    false => writeln!(out, "    {line}")?,
                }
            }
        }
        Ok(())
    }

    fn lay_out(&self, row: &[String], full: usize) -> String {
        let mut line = String::new();
        for (at, cell) in row.iter().enumerate() {
            let to = self.widths.get(at).copied().unwrap_or(0);
            match at {
                0 => line.push_str(&pad_left(cell, to)),
                _ => line.push_str(&pad(cell, to)),
            }
            line.push_str("  ");
        }
        crop(line.trim_end(), full.saturating_sub(4))
    }
}

/// Words in at most so many lines; the last is cut where there are more.
fn lines(words: &str, cells: usize) -> Vec<String> {
    let mut lines = wrap(&clean(words), cells);
    if lines.len() > LINES {
        lines.truncate(LINES);
        if let Some(last) = lines.last_mut() {
            *last = crop(
                &format!("{last}{CUT}{CUT}"),
                cells.min(width(last) + CUT.len()),
            );
        }
    }
    lines
}

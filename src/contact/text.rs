//! Reads a text file of a log, CSV or JSON Lines: takes its bytes, adds its rows to the table piece by piece and in parallel.

use super::assemble::Assembly;
use super::decoding::Decoding;
use super::file::{FileOutcome, take, unreadable};
use super::jsonl::{self, Paths};
use super::layout::{self, Layout, Refusal};
use super::part::{Context, Part, Rejected};
use super::pieces::{Next, Piece, Pieces};
use super::vocabulary::Claim;
use super::{ColumnRecord, MAX_LISTED, ReadOptions, csv};
use crate::codes::{Code, input as codes};
use crate::ir::Words;
use encoding_rs::Encoding;
use rayon::prelude::*;
use std::io::Read;

/// Pieces parsed side by side for each thread.
const PIECES_A_THREAD: usize = 4;

enum Format {
    Csv(Layout),
    Jsonl(Paths),
}

/// Reads a text file into the assembly.
pub(super) fn read(
    name: &str,
    source: Box<dyn Read + Send + '_>,
    context: &Context<'_>,
    options: &ReadOptions,
    assembly: &mut Assembly<'_>,
    outcome: &mut FileOutcome,
) -> Result<(), Refusal> {
    let label = options.encodings.get(name).or(options.encoding.as_ref());
    let forced = match label.map(|label| (label, Encoding::for_label(label.trim().as_bytes()))) {
        Some((label, None)) => {
            let words = Words::both(
                format!("`{label}` is no encoding"),
                format!("没有 `{label}` 这种编码"),
            );
            return Err((codes::UNKNOWN_LOG_ENCODING, words));
        }
        Some((_, forced)) => forced,
        None => None,
    };
    let known = Box::new(|text: &str| context.words.known_in(text));
    let mut pieces = Pieces::new(Decoding::new(source, forced, known));
    let result = rows(name, context, options, &mut pieces, assembly, outcome);
    outcome.record.encoding = pieces.decoding.name().to_owned();
    outcome.record.bytes = pieces.decoding.bytes;
    outcome.doubtful = pieces.decoding.doubtful;
    result
}

fn rows(
    name: &str,
    context: &Context<'_>,
    options: &ReadOptions,
    pieces: &mut Pieces<'_>,
    assembly: &mut Assembly<'_>,
    outcome: &mut FileOutcome,
) -> Result<(), Refusal> {
    let mut format = format(name, context, options, pieces)?;
    if let Format::Csv(layout) = &mut format {
        outcome.record.format = "csv";
        outcome.above = layout.above;
        outcome.beaten = std::mem::take(&mut layout.beaten);
        outcome.record.columns = std::mem::take(&mut layout.records);
    } else {
        outcome.record.format = "jsonl";
    }
    let result = all_pieces(context, pieces, assembly, outcome, &mut format);
    if let Format::Jsonl(paths) = format {
        outcome.record.columns = paths_as_columns(&paths, context);
        nothing_recognised(&paths, context, outcome)?;
    }
    result
}

/// Tells the format by the first sign of the text, then by the name.
fn format(
    name: &str,
    context: &Context<'_>,
    options: &ReadOptions,
    pieces: &mut Pieces<'_>,
) -> Result<Format, Refusal> {
    let start = pieces.start().map_err(|error| unreadable(&error))?;
    let json = by_name(name) == "jsonl";
    match start.trim_start().chars().next() {
        Some('{') => return Ok(Format::Jsonl(Paths::default())),
        Some('[') if json => {
            let words = Words::both(
                "is one JSON array; write one object a line, `jq -c '.[]'` does that",
                "是一个 JSON 数组；请改为每行一个对象，可用 `jq -c '.[]'` 转换",
            );
            return Err((codes::JSON_ARRAY, words));
        }
        None => {
            return Err((
                codes::EMPTY_LOG,
                Words::both("the file is empty", "文件为空"),
            ));
        }
        Some(_) if json => return Ok(Format::Jsonl(Paths::default())),
        Some(_) => {}
    }
    let layout = layout::find(start, options.delimiter, context.words)?;
    pieces.after_header(layout.delimiter, layout.bytes);
    Ok(Format::Csv(layout))
}

fn all_pieces(
    context: &Context<'_>,
    pieces: &mut Pieces<'_>,
    assembly: &mut Assembly<'_>,
    outcome: &mut FileOutcome,
    format: &mut Format,
) -> Result<(), Refusal> {
    let batch = rayon::current_num_threads() * PIECES_A_THREAD;
    let mut met = 0;
    loop {
        let mut some: Vec<Piece> = Vec::with_capacity(batch);
        let mut ended = None;
        let mut bad: Vec<(u64, Code)> = Vec::new();
        while some.len() < batch && ended.is_none() {
            match pieces.next() {
                Ok(Next::Piece(piece)) => some.push(piece),
                Ok(Next::Bad(line, codes::LINE_TOO_LONG)) => ended = Some(Err(too_long(line))),
                Ok(Next::Bad(line, code)) => bad.push((line, code)),
                Ok(Next::End) => ended = Some(Ok(())),
                Err(error) => ended = Some(Err(unreadable(&error))),
            }
        }
        let encoding = pieces.decoding.name();
        let parts: Vec<(Part, Option<Paths>)> = match format {
            Format::Csv(layout) => some
                .par_iter()
                .map(|piece| (csv::parse(piece, layout, context, encoding), None))
                .collect(),
            Format::Jsonl(_) => some
                .par_iter()
                .map(|piece| {
                    let (part, paths) = jsonl::parse(piece, context, encoding);
                    (part, Some(paths))
                })
                .collect(),
        };
        for ((part, paths), piece) in parts.into_iter().zip(&some) {
            met += piece.bad_before;
            if let (Format::Jsonl(all), Some(paths)) = (&mut *format, paths) {
                all.add(paths);
            }
            take(part, &mut met, assembly, outcome)?;
        }
        for (line, code) in bad {
            outcome.record.rejected += 1;
            let reason = Words::both(
                "a quoted cell on this line is never closed",
                "该行有引号没有闭合",
            );
            outcome.rejected.push(Rejected { line, code, reason });
        }
        outcome.rejected.sort_by_key(|rejected| rejected.line);
        outcome.rejected.truncate(MAX_LISTED);
        if let Some(result) = ended {
            return result;
        }
    }
}

fn too_long(line: u64) -> Refusal {
    let words = Words::both(
        format!("line {line} does not end within 16 MiB, the rest of the file is not read"),
        format!("第 {line} 行在 16 MiB 内没有结束，文件余下部分没有读取"),
    );
    (codes::LINE_TOO_LONG, words)
}

fn paths_as_columns(paths: &Paths, context: &Context<'_>) -> Vec<ColumnRecord> {
    let column = |(path, claim): &(String, Option<Claim>)| ColumnRecord {
        header: path.clone(),
        field: claim
            .and_then(|claim| context.words.field(claim.field))
            .map(|field| field.name.clone()),
        by: claim.map_or("unused", |claim| claim.by.as_str()),
        unknown_values: Vec::new(),
    };
    paths.list.iter().map(column).collect()
}

/// A file of objects none of which has what is needed is refused whole, and not row by row.
fn nothing_recognised(
    paths: &Paths,
    context: &Context<'_>,
    outcome: &mut FileOutcome,
) -> Result<(), Refusal> {
    let claims = || paths.list.iter().filter_map(|(_, claim)| *claim);
    let has = |id| claims().any(|claim| claim.field == id);
    if paths.list.is_empty() || context.words.required().all(|(id, _)| has(id)) {
        return Ok(());
    }
    outcome.rejected.clear();
    let headers: Vec<String> = paths.list.iter().map(|(path, _)| path.clone()).collect();
    Err((
        codes::UNRECOGNISED_HEADER,
        layout::unrecognised(&headers, context.words),
    ))
}

/// `jsonl` or `csv`, as the ending of a file says.
pub(super) fn by_name(name: &str) -> &'static str {
    let packed = |ending: &str| {
        ["gz", "zst", "zstd"]
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    };
    let name = match name.rsplit_once('.') {
        Some((inner, ending)) if packed(ending) => inner,
        _ => name,
    };
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let json = ["json", "jsonl", "ndjson"]
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known));
    if json { "jsonl" } else { "csv" }
}

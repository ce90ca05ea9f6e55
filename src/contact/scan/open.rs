//! Opens one file of a log: takes an input, tells its encoding and format and understands its header. Here alone a format is chosen.

use super::super::cell::Value;
use super::super::decoding::{self, Told};
use super::super::file::{FileOutcome, unreadable};
use super::super::layout::{self, Refusal};
use super::super::part::{Context, Part, Place, Store};
use super::super::records::count_lines;
use super::super::vocabulary::Vocabulary;
use super::super::{LogInput, ReadOptions, jsonl};
use super::Source;
use super::format::Format;
use super::piece::{Piece, repair};
use super::text::TextFile;
use crate::codes::input as codes;
use crate::ir::Words;
use crate::ir::log::{Field, FieldId, Log};
use encoding_rs::{Encoding, UTF_8};
use std::io;

/// Bytes at the start of a file that are looked at for its header.
const START: usize = 1 << 20;
/// First lines of JSON Lines that are looked at for the fields that there are.
const MOST_LINES: usize = 2000;

/// A file that has been opened.
pub(in crate::contact) struct Opened<'a> {
    /// What is known of it before any row is read.
    pub(in crate::contact) outcome: FileOutcome,
    /// `None` where it is refused.
    pub(in crate::contact) format: Option<Box<dyn Format + 'a>>,
    /// The encoding is not settled: nothing but ASCII was seen so far.
    pub(in crate::contact) undecided: bool,
    /// By field: the header, or some of the first rows, has it.
    pub(in crate::contact) has: Vec<bool>,
}

/// Opens a file. With `settle`, it is read to its end where this is what telling its encoding needs. `size` is about how many bytes are
/// parsed at once.
pub(in crate::contact) fn open<'a>(
    input: &'a LogInput,
    words: &Vocabulary<'_>,
    options: &ReadOptions,
    size: usize,
    settle: bool,
) -> Opened<'a> {
    let mut opened = Opened {
        outcome: FileOutcome::new(input),
        format: None,
        undecided: false,
        has: vec![false; words.log.fields.len()],
    };
    match understand(input, words, options, size, settle, &mut opened) {
        Ok(format) => opened.format = Some(format),
        Err(refusal) => opened.outcome.refused = Some(refusal),
    }
    opened
}

fn understand<'a>(
    input: &'a LogInput,
    words: &Vocabulary<'_>,
    options: &ReadOptions,
    size: usize,
    settle: bool,
    opened: &mut Opened<'a>,
) -> Result<Box<dyn Format + 'a>, Refusal> {
    let failed = |error: io::Error| unreadable(&error);
    let forced = forced(input, options)?;
    let source = Source::open(&input.data).map_err(failed)?;
    opened.outcome.record.bytes = source.length();
    let known = |text: &str| words.known_in(text);
    let told = decoding::tell(&source, forced, &known, settle).map_err(failed)?;
    opened.outcome.record.encoding = told.encoding.name().to_owned();
    opened.outcome.doubtful = told.doubtful;
    opened.undecided = told.open && !settle;
    let (source, mark) = plain(source, told).map_err(failed)?;
    let mut start = vec![0; START];
    let place = u64::try_from(mark).unwrap_or(0);
    let read = source.read(place, &mut start).map_err(failed)?;
    start.truncate(read);
    let mut damaged = Vec::new();
    let text = repair(&mut start, &mut damaged);
    let json = is_json(&input.name);
    let record = &mut opened.outcome.record;
    let layout = match text.trim_start().chars().next() {
        Some('{') => None,
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
        Some(_) if json => None,
        Some(_) => Some(layout::find(text, options.delimiter, words)?),
    };
    record.format = if layout.is_some() { "csv" } else { "jsonl" };
    let (mut header, mut lines) = (0, 0);
    match &layout {
        Some(layout) => {
            opened.outcome.above = layout.above;
            opened.outcome.beaten.clone_from(&layout.beaten);
            record.columns.clone_from(&layout.records);
            header = layout.bytes;
            lines = count_lines(text.get(..header).unwrap_or(""));
            for field in layout.fields.iter().flatten() {
                mark_field(&mut opened.has, *field);
            }
        }
        None => opened.has = first_fields(text, words),
    }
    Ok(Box::new(TextFile {
        source,
        start: place + u64::try_from(header).unwrap_or(0),
        lines,
        encoding: told.encoding.name(),
        layout,
        size,
    }))
}

fn forced(input: &LogInput, options: &ReadOptions) -> Result<Option<&'static Encoding>, Refusal> {
    let label = options
        .encodings
        .get(&input.name)
        .or(options.encoding.as_ref());
    let Some(label) = label else { return Ok(None) };
    match Encoding::for_label(label.trim().as_bytes()) {
        Some(encoding) => Ok(Some(encoding)),
        None => Err((
            codes::UNKNOWN_LOG_ENCODING,
            Words::both(
                format!("`{label}` is no encoding"),
                format!("没有 `{label}` 这种编码"),
            ),
        )),
    }
}

/// The file itself where it is UTF-8, else a temporary one that is; and the bytes of its mark.
fn plain(source: Source<'_>, told: Told) -> io::Result<(Source<'_>, usize)> {
    if told.encoding == UTF_8 {
        return Ok((source, told.mark));
    }
    Ok((Source::file(decoding::convert(&source, told)?)?, 0))
}

/// Whether a name ends like one of JSON Lines.
pub(in crate::contact) fn is_json(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| {
        ["json", "jsonl", "ndjson"]
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    })
}

fn mark_field(has: &mut [bool], field: FieldId) {
    if let Some(has) = has.get_mut(field.0 as usize) {
        *has = true;
    }
}

/// The fields that the first lines of JSON Lines have.
fn first_fields(text: &str, words: &Vocabulary<'_>) -> Vec<bool> {
    let orders = vec![None; words.log.fields.len()];
    let context = Context {
        words,
        orders: &orders,
        wanted: &[],
    };
    let piece = Piece {
        text,
        start: 0,
        damaged: &[],
        encoding: UTF_8.name(),
    };
    let mut part = Part::new(&context, Nowhere);
    let mut paths = jsonl::Paths::default();
    for line in jsonl::lines(text).take(MOST_LINES) {
        jsonl::row(&piece, line, 0, &context, &mut paths, &mut part);
    }
    part.tally.has
}

/// Keeps nothing.
struct Nowhere;

impl Store for Nowhere {
    fn has(&mut self, _: FieldId, _: &Field) {}

    fn take(&mut self, _: &Log, _: Place, _: u64, _: &[Value<'_>]) {}
}

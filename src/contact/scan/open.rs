//! Opens one file of a log: takes an input, tells its encoding and format and understands its header. Here alone a format is chosen.

use super::super::cell::Value;
use super::super::decoding::{self, Told};
use super::super::file::{FileOutcome, unreadable};
use super::super::formats::{self, Kind};
use super::super::layout::{self, Layout, Refusal};
use super::super::part::{Context, Part, Place, Store};
use super::super::records::count_lines;
use super::super::vocabulary::Vocabulary;
use super::super::{ColumnRecord, LogInput, ReadOptions, jsonl};
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

/// A file that has been opened, or a sheet of one.
pub(in crate::contact) struct Opened<'a> {
    /// The input that it is in.
    pub(in crate::contact) input: usize,
    /// What is known of it before any row is read.
    pub(in crate::contact) outcome: FileOutcome,
    /// `None` where it is refused.
    pub(in crate::contact) format: Option<Box<dyn Format + 'a>>,
    /// The encoding is not settled: nothing but ASCII was seen so far.
    pub(in crate::contact) undecided: bool,
    /// By field: the header, or some of the first rows, has it.
    pub(in crate::contact) has: Vec<bool>,
    /// Columns of a header that is refused.
    pub(in crate::contact) headers: Vec<ColumnRecord>,
}

impl<'a> Opened<'a> {
    /// A file of which nothing is known yet.
    pub(in crate::contact) fn new(input: usize, name: &str, log: &Log) -> Self {
        Self {
            input,
            outcome: FileOutcome::new(name),
            format: None,
            undecided: false,
            has: vec![false; log.fields.len()],
            headers: Vec::new(),
        }
    }

    /// A file that cannot be used.
    pub(in crate::contact) fn refused(mut self, why: Refusal) -> Self {
        self.outcome.refused = Some(why);
        self
    }

    /// Takes in what is known of the columns of a table.
    pub(in crate::contact) fn columns(&mut self, layout: &Layout) {
        self.outcome.above = layout.above;
        self.outcome.beaten.clone_from(&layout.beaten);
        self.outcome.record.columns.clone_from(&layout.records);
        for field in layout.fields.iter().flatten() {
            mark_field(&mut self.has, *field);
        }
    }
}

/// Opens an input; a workbook is as many files as it has sheets of the log. With `settle`, it is read to its end where this is what
/// telling its encoding needs. `size` is about how many bytes are parsed at once.
pub(in crate::contact) fn open<'a>(
    (at, input): (usize, &'a LogInput),
    words: &Vocabulary<'_>,
    options: &ReadOptions,
    size: usize,
    settle: bool,
) -> Vec<Opened<'a>> {
    let new = || Opened::new(at, &input.name, words.log);
    let (kind, source) = match formats::unpacked(&input.data) {
        Ok(unpacked) => unpacked,
        Err(refusal) => return vec![new().refused(refusal)],
    };
    let mut opened = new();
    let understood = match kind {
        Kind::Workbook => return formats::workbook(at, &input.name, source, words, size),
        Kind::Text => understand(input, source, words, options, size, settle, &mut opened),
        Kind::Parquet => formats::parquet(source, words, &mut opened),
        Kind::ArrowFile => formats::arrow_file(source, words, &mut opened),
        Kind::ArrowStream => formats::arrow_stream(&source, words, &mut opened),
    };
    match understood {
        Ok(format) => opened.format = Some(format),
        Err(refusal) => opened.outcome.refused = Some(refusal),
    }
    vec![opened]
}

fn understand<'a>(
    input: &'a LogInput,
    source: Source<'a>,
    words: &Vocabulary<'_>,
    options: &ReadOptions,
    size: usize,
    settle: bool,
    opened: &mut Opened<'a>,
) -> Result<Box<dyn Format + 'a>, Refusal> {
    let failed = |error: io::Error| unreadable(&error);
    let forced = forced(input, options)?;
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
        Some(_) => {
            let found = layout::find(text, options.delimiter, words);
            if found.is_err() {
                let headers = layout::nearest_header(text, options.delimiter, words);
                opened.headers = layout::understood(&headers, words);
            }
            Some(found?)
        }
    };
    opened.outcome.record.format = if layout.is_some() { "csv" } else { "jsonl" };
    let (mut header, mut lines) = (0, 0);
    match &layout {
        Some(layout) => {
            opened.columns(layout);
            header = layout.bytes;
            lines = count_lines(text.get(..header).unwrap_or(""));
        }
        None => opened.has = first_fields(text, words),
    }
    source.close();
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
    Ok((Source::temporary(decoding::convert(&source, told)?)?, 0))
}

/// Whether a name ends like one of JSON Lines.
pub(in crate::contact) fn is_json(name: &str) -> bool {
    let ends_in = |name: &str, known: &[&str]| {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        known.iter().any(|known| ending.eq_ignore_ascii_case(known))
    };
    let name = match name.rsplit_once('.') {
        Some((inner, _)) if ends_in(name, &["gz", "zst", "zstd"]) => inner,
        _ => name,
    };
    ends_in(name, &["json", "jsonl", "ndjson"])
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
        numbers: &[],
        survey: false,
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
pub(in crate::contact) struct Nowhere;

impl Store for Nowhere {
    fn has(&mut self, _: FieldId, _: &Field) {}

    fn take(&mut self, _: &Log, _: Place, _: u64, _: &[Value<'_>]) {}
}

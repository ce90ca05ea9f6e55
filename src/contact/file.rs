//! Defines what one file of a log came to, and puts it together from what its units showed.

use super::jsonl::AllPaths;
use super::layout::{self, Refusal};
use super::part::{Rejected, Seen, Tally};
use super::scan::{Parsed, Unit, UnitRecord, is_json};
use super::vocabulary::{Claim, Vocabulary};
use super::{ColumnRecord, FileRecord, LogInput, MAX_LISTED, Reject};
use crate::codes::{Code, input as codes};
use crate::ir::Words;
use crate::ir::log::Log;
use std::collections::BTreeMap;
use std::io;

/// What one file came to.
#[derive(Clone)]
pub(super) struct FileOutcome {
    pub(super) record: FileRecord,
    /// Rows rejected, those that are listed.
    pub(super) rejects: Vec<Reject>,
    /// Why the file, or the rest of it, could not be used.
    pub(super) refused: Option<Refusal>,
    /// Lines above the header.
    pub(super) above: usize,
    /// Columns not used because of surer ones.
    pub(super) beaten: Vec<(String, String, String)>,
    /// The encoding is a mere guess.
    pub(super) doubtful: bool,
}

impl FileOutcome {
    /// That of a file of which nothing but the name is known.
    pub(super) fn new(input: &LogInput) -> Self {
        Self {
            record: FileRecord {
                file: input.name.clone(),
                format: if is_json(&input.name) { "jsonl" } else { "csv" },
                encoding: String::new(),
                bytes: 0,
                rows: 0,
                rejected: 0,
                columns: Vec::new(),
            },
            rejects: Vec::new(),
            refused: None,
            above: 0,
            beaten: Vec::new(),
            doubtful: false,
        }
    }
}

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

/// What the units of one file showed, in whichever order they come.
#[derive(Default)]
pub(super) struct FileTotals {
    pub(super) units: Vec<UnitRecord>,
    /// By unit.
    rejected: BTreeMap<u32, Vec<Rejected>>,
    listed: usize,
    rejected_rows: u64,
    rows: u64,
    pub(super) bare: u64,
    pub(super) seen: Vec<Seen>,
    pub(super) has: Vec<bool>,
    paths: AllPaths,
    pub(super) damaged: bool,
    /// Why reading ended before the file did.
    ended: Option<Refusal>,
    too_long: bool,
}

impl FileTotals {
    pub(super) fn new(log: &Log) -> Self {
        Self {
            seen: vec![Seen::default(); log.fields.len()],
            has: vec![false; log.fields.len()],
            ..Self::default()
        }
    }

    /// Reading failed, or the rest cannot be kept.
    pub(super) fn end(&mut self, why: Refusal) {
        self.ended.get_or_insert(why);
    }

    /// Takes in what a unit showed.
    pub(super) fn add(&mut self, unit: &Unit, parsed: Parsed, mut tally: Tally) {
        match unit.fault {
            Some(codes::LINE_TOO_LONG) => self.too_long = true,
            Some(code) => {
                let words = Words::both(
                    "a quoted cell on this line is never closed",
                    "该行有引号没有闭合",
                );
                tally.met = 1;
                tally.reject(0, code, super::reason::Reason::Said(words));
            }
            None => {}
        }
        self.units.push(UnitRecord {
            number: unit.number,
            start: unit.start,
            length: u32::try_from(unit.length).unwrap_or(u32::MAX),
            line: parsed.lines,
            row: tally.met,
        });
        self.rows += tally.kept;
        self.bare += tally.bare;
        self.rejected_rows += tally.rejected_rows;
        self.damaged |= parsed.damaged;
        self.paths.add(unit.number, parsed.paths);
        for (all, own) in self.seen.iter_mut().zip(tally.seen) {
            all.add(own);
        }
        for (all, own) in self.has.iter_mut().zip(tally.has) {
            *all |= own;
        }
        if !tally.rejected.is_empty() {
            self.listed += tally.rejected.len();
            self.rejected.insert(unit.number, tally.rejected);
        }
        self.forget_surplus();
    }

    /// Drops rejected rows that cannot be among the first that are listed.
    fn forget_surplus(&mut self) {
        while let Some(last) = self.rejected.last_entry() {
            let left = self.listed - last.get().len();
            if left < MAX_LISTED {
                break;
            }
            last.remove();
            self.listed = left;
        }
    }

    /// Puts the units in order, and gives the file's outcome; `above` lines are above the first row.
    pub(super) fn finish(
        &mut self,
        mut outcome: FileOutcome,
        above: u64,
        words: &Vocabulary<'_>,
    ) -> FileOutcome {
        self.units.sort_unstable_by_key(|unit| unit.number);
        let (mut line, mut row) = (above + 1, 0);
        for unit in &mut self.units {
            let (lines, rows) = (unit.line, unit.row);
            (unit.line, unit.row) = (line, row);
            line += lines;
            row += rows;
        }
        let record = &mut outcome.record;
        record.rows = self.rows;
        record.rejected = self.rejected_rows;
        let lines: BTreeMap<u32, u64> = self
            .rejected
            .keys()
            .filter_map(|&number| {
                let at = self
                    .units
                    .binary_search_by_key(&number, |unit| unit.number)
                    .ok()?;
                Some((number, self.units.get(at)?.line))
            })
            .collect();
        for (number, rejected) in std::mem::take(&mut self.rejected) {
            let before = lines.get(&number).copied().unwrap_or(0);
            for one in rejected {
                let line = before + one.line;
                outcome.rejects.push(Reject {
                    file: record.file.clone(),
                    line: Some(line),
                    code: one.code,
                    reason: one.reason.words(line),
                });
            }
        }
        outcome.rejects.truncate(MAX_LISTED);
        if self.too_long {
            outcome.refused = Some(too_long(self.units.last().map_or(0, |unit| unit.line)));
        }
        if let Some(ended) = self.ended.take() {
            outcome.refused = Some(ended);
        }
        if outcome.record.format == "jsonl" {
            outcome.record.columns = self.paths.list().map(|path| column(path, words)).collect();
            self.nothing_recognised(&mut outcome, words);
        }
        unknown_values(&mut outcome.record.columns, words.log, &self.seen);
        outcome
    }

    /// A file of objects none of which has what is needed is refused whole, and not row by row.
    fn nothing_recognised(&self, outcome: &mut FileOutcome, words: &Vocabulary<'_>) {
        let claims = || self.paths.list().filter_map(|(_, claim)| *claim);
        let has = |id| claims().any(|claim| claim.field == id);
        if self.paths.list().next().is_none() || words.required().all(|(id, _)| has(id)) {
            return;
        }
        outcome.rejects.clear();
        let headers: Vec<String> = self.paths.list().map(|(path, _)| path.clone()).collect();
        outcome.refused = Some((
            codes::UNRECOGNISED_HEADER,
            layout::unrecognised(&headers, words),
        ));
    }
}

fn too_long(line: u64) -> Refusal {
    let words = Words::both(
        format!("line {line} does not end within 16 MiB, the rest of the file is not read"),
        format!("第 {line} 行在 16 MiB 内没有结束，文件余下部分没有读取"),
    );
    (codes::LINE_TOO_LONG, words)
}

fn column((path, claim): &(String, Option<Claim>), words: &Vocabulary<'_>) -> ColumnRecord {
    ColumnRecord {
        header: path.clone(),
        field: claim
            .and_then(|claim| words.field(claim.field))
            .map(|field| field.name.clone()),
        by: claim.map_or("unused", |claim| claim.by.as_str()),
        unknown_values: Vec::new(),
    }
}

/// Writes each field's unknown values to its column, most frequent first.
fn unknown_values(columns: &mut [ColumnRecord], log: &Log, seen: &[Seen]) {
    for (field, seen) in log.fields.iter().zip(seen) {
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

/// The refusal of a log with more rows than one table holds.
pub(super) fn too_large() -> (Code, Words) {
    let words = Words::both(
        "the log holds more than one run can",
        "日志超出一次运行所能容纳的大小",
    );
    (codes::LOG_TOO_LARGE, words)
}

//! Reads and judges the logs of `hegui audit`: once, batch by batch, where that can be, else as one table; then writes the reports.

use super::args::Audit;
use super::audit::contract;
use super::contracts::{Reader, folders};
use super::finish;
use super::problems::complain;
use super::progress::Meter;
use super::setup::Setup;
use super::state::Held;
use super::status::Status;
use super::targets::Target;
use super::{ledger, timings};
use crate::codes::input::NOTHING_CHECKED;
use crate::codes::project::UNSUPPORTED_INPUT;
use crate::contact::{self, FileRecord, Gauge, LogInput, ReadOptions, Scan, Table};
use crate::diag::Problem;
use crate::engine::log::{Flow, LogOptions, Stage, Tell, audit_scan, audit_then, picture_of_scan};
use crate::engine::text::{TextEngine, TextOptions};
use crate::finding::{
    Breaches, Contracts, InputRecord, Ledger, LogColumn, Outcome, Picture, Reject,
};
use crate::ir::log::LogId;
use crate::ir::{RuleSet, Words};
use crate::project::inputs::{Found, InputFile};
use std::io;
use std::path::PathBuf;
use std::time::Instant;

/// An audit whose inputs and options are known.
pub struct Way<'a> {
    pub args: &'a Audit,
    pub setup: &'a Setup,
    pub rules: &'a RuleSet,
    pub log: LogId,
    pub files: &'a [LogInput],
    pub reading: &'a ReadOptions,
    pub found: &'a Found,
    pub reports: &'a [Target],
    pub engine: TextEngine<'a>,
    pub options: LogOptions,
}

impl Way<'_> {
    /// Audits; with a state file goes on from what earlier runs left in it.
    pub fn go(self, held: Option<Held>) -> io::Result<Status> {
        let (started, setup, rules) = (Instant::now(), self.setup, self.rules);
        let (watch, gauge) = (self.options.watch.clone(), self.reading.gauge.clone());
        let status = match held {
            Some(held) => self.night(held)?,
            None => match self.flow()? {
                Some(status) => status,
                None => self.whole()?,
            },
        };
        if let Some(timings) = watch.timings() {
            let whole = (started.elapsed(), gauge.rows());
            let lang = setup.terminal.lang;
            setup
                .terminal
                .complain(|out| timings::print(&timings, whole, rules, lang, out))?;
        }
        Ok(status)
    }

    /// Shows how far reading is.
    pub fn meter(&self) -> Meter {
        let sizes = self
            .found
            .files
            .iter()
            .map(|file| std::fs::metadata(&file.path));
        let bytes = sizes.flatten().map(|one| one.len()).sum();
        Meter::watch(&self.reading.gauge, bytes, self.setup.terminal.lang)
    }

    // Reads once; `None` where the logs must be judged as one table.
    fn flow(&self) -> io::Result<Option<Status>> {
        let mut entries = Ledger::default();
        let none = Table::of(self.log);
        let options = LogOptions {
            contracts: self.contracts(&none, &mut entries),
            ..self.options.clone()
        };
        let meter = self.meter();
        let mut scan = Scan::open(self.files, &self.rules.log, self.log, self.reading);
        let flow = audit_scan(
            self.rules,
            &mut scan,
            self.log,
            &self.engine,
            &options,
            |judged, tell, scan| {
                drop(meter);
                let read = scan.outcome();
                if let Some(problem) = self.not_arrow(&read.records) {
                    return Err(Box::new(problem));
                }
                let mut ledger = self.ledger(read.records, read.rejects, read.notes);
                ledger.extend(entries);
                Ok(self.tell(ledger, judged, tell, read.rows == 0))
            },
        )?;
        match flow {
            Flow::Judged(Ok(told)) => told.map(|(status, _)| Some(status)),
            Flow::Judged(Err(problem)) => {
                let setup = self.setup;
                complain(&[*problem], &setup.texts, &setup.terminal)?;
                Ok(Some(setup.status.max(Status::Wrong)))
            }
            Flow::Whole => Ok(None),
        }
    }

    fn whole(mut self) -> io::Result<Status> {
        let meter = self.meter();
        let read = self.options.watch.stage(Stage::Read, || {
            contact::read(self.files, &self.rules.log, self.log, self.reading)
        });
        drop(meter);
        let mut ledger = self.ledger(read.records, read.rejects, read.notes);
        self.options.contracts = self.contracts(&read.table, &mut ledger);
        audit_then(
            self.rules,
            &read.table,
            &self.engine,
            &self.options,
            |judged, tell| self.tell(ledger, judged, tell, read.table.is_empty()),
        )
        .map(|(status, _)| status)
    }

    // What a worker is given has to be what it is said to be.
    fn not_arrow(&self, records: &[FileRecord]) -> Option<Problem> {
        self.args.from?;
        let other = records.iter().find(|one| one.format != "arrow")?;
        let message = format!("`{}` is not Arrow, as `--from` says", other.file);
        Some(Problem::global(UNSUPPORTED_INPUT, message))
    }

    /// What the ledger says of the inputs.
    pub fn ledger(
        &self,
        records: Vec<FileRecord>,
        rejects: Vec<contact::Reject>,
        notes: Vec<Words>,
    ) -> Ledger {
        let mut entries = Ledger::default();
        entries.inputs.extend(records.into_iter().map(record));
        entries.rejected.extend(rejects.into_iter().map(reject));
        entries.notes.extend(notes);
        ledger::reject_missing(&mut entries, &self.found.problems);
        let skipped = ledger::skipped(&self.found.skipped, false);
        entries.notes.extend(skipped);
        entries
    }

    /// Reads the contracts that the rows of a table name.
    pub fn contracts(&self, table: &Table, entries: &mut Ledger) -> Contracts {
        let encoding = |file: &InputFile| {
            let own = self.setup.config.encoding_of(file).map(str::to_owned);
            self.args.run.encoding.clone().or(own)
        };
        let mut reader = TextOptions::new(self.setup.today());
        reader.as_of = self.options.as_of;
        reader.profile.clone_from(&self.options.profile);
        let default = contract(self.args, self.setup);
        let logs: Vec<PathBuf> = self
            .found
            .files
            .iter()
            .map(|file| file.path.clone())
            .collect();
        let places = folders(self.setup, &logs, default.as_ref().map(|(_, path)| path));
        let full = &self.setup.loaded.rules;
        Reader::new(full, &self.engine, &encoding, reader).read(
            default.as_ref(),
            table,
            &places,
            entries,
        )
    }

    /// Writes the reports; whether all of them were written is told beside the status.
    pub fn tell(
        &self,
        ledger: Ledger,
        judged: Outcome,
        tell: Tell<'_>,
        is_empty: bool,
    ) -> io::Result<(Status, bool)> {
        let mut outcome = Outcome {
            ledger,
            ..Outcome::default()
        };
        outcome.extend(judged);
        let notes = self.setup.notes(&self.options.profile);
        outcome.ledger.notes.extend(notes);
        ledger::list_rules(&mut outcome.ledger, &outcome.verdicts);
        if self.args.to.is_none() {
            // A partition of a log may well have nothing that a rule looks at.
            unchecked(&mut outcome, is_empty, &self.args.logs);
        }
        let run = &self.args.run;
        self.options.watch.stage(Stage::Tell, || {
            let draw = |breaches: &Breaches| self.draw(breaches);
            finish::tell(
                self.setup,
                run,
                self.reports,
                self.rules,
                outcome,
                tell,
                draw,
            )
        })
    }

    // Reads the logs once more.
    fn draw(&self, breaches: &Breaches) -> Option<Picture> {
        let tables = &self.rules.log;
        let log = tables.logs.get(self.log.0 as usize)?;
        let reading = ReadOptions {
            gauge: Gauge::default(),
            ..self.reading.clone()
        };
        let mut scan = Scan::open(self.files, tables, self.log, &reading);
        Some(picture_of_scan(
            &mut scan,
            (self.log, log),
            &self.options,
            breaches,
        ))
    }
}

fn record(record: FileRecord) -> InputRecord {
    InputRecord {
        file: record.file,
        role: "log",
        format: record.format,
        encoding: record.encoding,
        bytes: record.bytes,
        rows: Some(record.rows),
        rejected: Some(record.rejected),
        columns: record
            .columns
            .into_iter()
            .map(|column| LogColumn {
                header: column.header,
                field: column.field,
                by: column.by,
                unknown_values: column.unknown_values,
            })
            .collect(),
        ..InputRecord::default()
    }
}

fn reject(reject: contact::Reject) -> Reject {
    Reject {
        file: reject.file,
        line: reject.line,
        code: reject.code.to_string(),
        reason: reject.reason,
    }
}

/// A log without rows, or one that no rule looked at, does not count as checked.
fn unchecked(outcome: &mut Outcome, is_empty: bool, logs: &[String]) {
    let judged = outcome
        .verdicts
        .iter()
        .any(|one| ledger::judged(one.verdict));
    let words = match (is_empty, judged) {
        (true, _) => Words::both(
            "no row was read, so that nothing was checked",
            "没有读到任何行，因此没有检查",
        ),
        (false, false) => Words::both(
            "no rule in force looked at any row",
            "没有已生效的规则适用于任何行",
        ),
        (false, true) => return,
    };
    ledger::reject(&mut outcome.ledger, &logs.join(" "), NOTHING_CHECKED, words);
}

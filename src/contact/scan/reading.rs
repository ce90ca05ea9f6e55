//! Reads a log as often as it needs: takes inputs, opens them, and reads all files until encodings, the order of day and month and the
//! columns that there are agree with what the whole log shows.

use super::super::file::{FileOutcome, FileTotals};
use super::super::forms::Numbers;
use super::super::layout::Refusal;
use super::super::part::{Context, Seen};
use super::super::survey::{self, ColumnSurvey};
use super::super::vocabulary::Vocabulary;
use super::super::{DateOrder, LogInput, ReadOptions, Reject, notes};
use super::Unit;
use super::format::UnitRecord;
use super::open::{Nowhere, Opened, open};
use super::run::{Done, Job, Pass, Taker};
use crate::ir::Words;
use crate::ir::log::{Log, LogId};
use std::sync::OnceLock;

/// A log that is being read.
pub(in crate::contact) struct Reading<'a> {
    pub(super) words: Vocabulary<'a>,
    pub(super) id: LogId,
    pub(super) files: Vec<Opened<'a>>,
    pub(super) orders: Vec<Option<DateOrder>>,
    /// By file, then by field: how numbers are read.
    pub(super) numbers: Vec<Vec<Numbers>>,
    /// Every cell is looked at.
    survey: bool,
    /// By field: some file has it. Before all is read, as far as headers and first rows tell.
    pub(super) has: Vec<bool>,
    /// By file, in order, once all is read.
    pub(super) units: Vec<Vec<UnitRecord>>,
    outcomes: Vec<FileOutcome>,
    seen: Vec<Seen>,
    bare: u64,
    inputs: &'a [LogInput],
    options: &'a ReadOptions,
    size: usize,
}

/// What stands in for a log that the tables do not have.
fn no_log() -> &'static Log {
    static NONE: OnceLock<Log> = OnceLock::new();
    NONE.get_or_init(|| Log {
        id: String::new(),
        name: String::new(),
        called: Words::default(),
        fields: Vec::new(),
    })
}

impl<'a> Reading<'a> {
    /// Opens all files; `size` is about how many bytes are parsed at once.
    pub(in crate::contact) fn open(
        inputs: &'a [LogInput],
        log: Option<&'a Log>,
        id: LogId,
        options: &'a ReadOptions,
        size: usize,
    ) -> Self {
        let log = log.unwrap_or_else(|| no_log());
        let words = Vocabulary::new(log, &options.mapping);
        let files: Vec<Opened<'a>> = inputs
            .iter()
            .enumerate()
            .flat_map(|input| open(input, &words, options, size, false))
            .collect();
        let mut reading = Self {
            words,
            id,
            orders: vec![options.date_order; log.fields.len()],
            has: Vec::new(),
            units: Vec::new(),
            outcomes: Vec::new(),
            seen: vec![Seen::default(); log.fields.len()],
            bare: 0,
            numbers: Vec::new(),
            survey: false,
            files,
            inputs,
            options,
            size,
        };
        reading.has = reading.in_some_file(|at| reading.files.get(at).map(|file| &*file.has));
        reading
    }

    /// The schema.
    pub(in crate::contact) fn log(&self) -> &'a Log {
        self.words.log
    }

    /// How many threads read.
    pub(in crate::contact) fn threads(&self) -> usize {
        self.options.threads.unwrap_or_else(|| {
            std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
        })
    }

    /// Reads all files; only `wanted` fields, or all where nothing is said. `make` gives one taker for each thread, anew whenever the log is
    /// read once more, and learns of which fields with several values an empty cell says that there are none.
    pub(in crate::contact) fn run<T: Taker>(
        &mut self,
        wanted: &[bool],
        make: impl Fn(usize, &[bool]) -> Vec<T>,
    ) -> Vec<T> {
        loop {
            let told = self.told();
            let context = Context {
                words: &self.words,
                orders: &self.orders,
                wanted,
                numbers: &self.numbers,
                survey: self.survey,
            };
            let takers = make(self.threads(), &told);
            self.options.gauge.restart();
            let gauge = &self.options.gauge;
            let (takers, totals) = Pass::run(&self.files, &context, takers, gauge);
            if self.settle_encodings(&totals) {
                continue;
            }
            let orders = self.proved(&totals);
            let numbers = told_numbers(&totals);
            let same_numbers = self.numbers == numbers || told_nothing(&self.numbers, &numbers);
            self.has = self.in_some_file(|at| totals.get(at).map(|file| &*file.has));
            if orders == self.orders && same_numbers && same(wanted, &told, &self.told()) {
                self.finish(totals);
                return takers;
            }
            (self.orders, self.numbers) = (orders, numbers);
        }
    }

    /// The names of the files, and of the sheets that are files of their own.
    pub(in crate::contact) fn names(&self) -> Vec<String> {
        let files = self.files.iter();
        files.map(|file| file.outcome.record.file.clone()).collect()
    }

    /// Looks at every cell of every column on one thread, so that what comes first in the log is seen first; keeps no row. Gives, by file,
    /// what its columns showed.
    pub(in crate::contact) fn survey(&mut self) -> Vec<Vec<ColumnSurvey>> {
        self.survey = true;
        self.run(&[], |_, _| vec![Onlooker]);
        for (outcome, opened) in self.outcomes.iter_mut().zip(&self.files) {
            if outcome.record.columns.is_empty() {
                outcome.record.columns.clone_from(&opened.headers);
            }
        }
        let mut columns = Vec::with_capacity(self.outcomes.len());
        for (number, file) in self.outcomes.iter().enumerate() {
            let reading = survey::Reading {
                words: &self.words,
                orders: &self.orders,
                numbers: self.numbers.get(number).map_or(&[], Vec::as_slice),
            };
            let nothing = survey::Seen::default();
            let looked = file.survey.iter().chain(std::iter::repeat(&nothing));
            let records = file.record.columns.iter();
            let mut own: Vec<ColumnSurvey> = records
                .clone()
                .zip(looked)
                .map(|(one, seen)| reading.column(one, seen))
                .collect();
            // a field that a column stands for needs no guess
            for guess in own.iter_mut().map(|column| &mut column.guess) {
                guess.take_if(|guess| records.clone().any(|one| one.field.as_ref() == Some(guess)));
            }
            columns.push(own);
        }
        columns
    }

    /// By field: an empty cell says that there are none of its values, because some file has the column.
    fn told(&self) -> Vec<bool> {
        let fields = self.words.log.fields.iter().zip(&self.has);
        fields
            .map(|(field, &has)| {
                let several = matches!(
                    field.ty,
                    crate::ir::log::FieldType::Enum { several: true, .. }
                );
                has && field.empty_is_no && several
            })
            .collect()
    }

    fn in_some_file<'f>(&self, has: impl Fn(usize) -> Option<&'f [bool]>) -> Vec<bool> {
        let mut all = vec![false; self.words.log.fields.len()];
        for file in (0..self.files.len()).filter_map(has) {
            for (all, own) in all.iter_mut().zip(file) {
                *all |= own;
            }
        }
        all
    }

    /// Opens files anew whose encoding shows only now; `true` where one is not what it was taken for.
    fn settle_encodings(&mut self, totals: &[FileTotals]) -> bool {
        let mut changed = false;
        for (opened, totals) in self.files.iter_mut().zip(totals) {
            if opened.undecided
                && totals.damaged
                && let Some(input) = self.inputs.get(opened.input)
                && let Some(settled) = open(
                    (opened.input, input),
                    &self.words,
                    self.options,
                    self.size,
                    true,
                )
                .pop()
            {
                *opened = settled;
                changed = true;
            }
        }
        changed
    }

    /// The order of day and month that the whole log proves.
    fn proved(&self, totals: &[FileTotals]) -> Vec<Option<DateOrder>> {
        let mut orders = self.orders.clone();
        for (order, seen) in orders.iter_mut().zip(self.seen_in(totals)) {
            let found = match (seen.day_first, seen.month_first) {
                (true, false) => DateOrder::DayMonth,
                (false, true) => DateOrder::MonthDay,
                _ => continue,
            };
            if order.is_none() && seen.ambiguous > 0 {
                *order = Some(found);
            }
        }
        orders
    }

    fn seen_in(&self, totals: &[FileTotals]) -> Vec<Seen> {
        let mut all = vec![Seen::default(); self.words.log.fields.len()];
        for file in totals {
            for (all, own) in all.iter_mut().zip(&file.seen) {
                all.add(own.clone());
            }
        }
        all
    }

    fn finish(&mut self, totals: Vec<FileTotals>) {
        self.seen = self.seen_in(&totals);
        self.bare = totals.iter().map(|file| file.bare).sum();
        self.outcomes.clear();
        self.units.clear();
        for (opened, mut totals) in self.files.iter().zip(totals) {
            let above = opened
                .format
                .as_ref()
                .map_or(0, |format| format.lines_above());
            self.outcomes
                .push(totals.finish(opened.outcome.clone(), above, &self.words));
            self.units.push(totals.units);
        }
    }

    /// Records, rejects and notes of all files.
    pub(in crate::contact) fn outcome(&self) -> super::super::ScanOutcome {
        let mut rejects = Vec::new();
        for file in &self.outcomes {
            if let Some((code, reason)) = &file.refused {
                rejects.push(Reject {
                    file: file.record.file.clone(),
                    line: None,
                    code: *code,
                    reason: reason.clone(),
                });
            }
            rejects.extend(file.rejects.iter().cloned());
        }
        super::super::ScanOutcome {
            rows: self.outcomes.iter().map(|file| file.record.rows).sum(),
            records: self
                .outcomes
                .iter()
                .map(|file| file.record.clone())
                .collect(),
            rejects,
            notes: notes::of(
                &self.outcomes,
                self.bare,
                &self.seen,
                &self.words,
                self.options,
                &self.orders,
            ),
        }
    }
}

/// By file, then by field: how its numbers are read.
fn told_numbers(totals: &[FileTotals]) -> Vec<Vec<Numbers>> {
    let of_file = |file: &FileTotals| file.seen.iter().map(|seen| seen.forms.numbers()).collect();
    totals.iter().map(of_file).collect()
}

/// Whether nothing was known before and nothing is told now.
fn told_nothing(before: &[Vec<Numbers>], now: &[Vec<Numbers>]) -> bool {
    before.is_empty() && now.iter().flatten().all(|one| *one == Numbers::Plain)
}

/// Takes nothing.
struct Onlooker;

impl Taker for Onlooker {
    type Kept = Nowhere;

    const IN_ORDER: bool = true;

    fn store(&self) -> Nowhere {
        Nowhere
    }

    fn begin(&mut self, _: u32, _: &Unit, _: &mut Nowhere) {}

    fn end(&mut self, _: &Job, _: &Done, _: &mut Nowhere) -> Result<(), Refusal> {
        Ok(())
    }
}

/// Whether two readings of empty cells differ in no field that is read. A table is told of them once it is whole.
fn same(wanted: &[bool], one: &[bool], other: &[bool]) -> bool {
    one.iter()
        .zip(other)
        .zip(wanted)
        .all(|((one, other), wanted)| one == other || !wanted)
}

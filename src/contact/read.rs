//! Reads all files of a log: takes inputs and options, gives one table; dates of two readings are settled by the whole log, numbers of two
//! readings by their whole column, and the log is then read once more.

use super::assemble::Assembly;
use super::file::{self, FileOutcome};
use super::forms::{Forms, Numbers};
use super::part::{Context, Seen};
use super::vocabulary::Vocabulary;
use super::{DateOrder, LogInput, ReadOptions, ReadOutcome, Reject, Table, notes};
use crate::ir::log::{Log, LogId};

/// Reads the files with as many threads as the options say.
pub(super) fn read(
    inputs: &[LogInput],
    log: &Log,
    id: LogId,
    options: &ReadOptions,
) -> ReadOutcome {
    let pool = options.threads.and_then(|threads| {
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .ok()
    });
    match pool {
        Some(pool) => pool.install(|| settled(inputs, log, id, options)),
        None => settled(inputs, log, id, options),
    }
}

fn settled(inputs: &[LogInput], log: &Log, id: LogId, options: &ReadOptions) -> ReadOutcome {
    let words = Vocabulary::new(log, &options.mapping);
    let mut orders = vec![options.date_order; log.fields.len()];
    let mut pass = Pass::run(inputs, &words, id, options, (&orders, &[]));
    let mut proved = false;
    for (order, seen) in orders.iter_mut().zip(&pass.seen) {
        let found = match (seen.day_first, seen.month_first) {
            (true, false) => DateOrder::DayMonth,
            (false, true) => DateOrder::MonthDay,
            _ => continue,
        };
        if order.is_none() && seen.ambiguous > 0 {
            *order = Some(found);
            proved = true;
        }
    }
    let numbers_of = |file: &FileOutcome| file.forms.iter().map(Forms::numbers).collect();
    let numbers: Vec<Vec<Numbers>> = pass.files.iter().map(numbers_of).collect();
    if proved || numbers.iter().flatten().any(|one| *one != Numbers::Plain) {
        pass = Pass::run(inputs, &words, id, options, (&orders, &numbers));
    }
    pass.outcome(&words, options, &orders)
}

/// One reading of all files.
struct Pass {
    table: Table,
    seen: Vec<Seen>,
    files: Vec<FileOutcome>,
}

impl Pass {
    fn run(
        inputs: &[LogInput],
        words: &Vocabulary<'_>,
        id: LogId,
        options: &ReadOptions,
        (orders, numbers): (&[Option<DateOrder>], &[Vec<Numbers>]),
    ) -> Self {
        let context = Context {
            words,
            orders,
            numbers,
            file: 0,
        };
        let mut assembly = Assembly::new(words.log, id);
        let files = inputs
            .iter()
            .flat_map(|input| file::read(input, &context, options, &mut assembly))
            .collect();
        let (table, seen) = assembly.finish();
        Self { table, seen, files }
    }

    fn outcome(
        self,
        words: &Vocabulary<'_>,
        options: &ReadOptions,
        orders: &[Option<DateOrder>],
    ) -> ReadOutcome {
        let notes = notes::of(&self.files, &self.table, &self.seen, words, options, orders);
        let mut rejects = Vec::new();
        for file in &self.files {
            let name = &file.record.file;
            if let Some((code, reason)) = &file.refused {
                rejects.push(Reject {
                    file: name.clone(),
                    line: None,
                    code: *code,
                    reason: reason.clone(),
                });
            }
            rejects.extend(file.rejected.iter().map(|rejected| Reject {
                file: name.clone(),
                line: Some(rejected.line),
                code: rejected.code,
                reason: rejected.reason.clone(),
            }));
        }
        ReadOutcome {
            table: self.table,
            records: self.files.into_iter().map(|file| file.record).collect(),
            rejects,
            notes,
        }
    }
}

//! Reads all files of a log into one table: takes inputs and options, puts the rows of all units together in the order of the files.

use super::ScanOutcome;
use super::assemble::{Assembly, Before, Rows};
use super::file::too_large;
use super::layout::Refusal;
use super::scan::{CHUNK, Done, Job, Reading, Taker, Unit, lock};
use super::{LogInput, ReadOptions, ReadOutcome};
use crate::ir::log::{Log, LogId};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Reads the files with as many threads as the options say.
pub(super) fn read(
    inputs: &[LogInput],
    log: Option<&Log>,
    id: LogId,
    options: &ReadOptions,
) -> ReadOutcome {
    let mut reading = Reading::open(inputs, log, id, options, CHUNK);
    let log = reading.log();
    let names = reading.names();
    let takers = reading.run(&[], |threads, _| {
        let mut assembly = Assembly::new(log, id);
        assembly.table.files.clone_from(&names);
        let queue = Arc::new(Mutex::new(Queue {
            assembly,
            turn: 0,
            before: Before::default(),
            early: BTreeMap::new(),
            full: false,
        }));
        vec![queue; threads.max(1)]
            .into_iter()
            .map(|queue| Ordered { log, queue })
            .collect()
    });
    let queue = takers.into_iter().last().map(|taker| taker.queue);
    let queue = queue.and_then(Arc::into_inner);
    let assembly = match queue {
        Some(queue) => {
            queue
                .into_inner()
                .unwrap_or_else(PoisonError::into_inner)
                .assembly
        }
        None => Assembly::new(log, id),
    };
    let ScanOutcome {
        records,
        rejects,
        notes,
        ..
    } = reading.outcome();
    ReadOutcome {
        table: assembly.finish(),
        records,
        rejects,
        notes,
    }
}

/// Units come in any order and are added in that of the log.
struct Queue<'a> {
    assembly: Assembly<'a>,
    /// The unit that is added next.
    turn: u64,
    before: Before,
    /// Units that came before their turn.
    early: BTreeMap<u64, (u32, Done, Rows)>,
    full: bool,
}

impl Queue<'_> {
    /// Takes a unit; `false` once the table is full.
    fn add(&mut self, job: &Job, done: Done, rows: Rows) -> bool {
        self.early.insert(job.turn, (job.file, done, rows));
        while let Some((file, done, rows)) = self.early.remove(&self.turn) {
            self.turn += 1;
            if file != self.before.file {
                self.before = Before {
                    file,
                    ..Before::default()
                };
            }
            if self.before.line == 0 {
                self.before.line = done.above + 1;
            }
            self.full = self.full || !self.assembly.add(rows, self.before);
            self.before.line += done.lines;
            self.before.row += done.rows;
        }
        !self.full
    }
}

/// Hands the units of one thread to the queue.
struct Ordered<'a> {
    log: &'a Log,
    queue: Arc<Mutex<Queue<'a>>>,
}

impl Taker for Ordered<'_> {
    type Kept = Rows;

    const IN_ORDER: bool = true;

    fn store(&self) -> Rows {
        Rows::new(self.log)
    }

    fn begin(&mut self, _: u32, _: &Unit, _: &mut Rows) {}

    fn end(&mut self, job: &Job, done: &Done, store: &mut Rows) -> Result<(), Refusal> {
        let rows = std::mem::replace(store, self.store());
        if lock(&self.queue).add(job, *done, rows) {
            Ok(())
        } else {
            Err(too_large())
        }
    }
}

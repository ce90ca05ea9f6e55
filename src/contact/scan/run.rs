//! Reads all files once: takes opened files, parses their units on several threads, hands each unit's rows to its thread's taker and gives
//! what each file showed.

use super::super::Gauge;
use super::super::file::{FileTotals, unreadable};
use super::super::layout::Refusal;
use super::super::part::{Context, Part, Store, Tally};
use super::{Cursor, Opened, Parsed, Unit};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Takes the rows of units on one thread.
pub(in crate::contact) trait Taker: Send {
    /// How the rows of a unit are kept.
    type Kept: Store;

    /// A store for rows.
    fn store(&self) -> Self::Kept;

    /// Makes the store ready for a unit of a file.
    fn begin(&mut self, file: u32, unit: &Unit, store: &mut Self::Kept);

    /// Takes a unit that was parsed; units come in any order, `turn` says which one this is of all. An error ends reading its file.
    fn end(&mut self, job: &Job, done: &Done, store: &mut Self::Kept) -> Result<(), Refusal>;
}

/// A unit to be parsed.
#[derive(Debug, Clone, Copy)]
pub(in crate::contact) struct Job {
    /// Its number over all files, without gaps.
    pub(in crate::contact) turn: u64,
    pub(in crate::contact) file: u32,
    pub(in crate::contact) unit: Unit,
}

/// Lines and rows of a unit that was parsed.
#[derive(Debug, Clone, Copy)]
pub(in crate::contact) struct Done {
    /// Lines above the first row of the file.
    pub(in crate::contact) above: u64,
    pub(in crate::contact) lines: u64,
    pub(in crate::contact) rows: u64,
}

/// One reading of all files.
pub(in crate::contact) struct Pass<'s> {
    files: &'s [Opened<'s>],
    context: &'s Context<'s>,
    gauge: &'s Gauge,
    cutter: Mutex<Cutter>,
    totals: Vec<Mutex<FileTotals>>,
}

#[derive(Default)]
struct Cutter {
    file: usize,
    cursor: Cursor,
    turn: u64,
}

/// Locks; what a thread that panicked left behind is never read, as its panic goes on.
pub(in crate::contact) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<'s> Pass<'s> {
    /// Reads the files with a thread for each taker; gives the takers back and, by file, the totals.
    pub(in crate::contact) fn run<T: Taker>(
        files: &'s [Opened<'s>],
        context: &'s Context<'s>,
        takers: Vec<T>,
        gauge: &'s Gauge,
    ) -> (Vec<T>, Vec<FileTotals>) {
        let totals = files
            .iter()
            .map(|_| Mutex::new(FileTotals::new(context.words.log)))
            .collect();
        let pass = Pass {
            files,
            context,
            gauge,
            cutter: Mutex::new(Cutter::default()),
            totals,
        };
        let takers = if takers.len() < 2 {
            takers.into_iter().map(|taker| pass.work(taker)).collect()
        } else {
            std::thread::scope(|scope| {
                let pass = &pass;
                let workers: Vec<_> = takers
                    .into_iter()
                    .map(|taker| scope.spawn(move || pass.work(taker)))
                    .collect();
                let done = workers.into_iter().map(|worker| match worker.join() {
                    Ok(taker) => taker,
                    Err(panic) => std::panic::resume_unwind(panic),
                });
                done.collect()
            })
        };
        let totals = pass.totals.into_iter();
        let totals = totals.map(|one| one.into_inner().unwrap_or_else(PoisonError::into_inner));
        (takers, totals.collect())
    }

    fn work<T: Taker>(&self, mut taker: T) -> T {
        let mut buffer = Vec::new();
        let mut part = Part::new(self.context, taker.store());
        while let Some(job) = self.next(&mut buffer) {
            part.tally = Tally::new(self.context.words.log);
            taker.begin(job.file, &job.unit, &mut part.store);
            let parsed = self.parse(&job, &mut buffer, &mut part);
            let done = Done {
                above: self.above(job.file),
                lines: parsed.lines,
                rows: part.tally.met + u64::from(job.unit.fault.is_some()),
            };
            self.gauge.add_bytes(job.unit.length as u64);
            self.gauge.add_rows(part.tally.kept);
            let ended = taker.end(&job, &done, &mut part.store).err();
            if ended.is_some() {
                part.tally.kept = 0;
            }
            if let Some(totals) = self.totals.get(job.file as usize) {
                let mut totals = lock(totals);
                totals.add(&job.unit, parsed, std::mem::take(&mut part.tally));
                if let Some(why) = ended {
                    totals.end(why);
                    drop(totals);
                    self.skip(job.file);
                }
            }
        }
        taker
    }

    /// Cuts the next unit off the first file that has one.
    fn next(&self, buffer: &mut Vec<u8>) -> Option<Job> {
        let mut cutter = lock(&self.cutter);
        loop {
            let file = self.files.get(cutter.file)?;
            let cut = match &file.format {
                Some(format) => format.cut(&mut cutter.cursor, buffer),
                None => Ok(None),
            };
            match cut {
                Ok(Some(unit)) => {
                    let job = Job {
                        turn: cutter.turn,
                        file: u32::try_from(cutter.file).unwrap_or(u32::MAX),
                        unit,
                    };
                    cutter.turn += 1;
                    return Some(job);
                }
                Ok(None) => {}
                Err(error) => self.fail(cutter.file, &error),
            }
            cutter.file += 1;
            cutter.cursor = Cursor::default();
        }
    }

    fn above(&self, file: u32) -> u64 {
        let format = self
            .files
            .get(file as usize)
            .and_then(|file| file.format.as_ref());
        format.map_or(0, |format| format.lines_above())
    }

    fn fail(&self, file: usize, error: &std::io::Error) {
        if let Some(totals) = self.totals.get(file) {
            lock(totals).end(unreadable(error));
        }
    }

    /// Cuts no more of a file.
    fn skip(&self, file: u32) {
        let mut cutter = lock(&self.cutter);
        if cutter.file == file as usize {
            cutter.cursor.ended = true;
        }
    }

    fn parse<S: Store>(&self, job: &Job, buffer: &mut [u8], part: &mut Part<S>) -> Parsed {
        let file = self.files.get(job.file as usize);
        let Some(format) = file.and_then(|file| file.format.as_ref()) else {
            return Parsed::default();
        };
        match format.parse(&job.unit, buffer, self.context, part) {
            Ok(parsed) => parsed,
            Err(error) => {
                self.fail(job.file as usize, &error);
                self.skip(job.file);
                Parsed::default()
            }
        }
    }
}

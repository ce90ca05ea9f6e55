//! Walks timelines of records: takes the records of a partition and what a lane says of them, gives what every statement comes to, its
//! hits with the positions of rows, and the lines that only the exact engine can judge. Reading rows is left to the caller.

mod arrange;
mod buffer;
mod columns;
mod formula;
mod line;
mod looked;
mod plot;
mod ready;
mod screen;
mod statement;
mod sum;
mod tables;
mod twins;
mod types;

pub use crate::engine::log::judge::{Detail, Due, End, Hit, Standing};
pub use crate::engine::log::time::{Day, Instant, ZoneId, Zones};
pub use crate::engine::log::truth::Truth;
pub use ready::Ready;
pub use sum::{Called, RuleSum, Sum, Sums};
pub use types::{
    Class, Extra, Formula, Found, Lane, MOST_EXTRAS, Rows, WORDS, instant_of, instant_word, seq_of,
    seq_word,
};

use crate::contact::Position;
use arrange::{Arranger, line_at};
use line::{Judge, Walked};
use std::ops::Range;

/// Walks the partitions of a lane, one after the other, on one thread.
#[derive(Debug)]
pub struct Walk<'r> {
    ready: &'r Ready<'r>,
    arranger: Arranger,
    judge: Judge<'r>,
}

impl<'r> Walk<'r> {
    /// Walks a lane that has been readied.
    pub fn new(ready: &'r Ready<'r>) -> Self {
        Self {
            ready,
            arranger: Arranger::default(),
            judge: Judge::new(ready),
        }
    }

    /// Takes the time of every statement from now on.
    pub fn take_time(&mut self) {
        self.judge.take_time();
    }

    /// Judges the lines of a partition, whose hashes agree in their first `bits` bits. Gives the rows of each line that only the exact
    /// engine can judge; such a line is in no sum.
    pub fn partition(
        &mut self,
        mut records: Vec<u64>,
        bits: u32,
        rows: &mut impl Rows,
    ) -> Vec<Vec<Position>> {
        let ready = self.ready;
        self.arranger
            .arrange(&mut records, ready.width, bits, ready.seq);
        twins::leave_out(ready, &mut records, rows);
        let mut hazy = Vec::new();
        let mut unordered: Vec<Range<usize>> = Vec::new();
        let mut start = 0;
        while let Some(line) = line_at(&records, ready.width, start) {
            let own = records.get(line.clone()).unwrap_or(&[]);
            match self.judge.line(own, false) {
                Walked::Judged => {}
                Walked::Hazy => hazy.push(
                    (0..own.len() / ready.width)
                        .map(|place| line::position(ready, own, place))
                        .collect(),
                ),
                Walked::Unordered => unordered.push(line.clone()),
            }
            start = line.end;
        }
        if !unordered.is_empty() {
            twins::put_in_order(ready, &mut records, &unordered, rows);
            for line in unordered {
                self.judge.line(records.get(line).unwrap_or(&[]), true);
            }
        }
        hazy
    }

    /// Counts and judges the rows that have no value of the lane's field, in any order; their first word is a hash of their `id`, or of
    /// anything else. Gives those that only the exact engine can judge.
    pub fn lone(
        &mut self,
        mut records: Vec<u64>,
        bits: u32,
        rows: &mut impl Rows,
    ) -> Vec<Position> {
        let ready = self.ready;
        self.arranger
            .arrange(&mut records, ready.width, bits, ready.seq);
        twins::leave_out(ready, &mut records, rows);
        self.judge.lone(&records)
    }

    /// What all of it came to.
    pub fn finish(self) -> Sums {
        self.judge.finish()
    }
}

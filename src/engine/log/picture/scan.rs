//! Draws the picture of a log that is in files: reads it once more, for which debtors have the most findings is known only when all are told.

use super::{Counts, Strips, picture};
use crate::contact::{Batch, Scan, Sink};
use crate::engine::log::LogOptions;
use crate::finding::{Breaches, Picture};
use crate::ir::log::{Log, LogId};

/// What one worker counts.
struct Painter<'p> {
    counts: Counts<'p>,
    strips: Strips<'p>,
}

impl Sink for Painter<'_> {
    fn take(&mut self, batch: &Batch) {
        self.counts.take(batch);
        self.strips.take(batch);
    }
}

/// The picture of a log and of its findings in numbers.
pub fn picture_of_scan(
    scan: &mut Scan<'_>,
    (id, log): (LogId, &Log),
    options: &LogOptions,
    breaches: &Breaches,
) -> Picture {
    let worst = breaches.worst();
    let painter = || Painter {
        counts: Counts::new(log, options),
        strips: Strips::new(log, options, &worst),
    };
    let Painter {
        mut counts,
        mut strips,
    } = painter();
    let mut wanted = vec![false; log.fields.len()];
    counts.want(&mut wanted);
    strips.want(&mut wanted);
    for one in scan.run(&wanted, painter) {
        counts.merge(one.counts);
        strips.merge(one.strips);
    }
    picture(id, counts, strips, breaches)
}

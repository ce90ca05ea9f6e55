//! Draws the picture of a log: takes rows, from a table or batch by batch, and findings in numbers, gives contacts and breaches by hour,
//! day, channel, agent and agency, and the timelines of the debtors with the most findings.

mod count;
mod local;
mod row;
mod strip;
mod table;

pub use count::Counts;
pub use strip::Strips;
pub(super) use table::of_sheet;

use crate::finding::{Actors, Breaches, Picture};
use crate::ir::log::LogId;

/// Puts together what was counted. `Strips` and `Counts` may each be filled by several workers and merged before.
pub fn picture(log: LogId, counts: Counts<'_>, strips: Strips<'_>, breaches: &Breaches) -> Picture {
    let (agencies, agents) = breaches.names();
    let (debtors, more_debtors) = breaches.debtors();
    Picture {
        log: Some(log),
        rows: counts.rows,
        clockless: counts.clockless,
        agencies: Actors::new(&counts.agencies, agencies),
        agents: Actors::new(&counts.agents, agents),
        channels: counts.channels(),
        days: counts.days,
        rules: breaches.rules().cloned().collect(),
        debtors,
        more_debtors,
        timelines: strips.timelines(),
    }
}

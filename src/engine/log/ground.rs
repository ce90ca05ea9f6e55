//! Defines what statements and looks back are judged on: rows by place, each with its moment, the truth of every event, and what else
//! the forms ask. A run over a table is one such ground; a timeline of records is another.

use super::line::{Line, Marks};
use super::time::{Day, Days, Instant, Moment, Reading, ZoneId};
use super::truth::Truth;
use crate::ir::RuleSet;
use crate::ir::log::{EventId, FieldId, TemporalId};

/// The values of a field in one row, as numbers that are only good for comparing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cells {
    /// Those that are known.
    pub known: Vec<u64>,
    /// How many more it may have; [`MANY`] where nothing bounds them.
    pub unknown: usize,
}

/// A cell that may hold any number of values.
pub(super) const MANY: usize = 1 << 32;

/// Rows whose events and looks back are known. Places number the rows.
pub(super) trait Ground {
    /// What names a row in a hit.
    type Row: Copy;

    /// The compiled rules.
    fn rules(&self) -> &RuleSet;

    /// The names that parameters are chosen by.
    fn profile(&self) -> &[String];

    /// The name of a row.
    fn row(&self, place: usize) -> Option<Self::Row>;

    /// Where a row is in time.
    fn moment(&self, place: usize) -> Option<&Moment>;

    /// The ways to read a row's time.
    fn readings(&self, place: usize) -> impl Iterator<Item = Reading>;

    /// The first instant of the day after `day` on the clock of a zone.
    fn next_midnight(&self, zone: ZoneId, day: Day) -> Instant;

    /// The date of an instant on the clock of a zone.
    fn local_day(&self, zone: ZoneId, instant: Instant) -> Day;

    /// Whether an event is true of a row.
    fn event(&self, id: EventId, place: usize) -> Truth;

    /// Whether an event that speaks of an outer row is true of a row seen from that.
    fn seen_from(&self, id: EventId, place: usize, outer: usize) -> Truth;

    /// Whether anybody asks what a look back comes to on a row.
    fn is_asked(&self, temporal: TemporalId, place: usize) -> bool;

    /// The values of a field in every row of a timeline.
    fn cells(&self, line: &Line<'_>, field: FieldId) -> Vec<Cells>;

    /// The calendars.
    fn days(&self) -> Days<'_> {
        Days(&self.rules().calendars)
    }

    /// Marks the rows of a timeline that an event is true of.
    fn marks(&self, line: &Line<'_>, id: EventId) -> Marks {
        Marks::new(
            line.places
                .iter()
                .map(|&place| self.event(id, place as usize))
                .collect(),
        )
    }

    /// Whether an event speaks of an outer row.
    fn is_correlated(&self, id: EventId) -> bool {
        let event = self.rules().log.events.get(id.0 as usize);
        event.is_some_and(|event| event.correlated)
    }
}

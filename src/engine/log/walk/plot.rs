//! Stands a timeline of records on the ground that statements and looks are judged on: takes records and what events and looks came to
//! so far, answers by place in the line.

use super::columns::Columns;
use super::formula::{Answers, fact_of};
use super::ready::Ready;
use super::types::{Class, Extra};
use super::types::{WORDS, instant_of};
use crate::engine::log::ground::{Cells, Ground};
use crate::engine::log::line::Line;
use crate::engine::log::time::{Day, Instant, Moment, Reading, ZoneId};
use crate::engine::log::truth::Truth;
use crate::ir::RuleSet;
use crate::ir::log::{EventId, FieldId, TemporalId};

/// A timeline of records.
pub(super) struct Plot<'p> {
    pub ready: &'p Ready<'p>,
    pub records: &'p [u64],
    pub classes: &'p [u32],
    pub moments: &'p [Moment],
    pub columns: &'p Columns,
}

impl Plot<'_> {
    /// An extra of a row; 0 where it is missing.
    pub fn extra(&self, place: usize, extra: usize) -> u64 {
        let at = place * self.ready.width + WORDS + extra;
        self.records.get(at).copied().unwrap_or(0)
    }

    /// Whether an event that speaks of no outer row is true of a row.
    pub fn truth(&self, slot: usize, place: usize) -> Truth {
        let known = self
            .columns
            .events
            .get(slot)
            .and_then(|column| column.get(place));
        known.unwrap_or_else(|| {
            let class = self.classes.get(place).copied().unwrap_or(u32::MAX);
            self.ready.tables.quiet(class, slot)
        })
    }

    /// The truth of a formula of a row, seen from an outer row if there is one.
    pub fn formula(&self, slot: usize, place: usize, outer: Option<usize>) -> Truth {
        let class = self.classes.get(place).copied().unwrap_or(u32::MAX);
        match (
            self.ready.events.get(slot),
            self.ready.lane.classes.get(class as usize),
        ) {
            (Some(event), Some(class)) => event.formula.truth(&Row {
                plot: self,
                class,
                place,
                outer,
            }),
            _ => Truth::Unknown,
        }
    }
}

struct Row<'p> {
    plot: &'p Plot<'p>,
    class: &'p Class,
    place: usize,
    outer: Option<usize>,
}

impl Answers for Row<'_> {
    fn fact(&self, fact: u32) -> Truth {
        fact_of(&self.class.sure, &self.class.possible, fact)
    }

    fn event(&self, id: EventId) -> Truth {
        let ready = self.plot.ready;
        let Some(slot) = ready.event_slot(id) else {
            return Truth::Unknown;
        };
        if ready.events.get(slot).is_some_and(|event| event.correlated) {
            self.plot.formula(slot, self.place, self.outer)
        } else {
            self.plot.truth(slot, self.place)
        }
    }

    fn temporal(&self, id: TemporalId) -> Truth {
        // A look without a column finds nothing on this line.
        let slot = self.plot.ready.look_slot(id);
        slot.and_then(|slot| self.plot.columns.looks.get(slot)?.get(self.place))
            .unwrap_or(Truth::No)
    }

    fn same(&self, own: usize, outer: usize) -> Truth {
        let Some(row) = self.outer else {
            return Truth::Unknown;
        };
        match (
            self.plot.extra(self.place, own),
            self.plot.extra(row, outer),
        ) {
            (0, _) | (_, 0) => Truth::Unknown,
            (own, outer) => Truth::of(own == outer),
        }
    }
}

impl Ground for Plot<'_> {
    type Row = u32;

    fn rules(&self) -> &RuleSet {
        self.ready.lane.rules
    }

    fn profile(&self) -> &[String] {
        self.ready.lane.profile
    }

    fn row(&self, place: usize) -> Option<u32> {
        u32::try_from(place).ok()
    }

    fn moment(&self, place: usize) -> Option<&Moment> {
        self.moments.get(place)
    }

    fn readings(&self, place: usize) -> impl Iterator<Item = Reading> {
        let class = self.classes.get(place).copied().unwrap_or(u32::MAX);
        let zone = self.ready.tables.zones.get(class as usize).copied();
        let at = self.records.get(place * self.ready.width + 1).copied();
        zone.zip(at)
            .zip(self.moments.get(place))
            .map(|((zone, at), moment)| {
                let at = instant_of(at);
                let zone = ZoneId(zone);
                Reading {
                    zone,
                    first: at,
                    last: at,
                    day: moment.first_day,
                    clock: Some(self.ready.lane.zones.local(zone, at).1),
                }
            })
            .into_iter()
    }

    fn next_midnight(&self, zone: ZoneId, day: Day) -> Instant {
        self.ready.lane.zones.next_midnight(zone, day)
    }

    fn local_day(&self, zone: ZoneId, instant: Instant) -> Day {
        self.ready.lane.zones.local(zone, instant).0
    }

    fn event(&self, id: EventId, place: usize) -> Truth {
        let slot = self.ready.event_slot(id);
        slot.map_or(Truth::Unknown, |slot| self.truth(slot, place))
    }

    fn seen_from(&self, id: EventId, place: usize, outer: usize) -> Truth {
        let slot = self.ready.event_slot(id);
        slot.map_or(Truth::Unknown, |slot| {
            self.formula(slot, place, Some(outer))
        })
    }

    fn is_asked(&self, temporal: TemporalId, place: usize) -> bool {
        let class = self.classes.get(place).copied().unwrap_or(u32::MAX);
        let asked = self.ready.tables.asked.get(class as usize).copied();
        let slot = self.ready.look_slot(temporal);
        asked
            .zip(slot)
            .is_none_or(|(asked, slot)| asked >> slot & 1 == 1)
    }

    fn cells(&self, line: &Line<'_>, field: FieldId) -> Vec<Cells> {
        let extras = &self.ready.lane.extras;
        let extra = extras
            .iter()
            .position(|extra| *extra == Extra::Field(field));
        let cells = |at: usize| {
            let value = extra.map_or(0, |extra| self.extra(line.place(at), extra));
            let known = if value == 0 { Vec::new() } else { vec![value] };
            Cells {
                unknown: usize::from(known.is_empty()),
                known,
            }
        };
        (0..line.len()).map(cells).collect()
    }
}

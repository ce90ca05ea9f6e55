//! Looks along the rows of a line on one clock: says which lie in a span of another, and which are of one instant.

use crate::engine::log::parameter::bound_at;
use crate::engine::log::time::{Bound, Days, Moment};
use crate::engine::log::truth::Truth;
use crate::engine::log::walk::buffer::Buffer;
use crate::engine::log::walk::columns::Column;
use crate::engine::log::walk::ready::Ready;
use crate::engine::log::walk::statement::Statement;
use crate::ir::log::{Amount, EventId, Span};

/// A span without a parameter, as it is on every date; `None` for one that has to be looked up.
pub(super) fn fixed(
    ready: &Ready<'_>,
    statement: &Statement<'_>,
    span: Option<&Span>,
) -> Option<Option<Bound>> {
    let lane = &ready.lane;
    match span {
        Some(span) if matches!(span.amount, Amount::Parameter(_)) => None,
        span => Some(span.map(|span| {
            bound_at(
                lane.rules,
                lane.profile,
                span,
                statement.terms.calendar,
                None,
            )
        })),
    }
}

/// The rows of a line on one clock, and a span.
pub(super) struct Rows<'b> {
    pub buffer: &'b Buffer<'b>,
    pub span: Option<Bound>,
}

impl<'b> Rows<'b> {
    /// The rows of a line, placed in time if the span counts dates.
    pub fn new(buffer: &'b mut Buffer<'_>, records: &[u64], span: Option<Bound>) -> Self {
        if matches!(span, Some(Bound::Dates { .. })) {
            buffer.place(records);
        }
        Rows { buffer, span }
    }

    /// What an event is in each row.
    pub fn truths(&self, id: EventId) -> &'b [Truth] {
        let slot = self.buffer.ready.event_slot(id);
        slot.and_then(|slot| self.buffer.columns.events.get(slot)?.all())
            .unwrap_or(&[])
    }

    /// The rows that an event may be true of.
    pub fn possible(&self, id: EventId) -> &'b [u32] {
        let slot = self.buffer.ready.event_slot(id);
        let column = slot.and_then(|slot| self.buffer.columns.events.get(slot));
        column.map_or(&[], Column::possible)
    }

    /// Each of these rows with the first row of its instant and one past the last.
    pub fn groups(
        &self,
        rows: impl Iterator<Item = u32>,
    ) -> impl Iterator<Item = (usize, usize, usize)> {
        let mut known = (i64::MAX, 0, 0);
        rows.map(move |at| {
            let at = at as usize;
            let own = self.instant(at);
            // Rows of one instant follow each other and are measured once.
            if known.0 != own || known.1 == known.2 {
                known = (own, self.start(at), self.end(at));
            }
            (at, known.1, known.2)
        })
    }

    /// The instant of a row.
    pub fn instant(&self, at: usize) -> i64 {
        self.buffer.instants.get(at).copied().unwrap_or(i64::MAX)
    }

    /// The local date of a row.
    pub fn day(&self, at: usize) -> i32 {
        let moment: Option<&Moment> = self.buffer.moments.get(at);
        moment.map_or(i32::MAX, |moment| moment.first_day)
    }

    fn days(&self) -> Days<'b> {
        Days(&self.buffer.ready.lane.rules.calendars)
    }

    /// Whether the later row lies in the span from the earlier.
    pub fn near(&self, earlier: usize, later: usize) -> bool {
        match self.span {
            None => true,
            Some(Bound::Elapsed(span)) => {
                self.instant(later).saturating_sub(self.instant(earlier)) <= span
            }
            Some(bound @ Bound::Dates { .. }) => bound
                .last_date(self.days(), self.day(earlier))
                .is_some_and(|last| last >= self.day(later)),
            Some(Bound::Unknown) => false,
        }
    }

    /// One past the last row of a row's instant.
    pub fn end(&self, at: usize) -> usize {
        let own = self.instant(at);
        let later = self.buffer.instants.get(at..).unwrap_or(&[]);
        at + later.iter().take_while(|&&instant| instant == own).count()
    }

    // The first row of a row's instant.
    fn start(&self, at: usize) -> usize {
        let own = self.instant(at);
        let earlier = self.buffer.instants.get(..at).unwrap_or(&[]);
        at - earlier
            .iter()
            .rev()
            .take_while(|&&instant| instant == own)
            .count()
    }
}

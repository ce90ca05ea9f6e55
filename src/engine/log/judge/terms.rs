//! Holds what a statement is judged under: its rule's dates and calendar, the part of the log that is reported, and where the log ends.

use super::hit::{Due, Standing};
use crate::engine::log::ground::Ground;
use crate::engine::log::line::{Gate, Line, Marks};
use crate::engine::log::parameter::bound_at;
use crate::engine::log::time::{Bound, Day, Instant, Moment, day_number};
use crate::engine::log::truth::Truth;
use crate::ir::CalendarId;
use crate::ir::log::Span;
use crate::ir::rule::{Conduct, Rule};

/// Where the log ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// With a day, as the run was told.
    Day(Day),
    /// With its last row, which stands between two instants.
    Row(Instant, Instant),
}

/// Whether a row's date lies where the rule is in force and the run reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::engine::log) enum Governed {
    /// It does, or it cannot be told.
    Judged(Truth),
    /// The rule is not in force on that date.
    NotInForce,
    /// Outside what is reported.
    Context,
}

/// What a statement is judged under.
#[derive(Debug, Clone, Copy)]
pub(in crate::engine::log) struct Terms<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// The rule's calendar.
    pub calendar: Option<CalendarId>,
    /// One of its statements.
    pub statement: &'a Conduct,
    /// The first and the last date that are reported.
    pub period: (Option<Day>, Option<Day>),
    /// Where the log ends.
    pub end: End,
    /// Of the rows that earlier runs left, those before this instant are settled.
    pub settled: Instant,
}

impl Terms<'_> {
    /// How a row stands to what is reported and to the rule's validity. A breach belongs to the period that the offending row lies in;
    /// a duty to the one in which it falls due, for only then is it broken.
    pub fn governed<G: Ground>(&self, ground: &G, place: usize, moment: &Moment) -> Governed {
        if self.period == (None, None) {
            return self.in_force(moment);
        }
        let (first, last) = match self.statement {
            Conduct::AfterRequire { within, .. } => {
                let bound = self.bound(ground, Some(moment), Some(within));
                self.due_days(ground, place, bound.unwrap_or(Bound::Unknown))
            }
            _ => (moment.first_day, moment.last_day),
        };
        let (since, until) = self.period;
        if since.is_some_and(|since| last < since) || until.is_some_and(|until| first > until) {
            return Governed::Context;
        }
        self.in_force(moment)
    }

    // The first and the last local date that a deadline may fall on.
    fn due_days<G: Ground>(&self, ground: &G, place: usize, bound: Bound) -> (Day, Day) {
        let days = ground.days();
        let falls = ground.readings(place).map(|reading| match bound {
            Bound::Unknown => (reading.day, Day::MAX),
            Bound::Elapsed(span) => {
                let local = |at: Instant| ground.local_day(reading.zone, at.saturating_add(span));
                (local(reading.first), local(reading.last))
            }
            Bound::Dates { .. } => {
                let last = bound.last_date(days, reading.day).unwrap_or(reading.day);
                (last, last)
            }
        });
        falls.fold((Day::MAX, Day::MIN), |(first, last), (from, until)| {
            (first.min(from), last.max(until))
        })
    }

    /// How a row's date stands to the rule's validity.
    pub fn in_force(&self, moment: &Moment) -> Governed {
        let (from, until) = self.rule.effective;
        let (from, until) = (from.map(day_number), until.map(day_number));
        let inside = |day: Day| {
            from.is_none_or(|from| from <= day) && until.is_none_or(|until| day <= until)
        };
        let overlaps = from.is_none_or(|from| from <= moment.last_day)
            && until.is_none_or(|until| moment.first_day <= until);
        match (
            inside(moment.first_day) && inside(moment.last_day),
            overlaps,
        ) {
            (true, _) => Governed::Judged(Truth::Yes),
            (false, true) => Governed::Judged(Truth::Unknown),
            (false, false) => Governed::NotInForce,
        }
    }

    /// How a row stands that breaks the statement so far as `truth` says; `None` if it does not, or is not judged.
    pub fn standing<G: Ground>(&self, ground: &G, place: usize, truth: Truth) -> Option<Standing> {
        let moment = ground.moment(place)?;
        let Governed::Judged(governed) = self.governed(ground, place, moment) else {
            return None;
        };
        match truth.and(governed) {
            Truth::Yes => Some(Standing::Violated),
            Truth::Unknown => Some(Standing::Possible),
            Truth::No => None,
        }
    }

    /// A span as it is on the date of a row.
    pub fn bound<G: Ground>(
        &self,
        ground: &G,
        moment: Option<&Moment>,
        span: Option<&Span>,
    ) -> Option<Bound> {
        let day = moment.and_then(Moment::day);
        span.map(|span| bound_at(ground.rules(), ground.profile(), span, self.calendar, day))
    }

    /// When a deadline falls that runs from a row, and whether the log goes so far, in each reading of the row.
    pub fn due<G: Ground>(&self, ground: &G, place: usize, bound: Bound) -> (Due, Truth) {
        let mut falls: Option<Due> = None;
        let (mut sure, mut maybe) = (true, false);
        for reading in ground.readings(place) {
            let (due, passed) = match bound {
                Bound::Unknown => (Due::Unknown, (false, true)),
                Bound::Elapsed(span) => {
                    let (first, last) = (
                        reading.first.saturating_add(span),
                        reading.last.saturating_add(span),
                    );
                    let (end_first, end_last) = match self.end {
                        End::Row(first, last) => (first, last),
                        End::Day(day) => {
                            let end = ground.next_midnight(reading.zone, day) - 1;
                            (end, end)
                        }
                    };
                    let due = if first == last {
                        Due::Instant(first)
                    } else {
                        Due::Unknown
                    };
                    (due, (end_first >= last, end_last >= first))
                }
                Bound::Dates { .. } => {
                    let last = bound
                        .last_date(ground.days(), reading.day)
                        .unwrap_or(reading.day);
                    let passed = match self.end {
                        End::Day(day) => (day >= last, day >= last),
                        End::Row(end_first, end_last) => (
                            ground.local_day(reading.zone, end_first) > last,
                            ground.local_day(reading.zone, end_last) > last,
                        ),
                    };
                    (Due::Day(last), passed)
                }
            };
            sure &= passed.0;
            maybe |= passed.1;
            falls = match falls {
                None => Some(due),
                Some(known) if known == due => Some(due),
                Some(_) => Some(Due::Unknown),
            };
        }
        let falls = falls.unwrap_or(Due::Unknown);
        (falls, Truth::between(sure && maybe, maybe))
    }
}

/// The names of rows of a timeline.
pub(super) fn rows_at<G: Ground>(
    ground: &G,
    line: &Line<'_>,
    found: &[(usize, Truth)],
) -> Vec<(G::Row, Truth)> {
    found
        .iter()
        .filter_map(|&(at, truth)| Some((row_at(ground, line, at)?, truth)))
        .collect()
}

/// The name of a row of a timeline.
pub(super) fn row_at<G: Ground>(ground: &G, line: &Line<'_>, at: usize) -> Option<G::Row> {
    ground.row(line.place(at))
}

/// What closes, if the statement says so.
pub(super) fn until(marks: Option<&Marks>) -> Gate<'_> {
    marks.map_or(Gate::Open, Gate::Until)
}

//! Holds what a statement is judged under: its rule's dates and calendar, the part of the log that is reported, and where the log ends.

use super::hit::{Due, Standing};
use crate::engine::log::line::{Gate, Line, Marks};
use crate::engine::log::parameter::bound_at;
use crate::engine::log::run::Run;
use crate::engine::log::sheet::Sheet;
use crate::engine::log::time::{Bound, Day, Instant, Moment, day_number};
use crate::engine::log::truth::Truth;
use crate::ir::CalendarId;
use crate::ir::log::Span;
use crate::ir::rule::{Conduct, Rule};

/// Where the log ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::engine::log) enum End {
    /// With a day, as the run was told.
    Day(Day),
    /// With its last row, which stands between two instants.
    Row(Instant, Instant),
}

impl End {
    /// The end of a log: of the day that was told, else the last row.
    pub fn of(
        sheet: &Sheet<'_>,
        as_of: Option<jiff::civil::Date>,
        before: Option<(Instant, Instant)>,
    ) -> Self {
        if let Some(date) = as_of {
            return End::Day(day_number(date));
        }
        let (first, last) = Self::last_row(sheet, before).unwrap_or((Instant::MIN, Instant::MIN));
        End::Row(first, last)
    }

    /// Between which instants the last row stands, of these rows and of those that earlier runs read.
    pub fn last_row(
        sheet: &Sheet<'_>,
        before: Option<(Instant, Instant)>,
    ) -> Option<(Instant, Instant)> {
        let readings = || sheet.order.iter().map(|&row| sheet.clock.readings(row));
        // Of each row the first and the last instant that it may be; of these the greatest.
        let first = readings()
            .filter_map(|all| all.iter().map(|one| one.first).min())
            .chain(before.map(|(first, _)| first))
            .max();
        let last = readings()
            .filter_map(|all| all.iter().map(|one| one.last).max())
            .chain(before.map(|(_, last)| last))
            .max();
        first.zip(last)
    }
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
#[derive(Clone, Copy)]
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
    pub fn governed(&self, run: &Run<'_>, row: u32, moment: &Moment) -> Governed {
        if self.period == (None, None) {
            return self.in_force(moment);
        }
        let (first, last) = match self.statement {
            Conduct::AfterRequire { within, .. } => {
                let bound = self.bound(run, Some(moment), Some(within));
                self.due_days(run, row, bound.unwrap_or(Bound::Unknown))
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
    fn due_days(&self, run: &Run<'_>, row: u32, bound: Bound) -> (Day, Day) {
        let clock = &run.base.sheet.clock;
        let days = run.base.sheet.days();
        let falls = clock
            .readings_in(row, run.world.calendar)
            .map(|reading| match bound {
                Bound::Unknown => (reading.day, Day::MAX),
                Bound::Elapsed(span) => {
                    let local = |at: Instant| clock.local(reading.zone, at.saturating_add(span)).0;
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
    pub fn standing(
        &self,
        run: &Run<'_>,
        row: u32,
        moment: Option<&Moment>,
        truth: Truth,
    ) -> Option<Standing> {
        let Governed::Judged(governed) = self.governed(run, row, moment?) else {
            return None;
        };
        match truth.and(governed) {
            Truth::Yes => Some(Standing::Violated),
            Truth::Unknown => Some(Standing::Possible),
            Truth::No => None,
        }
    }

    /// A span as it is on the date of a row.
    pub fn bound(
        &self,
        run: &Run<'_>,
        moment: Option<&Moment>,
        span: Option<&Span>,
    ) -> Option<Bound> {
        let sheet = run.base.sheet;
        let day = moment.and_then(Moment::day);
        span.map(|span| bound_at(sheet.rules, sheet.profile, span, self.calendar, day))
    }

    /// When a deadline falls that runs from a row, and whether the log goes so far, in each reading of the row.
    pub fn due(&self, run: &Run<'_>, row: u32, bound: Bound) -> (Due, Truth) {
        let clock = &run.base.sheet.clock;
        let mut falls: Option<Due> = None;
        let (mut sure, mut maybe) = (true, false);
        for reading in clock.readings_in(row, run.world.calendar) {
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
                            let end = clock.next_midnight(reading.zone, day) - 1;
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
                        .last_date(run.base.sheet.days(), reading.day)
                        .unwrap_or(reading.day);
                    let passed = match self.end {
                        End::Day(day) => (day >= last, day >= last),
                        End::Row(end_first, end_last) => (
                            clock.local(reading.zone, end_first).0 > last,
                            clock.local(reading.zone, end_last).0 > last,
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

/// The table rows of line rows.
pub(super) fn table_rows(
    run: &Run<'_>,
    line: &Line<'_>,
    found: &[(usize, Truth)],
) -> Vec<(u32, Truth)> {
    found
        .iter()
        .filter_map(|&(at, truth)| Some((table_row(run, line, at)?, truth)))
        .collect()
}

/// The table row of a line row.
pub(super) fn table_row(run: &Run<'_>, line: &Line<'_>, at: usize) -> Option<u32> {
    run.rows.get(line.place(at)).copied()
}

/// What closes, if the statement says so.
pub(super) fn until(marks: Option<&Marks>) -> Gate<'_> {
    marks.map_or(Gate::Open, Gate::Until)
}

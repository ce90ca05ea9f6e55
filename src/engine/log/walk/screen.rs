//! Passes over most lines quickly: takes a line and a statement, says whether surely no row breaks it, none perhaps does and no duty is
//! pending. First by bits of the whole line, then by one look along its rows. It may doubt, but what it passes is in order.

use super::buffer::Buffer;
use super::ready::Ready;
use super::statement::Statement;
use super::tables::has;
use crate::engine::log::parameter::{amount_at, bound_at};
use crate::engine::log::time::{Bound, Days, Moment, period_start};
use crate::engine::log::truth::Truth;
use crate::ir::log::{Amount, EventId, Span};
use crate::ir::rule::Conduct;

/// Whether a statement has surely nothing to say about the line.
pub(super) fn is_clean(buffer: &mut Buffer<'_>, records: &[u64], at: usize) -> bool {
    let ready = buffer.ready;
    let Some(statement) = ready.statements.get(at) else {
        return true;
    };
    let bits = if statement.looks & buffer.live == 0 {
        &buffer.quiet
    } else {
        &buffer.open
    };
    let Some(key) = statement.key else {
        return !has(bits, ready.tables.broken(at));
    };
    if statement.wanted.iter().any(|&slot| !has(bits, slot)) {
        return true;
    }
    // Rows of other keys must not close or answer anything.
    if !buffer.plain || ready.keys.get(key).is_none_or(|key| !key.is_empty()) {
        return false;
    }
    for &slot in &statement.named {
        buffer.event(records, slot);
    }
    match statement.terms.statement {
        Conduct::Forbid(_) | Conduct::Require(..) => false,
        Conduct::Count { .. } => count(buffer, records, statement),
        Conduct::AfterForbid {
            after,
            forbid,
            within,
            until,
            ..
        } => {
            let Some(span) = fixed(ready, statement, within.as_ref()) else {
                return false;
            };
            let rows = rows(buffer, records, span);
            let until = until.map(|until| rows.truths(until));
            after_forbid(&rows, rows.truths(*after), rows.truths(*forbid), until)
        }
        Conduct::AfterRequire {
            after,
            require,
            within,
            unless,
            ..
        } => {
            let Some(span) = fixed(ready, statement, Some(within)) else {
                return false;
            };
            let rows = rows(buffer, records, span);
            let unless = unless.map(|unless| rows.truths(unless));
            after_require(&rows, rows.truths(*after), rows.truths(*require), unless)
        }
        Conduct::Before {
            before,
            chain,
            within,
            at_least: None,
            ..
        } => {
            let Some(span) = fixed(ready, statement, within.as_ref()) else {
                return false;
            };
            let rows = rows(buffer, records, span);
            let steps: Vec<&[Truth]> = chain.iter().map(|&step| rows.truths(step)).collect();
            match (steps.as_slice(), span) {
                (&[step], _) => preceded(&rows, rows.truths(*before), step),
                (steps, None) => chained(&rows, rows.truths(*before), steps),
                _ => false,
            }
        }
        Conduct::Before { .. } => false,
    }
}

// A span without a parameter, as it is on every date; `None` for one that has to be looked up.
fn fixed(
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

fn rows<'b>(buffer: &'b mut Buffer<'_>, records: &[u64], span: Option<Bound>) -> Rows<'b> {
    if matches!(span, Some(Bound::Dates { .. })) {
        buffer.place(records);
    }
    Rows { buffer, span }
}

/// The rows of a line on one clock, and a span.
struct Rows<'b> {
    buffer: &'b Buffer<'b>,
    span: Option<Bound>,
}

impl<'b> Rows<'b> {
    fn truths(&self, id: EventId) -> &'b [Truth] {
        let slot = self.buffer.ready.event_slot(id);
        slot.and_then(|slot| self.buffer.columns.events.get(slot)?.all())
            .unwrap_or(&[])
    }

    fn instant(&self, at: usize) -> i64 {
        self.buffer.instants.get(at).copied().unwrap_or(i64::MAX)
    }

    fn day(&self, at: usize) -> i32 {
        let moment: Option<&Moment> = self.buffer.moments.get(at);
        moment.map_or(i32::MAX, |moment| moment.first_day)
    }

    fn days(&self) -> Days<'b> {
        Days(&self.buffer.ready.lane.rules.calendars)
    }

    // Whether the later row lies in the span from the earlier.
    fn near(&self, earlier: usize, later: usize) -> bool {
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

    // One past the last row of a row's instant.
    fn end(&self, at: usize) -> usize {
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

fn last_where(
    truths: &[Truth],
    from: usize,
    to: usize,
    counts: fn(Truth) -> bool,
) -> Option<usize> {
    let range = truths.get(from..to)?;
    range
        .iter()
        .rposition(|&truth| counts(truth))
        .map(|at| from + at)
}

fn first_where(
    truths: &[Truth],
    from: usize,
    to: usize,
    counts: fn(Truth) -> bool,
) -> Option<usize> {
    let range = truths.get(from..to)?;
    range
        .iter()
        .position(|&truth| counts(truth))
        .map(|at| from + at)
}

fn count(buffer: &mut Buffer<'_>, records: &[u64], statement: &Statement<'_>) -> bool {
    let ready = buffer.ready;
    let Conduct::Count {
        limit,
        event,
        period,
        within,
        ..
    } = statement.terms.statement
    else {
        return false;
    };
    let Some(most) = least_limit(buffer, records, *limit) else {
        return false;
    };
    let picked: Vec<usize> = Rows { buffer, span: None }
        .truths(*event)
        .iter()
        .enumerate()
        .filter(|(_, truth)| truth.is_possible())
        .map(|(at, _)| at)
        .collect();
    if picked.len() <= most {
        return true;
    }
    let Some(span) = fixed(ready, statement, within.as_ref()) else {
        return false;
    };
    if let (Some(extra), None, None) = (statement.distinct, span, period) {
        let plot = buffer.plot(records);
        let mut values: Vec<u64> = picked.iter().map(|&at| plot.extra(at, extra)).collect();
        values.sort_unstable();
        // What is not known may be anything.
        let unknown = values.iter().take_while(|&&value| value == 0).count();
        values.dedup();
        return values.len() + unknown <= most;
    }
    if period.is_some() {
        buffer.place(records);
    }
    let rows = rows(buffer, records, span);
    let start = |at: usize| period.map(|period| period_start(rows.day(at), period));
    let together = |&(earlier, later): &(usize, usize)| {
        rows.near(earlier, later) && start(earlier) == start(later)
    };
    let later = picked.iter().skip(most).copied();
    !picked
        .iter()
        .copied()
        .zip(later)
        .any(|pair| together(&pair))
}

// The least number that a limit is on any date of the line; `None` where it may be unknown or negative.
fn least_limit(buffer: &mut Buffer<'_>, records: &[u64], limit: Amount) -> Option<usize> {
    let lane = &buffer.ready.lane;
    let least = match limit {
        Amount::Number(number) => number as f64,
        Amount::Parameter(id) => {
            buffer.place(records);
            let values = &lane.rules.parameters.get(id.0 as usize)?.values;
            // A value once there holds until the next.
            let mut least = amount_at(
                lane.rules,
                lane.profile,
                limit,
                buffer.moments.first()?.first_day,
            )?;
            for day in values.iter().filter_map(|value| value.from) {
                let day = crate::engine::log::time::day_number(day);
                if let Some(value) = amount_at(lane.rules, lane.profile, limit, day) {
                    least = least.min(value);
                }
            }
            least
        }
    };
    (least >= 0.0).then_some(least as usize)
}

fn after_forbid(
    rows: &Rows<'_>,
    after: &[Truth],
    forbid: &[Truth],
    until: Option<&[Truth]>,
) -> bool {
    let first = first_where(after, 0, after.len(), Truth::is_possible).unwrap_or(after.len());
    let mut anchor = None;
    let mut looked = 0;
    for (at, _) in forbid
        .iter()
        .enumerate()
        .skip(first)
        .filter(|(_, truth)| truth.is_possible())
    {
        let start = rows.start(at);
        anchor = last_where(after, looked, start, Truth::is_possible).or(anchor);
        looked = looked.max(start);
        let Some(anchor) = anchor else {
            continue;
        };
        let closed = until
            .and_then(|until| last_where(until, rows.end(anchor), start, Truth::is_sure))
            .is_some();
        if !closed && rows.near(anchor, at) {
            return false;
        }
    }
    true
}

fn after_require(
    rows: &Rows<'_>,
    after: &[Truth],
    require: &[Truth],
    unless: Option<&[Truth]>,
) -> bool {
    let len = after.len();
    let duties = after
        .iter()
        .enumerate()
        .filter(|(_, truth)| truth.is_possible());
    for (at, _) in duties {
        if require.get(at).is_some_and(|truth| truth.is_sure()) {
            continue;
        }
        let near = |found: Option<usize>| found.is_some_and(|found| rows.near(at, found));
        let answered = near(first_where(require, rows.end(at), len, Truth::is_sure));
        let lifted = || {
            unless.is_some_and(|unless| {
                near(first_where(unless, rows.start(at), len, Truth::is_sure))
            })
        };
        if !answered && !lifted() {
            return false;
        }
    }
    true
}

fn preceded(rows: &Rows<'_>, before: &[Truth], step: &[Truth]) -> bool {
    let mut found = None;
    let mut looked = 0;
    for (at, _) in before
        .iter()
        .enumerate()
        .filter(|(_, truth)| truth.is_possible())
    {
        let start = rows.start(at);
        found = last_where(step, looked, start, Truth::is_sure).or(found);
        looked = looked.max(start);
        if !found.is_some_and(|found| rows.near(found, at)) {
            return false;
        }
    }
    true
}

fn chained(rows: &Rows<'_>, before: &[Truth], steps: &[&[Truth]]) -> bool {
    let Some(first) = first_where(before, 0, before.len(), Truth::is_possible) else {
        return true;
    };
    // The earliest chain is before all rows if it is before the first.
    let mut from = 0;
    let end = rows.start(first);
    for step in steps {
        let Some(found) = first_where(step, from, end, Truth::is_sure) else {
            return false;
        };
        from = rows.end(found);
    }
    true
}

//! Passes over lines on which at most as many rows as a statement allows lie together.

use super::rows::{Rows, fixed};
use crate::engine::log::parameter::amount_at;
use crate::engine::log::time::{Bound, DAY, day_number, period_start};
use crate::engine::log::walk::buffer::Buffer;
use crate::engine::log::walk::statement::Statement;
use crate::ir::log::Amount;
use crate::ir::rule::Conduct;
use crate::ir::terms::{Period, TimeUnit};

/// Whether surely no row is one of too many.
pub(super) fn is_clean(
    buffer: &mut Buffer<'_>,
    records: &[u64],
    statement: &Statement<'_>,
) -> bool {
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
    let slot = ready.event_slot(*event);
    let Some(slot) = slot else {
        return false;
    };
    if possible(buffer, slot).len() <= most {
        return true;
    }
    let Some(span) = fixed(ready, statement, within.as_ref()) else {
        return false;
    };
    match (statement.distinct, span, period) {
        (Some(extra), None, None) => few_values(buffer, records, slot, extra, most),
        _ => few_together(buffer, records, slot, most, span, *period),
    }
}

fn possible<'b>(buffer: &'b Buffer<'_>, slot: usize) -> &'b [u32] {
    let column = buffer.columns.events.get(slot);
    column.map_or(&[], |column| column.possible())
}

// Whether rows have at most so many values together.
fn few_values(
    buffer: &Buffer<'_>,
    records: &[u64],
    slot: usize,
    extra: usize,
    most: usize,
) -> bool {
    let plot = buffer.plot(records);
    let rows = possible(buffer, slot).iter();
    let mut values: Vec<u64> = rows.map(|&at| plot.extra(at as usize, extra)).collect();
    values.sort_unstable();
    // What is not known may be anything.
    let unknown = values.iter().take_while(|&&value| value == 0).count();
    values.dedup();
    values.len() + unknown <= most
}

// Whether of rows at most so many lie in one span and period.
fn few_together(
    buffer: &mut Buffer<'_>,
    records: &[u64],
    slot: usize,
    most: usize,
    span: Option<Bound>,
    period: Option<Period>,
) -> bool {
    // Dates need be found only where instants come near enough.
    if let Some(longest) = longest(span, period) {
        let rows = Rows { buffer, span: None };
        let far = |(earlier, later): (usize, usize)| {
            rows.instant(later).saturating_sub(rows.instant(earlier)) > longest
        };
        if pairs(buffer, slot, most).all(far) {
            return true;
        }
    }
    if period.is_some() {
        buffer.place(records);
    }
    let rows = Rows::new(buffer, records, span);
    let start = |at: usize| period.map(|period| period_start(rows.day(at), period));
    let together = |(earlier, later): (usize, usize)| {
        rows.near(earlier, later) && start(earlier) == start(later)
    };
    !pairs(rows.buffer, slot, most).any(together)
}

// Each possible row with the one that is so many later.
fn pairs(buffer: &Buffer<'_>, slot: usize, most: usize) -> impl Iterator<Item = (usize, usize)> {
    let rows = possible(buffer, slot);
    let later = rows.iter().skip(most);
    rows.iter()
        .zip(later)
        .map(|(&earlier, &later)| (earlier as usize, later as usize))
}

// On one clock, rows of one span and period are no further apart; a clock may be put by a day at the most.
fn longest(span: Option<Bound>, period: Option<Period>) -> Option<i64> {
    let days = |days: i64| days.saturating_add(2).saturating_mul(DAY);
    let span = match span {
        Some(Bound::Elapsed(span)) => Some(span),
        Some(Bound::Dates { amount, unit, .. }) => match unit {
            TimeUnit::Days => Some(days(amount)),
            TimeUnit::Weeks => Some(days(amount.saturating_mul(7))),
            _ => None,
        },
        Some(Bound::Unknown) | None => None,
    };
    let period = period.map(|period| match period {
        Period::Day => days(1),
        Period::Week => days(7),
        Period::Month => days(31),
    });
    match (span, period) {
        (Some(span), Some(period)) => Some(span.min(period)),
        (span, period) => span.or(period),
    }
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
                let day = day_number(day);
                if let Some(value) = amount_at(lane.rules, lane.profile, limit, day) {
                    least = least.min(value);
                }
            }
            least
        }
    };
    (least >= 0.0).then_some(least as usize)
}

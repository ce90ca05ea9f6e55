//! Calculates with ranges of numbers: takes what quantities measure, gives sums, products and three-valued comparisons.

use super::judge::Quantifier;
use super::truth::Truth;
use crate::document::figure::{Bounds, Quantity, Stated};
use crate::ir::terms::{Comparison, TimeUnit};
use crate::ir::text::FigureKind;

/// A range of numbers, and for spans of time their unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Measure {
    /// The numbers.
    pub bounds: Bounds,
    /// Of a span of time.
    pub unit: Option<TimeUnit>,
}

/// What a quantity measures; `None` for a blank.
pub(super) fn measure(quantity: &Quantity, kind: FigureKind) -> Option<Measure> {
    let Stated::Known(bounds) = quantity.value else {
        return None;
    };
    let bounds = match kind {
        FigureKind::Rate => quantity.per_year()?,
        _ => bounds,
    };
    Some(Measure {
        bounds,
        unit: quantity.unit,
    })
}

/// Two spans of time in a common unit. Months, years and business days have no fixed length: where the answer hangs on it, `None`.
pub(super) fn in_one_unit(one: Measure, other: Measure) -> Option<(Bounds, Bounds)> {
    match (one.unit, other.unit) {
        (Some(own), Some(unit)) if own != unit => {
            let (low, high) = (in_days(own)?, in_days(unit)?);
            let spread = |bounds: Bounds, days: (f64, f64)| Bounds {
                low: bounds.low.map(|n| n * days.0),
                high: bounds.high.map(|n| n * days.1),
                ..bounds
            };
            let (a, b) = (spread(one.bounds, low), spread(other.bounds, high));
            let overlap = a.low <= b.high && b.low <= a.high;
            let fixed = low.0 == low.1 && high.0 == high.1;
            (fixed || !overlap).then_some((a, b))
        }
        _ => Some((one.bounds, other.bounds)),
    }
}

fn in_days(unit: TimeUnit) -> Option<(f64, f64)> {
    Some(match unit {
        TimeUnit::Seconds => (1.0 / 86_400.0, 1.0 / 86_400.0),
        TimeUnit::Minutes => (1.0 / 1440.0, 1.0 / 1440.0),
        TimeUnit::Hours => (1.0 / 24.0, 1.0 / 24.0),
        TimeUnit::Days => (1.0, 1.0),
        TimeUnit::Weeks => (7.0, 7.0),
        TimeUnit::BusinessDays => (1.0, 3.0),
        TimeUnit::Months => (28.0, 31.0),
        TimeUnit::Years => (365.0, 366.0),
    })
}

/// The sum of two ranges.
pub(super) fn add(one: Bounds, other: Bounds) -> Bounds {
    let sum = |a: Option<f64>, b: Option<f64>| Some(round(a? + b?));
    Bounds {
        low: sum(one.low, other.low),
        high: sum(one.high, other.high),
        above: one.above || other.above,
        below: one.below || other.below,
    }
}

/// Products of what is not negative, as rates, amounts and counts are.
pub(super) fn multiply(one: Bounds, other: Bounds) -> Bounds {
    let product = |a: Option<f64>, b: Option<f64>| Some(round(a? * b?));
    Bounds {
        low: product(one.low, other.low),
        high: product(one.high, other.high),
        above: one.above || other.above,
        below: one.below || other.below,
    }
}

fn round(number: f64) -> f64 {
    (number * 1e9).round() / 1e9
}

/// Whether a range compares with a value: every number of the range, or any.
pub(super) fn compares(
    own: Bounds,
    sign: Comparison,
    value: Bounds,
    quantifier: Quantifier,
) -> Truth {
    let every = quantifier == Quantifier::Every;
    let holds = match sign {
        Comparison::LessOrEqual => match every {
            true => ends_below(own.high, value.low, true, own.below),
            false => begins_below(own.low, value.high, true, own.above),
        },
        Comparison::Less => match every {
            true => ends_below(own.high, value.low, own.below || value.above, own.below),
            false => begins_below(own.low, value.high, false, own.above),
        },
        Comparison::GreaterOrEqual => match every {
            true => ends_below(value.high, own.low, true, value.below),
            false => begins_below(value.low, own.high, true, own.below),
        },
        Comparison::Greater => match every {
            true => ends_below(value.high, own.low, own.above || value.below, value.below),
            false => begins_below(value.low, own.high, false, own.below),
        },
        Comparison::Equal if every => is_point(own) && is_point(value) && own.low == value.low,
        Comparison::Equal => {
            begins_below(own.low, value.high, true, own.above || value.below)
                && begins_below(value.low, own.high, true, value.above || own.below)
        }
        Comparison::NotEqual => {
            let turned = if every {
                Quantifier::Any
            } else {
                Quantifier::Every
            };
            compares(own, Comparison::Equal, value, turned) == Truth::False
        }
    };
    if holds { Truth::True } else { Truth::False }
}

fn is_point(bounds: Bounds) -> bool {
    bounds.low.is_some() && bounds.low == bounds.high
}

/// Whether all that ends at `high` lies below what begins at `low`.
fn ends_below(high: Option<f64>, low: Option<f64>, equal: bool, _open: bool) -> bool {
    high.zip(low)
        .is_some_and(|(high, low)| high < low || (equal && high == low))
}

/// Whether something that begins at `low` lies below `high`; no end is no hindrance.
fn begins_below(low: Option<f64>, high: Option<f64>, equal: bool, open: bool) -> bool {
    match (low, high) {
        (Some(low), Some(high)) => low < high || (equal && !open && low == high),
        _ => true,
    }
}

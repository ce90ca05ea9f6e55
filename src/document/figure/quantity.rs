//! Defines quantities read out of a text: what they measure, which numbers they leave, where they stand.

use crate::ir::terms::TimeUnit;
use crate::ir::text::FigureKind;
use std::ops::Range;

/// The numbers that a statement leaves: `不超过24%` leaves everything up to 24, `24%` leaves 24 alone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// The lowest number; `None`: no lower bound.
    pub low: Option<f64>,
    /// The highest number; `None`: no upper bound.
    pub high: Option<f64>,
    /// `low` itself is left out (`高于24%`).
    pub above: bool,
    /// `high` itself is left out (`低于24%`).
    pub below: bool,
}

impl Bounds {
    /// One number alone.
    pub fn exactly(number: f64) -> Self {
        Self {
            low: Some(number),
            high: Some(number),
            above: false,
            below: false,
        }
    }

    /// Both ends times a factor, rounded to nine decimals so that `0.05 * 365` is `18.25`.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        let scale = |number: f64| (number * factor * 1e9).round() / 1e9;
        Self {
            low: self.low.map(scale),
            high: self.high.map(scale),
            ..self
        }
    }
}

/// What a quantity says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Stated {
    /// A number or a range. Rates are in per cent for their own period, amounts in the currency's main unit, durations in
    /// [`Quantity::unit`], clocks in seconds from midnight, counts as they are.
    Known(Bounds),
    /// A placeholder: stated, but left blank.
    Blank,
}

/// The period that a rate is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Per {
    /// `日利率`, `/日`, `per day`
    Day,
    /// `月利率`, `月息`, `per month`
    Month,
    /// `年化`, `年利率`, `per annum`
    Year,
}

/// A quantity in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Where it stands, in bytes of the folded text: number and unit, with the words of its bound and period where they touch it.
    pub range: Range<usize>,
    /// What it measures; `None` for a blank whose unit is not written (it may be anything).
    pub kind: Option<FigureKind>,
    /// The value.
    pub value: Stated,
    /// A rate's period, if the text says one.
    pub per: Option<Per>,
    /// A duration's unit.
    pub unit: Option<TimeUnit>,
    /// The folded words of the range.
    pub as_written: String,
}

impl Quantity {
    /// Whether it can be read as a quantity of `kind`.
    pub fn is(&self, kind: FigureKind) -> bool {
        self.kind.is_none_or(|own| own == kind)
    }

    /// A rate's bounds in per cent per year (a day rate times 365, a month rate times 12); where no period is said, as written.
    /// `None` for a blank and for what is no rate.
    pub fn per_year(&self) -> Option<Bounds> {
        let Stated::Known(bounds) = self.value else {
            return None;
        };
        if self.kind != Some(FigureKind::Rate) {
            return None;
        }
        Some(match self.per {
            Some(Per::Day) => bounds.times(365.0),
            Some(Per::Month) => bounds.times(12.0),
            Some(Per::Year) | None => bounds,
        })
    }
}

/// A calendar date in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// Where it stands, in bytes of the folded text.
    pub range: Range<usize>,
    /// The date.
    pub date: jiff::civil::Date,
}

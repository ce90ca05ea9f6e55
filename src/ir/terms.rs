//! Names the closed sets of words that rule files, compiled rules and results share, such as cues, units and severities.

use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// How a text stands to a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cue {
    /// `says P`
    Says,
    /// `denies P`
    Denies,
    /// `mentions P`
    Mentions,
    /// `permits P`
    Permits,
    /// `obliges P`
    Obliges,
    /// `given P`
    Given,
}

/// A comparison sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    /// `=`
    Equal,
    /// `!=`, `is not`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Comparison {
    /// Whether it holds for two values of which the left is in this order to the right.
    pub fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::NotEqual => order.is_ne(),
            Self::Less => order.is_lt(),
            Self::LessOrEqual => order.is_le(),
            Self::Greater => order.is_gt(),
            Self::GreaterOrEqual => order.is_ge(),
        }
    }
}

/// A unit of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// The whole text.
    Document,
    /// A titled group of clauses.
    Section,
    /// A numbered clause with all that belongs to it.
    Clause,
    /// Its smallest numbered piece, with the words that open its list.
    Item,
    /// A paragraph.
    Paragraph,
    /// A sentence.
    Sentence,
    /// A table row.
    Row,
    /// A heading.
    Heading,
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeUnit {
    /// Elapsed.
    Seconds,
    /// Elapsed.
    Minutes,
    /// Elapsed.
    Hours,
    /// Calendar dates.
    Days,
    /// Dates that the calendar does not exclude.
    BusinessDays,
    /// Seven days.
    Weeks,
    /// Calendar months.
    Months,
    /// Calendar years.
    Years,
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
#[serde(rename_all = "kebab-case")]
pub enum Weekday {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

/// How grave a breach is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Should be mended.
    Warning,
    /// Must be mended.
    Error,
}

/// What the law makes of a breach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// A breach is a violation.
    Prohibition,
    /// A breach is presumed to be a violation and may be rebutted.
    Presumption,
    /// Outside it a shelter is lost; no violation by itself.
    SafeHarbour,
    /// Good practice.
    Advice,
}

/// A calendar period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Period {
    /// A date.
    Day,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
}

/// A part of an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The clock.
    Time,
    /// The calendar date.
    Date,
    /// The day of the week.
    Weekday,
}

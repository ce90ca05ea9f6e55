//! Defines values and spans of time.

use super::{Name, Part, Span, Text, TimeUnit, Weekday};
use jiff::civil::{Date, Time};

/// A span of time: `within 7 days`, `within next 5 business days`, `within 168 hours`.
#[derive(Debug, Clone)]
pub struct TimeSpan {
    /// Where it stands, from the amount on.
    pub span: Span,
    /// `next`, `past` or neither.
    pub direction: Option<Direction>,
    /// How many units; a parameter may stand for the number.
    pub amount: Amount,
    /// The unit.
    pub unit: TimeUnit,
    /// `extended to a business day`: parsed, not supported yet.
    pub extended: Option<Span>,
}

/// A number, or a parameter that holds one.
#[derive(Debug, Clone)]
pub enum Amount {
    /// A whole number.
    Number(i64, Span),
    /// A parameter.
    Parameter(Name),
}

/// Which way a span leaves out its first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// `next`
    Next,
    /// `past`
    Past,
}

/// A value.
#[derive(Debug, Clone)]
pub struct Expr {
    /// The whole expression.
    pub span: Span,
    /// What it is.
    pub kind: ExprKind,
}

/// What a value is.
#[derive(Debug, Clone)]
pub enum ExprKind {
    /// A field, a parameter or a value of an enumeration: `check` tells which.
    Name(Name),
    /// `this.F`: the outer row's field inside `preceded by` and `followed by`.
    This(Name),
    /// `contract.NAME`
    Contract(Name),
    /// `a.b`: reserved for tables and states, not supported yet.
    Dotted(Name, Name),
    /// A number.
    Number(f64),
    /// `24%`, also `0.05% per day`: the rate and what it is per (year if not said).
    Rate(f64, Option<TimeUnit>),
    /// `7 days`, `30 minutes`.
    Duration(TimeSpan),
    /// `22:00`; 24:00 is midnight at the end.
    Clock(Time, bool),
    /// `2026-03-01`
    Date(Date),
    /// `mon`
    Weekday(Weekday),
    /// `yes`, `no`.
    Flag(bool),
    /// `"…"`
    Text(Text),
    /// `time of F`, `date of F`, `weekday of F`; `None` stands for `at`.
    Part(Part, Option<Name>),
    /// `this.time`, `this.date`, `this.weekday` (`None`), `date of this.F`: a part of the outer row's instant.
    ThisPart(Part, Option<Name>),
    /// `F else G`
    Else(Box<Expr>, Box<Expr>),
    /// `a + b`
    Add(Box<Expr>, Box<Expr>),
    /// `a - b`
    Subtract(Box<Expr>, Box<Expr>),
    /// `a * b`
    Multiply(Box<Expr>, Box<Expr>),
    /// `figure F`: the figure's value, in a disclosure's comparison.
    Figure(Name),
}

//! Compiles values, amounts and spans of time.

use super::maker::{Maker, Place};
use crate::check::Target;
use crate::ir::log::{Amount, FieldId, Span, Value};
use crate::syntax::ast::{self, Direction, Expr, ExprKind, Name, Part, TimeUnit};

impl Maker<'_> {
    /// Compiles a value.
    pub fn value(&mut self, expr: &Expr, place: Place) -> Option<Value> {
        Some(match &expr.kind {
            ExprKind::Name(name) => self.named(name)?,
            ExprKind::This(name) => Value::This(self.field_of(name)?),
            ExprKind::Contract(name) => Value::Contract(name.text.clone()),
            ExprKind::Dotted(..) => return None,
            ExprKind::Number(number) => Value::Number(*number),
            // written as a fraction in the tree; compiled in per cent per year, without the noise of binary fractions
            ExprKind::Rate(rate, per) => {
                Value::Rate((rate * 100.0 * per_year(*per)? * 1e9).round() / 1e9)
            }
            ExprKind::Duration(span) => Value::Duration(self.span(span, place)?),
            ExprKind::Clock(time, end) => Value::Clock(seconds(*time, *end)),
            ExprKind::Date(date) => Value::Date(*date),
            ExprKind::Weekday(day) => Value::Weekday(*day),
            ExprKind::Flag(flag) => Value::Flag(*flag),
            ExprKind::Text(text) => Value::Text(text.value.clone()),
            ExprKind::Part(part, field) => {
                let field = self.instant(field.as_ref(), place)?;
                part_of(*part, Value::Field(field))
            }
            ExprKind::ThisPart(part, field) => {
                let field = self.instant(field.as_ref(), place)?;
                part_of(*part, Value::This(field))
            }
            ExprKind::Else(one, other) => {
                let (one, other) = self.pair(one, other, place)?;
                Value::Else(one, other)
            }
            ExprKind::Add(one, other) => {
                let (one, other) = self.pair(one, other, place)?;
                Value::Add(one, other)
            }
            ExprKind::Subtract(one, other) => {
                let (one, other) = self.pair(one, other, place)?;
                Value::Subtract(one, other)
            }
            ExprKind::Multiply(one, other) => {
                let (one, other) = self.pair(one, other, place)?;
                Value::Multiply(one, other)
            }
            ExprKind::Figure(name) => Value::Figure(*self.figures.get(&self.item_of(name)?)?),
        })
    }

    fn pair(&mut self, one: &Expr, other: &Expr, place: Place) -> Option<(Box<Value>, Box<Value>)> {
        let one = Box::new(self.value(one, place)?);
        Some((one, Box::new(self.value(other, place)?)))
    }

    fn named(&self, name: &Name) -> Option<Value> {
        Some(match self.program.names.get(&name.span)? {
            Target::Item(id) => Value::Parameter(*self.parameters.get(id)?),
            Target::Field(_, at) => Value::Field(FieldId(super::maker::index(*at)?)),
            Target::Value => Value::Enum(name.text.clone()),
        })
    }

    /// The field whose instant is asked; `at` if none is named.
    pub fn instant(&self, field: Option<&Name>, place: Place) -> Option<FieldId> {
        match field {
            Some(name) => self.field_of(name),
            None => {
                let log = self.logs.get(&place.log?)?;
                self.set.log.logs.get(log.0 as usize)?.field("at")
            }
        }
    }

    /// Compiles an amount.
    pub fn amount(&self, amount: &ast::Amount) -> Option<Amount> {
        Some(match amount {
            ast::Amount::Number(number, _) => Amount::Number(*number),
            ast::Amount::Parameter(name) => {
                Amount::Parameter(*self.parameters.get(&self.item_of(name)?)?)
            }
        })
    }

    /// Compiles a span of time.
    pub fn span(&self, span: &ast::TimeSpan, place: Place) -> Option<Span> {
        Some(Span {
            amount: self.amount(&span.amount)?,
            unit: span.unit,
            excludes_first: matches!(span.direction, Some(Direction::Next | Direction::Past)),
            calendar: match span.unit {
                TimeUnit::BusinessDays => place.calendar,
                _ => None,
            },
        })
    }

    /// Compiles a span that may be missing; `Some(None)` where it is.
    #[allow(clippy::option_option)]
    pub fn span_or_none(&self, span: Option<&ast::TimeSpan>, place: Place) -> Option<Option<Span>> {
        match span {
            None => Some(None),
            Some(span) => self.span(span, place).map(Some),
        }
    }
}

fn part_of(part: Part, value: Value) -> Value {
    Value::Part(part, Box::new(value))
}

fn seconds(time: jiff::civil::Time, end: bool) -> u32 {
    if end {
        return 86_400;
    }
    [
        (time.hour(), 3_600),
        (time.minute(), 60),
        (time.second(), 1),
    ]
    .into_iter()
    .map(|(count, each)| u32::try_from(count).unwrap_or(0) * each)
    .sum()
}

/// How many of a unit make a year, by the convention of interest: 365 days, 12 months.
fn per_year(unit: Option<TimeUnit>) -> Option<f64> {
    Some(match unit {
        None | Some(TimeUnit::Years) => 1.0,
        Some(TimeUnit::Months) => 12.0,
        Some(TimeUnit::Weeks) => 365.0 / 7.0,
        Some(TimeUnit::Days) => 365.0,
        Some(TimeUnit::BusinessDays | TimeUnit::Hours | TimeUnit::Minutes | TimeUnit::Seconds) => {
            return None;
        }
    })
}

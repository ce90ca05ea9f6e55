//! Checks spans of time and numbers of rows: at least one unit, at most two centuries, parameters that hold plain numbers.

use super::checker::Checker;
use super::table::Sort;
use super::types::Type;
use crate::codes::check::{LIMIT_NOT_A_COUNT, SPAN_OUT_OF_RANGE};
use crate::diag::Problem;
use crate::syntax::ast::{Amount, ExprKind, ItemKind, Name, TimeSpan, TimeUnit};

const YEARS: i64 = 200;

impl Checker<'_> {
    /// Checks a span of time.
    pub fn span(&mut self, span: &TimeSpan) {
        match &span.amount {
            Amount::Number(amount, at) if *amount < 1 || *amount > longest(span.unit) => {
                let (message, help) = if *amount < 1 {
                    ("a span of no length holds nothing", "write at least 1")
                } else {
                    (
                        "the span is longer than two hundred years",
                        "leave the span away",
                    )
                };
                self.report(Problem::error(SPAN_OUT_OF_RANGE, *at, message).help(help));
            }
            Amount::Number(..) => {}
            Amount::Parameter(name) => self.counting_parameter(name, 1),
        }
        if let Some(word) = span.extended {
            self.unsupported("extended to a business day", word);
        }
    }

    /// Checks a number of rows that must be at least `least`.
    pub fn count(&mut self, amount: &Amount, least: u8) {
        match amount {
            Amount::Number(number, span)
                if *number < i64::from(least) || *number > i64::from(u32::MAX) =>
            {
                self.report(
                    Problem::error(
                        LIMIT_NOT_A_COUNT,
                        *span,
                        format!("`{number}` is no number of rows"),
                    )
                    .help(format!("write a whole number from {least} on")),
                );
            }
            Amount::Number(..) => {}
            Amount::Parameter(name) => self.counting_parameter(name, least),
        }
    }

    fn counting_parameter(&mut self, name: &Name, least: u8) {
        let Some(id) = self.resolve(Sort::Parameter, name, false) else {
            return;
        };
        let ty = self.world.parameters.get(&id).copied();
        let whole = match self.world.item(id).map(|item| &item.kind) {
            Some(ItemKind::Parameter(item)) => {
                item.values.iter().all(|value| match value.value.kind {
                    ExprKind::Number(number) => number >= f64::from(least) && number.fract() == 0.0,
                    _ => true,
                })
            }
            _ => true,
        };
        match ty {
            Some(Type::Number) if whole => {}
            Some(Type::Unknown) | None => self.silent = true,
            Some(ty) => {
                let is = if whole { ty.words() } else { "no such number" };
                self.report(
                    Problem::error(
                        LIMIT_NOT_A_COUNT,
                        name.span,
                        format!("parameter `{}` is {is}, a count is needed", name.text),
                    )
                    .help(format!("give the parameter whole numbers from {least} on")),
                );
            }
        }
    }
}

fn longest(unit: TimeUnit) -> i64 {
    match unit {
        TimeUnit::Seconds => YEARS * 366 * 86_400,
        TimeUnit::Minutes => YEARS * 366 * 1_440,
        TimeUnit::Hours => YEARS * 366 * 24,
        TimeUnit::Days | TimeUnit::BusinessDays => YEARS * 366,
        TimeUnit::Weeks => YEARS * 53,
        TimeUnit::Months => YEARS * 12,
        TimeUnit::Years => YEARS,
    }
}

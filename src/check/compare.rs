//! Checks comparisons, ranges and sets: both sides of a type that can be equal, and an order where one is asked for.

use super::checker::{Checker, Row};
use super::program::ItemId;
use super::types::{self, Type};
use crate::codes::check::{BACKWARD_RANGE, TYPE_MISMATCH, UNORDERED_VALUES};
use crate::diag::Problem;
use crate::source::Span;
use crate::syntax::ast::{Comparison, Expr, ExprKind, Name, Set};
use std::cmp::Ordering;

impl Checker<'_> {
    /// Checks `X cmp Y`.
    pub fn comparison(&mut self, left: &Expr, sign: Comparison, right: &Expr, row: Option<Row>) {
        // `phone is channel`: a word that is nothing by itself waits for the other side.
        let nameless = |expr: &Expr| matches!(&expr.kind, ExprKind::Name(name) if !self.means_something(name, row));
        let waits = nameless(left) && !nameless(right);
        let (one, other) = if waits {
            let other = self.value(right, row, None);
            (self.value(left, row, Some(other)), other)
        } else {
            let one = self.value(left, row, None);
            (one, self.value(right, row, Some(one)))
        };
        let fits = self.same(left.span, one, right.span, other);
        let asks_order = !matches!(sign, Comparison::Equal | Comparison::NotEqual);
        if fits && asks_order {
            for (ty, span) in [(one, left.span), (other, right.span)] {
                if !ty.ordered() {
                    self.unordered(ty, span);
                    break;
                }
            }
        }
    }

    /// Checks `X in S` once the type of X is known.
    pub fn set(&mut self, value: &Expr, ty: Type, set: &Set, row: Option<Row>) {
        match set {
            Set::List(members, _) => {
                for member in members {
                    let other = self.value(member, row, Some(ty));
                    self.same(value.span, ty, member.span, other);
                }
            }
            Set::Range(from, to, open) => {
                let first = self.value(from, row, Some(ty));
                let last = self.value(to, row, Some(ty));
                let fits = self.same(value.span, ty, from.span, first)
                    && self.same(value.span, ty, to.span, last);
                if fits && !ty.ranged() {
                    self.unordered(ty, value.span);
                }
                self.forward(from, to, *open);
            }
            Set::Contract(name) => {
                self.terms(name);
                let fits = self.same(value.span, ty, name.span, Type::Terms);
                if fits && let Type::Enum(log, at) = ty {
                    self.shares_a_term(value.span, log, at, name);
                }
            }
        }
    }

    /// Whether two values can be equal; reports where they cannot.
    pub fn same(&mut self, first: Span, one: Type, second: Span, other: Type) -> bool {
        let fits = one.fits(other) && self.share_a_value(one, other);
        if !fits {
            let mut problem = Problem::error(
                TYPE_MISMATCH,
                second,
                format!("{} is compared with {}", one.words(), other.words()),
            )
            .label(other.words())
            .related(first, one.words());
            if let Some(help) = advice(one, other) {
                problem = problem.help(help);
            }
            self.report(problem);
        }
        fits
    }

    /// Two enumerations of different fields can be equal if one value stands in both.
    fn share_a_value(&self, one: Type, other: Type) -> bool {
        let (Type::Enum(log, at), Type::Enum(other_log, other_at)) = (one, other) else {
            return true;
        };
        if (log, at) == (other_log, other_at) {
            return true;
        }
        let (Some(log), Some(other_log)) = (self.world.log(log), self.world.log(other_log)) else {
            return true;
        };
        types::values(log, at).iter().any(|value| {
            types::values(other_log, other_at)
                .iter()
                .any(|other| other.name.text == value.name.text)
        })
    }

    fn shares_a_term(&mut self, span: Span, log: ItemId, at: usize, name: &Name) {
        let Some((words, _)) = self.world.terms.published.get(&name.text) else {
            return;
        };
        let Some(item) = self.world.log(log) else {
            return;
        };
        let shared = types::values(item, at)
            .iter()
            .any(|value| words.contains(&value.name.text));
        if !shared {
            self.report(
                Problem::error(
                    TYPE_MISMATCH,
                    span,
                    format!("no value of this field is ever stated as `{}`", name.text),
                )
                .related(name.span, "stated by the contract")
                .help("name the concepts of `states` like the values of the field"),
            );
        }
    }

    fn unordered(&mut self, ty: Type, span: Span) {
        self.report(
            Problem::error(
                UNORDERED_VALUES,
                span,
                format!("{} has no order", ty.words()),
            )
            .help("use `is`, `is not` or `in { … }`"),
        );
    }

    /// Reports a range of written numbers or dates whose end lies before its beginning. Clock times and weekdays may wrap.
    fn forward(&mut self, from: &Expr, to: &Expr, open: bool) {
        let order = match (&from.kind, &to.kind) {
            (ExprKind::Number(one), ExprKind::Number(other)) => one.partial_cmp(other),
            (ExprKind::Rate(one, unit), ExprKind::Rate(other, of)) if unit == of => {
                one.partial_cmp(other)
            }
            (ExprKind::Date(one), ExprKind::Date(other)) => Some(one.cmp(other)),
            (ExprKind::Clock(one, false), ExprKind::Clock(other, false))
                if open && one == other =>
            {
                Some(Ordering::Equal)
            }
            _ => None,
        };
        let empty = match order {
            Some(Ordering::Greater) => true,
            Some(Ordering::Equal) => open,
            _ => false,
        };
        if empty {
            self.report(
                Problem::error(
                    BACKWARD_RANGE,
                    from.span.to(to.span),
                    "nothing lies in this range",
                )
                .help("write the smaller end first"),
            );
        }
    }
}

fn advice(one: Type, other: Type) -> Option<&'static str> {
    Some(match (one, other) {
        (Type::Time, Type::Clock) | (Type::Clock, Type::Time) => {
            "a field of type time is an instant: write `time of F` for its clock time"
        }
        (Type::Time | Type::Date, Type::Weekday) | (Type::Weekday, Type::Time | Type::Date) => {
            "write `weekday of F` for the day of the week"
        }
        (Type::Enum(..), Type::Text) | (Type::Text, Type::Enum(..)) => {
            "write the value's name without quotes"
        }
        (Type::Id, Type::Number) | (Type::Number, Type::Id) => "an id is written in quotes",
        (Type::Number, Type::Duration) | (Type::Duration, Type::Number) => {
            "the field is a plain number: leave the unit away"
        }
        (Type::Number, Type::Rate) | (Type::Rate, Type::Number) => "a rate is written with `%`",
        (Type::Flag, _) | (_, Type::Flag) => "a flag is `yes` or `no`, or stands alone",
        _ => return None,
    })
}

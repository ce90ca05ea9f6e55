//! Writes down values.

use super::event::{amount, unit};
use super::{Node, closed, name, number, text, word};
use crate::syntax::ast::{Expr, ExprKind, Part};

/// A value.
pub(super) fn expr(value: &Expr) -> Node {
    let pair = |head: &str, left: &Expr, right: &Expr| Node::list(head, [expr(left), expr(right)]);
    match &value.kind {
        ExprKind::Name(value) => name(value),
        ExprKind::This(value) => Node::list("this", [name(value)]),
        ExprKind::Contract(value) => Node::list("contract", [name(value)]),
        ExprKind::Dotted(left, right) => Node::list("dotted", [name(left), name(right)]),
        ExprKind::Number(value) => number(value),
        ExprKind::Rate(value, per) => {
            Node::list("rate", [number(value)].into_iter().chain(per.map(closed)))
        }
        ExprKind::Duration(span) => Node::list("duration", [amount(&span.amount), unit(span)]),
        ExprKind::Clock(_, true) => word("24:00:00"),
        ExprKind::Clock(time, false) => number(time),
        ExprKind::Date(date) => number(date),
        ExprKind::Weekday(day) => closed(day),
        ExprKind::Flag(true) => word("yes"),
        ExprKind::Flag(false) => word("no"),
        ExprKind::Text(value) => text(value),
        ExprKind::Part(part, of) => self::part(*part, of.as_ref().map(name)),
        ExprKind::ThisPart(part, of) => {
            let of = Node::list("this", of.as_ref().map(name));
            self::part(*part, Some(of))
        }
        ExprKind::Else(left, right) => pair("else", left, right),
        ExprKind::Add(left, right) => pair("+", left, right),
        ExprKind::Subtract(left, right) => pair("-", left, right),
        ExprKind::Multiply(left, right) => pair("*", left, right),
        ExprKind::Figure(value) => Node::list("figure", [name(value)]),
    }
}

fn part(part: Part, of: Option<Node>) -> Node {
    Node::List([closed(part)].into_iter().chain(of).collect())
}

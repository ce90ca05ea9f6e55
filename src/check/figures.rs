//! Turns a comparison of sums of figures round so that one figure stands alone on the left, as `ir` wants it.

use crate::syntax::ast::{Comparison, Expr, ExprKind, Name};

/// `figure NAME sign other + plus … - minus …`.
#[derive(Debug, Clone)]
pub struct Lead<'a> {
    /// The figure that stands alone.
    pub name: &'a Name,
    /// How it compares.
    pub sign: Comparison,
    /// What it is compared with.
    pub other: &'a Expr,
    /// What is added to that.
    pub plus: Vec<&'a Expr>,
    /// What is taken off that.
    pub minus: Vec<&'a Expr>,
}

/// Moves everything but one figure to the other side; `None` where no figure stands by itself in the sum of either side.
pub fn lead<'a>(left: &'a Expr, sign: Comparison, right: &'a Expr) -> Option<Lead<'a>> {
    alone(left, sign, right).or_else(|| alone(right, turned(sign), left))
}

fn alone<'a>(side: &'a Expr, sign: Comparison, other: &'a Expr) -> Option<Lead<'a>> {
    let mut terms = Vec::new();
    flatten(side, true, &mut terms);
    let (at, name) = terms
        .iter()
        .enumerate()
        .find_map(|(at, &(term, positive))| match &term.kind {
            ExprKind::Figure(name) if positive => Some((at, name)),
            _ => None,
        })?;
    terms.remove(at);
    let (taken, added): (Vec<_>, Vec<_>) = terms.into_iter().partition(|&(_, positive)| positive);
    Some(Lead {
        name,
        sign,
        other,
        plus: added.into_iter().map(|(term, _)| term).collect(),
        minus: taken.into_iter().map(|(term, _)| term).collect(),
    })
}

fn flatten<'a>(expr: &'a Expr, positive: bool, terms: &mut Vec<(&'a Expr, bool)>) {
    match &expr.kind {
        ExprKind::Add(one, other) => {
            flatten(one, positive, terms);
            flatten(other, positive, terms);
        }
        ExprKind::Subtract(one, other) => {
            flatten(one, positive, terms);
            flatten(other, !positive, terms);
        }
        _ => terms.push((expr, positive)),
    }
}

fn turned(sign: Comparison) -> Comparison {
    match sign {
        Comparison::Equal => Comparison::Equal,
        Comparison::NotEqual => Comparison::NotEqual,
        Comparison::Less => Comparison::Greater,
        Comparison::LessOrEqual => Comparison::GreaterOrEqual,
        Comparison::Greater => Comparison::Less,
        Comparison::GreaterOrEqual => Comparison::LessOrEqual,
    }
}

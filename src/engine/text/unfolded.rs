//! Takes out of a regular expression the letters that folding never leaves: takes its syntax tree, gives one that matches the same in folded
//! texts.

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind};

/// The same expression without the letters that folding never leaves: what matches a folded text stays the same.
pub(super) fn folded(expression: Hir) -> Hir {
    if is_folded(&expression) {
        return expression;
    }
    match expression.into_kind() {
        HirKind::Class(Class::Unicode(mut class)) => {
            class.difference(&unfolded());
            Hir::class(Class::Unicode(class))
        }
        HirKind::Empty => Hir::empty(),
        HirKind::Literal(literal) => Hir::literal(literal.0),
        HirKind::Class(class) => Hir::class(class),
        HirKind::Look(look) => Hir::look(look),
        HirKind::Repetition(mut times) => {
            *times.sub = folded(*times.sub);
            Hir::repetition(times)
        }
        // No group is ever asked for.
        HirKind::Capture(group) => folded(*group.sub),
        HirKind::Concat(parts) => Hir::concat(parts.into_iter().map(folded).collect()),
        HirKind::Alternation(ways) => Hir::alternation(ways.into_iter().map(folded).collect()),
    }
}

/// Whether an expression is as `folded` leaves it: it has neither groups nor classes with letters that folding never leaves.
fn is_folded(expression: &Hir) -> bool {
    match expression.kind() {
        HirKind::Class(Class::Unicode(class)) => class.ranges().iter().all(|range| {
            let holds = |letter: char| range.start() <= letter && letter <= range.end();
            let capital = range.start() <= 'Z' && 'A' <= range.end();
            !capital && !holds('\u{17f}') && !holds('\u{212a}')
        }),
        HirKind::Capture(_) => false,
        HirKind::Repetition(times) => is_folded(&times.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().all(is_folded),
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => true,
    }
}

/// Letters that folding never leaves.
pub(super) fn unfolded() -> ClassUnicode {
    ClassUnicode::new([
        ClassUnicodeRange::new('A', 'Z'),
        ClassUnicodeRange::new('\u{17f}', '\u{17f}'),
        ClassUnicodeRange::new('\u{212a}', '\u{212a}'),
    ])
}

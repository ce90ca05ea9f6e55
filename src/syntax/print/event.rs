//! Writes down events, spans of time and conditions.

use super::text::cue;
use super::value::expr;
use super::{Node, closed, name, names, number, word};
use crate::syntax::ast::{
    Amount, Condition, ConditionKind, Event, EventKind, Expr, Set, Temporal, TimeSpan,
};

/// An event.
pub(super) fn event(event: &Event) -> Node {
    match &event.kind {
        EventKind::Name {
            name: value,
            plural: false,
        } => name(value),
        EventKind::Name {
            name: value,
            plural: true,
        } => Node::list("plural", [name(value)]),
        EventKind::Or(members) => Node::list("or", members.iter().map(self::event)),
        EventKind::Where(inner, test) => Node::list("where", [self::event(inner), condition(test)]),
        EventKind::Rank(rank, inner, per) => {
            let mut nodes = vec![number(rank), self::event(inner)];
            nodes.extend(names("per", per));
            Node::list("rank", nodes)
        }
        EventKind::Unsupported(inner, what) => {
            Node::list("unsupported", [name(what), self::event(inner)])
        }
    }
}

/// A number or a parameter.
pub(super) fn amount(amount: &Amount) -> Node {
    match amount {
        Amount::Number(value, _) => number(value),
        Amount::Parameter(parameter) => name(parameter),
    }
}

/// The unit of a span.
pub(super) fn unit(span: &TimeSpan) -> Node {
    closed(span.unit)
}

/// A span of time.
pub(super) fn span(head: &str, span: &TimeSpan) -> Node {
    let mut nodes: Vec<Node> = span.direction.map(closed).into_iter().collect();
    nodes.extend([amount(&span.amount), unit(span)]);
    nodes.extend(span.extended.map(|_| word("extended")));
    Node::list(head, nodes)
}

/// A condition.
pub(super) fn condition(test: &Condition) -> Node {
    let members = |list: &[Condition]| list.iter().map(condition).collect::<Vec<_>>();
    match &test.kind {
        ConditionKind::And(list) => Node::list("and", members(list)),
        ConditionKind::Or(list) => Node::list("or", members(list)),
        ConditionKind::Not(inner) => Node::list("not", [condition(inner)]),
        ConditionKind::Compare(left, sign, right) => {
            Node::List(vec![closed(sign), expr(left), expr(right)])
        }
        ConditionKind::In {
            value,
            every,
            negated,
            set,
        } => among(value, *every, *negated, set),
        ConditionKind::Text(field, what, of, by) => Node::list(
            "text",
            [name(field)].into_iter().chain(cue(*what, of, by.as_ref())),
        ),
        ConditionKind::Said(field, speaker, what, of, by) => Node::list(
            if speaker.first { "said-first" } else { "said" },
            [name(field), name(&speaker.name)]
                .into_iter()
                .chain(cue(*what, of, by.as_ref())),
        ),
        ConditionKind::Matches(field, regex) => {
            Node::list("matches", [name(field), word(format!("/{}/", regex.value))])
        }
        ConditionKind::Known(value, true) => Node::list("known", [expr(value)]),
        ConditionKind::Known(value, false) => Node::list("missing", [expr(value)]),
        ConditionKind::Bare(value) => name(value),
        ConditionKind::Holiday(of) => Node::list("holiday", of.as_ref().map(name)),
        ConditionKind::During(state) => Node::list("during", [name(state)]),
        ConditionKind::Preceded(temporal) => self::temporal("preceded-by", temporal),
        ConditionKind::Followed(temporal) => self::temporal("followed-by", temporal),
        ConditionKind::Unsupported(what) => {
            Node::list("unsupported", [word(format!("{:?}", what.text))])
        }
    }
}

fn among(value: &Expr, every: bool, negated: bool, set: &Set) -> Node {
    let head = match (every, negated) {
        (false, false) => "in",
        (false, true) => "not-in",
        (true, false) => "every-in",
        (true, true) => "every-not-in",
    };
    let set = match set {
        Set::List(members, _) => Node::list("list", members.iter().map(expr)),
        Set::Range(from, to, false) => Node::list("range", [expr(from), expr(to)]),
        Set::Range(from, to, true) => Node::list("range-below", [expr(from), expr(to)]),
        Set::Contract(value) => Node::list("contract", [name(value)]),
    };
    Node::list(head, [expr(value), set])
}

fn temporal(head: &str, temporal: &Temporal) -> Node {
    let mut nodes: Vec<Node> = temporal
        .at_least
        .iter()
        .map(|count| Node::list("at-least", [amount(count)]))
        .collect();
    nodes.push(event(&temporal.event));
    nodes.extend(names("per", &temporal.per));
    nodes.extend(
        temporal
            .within
            .as_ref()
            .map(|within| span("within", within)),
    );
    nodes.extend(
        temporal
            .earlier
            .as_ref()
            .map(|earlier| span("earlier", earlier)),
    );
    Node::list(head, nodes)
}

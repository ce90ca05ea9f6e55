//! Writes down patterns, groups and sentences.

use super::value::expr;
use super::{Node, closed, name, number, text, word};
use crate::syntax::ast::{
    Cue, Group, GroupKind, Name, Pattern, PatternKind, Sentence, SentenceKind,
};

/// A pattern.
pub(super) fn pattern(pattern: &Pattern) -> Node {
    match &pattern.kind {
        PatternKind::Literal(value) => text(value),
        PatternKind::Regex(value) => word(format!("/{}/", value.value)),
        PatternKind::Name(value) => name(value),
        PatternKind::Any(members) => Node::list("|", members.iter().map(self::pattern)),
        PatternKind::Then(left, right) => {
            Node::list("then", [self::pattern(left), self::pattern(right)])
        }
        PatternKind::Near(left, right, within) => {
            let mut nodes = vec![self::pattern(left), self::pattern(right)];
            nodes.extend(within.map(|(chars, _)| Node::list("within", [number(chars)])));
            Node::list("near", nodes)
        }
    }
}

/// A pattern or a group of them.
pub(super) fn group(group: &Group) -> Node {
    let members = |members: &[Group]| members.iter().map(self::group).collect::<Vec<_>>();
    match &group.kind {
        GroupKind::Pattern(value) => pattern(value),
        GroupKind::All(list) => Node::list("all-of", members(list)),
        GroupKind::Any(list) => Node::list("any-of", members(list)),
        GroupKind::Each(list) => Node::list("each-of", members(list)),
        GroupKind::AtLeast(count, list) => {
            let members = members(list);
            Node::list("at-least", [number(count)].into_iter().chain(members))
        }
    }
}

/// A cue with its group and party.
pub(super) fn cue(cue: Cue, of: &Group, by: Option<&Name>) -> Vec<Node> {
    let mut nodes = vec![closed(cue), group(of)];
    nodes.extend(by.map(|party| Node::list("by", [name(party)])));
    nodes
}

/// A sentence.
pub(super) fn sentence(sentence: &Sentence) -> Node {
    let members = |list: &[Sentence]| list.iter().map(self::sentence).collect::<Vec<_>>();
    match &sentence.kind {
        SentenceKind::And(list) => Node::list("and", members(list)),
        SentenceKind::Or(list) => Node::list("or", members(list)),
        SentenceKind::Not(inner) => Node::list("not", [self::sentence(inner)]),
        SentenceKind::Cue(what, of, by) => Node::List(cue(*what, of, by.as_ref())),
        SentenceKind::About(what) => Node::list("about", [pattern(what)]),
        SentenceKind::Prominent(inner) => Node::list("prominent", [self::sentence(inner)]),
        SentenceKind::Figure(figure, compared) => {
            let mut nodes = vec![name(figure)];
            if let Some((sign, value)) = compared {
                nodes.extend([closed(sign), expr(value)]);
            }
            Node::list("figure", nodes)
        }
        SentenceKind::Figures(left, sign, right) => {
            Node::list("figures", [expr(left), closed(sign), expr(right)])
        }
        SentenceKind::Unsupported(what) => {
            Node::list("unsupported", [word(format!("{:?}", what.text))])
        }
    }
}

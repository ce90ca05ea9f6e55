//! Lowers events.

use super::{Lower, Node};
use crate::syntax::ast::{Event, EventKind};
use crate::syntax::grammar::Rule;
use pest::iterators::Pair;

impl Lower<'_> {
    /// An event; `plural` tells that it stands after a number.
    pub(super) fn event(&mut self, pair: &Pair<'_, Rule>, plural: bool) -> Option<Event> {
        let node = Node::of(pair);
        let mut terms = Vec::new();
        for term in node.all(Rule::event_term) {
            terms.push(self.event_term(term, plural)?);
        }
        if terms.len() < 2 {
            return terms.pop();
        }
        Some(Event {
            span: self.span(pair),
            kind: EventKind::Or(terms),
        })
    }

    fn event_term(&mut self, pair: &Pair<'_, Rule>, plural: bool) -> Option<Event> {
        let node = Node::of(pair);
        self.chain(&node)?;
        let mut event = self.event_primary(node.first(Rule::event_primary)?, plural)?;
        for tail in node.kids().iter().skip(1) {
            let inner = Node::of(tail);
            let span = event.span.to(self.span(tail));
            let kind = if tail.as_rule() == Rule::event_where {
                let condition = self.condition(inner.first(Rule::condition)?)?;
                EventKind::Where(Box::new(event), condition)
            } else {
                EventKind::Unsupported(Box::new(event), self.word(&inner)?)
            };
            event = Event { span, kind };
        }
        Some(event)
    }

    /// A name, a rank, or an event in parentheses.
    pub(super) fn event_primary(&mut self, pair: &Pair<'_, Rule>, plural: bool) -> Option<Event> {
        let node = Node::of(pair);
        if let Some(inner) = node.first(Rule::event) {
            return self.event(inner, plural);
        }
        let kind = match node.first(Rule::rank) {
            Some(rank) => self.rank(rank)?,
            None => EventKind::Name {
                name: self.name(node.first(Rule::reference)?),
                plural,
            },
        };
        Some(Event {
            span: self.span(pair),
            kind,
        })
    }

    fn rank(&mut self, pair: &Pair<'_, Rule>) -> Option<EventKind> {
        let node = Node::of(pair);
        let rank = match node.first(Rule::ordinal) {
            None => 1,
            Some(ordinal) => {
                let digits = ordinal
                    .as_str()
                    .trim_end_matches(|c: char| c.is_alphabetic());
                match digits.parse::<u32>() {
                    Ok(rank) if rank > 0 => rank,
                    _ => {
                        self.bad_rank(ordinal);
                        return None;
                    }
                }
            }
        };
        let event = self.event_primary(node.first(Rule::event_primary)?, false)?;
        let keys = self.names_in(&Node::of(node.first(Rule::per_keys)?));
        Some(EventKind::Rank(rank, Box::new(event), keys))
    }
}

//! Lowers the statements of disclosures and conduct rules.

use super::{Lower, Node};
use crate::syntax::ast::{Conduct, ConductKind, Disclosure, DisclosureKind, Sentence, Unit};
use crate::syntax::grammar::Rule;
use pest::iterators::Pair;

impl Lower<'_> {
    /// A statement about documents.
    pub(super) fn disclosure_statement(&mut self, pair: &Pair<'_, Rule>) -> Option<Disclosure> {
        let node = Node::of(pair);
        let only = node.only()?;
        let inner = Node::of(only);
        let kind = match only.as_rule() {
            Rule::states => {
                let name = self.name(inner.first(Rule::name)?);
                DisclosureKind::States(name, self.group(inner.first(Rule::group)?)?)
            }
            Rule::in_units => self.in_units(&inner)?,
            rule => {
                let unit = unit(inner.first(Rule::unit)?)?;
                let sentence = self.sentence(inner.first(Rule::sentence)?)?;
                match rule {
                    Rule::require_unit => DisclosureKind::Require(unit, sentence),
                    Rule::forbid_unit => DisclosureKind::Forbid(unit, sentence),
                    _ => DisclosureKind::When(
                        unit,
                        sentence,
                        self::unit(inner.nth(Rule::unit, 1)?)?,
                        self.sentence(inner.nth(Rule::sentence, 1)?)?,
                    ),
                }
            }
        };
        Some(Disclosure {
            span: self.span(pair),
            kind,
        })
    }

    fn in_units(&mut self, node: &Node<'_>) -> Option<DisclosureKind> {
        let mut sentences = node.all(Rule::sentence);
        let selector: Sentence = match node.first(Rule::about) {
            Some(about) => self.about(about)?,
            None => self.sentence(sentences.next()?)?,
        };
        Some(DisclosureKind::In {
            each: node.has(Rule::kw_each),
            unit: unit(node.first(Rule::unit)?)?,
            selector,
            forbid: node.has(Rule::kw_forbid),
            demand: self.sentence(sentences.next()?)?,
        })
    }

    /// A statement about logs.
    pub(super) fn conduct_statement(&mut self, pair: &Pair<'_, Rule>) -> Option<Conduct> {
        let node = Node::of(pair);
        let only = node.only()?;
        let inner = Node::of(only);
        let kind = match only.as_rule() {
            Rule::forbid_count => self.count_statement(&inner)?,
            Rule::forbid_event => {
                ConductKind::Forbid(self.event(inner.first(Rule::event)?, false)?)
            }
            Rule::require_have => ConductKind::Require(
                self.event(inner.first(Rule::event)?, false)?,
                self.condition(inner.first(Rule::condition)?)?,
            ),
            Rule::after_statement => self.after_statement(&inner)?,
            _ => self.before_statement(&inner)?,
        };
        Some(Conduct {
            span: self.span(pair),
            kind,
        })
    }

    fn count_statement(&mut self, node: &Node<'_>) -> Option<ConductKind> {
        let distinct = match node.first(Rule::distinct) {
            Some(distinct) => Some(self.name(Node::of(distinct).first(Rule::name)?)),
            None => None,
        };
        let plural = distinct.is_none();
        Some(ConductKind::Count {
            limit: self.amount(node.first(Rule::amount)?)?,
            distinct,
            event: self.event(node.first(Rule::event)?, plural)?,
            per: self.per(node)?,
            period: self.period(node)?,
            within: self.within(node)?,
            since: self.event_in(node, Rule::since)?,
            renewed: node.first(Rule::renewed).map(|pair| self.span(pair)),
        })
    }

    fn after_statement(&mut self, node: &Node<'_>) -> Option<ConductKind> {
        let after = self.event(node.first(Rule::event)?, false)?;
        if let Some(forbid) = node.first(Rule::after_forbid) {
            let inner = Node::of(forbid);
            return Some(ConductKind::AfterForbid {
                after,
                forbid: self.event(inner.first(Rule::event)?, false)?,
                per: self.per(&inner)?,
                within: self.within(&inner)?,
                until: self.event_in(&inner, Rule::until)?,
            });
        }
        let inner = Node::of(node.first(Rule::after_require)?);
        Some(ConductKind::AfterRequire {
            after,
            require: self.event(inner.first(Rule::event)?, false)?,
            per: self.per(&inner)?,
            within: self.within(&inner)?,
            unless: self.event_in(&inner, Rule::unless)?,
        })
    }

    fn before_statement(&mut self, node: &Node<'_>) -> Option<ConductKind> {
        let mut events = Vec::new();
        for event in node.all(Rule::event) {
            events.push(self.event(event, false)?);
        }
        let mut events = events.into_iter();
        Some(ConductKind::Before {
            before: events.next()?,
            chain: events.collect(),
            per: self.per(node)?,
            within: self.within(node)?,
            at_least: self.earlier(node)?,
        })
    }
}

/// A unit of text in either number.
fn unit(pair: &Pair<'_, Rule>) -> Option<Unit> {
    Some(match pair.as_str().trim_end_matches('s') {
        "document" => Unit::Document,
        "section" => Unit::Section,
        "clause" => Unit::Clause,
        "item" => Unit::Item,
        "paragraph" => Unit::Paragraph,
        "sentence" => Unit::Sentence,
        "row" => Unit::Row,
        "heading" => Unit::Heading,
        _ => return None,
    })
}

//! Lowers logs: their fields, types and header names.

use super::{Lower, Node};
use crate::syntax::ast::{EnumValue, FieldSource, FieldType, Localized, LogField, LogItem};
use crate::syntax::grammar::Rule;
use pest::iterators::Pair;

impl Lower<'_> {
    /// A log.
    pub(super) fn log(&mut self, pair: &Pair<'_, Rule>) -> Option<LogItem> {
        let node = Node::of(pair);
        let mut log = LogItem {
            name: self.name(node.first(Rule::name)?),
            called: Localized::default(),
            broken: false,
            fields: Vec::new(),
        };
        let (entries, mut broken) =
            self.entries(&node, Rule::log_entry, Rule::log_junk, Rule::log_alone);
        for entry in &entries {
            let entry = Node::of(entry);
            let Some(only) = entry.only() else { continue };
            let before = self.problems.len();
            let done = match only.as_rule() {
                Rule::called => self.localized(only).map(|called| log.called = called),
                _ => self.log_field(only).map(|field| log.fields.push(field)),
            };
            if done.is_none() {
                broken = true;
                self.never_silent(before, only);
            }
        }
        log.broken = broken;
        Some(log)
    }

    fn log_field(&mut self, pair: &Pair<'_, Rule>) -> Option<LogField> {
        let node = Node::of(pair);
        let ty = if let Some(one) = node.first(Rule::one_of) {
            FieldType::OneOf(self.enum_values(one)?)
        } else if let Some(several) = node.first(Rule::several_of) {
            FieldType::SeveralOf(self.enum_values(several)?)
        } else {
            let word = self.name(node.first(Rule::field_type_word)?);
            match word.text.as_str() {
                "ids" | "zones" => FieldType::Several(word),
                _ => FieldType::Plain(word),
            }
        };
        let mut field = LogField {
            span: self.span(pair),
            docs: self.docs_above(pair),
            name: self.name(node.first(Rule::name)?),
            ty,
            required: false,
            empty_is_no: false,
            headers: Vec::new(),
            from: None,
        };
        let mut seen: Vec<Pair<'_, Rule>> = Vec::new();
        for attribute in node.all(Rule::field_attribute) {
            let attribute = Node::of(attribute);
            let only = attribute.only()?.clone();
            let word = first_word(&only).to_string();
            if let Some(first) = seen.iter().find(|first| first_word(first) == word) {
                self.repeated(first, &only);
                return None;
            }
            let inner = Node::of(&only);
            match only.as_rule() {
                Rule::required => field.required = true,
                Rule::empty_is_no => field.empty_is_no = true,
                Rule::named => field.headers = self.strings(&inner),
                rule => field.from = Some(self.field_source(rule, &inner)?),
            }
            seen.push(only);
        }
        Some(field)
    }

    fn field_source(&mut self, rule: Rule, node: &Node<'_>) -> Option<FieldSource> {
        let first = self.name(node.nth(Rule::name, 0)?);
        Some(match rule {
            Rule::from_sum => FieldSource::Sum(first, self.name(node.nth(Rule::name, 1)?)),
            Rule::from_person => FieldSource::Person {
                own: first,
                when: (
                    self.name(node.nth(Rule::name, 1)?),
                    self.name(node.first(Rule::enum_word)?),
                ),
                other: self.names_in(node),
            },
            _ => {
                let mut renamed = Vec::new();
                for regroup in node.all(Rule::regroup) {
                    let inner = Node::of(regroup);
                    renamed.push((
                        self.name(inner.nth(Rule::enum_word, 0)?),
                        self.name(inner.nth(Rule::enum_word, 1)?),
                    ));
                }
                FieldSource::Grouped(first, renamed)
            }
        })
    }

    fn enum_values(&mut self, pair: &Pair<'_, Rule>) -> Option<Vec<EnumValue>> {
        let node = Node::of(pair);
        let mut values = Vec::new();
        for value in Node::of(node.first(Rule::enum_values)?).all(Rule::enum_value) {
            let inner = Node::of(value);
            values.push(EnumValue {
                name: self.name(inner.first(Rule::enum_word)?),
                aliases: self.strings(&inner),
            });
        }
        Some(values)
    }
}

fn first_word<'i>(pair: &Pair<'i, Rule>) -> &'i str {
    pair.as_str().split_whitespace().next().unwrap_or("")
}

//! Compiles patterns, groups and sentences.

use super::maker::{Maker, Place};
use crate::check::lead;
use crate::ir::log::Value;
use crate::ir::text::{Group, PartyId, Pattern, PatternId, Sentence};
use crate::syntax::ast::{self, GroupKind, Name, PatternKind, SentenceKind};

impl Maker<'_> {
    /// Compiles a pattern.
    pub fn pattern(&mut self, pattern: &ast::Pattern) -> Option<PatternId> {
        let made = match &pattern.kind {
            PatternKind::Literal(text) => Pattern::Literal(text.value.clone()),
            PatternKind::Regex(text) => Pattern::Regex(text.value.clone()),
            PatternKind::Name(name) => {
                let item = self.item_of(name)?;
                return self.concepts.get(&item).copied();
            }
            PatternKind::Any(parts) => Pattern::Any(self.patterns(parts)?),
            PatternKind::Then(first, second) => {
                Pattern::Then(self.pattern(first)?, self.pattern(second)?)
            }
            PatternKind::Near(one, other, within) => Pattern::Near(
                self.pattern(one)?,
                self.pattern(other)?,
                within.map(|(chars, _)| chars),
            ),
        };
        self.share(made)
    }

    /// Compiles several patterns.
    pub fn patterns(&mut self, patterns: &[ast::Pattern]) -> Option<Vec<PatternId>> {
        patterns.iter().map(|part| self.pattern(part)).collect()
    }

    /// Compiles a group.
    pub fn group(&mut self, group: &ast::Group) -> Option<Group> {
        Some(match &group.kind {
            GroupKind::Pattern(pattern) => Group::Pattern(self.pattern(pattern)?),
            GroupKind::All(members) | GroupKind::Each(members) => Group::All(self.groups(members)?),
            GroupKind::Any(members) => Group::AtLeast(1, self.groups(members)?),
            GroupKind::AtLeast(least, members) => Group::AtLeast(*least, self.groups(members)?),
        })
    }

    fn groups(&mut self, members: &[ast::Group]) -> Option<Vec<Group>> {
        members.iter().map(|member| self.group(member)).collect()
    }

    /// The party after `by`; `Some(None)` where nobody is named.
    #[allow(clippy::option_option)]
    pub fn party(&self, name: Option<&Name>) -> Option<Option<PartyId>> {
        match name {
            None => Some(None),
            Some(name) => {
                let item = self.item_of(name)?;
                self.parties.get(&item).copied().map(Some)
            }
        }
    }

    /// Compiles a sentence.
    pub fn sentence(&mut self, sentence: &ast::Sentence, place: Place) -> Option<Sentence> {
        Some(match &sentence.kind {
            SentenceKind::And(parts) => Sentence::And(self.sentences(parts, place)?),
            SentenceKind::Or(parts) => Sentence::Or(self.sentences(parts, place)?),
            SentenceKind::Not(inner) => Sentence::Not(Box::new(self.sentence(inner, place)?)),
            SentenceKind::Cue(cue, group, by) => {
                Sentence::Cue(*cue, self.group(group)?, self.party(by.as_ref())?)
            }
            SentenceKind::About(pattern) => Sentence::About(self.pattern(pattern)?),
            SentenceKind::Prominent(inner) => {
                Sentence::Prominent(Box::new(self.sentence(inner, place)?))
            }
            SentenceKind::Figure(name, comparison) => {
                let figure = *self.figures.get(&self.item_of(name)?)?;
                let comparison = match comparison {
                    Some((sign, value)) => Some((*sign, self.value(value, place)?)),
                    None => None,
                };
                Sentence::Figure(figure, comparison)
            }
            SentenceKind::Figures(left, sign, right) => self.figures(left, *sign, right, place)?,
            SentenceKind::Unsupported(_) => return None,
        })
    }

    fn sentences(&mut self, parts: &[ast::Sentence], place: Place) -> Option<Vec<Sentence>> {
        parts
            .iter()
            .map(|part| self.sentence(part, place))
            .collect()
    }

    fn figures(
        &mut self,
        left: &ast::Expr,
        sign: ast::Comparison,
        right: &ast::Expr,
        place: Place,
    ) -> Option<Sentence> {
        let lead = lead(left, sign, right)?;
        let figure = *self.figures.get(&self.item_of(lead.name)?)?;
        let mut value = self.value(lead.other, place)?;
        for term in lead.plus {
            value = Value::Add(Box::new(value), Box::new(self.value(term, place)?));
        }
        for term in lead.minus {
            value = Value::Subtract(Box::new(value), Box::new(self.value(term, place)?));
        }
        Some(Sentence::Figure(figure, Some((lead.sign, value))))
    }
}

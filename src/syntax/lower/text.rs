//! Lowers patterns, groups and sentences.

use super::{LONGEST_CHAIN, Lower, Node};
use crate::syntax::ast::{
    Cue, Group, GroupKind, Localized, Name, Pattern, PatternKind, Sentence, SentenceKind, Span,
};
use crate::syntax::grammar::Rule;
use pest::iterators::Pair;

impl Lower<'_> {
    /// Texts in several languages, from the node of a field that holds them.
    pub(super) fn localized(&mut self, field: &Pair<'_, Rule>) -> Option<Localized> {
        let node = Node::of(field);
        let mut texts = Vec::new();
        for part in Node::of(node.first(Rule::localized)?).all(Rule::localized_part) {
            let part = Node::of(part);
            let tag = part.first(Rule::tag).map(|tag| self.name(tag));
            texts.push((tag, self.text(part.first(Rule::text)?)?));
        }
        Some(Localized { texts })
    }

    /// A pattern.
    pub(super) fn pattern(&mut self, pair: &Pair<'_, Rule>) -> Option<Pattern> {
        let node = Node::of(pair);
        let mut members = Vec::new();
        for sequence in node.all(Rule::pattern_sequence) {
            members.push(self.pattern_sequence(sequence)?);
        }
        if members.len() < 2 {
            return members.pop();
        }
        Some(Pattern {
            span: self.span(pair),
            kind: PatternKind::Any(members),
        })
    }

    fn pattern_sequence(&mut self, pair: &Pair<'_, Rule>) -> Option<Pattern> {
        let node = Node::of(pair);
        let mut left = self.pattern_primary(node.first(Rule::pattern_primary)?)?;
        self.chain(&node)?;
        for tail in node.kids().iter().skip(1) {
            let inner = Node::of(tail);
            let right = Box::new(self.pattern_primary(inner.first(Rule::pattern_primary)?)?);
            let span = left.span.to(self.span(tail));
            let kind = if tail.as_rule() == Rule::then_pattern {
                PatternKind::Then(Box::new(left), right)
            } else {
                let within = self.within_chars(&inner)?;
                PatternKind::Near(Box::new(left), right, within)
            };
            left = Pattern { span, kind };
        }
        Some(left)
    }

    /// `within N chars`, where a node has it; the outer `None` tells of a problem.
    pub(super) fn within_chars(&mut self, node: &Node<'_>) -> Option<Option<(u32, Span)>> {
        match node.first(Rule::within_chars) {
            None => Some(None),
            Some(within) => {
                let within = Node::of(within);
                Some(Some(self.count(within.first(Rule::integer)?)?))
            }
        }
    }

    fn pattern_primary(&mut self, pair: &Pair<'_, Rule>) -> Option<Pattern> {
        let node = Node::of(pair);
        if let Some(inner) = node.first(Rule::pattern) {
            return self.pattern(inner);
        }
        let only = node.only()?;
        let kind = match only.as_rule() {
            Rule::text => PatternKind::Literal(self.text(only)?),
            Rule::regex => PatternKind::Regex(self.regex(only)),
            _ => PatternKind::Name(self.name(only)),
        };
        Some(Pattern {
            span: self.span(pair),
            kind,
        })
    }

    /// What a cue stands before.
    pub(super) fn group(&mut self, pair: &Pair<'_, Rule>) -> Option<Group> {
        let node = Node::of(pair);
        let span = self.span(pair);
        if let Some(pattern) = node.first(Rule::pattern) {
            let kind = GroupKind::Pattern(self.pattern(pattern)?);
            return Some(Group { span, kind });
        }
        let node = Node::of(node.first(Rule::group_of)?);
        let mut members = Vec::new();
        for member in node.all(Rule::group) {
            members.push(self.group(member)?);
        }
        let kind = match node.first(Rule::group_word) {
            None => GroupKind::AtLeast(self.count(node.first(Rule::integer)?)?.0, members),
            Some(word) => match word.as_str() {
                "all" => GroupKind::All(members),
                "any" => GroupKind::Any(members),
                _ => GroupKind::Each(members),
            },
        };
        Some(Group { span, kind })
    }

    /// A sentence.
    pub(super) fn sentence(&mut self, pair: &Pair<'_, Rule>) -> Option<Sentence> {
        let node = Node::of(pair);
        let mut any = Vec::new();
        for part in node.all(Rule::sentence_and) {
            let mut all = Vec::new();
            for member in Node::of(part).all(Rule::sentence_not) {
                all.push(self.sentence_not(member)?);
            }
            any.push(match all.len() {
                1 => all.pop()?,
                _ => Sentence {
                    span: self.span(part),
                    kind: SentenceKind::And(all),
                },
            });
        }
        if any.len() < 2 {
            return any.pop();
        }
        Some(Sentence {
            span: self.span(pair),
            kind: SentenceKind::Or(any),
        })
    }

    fn sentence_not(&mut self, pair: &Pair<'_, Rule>) -> Option<Sentence> {
        let node = Node::of(pair);
        let mut sentence = self.sentence_primary(node.first(Rule::sentence_primary)?)?;
        self.chain(&node)?;
        let nots: Vec<Span> = node.all(Rule::kw_not).map(|not| self.span(not)).collect();
        for not in nots.iter().rev() {
            sentence = Sentence {
                span: not.to(sentence.span),
                kind: SentenceKind::Not(Box::new(sentence)),
            };
        }
        Some(sentence)
    }

    fn sentence_primary(&mut self, pair: &Pair<'_, Rule>) -> Option<Sentence> {
        let node = Node::of(pair);
        if let Some(inner) = node.first(Rule::sentence) {
            return self.sentence(inner);
        }
        let only = node.only()?;
        let inner = Node::of(only);
        let kind = match only.as_rule() {
            Rule::cue_sentence => {
                let (cue, group, by) = self.cue(&inner)?;
                SentenceKind::Cue(cue, group, by)
            }
            Rule::about => return self.about(only),
            Rule::prominent => {
                let sentence = self.sentence_not(inner.first(Rule::sentence_not)?)?;
                SentenceKind::Prominent(Box::new(sentence))
            }
            Rule::figure_sentence => self.figure_sentence(&inner)?,
            _ => SentenceKind::Unsupported(self.word(&inner)?),
        };
        Some(Sentence {
            span: self.span(pair),
            kind,
        })
    }

    /// `about P`
    pub(super) fn about(&mut self, pair: &Pair<'_, Rule>) -> Option<Sentence> {
        let pattern = self.pattern(Node::of(pair).first(Rule::pattern)?)?;
        Some(Sentence {
            span: self.span(pair),
            kind: SentenceKind::About(pattern),
        })
    }

    /// A cue, its group and its party.
    pub(super) fn cue(&mut self, node: &Node<'_>) -> Option<(Cue, Group, Option<Name>)> {
        let cue = match node.first(Rule::cue)?.as_str() {
            "says" => Cue::Says,
            "denies" => Cue::Denies,
            "mentions" => Cue::Mentions,
            "permits" => Cue::Permits,
            "obliges" => Cue::Obliges,
            _ => Cue::Given,
        };
        let group = self.group(node.first(Rule::group)?)?;
        let by = match node.first(Rule::by_party) {
            Some(by) => Some(self.name(Node::of(by).first(Rule::reference)?)),
            None => None,
        };
        Some((cue, group, by))
    }

    fn figure_sentence(&mut self, node: &Node<'_>) -> Option<SentenceKind> {
        if let Some(prominent) = node.first(Rule::as_prominent) {
            let mut word = self.name(prominent);
            word.text = "at least as prominent as".to_string();
            return Some(SentenceKind::Unsupported(word));
        }
        let compared = match (node.first(Rule::comparison), node.first(Rule::expr)) {
            (Some(sign), Some(value)) => Some((self.comparison(sign)?, self.expr(value)?)),
            _ => None,
        };
        let sum = node.first(Rule::figure_sum)?;
        let left = self.figure_sum(sum)?;
        if let crate::syntax::ast::ExprKind::Figure(name) = left.kind {
            return Some(SentenceKind::Figure(name, compared));
        }
        match compared {
            Some((sign, value)) => Some(SentenceKind::Figures(left, sign, value)),
            None => {
                self.not_a_condition(left.span);
                None
            }
        }
    }

    /// The word that an unsupported form begins with.
    pub(super) fn word(&self, node: &Node<'_>) -> Option<Name> {
        node.only().map(|word| self.name(word))
    }

    /// Refuses a row of operators that would make the tree too deep.
    pub(super) fn chain(&mut self, node: &Node<'_>) -> Option<()> {
        if node.kids().len() <= LONGEST_CHAIN {
            return Some(());
        }
        let span = self.span(&node.pair);
        self.problems.push(crate::syntax::error::too_deep(span));
        None
    }
}

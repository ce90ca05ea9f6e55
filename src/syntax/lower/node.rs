//! Walks pest's pairs without panics: takes a pair, gives its children by production and spans without trailing white space.

use crate::syntax::grammar::Rule;
use pest::iterators::Pair;

/// A pair whose children have been listed. A production names its children differently or repeats one, so that a child is found by its
/// production; a missing child is `None` and the caller gives up on the node.
pub(super) struct Node<'i> {
    pub(super) pair: Pair<'i, Rule>,
    kids: Vec<Pair<'i, Rule>>,
}

impl<'i> Node<'i> {
    /// Lists the children of a pair.
    pub(super) fn of(pair: &Pair<'i, Rule>) -> Self {
        Self {
            pair: pair.clone(),
            kids: pair.clone().into_inner().collect(),
        }
    }

    /// Every child in order, signs and words of the language too.
    pub(super) fn kids(&self) -> &[Pair<'i, Rule>] {
        &self.kids
    }

    /// The first child of a production.
    pub(super) fn first(&self, rule: Rule) -> Option<&Pair<'i, Rule>> {
        self.all(rule).next()
    }

    /// The child of a production at a place counted from 0.
    pub(super) fn nth(&self, rule: Rule, at: usize) -> Option<&Pair<'i, Rule>> {
        self.all(rule).nth(at)
    }

    /// All children of a production.
    pub(super) fn all(&self, rule: Rule) -> impl Iterator<Item = &Pair<'i, Rule>> {
        self.kids.iter().filter(move |kid| kid.as_rule() == rule)
    }

    /// Whether there is a child of a production.
    pub(super) fn has(&self, rule: Rule) -> bool {
        self.first(rule).is_some()
    }

    /// The first child, for productions that are choices.
    pub(super) fn only(&self) -> Option<&Pair<'i, Rule>> {
        self.kids.first()
    }
}

/// The end of a pair's last token: a pair that ends in an optional part reaches over the white space before it.
pub(in crate::syntax) fn end_of(pair: &Pair<'_, Rule>) -> usize {
    let mut last = pair.clone();
    loop {
        match last.clone().into_inner().next_back() {
            Some(inner) => last = inner,
            None => return last.as_span().end(),
        }
    }
}

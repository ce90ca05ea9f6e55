//! Lowers pest's pairs to the tree: a file per kind of thing. Takes pairs of the grammar, gives items and problems; what names mean is
//! left to `check`.

mod body;
mod clause;
mod condition;
mod event;
mod item;
mod literal;
mod log;
mod node;
mod place;
mod rule;
mod statement;
mod text;
mod value;

use super::ast::{Name, Text};
use super::grammar::Rule;
use super::scan::Scan;
use crate::diag::Problem;
use crate::source::{FileId, Span};
use node::Node;
use pest::iterators::Pair;

pub(super) use node::end_of;

/// Operators of one level that may stand in a row; more would make a tree too deep to walk.
const LONGEST_CHAIN: usize = 200;

/// What lowering carries along.
pub(super) struct Lower<'t> {
    file: FileId,
    /// The whole text as it was written, where spans must lie on character boundaries.
    written: &'t str,
    /// The same with mended signs.
    text: &'t str,
    /// Where the parsed part begins in it.
    base: usize,
    /// Places where the scanner found something wrong: nothing more is said of what holds one.
    silent: &'t [Span],
    /// Places where the scanner mended something.
    mended: Vec<Span>,
    pub(super) problems: Vec<Problem>,
    /// Names of items that could not be read.
    pub(super) broken: Vec<Name>,
}

impl<'t> Lower<'t> {
    /// Begins with a text and the places that were reported already.
    pub(super) fn new(file: FileId, written: &'t str, scan: &'t Scan) -> Self {
        Self {
            file,
            written,
            text: &scan.text,
            base: 0,
            silent: &scan.silent,
            mended: scan.problems.iter().filter_map(|p| p.span).collect(),
            problems: Vec::new(),
            broken: Vec::new(),
        }
    }

    /// Lowers pairs of a part that begins at `base`.
    pub(super) fn from(&mut self, base: usize, lower: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.base, base);
        lower(self);
        self.base = outer;
    }

    /// A name without back-ticks.
    fn name(&self, pair: &Pair<'_, Rule>) -> Name {
        Name {
            text: pair.as_str().trim_matches('`').to_string(),
            span: self.span(pair),
        }
    }

    /// The names of a list.
    fn names(&self, pair: &Pair<'_, Rule>) -> Vec<Name> {
        Node::of(pair)
            .all(Rule::name)
            .map(|name| self.name(name))
            .collect()
    }

    /// The names of an optional list.
    fn names_in(&self, node: &Node<'_>) -> Vec<Name> {
        node.first(Rule::names)
            .map(|names| self.names(names))
            .unwrap_or_default()
    }

    /// All strings among a node's children.
    fn strings(&mut self, node: &Node<'_>) -> Vec<Text> {
        node.all(Rule::string)
            .map(|string| self.string(string))
            .collect()
    }
}

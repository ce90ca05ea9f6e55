//! Defines what is open while the tree is built: sections, clauses and items, with what decides where the next piece goes.

use super::join::Piece;
use crate::document::number::{Key, Path};
use crate::document::tree::{NodeId, NodeKind};
use std::ops::Range;

/// What a container is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A titled group of clauses.
    Section,
    /// A numbered clause.
    Clause,
    /// A clause without a number: a paragraph with the list that follows.
    Plain,
    /// A piece below a clause.
    Item,
}

impl Kind {
    /// The kind of its node.
    pub(super) fn node(self) -> NodeKind {
        match self {
            Kind::Section => NodeKind::Section,
            Kind::Clause | Kind::Plain => NodeKind::Clause,
            Kind::Item => NodeKind::Item,
        }
    }
}

/// An open container.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) kind: Kind,
    /// Index of its node.
    pub(super) node: usize,
    /// The style of its number; `None` where it has none.
    pub(super) key: Option<Key>,
    pub(super) path: Path,
    pub(super) rank: i64,
    /// Its style says by itself what it numbers.
    pub(super) strong: bool,
    /// Level of the heading that the format marks it with; 0 for none.
    pub(super) marked: u8,
    /// Depth of the list that the format puts it in.
    pub(super) depth: u8,
    pub(super) indent: usize,
    pub(super) heading: Option<NodeId>,
    /// The words that govern the items which follow.
    pub(super) opens: Option<Range<usize>>,
    /// Those words open the whole contract.
    pub(super) contract: bool,
    /// They end with a colon.
    pub(super) colon: bool,
    /// The last words of the text so far end with a comma, a semicolon or a colon.
    pub(super) paused: bool,
    /// It is an item only because its line ends with a semicolon.
    pub(super) implied: bool,
    /// Its text is as short as a title and is none.
    pub(super) brief: bool,
    /// It holds text already.
    pub(super) filled: bool,
}

impl Frame {
    /// A container that begins at a piece.
    pub(super) fn new(kind: Kind, piece: &Piece) -> Self {
        Self {
            kind,
            node: 0,
            key: None,
            path: Path::new(),
            rank: 0,
            strong: false,
            marked: 0,
            depth: piece.depth,
            indent: piece.indent,
            heading: None,
            opens: None,
            contract: false,
            colon: false,
            paused: false,
            implied: false,
            brief: false,
            filled: false,
        }
    }
}

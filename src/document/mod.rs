//! Reads documents into one type: takes bytes and the languages' data, gives text, structure, a folded view and positions. Judging is left to `engine`.

pub mod fold;
mod tree;

pub use tree::{Document, Mark, MarkKind, Node, NodeId, NodeKind};

//! Finds the block that a comment is about: takes a document and a comment, gives the lines and columns of the text that holds the
//! comment, else of what begins next.

use crate::document::{Comment, Document, Node, NodeKind};
use std::ops::Range;

/// A place as people count it: line and column from 1.
type At = (u32, u32);

/// First and last place (one past the end) of the block that a comment is about; `None` for the whole document.
///
/// - A comment within a sentence, or behind one on the same line, is about the smallest unit that holds this sentence: the item,
///   paragraph, table row, heading or clause.
/// - Any other comment is about what begins next, as a whole: a heading with its section, a clause with its items, a paragraph.
/// - A comment before all text is about the whole document.
/// - A comment behind all text is about nothing; findings of what is missing it still accepts.
pub(super) fn block_of(document: &Document, comment: &Comment) -> Option<(At, At)> {
    if let Some(node) = holder(document, comment) {
        return Some(places(document, node));
    }
    let mut units = document
        .nodes
        .iter()
        .filter(|node| !matches!(node.kind, NodeKind::Document | NodeKind::Sentence));
    let first = document
        .nodes
        .iter()
        .filter(|node| node.kind == NodeKind::Sentence || node.kind == NodeKind::Heading)
        .map(|node| original(document, node).start)
        .min();
    if first.is_none_or(|first| comment.range.end <= first) {
        return None;
    }
    // Depth first: of all that begin at one place the outermost comes first.
    let next = units.find(|node| original(document, node).start >= comment.range.end);
    Some(next.map_or(((u32::MAX, 0), (u32::MAX, 0)), |node| {
        places(document, node)
    }))
}

/// The smallest unit whose own sentence holds the comment.
fn holder<'d>(document: &'d Document, comment: &Comment) -> Option<&'d Node> {
    let text = document.source.text();
    let holds = |node: &&Node| {
        let range = original(document, node);
        let within = range.start < comment.range.start && comment.range.start < range.end;
        let behind = || {
            let between = range.end as usize..comment.range.start as usize;
            text.get(between).is_some_and(|words| {
                words
                    .chars()
                    .all(|one| (one.is_whitespace() && one != '\n') || "*_`".contains(one))
            })
        };
        within || range.end <= comment.range.start && behind()
    };
    let speaks = |node: &&Node| matches!(node.kind, NodeKind::Sentence | NodeKind::Heading);
    // The one that begins last is the innermost.
    let last = document.nodes.iter().filter(speaks).rfind(holds)?;
    if last.kind == NodeKind::Heading {
        return Some(last);
    }
    let parent = last.parent.and_then(|id| document.node(id));
    parent
        .filter(|node| node.kind != NodeKind::Document)
        .or(Some(last))
}

fn original(document: &Document, node: &Node) -> Range<u32> {
    document.folded.original(node.range.clone())
}

fn places(document: &Document, node: &Node) -> (At, At) {
    let range = original(document, node);
    let at = |offset: u32| {
        let position = document.source.position(offset as usize);
        (position.line, position.column)
    };
    (at(range.start), at(range.end))
}

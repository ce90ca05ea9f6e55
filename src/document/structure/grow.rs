//! Adds nodes to the tree while it grows: takes kinds and ranges, gives nodes under what is open. What is open is left to `nest`.

use super::nest::Nest;
use super::sentence;
use crate::document::fold::offset;
use crate::document::tree::{Node, NodeId, NodeKind};
use std::ops::Range;
use std::sync::Arc;

impl Nest<'_> {
    /// Adds a node without containers below it, and its sentences.
    pub(super) fn leaf(
        &mut self,
        kind: NodeKind,
        range: Range<usize>,
        body: Range<usize>,
    ) -> NodeId {
        let id = self.add(kind, range.clone());
        if let Some(frame) = self.frames.last_mut() {
            frame.filled = true;
        }
        for one in sentence::split(self.view, body) {
            let sentence = self.add(NodeKind::Sentence, one);
            if let Some(node) = self.nodes.get_mut(sentence.0 as usize) {
                node.parent = Some(id);
            }
        }
        self.reach(range.end);
        id
    }

    /// Adds a node to what is open.
    pub(super) fn add(&mut self, kind: NodeKind, range: Range<usize>) -> NodeId {
        let id = NodeId(offset(self.nodes.len()));
        let parent = self.frames.last().map_or(0, |frame| frame.node);
        let headings = self.headings();
        self.nodes.push(Node {
            kind,
            range: offset(range.start)..offset(range.end),
            parent: (kind != NodeKind::Document).then(|| NodeId(offset(parent))),
            level: 0,
            number: String::new(),
            header: None,
            headings,
        });
        id
    }

    /// The headings above what comes next; nodes in a row share them.
    fn headings(&mut self) -> Arc<[NodeId]> {
        let above = || {
            let frames = self.frames.iter().filter_map(|frame| frame.heading);
            self.title.into_iter().chain(frames)
        };
        if !above().eq(self.above.iter().copied()) {
            self.above = above().collect();
        }
        Arc::clone(&self.above)
    }

    /// Lets everything open reach to `end`.
    pub(super) fn reach(&mut self, end: usize) {
        for frame in &self.frames {
            if let Some(node) = self.nodes.get_mut(frame.node) {
                node.range.end = node.range.end.max(offset(end));
            }
        }
    }
}

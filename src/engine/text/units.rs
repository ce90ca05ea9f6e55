//! Lists the units of a document: takes its tree, gives for every clause, item, sentence … its own words, the words that open its
//! lists, and the headings above it. What they say is left to `judge`.

use super::hits::Place;
use super::unit_index::UnitIndex;
use crate::document::{Document, Node, NodeId, NodeKind};
use crate::ir::terms::Unit;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

/// One unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UnitView {
    /// Its node.
    pub node: NodeId,
    /// Its own words; of a piece that holds smaller items those around them.
    pub own: Vec<Range<u32>>,
    /// All its words, with those that open its lists.
    pub all: Vec<Range<u32>>,
    /// The headings above it.
    pub headings: Vec<Range<u32>>,
}

/// The units of one document, listed when they are first asked for.
#[derive(Debug)]
pub(super) struct Units<'d> {
    document: &'d Document,
    known: RefCell<BTreeMap<Unit, Rc<[UnitView]>>>,
    indices: RefCell<BTreeMap<Unit, Rc<UnitIndex>>>,
}

impl<'d> Units<'d> {
    /// Of a document.
    pub(super) fn new(document: &'d Document) -> Self {
        Self {
            document,
            known: RefCell::default(),
            indices: RefCell::default(),
        }
    }

    /// The units of a kind, by place.
    pub(super) fn of(&self, unit: Unit) -> Rc<[UnitView]> {
        if let Some(known) = self.known.borrow().get(&unit) {
            return Rc::clone(known);
        }
        let found: Rc<[UnitView]> = self
            .document
            .iter()
            .filter(|(_, node)| is_unit(unit, node.kind))
            .map(|(id, node)| self.view(unit, id, node))
            .filter(|view| !view.own.is_empty())
            .collect();
        self.known.borrow_mut().insert(unit, Rc::clone(&found));
        found
    }

    /// The units of a kind that hold any of these places; also those below a heading that does, where headings count.
    pub(super) fn holding(
        &self,
        unit: Unit,
        places: &[Place],
        headings: bool,
        found: &mut Vec<u32>,
    ) {
        let known = self.indices.borrow().get(&unit).cloned();
        let index = known.unwrap_or_else(|| {
            let index = Rc::new(UnitIndex::new(&self.of(unit)));
            self.indices.borrow_mut().insert(unit, Rc::clone(&index));
            index
        });
        for place in places {
            index.holding(place, headings, found);
        }
    }

    fn view(&self, unit: Unit, id: NodeId, node: &Node) -> UnitView {
        let own = match unit {
            Unit::Item => self.without_items(id, node),
            _ => vec![node.range.clone()],
        };
        let mut all = match unit {
            Unit::Item | Unit::Sentence | Unit::Paragraph | Unit::Row => self.headers(id),
            _ => Vec::new(),
        };
        all.extend(own.iter().cloned());
        UnitView {
            node: id,
            own,
            all,
            headings: node
                .headings
                .iter()
                .filter_map(|heading| self.document.node(*heading))
                .map(|heading| heading.range.clone())
                .collect(),
        }
    }

    /// The words of a node around the items inside it.
    fn without_items(&self, id: NodeId, node: &Node) -> Vec<Range<u32>> {
        let mut own = Vec::new();
        let mut from = node.range.start;
        let below = self.document.nodes.get(id.0 as usize + 1..).unwrap_or(&[]);
        for inner in below
            .iter()
            .take_while(|inner| inner.range.start < node.range.end)
        {
            if inner.kind == NodeKind::Item
                && inner.range.start >= from
                && inner.range.end <= node.range.end
            {
                if inner.range.start > from {
                    own.push(from..inner.range.start);
                }
                from = inner.range.end;
            }
        }
        if from < node.range.end {
            own.push(from..node.range.end);
        }
        own
    }

    /// The words that open the lists a node stands in, outermost first; not its own.
    fn headers(&self, id: NodeId) -> Vec<Range<u32>> {
        let mut headers = Vec::new();
        let mut next = Some(id);
        let own = self
            .document
            .node(id)
            .map_or(0..0, |node| node.range.clone());
        while let Some(node) = next.and_then(|id| self.document.node(id)) {
            if let Some(header) = &node.header
                && (header.end <= own.start || header.start >= own.end)
                && !headers.contains(header)
            {
                headers.push(header.clone());
            }
            next = node.parent;
        }
        headers.reverse();
        headers
    }
}

fn is_unit(unit: Unit, kind: NodeKind) -> bool {
    match unit {
        Unit::Document => kind == NodeKind::Document,
        Unit::Section => kind == NodeKind::Section,
        Unit::Clause => kind == NodeKind::Clause,
        // a clause without smaller pieces is its own smallest numbered piece
        Unit::Item => matches!(kind, NodeKind::Item | NodeKind::Clause),
        Unit::Paragraph => kind == NodeKind::Paragraph,
        Unit::Sentence => kind == NodeKind::Sentence,
        Unit::Row => kind == NodeKind::Row,
        Unit::Heading => kind == NodeKind::Heading,
    }
}

/// The nodes that other nodes of a list lie in.
pub(super) fn holders(
    document: &Document,
    nodes: impl Iterator<Item = NodeId>,
) -> BTreeSet<NodeId> {
    let mut holders = BTreeSet::new();
    for node in nodes {
        let mut next = document.node(node).and_then(|node| node.parent);
        // what lies above a known holder is known too
        while let Some(id) = next.filter(|id| holders.insert(*id)) {
            next = document.node(id).and_then(|node| node.parent);
        }
    }
    holders
}

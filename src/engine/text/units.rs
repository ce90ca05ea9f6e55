//! Lists the units of a document: takes its tree, gives for every clause, item, sentence … its own words, the words that open its
//! lists, and the headings above it. What they say is left to `judge`.

use super::hits::Place;
use super::unit_index::UnitIndex;
use crate::document::{Document, Node, NodeId, NodeKind};
use crate::ir::terms::Unit;
use smallvec::{SmallVec, smallvec};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

/// The stretches of a unit's words, most often one.
type Words = SmallVec<[Range<u32>; 1]>;

/// One unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UnitView {
    /// Its node.
    pub node: NodeId,
    /// Its own words; of a piece that holds smaller items those around them.
    pub own: Words,
    /// All its words, with those that open its lists.
    pub all: Words,
    /// The headings above it.
    pub headings: Rc<[Range<u32>]>,
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
        let mut above = Above::default();
        let found: Rc<[UnitView]> = self
            .document
            .iter()
            .filter(|(_, node)| is_unit(unit, node.kind))
            .map(|(id, node)| self.view(unit, id, node, above.of(self.document, node)))
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

    fn view(&self, unit: Unit, id: NodeId, node: &Node, headings: Rc<[Range<u32>]>) -> UnitView {
        let own = match unit {
            Unit::Item => self.without_items(id, node),
            _ => smallvec![node.range.clone()],
        };
        let mut all = match unit {
            Unit::Item | Unit::Sentence | Unit::Paragraph | Unit::Row => self.headers(id),
            _ => Words::new(),
        };
        all.extend(own.iter().cloned());
        UnitView {
            node: id,
            own,
            all,
            headings,
        }
    }

    /// The words of a node around the items inside it.
    fn without_items(&self, id: NodeId, node: &Node) -> Words {
        let mut own = Words::new();
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
    fn headers(&self, id: NodeId) -> Words {
        let mut headers = Words::new();
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

/// The headings above the node asked about last; nodes in a row share them.
#[derive(Default)]
struct Above {
    nodes: Arc<[NodeId]>,
    ranges: Rc<[Range<u32>]>,
}

impl Above {
    fn of(&mut self, document: &Document, node: &Node) -> Rc<[Range<u32>]> {
        if self.nodes != node.headings {
            self.nodes = Arc::clone(&node.headings);
            let headings = node.headings.iter();
            let known = headings.filter_map(|heading| document.node(*heading));
            self.ranges = known.map(|heading| heading.range.clone()).collect();
        }
        Rc::clone(&self.ranges)
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

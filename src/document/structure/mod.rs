//! Finds the structure of a text: takes folded lines, gives the folded text with its tree of units and its marks. The steps: join
//! lines to blocks, cut blocks at numbers inside them, tell titles from text, and nest.

mod frames;
mod grow;
mod headers;
mod inline;
mod join;
mod nest;
mod place;
mod sentence;
mod starts;
mod titles;
mod view;

use super::fold::Folded;
use super::lines::Lines;
use super::styles::Styles;
use super::tree::{Mark, Node, NodeId};

/// The structure of a text.
pub(super) struct Structure {
    pub(super) folded: Folded,
    pub(super) nodes: Vec<Node>,
    pub(super) marks: Vec<Mark>,
    pub(super) title: Option<NodeId>,
}

/// Finds the structure of `lines`, which were read from `source`.
pub(super) fn build(lines: &Lines, source: &str, styles: &Styles) -> Structure {
    let join::Blocks {
        folded,
        pieces,
        mut marks,
    } = join::join(lines, source, styles);
    let view = view::View {
        folded: &folded,
        source,
        styles,
    };
    let pieces = inline::cut(view, pieces);
    let (nodes, title) = nest::nest(view, &pieces);
    marks.sort_by_key(|mark| (mark.range.start, mark.range.end));
    Structure {
        folded,
        nodes,
        marks,
        title,
    }
}

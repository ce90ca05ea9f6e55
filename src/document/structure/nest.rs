//! Builds the tree: takes pieces in order, gives nodes, depth first. Levels follow from the styles that are open, from their order
//! of first appearance and from the ranks of the languages' data.

use super::frames::{Frame, Kind};
use super::headers::{header, opens_contract};
use super::join::Piece;
use super::view::View;
use super::{place, titles};
use crate::document::fold::offset;
use crate::document::lines::{Gap, Shape};
use crate::document::number::{Key, Number, Numbers};
use crate::document::tree::{Node, NodeId, NodeKind};
use std::ops::Range;
use std::sync::Arc;

/// The tree while it grows.
pub(super) struct Nest<'a> {
    pub(super) view: View<'a>,
    pub(super) nodes: Vec<Node>,
    /// What is open, outermost first.
    pub(super) frames: Vec<Frame>,
    /// The style under which a style first appeared.
    pub(super) learned: Vec<(Key, Option<Key>)>,
    /// Styles that may number clauses but number sections here.
    pub(super) sections: Vec<Key>,
    pub(super) title: Option<NodeId>,
    /// The headings above the last node.
    pub(super) above: Arc<[NodeId]>,
}

/// Builds the tree of a document's pieces.
pub(super) fn nest(view: View<'_>, pieces: &[Piece]) -> (Vec<Node>, Option<NodeId>) {
    let title = titles::title(view, pieces);
    let contents = titles::contents(view, pieces);
    let mut nest = Nest {
        view,
        nodes: Vec::with_capacity(pieces.len() * 4),
        frames: Vec::new(),
        learned: Vec::new(),
        sections: place::sections(view, pieces, &contents),
        title: None,
        above: Arc::default(),
    };
    nest.add(NodeKind::Document, 0..view.folded.text.len());
    for (at, piece) in pieces.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| pieces.get(before));
        let after = pieces.get(at + 1);
        if piece.gap == Gap::Part {
            nest.frames.clear();
        }
        if title == Some(at) {
            let id = nest.leaf(
                NodeKind::Heading,
                piece.range.clone(),
                piece.body(&view.folded.text),
            );
            nest.title = Some(id);
        } else if contents.get(at).copied().unwrap_or(false) {
            nest.frames.clear();
            nest.leaf(
                NodeKind::Heading,
                piece.range.clone(),
                piece.body(&view.folded.text),
            );
        } else if piece.shape == Shape::Row {
            nest.row(piece);
        } else if !piece.numbers.is_empty() {
            nest.numbered(piece, after);
        } else if piece.shape == Shape::Bullet {
            nest.bullet(piece, after);
        } else if matches!(piece.shape, Shape::Heading(_))
            || titles::is_heading(view, before, piece, after)
        {
            nest.heading(piece, after);
        } else {
            nest.paragraph(piece, after);
        }
    }
    (nest.nodes, nest.title)
}

impl Nest<'_> {
    fn numbered(&mut self, piece: &Piece, after: Option<&Piece>) {
        let (number, keep) = place::place(self, piece);
        let parent = self
            .frames
            .get(keep.wrapping_sub(1))
            .and_then(|frame| frame.key);
        if !self.learned.iter().any(|(known, _)| *known == number.key()) {
            self.learned.push((number.key(), parent));
        }
        let beside_brief = self.frames.get(keep).is_some_and(|frame| frame.brief);
        self.frames.truncate(keep);
        let kind = self.kind_of(&number);
        let governed = kind == Kind::Item
            && self
                .frames
                .last()
                .is_some_and(|frame| frame.opens.is_some());
        let body = piece.body(&self.view.folded.text);
        let words = self.view.words(body.clone());
        let sibling = after.is_some_and(|after| {
            after
                .numbers
                .iter()
                .any(|other| other.key() == number.key())
        });
        let level = match piece.shape {
            Shape::Heading(level) => level,
            _ => 0,
        };
        let brief = titles::is_titular(self.view, words);
        // A short line titles what lies below it; in a list of short lines, or where the list ends with it, it is all there is.
        let ends = kind == Kind::Item
            && (beside_brief || after.is_some_and(|after| self.is_beside_open(after)));
        let alone = sibling || after.is_none() || governed || ends;
        let titular = level > 0 || (brief && (kind == Kind::Section || !alone));
        let sentenced = || match kind {
            Kind::Clause => titles::sentenced(self.view, &body),
            _ => None,
        };
        let bracketed = match level {
            0 => titles::bracketed(self.view, &body).or_else(sentenced),
            _ => None,
        };
        let style = self.view.styles.style(&number);
        self.open(
            piece,
            Frame {
                key: Some(number.key()),
                rank: style.map_or(9, |style| style.rank),
                strong: style.is_some_and(|style| style.roles.is_strong()),
                path: number.path.clone(),
                marked: level,
                brief: brief && !titular,
                ..Frame::new(kind, piece)
            },
            self.view.words(number.range.clone()).to_owned(),
            bracketed.clone().or_else(|| titular.then(|| body.clone())),
        );
        if let Some(title) = bracketed {
            let rest = Piece {
                range: title.end..piece.range.end,
                numbers: Numbers::new(),
                ..piece.clone()
            };
            if rest.range.start < rest.range.end {
                self.text(&rest, after);
            }
        } else if titular {
            if words.ends_with(':') {
                self.opens(header(self.view, body, after, false), false);
            }
        } else if body.start < body.end {
            self.text(piece, after);
        }
    }

    /// Whether a piece goes on with a numbering that is open.
    fn is_beside_open(&self, piece: &Piece) -> bool {
        let open = |number: &Number| {
            self.view.styles.is_strong(number)
                || self
                    .frames
                    .iter()
                    .any(|frame| frame.key == Some(number.key()))
        };
        piece.numbers.iter().any(open)
    }

    /// What a number's piece is where it has been placed.
    fn kind_of(&self, number: &Number) -> Kind {
        let roles = self
            .view
            .styles
            .style(number)
            .map(|style| style.roles)
            .unwrap_or_default();
        if roles.section && (!roles.clause || self.sections.contains(&number.key())) {
            Kind::Section
        } else if self.frames.iter().any(|frame| frame.kind != Kind::Section) {
            Kind::Item
        } else {
            Kind::Clause
        }
    }

    fn bullet(&mut self, piece: &Piece, after: Option<&Piece>) {
        let keep = place::bullet(self, piece);
        self.frames.truncate(keep);
        if self.frames.iter().all(|frame| frame.kind == Kind::Section) {
            self.open(piece, Frame::new(Kind::Plain, piece), String::new(), None);
        }
        let frame = Frame {
            key: Some(place::BULLET),
            ..Frame::new(Kind::Item, piece)
        };
        self.open(piece, frame, String::new(), None);
        self.text(piece, after);
    }

    fn heading(&mut self, piece: &Piece, after: Option<&Piece>) {
        let body = piece.body(&self.view.folded.text);
        let level = match piece.shape {
            Shape::Heading(level) => level,
            _ => 0,
        };
        let keep = place::heading(self, level, after);
        // A title line behind a number that stood alone is the title of that number's piece.
        let bare = level == 0
            && self.frames.last().is_some_and(|frame| {
                !frame.filled && frame.heading.is_none() && frame.kind != Kind::Plain
            });
        if bare || keep.is_none() {
            let id = self.leaf(NodeKind::Heading, piece.range.clone(), body);
            if let Some(frame) = self.frames.last_mut() {
                frame.heading = Some(id);
            }
            return;
        }
        self.frames.truncate(keep.unwrap_or(0));
        let frame = Frame {
            marked: level,
            ..Frame::new(Kind::Section, piece)
        };
        self.open(piece, frame, String::new(), Some(body));
    }

    fn row(&mut self, piece: &Piece) {
        let keep = place::text(self, piece);
        self.frames.truncate(keep);
        if self.frames.iter().all(|frame| frame.kind == Kind::Section) {
            self.open(piece, Frame::new(Kind::Plain, piece), String::new(), None);
        }
        self.leaf(NodeKind::Row, piece.range.clone(), piece.range.clone());
    }

    fn paragraph(&mut self, piece: &Piece, after: Option<&Piece>) {
        let words = self.view.words(piece.range.clone());
        // Lines that each end with a semicolon under a header are its items, numbered or not.
        let listed = piece.gap == Gap::Line
            && self.frames.last().is_some_and(|top| {
                (top.implied && top.paused)
                    || (top.opens.is_some() && top.colon && words.ends_with(';'))
            });
        if listed {
            let keep =
                self.frames.len() - usize::from(self.frames.last().is_some_and(|top| top.implied));
            self.frames.truncate(keep);
            let frame = Frame {
                implied: true,
                ..Frame::new(Kind::Item, piece)
            };
            self.open(piece, frame, String::new(), None);
            self.text(piece, after);
            return;
        }
        let keep = place::text(self, piece);
        self.frames.truncate(keep);
        let over = self.frames.last().is_some_and(|top| {
            top.kind == Kind::Plain && piece.gap != Gap::Soft && piece.depth == 0
        });
        if over {
            self.frames.pop();
        }
        if self.frames.iter().all(|frame| frame.kind == Kind::Section) {
            self.open(piece, Frame::new(Kind::Plain, piece), String::new(), None);
        }
        self.text(piece, after);
    }

    /// Opens a container at a piece, with its heading if it has one.
    fn open(
        &mut self,
        piece: &Piece,
        mut frame: Frame,
        number: String,
        heading: Option<Range<usize>>,
    ) {
        let start = piece.range.start;
        let end = piece
            .body(&self.view.folded.text)
            .start
            .min(piece.range.end);
        let header = match frame.kind {
            Kind::Item => self.frames.last().and_then(|parent| parent.opens.clone()),
            _ => None,
        };
        let depth = self
            .frames
            .iter()
            .filter(|frame| frame.kind == Kind::Item)
            .count();
        let level = match frame.kind {
            _ if number.is_empty() => 0,
            Kind::Section => 1,
            Kind::Clause | Kind::Plain => 2,
            Kind::Item => u8::try_from(depth + 3).unwrap_or(u8::MAX),
        };
        let id = self.add(frame.kind.node(), start..end.max(start));
        frame.node = id.0 as usize;
        if let Some(node) = self.nodes.get_mut(frame.node) {
            node.level = level;
            node.number = number;
            node.header = header.map(|header| offset(header.start)..offset(header.end));
            if heading.is_some() {
                let above = node.headings.iter().copied();
                node.headings = above.chain([NodeId(id.0 + 1)]).collect();
            }
        }
        self.frames.push(frame);
        if let Some(body) = heading {
            let heading = self.leaf(NodeKind::Heading, start..body.end, body);
            if let Some(frame) = self.frames.last_mut() {
                frame.heading = Some(heading);
            }
        } else {
            self.reach(end);
        }
    }

    /// Adds a piece's paragraph to what is open and notes whether it opens a list.
    fn text(&mut self, piece: &Piece, after: Option<&Piece>) {
        let body = piece.body(&self.view.folded.text);
        self.leaf(NodeKind::Paragraph, piece.range.clone(), body.clone());
        let words = self.view.words(body.clone()).trim_end();
        let paused = words.ends_with([';', ',', '、', ':']);
        let colon = words.ends_with(':');
        let outside = self
            .frames
            .last()
            .is_none_or(|frame| frame.kind == Kind::Plain);
        self.opens(header(self.view, body, after, outside), colon);
        for frame in &mut self.frames {
            frame.paused = paused;
        }
    }

    fn opens(&mut self, header: Option<Range<usize>>, colon: bool) {
        let contract = header
            .as_ref()
            .is_some_and(|header| opens_contract(self.view.words(header.clone())));
        if let Some(frame) = self.frames.last_mut() {
            frame.contract = contract;
            frame.opens = header;
            frame.colon = colon;
        }
    }
}

//! Defines a document: decoded text, folded view with a map back, a tree of units over the folded view, and marks.

use crate::codes::Code;
use crate::ir::Words;
use crate::source::{Place, Source};
use std::ops::Range;
use std::sync::Arc;

/// Index into [`Document::nodes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// What a node of the tree is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    /// The whole text; always the first node.
    Document,
    /// A titled group of clauses: its heading and all below it.
    Section,
    /// A line that titles what follows, or the document.
    Heading,
    /// A numbered clause with all that belongs to it; unnumbered: a paragraph with the list that follows it.
    Clause,
    /// A numbered piece below a clause (sub-clause or list item), down to the smallest.
    Item,
    /// A paragraph.
    Paragraph,
    /// A table row.
    Row,
    /// A sentence; its parent is the smallest unit that holds it.
    Sentence,
}

/// A unit of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Bytes of the folded text. A parent's range covers its children's; siblings are in order and do not overlap.
    pub range: Range<u32>,
    /// What it lies in; `None` for the document.
    pub parent: Option<NodeId>,
    /// Depth of its numbering style (1: part or chapter, 2: clause, 3 and more: below); 0 where it has none.
    pub level: u8,
    /// Its number as written, folded (`第八条`, `(一)`, `1.2`); empty where it has none.
    pub number: String,
    /// The words that open the list it belongs to (`催收人员不得有下列行为:`), as a range of the folded text, without its own list.
    pub header: Option<Range<u32>>,
    /// The headings above it, outermost first, as nodes of kind [`NodeKind::Heading`]; for a section its own heading is the last.
    pub headings: Arc<[NodeId]>,
}

/// How a stretch of text is set apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkKind {
    /// Bold.
    Bold,
    /// Underlined.
    Underline,
    /// Larger than the body.
    Large,
    /// Coloured.
    Color,
    /// Part of a heading.
    Heading,
}

/// A stretch of the folded text that is set apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// How.
    pub kind: MarkKind,
    /// Bytes of the folded text.
    pub range: Range<u32>,
}

/// A comment of a format that has them: `<!-- … -->`, `<%-- … --%>`, `/* … */`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Bytes of the source, with the comment's marks.
    pub range: Range<u32>,
    /// The byte of the folded text before which it stands.
    pub at: u32,
    /// Its words, without the marks and the white space round them.
    pub text: String,
}

/// A part of the file that could not be read, so that nothing may be concluded from what is not found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Where: a page, a part.
    pub place: Place,
    /// A code of the stage `input`.
    pub code: Code,
    /// Why, in one line.
    pub reason: Words,
}

/// A document.
#[derive(Debug, Clone)]
pub struct Document {
    /// The decoded text under the name that the input was given by; of a DOCX or PDF the extracted text, with its places.
    pub source: Source,
    /// Which document of the file it is, where a file holds several (`row 3`, `$.templates[2]`).
    pub part: Option<String>,
    /// `txt`, `md`, `html`, `docx`, `pdf` …
    pub format: &'static str,
    /// The encoding that it was decoded as (`UTF-8`, `GB18030`, `Big5`, `UTF-16LE` …).
    pub encoding: &'static str,
    /// Size in bytes before decoding.
    pub bytes: u64,
    /// The folded text: blocks separated by `\n`, lines of a block joined.
    pub folded: super::fold::Folded,
    /// Comments of the format, by place.
    pub comments: Vec<Comment>,
    /// Parts that could not be read, by place.
    pub unread: Vec<Unread>,
    /// Whether the format can carry marks (a plain text cannot: `prominent` is not assessed).
    pub carries_marks: bool,
    /// Marks, by place.
    pub marks: Vec<Mark>,
    /// The tree in depth-first order; the first node is the document.
    pub nodes: Vec<Node>,
    /// The title's heading, if one was found.
    pub title: Option<NodeId>,
}

impl Document {
    /// What findings and verdicts are about: the file's name, and the part where a file holds several documents.
    pub fn subject(&self) -> String {
        match &self.part {
            Some(part) => format!("{}#{part}", self.source.name()),
            None => self.source.name().to_owned(),
        }
    }

    /// The node of an id.
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.0 as usize)
    }

    /// Every node with its id, in depth-first order.
    pub fn iter(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        self.nodes
            .iter()
            .enumerate()
            .map(|(at, node)| (NodeId(u32::try_from(at).unwrap_or(u32::MAX)), node))
    }
}

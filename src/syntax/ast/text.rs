//! Defines patterns, groups of patterns and sentences about units of text.

use super::{Comparison, Cue, Expr, Name, Span, Text};

/// A text pattern.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// The whole pattern.
    pub span: Span,
    /// What it is.
    pub kind: PatternKind,
}

/// What a pattern is.
#[derive(Debug, Clone)]
pub enum PatternKind {
    /// `"literal"`
    Literal(Text),
    /// `/regular expression/`, the value between the slashes.
    Regex(Text),
    /// A concept or a party.
    Name(Name),
    /// `p | q`
    Any(Vec<Pattern>),
    /// `p then q`
    Then(Box<Pattern>, Box<Pattern>),
    /// `p near q [within N chars]`
    Near(Box<Pattern>, Box<Pattern>, Option<(u32, Span)>),
}

/// What a cue stands before: one pattern or a group of them.
#[derive(Debug, Clone)]
pub struct Group {
    /// The whole group.
    pub span: Span,
    /// What it is.
    pub kind: GroupKind,
}

/// What a group is; members may be groups again.
#[derive(Debug, Clone)]
pub enum GroupKind {
    /// One pattern.
    Pattern(Pattern),
    /// `all of { a, b }`
    All(Vec<Group>),
    /// `any of { a, b }`
    Any(Vec<Group>),
    /// `at least N of { a, b }`
    AtLeast(u32, Vec<Group>),
    /// `each of { a, b }`: only after `states NAME =`.
    Each(Vec<Group>),
}

/// A sentence about a unit of text.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// The whole sentence.
    pub span: Span,
    /// What it says.
    pub kind: SentenceKind,
}

/// What a sentence says.
#[derive(Debug, Clone)]
pub enum SentenceKind {
    /// `S and S …`
    And(Vec<Sentence>),
    /// `S or S …`
    Or(Vec<Sentence>),
    /// `not S`
    Not(Box<Sentence>),
    /// `says GROUP [by PARTY]` and its siblings.
    Cue(Cue, Group, Option<Name>),
    /// `about P`
    About(Pattern),
    /// `prominent S`
    Prominent(Box<Sentence>),
    /// `figure F [cmp EXPR]`
    Figure(Name, Option<(Comparison, Expr)>),
    /// `figure F + figure G cmp EXPR`: the left side is a sum or product of figures, numbers and parameters.
    Figures(Expr, Comparison, Expr),
    /// `ticked S`, `figure F at least as prominent as figure G`, `holds nothing but …`: parsed, not supported yet.
    Unsupported(Name),
}

//! Defines compiled text patterns, sentences, figures, parties and kinds of document.

use super::Words;
use super::lang::Language;
use super::log::Value;
use super::terms::{Comparison, Cue};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Index into [`TextTables::patterns`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PatternId(pub u32);

/// Index into [`TextTables::parties`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PartyId(pub u32);

/// Index into [`TextTables::figures`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FigureId(pub u32);

/// Index into [`TextTables::documents`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocumentKindId(pub u32);

/// All that text rules need. Equal patterns share one entry.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct TextTables {
    /// Patterns; members have smaller ids than what holds them.
    pub patterns: Vec<Pattern>,
    /// Sides of a contract.
    pub parties: Vec<Party>,
    /// Figures.
    pub figures: Vec<Figure>,
    /// Kinds of document.
    pub documents: Vec<DocumentKind>,
    /// Natural languages.
    pub languages: Vec<Language>,
    /// What people call a named pattern, where its file says so.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub pattern_labels: BTreeMap<PatternId, Words>,
    /// What people call a figure, where its file says so.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub figure_labels: BTreeMap<FigureId, Words>,
}

/// A text pattern.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pattern {
    /// A literal as it was written; the engine folds it like the text.
    Literal(String),
    /// A regular expression over the folded text.
    Regex(String),
    /// Any of these.
    Any(Vec<PatternId>),
    /// The first, later the second, within one unit.
    Then(PatternId, PatternId),
    /// Both, in any order, within one unit, and within this many characters if given.
    Near(PatternId, PatternId, Option<u32>),
    /// A named concept or party: its full name (`pack/name`) and what it stands for.
    Named(String, PatternId),
}

/// A side of the contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// `lender`
    pub name: String,
    /// Its words; `以下简称甲方` adds more in one document.
    pub pattern: PatternId,
}

/// What a figure measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FigureKind {
    /// A rate; compared per year, in per cent.
    Rate,
    /// An amount of money.
    Amount,
    /// A number of days (also weeks, months, years, business days), compared as a span.
    Duration,
    /// A clock time, in minutes from midnight.
    Clock,
    /// A bare number or a number of times.
    Count,
}

/// A number with a unit that stands near a pattern.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// `penalty-rate`
    pub name: String,
    /// What it measures.
    pub kind: FigureKind,
    /// The label.
    pub near: PatternId,
    /// How far, in characters of the folded text, between label and number; `None`: the same sentence.
    pub within: Option<u32>,
}

/// A kind of document: any of its lines recognises it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentKind {
    /// `pack/name`
    pub id: String,
    /// `loan-contract`
    pub name: String,
    /// Title for people.
    pub called: Words,
    /// Looked for in the title.
    pub title: Vec<PatternId>,
    /// Looked for in the whole text.
    pub text: Vec<PatternId>,
    /// Globs over the file name.
    pub files: Vec<String>,
}

/// One pattern or a group of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// One pattern.
    Pattern(PatternId),
    /// All members.
    All(Vec<Group>),
    /// At least so many members; `any of` is 1.
    AtLeast(u32, Vec<Group>),
}

/// A sentence about a unit of text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sentence {
    /// All.
    And(Vec<Sentence>),
    /// Any.
    Or(Vec<Sentence>),
    /// Not.
    Not(Box<Sentence>),
    /// `says GROUP [by PARTY]` and its siblings; each member of the group is asked by itself.
    Cue(Cue, Group, Option<PartyId>),
    /// The unit itself or a heading above it mentions the pattern.
    About(PatternId),
    /// What satisfies the sentence is set apart by marks.
    Prominent(Box<Sentence>),
    /// A figure is stated, or stated and compared with a value (a constant, a parameter, another figure, sums and products).
    Figure(FigureId, Option<(Comparison, Value)>),
}

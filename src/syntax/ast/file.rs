//! Defines the frame of the tree: names, texts, the file, its items and what every item shares.

use super::{
    CalendarItem, Conduct, Disclosure, DocumentItem, Event, FigureItem, Language, LogItem, Pack,
    ParameterItem, Pattern, Rule, StateItem,
};
use crate::source::{FileId, Span};
use jiff::civil::Date;

/// A word with its place. Back-ticks are taken off; a path such as `lang/zh` is one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The word.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A string literal: its value without quotes and escapes, and the span with them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The value.
    pub value: String,
    /// Where it stands, quotes included.
    pub span: Span,
}

/// One rule file.
#[derive(Debug, Clone, Default)]
pub struct File {
    /// Which text.
    pub file: FileId,
    /// The items that could be read, in order.
    pub items: Vec<Item>,
    /// Names of items that could not be read: they exist, but nothing is known of them, so that nothing is said of their use.
    pub broken: Vec<Name>,
    /// Every comment, in order; `///` lines are also in [`Item::docs`].
    pub comments: Vec<Text>,
}

/// One item with what stands before it.
#[derive(Debug, Clone)]
pub struct Item {
    /// The whole item.
    pub span: Span,
    /// The lines of `///` directly above, without the slashes.
    pub docs: Vec<String>,
    /// What it declares.
    pub kind: ItemKind,
}

/// What an item declares. Rules are most of what a file holds, so that boxing them would save nothing.
#[allow(clippy::large_enum_variant)]
#[derive(Debug, Clone)]
pub enum ItemKind {
    /// `pack NAME { … }`
    Pack(Pack),
    /// `use NAME`
    Use(Name),
    /// `language NAME { … }`
    Language(Language),
    /// `concept NAME = PATTERN`
    Concept(Named<Pattern>),
    /// `party NAME = PATTERN`
    Party(Named<Pattern>),
    /// `figure NAME = UNIT near PATTERN [within N chars]`
    Figure(FigureItem),
    /// `document NAME { … }`
    Document(DocumentItem),
    /// `log NAME { … }`
    Log(LogItem),
    /// `event NAME = EVENT`
    Event(Named<Event>),
    /// `state NAME = after …`
    State(StateItem),
    /// `calendar NAME { … }`
    Calendar(CalendarItem),
    /// `parameter NAME = 3 from 2025-02-28, 5 from 2018-03-28`
    Parameter(ParameterItem),
    /// `disclosure NAME { … }`
    Disclosure(Rule<Disclosure>),
    /// `conduct NAME { … }`
    Conduct(Rule<Conduct>),
    /// `table NAME { … }`: reserved, not supported yet.
    Table(Name),
}

/// A name and what it stands for.
#[derive(Debug, Clone)]
pub struct Named<T> {
    /// The name.
    pub name: Name,
    /// What it stands for.
    pub value: T,
}

/// A text in several languages: `en "…" zh "…"`; a bare string counts for every language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Localized {
    /// Language tag (`en`, `zh`; `None` for a bare string) and text.
    pub texts: Vec<(Option<Name>, Text)>,
}

/// `effective 2025-02-28` or `effective 2018-03-28..2025-02-27`, both days included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Validity {
    /// First day in force; `None` for "always was".
    pub from: Option<Date>,
    /// Last day in force.
    pub until: Option<Date>,
    /// Where it stands.
    pub span: Span,
}

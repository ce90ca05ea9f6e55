//! Defines events, states and conditions on log rows.

use super::{Amount, Comparison, Cue, Expr, Group, Name, Span, Text, TimeSpan};

/// A selection of log rows.
#[derive(Debug, Clone)]
pub struct Event {
    /// The whole event.
    pub span: Span,
    /// What it is.
    pub kind: EventKind,
}

/// What an event is.
#[derive(Debug, Clone)]
pub enum EventKind {
    /// A log or a named event. `plural` tells that the name stands after a number, where a final `s` may come off.
    Name {
        /// The word.
        name: Name,
        /// After a number.
        plural: bool,
    },
    /// `A or B …`
    Or(Vec<Event>),
    /// `E where C`
    Where(Box<Event>, Condition),
    /// `first E per K`, `3rd E per K`; the key is a list of fields, the rank counts from 1.
    Rank(u32, Box<Event>, Vec<Name>),
    /// `with F = X`, `answering M per K`: parsed, not supported yet. The name is the word that is not supported.
    Unsupported(Box<Event>, Name),
}

/// `state S = after A per K [within SPAN] [until C] [up to F]`.
#[derive(Debug, Clone)]
pub struct StateItem {
    /// The name.
    pub name: Name,
    /// What opens it.
    pub after: Event,
    /// The key.
    pub per: Vec<Name>,
    /// How long.
    pub within: Option<TimeSpan>,
    /// What closes it.
    pub until: Option<Event>,
    /// `up to F`: parsed, not supported yet.
    pub up_to: Option<Name>,
}

/// A condition on a row.
#[derive(Debug, Clone)]
pub struct Condition {
    /// The whole condition.
    pub span: Span,
    /// What it asks.
    pub kind: ConditionKind,
}

/// What a condition asks.
#[derive(Debug, Clone)]
pub enum ConditionKind {
    /// `C and C …`
    And(Vec<Condition>),
    /// `C or C …`
    Or(Vec<Condition>),
    /// `not C`
    Not(Box<Condition>),
    /// `X cmp Y`; `is` and `is not` are comparisons too.
    Compare(Expr, Comparison, Expr),
    /// `X [not] in { … }`, `X [not] in A..B`, `X [not] in contract.NAME`; the flag is `every F in S`.
    In {
        /// The value asked about.
        value: Expr,
        /// `every`
        every: bool,
        /// `not in`
        negated: bool,
        /// The set.
        set: Set,
    },
    /// `FIELD says|mentions|denies P` (and the other cues).
    Text(Name, Cue, Group, Option<Name>),
    /// `FIELD said [first] by SPEAKER says|mentions|denies P`
    Said(Name, Speaker, Cue, Group, Option<Name>),
    /// `FIELD matches /…/`
    Matches(Name, Text),
    /// `X is known` (true) or `X is missing` (false).
    Known(Expr, bool),
    /// A bare word: a flag, an event or a log.
    Bare(Name),
    /// `holiday`, with the field whose date is asked (`holiday of F`), `at` if not said.
    Holiday(Option<Name>),
    /// `during STATE`
    During(Name),
    /// `preceded by [at least N] E [per K] [within SPAN] [at least SPAN earlier]`
    Preceded(Temporal),
    /// `followed by E [per K] [within SPAN]`
    Followed(Temporal),
    /// Reserved forms (`during (S where …)`, `holds nothing but`), by their word.
    Unsupported(Name),
}

/// Whose words in a transcript are looked at.
#[derive(Debug, Clone)]
pub struct Speaker {
    /// The speaker, as the languages label it.
    pub name: Name,
    /// Only that speaker's first turn.
    pub first: bool,
}

/// The parts of `preceded by` and `followed by`.
#[derive(Debug, Clone)]
pub struct Temporal {
    /// `at least N`; 1 if not said.
    pub at_least: Option<Amount>,
    /// E
    pub event: Box<Event>,
    /// `per K`; empty for the whole log.
    pub per: Vec<Name>,
    /// `within SPAN`
    pub within: Option<TimeSpan>,
    /// `at least SPAN earlier`
    pub earlier: Option<TimeSpan>,
}

/// A set of values.
#[derive(Debug, Clone)]
pub enum Set {
    /// `{ a, b }`
    List(Vec<Expr>, Span),
    /// `A..B` and `A..<B`; the flag tells that the end is left out.
    Range(Box<Expr>, Box<Expr>, bool),
    /// `contract.NAME`
    Contract(Name),
}

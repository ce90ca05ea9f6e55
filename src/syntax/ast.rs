//! Defines the tree of a rule file as it was written: items with spans and kept comments, names not yet resolved.
//! Parsing is in `parse` and `lower`; what names mean is left to `check`.

pub use crate::ir::terms::{
    Comparison, Cue, Effect, Part, Period, Severity, TimeUnit, Unit, Weekday,
};
use crate::source::{FileId, Span};
use jiff::civil::{Date, Time};

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

/// What an item declares.
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

/// `pack NAME { … }`.
#[derive(Debug, Clone)]
pub struct Pack {
    /// The path, such as `consumer-finance/disclosure`.
    pub name: Name,
    /// `version "1.0.0"`
    pub version: Option<Text>,
    /// `title …`
    pub title: Localized,
    /// `authority …`
    pub authority: Localized,
    /// `source "…"`, any number.
    pub sources: Vec<Text>,
    /// `effective FROM[..UNTIL]`: every rule of the pack without its own.
    pub effective: Option<Validity>,
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

/// `language NAME { KEY "…", "…" … }`: cues as data. Every entry is a key with strings, and for cues optional
/// words about reach. The keys that exist are listed in `ir::lang`.
#[derive(Debug, Clone)]
pub struct Language {
    /// The tag: `zh`, `en`.
    pub name: Name,
    /// Entries in order.
    pub entries: Vec<LanguageEntry>,
}

/// `KEY [QUALIFIER…] "…", "…"` inside a language.
#[derive(Debug, Clone)]
pub struct LanguageEntry {
    /// Such as `negation`, `permission`, `numbering`.
    pub key: Name,
    /// Words between key and strings, such as `level 2`.
    pub qualifiers: Vec<Name>,
    /// A whole number among the qualifiers (`level 2`).
    pub number: Option<(i64, Span)>,
    /// The strings (or regular expressions), in order.
    pub values: Vec<LanguageValue>,
}

/// One value of a language entry.
#[derive(Debug, Clone)]
pub enum LanguageValue {
    /// `"…"`
    Literal(Text),
    /// `/…/`
    Regex(Text),
}

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
    /// `ticked S`, `figure F at least as prominent as figure G`, `holds nothing but …`: parsed, not supported yet.
    Unsupported(Name),
}

/// `document NAME { title PATTERN  text PATTERN  file "*.glob" }`: a document is of the kind if any line holds.
#[derive(Debug, Clone)]
pub struct DocumentItem {
    /// The name of the kind.
    pub name: Name,
    /// Its title for people (`called en "…" zh "…"`).
    pub called: Localized,
    /// Patterns looked for in the title.
    pub title: Vec<Pattern>,
    /// Patterns looked for in the text.
    pub text: Vec<Pattern>,
    /// Globs over the file name.
    pub file: Vec<Text>,
}

/// `figure NAME = KIND near PATTERN [within N chars]`.
#[derive(Debug, Clone)]
pub struct FigureItem {
    /// The name.
    pub name: Name,
    /// `rate`, `amount`, `days`, `duration`, `clock`, `count`: resolved by `check`.
    pub kind: Name,
    /// The label.
    pub near: Pattern,
    /// How far, in characters.
    pub within: Option<(u32, Span)>,
}

/// `log NAME { FIELD… }`.
#[derive(Debug, Clone)]
pub struct LogItem {
    /// The name; as an event it stands for every row.
    pub name: Name,
    /// Its title for people.
    pub called: Localized,
    /// Its fields.
    pub fields: Vec<LogField>,
}

/// One field of a log: `NAME TYPE ATTRIBUTE… [named "…", "…"]`.
#[derive(Debug, Clone)]
pub struct LogField {
    /// The whole field.
    pub span: Span,
    /// The lines of `///` directly above.
    pub docs: Vec<String>,
    /// The name.
    pub name: Name,
    /// The type.
    pub ty: FieldType,
    /// `required`
    pub required: bool,
    /// `empty is no`
    pub empty_is_no: bool,
    /// `named "…", "…"`: header names of real exports.
    pub headers: Vec<Text>,
    /// `from …`: how it follows from other fields where the log has no such column or the cell is empty.
    pub from: Option<FieldSource>,
}

/// The type of a field.
#[derive(Debug, Clone)]
pub enum FieldType {
    /// `time`, `date`, `id`, `number`, `text`, `flag`, `zone`, `hours`.
    Plain(Name),
    /// `ids`, `zones`: several values in one cell.
    Several(Name),
    /// `one of { phone "电话", … }`
    OneOf(Vec<EnumValue>),
    /// `several of { … }`
    SeveralOf(Vec<EnumValue>),
}

/// One value of an enumeration with its spellings in real exports.
#[derive(Debug, Clone)]
pub struct EnumValue {
    /// The value.
    pub name: Name,
    /// Other spellings.
    pub aliases: Vec<Text>,
}

/// How a field follows from others.
#[derive(Debug, Clone)]
pub enum FieldSource {
    /// `from channel { voicemail is phone }`: the other field's value, some of them renamed.
    Grouped(Name, Vec<(Name, Name)>),
    /// `from at + duration`: a start and a number of seconds.
    Sum(Name, Name),
    /// `from debtor where party is debtor else party, number`: the debtor's own id, or a key made of other fields.
    Person {
        own: Name,
        when: (Name, Name),
        other: Vec<Name>,
    },
}

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

/// A span of time: `within 7 days`, `within next 5 business days`, `within 168 hours`.
#[derive(Debug, Clone)]
pub struct TimeSpan {
    /// Where it stands, from the amount on.
    pub span: Span,
    /// `next`, `past` or neither.
    pub direction: Option<Direction>,
    /// How many units; a parameter may stand for the number.
    pub amount: Amount,
    /// The unit.
    pub unit: TimeUnit,
    /// `extended to a business day`: parsed, not supported yet.
    pub extended: Option<Span>,
}

/// A number, or a parameter that holds one.
#[derive(Debug, Clone)]
pub enum Amount {
    /// A whole number.
    Number(i64, Span),
    /// A parameter.
    Parameter(Name),
}

/// Which way a span leaves out its first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// `next`
    Next,
    /// `past`
    Past,
}

/// `calendar NAME { weekend sat, sun  file "holidays.toml"  holiday 2026-01-01  workday 2026-01-04 }`.
#[derive(Debug, Clone)]
pub struct CalendarItem {
    /// The name.
    pub name: Name,
    /// Days of the week that are no business days.
    pub weekend: Vec<Weekday>,
    /// TOML files in the pack with `holidays = […]` and `workdays = […]`.
    pub files: Vec<Text>,
    /// Public holidays.
    pub holidays: Vec<Date>,
    /// Make-up working days.
    pub workdays: Vec<Date>,
}

/// `parameter NAME = VALUE from DATE ["source"], …`, or one value that always holds.
#[derive(Debug, Clone)]
pub struct ParameterItem {
    /// The name.
    pub name: Name,
    /// The values.
    pub values: Vec<ParameterValue>,
}

/// One value of a parameter.
#[derive(Debug, Clone)]
pub struct ParameterValue {
    /// The value: a literal or a sum or product of literals and parameters.
    pub value: Expr,
    /// First day.
    pub from: Option<(Date, Span)>,
    /// `for lender bank`: the profiles that it holds for; empty for all.
    pub profile: Vec<Name>,
    /// Where the value is taken from.
    pub source: Option<Text>,
}

/// What both kinds of rule share.
#[derive(Debug, Clone)]
pub struct Rule<B> {
    /// The name.
    pub name: Name,
    /// `title`
    pub title: Localized,
    /// `cite [ID] "…"`, any number.
    pub cites: Vec<Cite>,
    /// `severity error|warning|info`
    pub severity: Option<(Severity, Span)>,
    /// `effect …`
    pub effect: Option<(Effect, Span)>,
    /// `for lender bank, agency`
    pub profile: Vec<Name>,
    /// `calendar NAME`
    pub calendar: Option<Name>,
    /// `help`
    pub help: Localized,
    /// `suggest`
    pub suggest: Localized,
    /// `applies loan-contract, credit-agreement`
    pub applies: Vec<Name>,
    /// `effective …`
    pub effective: Option<Validity>,
    /// Words that are reserved and not supported yet (`with annexes`, `mitigated by`).
    pub unsupported: Vec<Name>,
    /// The statements.
    pub statements: Vec<B>,
    /// `pass` and `fail`.
    pub cases: Vec<Case>,
}

/// `cite ID "…"`, `cite "§3(1)"`.
#[derive(Debug, Clone)]
pub struct Cite {
    /// The whole citation.
    pub span: Span,
    /// Short id of an instrument, or a bare code.
    pub instrument: Option<Name>,
    /// Article and words.
    pub text: Option<Text>,
}

/// A statement about documents.
#[derive(Debug, Clone)]
pub struct Disclosure {
    /// The whole statement.
    pub span: Span,
    /// What it demands.
    pub kind: DisclosureKind,
}

/// What a disclosure demands.
#[derive(Debug, Clone)]
pub enum DisclosureKind {
    /// `require UNIT S`
    Require(Unit, Sentence),
    /// `forbid UNIT S`
    Forbid(Unit, Sentence),
    /// `when UNIT S require UNIT S'`
    When(Unit, Sentence, Unit, Sentence),
    /// `in [each] UNITS about P|where S (require|forbid) S'`
    In {
        /// `each`
        each: bool,
        /// The units looked at.
        unit: Unit,
        /// `about P` or `where S`.
        selector: Sentence,
        /// `forbid` instead of `require`.
        forbid: bool,
        /// What is demanded.
        demand: Sentence,
    },
    /// `states NAME = each of { … }`
    States(Name, Group),
}

/// A statement about logs.
#[derive(Debug, Clone)]
pub struct Conduct {
    /// The whole statement.
    pub span: Span,
    /// What it demands.
    pub kind: ConductKind,
}

/// What a conduct statement demands.
#[derive(Debug, Clone)]
pub enum ConductKind {
    /// `forbid E`
    Forbid(Event),
    /// `require E to have C`; `first E per K` is an event of kind rank.
    Require(Event, Condition),
    /// `forbid more than N [distinct F in] E per K [per PERIOD] [within SPAN] [since A]`
    Count {
        /// The limit.
        limit: Amount,
        /// `distinct F in`
        distinct: Option<Name>,
        /// What is counted.
        event: Event,
        /// The key; may be empty.
        per: Vec<Name>,
        /// `per day|week|month`
        period: Option<(Period, Span)>,
        /// `within SPAN`
        within: Option<TimeSpan>,
        /// `since A`
        since: Option<Event>,
        /// `renewed by A`: parsed, not supported yet.
        renewed: Option<Span>,
    },
    /// `after A forbid B per K [within SPAN] [until C]`
    AfterForbid {
        /// A
        after: Event,
        /// B
        forbid: Event,
        /// The key.
        per: Vec<Name>,
        /// `within SPAN`
        within: Option<TimeSpan>,
        /// `until C`
        until: Option<Event>,
    },
    /// `after A require B per K within SPAN [unless C]`
    AfterRequire {
        /// A
        after: Event,
        /// B
        require: Event,
        /// The key.
        per: Vec<Name>,
        /// `within SPAN`; missing is an error that `check` reports.
        within: Option<TimeSpan>,
        /// `unless C`
        unless: Option<Event>,
    },
    /// `before B require A [then A2 …] per K [within SPAN] [at least SPAN earlier]`
    Before {
        /// B
        before: Event,
        /// A, A2, …
        chain: Vec<Event>,
        /// The key.
        per: Vec<Name>,
        /// `within SPAN`
        within: Option<TimeSpan>,
        /// `at least SPAN earlier`
        at_least: Option<TimeSpan>,
    },
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
    /// Reserved forms (`during (S where …)`, `text said by agent …`, `holds nothing but`), by their word.
    Unsupported(Name),
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

/// A value.
#[derive(Debug, Clone)]
pub struct Expr {
    /// The whole expression.
    pub span: Span,
    /// What it is.
    pub kind: ExprKind,
}

/// What a value is.
#[derive(Debug, Clone)]
pub enum ExprKind {
    /// A field, a parameter or a value of an enumeration: `check` tells which.
    Name(Name),
    /// `this.F`: the outer row's field inside `preceded by` and `followed by`.
    This(Name),
    /// `contract.NAME`
    Contract(Name),
    /// `a.b`: reserved for tables and states, not supported yet.
    Dotted(Name, Name),
    /// A number.
    Number(f64),
    /// `24%`, also `0.05% per day`: the rate and what it is per (year if not said).
    Rate(f64, Option<TimeUnit>),
    /// `7 days`, `30 minutes`.
    Duration(TimeSpan),
    /// `22:00`; 24:00 is midnight at the end.
    Clock(Time, bool),
    /// `2026-03-01`
    Date(Date),
    /// `mon`
    Weekday(Weekday),
    /// `yes`, `no`.
    Flag(bool),
    /// `"…"`
    Text(Text),
    /// `time of F`, `date of F`, `weekday of F`; `None` stands for `at`.
    Part(Part, Option<Name>),
    /// `F else G`
    Else(Box<Expr>, Box<Expr>),
    /// `a + b`
    Add(Box<Expr>, Box<Expr>),
    /// `a - b`
    Subtract(Box<Expr>, Box<Expr>),
    /// `a * b`
    Multiply(Box<Expr>, Box<Expr>),
    /// `figure F`: the figure's value, in a disclosure's comparison.
    Figure(Name),
}

/// `pass` or `fail` with a text, a table of rows or a file.
#[derive(Debug, Clone)]
pub struct Case {
    /// The whole case.
    pub span: Span,
    /// `fail`
    pub fails: bool,
    /// `at 2, 3`: rows counted from 1.
    pub rows: Vec<u32>,
    /// `says "…"`: exact texts.
    pub says: Vec<Text>,
    /// `with contract "…"`: the contract that the rows are read with.
    pub contract: Option<Text>,
    /// `on DATE`: the governing date.
    pub on: Option<Date>,
    /// `"…"`, `"""…"""`, or a file's path.
    pub body: CaseBody,
}

/// What a case holds.
#[derive(Debug, Clone)]
pub enum CaseBody {
    /// A text, or a table of rows.
    Inline(Text),
    /// `file "…"`, from the rule file's folder.
    File(Text),
}

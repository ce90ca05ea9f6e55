//! Defines compiled log schemas, events, conditions and values; every name is resolved and every comparison typed.

use super::terms::{Comparison, Cue, Part, TimeUnit, Weekday};
use super::text::{FigureId, Group, PartyId};
use super::{CalendarId, ParameterId, Words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Index into [`LogTables::logs`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LogId(pub u32);

/// Index into the [`Log::fields`] of the log that the rule or event reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FieldId(pub u32);

/// Index into [`LogTables::events`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EventId(pub u32);

/// Index into [`LogTables::temporals`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TemporalId(pub u32);

/// The fields whose values divide a log; empty for the whole log.
pub type Key = Vec<FieldId>;

/// Kinds of log, events and temporal conditions.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct LogTables {
    /// Kinds of log.
    pub logs: Vec<Log>,
    /// Events, named and unnamed; an event only refers to events with smaller ids.
    pub events: Vec<Event>,
    /// Temporal conditions; one only refers to events with smaller ids than the event that holds it.
    pub temporals: Vec<Temporal>,
    /// What people call an event, where its file says so.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub event_labels: BTreeMap<EventId, Words>,
}

/// A kind of log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Log {
    /// `pack/name`
    pub id: String,
    /// `contact`
    pub name: String,
    /// Title for people.
    pub called: Words,
    /// The fields. Those named `at`, `id`, `seq`, `zone`, `contract` and `lang` have the meaning of the standard log.
    pub fields: Vec<Field>,
}

impl Log {
    /// The field of a name.
    pub fn field(&self, name: &str) -> Option<FieldId> {
        self.fields
            .iter()
            .position(|field| field.name == name)
            .and_then(|at| u32::try_from(at).ok())
            .map(FieldId)
    }
}

/// A field of a log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// The name.
    pub name: String,
    /// What it means, from the lines of `///`.
    pub docs: String,
    /// The type.
    pub ty: FieldType,
    /// A row without it is rejected.
    pub required: bool,
    /// An empty cell of a flag (or a log without the column) means *no*; an empty cell of `several of` means none of its values, where
    /// some file of the log has the column.
    pub empty_is_no: bool,
    /// Header names of real exports, besides the name itself.
    pub headers: Vec<String>,
    /// How it follows from others where the cell is empty or the column missing.
    pub from: Option<FieldSource>,
}

impl Field {
    /// Whether a log without the column still says something: that a flag is down.
    pub fn absent_is_no(&self) -> bool {
        self.empty_is_no && self.ty == FieldType::Flag
    }
}

/// The type of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldType {
    /// An instant or a date.
    Time,
    /// A calendar date.
    Date,
    /// An identity; with `several` more than one in a cell.
    Id {
        /// More than one in a cell.
        several: bool,
    },
    /// A number.
    Number,
    /// Running text.
    Text,
    /// yes or no.
    Flag,
    /// One or more IANA zones (or fixed offsets).
    Zone {
        /// More than one in a cell.
        several: bool,
    },
    /// One of these values, or several.
    Enum {
        /// More than one in a cell.
        several: bool,
        /// The values.
        values: Vec<EnumValue>,
    },
}

/// A value of an enumeration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnumValue {
    /// The value.
    pub name: String,
    /// Other spellings in real exports.
    pub aliases: Vec<String>,
}

/// How a field follows from others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldSource {
    /// The other enumeration's value, some of them renamed (`voicemail` is `phone`). The field's own type lists the results.
    Grouped(FieldId, Vec<(String, String)>),
    /// A start (time) and a number of seconds.
    Sum(FieldId, FieldId),
    /// `own` where `when` has the value (or is missing), else a key made of the other fields' values.
    Person {
        /// The field whose value is taken.
        own: FieldId,
        /// The enumeration asked.
        when: FieldId,
        /// The value it must have.
        is: String,
        /// Otherwise these together; missing if all of them but `when` are.
        other: Vec<FieldId>,
    },
}

/// A selection of rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Its full name (`pack/name`); `None` for one written inside a rule.
    pub name: Option<String>,
    /// Its words in a report: the source text on one line.
    pub words: String,
    /// The kind of log.
    pub log: LogId,
    /// What a row must satisfy.
    pub condition: Condition,
    /// Whether the condition reads `this.F`, and so can only be judged against an outer row.
    pub correlated: bool,
}

/// A condition on a row; three-valued.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// Every row.
    Always,
    /// All.
    And(Vec<Condition>),
    /// Any.
    Or(Vec<Condition>),
    /// Not.
    Not(Box<Condition>),
    /// A comparison; with a field of several values, one of them is asked for.
    Compare(Value, Comparison, Value),
    /// `X in …`; the flag is `every F in S`.
    In(Value, bool, Set),
    /// A text field says, denies … a pattern.
    Text {
        /// The field.
        field: FieldId,
        /// `said [first] by agent`: only that speaker's turns, or only the first of them.
        speaker: Option<Speaker>,
        /// says, denies …
        cue: Cue,
        /// What.
        group: Group,
        /// `by PARTY`
        by: Option<PartyId>,
    },
    /// A text or id field matches a regular expression somewhere.
    Matches(FieldId, String),
    /// The value is known.
    Known(Value),
    /// A flag.
    Flag(FieldId),
    /// Another event holds of the row.
    Event(EventId),
    /// The date of the value is no business day by the calendar (`None`: the rule's own; weekends and holidays count).
    Holiday(Value, Option<CalendarId>),
    /// A temporal condition holds of the row.
    Temporal(TemporalId),
}

/// Whose words in a transcript are looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// A speaker that the language packs label: `agent`, `customer`.
    pub name: String,
    /// Only that speaker's first turn.
    pub first: bool,
}

/// A condition that looks at other rows of the same key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Temporal {
    /// `preceded by [at least N] E [per K] [within SPAN] [at least SPAN earlier]`
    Preceded {
        /// E, which may be correlated.
        event: EventId,
        /// N
        at_least: Amount,
        /// K
        key: Key,
        /// `within SPAN`
        within: Option<Span>,
        /// `at least SPAN earlier`
        earlier: Option<Span>,
    },
    /// `followed by [at least N] E [per K] [within SPAN]`
    Followed {
        /// E, which may be correlated.
        event: EventId,
        /// N
        at_least: Amount,
        /// K
        key: Key,
        /// `within SPAN`
        within: Option<Span>,
    },
    /// `during S` with `state S = after A per K [within SPAN] [until C]`
    During {
        /// The state's name, for reports.
        name: String,
        /// A
        after: EventId,
        /// K
        key: Key,
        /// `within SPAN`
        within: Option<Span>,
        /// C
        until: Option<EventId>,
    },
    /// `first E per K`, `3rd E per K`: in E, with exactly `rank - 1` rows of E strictly before it in its key.
    Rank {
        /// From 1.
        rank: u32,
        /// E
        event: EventId,
        /// K
        key: Key,
    },
}

/// A number, or a parameter that holds one at the row's date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Amount {
    /// A number.
    Number(i64),
    /// A parameter.
    Parameter(ParameterId),
}

/// A span of time; see the reference, "Spans run from the earlier row".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// How many.
    pub amount: Amount,
    /// Of what.
    pub unit: TimeUnit,
    /// `next` or `past`: the earlier row's date is not counted.
    pub excludes_first: bool,
    /// For business days: the calendar of the rule, or of the state's or event's pack.
    pub calendar: Option<CalendarId>,
}

/// A typed value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// A field of the row.
    Field(FieldId),
    /// A field of the outer row.
    This(FieldId),
    /// What the row's contract states under this name: a set of words.
    Contract(String),
    /// Clock, date or weekday of an instant, in local time.
    Part(Part, Box<Value>),
    /// A number.
    Number(f64),
    /// A rate in per cent per year (a day rate times 365, a month rate times 12).
    Rate(f64),
    /// A span of time.
    Duration(Span),
    /// Seconds from midnight, 0 to 86,400.
    Clock(u32),
    /// A date.
    Date(jiff::civil::Date),
    /// A day of the week.
    Weekday(Weekday),
    /// A value of an enumeration, by name.
    Enum(String),
    /// Text or id.
    Text(String),
    /// yes or no.
    Flag(bool),
    /// A parameter at the governing date.
    Parameter(ParameterId),
    /// The figures of the unit, in a disclosure.
    Figure(FigureId),
    /// The second where the first is missing.
    Else(Box<Value>, Box<Value>),
    /// Sum of numbers, or of an instant or date and a span.
    Add(Box<Value>, Box<Value>),
    /// Difference.
    Subtract(Box<Value>, Box<Value>),
    /// Product.
    Multiply(Box<Value>, Box<Value>),
}

/// A set of values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Set {
    /// Listed.
    List(Vec<Value>),
    /// From, to, and whether the end is left out. Clock and weekday ranges may cross midnight and Sunday.
    Range(Value, Value, bool),
    /// What the row's contract states under this name; missing if it states none.
    Contract(String),
}

//! Defines the compiled rule set as plain data: `compile` makes it, `engine` and the readers read it, and it can be saved and printed.

pub mod lang;
pub mod log;
pub mod print;
pub mod rule;
pub mod terms;
pub mod text;
mod words;

pub use words::{Lang, Words};

use serde::{Deserialize, Serialize};

/// A compiled rule set: everything that the loaded packs say. Order of packs and rules is by name, never by file system.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RuleSet {
    /// The packs, by name.
    pub packs: Vec<PackInfo>,
    /// Text patterns, parties, figures, kinds of document and languages.
    pub text: text::TextTables,
    /// Kinds of log, events and what they need.
    pub log: log::LogTables,
    /// Calendars.
    pub calendars: Vec<Calendar>,
    /// Parameters.
    pub parameters: Vec<Parameter>,
    /// The rules, by id.
    pub rules: Vec<rule::Rule>,
}

/// What a pack says of itself.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PackInfo {
    /// `consumer-finance/disclosure`
    pub name: String,
    /// `1.0.0`
    pub version: String,
    /// Title.
    pub title: Words,
    /// Who issued what the pack encodes.
    pub authority: Words,
    /// Where the facts come from.
    pub sources: Vec<String>,
}

/// Index into [`RuleSet::calendars`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CalendarId(pub u32);

/// Index into [`RuleSet::parameters`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ParameterId(pub u32);

/// Public holidays and make-up working days.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// `pack/name`
    pub name: String,
    /// Days of the week that are no business days.
    pub weekend: Vec<terms::Weekday>,
    /// Public holidays, sorted.
    pub holidays: Vec<jiff::civil::Date>,
    /// Working days on a weekend, sorted; they win over the weekend, not over a holiday.
    pub workdays: Vec<jiff::civil::Date>,
}

/// A number whose value depends on the date, and on the profile if need be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Parameter {
    /// `pack/name`
    pub name: String,
    /// The values, latest `from` first; one without a date stands last.
    pub values: Vec<ParameterValue>,
}

/// One value of a parameter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ParameterValue {
    /// A value without fields.
    pub value: log::Value,
    /// First day on which it holds; `None`: always.
    pub from: Option<jiff::civil::Date>,
    /// The profiles it holds for; empty for all. A value for a named profile wins over one for all.
    pub profile: Vec<String>,
    /// Where it is taken from.
    pub source: String,
}

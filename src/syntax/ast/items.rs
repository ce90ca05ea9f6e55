//! Defines the items that are no rules and no logs: packs, languages, documents, figures, calendars and parameters.

use super::{Expr, Localized, Name, Pattern, Span, Text, Validity, Weekday};
use jiff::civil::Date;

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

//! Defines logs: their fields, types and header names.

use super::{Localized, Name, Span, Text};

/// `log NAME { FIELD… }`.
#[derive(Debug, Clone)]
pub struct LogItem {
    /// The name; as an event it stands for every row.
    pub name: Name,
    /// Its title for people.
    pub called: Localized,
    /// Some fields could not be read and are left out here.
    pub broken: bool,
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
        /// The field whose value is taken where the condition holds.
        own: Name,
        /// A field and the value that it must have.
        when: (Name, Name),
        /// The fields that make the key where the condition does not hold.
        other: Vec<Name>,
    },
}

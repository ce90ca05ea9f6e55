//! Defines the types of values and what may be compared, ordered and calculated with what.

use super::program::ItemId;
use crate::syntax::ast::{EnumValue, FieldType, LogField, LogItem};

/// The type of a value. `Unknown` fits everything: what it stands for has been reported already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// Reported already, or of an item that could not be read.
    Unknown,
    /// An instant, or a date in a field that may hold either.
    Time,
    /// A calendar date.
    Date,
    /// A clock time.
    Clock,
    /// A day of the week.
    Weekday,
    /// A plain number.
    Number,
    /// A rate per year.
    Rate,
    /// An amount of money.
    Amount,
    /// A span of time.
    Duration,
    /// Running text.
    Text,
    /// An identity.
    Id,
    /// yes or no.
    Flag,
    /// A time zone.
    Zone,
    /// A value of the field's enumeration: the log and the field's place.
    Enum(ItemId, usize),
    /// The set of words that a contract states.
    Terms,
}

impl Type {
    /// What people call it.
    pub fn words(self) -> &'static str {
        match self {
            Type::Unknown => "a value",
            Type::Time => "an instant",
            Type::Date => "a date",
            Type::Clock => "a clock time",
            Type::Weekday => "a day of the week",
            Type::Number => "a number",
            Type::Rate => "a rate",
            Type::Amount => "an amount",
            Type::Duration => "a duration",
            Type::Text => "a text",
            Type::Id => "an id",
            Type::Flag => "a flag",
            Type::Zone => "a zone",
            Type::Enum(..) => "one of a list of values",
            Type::Terms => "what the contract states",
        }
    }

    /// Whether values have an order that `<` can ask for.
    pub fn ordered(self) -> bool {
        match self {
            Type::Unknown
            | Type::Time
            | Type::Date
            | Type::Clock
            | Type::Number
            | Type::Rate
            | Type::Amount
            | Type::Duration => true,
            Type::Weekday
            | Type::Text
            | Type::Id
            | Type::Flag
            | Type::Zone
            | Type::Enum(..)
            | Type::Terms => false,
        }
    }

    /// Whether a range of values means something; the days of the week have ranges though no order.
    pub fn ranged(self) -> bool {
        self.ordered() || self == Type::Weekday
    }

    /// Whether a key may be made of it.
    pub fn keyed(self) -> bool {
        matches!(
            self,
            Type::Unknown | Type::Id | Type::Enum(..) | Type::Flag | Type::Zone
        )
    }

    /// Whether two values of these types can be equal; enumerations are compared by the caller.
    pub fn fits(self, other: Type) -> bool {
        use Type::{Amount, Date, Enum, Id, Number, Terms, Text, Time, Unknown, Zone};
        match (self, other) {
            (Unknown, _) | (_, Unknown) => true,
            (Enum(..), Enum(..)) => true,
            (Time, Date) | (Date, Time) => true,
            (Amount, Number) | (Number, Amount) => true,
            (Text | Id | Zone, Text) | (Text, Id | Zone) => true,
            (Enum(..) | Id | Text, Terms) | (Terms, Enum(..) | Id | Text) => true,
            (one, other) => one == other,
        }
    }
}

/// The sum of two values, where there is one.
pub fn sum(left: Type, right: Type) -> Option<Type> {
    use Type::{Amount, Date, Duration, Number, Rate, Time, Unknown};
    Some(match (left, right) {
        (Unknown, other) | (other, Unknown) => match other {
            Time | Date => other,
            _ => Unknown,
        },
        (Number, Number) => Number,
        (Rate, Rate) => Rate,
        (Amount, Amount | Number) | (Number, Amount) => Amount,
        (Duration, Duration) => Duration,
        (Time, Duration) | (Duration, Time) => Time,
        (Date, Duration) | (Duration, Date) => Date,
        _ => return None,
    })
}

/// The difference of two values, where there is one.
pub fn difference(left: Type, right: Type) -> Option<Type> {
    use Type::{Date, Duration, Time, Unknown};
    match (left, right) {
        (Unknown, _) | (_, Unknown) => Some(Unknown),
        (Time, Time) | (Date, Date) => Some(Duration),
        (Duration, Time | Date) => None,
        _ => sum(left, right),
    }
}

/// The product of two values, where there is one.
pub fn product(left: Type, right: Type) -> Option<Type> {
    use Type::{Amount, Duration, Number, Rate, Unknown};
    Some(match (left, right) {
        (Unknown, _) | (_, Unknown) => Unknown,
        (Number, other @ (Number | Rate | Amount | Duration))
        | (other @ (Rate | Amount | Duration), Number) => other,
        _ => return None,
    })
}

/// The type of a log's field; `Unknown` where the type itself is wrong.
pub fn field_type(log: ItemId, at: usize, field: &LogField) -> Type {
    match &field.ty {
        FieldType::OneOf(_) | FieldType::SeveralOf(_) => Type::Enum(log, at),
        FieldType::Plain(name) => plain(&name.text).unwrap_or(Type::Unknown),
        FieldType::Several(name) => match name.text.as_str() {
            "ids" => Type::Id,
            "zones" => Type::Zone,
            _ => Type::Unknown,
        },
    }
}

/// The type that a word names, where it stands for one value.
pub fn plain(word: &str) -> Option<Type> {
    Some(match word {
        "time" => Type::Time,
        "date" => Type::Date,
        "id" => Type::Id,
        "number" => Type::Number,
        "text" => Type::Text,
        "flag" => Type::Flag,
        "zone" => Type::Zone,
        _ => return None,
    })
}

/// The type of a figure's kind.
pub fn figure_type(kind: &str) -> Option<Type> {
    Some(match kind {
        "rate" => Type::Rate,
        "amount" => Type::Amount,
        "days" | "duration" => Type::Duration,
        "clock" => Type::Clock,
        "count" => Type::Number,
        _ => return None,
    })
}

/// The values of an enumeration.
pub fn values(log: &LogItem, at: usize) -> &[EnumValue] {
    match log.fields.get(at).map(|field| &field.ty) {
        Some(FieldType::OneOf(values) | FieldType::SeveralOf(values)) => values,
        _ => &[],
    }
}

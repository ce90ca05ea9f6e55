//! Defines what is known of the contact that a finding is about, so that reports need not take its words apart.

use jiff::civil::{Date, DateTime};

/// The offending contact of a finding in a log.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contact {
    /// Date and clock at the debtor's place, the first of its zones where it has several; midnight where only the date is known.
    pub at: DateTime,
    /// Only the date is known.
    pub date_only: bool,
    /// Whose debt it was about.
    pub debtor: Option<String>,
    /// Who acted.
    pub agent: Option<String>,
    /// For which agency.
    pub agency: Option<String>,
    /// The channel, as a value of the schema.
    pub channel: Option<String>,
}

impl Contact {
    /// The local date.
    pub fn day(&self) -> Date {
        self.at.date()
    }

    /// The local hour, where it is known.
    pub fn hour(&self) -> Option<u8> {
        (!self.date_only).then(|| self.at.hour().unsigned_abs())
    }
}

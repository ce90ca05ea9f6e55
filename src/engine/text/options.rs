//! Defines what a check of one document is told from outside: kinds, dates, profile and a choice of rules.

use jiff::civil::Date;
use std::collections::BTreeSet;

/// What a check is told besides the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextOptions {
    /// Names of kinds of document that it is told to be (`--kind`); empty: recognised.
    pub kinds: Vec<String>,
    /// The signing date, if the project gives it; it wins over one found in the text.
    pub signed: Option<Date>,
    /// `--as-of`: governs where no signing date is known.
    pub as_of: Option<Date>,
    /// Governs where nothing else does.
    pub today: Date,
    /// The profiles of the project (`bank`, `agency`).
    pub profile: Vec<String>,
    /// Indices into the rule set's rules; `None` for all.
    pub only: Option<BTreeSet<usize>>,
    /// The document is a template: a value left blank counts as stated. Otherwise it leaves open whether the value is stated.
    pub blanks: bool,
    /// That a rule is met, and that it is violated, is told as a verdict of its own, in words and evidence. A report that shows
    /// only breaches has no need of it.
    pub met: bool,
}

impl TextOptions {
    /// Nothing told but the day.
    pub fn new(today: Date) -> Self {
        Self {
            kinds: Vec::new(),
            signed: None,
            as_of: None,
            today,
            profile: Vec::new(),
            only: None,
            blanks: false,
            met: true,
        }
    }
}

//! Lists the codes of the stage `check`: names and types of rules.

use super::Entry;

/// The codes of this stage.
pub const TABLE: &[Entry] = &[];

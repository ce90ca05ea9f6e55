//! Lists the codes of the stage `parse`: syntax of a rule file.

use super::Entry;

/// The codes of this stage.
pub const TABLE: &[Entry] = &[];

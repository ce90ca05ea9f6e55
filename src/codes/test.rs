//! Lists the codes of the stage `test`: cases inside rules.

use super::Entry;

/// The codes of this stage.
pub const TABLE: &[Entry] = &[];

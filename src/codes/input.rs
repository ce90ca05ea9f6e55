//! Lists the codes of the stage `input`: documents and logs that cannot be read.

use super::Entry;

/// The codes of this stage.
pub const TABLE: &[Entry] = &[];

//! Lists the codes of the stage `lint`: rules that are likely mistakes.

use super::Entry;

/// The codes of this stage.
pub const TABLE: &[Entry] = &[];

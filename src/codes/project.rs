//! Lists the codes of the stage `project`: project files and arguments.

use super::Entry;

/// The codes of this stage.
pub const TABLE: &[Entry] = &[];

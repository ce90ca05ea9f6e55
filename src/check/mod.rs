//! Resolves names and types of parsed packs: takes trees, gives a typed [`Program`] with every error and lint. Making the
//! compiled rule set is left to `compile`.

pub mod program;

pub use program::{ItemId, ParsedPack, Program, RuleInfo, Status, Target};

use crate::source::Sources;

/// Checks packs together. What has errors is marked in the program, and everything else is still checked.
pub fn check(packs: Vec<ParsedPack>, sources: &Sources) -> Program {
    let _ = (packs, sources);
    Program::default()
}

//! Keeps what a run leaves to the next one in a file: which rows are still needed, what has been told, where the log ended. What is needed is
//! decided by the engine.

pub mod block;
mod format;
mod held;
mod lock;
mod meta;
pub mod nightly;
mod store;
mod write;

pub use format::{Damage, debtor_hash};
pub use held::Held;
pub use store::Store;

use crate::codes::project::BAD_STATE;
use crate::diag::Problem;
use std::path::Path;

/// The problem with a state file that cannot be used.
pub fn unusable(path: &Path, damage: &Damage) -> Problem {
    let problem = Problem::global(BAD_STATE, format!("`{}` {damage}", path.display()));
    problem.help(damage.help())
}

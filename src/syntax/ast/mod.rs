//! Defines the tree of a rule file as it was written: items with spans and kept comments, names not yet resolved.
//! Parsing is in `parse` and `lower`; what names mean is left to `check`.

mod event;
mod expr;
mod file;
mod items;
mod log;
mod rule;
mod text;

pub use crate::ir::terms::{
    Comparison, Cue, Effect, Part, Period, Severity, TimeUnit, Unit, Weekday,
};
pub use crate::source::{FileId, Span};
pub use event::*;
pub use expr::*;
pub use file::*;
pub use items::*;
pub use log::*;
pub use rule::*;
pub use text::*;

//! Walks the timelines of a lane.

mod types;

pub(super) use types::{Class, Formula, NO_VALUE};

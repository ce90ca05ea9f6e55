//! Writes a report for machines: one JSON object, or one object on each line, as `docs/report.schema.json` describes them. Every
//! list is written while it is walked, so that no report is held in memory.

mod indent;
mod lines;
mod object;
mod parts;
mod quiet;
mod shape;
mod stream;

pub use lines::{close_lines, finding, finding_lines, verdict_lines};
pub use object::{close, findings, open, verdicts};
pub use parts::Parts;
pub use quiet::Quiet;
pub use stream::Stream;

//! Judges documents and logs by a compiled rule set: reads `ir` and inputs, gives findings and verdicts.

pub mod log;
pub mod text;

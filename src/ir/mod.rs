//! Defines the compiled rule set as plain data: `compile` makes it, `engine` reads it, and it can be saved and printed.

pub mod terms;

//! Walks a log that is a table in memory: makes classes and records of it through the exact engine's own conditions, gives what every
//! statement comes to. Beside it stands what the exact engine says of the same statements, so that the two can be compared.

mod atoms;
mod both;
mod exact;
mod records;
mod told;

pub use both::both;
pub use told::Told;

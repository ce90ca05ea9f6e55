//! Gathers records by the hash of their key: takes fixed-width records from several threads, gives them back partition by partition.
//! What does not fit into the memory allowed goes to one temporary file. Records come back in no certain order.

mod kept;
mod spill;
mod writer;

pub use kept::Gather;
pub use spill::Budget;
pub use writer::Writer;

/// About so many words are handed over at a time.
const BLOCK: usize = 1536;

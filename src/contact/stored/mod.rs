//! Writes rows of a table into bytes and reads them back: what a later run needs of a log that is not read again. Values are written by the
//! schema that read them; a file of such bytes and which rows it holds are left to others.

mod bytes;
mod read;
mod write;

pub use bytes::{Bytes, put_number, put_signed, put_text};
pub use read::Restored;
pub use write::{Words, put_row};

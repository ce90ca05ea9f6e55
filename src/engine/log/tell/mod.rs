//! Puts hits into words: takes hits with their rows and numbers, gives findings with message, subject and evidence in English and
//! Chinese. Where rows are not at hand, they are fetched when their hits are told.

mod chunk;
mod code;
mod contact;
mod desk;
mod evidence;
mod fetch;
mod found;
mod message;
mod moment;
mod pile;
mod subject;
mod unknown;
mod words;

pub(super) use chunk::{CHUNK, in_chunks};
pub(super) use desk::Desk;
pub(super) use evidence::Teller;
pub(super) use fetch::Fetch;
pub use fetch::Rows;
pub(super) use found::Found;
pub(super) use pile::Pile;
pub(super) use subject::{subject_among, subject_of};
pub(super) use unknown::{Unknown, is_unknown, unknowns};

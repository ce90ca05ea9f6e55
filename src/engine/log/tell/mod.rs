//! Puts hits into words: takes a hit with its rows and numbers, gives message, subject and evidence in English and Chinese.

mod evidence;
mod message;
mod moment;
mod subject;
mod words;

pub(super) use evidence::{Teller, is_unknown, unknowns};
pub(super) use subject::subject_of;

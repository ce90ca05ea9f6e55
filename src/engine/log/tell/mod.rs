//! Puts hits into words: takes a hit with its rows and numbers, gives message, subject and evidence in English and Chinese.

mod contact;
mod evidence;
mod message;
mod moment;
mod subject;
mod words;

pub(super) use contact::contact_of;
pub(super) use evidence::{Teller, unknowns};
pub(super) use subject::subject_of;

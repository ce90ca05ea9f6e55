//! Carries why a file breaks the rules of its format through where only errors of reading go.

use super::super::layout::Refusal;
use crate::codes::input as codes;
use crate::ir::{Lang, Words};
use std::fmt;
use std::io;

/// A file that breaks the rules of its format.
#[derive(Debug, Clone)]
pub(in super::super) struct Broken(pub(in super::super) Refusal);

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.1.get(Lang::En))
    }
}

impl std::error::Error for Broken {}

/// Says that a file breaks the rules of its format.
pub(super) fn damaged(format: &str, en: &str, zh: &str) -> Refusal {
    let words = Words::both(
        format!("cannot be read as {format}: {en}"),
        format!("无法按 {format} 读取：{zh}"),
    );
    (codes::DAMAGED_LOG, words)
}

/// The same as an error of reading.
pub(super) fn error(refusal: Refusal) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, Broken(refusal))
}

/// What somebody else's reader gave up on without saying why.
pub(super) fn given_up(format: &str) -> Refusal {
    damaged(format, "it breaks its own rules", "文件已损坏")
}

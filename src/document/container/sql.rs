//! Reads SQL files: takes a text, gives the string values of its rows and statements, and its comments. The dialect is told by signs
//! that only one has, else by which reading closes every literal.

use super::Broken;
use super::gather::{Gather, Gathered};
use super::literal::Dialect;
use super::statement::Statements;
use std::ops::Range;

/// How many bytes of a file are looked through for signs of a dialect.
const LOOKED_AT: usize = 64 << 10;

/// Signs of MySQL and its kin, where a backslash escapes.
const MYSQL: &[&str] = &[
    "`",
    "ENGINE=",
    "LOCK TABLES",
    "/*!",
    "MySQL dump",
    "AUTO_INCREMENT",
];

/// Signs of dialects where a backslash is a character like others.
const STANDARD: &[&str] = &[
    "standard_conforming_strings",
    "PostgreSQL database dump",
    "VARCHAR2",
    "NVARCHAR",
    "IDENTITY_INSERT",
    "\nGO\n",
    "\nGO\r\n",
    "[dbo]",
    "N'",
    "E'",
    "TO_CLOB",
    "PRAGMA foreign_keys",
    "char(10)",
    "CHR(10)",
];

/// Reads a text.
pub(super) fn read(
    text: &str,
    comments: &mut Vec<(Range<usize>, String)>,
) -> Result<Gathered, Broken> {
    let (told, other) = dialects(text);
    let mut first = Statements::new(text, told);
    let mut gather = Gather::new(text);
    first.read(&mut gather);
    let unclosed = first.unclosed();
    *comments = first.comments();
    let Some(at) = unclosed else {
        return Ok(gather.finish());
    };
    if let Some(other) = other {
        let mut second = Statements::new(text, other);
        let mut gather = Gather::new(text);
        second.read(&mut gather);
        if second.unclosed().is_none() {
            *comments = second.comments();
            return Ok(gather.finish());
        }
    }
    let what = "a literal that nothing closes, begun".to_owned();
    Err(Broken::Malformed(at, what))
}

/// The dialect to read by, and the one to try if that leaves a literal open.
fn dialects(text: &str) -> (Dialect, Option<Dialect>) {
    let start = crate::source::floor_boundary(text, LOOKED_AT);
    let start = text.get(..start).unwrap_or("");
    let has = |signs: &[&str]| signs.iter().any(|sign| start.contains(sign));
    let mysql = Dialect {
        backslash: true,
        hash: true,
    };
    let standard = Dialect::default();
    match (has(MYSQL), has(STANDARD)) {
        (true, _) => (mysql, Some(standard)),
        (false, true) => (standard, Some(mysql)),
        (false, false) => {
            let backslash = Dialect {
                backslash: true,
                hash: false,
            };
            (backslash, Some(standard))
        }
    }
}

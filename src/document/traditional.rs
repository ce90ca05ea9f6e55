//! Knows the simplified form of traditional characters, from the committed list `traditional.txt`.

use super::charset::{Set, code_of};
use std::sync::LazyLock;

/// First and last character of the table by place; the few beyond are looked up.
const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9fff;

/// One pair a line: the traditional character and its simplified form.
pub const LIST: &str = include_str!("traditional.txt");

struct Table {
    /// By character from [`FIRST`]; `'\0'` for one that stays.
    near: Vec<char>,
    far: Vec<(char, char)>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table {
        near: vec!['\0'; (LAST - FIRST + 1) as usize],
        far: Vec::new(),
    };
    for line in LIST.lines() {
        let mut chars = line.chars();
        if let (Some(from), Some(to)) = (chars.next(), chars.next()) {
            match place(from).and_then(|at| table.near.get_mut(at)) {
                Some(slot) => *slot = to,
                None => table.far.push((from, to)),
            }
        }
    }
    table.far.sort_unstable();
    table
});

/// The set without the traditional characters.
pub(super) const fn leave_out(mut set: Set) -> Set {
    let bytes = LIST.as_bytes();
    let (mut at, mut opens) = (0, true);
    while at < bytes.len() {
        // Only the first character of a line, of three bytes or else beyond any set.
        if opens
            && bytes[at] & 0xf0 == 0xe0
            && let Some(c) = char::from_u32(code_of(bytes[at], bytes[at + 1], bytes[at + 2]))
        {
            set.remove(c);
        }
        opens = bytes[at] == b'\n';
        at += 1;
    }
    set
}

/// The simplified form of a character that has one.
pub(super) fn simplified(c: char) -> Option<char> {
    if c < '\u{3400}' {
        return None;
    }
    let table = &*TABLE;
    match place(c) {
        Some(at) => table.near.get(at).copied().filter(|&to| to != '\0'),
        None => table
            .far
            .binary_search_by_key(&c, |&(from, _)| from)
            .ok()
            .and_then(|at| table.far.get(at))
            .map(|&(_, to)| to),
    }
}

fn place(c: char) -> Option<usize> {
    let at = u32::from(c);
    (FIRST..=LAST).contains(&at).then(|| (at - FIRST) as usize)
}

//! Finds the values in a line of JSON: takes one object on one line, gives the range of each value, guided by the keys of the lines before.
//! A line that is not of the common shape is left to the slow parser: nested objects, keys never met, or no valid JSON.

use super::super::super::vocabulary::Claim;
use super::offset;
use super::word::Word;
use crate::ir::log::FieldId;
use std::collections::HashMap;
use wide::u8x16;

/// Keys that are remembered; more come from objects whose keys are data.
const MOST_KEYS: usize = 64;

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A text without escapes, in the range between its quotes, or a number or flag.
    Plain,
    /// A text with escapes, with its quotes.
    Escaped,
    /// A list of texts, with its brackets.
    List,
}

/// A value in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) kind: Kind,
}

/// A key that some line had.
pub(super) struct Key {
    pub(super) name: String,
    /// What stands between the value before and this key's value, as it was last written, and the same as a number.
    lead: Vec<u8>,
    word: Option<Word>,
    /// It was the first of its line then.
    opens: bool,
    /// The key that came after it last time.
    next: usize,
    /// What it stands for.
    pub(super) claim: Option<Claim>,
    /// The place of its values, where they are read.
    pub(super) slot: Option<usize>,
    /// Another key stands for the same field as surely, so that the slow parser must compare them.
    contested: bool,
    /// It was met in this piece.
    pub(super) met: bool,
}

/// All keys that are known.
#[derive(Default)]
pub(super) struct Keys {
    pub(super) list: Vec<Key>,
    by_name: HashMap<String, usize>,
    first: usize,
    /// Fields with a place for their values.
    pub(super) slots: Vec<FieldId>,
}

impl Keys {
    /// Takes in a key. `claim` is what it stands for, `read` whether that is wanted.
    pub(super) fn learn(&mut self, name: &str, claim: Option<Claim>, read: bool) {
        if self.by_name.contains_key(name) || self.list.len() >= MOST_KEYS {
            return;
        }
        let mut contested = false;
        for other in &mut self.list {
            if claim.is_some() && other.claim == claim {
                other.contested = true;
                contested = true;
            }
        }
        let field = claim.map(|claim| claim.field).filter(|_| read);
        let slot = field.map(|field| {
            let slot = self.slots.iter().position(|other| *other == field);
            slot.unwrap_or_else(|| {
                self.slots.push(field);
                self.slots.len() - 1
            })
        });
        self.by_name.insert(name.to_owned(), self.list.len());
        self.list.push(Key {
            name: name.to_owned(),
            lead: Vec::new(),
            word: None,
            opens: false,
            next: 0,
            claim,
            slot,
            contested,
            met: false,
        });
    }

    /// Finds the values of a line from `start` to `end`, and hands them over with their keys; `false` where the line is not of the common
    /// shape, whatever was handed over.
    pub(super) fn scan(
        &mut self,
        bytes: &[u8],
        (start, end): (usize, usize),
        mut found: impl FnMut(usize, &Key, Option<Span>) -> bool,
    ) -> bool {
        let Some(line) = bytes.get(..end) else {
            return false;
        };
        let (mut at, mut before): (usize, Option<usize>) = (start, None);
        loop {
            let guess = match before {
                None => self.first,
                Some(before) => self.list.get(before).map_or(0, |key| key.next),
            };
            let Some((key, value)) = self.key(line, at, before.is_none(), guess) else {
                return false;
            };
            match before.and_then(|before| self.list.get_mut(before)) {
                None => self.first = key,
                Some(before) => before.next = key,
            }
            let Some(known) = self.list.get(key) else {
                return false;
            };
            let Some((span, after)) = value_at(line, value) else {
                return false;
            };
            if known.contested || !found(key, known, span) {
                return false;
            }
            at = after;
            before = Some(key);
            if line.get(at) == Some(&b'}') {
                return at + 1 == end;
            }
        }
    }

    /// The key at a place, and where its value begins.
    #[inline]
    fn key(&mut self, line: &[u8], at: usize, first: bool, guess: usize) -> Option<(usize, usize)> {
        if let Some(key) = self.list.get(guess)
            && !key.lead.is_empty()
            && key.opens == first
        {
            let end = at + key.lead.len();
            let same = match key.word {
                Some(word) => end <= line.len() && Word::new(line, at, end) == Some(word),
                None => line.get(at..end) == Some(&key.lead),
            };
            if same {
                return Some((guess, end));
            }
        }
        let start = at;
        let mut at = skip_spaces(line, at);
        if line.get(at) != Some(if first { &b'{' } else { &b',' }) {
            return None;
        }
        at = skip_spaces(line, at + 1);
        let end = plain_text_end(line, at)?;
        let name = std::str::from_utf8(line.get(at + 1..end)?).ok()?;
        let key = *self.by_name.get(name)?;
        at = skip_spaces(line, end + 1);
        if line.get(at) != Some(&b':') {
            return None;
        }
        at = skip_spaces(line, at + 1);
        if let Some(known) = self.list.get_mut(key) {
            known.lead = line.get(start..at)?.to_vec();
            known.word = Word::new(line, start, at);
            known.opens = first;
        }
        Some((key, at))
    }
}

fn skip_spaces(line: &[u8], mut at: usize) -> usize {
    while matches!(line.get(at), Some(b' ' | b'\t')) {
        at += 1;
    }
    at
}

/// The end of a text that has no escapes and begins at a place.
fn plain_text_end(line: &[u8], at: usize) -> Option<usize> {
    if line.get(at) != Some(&b'"') {
        return None;
    }
    let end = text_stop(line, at + 1)?;
    (line.get(end) == Some(&b'"')).then_some(end)
}

/// The first quote, backslash or control character from a place on.
#[inline]
fn text_stop(line: &[u8], mut at: usize) -> Option<usize> {
    let (quote, escape, control) = (u8x16::splat(b'"'), u8x16::splat(b'\\'), u8x16::splat(0x1f));
    while let Some(bytes) = line.get(at..).and_then(|rest| rest.first_chunk::<16>()) {
        let bytes = u8x16::new(*bytes);
        let stops =
            bytes.simd_eq(quote) | bytes.simd_eq(escape) | bytes.min(control).simd_eq(bytes);
        let stops = stops.to_bitmask();
        if stops != 0 {
            return Some(at + stops.trailing_zeros() as usize);
        }
        at += 16;
    }
    let rest = line.get(at..)?.iter();
    let stop = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..=0x1f);
    rest.clone().position(stop).map(|stop| at + stop)
}

/// The value at a place, nothing for null, and what follows it; `None` where this is not sure.
#[inline]
fn value_at(line: &[u8], at: usize) -> Option<(Option<Span>, usize)> {
    let span = |start: usize, end: usize, kind| {
        Some(Span {
            start: offset(start),
            end: offset(end),
            kind,
        })
    };
    let (value, after) = match line.get(at)? {
        b'"' => {
            let (end, escaped) = text_end(line, at + 1)?;
            if escaped {
                (span(at, end + 1, Kind::Escaped), end + 1)
            } else {
                (span(at + 1, end, Kind::Plain), end + 1)
            }
        }
        b'[' => {
            let end = list_end(line, at)?;
            (span(at, end, Kind::List), end)
        }
        b'n' if line.get(at..at + 4) == Some(b"null") && ends_value(line, at + 4) => (None, at + 4),
        _ => {
            let rest = line.get(at..)?;
            let ends = |byte: &u8| matches!(byte, b',' | b'}' | b' ' | b'\t');
            let end = at + rest.iter().position(ends)?;
            match line.get(at..end)? {
                b"true" | b"false" => (span(at, end, Kind::Plain), end),
                number if is_number(number) => (span(at, end, Kind::Plain), end),
                _ => return None,
            }
        }
    };
    Some((value, after))
}

fn ends_value(line: &[u8], at: usize) -> bool {
    matches!(line.get(at), Some(b',' | b'}' | b' ' | b'\t'))
}

/// The closing quote of a text, and whether it has escapes.
#[inline]
fn text_end(line: &[u8], mut at: usize) -> Option<(usize, bool)> {
    let mut escaped = false;
    loop {
        at = text_stop(line, at)?;
        match line.get(at)? {
            b'"' => return Some((at, escaped)),
            b'\\' => {
                escaped = true;
                at += match line.get(at + 1)? {
                    b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => 2,
                    b'u' => {
                        let digits = line.get(at + 2..at + 6)?;
                        // half a character of UTF-16 needs its other half
                        let half = matches!(
                            digits,
                            [b'd' | b'D', b'8'..=b'9' | b'a'..=b'f' | b'A'..=b'F', ..]
                        );
                        if half || !digits.iter().all(u8::is_ascii_hexdigit) {
                            return None;
                        }
                        6
                    }
                    _ => return None,
                };
            }
            _ => return None,
        }
    }
}

/// The end of a list of texts.
fn list_end(line: &[u8], at: usize) -> Option<usize> {
    let mut at = skip_spaces(line, at + 1);
    if line.get(at) == Some(&b']') {
        return Some(at + 1);
    }
    loop {
        if line.get(at) != Some(&b'"') {
            return None;
        }
        at = skip_spaces(line, text_end(line, at + 1)?.0 + 1);
        match line.get(at)? {
            b',' => at = skip_spaces(line, at + 1),
            b']' => return Some(at + 1),
            _ => return None,
        }
    }
}

/// Whether this is a number as JSON writes it; rare forms are left to the slow parser.
fn is_number(text: &[u8]) -> bool {
    let digits = |part: &[u8]| !part.is_empty() && part.iter().all(u8::is_ascii_digit);
    let text = text.strip_prefix(b"-").unwrap_or(text);
    let (whole, fraction) = match memchr::memchr(b'.', text) {
        Some(at) => (text.get(..at), text.get(at + 1..)),
        None => (Some(text), None),
    };
    let whole = whole.unwrap_or_default();
    digits(whole) && (whole == b"0" || !whole.starts_with(b"0")) && fraction.is_none_or(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_in_any_order_of_keys_and_odd_lines_are_left() {
        let mut keys = Keys::default();
        for name in ["at", "n", "x"] {
            keys.learn(name, None, false);
        }
        let mut of = |line: &str| {
            let mut values = Vec::new();
            let whole = keys.scan(line.as_bytes(), (0, line.len()), |_, key, span| {
                let text = span.and_then(|span| line.get(span.start as usize..span.end as usize));
                values.push(format!("{}={}", key.name, text.unwrap_or("-")));
                true
            });
            whole.then(|| values.join(" "))
        };
        let wanted = Some("at=客 n=-1.5".to_owned());
        for line in [
            r#"{"at":"客","n":-1.5}"#,
            r#"{"at":"客","n":-1.5}"#,
            r#"{ "at" : "客" , "n" : -1.5}"#,
        ] {
            assert_eq!(of(line), wanted, "{line}");
        }
        assert_eq!(
            of(r#"{"n":null,"x":["a","b\n"],"at":"\u5ba2"}"#).as_deref(),
            Some(r#"n=- x=["a","b\n"] at="\u5ba2""#)
        );
        for odd in [
            r#"{"at":"a"{"n":1}"#,
            r#"{"at":"a"} "#,
            r#"{"at":"a""#,
            r#"{"y":1}"#,
            r#"{"n":01}"#,
            r#"{"x":{"n":1}}"#,
            r#"{"at":"\ud83d\ude00"}"#,
            "{\"at\":\"a\tb\"}",
            "{}",
            r#"{"n":1,}"#,
        ] {
            assert_eq!(of(odd), None, "{odd}");
        }
    }
}

//! Decodes string values: takes the place of a value in a file and how it is written, gives what it says with a map of every escape.

use super::literal::{Dialect, Lexer, Quoting, Token};
use crate::document::fold::{Folded, Track, offset};
use std::ops::Range;

/// How a YAML scalar is written, as far as it tells how it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scalar {
    /// In double quotes, where a backslash escapes.
    Double,
    /// In single quotes, where these are doubled.
    Single,
    /// Any other.
    Bare,
}

/// Writes decoded text, and where it comes from.
#[derive(Debug, Default)]
struct Writer {
    text: String,
    track: Track,
}

impl Writer {
    /// Takes text that stands in the file as it is meant.
    fn same(&mut self, text: &str, at: usize) {
        if !text.is_empty() {
            self.track.straight(offset(self.text.len()), offset(at));
            self.text.push_str(text);
        }
    }

    /// Takes a character that a stretch of the file stands for.
    fn whole(&mut self, c: char, range: Range<usize>) {
        let range = offset(range.start)..offset(range.end);
        self.track.whole(offset(self.text.len()), range);
        self.text.push(c);
    }

    /// What was written; it begins with a place even if it is empty.
    fn finish(self, start: usize) -> Folded {
        let mut shifts = self.track.finish(offset(self.text.len()));
        if shifts.is_empty() {
            let mut track = Track::default();
            track.straight(0, offset(start));
            shifts = track.finish(0);
        }
        Folded {
            text: self.text,
            shifts,
        }
    }

    /// Takes a stretch of the file in which `escape` reads what begins with a sign of `signs`, and says how long it is.
    fn escaped(
        &mut self,
        text: &str,
        range: Range<usize>,
        signs: &[char],
        escape: impl Fn(&str) -> (Option<char>, usize),
    ) {
        let mut at = range.start;
        while let Some(rest) = text.get(at..range.end).filter(|rest| !rest.is_empty()) {
            let plain = rest.find(signs).unwrap_or(rest.len());
            self.same(rest.get(..plain).unwrap_or(""), at);
            at += plain;
            let rest = rest.get(plain..).unwrap_or("");
            let Some(first) = rest.chars().next() else {
                break;
            };
            let (meant, length) = escape(rest);
            let length = length.max(first.len_utf8());
            if let Some(c) = meant {
                self.whole(c, at..at + length);
            }
            at += length;
        }
    }
}

/// A JSON string with its quotes.
pub(super) fn json(text: &str, range: Range<usize>) -> Folded {
    let inside = range.start + 1..range.end.saturating_sub(1).max(range.start + 1);
    let mut writer = Writer::default();
    writer.escaped(text, inside.clone(), &['\\'], |rest| {
        match rest.as_bytes().get(1) {
            Some(b'u') => unit(rest),
            Some(&byte) => (Some(control(byte).unwrap_or(char::from(byte))), 2),
            None => (None, 1),
        }
    });
    writer.finish(inside.start)
}

/// `\u5e74`, or a pair of surrogates.
fn unit(rest: &str) -> (Option<char>, usize) {
    let code = |at: usize| {
        let digits = rest.get(at..at + 6)?.strip_prefix("\\u")?;
        u32::from_str_radix(digits, 16).ok()
    };
    let Some(high) = code(0) else {
        return (Some(char::REPLACEMENT_CHARACTER), 2);
    };
    let low = code(6).filter(|low| (0xdc00..0xe000).contains(low));
    match (high, low) {
        (0xd800..0xdc00, Some(low)) => {
            let whole = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
            (char::from_u32(whole), 12)
        }
        _ => (
            Some(char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER)),
            6,
        ),
    }
}

/// What a letter behind a backslash means nearly everywhere.
fn control(byte: u8) -> Option<char> {
    match byte {
        b'n' => Some('\n'),
        b'r' => Some('\r'),
        b't' => Some('\t'),
        b'b' => Some('\u{8}'),
        b'f' => Some('\u{c}'),
        _ => None,
    }
}

/// A backslash with any character behind it: a control character, or that character itself.
fn backslashed(rest: &str) -> (Option<char>, usize) {
    let Some(next) = rest.chars().nth(1) else {
        return (Some('\\'), 1);
    };
    let meant = u8::try_from(next).ok().and_then(control).unwrap_or(next);
    (Some(meant), 1 + next.len_utf8())
}

/// A field of copied rows.
pub(super) fn copied(text: &str, range: Range<usize>) -> Folded {
    let mut writer = Writer::default();
    writer.escaped(text, range.clone(), &['\\'], backslashed);
    writer.finish(range.start)
}

/// A SQL expression: its literals one after the other, whatever joins them, and characters that are given by number.
pub(super) fn sql(text: &str, range: Range<usize>, dialect: Dialect) -> Folded {
    let mut writer = Writer::default();
    let mut lexer = Lexer::new(text, range.clone(), dialect);
    let mut depth = 0_usize;
    // `replace('…','\n',char(10))` is how SQLite writes a line break: the depths at which it opened.
    let mut replaced: Vec<usize> = Vec::new();
    let mut arguments: Option<usize> = None;
    let mut last: Option<Range<usize>> = None;
    let is = |word: &Range<usize>, known: &str| {
        text.get(word.clone())
            .is_some_and(|word| word.eq_ignore_ascii_case(known))
    };
    while let Some(token) = lexer.next() {
        match token {
            Token::Sign(b'(') => {
                depth += 1;
                let function = last.take();
                if function.as_ref().is_some_and(|word| is(word, "replace")) {
                    replaced.push(depth);
                }
                let numbered =
                    |word: &Range<usize>| is(word, "chr") || is(word, "char") || is(word, "nchar");
                if arguments.is_none()
                    && let Some(word) = function.filter(numbered)
                {
                    numbered_characters(text, &word, &mut lexer, &mut writer);
                    depth -= 1;
                }
            }
            Token::Sign(b')') => {
                depth = depth.saturating_sub(1);
                arguments = arguments.filter(|&at| at <= depth);
                replaced.retain(|&at| at <= depth);
            }
            Token::Sign(b',') if arguments.is_none() && replaced.last() == Some(&depth) => {
                arguments = Some(depth);
            }
            Token::Literal(inside, quoting) if arguments.is_none() => {
                literal(text, inside, quoting, !replaced.is_empty(), &mut writer);
            }
            Token::Word(word) => {
                last = Some(word);
                continue;
            }
            _ => {}
        }
        last = None;
    }
    writer.finish(range.start)
}

/// `CHR(13, 10)`: characters by number.
fn numbered_characters(
    text: &str,
    word: &Range<usize>,
    lexer: &mut Lexer<'_>,
    writer: &mut Writer,
) {
    let mut codes = Vec::new();
    while let Some(token) = lexer.next() {
        match token {
            Token::Word(number) => {
                codes.extend(
                    text.get(number)
                        .and_then(|digits| digits.parse::<u32>().ok()),
                );
            }
            Token::Sign(b',') => {}
            _ => break,
        }
    }
    for c in codes.into_iter().filter_map(char::from_u32) {
        writer.whole(c, word.start..lexer.at());
    }
}

fn literal(text: &str, inside: Range<usize>, quoting: Quoting, breaks: bool, writer: &mut Writer) {
    let (sign, backslash) = match quoting {
        Quoting::Sign(sign, backslash) => (char::from(sign), backslash),
        Quoting::Bare => return writer.same(text.get(inside.clone()).unwrap_or(""), inside.start),
    };
    let signs: &[char] = if backslash || breaks {
        &[sign, '\\']
    } else {
        &[sign]
    };
    writer.escaped(text, inside, signs, |rest| {
        if rest.starts_with(sign) {
            return (Some(sign), 2);
        }
        if backslash {
            return match rest.as_bytes().get(1) {
                Some(b'u') if rest.get(2..6).is_some_and(is_hex) => unit(rest),
                _ => backslashed(rest),
            };
        }
        match rest.as_bytes().get(1) {
            Some(&byte @ (b'n' | b'r' | b't')) => (control(byte), 2),
            _ => (Some('\\'), 1),
        }
    });
}

fn is_hex(digits: &str) -> bool {
    digits.bytes().all(|b| b.is_ascii_hexdigit())
}

/// A YAML scalar, of which it is known what it decodes to: the two are laid side by side. White space about a line break stands for
/// whatever white space it is read as; should anything else differ, all that is left stands for all that is left.
pub(super) fn yaml(text: &str, range: Range<usize>, scalar: Scalar, decoded: &str) -> Folded {
    let mut writer = Writer::default();
    let mut at = range.start;
    let mut rest = decoded;
    while let Some(next) = rest.chars().next() {
        let written = text.get(at..range.end).unwrap_or("");
        let Some(here) = written.chars().next() else {
            writer.whole(next, at..range.end);
            rest = rest.get(next.len_utf8()..).unwrap_or("");
            continue;
        };
        if scalar == Scalar::Double && here == '\\' {
            let (length, breaks) = yaml_escape(written);
            if !breaks {
                writer.whole(next, at..at + length);
                rest = rest.get(next.len_utf8()..).unwrap_or("");
            }
            at += length;
        } else if scalar == Scalar::Single && here == '\'' && next == here {
            writer.whole(next, at..at + 2);
            (at, rest) = (at + 2, rest.get(1..).unwrap_or(""));
        } else if here.is_whitespace() {
            let run = written
                .find(|c: char| !c.is_whitespace())
                .unwrap_or(written.len());
            let space = rest
                .find(|c: char| !c.is_whitespace())
                .unwrap_or(rest.len());
            let run_breaks = written.get(..run).unwrap_or("").matches('\n').count();
            let meant = match scalar {
                Scalar::Bare => space,
                // White space may follow that is written as an escape.
                _ if run_breaks == 0 => space.min(run),
                _ => space.min(run_breaks.saturating_sub(1).max(1)),
            };
            let space = rest.get(..meant).unwrap_or("");
            if written.get(..run) == Some(space) {
                writer.same(space, at);
            } else {
                for c in space.chars() {
                    writer.whole(c, at..at + run);
                }
            }
            (at, rest) = (at + run, rest.get(meant..).unwrap_or(""));
        } else if here == next {
            let same = written
                .chars()
                .zip(rest.chars())
                .take_while(|(a, b)| a == b && !a.is_whitespace() && !matches!(a, '\\' | '\''));
            let length = same
                .map(|(c, _)| c.len_utf8())
                .sum::<usize>()
                .max(here.len_utf8());
            writer.same(rest.get(..length).unwrap_or(""), at);
            (at, rest) = (at + length, rest.get(length..).unwrap_or(""));
        } else {
            for c in rest.chars() {
                writer.whole(c, at..range.end);
            }
            break;
        }
    }
    writer.finish(range.start)
}

/// How long an escape in double quotes is, and whether it is but the end of a line that is no break.
fn yaml_escape(written: &str) -> (usize, bool) {
    let behind = written.get(1..).unwrap_or("");
    match behind.chars().next() {
        Some('\n' | '\r') => {
            let words = behind.trim_start();
            (1 + behind.len() - words.len(), true)
        }
        Some('x') => (4, false),
        Some('u') => (6, false),
        Some('U') => (10, false),
        Some(c) => (1 + c.len_utf8(), false),
        None => (1, true),
    }
}

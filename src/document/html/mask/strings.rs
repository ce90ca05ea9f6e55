//! Masks a stretch of program: its comments are handed over, its strings are text where they hold as much Chinese as only text does,
//! what is put between them is a blank to fill in, and all else is hidden.

use super::super::text::{BREAK, LINE};
use super::code::{Code, Dialect, Piece};
use super::cover::Cover;
use std::ops::Range;

/// How many Han characters the strings of a statement have together to be text that people read.
const TEXT: usize = 20;

/// The longest expression in a page, in bytes.
const LONGEST: usize = 2000;

/// A string: with its quotes, what is in them, and whether variables and escapes count there.
type Text = (Range<usize>, Range<usize>, bool);

/// Masks a program.
pub(super) fn program(cover: &mut Cover<'_>, range: Range<usize>, dialect: Dialect) {
    let mut texts: Vec<Text> = Vec::new();
    // Comments inside a statement wait for it to end.
    let mut comments: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for piece in Code::new(cover.source, range.clone(), dialect) {
        match piece {
            Piece::Comment(whole, words) => comments.push((whole, words)),
            Piece::Text(whole, inner, reads) => texts.push((whole, inner, reads)),
            Piece::Stop(at) => statement(cover, &mut texts, &mut comments, at, dialect),
            Piece::End(..) => {}
        }
    }
    statement(cover, &mut texts, &mut comments, range.end, dialect);
    cover.hide(range);
}

fn statement(
    cover: &mut Cover<'_>,
    texts: &mut Vec<Text>,
    comments: &mut Vec<(Range<usize>, Range<usize>)>,
    end: usize,
    dialect: Dialect,
) {
    let source = cover.source;
    let words = |range: &Range<usize>| source.get(range.clone()).unwrap_or("");
    let han = |range: &Range<usize>| {
        words(range)
            .chars()
            .filter(|c| matches!(c, '\u{3400}'..='\u{9fff}'))
            .count()
    };
    let all: usize = texts.iter().map(|text| han(&text.1)).sum();
    if all < TEXT {
        texts.clear();
        for (whole, words) in comments.drain(..) {
            hide_up_to(cover, whole.start);
            cover.comment(whole, words);
        }
        return;
    }
    let tags = texts.iter().any(|text| words(&text.1).contains('<'));
    let mut last: Option<usize> = None;
    let mut comments = comments.drain(..).peekable();
    for (whole, inner, reads) in texts.drain(..) {
        while let Some((range, words)) = comments.next_if(|comment| comment.0.start < whole.start) {
            hide_up_to(cover, range.start);
            cover.comment(range, words);
        }
        match last {
            None => {
                hide_up_to(cover, whole.start);
                cover.hide_after(BREAK, whole.start..inner.start);
            }
            Some(last) => {
                between(cover, last..whole.start);
                cover.hide(whole.start..inner.start);
            }
        }
        string(cover, &inner, reads, !tags, dialect);
        cover.hide(inner.end..whole.end);
        last = Some(whole.end);
    }
    if let Some(last) = last {
        between(cover, last..end);
    }
    for (range, words) in comments {
        cover.comment(range, words);
    }
    cover.hide_after(BREAK, end..(end + 1).min(source.len()));
}

/// Hides what lies before a place; covering passes over what is covered already.
fn hide_up_to(cover: &mut Cover<'_>, at: usize) {
    cover.hide(cover.at()..at);
}

/// What lies between two strings: nothing but a sign that joins them, or a value that is put there.
fn between(cover: &mut Cover<'_>, range: Range<usize>) {
    let code = cover.source.get(range.clone()).unwrap_or("");
    let value = code.contains(|c: char| c == '$' || c.is_alphabetic());
    let joined = code.trim_start().starts_with(['.', '+']);
    if value && joined {
        cover.blank(range);
    } else {
        cover.hide(range);
    }
}

/// The inside of a string: escapes and variables are covered.
fn string(cover: &mut Cover<'_>, inner: &Range<usize>, reads: bool, lines: bool, dialect: Dialect) {
    let source = cover.source;
    let mut at = inner.start;
    while let Some(found) = source
        .get(at..inner.end)
        .and_then(|rest| rest.find(['\\', '$', '{', '\n']))
    {
        let start = at + found;
        let rest = source.get(start..inner.end).unwrap_or("");
        let next = rest.chars().nth(1).unwrap_or(' ');
        at = start + 1;
        if rest.starts_with('\n') {
            if lines {
                cover.hide_after(LINE, start..start + 1);
            }
        } else if rest.starts_with('\\') {
            match next {
                'n' if reads && lines => cover.hide_after(LINE, start..start + 2),
                'n' | 'r' | 't' if reads => cover.hide_after(' ', start..start + 2),
                '\\' | '\'' | '"' | '$' => cover.hide(start..start + 1),
                _ => {}
            }
            at += next.len_utf8();
        } else if dialect == Dialect::Php && reads {
            let end = if rest.starts_with("{$") {
                rest.find('}').map(|end| end + 1)
            } else if rest.starts_with("${") {
                expression(source, start).map(|end| end - start)
            } else if rest.starts_with('$') {
                let name = |c: char| c.is_ascii_alphanumeric() || c == '_';
                let member = |c: char| name(c) || matches!(c, '[' | ']' | '-' | '>');
                let length = rest
                    .get(1..)
                    .and_then(|rest| rest.find(|c| !member(c)))
                    .map_or(rest.len(), |end| end + 1);
                next.is_ascii_alphabetic().then_some(length)
            } else {
                None
            };
            if let Some(length) = end {
                cover.blank(start..start + length);
                at = start + length;
            }
        }
    }
}

/// Where `${…}` or `#{…}` that begins at `at` ends; braces and strings inside are looked at.
pub(super) fn expression(source: &str, at: usize) -> Option<usize> {
    let rest = source.get(at..)?;
    if !(rest.starts_with("${") || rest.starts_with("#{")) {
        return None;
    }
    let mut quote = None;
    let mut depth = 0_usize;
    for (place, c) in rest.char_indices().take_while(|one| one.0 < LONGEST) {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '{') => depth += 1,
            (None, '}') => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + place + 1);
                }
            }
            _ => {}
        }
    }
    None
}

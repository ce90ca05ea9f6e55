//! Splits text into sentences: takes a range of the folded text, gives the ranges of its sentences, each with the quotes and
//! brackets that close it.

use super::view::View;
use smallvec::SmallVec;
use std::ops::Range;

/// Latin words whose stop ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "no", "nos", "art", "arts", "sec", "cl", "para", "e.g", "i.e", "mr", "mrs", "ms", "dr", "inc",
    "ltd", "co", "corp", "st", "vs", "approx", "cf", "al", "p", "pp", "vol", "fig", "u.s", "u.k",
    "p.a", "tel",
];

/// Latin words with a stop that may end a sentence; what follows tells.
const PERHAPS: &[&str] = &[
    "a.m", "p.m", "etc", "inc", "ltd", "co", "corp", "u.s", "u.k", "p.a",
];

/// The longest member of a list whose members full stops part, in letters.
const MEMBER: usize = 4;

/// The longest way to a brace around what a template computes, in letters.
const CODE: usize = 60;

/// The sentences of a piece; most have few.
pub(super) type Sentences = SmallVec<[Range<usize>; 4]>;

/// The sentences of a range, in order: they cover it but for white space.
pub(super) fn split(view: View<'_>, range: Range<usize>) -> Sentences {
    let mut sentences = Sentences::new();
    let mut start = range.start;
    let text = view.words(range.clone());
    let ends = &view.styles.sentence_ends;
    let mut at = 0;
    let mut code = None;
    while let Some(end) = ends.next(text, at) {
        let rest = text.get(end..).unwrap_or("");
        let mark = rest.chars().next().unwrap_or(' ');
        let run = rest
            .find(|c| c != mark && !ends.holds(c))
            .unwrap_or(rest.len());
        at = end + run.max(mark.len_utf8());
        let braced = || memchr::memchr(b'{', text.as_bytes()).is_some();
        if *code.get_or_insert_with(braced) && is_in_code(text, end) {
            continue;
        }
        if mark == '.' && !stops(view, range.start, text, end, run) {
            continue;
        }
        let after = text.get(at..).unwrap_or("");
        at += after.find(|c| !is_closing(c)).unwrap_or(after.len());
        push(&mut sentences, &view.folded.text, start..range.start + at);
        start = range.start + at;
    }
    push(&mut sentences, &view.folded.text, start..range.end);
    sentences
}

fn push(sentences: &mut Sentences, text: &str, range: Range<usize>) {
    let words = text.get(range.clone()).unwrap_or("");
    let start = range.start + (words.len() - words.trim_start().len());
    let end = start + words.trim().len();
    if start == end {
        return;
    }
    // Signs alone are no sentence; they stay with the one before.
    let bare = !words.contains(|c: char| View::is_word(c) || c == '_');
    match sentences.last_mut().filter(|_| bare) {
        Some(last) => last.end = end,
        None => sentences.push(start..end),
    }
}

fn is_closing(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '"' | ')' | '》' | '】' | ']')
}

/// Whether a mark stands within `{…}`, where it belongs to what a template computes: `${rate!''}`, `{{ rate ? rate : 0 }}`.
fn is_in_code(text: &str, at: usize) -> bool {
    let near = |c: &(usize, char)| c.0 < CODE && c.1 != '\n';
    let before = text.get(..at).unwrap_or("").chars().rev();
    let after = text.get(at..).unwrap_or("").chars();
    let opens = (0..).zip(before).take_while(near).map(|one| one.1);
    let closes = (0..).zip(after).take_while(near).map(|one| one.1);
    let brace = |c: &char| matches!(c, '{' | '}');
    opens.into_iter().find(brace) == Some('{') && closes.into_iter().find(brace) == Some('}')
}

/// Whether a full stop stands for `、`, as in `短信.电话.上门`: a word of a few letters lies between it and the next or last one.
fn is_listed(before: &str, after: &str) -> bool {
    let member = |letters: &mut dyn Iterator<Item = char>| {
        let mut count = 0;
        for letter in letters {
            match letter {
                '.' => return (1..=MEMBER).contains(&count),
                _ if letter.is_alphabetic() && !letter.is_ascii() && count < MEMBER => count += 1,
                _ => return false,
            }
        }
        false
    };
    member(&mut after.chars()) || member(&mut before.chars().rev())
}

/// Whether a full stop (or a run of them) at `at` ends a sentence.
fn stops(view: View<'_>, start: usize, text: &str, at: usize, run: usize) -> bool {
    let before = text.get(..at).unwrap_or("");
    let after = text.get(at + run..).unwrap_or("");
    let next = after.chars().find(|&c| !is_closing(c));
    match next {
        None => return true,
        Some(c) if c.is_ascii_alphanumeric() => return false,
        Some(' ' | '\n') => {}
        // A stop before Han letters ends a sentence that was typed with a Latin stop, unless digits stand before it (`8.催收`).
        Some(c) => {
            return run == 1
                && c.is_alphabetic()
                && !before.ends_with(|c: char| c.is_ascii_digit())
                && !is_listed(before, after);
        }
    }
    if run > 1 {
        return view.is_large(start + at + run);
    }
    let word = before
        .rsplit([' ', '(', '"', '“', '\n'])
        .next()
        .unwrap_or("");
    if PERHAPS.contains(&word) {
        return view.is_large(start + at + run);
    }
    if word.len() == 1 && word.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return false;
    }
    !ABBREVIATIONS.contains(&word)
}

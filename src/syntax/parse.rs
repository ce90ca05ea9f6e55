//! Parses a rule file: takes its text, gives the tree of what could be read and a problem for each mistake.

use super::ast::{File, Item};
use super::error;
use super::grammar::{Grammar, Rule};
use super::lower::{Lower, end_of};
use super::scan;
use crate::codes::parse as codes;
use crate::diag::Problem;
use crate::source::{FileId, Span, floor_boundary};
use pest::Parser;
use pest::iterators::Pair;

/// The largest rule file that is read.
const LARGEST: usize = 1 << 20;

/// Parses a rule file. Never panics; a broken item or line is left out and reported, the rest is kept. Problems come in the
/// order of their places.
pub fn parse(file: FileId, text: &str) -> (File, Vec<Problem>) {
    let mut tree = File {
        file,
        ..File::default()
    };
    if text.len() > LARGEST {
        // The first character that is too many.
        let start = floor_boundary(text, LARGEST);
        let over = text.get(start..).and_then(|rest| rest.chars().next());
        let span = Span::new(file, start, start + over.map_or(0, char::len_utf8));
        let problem = Problem::error(codes::TOO_LARGE, span, "the rule file is larger than 1 MiB")
            .help("split it into several files of one pack");
        return (tree, vec![problem]);
    }
    let scan = scan::scan(file, text);
    tree.comments.clone_from(&scan.comments);
    if scan.too_deep {
        return (tree, scan.problems);
    }
    let mut lower = Lower::new(file, text, &scan);
    items(&mut tree, &mut lower, &scan.text);
    tree.broken = std::mem::take(&mut lower.broken);
    let mut problems = lower.take_problems();
    problems.extend(scan.problems);
    problems.sort_by_key(|problem| problem.span);
    (tree, problems)
}

fn items(tree: &mut File, lower: &mut Lower<'_>, text: &str) {
    let pairs = match Grammar::parse(Rule::file, text) {
        Ok(pairs) => pairs,
        Err(_) => {
            // Junk takes whatever is no item, so this is out of reach; it is still not passed over in silence.
            lower.junk(Rule::file, text, 0, text.len(), None);
            return;
        }
    };
    // The item just read, with the number of problems before it.
    let mut before: Option<(Pair<'_, Rule>, usize)> = None;
    for pair in pairs.flat_map(Pair::into_inner) {
        match pair.as_rule() {
            Rule::item => {
                let known = lower.problems.len();
                tree.items.extend(lower.item(&pair));
                before = Some((pair, known));
            }
            Rule::junk => {
                let broken = before
                    .as_ref()
                    .is_some_and(|(_, known)| lower.problems.len() > *known);
                // A brace that is missing in an item ends it too early; the rest of it is no second mistake.
                if !(broken && balance(pair.as_str()) < 0) {
                    junk(tree, lower, text, &pair, before);
                }
                before = None;
            }
            _ => {}
        }
    }
}

fn junk(
    tree: &mut File,
    lower: &mut Lower<'_>,
    text: &str,
    pair: &Pair<'_, Rule>,
    before: Option<(Pair<'_, Rule>, usize)>,
) {
    let (start, end) = (pair.as_span().start(), pair.as_span().end());
    if close_and_read(tree, lower, text, start, pair.as_str()) {
        return;
    }
    let known = lower.problems.len();
    let item = before.as_ref().map(|(item, _)| item);
    let from = lower.junk(Rule::item_alone, text, start, end, item);
    let Some((item, before)) = before.filter(|_| from < start) else {
        lower.keep_junk_name(pair.as_str(), start);
        return;
    };
    // The item before was the first half of what is wrong: it goes, with what was said of it.
    lower.problems.drain(before..known);
    let ends_here = |kept: &mut Item| kept.span.end as usize >= end_of(&item);
    if let Some(kept) = tree.items.pop_if(ends_here) {
        let words = text.get(kept.span.range()).unwrap_or("");
        lower.keep_junk_name(words, from);
    }
}

/// Reads junk as an item whose brace is missing at the end.
fn close_and_read(
    tree: &mut File,
    lower: &mut Lower<'_>,
    text: &str,
    start: usize,
    junk: &str,
) -> bool {
    let closed = format!("{junk}\n}}");
    let Ok(pairs) = Grammar::parse(Rule::item_alone, &closed) else {
        return false;
    };
    let Some(item) = pairs
        .flat_map(Pair::into_inner)
        .find(|pair| pair.as_rule() == Rule::item)
    else {
        return false;
    };
    let known = lower.problems.len();
    lower.from(start, |lower| tree.items.extend(lower.item(&item)));
    let whole = Span::new(tree.file, start, start + junk.len());
    let last = error::last_token(text, start, start + junk.len());
    let explained = lower
        .problems
        .iter()
        .skip(known)
        .any(|problem| explains_open_brace(problem, text, last.start));
    if !explained && !lower.is_silent(whole) {
        let open = start + junk.find('{').unwrap_or(0);
        let open = Span::new(tree.file, open, open + 1);
        let end = Span::new(tree.file, last.end, last.end);
        let name: Vec<&str> = junk.split_whitespace().take(2).collect();
        let name = name.join(" ");
        let problem = error::unclosed(open, end, name.trim_end_matches('{'));
        lower.problems.push(problem);
    }
    true
}

/// Whether a problem inside an item tells why its brace stays open: it lies on a line that opens more than it closes, or on the
/// item's last line, where something else stands in the place of the brace.
fn explains_open_brace(problem: &Problem, text: &str, last: usize) -> bool {
    let Some(span) = problem.span else {
        return false;
    };
    let start = span.start as usize;
    let begin = text
        .get(..start)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |at| at + 1);
    let rest = text.get(begin..).unwrap_or("");
    let line = rest.lines().next().unwrap_or("");
    balance(line) > 0 || (begin..=begin + line.len()).contains(&last)
}

/// How many braces a text opens more than it closes, those in texts left out.
fn balance(text: &str) -> i32 {
    let mut quoted = false;
    let mut open = 0;
    for char in text.chars() {
        match char {
            '"' => quoted = !quoted,
            '{' if !quoted => open += 1,
            '}' if !quoted => open -= 1,
            _ => {}
        }
    }
    open
}

//! Parses a rule file: takes its text, gives the tree of what could be read and a problem for each mistake.

use super::ast::File;
use super::error;
use super::grammar::{Grammar, Rule};
use super::lower::{Lower, end_of};
use super::scan;
use crate::codes::parse as codes;
use crate::diag::Problem;
use crate::source::{FileId, Span};
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
        let span = Span::new(file, 0, text.chars().next().map_or(0, char::len_utf8));
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
    let mut before: Option<Pair<'_, Rule>> = None;
    for pair in pairs.flat_map(Pair::into_inner) {
        match pair.as_rule() {
            Rule::item => {
                tree.items.extend(lower.item(&pair));
                before = Some(pair);
            }
            Rule::junk => {
                junk(tree, lower, text, &pair, before.take());
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
    before: Option<Pair<'_, Rule>>,
) {
    let (start, end) = (pair.as_span().start(), pair.as_span().end());
    if close_and_read(tree, lower, text, start, pair.as_str()) {
        return;
    }
    let from = lower.junk(Rule::item_alone, text, start, end, before.as_ref());
    if let Some(before) = before.filter(|_| from < start) {
        if let Some(item) = tree
            .items
            .pop_if(|item| item.span.end as usize >= end_of(&before))
        {
            lower.keep_junk_name(text.get(item.span.range()).unwrap_or(""), from);
        }
    } else {
        lower.keep_junk_name(pair.as_str(), start);
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
    let whole = Span::new(tree.file, start, start + junk.len());
    if !lower.is_silent(whole) {
        let open = junk.find('{').unwrap_or(0);
        let open = Span::new(tree.file, start + open, start + open + 1);
        let end = error::last_token(text, start, start + junk.len()).end;
        let end = Span::new(tree.file, end, end);
        let name: Vec<&str> = junk.split_whitespace().take(2).collect();
        let name = name.join(" ");
        lower
            .problems
            .push(error::unclosed(open, end, name.trim_end_matches('{')));
    }
    lower.from(start, |lower| tree.items.extend(lower.item(&item)));
    true
}

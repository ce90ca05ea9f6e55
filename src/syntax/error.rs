//! Builds problems from failed parses: takes pest's furthest position and the productions it expected there, gives one problem in
//! the user's terms with the smallest useful span and, where one can be guessed, the mend.

use super::describe::{self, Words};
use super::grammar::{Grammar, Rule};
use crate::codes::parse as codes;
use crate::diag::Problem;
use crate::source::{FileId, Span};
use pest::Parser;
use pest::error::{ErrorVariant, InputLocation};

/// How many expected things a message names.
const NAMED: usize = 5;

/// Where a parse failed and what it looked for there.
pub(super) struct Failure {
    /// A byte offset.
    pub(super) at: usize,
    /// The productions that would have gone on.
    pub(super) expected: Vec<Rule>,
}

/// Reads a part of a text again as one production; `None` if that succeeds.
pub(super) fn reread(rule: Rule, input: &str, start: usize, end: usize) -> Option<Failure> {
    let part = input.get(start..end)?;
    let error = Grammar::parse(rule, part).err()?;
    let at = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    let expected = match error.variant {
        ErrorVariant::ParsingError { positives, .. } => positives,
        ErrorVariant::CustomError { .. } => Vec::new(),
    };
    Some(Failure {
        at: start + at,
        expected,
    })
}

/// The problem of a failed parse within `region`. The text is the one with mended signs.
pub(super) fn unexpected(file: FileId, text: &str, failure: &Failure, region: Span) -> Problem {
    let next = next_token(text, failure.at);
    let found = text.get(next.clone()).unwrap_or("");
    let at = Span::new(file, next.start, next.end);
    if found == "}" && failure.at == region.start as usize {
        return Problem::error(codes::UNEXPECTED, at, "no `{` is open for this `}`")
            .label("one too many")
            .help("remove the `}`")
            .fix(at, "");
    }
    let shown = match found {
        "" => "the end of the file".to_string(),
        found => format!("`{}`", shorten(found)),
    };
    let expected = describe::list(&failure.expected, NAMED);
    let message = if expected.is_empty() {
        format!("{shown} does not fit here")
    } else {
        format!("expected {expected}, found {shown}")
    };
    let last = last_token(text, region.start as usize, failure.at);
    let between = text.get(last.end..next.start).unwrap_or("");
    if !last.is_empty() && (found.is_empty() || between.contains('\n')) {
        // What is missing belongs to the line above, where people look for it.
        let span = Span::new(file, last.start, last.end);
        return Problem::error(codes::UNEXPECTED, span, message)
            .label("something is missing after this");
    }
    let problem = Problem::error(codes::UNEXPECTED, at, message).label("not expected here");
    mend(problem, failure, found, at)
}

/// Adds the mend that can be guessed from the word that was found.
fn mend(problem: Problem, failure: &Failure, found: &str, at: Span) -> Problem {
    if let Some(word) = describe::nearest(&failure.expected, found) {
        return problem
            .help(format!("did you mean `{word}`?"))
            .fix(at, word);
    }
    let names = failure
        .expected
        .iter()
        .any(|rule| describe::described(*rule).words == Words::Name);
    if describe::is_reserved(found) && names {
        return problem.help(format!(
            "`{found}` is a word of the language; as a name it is written between back-ticks"
        ));
    }
    if found == "where" {
        return problem.help("an event with a `where` inside a condition stands in parentheses");
    }
    problem
}

/// The problem of a body whose brace is never closed.
pub(super) fn unclosed(open: Span, end: Span, name: &str) -> Problem {
    Problem::error(
        codes::UNCLOSED,
        open,
        format!("the `{{` of `{name}` is never closed"),
    )
    .label("opened here")
    .help("add a `}` where the item ends")
    .fix(end, "\n}")
}

/// The problem of something that is nested or chained too far.
pub(super) fn too_deep(span: Span) -> Problem {
    Problem::error(
        codes::TOO_DEEP,
        span,
        "this is nested or chained too deeply to be read",
    )
    .label("too deep")
    .help("give a part of it a name of its own: a concept, an event or a parameter")
}

/// The token at or after an offset, past white space and comments.
fn next_token(text: &str, at: usize) -> std::ops::Range<usize> {
    let mut at = at.min(text.len());
    loop {
        let rest = text.get(at..).unwrap_or("");
        let skipped = rest.len() - rest.trim_start().len();
        at += skipped;
        let rest = text.get(at..).unwrap_or("");
        if !rest.starts_with("//") {
            return at..at + token_len(rest);
        }
        at += rest.find('\n').unwrap_or(rest.len());
    }
}

/// The last token that ends before an offset.
pub(super) fn last_token(text: &str, from: usize, to: usize) -> std::ops::Range<usize> {
    let mut last = from..from;
    let mut at = from;
    while at < to {
        let next = next_token(text, at);
        if next.is_empty() || next.start >= to {
            break;
        }
        at = next.end;
        last = next;
    }
    last
}

/// The length of the token that a text begins with: a literal, a word or a sign.
fn token_len(text: &str) -> usize {
    let Some(first) = text.chars().next() else {
        return 0;
    };
    // Only the line is looked at: pest walks over all of its input when it is done.
    let line = text.lines().next().unwrap_or("");
    for rule in [Rule::string, Rule::date, Rule::clock] {
        if let Ok(mut pairs) = Grammar::parse(rule, line)
            && let Some(pair) = pairs.next()
        {
            return pair.as_str().len();
        }
    }
    if let Some(block) = text.strip_prefix("\"\"\"") {
        return block.find("\"\"\"").map_or(3, |end| end + 6);
    }
    if !first.is_alphanumeric() && first != '`' {
        return first.len_utf8();
    }
    let is_word = |char: char| char.is_alphanumeric() || matches!(char, '-' | '`' | '/');
    text.find(|char: char| !is_word(char)).unwrap_or(text.len())
}

/// A found token short enough for a message, on one line.
pub(super) fn shorten(found: &str) -> String {
    let line = found.lines().next().unwrap_or("");
    let mut short: String = line.chars().take(30).collect();
    if short.len() < found.len() {
        short.push('…');
    }
    short
}

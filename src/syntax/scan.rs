//! Looks over a text before it is parsed: takes the text, gives its comments, the mistakes that would throw the parser off (texts that
//! never end, full-width punctuation, underscores, too deep nesting) and a copy in which they are mended byte for byte.

mod signs;

use super::grammar::{Grammar, Rule};
use crate::codes::parse as codes;
use crate::diag::Problem;
use crate::source::{FileId, Span};
use crate::syntax::ast::Text;
use pest::Parser;

/// Brackets, and words such as `not` in a row, may go this deep.
const DEEPEST: usize = 40;

/// What looking over a text gives.
pub(super) struct Scan {
    /// The text with mended signs; every offset means the same place as in the text itself.
    pub(super) text: String,
    /// Every comment.
    pub(super) comments: Vec<Text>,
    /// What was found.
    pub(super) problems: Vec<Problem>,
    /// Where something could not be mended, so that nothing more is to be said there.
    pub(super) silent: Vec<Span>,
    /// The text must not be parsed.
    pub(super) too_deep: bool,
}

/// Looks over a text.
pub(super) fn scan(file: FileId, text: &str) -> Scan {
    let mut scanner = Scanner {
        file,
        text,
        at: 0,
        line_end: None,
        run: 0,
        depth: 0,
        out: Scan {
            text: String::with_capacity(text.len() + 1),
            comments: Vec::new(),
            problems: Vec::new(),
            silent: Vec::new(),
            too_deep: false,
        },
    };
    while !scanner.out.too_deep && scanner.at < text.len() {
        scanner.step();
    }
    scanner.out
}

struct Scanner<'t> {
    file: FileId,
    text: &'t str,
    at: usize,
    /// Where the line ends that was looked at last, so that a long line is not searched once for each of its texts.
    line_end: Option<usize>,
    /// Words such as `not` in a row.
    run: usize,
    depth: usize,
    out: Scan,
}

impl<'t> Scanner<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// What is left of the line, without its end.
    fn line(&mut self) -> &'t str {
        let end = match self.line_end {
            Some(end) if end >= self.at => end,
            _ => {
                let rest = self.rest();
                self.at + rest.find(['\n', '\r']).unwrap_or(rest.len())
            }
        };
        self.line_end = Some(end);
        self.text.get(self.at..end).unwrap_or("")
    }

    fn span(&self, length: usize) -> Span {
        Span::new(self.file, self.at, self.at + length)
    }

    /// Takes `length` bytes over as they are.
    fn copy(&mut self, length: usize) {
        self.out
            .text
            .push_str(self.rest().get(..length).unwrap_or(""));
        self.at += length;
    }

    /// Takes `length` bytes over as `mended`, filled with spaces on the side that is away from it.
    fn replace(&mut self, length: usize, mended: &str, spaces_first: bool) {
        let spaces = " ".repeat(length.saturating_sub(mended.len()));
        if spaces_first {
            self.out.text.push_str(&spaces);
        }
        self.out.text.push_str(mended);
        if !spaces_first {
            self.out.text.push_str(&spaces);
        }
        self.at += length;
    }

    fn step(&mut self) {
        let rest = self.rest();
        let Some(char) = rest.chars().next() else {
            return;
        };
        match char {
            '/' if rest.starts_with("//") => self.comment(),
            '/' if self.begins_regex() => self.regex(),
            '"' if rest.starts_with("\"\"\"") => self.block(),
            '"' => self.string(),
            '`' => {
                let line = self.line();
                let end = line.get(1..).and_then(|line| line.find('`'));
                self.copy(end.map_or(1, |end| end + 2));
            }
            '(' | '{' => {
                self.depth += 1;
                self.deeper(self.depth, 1);
                self.copy(1);
            }
            ')' | '}' => {
                self.depth = self.depth.saturating_sub(1);
                self.copy(1);
            }
            _ if signs::opens_quote(char) => self.quote(char),
            _ if char.is_ascii_digit() || signs::wide_digit(char).is_some() => self.number(),
            _ if char.is_alphabetic() => self.word(),
            _ => match signs::ascii(char) {
                Some(sign) => self.sign(char, sign),
                None => self.copy(char.len_utf8()),
            },
        }
    }

    fn deeper(&mut self, depth: usize, length: usize) {
        if depth > DEEPEST {
            self.out.too_deep = true;
            self.out
                .problems
                .push(super::error::too_deep(self.span(length)));
        }
    }

    fn comment(&mut self) {
        let line = self.line();
        self.out.comments.push(Text {
            value: line.to_string(),
            span: self.span(line.len()),
        });
        self.copy(line.len());
    }

    /// A slash after a word belongs to a path.
    fn begins_regex(&self) -> bool {
        let before = self
            .text
            .get(..self.at)
            .and_then(|text| text.chars().next_back());
        !before.is_some_and(|char| char.is_alphanumeric() || char == '`')
    }

    fn regex(&mut self) {
        match closing(self.line(), '/') {
            Some(end) => self.copy(end + 1),
            None => self.unclosed("regular expression", "/"),
        }
    }

    fn string(&mut self) {
        let line = self.line();
        if let Some(end) = closing(line, '"') {
            return self.copy(end + 1);
        }
        // The input method wrote the closing quote.
        let Some((end, quote)) = line.char_indices().rfind(|(_, c)| *c == '”') else {
            return self.unclosed("text", "\"");
        };
        self.copy(end);
        let span = self.span(quote.len_utf8());
        self.wide(span, "”", "\"");
        self.replace(quote.len_utf8(), "\"", false);
    }

    /// A text or regular expression that its line does not close: the line's end is taken for the closing sign.
    fn unclosed(&mut self, what: &str, sign: &str) {
        let line = self.line();
        let length = line.trim_end().len();
        let end = self.at + length;
        let span = self.span(length);
        self.out.problems.push(
            Problem::error(
                codes::UNCLOSED_TEXT,
                span,
                format!("the {what} is not closed on its line"),
            )
            .label(format!("no closing `{sign}`"))
            .help(if sign == "/" {
                "close it with `/`; a slash inside is written `\\/`"
            } else {
                "close it with `\"`; a text over several lines stands between `\"\"\"` and `\"\"\"`"
            })
            .fix(Span::new(self.file, end, end), sign),
        );
        self.out.silent.push(span);
        self.copy(line.len());
        self.out.text.push_str(sign);
        if self.at < self.text.len() {
            self.at += 1;
        }
    }

    fn block(&mut self) {
        let rest = self.rest();
        if let Some(end) = rest.get(3..).and_then(|rest| rest.find("\"\"\"")) {
            return self.copy(end + 6);
        }
        let span = self.span(3);
        self.out.problems.push(
            Problem::error(codes::UNCLOSED_TEXT, span, "the text block is never closed")
                .label("opened here")
                .help("close it with `\"\"\"`"),
        );
        self.out.silent.push(span);
        // Blank it up to the next item, so that the items after it are still read.
        let mut blank = rest.len();
        for (at, _) in rest.match_indices('\n') {
            let line = rest.get(at + 1..).unwrap_or("");
            if Grammar::parse(Rule::item_word, line).is_ok() {
                blank = at;
                break;
            }
        }
        let spaces: String = rest
            .get(..blank)
            .unwrap_or("")
            .bytes()
            .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
            .collect();
        self.out.text.push_str(&spaces);
        self.at += blank;
        self.depth = 0;
    }

    /// A text between quotes of another script.
    fn quote(&mut self, open: char) {
        let line = self.line();
        let inner = line.get(open.len_utf8()..).unwrap_or("");
        let Some((end, close)) = inner
            .char_indices()
            .find(|(_, char)| *char == '"' || signs::is_quote(*char))
        else {
            return self.unclosed_quote(open);
        };
        let words = inner.get(..end).unwrap_or("");
        let span = self.span(open.len_utf8() + end + close.len_utf8());
        self.wide(span, &format!("{open}{close}"), &format!("\"{words}\""));
        self.replace(open.len_utf8(), "\"", true);
        self.copy(end);
        self.replace(close.len_utf8(), "\"", false);
    }

    fn unclosed_quote(&mut self, open: char) {
        let span = self.span(open.len_utf8());
        self.wide(span, &open.to_string(), "\"");
        self.out.silent.push(span);
        self.replace(open.len_utf8(), "", false);
    }

    /// A number, date or clock; full-width digits and signs in it are mended together.
    fn number(&mut self) {
        let rest = self.rest();
        let length = rest
            .find(|char| !signs::in_number(char))
            .unwrap_or(rest.len());
        let token = rest.get(..length).unwrap_or("");
        if token.is_ascii() {
            return self.copy(length);
        }
        let ends_wide =
            token.trim_end_matches(|char| signs::wide_digit(char).is_none() && !char.is_ascii());
        let length = ends_wide.len();
        if ends_wide.is_ascii() {
            // Only what follows the number is wide; it is mended as a sign of its own.
            return self.copy(length);
        }
        let mended: String = ends_wide
            .chars()
            .map(|char| {
                signs::wide_digit(char)
                    .or(signs::ascii(char))
                    .unwrap_or(char)
            })
            .collect();
        self.wide(self.span(length), ends_wide, &mended);
        self.replace(length, &mended, false);
    }

    fn word(&mut self) {
        let rest = self.rest();
        let length = rest
            .find(|char: char| !(char.is_alphanumeric() || char == '-' || char == '_'))
            .unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or("");
        if matches!(word, "not" | "first" | "prominent" | "ticked") {
            self.run += 1;
            self.deeper(self.run, length);
        } else {
            self.run = 0;
        }
        if !word.contains('_') {
            return self.copy(length);
        }
        let mended = word.replace('_', "-");
        let span = self.span(length);
        self.out.problems.push(
            Problem::error(
                codes::UNDERSCORE,
                span,
                format!("`{word}` holds an underscore: names are joined with hyphens"),
            )
            .label("not a name")
            .help(format!("write `{mended}`"))
            .fix(span, mended.as_str()),
        );
        if word.ends_with('_') || word.contains("__") {
            self.out.silent.push(span);
        }
        self.replace(length, &mended, false);
    }

    fn sign(&mut self, char: char, sign: char) {
        let span = self.span(char.len_utf8());
        if sign == ' ' {
            self.out.problems.push(
                Problem::error(
                    codes::FULL_WIDTH,
                    span,
                    format!("`{char}` has no meaning outside a text"),
                )
                .label("full-width sign")
                .help("remove it, or put it into a text in quotes")
                .fix(span, ""),
            );
        } else {
            self.wide(span, &char.to_string(), &sign.to_string());
        }
        match sign {
            '(' | '{' => {
                self.depth += 1;
                self.deeper(self.depth, char.len_utf8());
            }
            ')' | '}' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        self.replace(char.len_utf8(), &sign.to_string(), false);
    }

    fn wide(&mut self, span: Span, found: &str, mended: &str) {
        self.out.problems.push(
            Problem::error(
                codes::FULL_WIDTH,
                span,
                format!("`{found}` is full-width punctuation outside a text"),
            )
            .label("full-width sign")
            .help(format!("write `{mended}`"))
            .fix(span, mended),
        );
    }
}

/// The offset of the sign that closes what the line begins with; a backslash takes the next character along.
fn closing(line: &str, sign: char) -> Option<usize> {
    let mut chars = line.char_indices().skip(1);
    while let Some((at, char)) = chars.next() {
        if char == '\\' {
            chars.next();
        } else if char == sign {
            return Some(at);
        }
    }
    None
}

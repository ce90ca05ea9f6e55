//! Cuts SQL into tokens: takes a text and its dialect, gives words, literals and signs with their places, and comments aside. What
//! a statement means is left to `statement`.

use std::ops::Range;

/// What of the dialect has to be known to tell where a literal ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Dialect {
    /// A backslash escapes in plain literals (MySQL).
    pub(super) backslash: bool,
    /// `#` begins a comment anywhere (MySQL), not only at the start of a line.
    pub(super) hash: bool,
}

/// How a literal is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quoting {
    /// By a sign that is doubled within; a backslash may escape.
    Sign(u8, bool),
    /// Without any escape: `$tag$ … $tag$`, `q'[ … ]'`.
    Bare,
}

/// A token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A name, a key word or a number; a name in backticks or brackets with these.
    Word(Range<usize>),
    /// The inside of a literal, and how it is quoted.
    Literal(Range<usize>, Quoting),
    /// Any other sign.
    Sign(u8),
}

/// Cuts a stretch of a text.
#[derive(Debug)]
pub(super) struct Lexer<'t> {
    text: &'t str,
    dialect: Dialect,
    at: usize,
    end: usize,
    /// Comments seen.
    pub(super) comments: Vec<(Range<usize>, String)>,
    /// A literal that nothing ends.
    pub(super) unclosed: Option<usize>,
}

impl<'t> Lexer<'t> {
    /// Begins with a stretch of a text.
    pub(super) fn new(text: &'t str, range: Range<usize>, dialect: Dialect) -> Self {
        Self {
            text,
            dialect,
            at: range.start,
            end: range.end.min(text.len()),
            comments: Vec::new(),
            unclosed: None,
        }
    }

    /// Where the next token is looked for.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Goes on elsewhere.
    pub(super) fn jump(&mut self, at: usize) {
        self.at = at;
    }

    /// The next token.
    pub(super) fn next(&mut self) -> Option<Token> {
        loop {
            let byte = self.byte(0)?;
            match byte {
                b'-' if self.byte(1) == Some(b'-') => self.line_comment(2),
                b'#' if self.dialect.hash || self.begins_line() => self.line_comment(1),
                b'/' if self.byte(1) == Some(b'*') => self.block_comment(),
                _ if byte.is_ascii_whitespace() => self.at += 1,
                _ => return Some(self.token(byte)),
            }
        }
    }

    fn token(&mut self, byte: u8) -> Token {
        let start = self.at;
        match byte {
            b'\'' | b'"' => self.quoted(byte, self.dialect.backslash),
            b'`' => {
                let close = self.find(start + 1, "`").map_or(self.end, |at| at + 1);
                self.at = close;
                Token::Word(start..close)
            }
            b'[' if self.bracketed(start).is_some() => {
                let close = self.bracketed(start).unwrap_or(start + 1);
                self.at = close;
                Token::Word(start..close)
            }
            b'$' if self.dollar(start).is_some() => self.dollar_quoted(start),
            _ if is_word(byte) => self.word(start),
            _ => {
                self.at += 1;
                Token::Sign(byte)
            }
        }
    }

    fn word(&mut self, start: usize) -> Token {
        let bytes = self.text.as_bytes().get(start..self.end).unwrap_or(&[]);
        let length = bytes.iter().take_while(|&&b| is_word(b)).count();
        self.at = start + length;
        let word = self.text.get(start..self.at).unwrap_or("");
        if self.byte(0) == Some(b'\'') {
            let is = |prefix: &str| word.eq_ignore_ascii_case(prefix);
            if is("e") {
                return self.quoted(b'\'', true);
            }
            if is("q") || is("nq") {
                return self.oracle_quoted();
            }
            if is("n") {
                return self.quoted(b'\'', self.dialect.backslash);
            }
        }
        Token::Word(start..self.at)
    }

    /// A literal from its sign on; what nothing ends is noted.
    fn quoted(&mut self, sign: u8, backslash: bool) -> Token {
        let start = self.at + 1;
        let bytes = self.text.as_bytes().get(..self.end).unwrap_or(&[]);
        let mut at = start;
        loop {
            let rest = bytes.get(at..).unwrap_or(&[]);
            let found = rest
                .iter()
                .position(|&b| b == sign || (backslash && b == b'\\'));
            let Some(found) = found else {
                self.unclosed.get_or_insert(start - 1);
                self.at = self.end;
                return Token::Literal(
                    start.min(self.end)..self.end,
                    Quoting::Sign(sign, backslash),
                );
            };
            at += found;
            let escapes = bytes.get(at) != Some(&sign) || bytes.get(at + 1) == Some(&sign);
            if !escapes {
                self.at = at + 1;
                return Token::Literal(start..at, Quoting::Sign(sign, backslash));
            }
            at += 2;
        }
    }

    /// `q'[ … ]'` of Oracle.
    fn oracle_quoted(&mut self) -> Token {
        let open = self.at + 1;
        let sign = self
            .text
            .get(open..self.end)
            .and_then(|rest| rest.chars().next());
        let sign = sign.unwrap_or('\'');
        let close = match sign {
            '[' => ']',
            '(' => ')',
            '{' => '}',
            '<' => '>',
            other => other,
        };
        let start = open + sign.len_utf8();
        match self.find(start, &format!("{close}'")) {
            Some(end) => {
                self.at = end + close.len_utf8() + 1;
                Token::Literal(start..end, Quoting::Bare)
            }
            None => {
                self.unclosed.get_or_insert(self.at);
                self.at = self.end;
                Token::Literal(start.min(self.end)..self.end, Quoting::Bare)
            }
        }
    }

    /// The length of the sign that opens a dollar-quoted literal.
    fn dollar(&self, start: usize) -> Option<usize> {
        let rest = self.text.as_bytes().get(start + 1..self.end)?;
        let tag = rest
            .iter()
            .take_while(|&&b| is_word(b) && b != b'$')
            .count();
        let closed = rest.get(tag) == Some(&b'$');
        (closed && !rest.first().is_some_and(u8::is_ascii_digit)).then_some(tag + 2)
    }

    fn dollar_quoted(&mut self, start: usize) -> Token {
        let length = self.dollar(start).unwrap_or(1);
        let tag = self.text.get(start..start + length).unwrap_or("$");
        let inside = start + length;
        match self.find(inside, tag) {
            Some(end) => {
                self.at = end + length;
                Token::Literal(inside..end, Quoting::Bare)
            }
            None => {
                self.unclosed.get_or_insert(start);
                self.at = self.end;
                Token::Literal(inside.min(self.end)..self.end, Quoting::Bare)
            }
        }
    }

    /// Where a name in brackets ends.
    fn bracketed(&self, start: usize) -> Option<usize> {
        let rest = self.text.get(start + 1..self.end)?;
        let length = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | ' ' | '-')))?;
        (length > 0 && rest.as_bytes().get(length) == Some(&b']')).then_some(start + length + 2)
    }

    fn line_comment(&mut self, mark: usize) {
        let start = self.at;
        let rest = self.text.get(start..self.end).unwrap_or("");
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        self.at = start + length;
        let words = rest.get(mark..length).unwrap_or("").trim();
        self.comments.push((start..self.at, words.to_owned()));
    }

    fn block_comment(&mut self) {
        let start = self.at;
        let close = self.find(start + 2, "*/");
        self.at = close.map_or(self.end, |close| close + 2);
        let inside = self.text.get(start + 2..close.unwrap_or(self.end));
        let inside = inside.unwrap_or("");
        // What MySQL runs though it looks like a comment is none.
        if !inside.starts_with('!') {
            let words = inside.trim_matches(|c: char| c == '*' || c.is_whitespace());
            self.comments.push((start..self.at, words.to_owned()));
        }
    }

    fn begins_line(&self) -> bool {
        let before = self.text.get(..self.at).unwrap_or("");
        before.is_empty() || before.trim_end_matches([' ', '\t']).ends_with(['\n', '\r'])
    }

    fn find(&self, from: usize, what: &str) -> Option<usize> {
        let rest = self.text.get(from..self.end)?;
        rest.find(what).map(|at| from + at)
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        let at = self.at + ahead;
        let byte = *self.text.as_bytes().get(at)?;
        (at < self.end).then_some(byte)
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'@' | b'.') || byte >= 0x80
}

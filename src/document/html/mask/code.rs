//! Cuts program code into what a page's reader may care for: takes a stretch of PHP or Java, gives comments, strings and the ends of
//! statements as ranges.

use std::ops::Range;

/// A programming language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    Php,
    Java,
}

/// A piece of code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// A comment with its marks, and its words.
    Comment(Range<usize>, Range<usize>),
    /// A string with its quotes, what is in them, and whether the program looks into it for variables and escapes.
    Text(Range<usize>, Range<usize>, bool),
    /// The end of a statement or of an element of a list.
    Stop(usize),
    /// The end of the program, and where the page goes on.
    End(usize, usize),
}

/// Cuts code into pieces, from `at` up to `end`.
pub(super) struct Code<'a> {
    source: &'a str,
    at: usize,
    end: usize,
    dialect: Dialect,
    depth: usize,
    /// How deep in brackets the last string of the statement lies.
    text: Option<usize>,
}

/// Where PHP code that begins at `at` ends, and where the page goes on.
pub(super) fn end_of_php(source: &str, at: usize) -> (usize, usize) {
    let code = Code::new(source, at..source.len(), Dialect::Php);
    let mut ends = code.filter_map(|piece| match piece {
        Piece::End(inner, end) => Some((inner, end)),
        _ => None,
    });
    ends.next().unwrap_or((source.len(), source.len()))
}

impl<'a> Code<'a> {
    /// The pieces of a stretch of code.
    pub(super) fn new(source: &'a str, range: Range<usize>, dialect: Dialect) -> Self {
        Self {
            source,
            at: range.start,
            end: range.end,
            dialect,
            depth: 0,
            text: None,
        }
    }

    fn rest(&self, at: usize) -> &'a str {
        self.source.get(at..self.end).unwrap_or("")
    }

    fn line_comment(&self, start: usize, mark: usize) -> Piece {
        let rest = self.rest(start);
        let line = rest.find('\n').unwrap_or(rest.len());
        let stop = match self.dialect {
            Dialect::Php => rest
                .get(..line)
                .and_then(|line| line.find("?>"))
                .unwrap_or(line),
            Dialect::Java => line,
        };
        Piece::Comment(start..start + stop, start + mark..start + stop)
    }

    fn string(&self, start: usize, quote: char) -> Piece {
        let mut escaped = false;
        let rest = self.rest(start + 1);
        let length = rest.char_indices().find(|&(_, c)| {
            let closes = c == quote && !escaped;
            escaped = c == '\\' && !escaped;
            closes
        });
        let end = length.map_or(self.end, |(at, _)| start + 1 + at);
        let whole = start..(end + 1).min(self.end);
        Piece::Text(whole, start + 1..end, quote == '"')
    }

    /// `<<<WORD` up to the line that begins with the word.
    fn heredoc(&self, start: usize) -> Option<Piece> {
        let rest = self.rest(start);
        let head_end = rest.find('\n')?;
        let head = rest.get(3..head_end)?.trim();
        let plain = !head.starts_with('\'');
        let word = head.trim_matches(['\'', '"']);
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        if word.is_empty() || !word.chars().all(is_word) {
            return None;
        }
        let mut at = start + head_end + 1;
        let body = at;
        for line in self.rest(at).split_inclusive('\n') {
            let words = line.trim_start();
            if words
                .strip_prefix(word)
                .is_some_and(|after| !after.starts_with(is_word))
            {
                let end = at + (line.len() - words.len()) + word.len();
                return Some(Piece::Text(start..end, body..at, plain));
            }
            at += line.len();
        }
        Some(Piece::Text(start..self.end, body..self.end, plain))
    }

    fn piece(&mut self, start: usize, sign: char) -> Option<Piece> {
        let rest = self.rest(start);
        let php = self.dialect == Dialect::Php;
        match sign {
            '/' if rest.starts_with("//") => Some(self.line_comment(start, 2)),
            '#' if php && !rest.starts_with("#[") => Some(self.line_comment(start, 1)),
            '/' if rest.starts_with("/*") => {
                let inner = rest.get(2..).unwrap_or("").find("*/");
                let words = inner.map_or(rest.len(), |inner| inner + 2);
                let end = (words + 2).min(rest.len());
                Some(Piece::Comment(start..start + end, start + 2..start + words))
            }
            '?' if php && rest.starts_with("?>") => Some(Piece::End(start, start + 2)),
            '<' if php && rest.starts_with("<<<") => self.heredoc(start),
            '"' | '\'' | '`' => Some(self.string(start, sign)),
            ';' | '{' | '}' => Some(Piece::Stop(start)),
            ',' if self.text.is_none_or(|text| self.depth <= text) => Some(Piece::Stop(start)),
            _ => None,
        }
    }
}

impl Iterator for Code<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        let signs = [
            '/', '#', '?', '<', '"', '\'', '`', ';', '{', '}', ',', '(', ')', '[', ']',
        ];
        while let Some(found) = self.rest(self.at).find(signs) {
            let start = self.at + found;
            let sign = self.rest(start).chars().next()?;
            self.at = start + 1;
            match sign {
                '(' | '[' => self.depth += 1,
                ')' | ']' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
            let Some(piece) = self.piece(start, sign) else {
                continue;
            };
            match &piece {
                Piece::Comment(range, _) => self.at = range.end,
                Piece::Text(range, ..) => {
                    self.at = range.end;
                    self.text = Some(self.text.map_or(self.depth, |text| text.min(self.depth)));
                }
                Piece::Stop(_) => self.text = None,
                Piece::End(..) => self.at = self.end,
            }
            return Some(piece);
        }
        self.at = self.end;
        None
    }
}

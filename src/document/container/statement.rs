//! Reads SQL statements: takes tokens, gives the string values of every inserted row and of every other statement, by column.

use super::copied;
use super::gather::Gather;
use super::literal::{Dialect, Lexer, Token};
use super::path::{Paths, Step};
use super::value::{Value, Written};
use std::ops::Range;

/// Reads one statement after the other.
pub(super) struct Statements<'t> {
    text: &'t str,
    dialect: Dialect,
    lexer: Lexer<'t>,
    rows: u32,
    statements: u32,
    /// Columns of the statement's rows, as far as it names them.
    columns: Vec<Range<usize>>,
    /// Columns of tables that the file makes, by name.
    tables: std::collections::HashMap<String, Vec<Range<usize>>>,
}

/// A value that is being read: where it begins, whether a literal was seen, and the name before its `=`.
struct Cell {
    start: usize,
    literal: bool,
    name: Option<Range<usize>>,
}

impl Cell {
    fn new(start: usize) -> Self {
        Self {
            start,
            literal: false,
            name: None,
        }
    }
}

impl<'t> Statements<'t> {
    /// Begins with a text.
    pub(super) fn new(text: &'t str, dialect: Dialect) -> Self {
        Self {
            text,
            dialect,
            lexer: Lexer::new(text, 0..text.len(), dialect),
            rows: 0,
            statements: 0,
            columns: Vec::new(),
            tables: std::collections::HashMap::new(),
        }
    }

    /// Where a literal begins that nothing ends.
    pub(super) fn unclosed(&self) -> Option<usize> {
        self.lexer.unclosed
    }

    /// The comments.
    pub(super) fn comments(&mut self) -> Vec<(Range<usize>, String)> {
        std::mem::take(&mut self.lexer.comments)
    }

    /// Reads all.
    pub(super) fn read(&mut self, gather: &mut Gather<'t>) {
        while let Some(token) = self.lexer.next() {
            let Token::Word(range) = token else { continue };
            self.statements += 1;
            match self.word(&range).to_ascii_uppercase().as_str() {
                "INSERT" | "REPLACE" | "MERGE" => self.insert(range.end, gather),
                "COPY" => self.copy(gather),
                "CREATE" => self.create(),
                "ALTER" | "COMMENT" | "DROP" | "GRANT" | "REVOKE" | "LOCK" | "UNLOCK" => {
                    self.skip()
                }
                _ => self.other(range.end, gather),
            }
        }
    }

    fn word(&self, range: &Range<usize>) -> &'t str {
        self.text.get(range.clone()).unwrap_or("")
    }

    fn is(&self, range: &Range<usize>, word: &str) -> bool {
        self.word(range).eq_ignore_ascii_case(word)
    }

    /// The end of a statement: `;`, or the `GO` of SQL Server.
    fn ends(&self, token: &Token) -> bool {
        match token {
            Token::Sign(sign) => *sign == b';',
            Token::Word(range) => self.is(range, "GO"),
            Token::Literal(..) => false,
        }
    }

    fn skip(&mut self) {
        while let Some(token) = self.lexer.next() {
            if self.ends(&token) {
                return;
            }
        }
    }

    /// `INTO table (columns) VALUES (…), (…)`, and again for another table; anything else is read like other statements.
    fn insert(&mut self, start: usize, gather: &mut Gather<'t>) {
        self.columns.clear();
        let mut name = None;
        let mut values = false;
        while let Some(token) = self.lexer.next() {
            match token {
                Token::Sign(b';') => return,
                Token::Sign(b'(') if values => self.tuple(gather),
                Token::Sign(b'(') => self.columns = self.list(),
                Token::Word(range) if self.is(&range, "GO") => return,
                Token::Word(range) if self.is(&range, "VALUES") || self.is(&range, "VALUE") => {
                    values = true;
                    if let Some(known) = name.take().and_then(|name| self.tables.get(&name))
                        && self.columns.is_empty()
                    {
                        self.columns = known.clone();
                    }
                }
                Token::Word(range) if self.is(&range, "SELECT") && !values => {
                    return self.other(start, gather);
                }
                Token::Word(range) if self.is(&range, "INTO") || self.is(&range, "INSERT") => {
                    self.columns.clear();
                    values = false;
                }
                Token::Word(range) | Token::Literal(range, _) if !values => {
                    name = Some(table(self.word(&range)));
                }
                _ => {}
            }
        }
    }

    /// The names of a list, its parenthesis being open.
    fn list(&mut self) -> Vec<Range<usize>> {
        let mut names = Vec::new();
        let mut depth = 1;
        while let Some(token) = self.lexer.next() {
            match token {
                Token::Sign(b'(') => depth += 1,
                Token::Sign(b')') => depth -= 1,
                Token::Word(range) if depth == 1 => names.push(range),
                Token::Literal(range, _) if depth == 1 => names.push(range),
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        names
    }

    /// A row, its parenthesis being open.
    fn tuple(&mut self, gather: &mut Gather<'t>) {
        self.rows += 1;
        let row = gather.step(Step::Row(self.rows));
        gather.row(row);
        let mut depth = 1;
        let mut at = 0;
        let mut cell = Cell::new(self.lexer.at());
        while let Some(token) = self.lexer.next() {
            match token {
                Token::Sign(b'(') => depth += 1,
                Token::Sign(b')') => depth -= 1,
                Token::Literal(..) => cell.literal = true,
                _ => {}
            }
            let ends = depth == 0 || (depth == 1 && token == Token::Sign(b','));
            if ends {
                let end = self.lexer.at() - 1;
                self.column(gather, row, at, &cell, end);
                at += 1;
                cell = Cell::new(end + 1);
            }
            if depth == 0 {
                break;
            }
        }
        gather.close();
    }

    fn column(&self, gather: &mut Gather<'t>, row: u32, at: usize, cell: &Cell, end: usize) {
        if !cell.literal {
            return;
        }
        let step = match cell.name.as_ref().or_else(|| self.columns.get(at)) {
            Some(name) => Paths::key(row, name),
            None => Step::Column(row, u32::try_from(at + 1).unwrap_or(u32::MAX)),
        };
        let path = gather.step(step);
        gather.value(Value::new(
            path,
            &(cell.start..end),
            Written::Sql(self.dialect),
        ));
    }

    /// Any other statement with literals: they are read like one row, cut at commas and clause words.
    fn other(&mut self, start: usize, gather: &mut Gather<'t>) {
        let statement = gather.step(Step::Statement(self.statements));
        self.columns.clear();
        gather.row(statement);
        let mut depth = 0_usize;
        let mut at = 0;
        let mut cell = Cell::new(start);
        let mut last = None;
        loop {
            let token = self.lexer.next();
            let mut over = token.as_ref().is_none_or(|token| self.ends(token));
            let mut ends = over;
            let mut end = self.lexer.at();
            match &token {
                Some(Token::Sign(b'(')) => depth += 1,
                Some(Token::Sign(b')')) => depth = depth.saturating_sub(1),
                Some(Token::Sign(b',')) => ends = depth == 0,
                Some(Token::Sign(b'=')) if depth == 0 => {
                    cell.name = last.take();
                    cell.start = self.lexer.at();
                }
                Some(Token::Literal(..)) => cell.literal = true,
                Some(Token::Word(range)) if depth == 0 && self.is(range, "INSERT") => {
                    // The statement before had no end of its own.
                    end = range.start;
                    self.lexer.jump(end);
                    (ends, over) = (true, true);
                }
                Some(Token::Word(range)) => {
                    let clauses = ["WHERE", "SET", "AND", "FROM", "SELECT", "GO"];
                    if depth == 0 && clauses.iter().any(|word| self.is(range, word)) {
                        ends = true;
                        end = range.start;
                    } else {
                        last = Some(range.clone());
                    }
                }
                None | Some(Token::Sign(_)) => {}
            }
            if ends {
                let end = if matches!(token, Some(Token::Sign(_))) {
                    end - 1
                } else {
                    end
                };
                self.column(gather, statement, at, &cell, end);
                at += usize::from(cell.literal);
                cell = Cell::new(self.lexer.at());
            }
            if over {
                break;
            }
        }
        gather.close();
    }

    /// `CREATE TABLE name (columns …)` names the columns of rows that are inserted without a list.
    fn create(&mut self) {
        let mut name = None;
        while let Some(token) = self.lexer.next() {
            match token {
                ref end if self.ends(end) => return,
                Token::Sign(b'(') => {
                    let columns = self.definitions();
                    if let Some(name) = name.take() {
                        self.tables.insert(name, columns);
                    }
                }
                Token::Word(range) | Token::Literal(range, _) => {
                    name = Some(table(self.word(&range)))
                }
                Token::Sign(_) => {}
            }
        }
    }

    fn definitions(&mut self) -> Vec<Range<usize>> {
        const NONE: &[&str] = &[
            "PRIMARY",
            "UNIQUE",
            "KEY",
            "INDEX",
            "CONSTRAINT",
            "FOREIGN",
            "CHECK",
        ];
        let mut names = Vec::new();
        let mut depth = 1;
        let mut first = true;
        while let Some(token) = self.lexer.next() {
            match token {
                Token::Sign(b'(') => depth += 1,
                Token::Sign(b')') => depth -= 1,
                Token::Sign(b',') if depth == 1 => first = true,
                Token::Word(range) | Token::Literal(range, _) if depth == 1 && first => {
                    first = false;
                    if !NONE.iter().any(|word| self.is(&range, word)) {
                        names.push(range);
                    }
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        names
    }

    /// `COPY table (columns) FROM stdin;` with its rows.
    fn copy(&mut self, gather: &mut Gather<'t>) {
        let mut columns = Vec::new();
        let mut stdin = false;
        loop {
            match self.lexer.next() {
                None => return,
                Some(Token::Sign(b';')) => break,
                Some(Token::Sign(b'(')) if columns.is_empty() => columns = self.list(),
                Some(Token::Word(range)) => stdin = stdin || self.is(&range, "stdin"),
                Some(_) => {}
            }
        }
        if stdin {
            let end = copied::read(self.text, self.lexer.at(), &columns, &mut self.rows, gather);
            self.lexer.jump(end);
        }
    }
}

/// The last part of a table's name, without quotes.
fn table(name: &str) -> String {
    let last = name.rsplit('.').next().unwrap_or(name);
    last.trim_matches(['`', '"', '[', ']']).to_lowercase()
}

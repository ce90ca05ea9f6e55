//! Reads JSON files: takes a text, gives its string values with their paths, or the first place that is no JSON. Several values one
//! after the other, as in JSON Lines, are read as several documents.

use super::Broken;
use super::gather::{Gather, Gathered};
use super::path::{Paths, Step};
use super::value::{Value, Written};
use std::ops::Range;

/// What is open, with what comes next in it.
enum Open {
    /// An object; the key whose value comes.
    Object(u32),
    /// An array; the number of the value that comes.
    Array(u32, u32),
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    open: Vec<Open>,
    gather: Gather<'t>,
}

/// Reads a text.
pub(super) fn read(text: &str) -> Result<Gathered, Broken> {
    let mut reader = Reader {
        text,
        at: 0,
        open: Vec::new(),
        gather: Gather::new(text),
    };
    let mut roots = 0;
    while reader.peek().is_some() {
        let root = reader.gather.step(Step::Root(roots));
        reader.root(root)?;
        roots += 1;
    }
    Ok(reader.gather.finish())
}

impl<'t> Reader<'t> {
    fn root(&mut self, root: u32) -> Result<(), Broken> {
        self.value(root)?;
        while let Some(open) = self.open.pop() {
            match open {
                Open::Object(path) => self.object(path)?,
                Open::Array(path, next) => self.array(path, next)?,
            }
        }
        Ok(())
    }

    /// Goes on in an object: behind a comma with the next pair, or to its end.
    fn object(&mut self, path: u32) -> Result<(), Broken> {
        let first = self.text.as_bytes().get(self.at.wrapping_sub(1)) == Some(&b'{');
        match self.peek() {
            Some(b'}') => {
                self.at += 1;
                self.gather.close();
                return Ok(());
            }
            Some(b',') if !first => self.at += 1,
            Some(_) if first => {}
            _ => return Err(self.wrong("`,` or `}` is expected")),
        }
        if self.peek() != Some(b'"') {
            return Err(self.wrong("a key in double quotes is expected"));
        }
        let key = self.string()?;
        if self.peek() != Some(b':') {
            return Err(self.wrong("`:` is expected"));
        }
        self.at += 1;
        self.open.push(Open::Object(path));
        let step = self.gather.step(Paths::key(path, &key));
        self.value(step)
    }

    fn array(&mut self, path: u32, next: u32) -> Result<(), Broken> {
        match self.peek() {
            Some(b']') => {
                self.at += 1;
                self.gather.close();
                return Ok(());
            }
            Some(b',') if next > 0 => self.at += 1,
            Some(_) if next == 0 => {}
            _ => return Err(self.wrong("`,` or `]` is expected")),
        }
        self.open.push(Open::Array(path, next.saturating_add(1)));
        let step = self.gather.step(Step::Index(path, next));
        self.value(step)
    }

    /// A value; of an object or array its beginning.
    fn value(&mut self, path: u32) -> Result<(), Broken> {
        match self.peek() {
            Some(b'{') => {
                self.gather.object(path, self.at)?;
                self.at += 1;
                self.open.push(Open::Object(path));
            }
            Some(b'[') => {
                self.gather.array(path, self.at)?;
                self.at += 1;
                self.open.push(Open::Array(path, 0));
            }
            Some(b'"') => {
                let range = self.string()?;
                self.gather.value(Value::new(path, &range, Written::Json));
            }
            _ => {
                let rest = self.text.as_bytes().get(self.at..).unwrap_or(&[]);
                let is_bare = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'+' | b'.');
                let length = rest.iter().take_while(|&b| is_bare(b)).count();
                let word = self.text.get(self.at..self.at + length).unwrap_or("");
                let number = word.starts_with(|c: char| c == '-' || c.is_ascii_digit());
                if !number && !matches!(word, "true" | "false" | "null") {
                    return Err(self.wrong("a value is expected"));
                }
                self.at += length;
            }
        }
        Ok(())
    }

    /// A string with its quotes.
    fn string(&mut self) -> Result<Range<usize>, Broken> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut at = start + 1;
        loop {
            let rest = bytes.get(at..).unwrap_or(&[]);
            match rest.iter().position(|&b| b == b'"' || b == b'\\') {
                None => return Err(self.wrong("a string that nothing closes, begun")),
                Some(found) if rest.get(found) == Some(&b'\\') => at += found + 2,
                Some(found) => {
                    self.at = at + found + 1;
                    return Ok(start..self.at);
                }
            }
        }
    }

    /// The next byte that is no white space, without taking it.
    fn peek(&mut self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let blank = rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
        self.at += blank;
        rest.get(blank).copied()
    }

    fn wrong(&self, what: &str) -> Broken {
        Broken::Malformed(self.at, what.to_owned())
    }
}

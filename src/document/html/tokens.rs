//! Cuts HTML into tokens: takes a text, gives tags, comments and text as ranges of its bytes, one after the other. A `<` that opens
//! no tag is text. What the tags mean is left to `walk`.

use super::elements::{Raw, is_known, raw};
use std::borrow::Cow;
use std::ops::Range;

/// How many tags may run to the end of the file without closing before quotes in tags are no longer looked at.
const PATIENCE: usize = 16;

/// An attribute.
#[derive(Debug, Clone)]
pub(super) struct Attribute<'a> {
    /// Its name in lower case.
    pub(super) name: Cow<'a, str>,
    /// Bytes of its value, without quotes.
    pub(super) value: Range<usize>,
}

/// A start tag.
#[derive(Debug, Clone)]
pub(super) struct Tag<'a> {
    /// Its name in lower case.
    pub(super) name: Cow<'a, str>,
    pub(super) attributes: Vec<Attribute<'a>>,
    /// It ends with `/>`.
    pub(super) closed: bool,
    pub(super) range: Range<usize>,
    source: &'a str,
}

impl<'a> Tag<'a> {
    /// The value of an attribute as written, and where it stands.
    pub(super) fn get(&self, name: &str) -> Option<(&'a str, Range<usize>)> {
        let found = self.attributes.iter().find(|one| one.name == name)?;
        Some((
            self.source.get(found.value.clone()).unwrap_or(""),
            found.value.clone(),
        ))
    }

    /// The value of an attribute as written.
    pub(super) fn value(&self, name: &str) -> Option<&'a str> {
        self.get(name).map(|found| found.0)
    }

    /// Whether an attribute is there.
    pub(super) fn has(&self, name: &str) -> bool {
        self.attributes.iter().any(|one| one.name == name)
    }
}

/// A token.
#[derive(Debug)]
pub(super) enum Token<'a> {
    /// Text in which references stand for characters.
    Text(Range<usize>),
    /// Text in which nothing stands for anything else: script, style, CDATA.
    Verbatim(Range<usize>),
    Start(Tag<'a>),
    End(Cow<'a, str>, Range<usize>),
    /// A comment with its marks, and its words.
    Comment(Range<usize>, Range<usize>),
}

/// Cuts a text into tokens.
pub(super) struct Tokens<'a> {
    source: &'a str,
    at: usize,
    /// The element whose content holds no tags.
    inside: Option<(Cow<'a, str>, Raw)>,
    /// Such elements that are known not to be closed any more.
    unclosed: Vec<Cow<'a, str>>,
    /// The last `>` of the text.
    last: usize,
    failures: usize,
}

impl<'a> Tokens<'a> {
    /// The tokens of a text.
    pub(super) fn new(source: &'a str) -> Self {
        Self {
            source,
            at: 0,
            inside: None,
            unclosed: Vec::new(),
            last: source.rfind('>').unwrap_or(0),
            failures: 0,
        }
    }

    fn rest(&self, at: usize) -> &'a str {
        self.source.get(at..).unwrap_or("")
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.source.as_bytes().get(at).copied()
    }

    /// The content of an element that holds no tags.
    fn content(&mut self) -> Option<Token<'a>> {
        let (name, kind) = self.inside.take()?;
        let start = self.at;
        if self.unclosed.contains(&name) {
            return unclosed(name, kind, start);
        }
        let mut from = start;
        while let Some(at) = self.rest(from).find("</") {
            let name_at = from + at + 2;
            let named = self
                .source
                .as_bytes()
                .get(name_at..name_at + name.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()));
            let after = self.byte(name_at + name.len());
            if named && after.is_none_or(|b| !b.is_ascii_alphanumeric()) {
                self.at = from + at;
                let range = start..self.at;
                return (!range.is_empty()).then_some(match kind {
                    Raw::Verbatim => Token::Verbatim(range),
                    Raw::References => Token::Text(range),
                });
            }
            from = name_at;
        }
        self.unclosed.push(name.clone());
        unclosed(name, kind, start)
    }

    /// What begins with `<` at `at`; `None`: it is text.
    fn markup(&mut self, at: usize) -> Option<(Token<'a>, usize)> {
        let rest = self.rest(at);
        let until = |opening: usize, close: &str| {
            let inner = rest.get(opening..).unwrap_or("");
            inner.find(close).map_or((rest.len(), rest.len()), |found| {
                (opening + found, opening + found + close.len())
            })
        };
        let comment = |opening: usize, (inner, end): (usize, usize)| {
            Some((
                Token::Comment(at..at + end, at + opening.min(inner)..at + inner),
                at + end,
            ))
        };
        if rest.starts_with("<!-->") || rest.starts_with("<!--->") {
            let end = rest.find('>').map_or(rest.len(), |end| end + 1);
            return comment(4, (4, end));
        }
        if rest.starts_with("<!--") {
            return comment(4, until(4, "-->"));
        }
        if rest.starts_with("<![CDATA[") {
            let (inner, end) = until(9, "]]>");
            return Some((Token::Verbatim(at + 9..at + inner), at + end));
        }
        match self.byte(at + 1)? {
            b'!' | b'?' => {
                // Declarations, processing instructions and Word's `<![if …]>` are no comments that a person writes.
                let (inner, end) = until(2, ">");
                let word = at + 2..at + inner.max(2);
                Some((Token::Comment(word.start..word.start, word), at + end))
            }
            b'/' => match self.byte(at + 2)? {
                first if first.is_ascii_alphabetic() => {
                    let (_, end) = until(2, ">");
                    let name = name(rest.get(2..end).unwrap_or(""), is_name)?;
                    Some((Token::End(lower(name), at..at + end), at + end))
                }
                b'>' => Some((Token::Comment(at..at, at..at), at + 3)),
                _ => None,
            },
            first if first.is_ascii_alphabetic() => self.tag(at),
            _ => None,
        }
    }

    fn tag(&mut self, at: usize) -> Option<(Token<'a>, usize)> {
        if at > self.last {
            return None;
        }
        let written = name(self.rest(at + 1), is_name)?;
        let behind = at + 1 + written.len();
        let next = self.rest(behind).chars().next()?;
        if !(next.is_ascii_whitespace() || matches!(next, '>' | '/') || next.is_control()) {
            return None;
        }
        let tag = Tag {
            name: lower(written),
            attributes: Vec::new(),
            closed: false,
            range: at..at,
            source: self.source,
        };
        let patient = self.failures < PATIENCE;
        let read = patient
            .then(|| self.attributes(tag.clone(), behind))
            .flatten();
        let tag = match read {
            Some(tag) => tag,
            None => {
                // A quote is never closed: the tag ends with the next `>`.
                self.failures += 1;
                let end = self.rest(behind).find('>')?;
                Tag {
                    range: at..behind + end + 1,
                    ..tag
                }
            }
        };
        let foreign = |one: &Attribute<'_>| one.name.contains(|c: char| c > '\u{2e7f}');
        if !is_known(&tag.name) && tag.attributes.iter().any(foreign) {
            return None;
        }
        let end = tag.range.end;
        self.inside = raw(&tag.name)
            .filter(|_| !tag.closed)
            .map(|kind| (tag.name.clone(), kind));
        Some((Token::Start(tag), end))
    }

    fn attributes(&self, mut tag: Tag<'a>, behind: usize) -> Option<Tag<'a>> {
        let mut at = behind;
        loop {
            let rest = self.rest(at);
            at += rest.len()
                - rest
                    .trim_start_matches(|c: char| c.is_ascii_whitespace() || c.is_control())
                    .len();
            match self.byte(at)? {
                b'>' => {
                    tag.range.end = at + 1;
                    return Some(tag);
                }
                b'/' => {
                    tag.closed = self.byte(at + 1) == Some(b'>');
                    at += 1;
                    continue;
                }
                _ => {}
            }
            let rest = self.rest(at);
            let ends = |c: char| !(c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/'));
            let written = name(rest, ends).unwrap_or_else(|| rest.get(..1).unwrap_or(""));
            at += written.len().max(1);
            let spaced = self.rest(at);
            let equals = spaced.trim_start();
            let mut value = at..at;
            if equals.starts_with('=') {
                at += spaced.len() - equals.len() + 1;
                let spaced = self.rest(at);
                let open = spaced.trim_start();
                at += spaced.len() - open.len();
                let quote = open.chars().next().filter(|c| matches!(c, '"' | '\''));
                let length = match quote {
                    Some(quote) => {
                        at += 1;
                        self.rest(at).find(quote)?
                    }
                    None => open
                        .find(|c: char| c.is_ascii_whitespace() || c == '>')
                        .unwrap_or(open.len()),
                };
                value = at..at + length;
                at = value.end + usize::from(quote.is_some());
            }
            tag.attributes.push(Attribute {
                name: lower(written),
                value,
            });
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if self.inside.is_some()
            && let Some(content) = self.content()
        {
            return Some(content);
        }
        if self.at >= self.source.len() {
            return None;
        }
        let start = self.at;
        let mut from = start;
        while let Some(found) = self.rest(from).find('<') {
            let at = from + found;
            if at > start && !self.opens(at) {
                from = at + 1;
                continue;
            }
            if at > start {
                self.at = at;
                return Some(Token::Text(start..at));
            }
            match self.markup(at) {
                Some((token, end)) => {
                    self.at = end;
                    return Some(token);
                }
                None => from = at + 1,
            }
        }
        self.at = self.source.len();
        Some(Token::Text(start..self.at))
    }
}

impl Tokens<'_> {
    /// Whether a `<` may open markup.
    fn opens(&self, at: usize) -> bool {
        self.byte(at + 1)
            .is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'!' | b'?' | b'/'))
    }
}

/// A title or field that nothing closes is empty rather than the rest of the page.
fn unclosed(name: Cow<'_, str>, kind: Raw, at: usize) -> Option<Token<'_>> {
    (kind == Raw::References).then_some(Token::End(name, at..at))
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_' | '.')
}

fn name(text: &str, holds: impl Fn(char) -> bool) -> Option<&str> {
    let end = text.find(|c| !holds(c)).unwrap_or(text.len());
    text.get(..end).filter(|name| !name.is_empty())
}

fn lower(name: &str) -> Cow<'_, str> {
    if name.contains(|c: char| c.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

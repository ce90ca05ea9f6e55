//! Walks over the tokens of a page: keeps the open elements with their styles, and says to `emit` what is read. Forms are left to
//! `form`.

use super::elements::{block, closes, heading, is_unseen, is_void};
use super::emit::Emit;
use super::form;
use super::number::Marker;
use super::style::Style;
use super::survey::Survey;
use super::text;
use super::tokens::{Tag, Token, Tokens};
use super::{Comments, Flavour};
use crate::codes::input;
use crate::document::ReadError;
use crate::document::lines::{Gap, Lines};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// How deep elements may nest.
const DEEPEST: usize = 512;

/// What an open element is beside its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Other,
    Heading,
    List,
    Item,
    Row,
    Title,
    /// Shows one of its options; whether one was shown.
    Select(bool),
    /// Its text is a field's, and empty so far: where the folded text was.
    Field,
}

/// An open element.
struct Open<'a> {
    name: Cow<'a, str>,
    style: Style,
    gap: Option<Gap>,
    role: Role,
    /// It draws a line that `emit` waits for.
    lined: bool,
    at: usize,
}

/// A list that is open.
struct List {
    next: i32,
    step: i32,
}

/// Walks over tokens.
pub(super) struct Walk<'a> {
    source: &'a str,
    survey: &'a Survey,
    flavour: Flavour,
    xml: bool,
    titled: bool,
    pub(super) emit: Emit,
    open: Vec<Open<'a>>,
    /// How many elements of a name are open.
    counts: HashMap<Cow<'a, str>, usize>,
    lists: Vec<List>,
    tables: usize,
    /// Of the open tables: whether they only lay out text.
    layouts: Vec<bool>,
    comments: Comments,
    fields: usize,
}

/// Walks over a page; `titled`: with its `<title>` as the first heading.
pub(super) fn walk(
    source: &str,
    survey: &Survey,
    flavour: Flavour,
    titled: bool,
) -> Result<(Lines, Comments), ReadError> {
    let start =
        source.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}');
    let mut walk = Walk {
        source,
        survey,
        flavour,
        xml: start.starts_with("<?xml"),
        titled,
        emit: Emit::new(),
        open: Vec::new(),
        counts: HashMap::new(),
        lists: Vec::new(),
        tables: 0,
        layouts: Vec::new(),
        comments: Vec::new(),
        fields: 0,
    };
    for token in Tokens::new(source) {
        walk.take(token)?;
    }
    while !walk.open.is_empty() {
        walk.pop(source.len());
    }
    Ok((walk.emit.finish(), walk.comments))
}

impl<'a> Walk<'a> {
    fn take(&mut self, token: Token<'a>) -> Result<(), ReadError> {
        match token {
            Token::Text(range) => self.text(&range, true),
            Token::Verbatim(range) => self.text(&range, false),
            Token::Start(tag) => self.start(&tag)?,
            Token::End(name, range) => self.end(&name, &range),
            Token::Comment(range, words) => {
                let words = self.source.get(words).unwrap_or("").trim();
                if !range.is_empty() && !words.is_empty() {
                    self.comments.push((range, words.to_owned()));
                }
            }
        }
        Ok(())
    }

    /// The style of text here.
    pub(super) fn style(&self) -> Style {
        self.open
            .last()
            .map_or_else(Style::default, |open| open.style)
    }

    fn start(&mut self, tag: &Tag<'a>) -> Result<(), ReadError> {
        let name = &*tag.name;
        let parent = self.style();
        if let Some((targets, limits)) = closes(name) {
            self.imply(targets, limits, tag.range.start);
        }
        let around = self.style();
        let (mut style, own) = around.within(tag, &self.survey.sheet);
        let vue = self.flavour == Flavour::Vue;
        let shell = vue && self.open.is_empty();
        if shell {
            style.hidden = name != "template";
        } else if name == "title" && self.titled && !parent.hidden {
            style.hidden = false;
        } else if is_unseen(name) && !(vue && name == "template") {
            style.hidden = true;
        }
        let layout = self.layouts.last().copied().unwrap_or(true);
        let mut gap = match own.block {
            Some(true) => Some(block(name).unwrap_or(Gap::Blank)),
            Some(false) if !matches!(name, "li" | "tr" | "table") => None,
            _ => block(name),
        };
        let mut role = Role::Other;
        match name {
            "ul" | "ol" | "menu" | "dir" => role = Role::List,
            "li" => role = Role::Item,
            "td" | "th" if layout => gap = Some(Gap::Blank),
            "tr" if !layout => role = Role::Row,
            "title" if !style.hidden => (role, gap) = (Role::Title, Some(Gap::Blank)),
            "select" => role = Role::Select(false),
            "textarea" => role = Role::Field,
            _ if heading(name).is_some() => role = Role::Heading,
            _ => {}
        }
        if name == "br" && !style.hidden {
            self.emit.wrap(tag.range.clone());
        }
        if let Some(gap) = gap.filter(|_| !style.hidden) {
            self.emit.block(gap, tag.range.start);
        }
        if !style.is_unseen() && form::show(&mut self.emit, tag, &style) {
            style.hidden = true;
        }
        let empty = is_void(name) || (tag.closed && (vue || self.xml || name.contains(':')));
        if name == "table" && !empty {
            let layout = self.survey.layout.get(self.tables).copied().unwrap_or(true);
            self.layouts.push(layout);
        }
        self.tables += usize::from(name == "table");
        if empty {
            if let Some(gap) = gap.filter(|_| !style.hidden) {
                self.emit.block(gap, tag.range.end);
            }
            return Ok(());
        }
        if self.open.len() >= DEEPEST {
            return Err(ReadError::new(
                input::TOO_DEEP,
                format!("elements nest deeper than {DEEPEST} levels"),
                format!("元素嵌套超过 {DEEPEST} 层"),
            ));
        }
        let lined = !style.is_unseen()
            && own.lined
            && gap.is_none()
            && self.emit.line_drawn(tag.range.clone(), own.drawn);
        match role {
            Role::Heading => self.emit.heading(heading(name).unwrap_or(1)),
            Role::Title => self.emit.heading(1),
            Role::Row if !style.hidden => self.emit.row(),
            Role::List => {
                let reversed = tag.has("reversed");
                let start = tag
                    .value("start")
                    .and_then(|start| start.trim().parse().ok());
                self.lists.push(List {
                    next: start.unwrap_or(1),
                    step: if reversed { -1 } else { 1 },
                });
                self.emit.depth = self.emit.depth.saturating_add(1);
            }
            Role::Field => self.fields = self.emit.written(),
            _ => {}
        }
        if name == "option" {
            self.option(tag, &mut style);
        }
        if matches!(name, "td" | "th") && !layout {
            self.emit.cell();
        }
        let at = tag.range.end;
        *self.counts.entry(tag.name.clone()).or_default() += 1;
        self.open.push(Open {
            name: tag.name.clone(),
            style,
            gap,
            role,
            lined,
            at,
        });
        if role == Role::Item {
            self.item(tag, &style);
        }
        Ok(())
    }

    fn item(&mut self, tag: &Tag<'a>, style: &Style) {
        if style.is_unseen() {
            return;
        }
        self.emit.item();
        let Some(list) = self.lists.last_mut() else {
            return;
        };
        let value = tag
            .value("value")
            .and_then(|value| value.trim().parse().ok());
        let number: i32 = value.unwrap_or(list.next);
        list.next = number.saturating_add(list.step);
        if let Some(words) = style.marker.unwrap_or(Marker::Bullet).words(number) {
            self.emit.number(words);
        }
    }

    /// Of a list to choose from only the option that is chosen is seen.
    fn option(&mut self, tag: &Tag<'a>, style: &mut Style) {
        let select = self
            .open
            .iter_mut()
            .rev()
            .take(3)
            .find(|open| matches!(open.role, Role::Select(_)));
        if let Some(select) = select {
            if tag.has("selected") {
                select.role = Role::Select(true);
            } else {
                style.hidden = true;
            }
        }
    }

    fn end(&mut self, name: &str, range: &Range<usize>) {
        if self.counts.get(name).copied().unwrap_or(0) > 0 {
            let inline =
                block(name).is_none() && !matches!(name, "td" | "th" | "select" | "template");
            let at = self.open.iter().rposition(|open| open.name == name);
            // An inline element that a block lies in goes on behind the block, as browsers have it, until what holds it ends.
            let crosses = at.is_some_and(|at| {
                inline
                    && self
                        .open
                        .get(at + 1..)
                        .unwrap_or(&[])
                        .iter()
                        .any(|open| open.gap.is_some())
            });
            if let Some(at) = at.filter(|_| !crosses) {
                while self.open.len() > at {
                    self.pop(range.start);
                }
            }
        } else if block(name).is_some() && !self.style().hidden {
            self.emit.block(Gap::Blank, range.start);
        } else if name == "br" {
            self.emit.wrap(range.clone());
        }
    }

    /// Closes the elements that a start tag closes without saying so.
    fn imply(&mut self, targets: &[&str], limits: &[&str], at: usize) {
        if !targets
            .iter()
            .any(|target| self.counts.get(*target).copied().unwrap_or(0) > 0)
        {
            return;
        }
        let mut found = None;
        for (place, open) in self.open.iter().enumerate().rev() {
            if targets.contains(&&*open.name) {
                found = Some(place);
                break;
            }
            if limits.contains(&&*open.name) {
                break;
            }
        }
        while found.is_some_and(|found| self.open.len() > found) {
            self.pop(at);
        }
    }

    fn pop(&mut self, at: usize) {
        let Some(open) = self.open.pop() else {
            return;
        };
        if let Some(count) = self.counts.get_mut(&open.name) {
            *count = count.saturating_sub(1);
        }
        let style = open.style;
        if open.lined {
            self.emit.line_ends(&style);
        }
        match open.role {
            Role::Heading | Role::Title => self.emit.heading_ends(at),
            Role::Row => self.emit.row_ends(),
            Role::List => {
                self.lists.pop();
            }
            Role::Select(false) if !style.is_unseen() => self.emit.fill(open.at..at, &style),
            Role::Field if !style.is_unseen() && self.emit.written() == self.fields => {
                self.emit.fill(open.at..at, &style);
            }
            _ => {}
        }
        if open.name == "table" {
            self.layouts.pop();
        }
        if let Some(gap) = open.gap.filter(|_| !style.hidden) {
            self.emit.block(gap, at);
        }
        match open.role {
            Role::List => self.emit.depth = self.emit.depth.saturating_sub(1),
            Role::Item => self.emit.item_ends(),
            _ => {}
        }
    }

    fn text(&mut self, range: &Range<usize>, references: bool) {
        let style = self.style();
        if !(style.is_unseen() || (self.flavour == Flavour::Vue && self.open.is_empty())) {
            let words = self.source.get(range.clone()).unwrap_or("");
            text::write(&mut self.emit, words, range.start, references, &style);
        }
    }
}

//! Reads the lists of a DOCX: takes `numbering.xml`, gives for each list its levels with format, text and start. Counting is left to
//! `counters`.

use super::ReadError;
use super::properties::ParagraphProperties;
use super::stylesheet::Stylesheet;
use super::xml::{Space, Tag, Xml};
use std::collections::HashMap;

/// How many levels a list has.
pub(super) const LEVELS: usize = 9;

/// The longest text of a label, in characters, as in Word.
const TEXT: usize = 255;

/// A level of a list.
#[derive(Debug, Clone)]
pub(super) struct Level {
    pub(super) start: u32,
    /// The name of the number's format, or the pattern of one of its own.
    pub(super) format: String,
    /// The label, with `%1` to `%9` for the numbers of the levels.
    pub(super) text: String,
    /// What stands between the label and the text.
    pub(super) gap: &'static str,
    /// All its numbers are shown in digits.
    pub(super) legal: bool,
    /// The level (from 1) from which on a number starts it anew; `None`: any above it; 0: none.
    pub(super) restart: Option<usize>,
    /// The style whose paragraphs it numbers.
    pub(super) style: Option<String>,
    pub(super) left: Option<i32>,
    pub(super) hanging: Option<i32>,
    /// Its label is not shown.
    pub(super) hidden: bool,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 1,
            format: "decimal".to_owned(),
            text: String::new(),
            gap: " ",
            legal: false,
            restart: None,
            style: None,
            left: None,
            hanging: None,
            hidden: false,
        }
    }
}

/// The levels that are defined, each with its place from 0.
type Levels = Vec<(usize, Level)>;

/// A list: what paragraphs refer to. Lists of one definition count on from each other.
#[derive(Debug)]
struct List {
    /// Its definition.
    definition: u32,
    levels: Levels,
    /// Where levels start anew.
    starts: Vec<(usize, u32)>,
}

/// What a definition of a list says.
#[derive(Debug, Default)]
struct Definition {
    levels: Levels,
    /// It stands for the list of this style.
    linked: Option<String>,
}

/// All lists.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    definitions: HashMap<u32, Definition>,
    lists: HashMap<u32, List>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub(super) fn read(text: &str, styles: &Stylesheet) -> Result<Self, ReadError> {
        let (mut xml, _) = Xml::open(text)?;
        let mut own = Self::default();
        while let Some(tag) = xml.element()? {
            let id = |name: &str| tag.attribute(name).and_then(|id| id.parse::<u32>().ok());
            match (tag.is(), id("abstractNumId"), id("numId")) {
                ((Space::Word, "abstractNum"), Some(id), _) => {
                    own.definitions.insert(id, definition(&mut xml)?);
                }
                ((Space::Word, "num"), _, Some(id)) => {
                    let list = list(&mut xml)?;
                    own.lists.insert(id, list);
                }
                _ => xml.skip()?,
            }
        }
        own.follow_links(styles);
        Ok(own)
    }

    /// Lets a list whose definition only names a style for lists stand for that style's list.
    fn follow_links(&mut self, styles: &Stylesheet) {
        let mut links = Vec::new();
        for (&id, list) in &self.lists {
            let definition = self.definitions.get(&list.definition);
            let style = definition.and_then(|one| one.linked.as_deref());
            let target = style.and_then(|style| styles.list_of(style));
            links.extend(target.and_then(|to| Some((id, self.lists.get(&to)?.definition))));
        }
        for (id, definition) in links {
            if let Some(list) = self.lists.get_mut(&id) {
                list.definition = definition;
            }
        }
    }

    /// The number that a level of a list starts anew with, where the list says so.
    pub(super) fn start(&self, id: u32, level: usize) -> Option<u32> {
        let starts = &self.lists.get(&id)?.starts;
        starts.iter().find(|one| one.0 == level).map(|one| one.1)
    }

    /// The definition of a list.
    pub(super) fn definition(&self, id: u32) -> Option<u32> {
        self.lists.get(&id).map(|list| list.definition)
    }

    /// A level of a list, from 0.
    pub(super) fn level(&self, id: u32, level: usize) -> Option<&Level> {
        let list = self.lists.get(&id)?;
        let of = |levels: &'_ Levels| levels.iter().rposition(|one| one.0 == level);
        if let Some(own) = of(&list.levels) {
            return list.levels.get(own).map(|one| &one.1);
        }
        let levels = &self.definitions.get(&list.definition)?.levels;
        levels.get(of(levels)?).map(|one| &one.1)
    }

    /// The level of a list that numbers the first of some styles that it numbers at all.
    pub(super) fn level_of_style(&self, id: u32, styles: &[String]) -> Option<usize> {
        styles.iter().find_map(|style| {
            (0..LEVELS).find(|&level| {
                let level = self.level(id, level);
                level.is_some_and(|level| level.style.as_ref() == Some(style))
            })
        })
    }
}

fn definition(xml: &mut Xml<'_>) -> Result<Definition, ReadError> {
    let mut own = Definition {
        levels: Levels::new(),
        linked: None,
    };
    while let Some(tag) = xml.element()? {
        match tag.is() {
            (Space::Word, "lvl") => take_level(xml, &tag, &mut own.levels)?,
            (Space::Word, "numStyleLink") => {
                own.linked = tag.val();
                xml.skip()?;
            }
            _ => xml.skip()?,
        }
    }
    Ok(own)
}

fn list(xml: &mut Xml<'_>) -> Result<List, ReadError> {
    let mut own = List {
        definition: 0,
        levels: Levels::new(),
        starts: Vec::new(),
    };
    while let Some(tag) = xml.element()? {
        match tag.is() {
            (Space::Word, "abstractNumId") => {
                own.definition = tag.number().unwrap_or(0);
                xml.skip()?;
            }
            (Space::Word, "lvlOverride") => {
                let at = index(&tag);
                while let Some(tag) = xml.element()? {
                    match tag.is() {
                        (Space::Word, "startOverride") => {
                            let start = tag.number();
                            let room = own.starts.len() < LEVELS;
                            own.starts.extend(at.zip(start).filter(|_| room));
                            xml.skip()?;
                        }
                        (Space::Word, "lvl") => take_level(xml, &tag, &mut own.levels)?,
                        _ => xml.skip()?,
                    }
                }
            }
            _ => xml.skip()?,
        }
    }
    Ok(own)
}

fn index(tag: &Tag<'_>) -> Option<usize> {
    let at = tag.attribute("ilvl")?.parse().ok()?;
    (at < LEVELS).then_some(at)
}

fn take_level(xml: &mut Xml<'_>, tag: &Tag<'_>, levels: &mut Levels) -> Result<(), ReadError> {
    let read = level(xml)?;
    let room = levels.len() < LEVELS;
    levels.extend(index(tag).filter(|_| room).map(|at| (at, read)));
    Ok(())
}

fn level(xml: &mut Xml<'_>) -> Result<Level, ReadError> {
    let mut own = Level::default();
    while let Some(tag) = xml.element()? {
        match tag.is() {
            (Space::Word, "start") => own.start = tag.number().unwrap_or(1),
            (Space::Word, "numFmt") => own.format = format(&tag),
            (Space::Word, "lvlText") => {
                own.text = tag.val().unwrap_or_default();
                own.text = own.text.chars().take(TEXT).collect();
            }
            (Space::Word, "lvlRestart") => own.restart = tag.number(),
            (Space::Word, "isLgl") => own.legal = tag.on(),
            (Space::Word, "pStyle") => own.style = tag.val(),
            (Space::Word, "suff") if tag.val().as_deref() == Some("nothing") => own.gap = "",
            (Space::Word, "pPr") => {
                let paragraph = ParagraphProperties::read(xml, Xml::skip)?;
                (own.left, own.hanging) = (paragraph.left, paragraph.hanging);
                continue;
            }
            (Space::Word, "rPr") => {
                let run = super::properties::RunProperties::read(xml)?;
                own.hidden = run.hidden.unwrap_or(false);
                continue;
            }
            // A format that Word 2010 added, and for older readers another one in its place.
            (Space::Compatibility, "AlternateContent") => {
                alternate_format(xml, &mut own)?;
                continue;
            }
            _ => {}
        }
        xml.skip()?;
    }
    Ok(own)
}

fn format(tag: &Tag<'_>) -> String {
    match tag.val() {
        Some(custom) if custom == "custom" => tag.attribute("format").unwrap_or(custom),
        named => named.unwrap_or_default(),
    }
}

fn alternate_format(xml: &mut Xml<'_>, level: &mut Level) -> Result<(), ReadError> {
    let mut found = false;
    while let Some(choice) = xml.element()? {
        if found || choice.space != Space::Compatibility {
            xml.skip()?;
            continue;
        }
        while let Some(tag) = xml.element()? {
            if tag.is() == (Space::Word, "numFmt") {
                level.format = format(&tag);
                found = true;
            }
            xml.skip()?;
        }
    }
    Ok(())
}

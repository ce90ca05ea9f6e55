//! Reads the styles of a DOCX: takes `styles.xml`, gives for each style what it sets with all it is based on, and how a run looks.

use super::ReadError;
use super::properties::{ParagraphProperties, RunProperties};
use super::symbols::Font;
use super::xml::{Space, Xml};
use std::collections::HashMap;

/// How many styles one may be based on, one on the other.
const CHAIN: usize = 16;

/// The size of a text that says none, in half points.
const SIZE: u16 = 20;

/// How a stretch of text looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) underline: bool,
    pub(super) color: bool,
    pub(super) hidden: bool,
    /// In half points.
    pub(super) size: u16,
    /// Its letters stand for the signs of this font.
    pub(super) signs: Option<Font>,
}

/// A style with all that it is based on.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    pub(super) run: RunProperties,
    pub(super) paragraph: ParagraphProperties,
    /// The styles that it is based on, itself first.
    pub(super) chain: Vec<String>,
    /// It titles the document.
    pub(super) title: bool,
    /// It sets the table of contents.
    pub(super) contents: bool,
}

/// A style as written.
#[derive(Debug, Default)]
struct Raw {
    name: String,
    based_on: Option<String>,
    run: RunProperties,
    paragraph: ParagraphProperties,
}

/// The styles.
#[derive(Debug, Default)]
pub(super) struct Stylesheet {
    styles: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
    defaults: RunProperties,
}

impl Stylesheet {
    /// Reads `styles.xml`.
    pub(super) fn read(text: &str) -> Result<Self, ReadError> {
        let (mut xml, _) = Xml::open(text)?;
        let mut raw: HashMap<String, Raw> = HashMap::new();
        let mut sheet = Self::default();
        while let Some(tag) = xml.element()? {
            match tag.is() {
                (Space::Word, "style") => {
                    let id = tag.attribute("styleId").unwrap_or_default();
                    let paragraph = tag.attribute("type").is_none_or(|kind| kind == "paragraph");
                    let default = tag.attribute("default");
                    if paragraph && matches!(default.as_deref(), Some("1" | "true" | "on")) {
                        sheet.default = Some(id.clone());
                    }
                    raw.insert(id, style(&mut xml)?);
                }
                (Space::Word, "docDefaults") => sheet.defaults = defaults(&mut xml)?,
                _ => xml.skip()?,
            }
        }
        for id in raw.keys() {
            sheet.styles.insert(id.clone(), resolved(&raw, id));
        }
        Ok(sheet)
    }

    /// The style of a paragraph: the one it names, or the default one.
    pub(super) fn paragraph(&self, named: Option<&str>) -> Option<&Style> {
        named
            .and_then(|id| self.styles.get(id))
            .or_else(|| self.styles.get(self.default.as_deref()?))
    }

    /// The list that a style for lists stands for.
    pub(super) fn list_of(&self, style: &str) -> Option<u32> {
        self.styles.get(style)?.paragraph.list
    }

    /// How a run looks in a paragraph of this style.
    pub(super) fn look(&self, paragraph: Option<&Style>, run: &RunProperties) -> Look {
        let outer = paragraph.map(|style| &style.run);
        let inner = run
            .style
            .as_deref()
            .and_then(|id| self.styles.get(id))
            .map(|style| &style.run);
        // A switch that both styles set is off again.
        let toggle = |of: fn(&RunProperties) -> Option<bool>| {
            let set = |style: Option<&RunProperties>| style.and_then(of);
            match (of(run), set(outer), set(inner)) {
                (Some(own), ..) => own,
                (None, None, None) => of(&self.defaults).unwrap_or(false),
                (None, outer, inner) => outer.unwrap_or(false) ^ inner.unwrap_or(false),
            }
        };
        let nearest = |of: fn(&RunProperties) -> Option<bool>| {
            of(run)
                .or_else(|| of(inner?))
                .or_else(|| of(outer?))
                .or_else(|| of(&self.defaults))
                .unwrap_or(false)
        };
        let size = run
            .size
            .or_else(|| inner?.size)
            .or_else(|| outer?.size)
            .or(self.defaults.size);
        Look {
            bold: toggle(|run| run.bold),
            hidden: toggle(|run| run.hidden),
            underline: nearest(|run| run.underline),
            color: nearest(|run| run.color) || nearest(|run| run.highlight),
            size: size.unwrap_or(SIZE),
            signs: run.signs.or_else(|| inner?.signs),
        }
    }
}

fn style(xml: &mut Xml<'_>) -> Result<Raw, ReadError> {
    let mut raw = Raw::default();
    while let Some(tag) = xml.element()? {
        match tag.is() {
            (Space::Word, "name") => raw.name = tag.val().unwrap_or_default().to_lowercase(),
            (Space::Word, "basedOn") => raw.based_on = tag.val(),
            (Space::Word, "rPr") => {
                raw.run = RunProperties::read(xml)?;
                continue;
            }
            (Space::Word, "pPr") => {
                raw.paragraph = ParagraphProperties::read(xml, Xml::skip)?;
                continue;
            }
            _ => {}
        }
        xml.skip()?;
    }
    Ok(raw)
}

fn defaults(xml: &mut Xml<'_>) -> Result<RunProperties, ReadError> {
    let mut found = RunProperties::default();
    while let Some(tag) = xml.element()? {
        match tag.is() {
            (Space::Word, "rPrDefault") => {
                while let Some(tag) = xml.element()? {
                    match tag.is() {
                        (Space::Word, "rPr") => found = RunProperties::read(xml)?,
                        _ => xml.skip()?,
                    }
                }
            }
            _ => xml.skip()?,
        }
    }
    Ok(found)
}

/// A style with what it is based on; a circle is left where it closes.
fn resolved(raw: &HashMap<String, Raw>, id: &str) -> Style {
    let mut whole = Style::default();
    let mut next = Some(id);
    while let Some((id, one)) = next.and_then(|id| raw.get_key_value(id)) {
        if whole.chain.len() == CHAIN || whole.chain.contains(id) {
            break;
        }
        whole.run.inherit(&one.run);
        whole.paragraph.inherit(&one.paragraph);
        if whole.paragraph.outline.is_none() {
            whole.paragraph.outline = heading(&one.name);
        }
        whole.title |= one.name == "title";
        whole.contents |= one.name.starts_with("toc ") && one.name != "toc heading";
        whole.chain.push(id.clone());
        next = one.based_on.as_deref();
    }
    whole
}

/// The outline level of a built-in heading style; its name is English in every edition of Word.
fn heading(name: &str) -> Option<u8> {
    let level: u8 = name.strip_prefix("heading ")?.parse().ok()?;
    (1..=9).contains(&level).then(|| level - 1)
}

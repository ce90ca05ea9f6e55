//! Reads the properties of runs and paragraphs: takes `w:rPr` and `w:pPr`, gives what they set and leaves open what they do not. What
//! styles add is left to `stylesheet`.

use super::ReadError;
use super::symbols::Font;
use super::xml::{Space, Xml};

/// How many tab stops a paragraph may have, as in Word.
const STOPS: usize = 64;

/// What a run sets; `None` leaves it to the styles.
#[derive(Debug, Clone, Default)]
pub(super) struct RunProperties {
    pub(super) style: Option<String>,
    pub(super) bold: Option<bool>,
    pub(super) underline: Option<bool>,
    /// In half points.
    pub(super) size: Option<u16>,
    /// In a colour other than black, white or grey.
    pub(super) color: Option<bool>,
    pub(super) highlight: Option<bool>,
    pub(super) hidden: Option<bool>,
    /// A font of signs.
    pub(super) signs: Option<Font>,
    /// The paragraph mark that these are the properties of was deleted or moved away.
    pub(super) removed: bool,
}

impl RunProperties {
    /// Reads `w:rPr`, which is open.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, ReadError> {
        let mut own = Self::default();
        while let Some(tag) = xml.element()? {
            if tag.space == Space::Word {
                match tag.name() {
                    "rStyle" => own.style = tag.val(),
                    "b" => own.bold = Some(tag.on()),
                    "rFonts" => {
                        let name = tag.attribute("ascii");
                        own.signs = name.and_then(|name| Font::named(&name));
                    }
                    "u" => own.underline = Some(tag.on()),
                    "sz" => own.size = tag.number(),
                    "color" => own.color = Some(is_colored(&tag.val().unwrap_or_default())),
                    "highlight" => {
                        let pale = ["none", "white", "black"];
                        own.highlight = tag.val().map(|name| !pale.contains(&name.as_str()));
                    }
                    "vanish" | "specVanish" => own.hidden = Some(tag.on()),
                    "del" | "moveFrom" => own.removed = true,
                    _ => {}
                }
            }
            xml.skip()?;
        }
        Ok(own)
    }

    /// Fills in from `base` what is left open.
    pub(super) fn inherit(&mut self, base: &Self) {
        self.bold = self.bold.or(base.bold);
        self.underline = self.underline.or(base.underline);
        self.size = self.size.or(base.size);
        self.color = self.color.or(base.color);
        self.highlight = self.highlight.or(base.highlight);
        self.hidden = self.hidden.or(base.hidden);
        self.signs = self.signs.or(base.signs);
    }
}

/// Whether a colour sets words apart: it has a hue. Black, white and grey have none, nor has `auto`.
fn is_colored(value: &str) -> bool {
    let channel = |at: usize| {
        value
            .get(at..at + 2)
            .and_then(|two| u8::from_str_radix(two, 16).ok())
    };
    match (channel(0), channel(2), channel(4)) {
        (Some(red), Some(green), Some(blue)) => {
            red.max(green).max(blue) - red.min(green).min(blue) >= 0x30
        }
        _ => false,
    }
}

/// What fills the way to a tab stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leader {
    /// Nothing.
    None,
    /// A line to write on.
    Line,
    /// Dots.
    Dots,
}

/// What a paragraph sets; `None` leaves it to its style.
#[derive(Debug, Clone, Default)]
pub(super) struct ParagraphProperties {
    pub(super) style: Option<String>,
    /// The list that it belongs to; 0 takes it out of the list of its style.
    pub(super) list: Option<u32>,
    pub(super) level: Option<u8>,
    /// Level of the outline from 0; 9 is body text.
    pub(super) outline: Option<u8>,
    /// White space before its lines and, less, before its first line, in twentieths of a point.
    pub(super) left: Option<i32>,
    pub(super) hanging: Option<i32>,
    /// Its tab stops, by position.
    pub(super) tabs: Vec<(i32, Leader)>,
    pub(super) page_break: Option<bool>,
    /// The properties of its mark.
    pub(super) mark: RunProperties,
}

impl ParagraphProperties {
    /// Reads `w:pPr`, which is open; gives the elements that end a section to `section`.
    pub(super) fn read<'a>(
        xml: &mut Xml<'a>,
        mut section: impl FnMut(&mut Xml<'a>) -> Result<(), ReadError>,
    ) -> Result<Self, ReadError> {
        let mut own = Self::default();
        while let Some(tag) = xml.element()? {
            match tag.is() {
                (Space::Word, "pStyle") => own.style = tag.val(),
                (Space::Word, "outlineLvl") => own.outline = tag.number(),
                (Space::Word, "pageBreakBefore") => own.page_break = Some(tag.on()),
                (Space::Word, "ind") => {
                    let twips = |names: [&str; 2]| {
                        let value = tag.attribute(names[0]).or(tag.attribute(names[1]))?;
                        value.parse::<i32>().ok()
                    };
                    own.left = twips(["left", "start"]);
                    own.hanging = twips(["hanging", "hanging"]);
                }
                (Space::Word, "numPr") => {
                    while let Some(tag) = xml.element()? {
                        match tag.is() {
                            (Space::Word, "numId") => own.list = tag.number(),
                            (Space::Word, "ilvl") => own.level = tag.number(),
                            _ => {}
                        }
                        xml.skip()?;
                    }
                    continue;
                }
                (Space::Word, "tabs") => {
                    own.tabs = tab_stops(xml)?;
                    continue;
                }
                (Space::Word, "rPr") => {
                    own.mark = RunProperties::read(xml)?;
                    continue;
                }
                (Space::Word, "sectPr") => {
                    section(xml)?;
                    continue;
                }
                _ => {}
            }
            xml.skip()?;
        }
        Ok(own)
    }

    /// Fills in from `base` what is left open.
    pub(super) fn inherit(&mut self, base: &Self) {
        self.list = self.list.or(base.list);
        self.level = self.level.or(base.level);
        self.outline = self.outline.or(base.outline);
        self.left = self.left.or(base.left);
        self.hanging = self.hanging.or(base.hanging);
        self.page_break = self.page_break.or(base.page_break);
        if self.tabs.is_empty() {
            self.tabs.clone_from(&base.tabs);
        }
    }
}

fn tab_stops(xml: &mut Xml<'_>) -> Result<Vec<(i32, Leader)>, ReadError> {
    let mut stops = Vec::new();
    while let Some(tag) = xml.element()? {
        let leader = match tag.attribute("leader").as_deref() {
            Some("underscore" | "heavy") => Leader::Line,
            Some("dot" | "middleDot" | "hyphen") => Leader::Dots,
            _ => Leader::None,
        };
        let at = tag.attribute("pos").and_then(|at| at.parse().ok());
        let counts = !matches!(tag.val().as_deref(), Some("clear" | "bar"));
        stops.extend(at.filter(|_| counts).map(|at| (at, leader)));
        xml.skip()?;
    }
    stops.sort_by_key(|stop| stop.0);
    stops.truncate(STOPS);
    Ok(stops)
}

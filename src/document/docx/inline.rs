//! Reads what stands inside a paragraph: runs with their text, breaks, signs, fields, controls, formulas and text boxes. Deleted and
//! hidden text is left out.

use super::ReadError;
use super::blocks::{BREAK, Block, PAGE, Runs};
use super::properties::{Leader, RunProperties};
use super::story::Reader;
use super::stylesheet::{Look, Style};
use super::symbols;
use super::xml::{Space, Tag};
use crate::source::Part;

/// A paragraph's inside while it is read.
#[derive(Debug, Default)]
pub(super) struct Inside<'a> {
    pub(super) runs: Runs,
    pub(super) style: Option<&'a Style>,
    pub(super) tabs: Vec<(i32, Leader)>,
    /// The blocks of its text boxes.
    pub(super) boxes: Vec<Block>,
}

impl<'a> Reader<'a> {
    fn inline(&mut self, inside: &mut Inside<'a>) -> Result<(), ReadError> {
        while let Some(tag) = self.xml.element()? {
            self.inline_child(&tag, inside)?;
        }
        Ok(())
    }

    /// Reads one child of a paragraph, which is open.
    pub(super) fn inline_child(
        &mut self,
        tag: &Tag<'a>,
        inside: &mut Inside<'a>,
    ) -> Result<(), ReadError> {
        match tag.is() {
            (Space::Word, "r") => self.run(inside),
            (
                Space::Word,
                "hyperlink" | "ins" | "moveTo" | "smartTag" | "customXml" | "dir" | "bdo"
                | "fldSimple",
            ) => self.inline(inside),
            (Space::Word, "sdt") => self.control(|reader| reader.inline(inside)),
            (Space::Math, "oMath" | "oMathPara") => self.formula(inside),
            (Space::Compatibility, "AlternateContent") => {
                self.choose(&mut |reader| reader.inline(inside))
            }
            _ => self.xml.skip(),
        }
    }

    fn run(&mut self, inside: &mut Inside<'a>) -> Result<(), ReadError> {
        let mut look = self.styles.look(inside.style, &RunProperties::default());
        self.run_children(inside, &mut look)
    }

    fn run_children(&mut self, inside: &mut Inside<'a>, look: &mut Look) -> Result<(), ReadError> {
        while let Some(tag) = self.xml.element()? {
            match tag.is() {
                (Space::Word, "rPr") => {
                    let own = RunProperties::read(&mut self.xml)?;
                    *look = self.styles.look(inside.style, &own);
                    continue;
                }
                (Space::Word | Space::Math, "t") => {
                    let text = self.xml.text()?;
                    self.text(&text, inside, *look);
                    continue;
                }
                (Space::Word, "instrText") => {
                    let text = self.xml.text()?;
                    self.fields.instruct(&text);
                    continue;
                }
                (Space::Word, "fldChar") => {
                    let shown = self.fields.sign(&tag, &mut self.xml)?;
                    self.text(&shown.unwrap_or_default(), inside, *look);
                    continue;
                }
                (Space::Word, "ruby") => {
                    self.ruby(inside)?;
                    continue;
                }
                (Space::Word, "drawing" | "pict" | "object") => {
                    self.drawing(inside, *look)?;
                    continue;
                }
                (Space::Compatibility, "AlternateContent") => {
                    self.choose(&mut |reader| reader.run_children(inside, look))?;
                    continue;
                }
                (Space::Word, "tab" | "ptab") if self.is_open(*look) => {
                    let fillable = look.underline || self.fields.fillable();
                    inside.runs.tab(&inside.tabs, *look, fillable);
                }
                (Space::Word, "br") => {
                    let page = matches!(tag.attribute("type").as_deref(), Some("page" | "column"));
                    self.sign(if page { PAGE } else { BREAK }, inside, *look);
                }
                (Space::Word, "cr") => self.sign(BREAK, inside, *look),
                (Space::Word, "noBreakHyphen") => self.sign('-', inside, *look),
                (Space::Word, "sym") => {
                    let font = tag.attribute("font").unwrap_or_default();
                    let code = tag.attribute("char").unwrap_or_default();
                    let code = u32::from_str_radix(&code, 16).unwrap_or(0);
                    self.sign(symbols::sign(&font, code).unwrap_or(' '), inside, *look);
                }
                (Space::Word, "footnoteReference") => self.note(&tag, Part::Footnote, *look),
                (Space::Word, "endnoteReference") => self.note(&tag, Part::Endnote, *look),
                _ => {}
            }
            self.xml.skip()?;
        }
        Ok(())
    }

    /// Whether text of this look shows as it is written.
    fn is_open(&self, look: Look) -> bool {
        self.fields.shows() && !look.hidden && self.stand_in.is_none()
    }

    fn sign(&mut self, sign: char, inside: &mut Inside<'a>, look: Look) {
        if self.is_open(look) {
            inside
                .runs
                .push(sign.encode_utf8(&mut [0; 4]), look, look.underline);
        }
    }

    fn text(&mut self, text: &str, inside: &mut Inside<'a>, look: Look) {
        if text.is_empty() || look.hidden || !self.fields.shows() {
            return;
        }
        if let Some(stand_in) = &mut self.stand_in {
            inside.runs.push(stand_in.take().unwrap_or(""), look, false);
            return;
        }
        let fillable = look.underline || self.fields.fillable();
        let text: String = self
            .fields
            .result(text)
            .chars()
            .map(|c| match c {
                c if c.is_control() => ' ',
                '\u{2028}' | '\u{2029}' => ' ',
                c => symbols::shown(c, look.signs),
            })
            .collect();
        inside.runs.push(&text, look, fillable);
    }

    fn note(&mut self, tag: &Tag<'_>, part: Part, look: Look) {
        if self.fields.shows() && !look.hidden {
            let id = tag.attribute("id").unwrap_or_default();
            self.story.references.notes.push((part, id));
        }
    }

    /// Reads the base of a text with its pronunciation above.
    fn ruby(&mut self, inside: &mut Inside<'a>) -> Result<(), ReadError> {
        while let Some(tag) = self.xml.element()? {
            match tag.is() {
                (Space::Word, "rubyBase") => self.inline(inside)?,
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    /// Looks for text boxes in a drawing, which is open.
    fn drawing(&mut self, inside: &mut Inside<'a>, look: Look) -> Result<(), ReadError> {
        if look.hidden || !self.fields.shows() {
            return self.xml.skip();
        }
        while let Some(tag) = self.xml.element()? {
            match tag.is() {
                (Space::Word, "txbxContent") => {
                    let mut blocks = self.text_box()?;
                    inside.boxes.append(&mut blocks);
                }
                (Space::Compatibility, "AlternateContent") => {
                    self.choose(&mut |reader| reader.drawing(inside, look))?;
                }
                _ => self.drawing(inside, look)?,
            }
        }
        Ok(())
    }

    /// Reads a formula, which is open, as it is said: `a/b`, `a^b`.
    fn formula(&mut self, inside: &mut Inside<'a>) -> Result<(), ReadError> {
        let look = self.styles.look(inside.style, &RunProperties::default());
        while let Some(tag) = self.xml.element()? {
            match tag.is() {
                (Space::Math, "t") => {
                    let text = self.xml.text()?;
                    self.text(&text, inside, look);
                    continue;
                }
                (Space::Math, "den") => self.text("/", inside, look),
                (Space::Math, "sup") => self.text("^", inside, look),
                (Space::Word, "del" | "moveFrom" | "rPr") => {
                    self.xml.skip()?;
                    continue;
                }
                _ => {}
            }
            self.formula(inside)?;
        }
        Ok(())
    }
}

//! Reads the blocks of a part: takes the XML of the body, a header, a footer or the notes, gives paragraphs and tables as they are when
//! every tracked change is accepted. What stands inside a paragraph is read by `inline`.

use super::ReadError;
use super::blocks::{Block, Paragraph};
use super::fields::{Fields, StandIn, control};
use super::properties::ParagraphProperties;
use super::stylesheet::Stylesheet;
use super::xml::{Space, Tag, Xml};
use crate::codes::input;
use crate::source::{Part, Place};
use std::collections::HashMap;

/// How many paragraphs and cells a part may have; a book has a tenth of it.
const PIECES: usize = 200_000;

/// A header or footer that a section shows.
#[derive(Debug)]
pub(super) struct PagePart {
    pub(super) part: Part,
    /// `default`, `first` or `even`.
    pub(super) pages: String,
    /// The id of its relationship.
    pub(super) id: String,
}

/// What the text of a part refers to.
#[derive(Debug, Default)]
pub(super) struct References {
    /// Notes by part and id, in the order of the text.
    pub(super) notes: Vec<(Part, String)>,
    pub(super) page_parts: Vec<PagePart>,
    /// Some section has another head on its first page.
    pub(super) title_page: bool,
    /// Files of another format are taken in.
    pub(super) imports: bool,
    /// The instruction of a field never ends, so that all behind it does not show.
    pub(super) endless: bool,
}

/// What a part holds.
#[derive(Debug, Default)]
pub(super) struct Story {
    pub(super) blocks: Vec<Block>,
    /// The text boxes that are fixed to paragraphs with text.
    pub(super) boxes: Vec<Block>,
    pub(super) references: References,
}

/// Counts paragraphs and tables.
#[derive(Debug, Default)]
struct Scope {
    part: Option<Part>,
    paragraphs: u32,
    tables: u32,
}

/// What blocks are read into: a part, a text box or a cell.
#[derive(Debug, Default)]
pub(super) struct Container {
    pub(super) blocks: Vec<Block>,
    pub(super) boxed: bool,
    /// Table, row and column of the cell.
    pub(super) cell: Option<(u32, u32, u32)>,
    /// Paragraphs of the cell so far.
    pub(super) paragraphs: u32,
    /// A paragraph whose end does not show.
    pub(super) open: Option<Paragraph>,
}

impl Container {
    /// What it holds.
    pub(super) fn finish(mut self) -> Vec<Block> {
        let open = self.open.take();
        self.blocks
            .extend(open.map(|open| Block::Paragraph(Box::new(open))));
        self.blocks
    }
}

/// Reads one part.
pub(super) struct Reader<'a> {
    pub(super) xml: Xml<'a>,
    pub(super) styles: &'a Stylesheet,
    pub(super) fields: Fields,
    /// What stands for the content of a control.
    pub(super) stand_in: Option<StandIn>,
    pub(super) story: Story,
    own: Scope,
    boxed: Scope,
    /// Paragraphs and cells so far.
    pieces: usize,
}

impl<'a> Reader<'a> {
    fn open(
        text: &'a str,
        styles: &'a Stylesheet,
        part: Option<Part>,
    ) -> Result<(Self, Tag<'a>), ReadError> {
        let (xml, root) = Xml::open(text)?;
        let own = Scope {
            part,
            ..Scope::default()
        };
        let reader = Self {
            xml,
            styles,
            fields: Fields::default(),
            stand_in: None,
            story: Story::default(),
            own,
            pieces: 0,
            boxed: Scope {
                part: Some(Part::TextBox),
                ..Scope::default()
            },
        };
        Ok((reader, root))
    }

    /// Reads the blocks of the element that is open.
    pub(super) fn blocks(&mut self, into: &mut Container) -> Result<(), ReadError> {
        while let Some(tag) = self.xml.element()? {
            match tag.is() {
                (Space::Word, "p") => self.paragraph(into)?,
                (Space::Word, "tbl") => self.table(into)?,
                (Space::Word, "sdt") => self.control(|reader| reader.blocks(into))?,
                (Space::Word, "customXml" | "ins" | "moveTo" | "smartTag") => self.blocks(into)?,
                (Space::Word, "sectPr") => section(&mut self.xml, &mut self.story.references)?,
                (Space::Word, "altChunk") => {
                    self.story.references.imports = true;
                    self.xml.skip()?;
                }
                (Space::Compatibility, "AlternateContent") => {
                    self.choose(&mut |reader| reader.blocks(into))?;
                }
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    /// Reads the first alternative of the element that is open.
    pub(super) fn choose(
        &mut self,
        read: &mut dyn FnMut(&mut Self) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let mut chosen = false;
        while let Some(tag) = self.xml.element()? {
            if chosen || tag.space != Space::Compatibility {
                self.xml.skip()?;
            } else {
                read(self)?;
                chosen = true;
            }
        }
        Ok(())
    }

    /// Reads a content control, which is open; its content by `read`.
    pub(super) fn control(
        &mut self,
        mut read: impl FnMut(&mut Self) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let mut own = None;
        while let Some(tag) = self.xml.element()? {
            match tag.is() {
                (Space::Word, "sdtPr") => own = control(&mut self.xml)?,
                (Space::Word, "sdtContent") => {
                    let outer = self.stand_in.is_some();
                    if !outer {
                        self.stand_in = own.take();
                    }
                    read(self)?;
                    if !outer {
                        self.stand_in = None;
                    }
                }
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    /// Reads the blocks of a text box, which is open.
    pub(super) fn text_box(&mut self) -> Result<Vec<Block>, ReadError> {
        let mut container = Container {
            boxed: true,
            ..Container::default()
        };
        self.blocks(&mut container)?;
        Ok(container.finish())
    }

    /// Refuses a part whose text breaks off in the instruction of a field.
    fn ended(&self) -> Result<(), ReadError> {
        match self.fields.shows() {
            true => Ok(()),
            false => Err(ReadError::new(
                input::DAMAGED,
                "the instruction of a field in it never ends",
                "其中某个域的指令没有结束",
            )),
        }
    }

    /// Counts a paragraph or a cell.
    pub(super) fn count(&mut self) -> Result<(), ReadError> {
        self.pieces += 1;
        if self.pieces > PIECES {
            return Err(ReadError::new(
                input::TOO_LARGE,
                format!("the document has more than {PIECES} paragraphs and cells"),
                format!("文件的段落和单元格超过 {PIECES} 个"),
            ));
        }
        Ok(())
    }

    /// Reads a paragraph, which is open.
    pub(super) fn paragraph(&mut self, into: &mut Container) -> Result<(), ReadError> {
        self.count()?;
        let place = self.place(into);
        let mut inside = super::inline::Inside::default();
        let (references, xml) = (&mut self.story.references, &mut self.xml);
        let mut properties = ParagraphProperties::default();
        // The properties, where there are any, are the first child.
        let mut next = xml.element()?;
        if next.as_ref().map(Tag::is) == Some((Space::Word, "pPr")) {
            properties = ParagraphProperties::read(xml, |xml| section(xml, references))?;
            next = xml.element()?;
        }
        inside.style = self.styles.paragraph(properties.style.as_deref());
        inside.tabs = match inside.style.filter(|_| properties.tabs.is_empty()) {
            Some(style) => style.paragraph.tabs.clone(),
            None => properties.tabs.clone(),
        };
        while let Some(tag) = next {
            self.inline_child(&tag, &mut inside)?;
            next = self.xml.element()?;
        }
        if inside.style.is_some_and(|style| style.contents) {
            inside.runs.lead_to_page();
        }
        let (text, spans) = std::mem::take(&mut inside.runs).finish();
        let mark = self.styles.look(inside.style, &properties.mark);
        let mut own = Paragraph {
            place,
            text,
            spans,
            joins: properties.mark.removed || mark.hidden,
            properties,
        };
        if let Some(before) = into.open.take() {
            own.take_over(before);
        }
        let alone = own.is_empty();
        if own.joins {
            into.open = Some(own);
        } else {
            into.blocks.push(Block::Paragraph(Box::new(own)));
        }
        if alone || into.boxed {
            into.blocks.append(&mut inside.boxes);
        } else {
            self.story.boxes.append(&mut inside.boxes);
        }
        Ok(())
    }

    fn scope(&mut self, boxed: bool) -> &mut Scope {
        if boxed {
            &mut self.boxed
        } else {
            &mut self.own
        }
    }

    /// The number of the next table.
    pub(super) fn next_table(&mut self, boxed: bool) -> u32 {
        let scope = self.scope(boxed);
        scope.tables += 1;
        scope.tables
    }

    fn place(&mut self, into: &mut Container) -> Place {
        let scope = self.scope(into.boxed);
        let paragraphs = match into.cell {
            Some(_) => &mut into.paragraphs,
            None => &mut scope.paragraphs,
        };
        *paragraphs += 1;
        Place {
            part: scope.part,
            paragraph: Some(*paragraphs),
            cell: into.cell,
            ..Place::default()
        }
    }
}

/// Reads the properties of a section, which are open.
fn section(xml: &mut Xml<'_>, references: &mut References) -> Result<(), ReadError> {
    while let Some(tag) = xml.element()? {
        let part = match tag.is() {
            (Space::Word, "headerReference") => Some(Part::Header),
            (Space::Word, "footerReference") => Some(Part::Footer),
            _ => None,
        };
        references.title_page |= tag.is() == (Space::Word, "titlePg") && tag.on();
        references.page_parts.extend(part.map(|part| PagePart {
            part,
            pages: tag.attribute("type").unwrap_or_default(),
            id: tag.attribute("id").unwrap_or_default(),
        }));
        xml.skip()?;
    }
    Ok(())
}

/// Reads the main part; `None` where it is no text document.
pub(super) fn body(text: &str, styles: &Stylesheet) -> Result<Option<Story>, ReadError> {
    let (mut reader, root) = Reader::open(text, styles, None)?;
    if root.is() != (Space::Word, "document") {
        return Ok(None);
    }
    while let Some(tag) = reader.xml.element()? {
        if tag.is() == (Space::Word, "body") {
            let mut container = Container::default();
            reader.blocks(&mut container)?;
            reader.story.blocks.append(&mut container.finish());
            reader.story.references.endless = !reader.fields.shows();
        } else {
            reader.xml.skip()?;
        }
    }
    Ok(Some(reader.story))
}

/// Reads a header or a footer.
pub(super) fn page_part(
    text: &str,
    styles: &Stylesheet,
    part: Part,
) -> Result<Vec<Block>, ReadError> {
    let (mut reader, _) = Reader::open(text, styles, Some(part))?;
    let mut container = Container::default();
    reader.blocks(&mut container)?;
    let mut blocks = container.finish();
    blocks.append(&mut reader.story.boxes);
    reader.ended()?;
    Ok(blocks)
}

/// Reads the footnotes or endnotes, by id.
pub(super) fn notes(
    text: &str,
    styles: &Stylesheet,
    part: Part,
) -> Result<HashMap<String, Vec<Block>>, ReadError> {
    let (mut reader, _) = Reader::open(text, styles, Some(part))?;
    let mut notes = HashMap::new();
    while let Some(tag) = reader.xml.element()? {
        let ordinary = tag.attribute("type").is_none_or(|kind| kind == "normal");
        let known = matches!(tag.is(), (Space::Word, "footnote" | "endnote"));
        if !(known && ordinary) {
            reader.xml.skip()?;
            continue;
        }
        let mut container = Container::default();
        reader.blocks(&mut container)?;
        let mut blocks = container.finish();
        blocks.append(&mut reader.story.boxes);
        notes.insert(tag.attribute("id").unwrap_or_default(), blocks);
    }
    reader.ended()?;
    Ok(notes)
}

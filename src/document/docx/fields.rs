//! Follows fields and content controls: says which text shows, what a form field stands for and what stands for the content of a control.

use super::ReadError;
use super::blocks::BLANK;
use super::xml::{Space, Tag, Xml};

/// How much of a field's instruction is kept; its name stands at the start.
const NAME: usize = 64;

/// What stands for the content of a control: a blank for its prompt, a box for its tick.
#[derive(Debug)]
pub(super) struct StandIn {
    text: &'static str,
    given: bool,
}

impl StandIn {
    /// Its text, once.
    pub(super) fn take(&mut self) -> Option<&'static str> {
        (!std::mem::replace(&mut self.given, true)).then_some(self.text)
    }
}

/// Reads the properties of a content control, which are open.
pub(super) fn control(xml: &mut Xml<'_>) -> Result<Option<StandIn>, ReadError> {
    let mut text = None;
    while let Some(tag) = xml.element()? {
        match tag.is() {
            (Space::Word, "showingPlcHdr") if tag.on() => text = Some(BLANK),
            (Space::Word14, "checkbox") => {
                text = Some(ticked(false));
                while let Some(tag) = xml.element()? {
                    if tag.is() == (Space::Word14, "checked") {
                        text = Some(ticked(tag.on()));
                    }
                    xml.skip()?;
                }
                continue;
            }
            _ => {}
        }
        xml.skip()?;
    }
    Ok(text.map(|text| StandIn { text, given: false }))
}

fn ticked(on: bool) -> &'static str {
    if on { "☑" } else { "☐" }
}

/// A field that has begun.
#[derive(Debug, Default)]
struct Field {
    instruction: String,
    /// Its result has begun.
    result: bool,
    /// It has shown text.
    filled: bool,
    /// What it shows by itself: the box of a tick, the choice of a list.
    shows: Option<String>,
    /// Its result names what is to be merged in.
    prompts: bool,
}

impl Field {
    fn is(&self, name: &str) -> bool {
        let words = self.instruction.trim_start();
        words
            .get(..name.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(name))
    }
}

/// The fields that are open, outermost first.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<Field>);

impl Fields {
    /// Whether text shows here: not inside an instruction.
    pub(super) fn shows(&self) -> bool {
        self.0.iter().all(|field| field.result)
    }

    /// Whether white space here is a blank to fill in.
    pub(super) fn fillable(&self) -> bool {
        self.0.last().is_some_and(|field| field.is("FORMTEXT"))
    }

    /// Takes a piece of an instruction.
    pub(super) fn instruct(&mut self, text: &str) {
        if let Some(field) = self.0.last_mut().filter(|field| !field.result) {
            let left = NAME.saturating_sub(field.instruction.chars().count());
            field.instruction.extend(text.chars().take(left));
        }
    }

    /// Takes text that shows and gives what stands for it.
    pub(super) fn result<'t>(&mut self, text: &'t str) -> &'t str {
        let Some(field) = self.0.last_mut() else {
            return text;
        };
        field.filled = true;
        let merges = field.is("MERGEFIELD") || field.is("DOCVARIABLE");
        if merges && (field.prompts || text.contains('«')) {
            return if std::mem::replace(&mut field.prompts, true) {
                ""
            } else {
                BLANK
            };
        }
        text
    }

    /// Takes a sign of a field, `w:fldChar`, which is open, and gives what the field shows by itself when it ends.
    pub(super) fn sign(
        &mut self,
        tag: &Tag<'_>,
        xml: &mut Xml<'_>,
    ) -> Result<Option<String>, ReadError> {
        let kind = tag.attribute("fldCharType").unwrap_or_default();
        if kind == "begin" {
            let mut field = Field::default();
            while let Some(tag) = xml.element()? {
                match tag.is() {
                    (Space::Word, "ffData") => field.shows = form(xml)?,
                    _ => xml.skip()?,
                }
            }
            self.0.push(field);
            return Ok(None);
        }
        xml.skip()?;
        if kind == "separate" {
            if let Some(field) = self.0.last_mut() {
                field.result = true;
            }
            return Ok(None);
        }
        let Some(field) = self.0.pop() else {
            return Ok(None);
        };
        let own = field.shows.clone().filter(|_| !field.filled);
        let blank = || (field.is("FORMTEXT") && !field.filled).then(|| BLANK.to_owned());
        Ok(own.or_else(blank))
    }
}

/// Reads the data of a form field: the box of a tick or the choice of a list; `None` for text.
fn form(xml: &mut Xml<'_>) -> Result<Option<String>, ReadError> {
    let mut shows = None;
    while let Some(tag) = xml.element()? {
        match tag.is() {
            (Space::Word, "checkBox") => {
                let (mut default, mut checked) = (false, None);
                while let Some(tag) = xml.element()? {
                    match tag.is() {
                        (Space::Word, "default") => default = tag.on(),
                        (Space::Word, "checked") => checked = Some(tag.on()),
                        _ => {}
                    }
                    xml.skip()?;
                }
                shows = Some(ticked(checked.unwrap_or(default)).to_owned());
            }
            (Space::Word, "ddList") => {
                let (mut choice, mut entries) = (0, Vec::new());
                while let Some(tag) = xml.element()? {
                    match tag.is() {
                        (Space::Word, "result") => choice = tag.number().unwrap_or(0),
                        (Space::Word, "listEntry") => entries.extend(tag.val()),
                        _ => {}
                    }
                    xml.skip()?;
                }
                shows = entries.get(choice).cloned();
            }
            _ => xml.skip()?,
        }
    }
    Ok(shows)
}

//! Reads the text that poppler's `pdftotext` took out of a file: takes the file and that text, gives lines with their pages, and the
//! pages of which it gives less than the file shows. Running the program is left to the doors.

use super::pages::{pages, part, unread};
use super::{Parsed, ReadError};
use crate::document::fold::offset;
use crate::document::text;
use crate::ir::Words;
use crate::source::Place;
use std::collections::HashMap;

/// How much of what is drawn has to be in the text of a page, in tenths.
const ENOUGH: usize = 7;

/// Reads the text of a file.
pub(in crate::document) fn read(bytes: &[u8], extracted: &str) -> Result<Parsed, ReadError> {
    let surveyed = pages(bytes)?;
    let mut texts: Vec<&str> = extracted.split('\u{c}').collect();
    // The program ends each page with a form feed.
    if texts.len() > surveyed.len() && texts.last().is_some_and(|last| last.trim().is_empty()) {
        texts.pop();
    }
    let own: HashMap<u32, Words> = unread(&surveyed)
        .into_iter()
        .filter_map(|one| Some((one.place.page?, one.reason)))
        .collect();
    let letters = |text: &str| {
        let told = |c: &char| !c.is_whitespace() && *c != super::UNTOLD && !c.is_control();
        text.chars().filter(told).count()
    };
    let numbered = (1..).zip(&surveyed);
    let reasons = numbered.map(|(page, (_, survey))| {
        let text = texts.get(page as usize - 1).copied().unwrap_or("");
        let given = letters(text);
        let lost = text.contains(super::UNTOLD) || given * 10 < survey.letters * ENOUGH;
        match own.get(&page) {
            // The program may know what a font of ours does not say.
            Some(reason) if survey.letters == 0 || lost => Some(reason.clone()),
            Some(reason) if !survey.is_untold() => Some(reason.clone()),
            None if lost => Some(Words::both(
                "`pdftotext` gives less text than the page shows",
                "`pdftotext` 取出的文字少于该页所示",
            )),
            _ => None,
        }
    });
    let unread = part(reasons);
    let mut places = Vec::new();
    let mut at = 0;
    for (page, text) in (1..).zip(&texts) {
        let place = Place {
            page: Some(page),
            ..Place::default()
        };
        places.push((offset(at), place));
        at += text.len() + 1;
    }
    Ok(Parsed {
        text: extracted.to_owned(),
        encoding: "pdftotext",
        lines: text::read(extracted),
        places,
        unread,
        markless: true,
        ..Parsed::default()
    })
}

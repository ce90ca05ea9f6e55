//! Reads PDF: takes the bytes of a file, gives the text of its pages as lines with their places and marks, and the pages that could not
//! be read. Recognising the text of scans is left to others.

mod cmap;
mod compose;
mod drawn;
mod fonts;
mod guard;
mod interpret;
mod layout;
mod lines;
mod marks;
mod matrix;
mod measure;
mod objects;
mod open;
mod paths;
mod pdftotext;
mod predefined;
mod signs;
mod simple;
mod spans;
mod state;
mod survey;
mod widths;

pub(super) use pdftotext::read as read_extracted;

use super::ReadError;
use super::parsed::Parsed;
use super::tree::Unread;
use crate::codes::input;
use crate::ir::Words;
use crate::source::Place;
use layout::{Laid, UNTOLD, lay};
use lopdf::Dictionary;
use objects::{Objects, number};
use std::collections::HashMap;
use survey::Survey;

/// The bounds of a page that says none, in points.
const A4: [f64; 4] = [0.0, 0.0, 595.0, 842.0];

/// Text of which more than one in so many characters may be bold or not carries no marks that can be relied on.
const WEIGHTLESS: usize = 20;

/// The most text that is taken out of a file, in bytes.
const TEXT: usize = 64 << 20;

/// Reads a file.
pub(super) fn read(bytes: &[u8]) -> Result<Parsed, ReadError> {
    let pages = pages(bytes)?;
    let unread = unread(&pages);
    let recognised = pages.iter().any(|(_, survey)| survey.recognised);
    let weightless: usize = pages.iter().map(|(_, survey)| survey.weightless).sum();
    let letters: usize = pages.iter().map(|(_, survey)| survey.letters).sum();
    let laid: Vec<Laid> = pages.into_iter().map(|(laid, _)| laid).collect();
    let composed = compose::compose(&laid);
    let lines = lines::lines(&composed);
    Ok(Parsed {
        text: composed.text,
        encoding: if recognised {
            "recognised text"
        } else {
            "text layer"
        },
        lines,
        places: composed.places,
        unread,
        markless: recognised || weightless * WEIGHTLESS > letters,
        ..Parsed::default()
    })
}

/// The pages of a file, laid out.
fn pages(bytes: &[u8]) -> Result<Vec<(Laid, Survey)>, ReadError> {
    guard::guarded(|| {
        let file = open::open(bytes)?;
        let objects = Objects::new(&file);
        let mut interpreter = interpret::Interpreter::new(&objects);
        let mut pages = Vec::new();
        let mut text = 0;
        for id in objects.pages() {
            let Ok(page) = file.get_dictionary(id) else {
                pages.push((Laid::default(), Survey::lost()));
                continue;
            };
            let mut drawn = interpreter.page(page);
            let bounds = bounds(&objects, page);
            drawn.hide(bounds);
            let laid = lay(&drawn);
            let lines = laid.lines.iter().chain(&laid.aside);
            text += lines.map(|line| line.text.len()).sum::<usize>();
            if interpreter.over || text > TEXT {
                return Err(open::too_large());
            }
            let [left, low, right, high] = bounds;
            let survey = Survey::new(&drawn, &laid, (right - left) * (high - low));
            pages.push((laid, survey));
        }
        Ok(pages)
    })
    .unwrap_or_else(|| Err(open::damaged()))
}

/// The part of a page that is shown: left, low, right and high.
fn bounds<'a>(objects: &Objects<'a>, page: &'a Dictionary) -> [f64; 4] {
    let shown = |key: &[u8]| {
        let array = objects.inherited(page, key)?.as_array().ok()?;
        let numbers = array.iter().map(|one| number(objects.follow(one)));
        match *numbers.collect::<Option<Vec<f64>>>()?.as_slice() {
            [a, b, c, d] if a != c && b != d => Some([a.min(c), b.min(d), a.max(c), b.max(d)]),
            _ => None,
        }
    };
    shown(b"CropBox")
        .or_else(|| shown(b"MediaBox"))
        .unwrap_or(A4)
}

/// The pages that could not be read.
fn unread(pages: &[(Laid, Survey)]) -> Vec<Unread> {
    let mut uses = HashMap::new();
    for (_, survey) in pages {
        survey.count(&mut uses);
    }
    let reasons = pages.iter().map(|(_, survey)| survey.unread(&uses));
    part(reasons)
}

/// Unread parts by the reasons of the pages, the first of which is number 1.
fn part(reasons: impl Iterator<Item = Option<Words>>) -> Vec<Unread> {
    let unread = |(page, reason): (u32, Option<Words>)| {
        Some(Unread {
            place: Place {
                page: Some(page),
                ..Place::default()
            },
            code: input::UNREAD_PART,
            reason: reason?,
        })
    };
    (1..).zip(reasons).filter_map(unread).collect()
}

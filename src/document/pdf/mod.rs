//! Reads PDF: takes the bytes of a file, gives the text of its pages as lines with their places and marks, and the pages that could not
//! be read. Recognising the text of scans is left to others.

mod cmap;
mod compose;
mod drawn;
mod fonts;
mod interpret;
mod layout;
mod lines;
mod marks;
mod matrix;
mod measure;
mod objects;
mod open;
mod pages;
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
use layout::{Laid, UNTOLD};

/// Text of which more than one in so many characters may be bold or not carries no marks that can be relied on.
const WEIGHTLESS: usize = 20;

/// Reads a file.
pub(super) fn read(bytes: &[u8]) -> Result<Parsed, ReadError> {
    let pages = pages::pages(bytes)?;
    let unread = pages::unread(&pages);
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

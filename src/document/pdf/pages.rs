//! Reads the pages of a file one by one: takes its bytes, gives for each its lines and what is known of it, and the pages that count as
//! unread.

use super::interpret::Interpreter;
use super::layout::{Laid, lay};
use super::objects::{Objects, number};
use super::open;
use super::survey::Survey;
use crate::codes::input;
use crate::document::ReadError;
use crate::document::tree::Unread;
use crate::ir::Words;
use crate::source::{Place, guarded};
use lopdf::Dictionary;
use std::collections::HashMap;

/// The bounds of a page that says none, in points.
const A4: [f64; 4] = [0.0, 0.0, 595.0, 842.0];

/// The most text that is taken out of a file, in bytes.
const TEXT: usize = 64 << 20;

/// The pages of a file, laid out.
pub(super) fn pages(bytes: &[u8]) -> Result<Vec<(Laid, Survey)>, ReadError> {
    guarded(|| {
        let file = open::open(bytes)?;
        let objects = Objects::new(&file);
        let mut interpreter = Interpreter::new(&objects);
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
            let laid = lay(&drawn, bounds);
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
pub(super) fn unread(pages: &[(Laid, Survey)]) -> Vec<Unread> {
    let mut uses = HashMap::new();
    for (_, survey) in pages {
        survey.count(&mut uses);
    }
    let reasons = pages.iter().map(|(_, survey)| survey.unread(&uses));
    part(reasons)
}

/// Unread parts by the reasons of the pages, the first of which is number 1.
pub(super) fn part(reasons: impl Iterator<Item = Option<Words>>) -> Vec<Unread> {
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

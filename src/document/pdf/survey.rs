//! Judges whether a page was read: takes what it draws and its lines, gives the reason where something on it may say more than its text.

use super::drawn::{Drawn, Image};
use super::fonts::is_private;
use super::layout::{Laid, TextLine};
use crate::ir::Words;
use lopdf::ObjectId;
use std::collections::HashMap;

/// The share of a page that an image has to take to be a scan beside text, and the text that such a page has at most, in characters
/// for a whole page.
const SCAN: f64 = 0.3;
const SPARSE: f64 = 400.0;

/// How many curved pieces may be letters drawn as shapes.
const SHAPES: usize = 80;

/// What is known of a page.
#[derive(Debug)]
pub(super) struct Survey {
    /// Characters of text, white space aside.
    pub(super) letters: usize,
    /// Characters of it that cannot be told, and whether several of them stand together.
    untold: usize,
    together: bool,
    /// Characters of which nothing says whether they are bold.
    pub(super) weightless: usize,
    /// Some of the text is laid invisibly over an image, as text recognition leaves it.
    pub(super) recognised: bool,
    images: Vec<Image>,
    area: f64,
    curves: usize,
    broken: bool,
}

impl Survey {
    /// Looks at a page of an area.
    pub(super) fn new(drawn: &Drawn, laid: &Laid, area: f64) -> Self {
        let mut survey = Self {
            letters: 0,
            untold: 0,
            together: false,
            weightless: drawn.glyphs.iter().filter(|one| one.bold.is_none()).count(),
            recognised: drawn.glyphs.iter().any(|glyph| glyph.hidden),
            images: drawn.images.clone(),
            area,
            curves: drawn.curves,
            broken: drawn.broken,
        };
        for line in laid.lines.iter().chain(&laid.aside) {
            survey.line(line);
        }
        survey
    }

    /// A page that is not there.
    pub(super) fn lost() -> Self {
        Self {
            letters: 0,
            untold: 0,
            together: false,
            weightless: 0,
            recognised: false,
            images: Vec::new(),
            area: 1.0,
            curves: 0,
            broken: true,
        }
    }

    fn line(&mut self, line: &TextLine) {
        let mut before = false;
        let mut first = true;
        for c in line.text.chars().filter(|c| !c.is_whitespace()) {
            let untold = c == super::UNTOLD || is_private(c) || c.is_control();
            self.letters += 1;
            self.together |= untold && before;
            // One at the start of a line is the mark of a list.
            self.untold += usize::from(untold && !first);
            (before, first) = (untold, false);
        }
    }

    /// Counts the pages that an image is drawn on: what is on several is a letterhead or a watermark.
    pub(super) fn count(&self, uses: &mut HashMap<ObjectId, usize>) {
        let mut ids: Vec<ObjectId> = self.images.iter().filter_map(|image| image.id).collect();
        ids.sort_unstable();
        ids.dedup();
        for id in ids {
            *uses.entry(id).or_default() += 1;
        }
    }

    /// Whether what keeps the page from being read is a font that does not say what its characters are.
    pub(super) fn is_untold(&self) -> bool {
        !self.broken && (self.together || self.untold * 100 > self.letters)
    }

    /// Why the page does not count as read; `None` where it does.
    pub(super) fn unread(&self, uses: &HashMap<ObjectId, usize>) -> Option<Words> {
        let own = |image: &&Image| {
            let used = image.id.and_then(|id| uses.get(&id)).copied();
            used.unwrap_or(1) == 1
        };
        if self.broken {
            return Some(Words::both(
                "the content of the page is damaged",
                "页面内容已损坏",
            ));
        }
        if self.letters == 0 {
            return if !self.images.is_empty() {
                Some(Words::both(
                    "the page is an image without text, such as a scan",
                    "该页为图像，没有文字（如扫描件）",
                ))
            } else if self.curves >= SHAPES {
                Some(Words::both(
                    "the page has drawings and no text; its letters may be drawn as shapes",
                    "该页只有图形，没有文字；文字可能已转为曲线",
                ))
            } else {
                None
            };
        }
        if self.is_untold() {
            let (untold, letters) = (self.untold.max(1), self.letters);
            return Some(Words::both(
                format!(
                    "{untold} of {letters} characters are in a font that does not say what they are"
                ),
                format!("{letters} 个字符中有 {untold} 个所用字体未说明其文字"),
            ));
        }
        let covered: f64 = self.images.iter().filter(own).map(|image| image.area).sum();
        let share = (covered / self.area.max(1.0)).min(1.0);
        if share >= SCAN && (self.letters as f64) < SPARSE * share {
            let (letters, percent) = (self.letters, (share * 100.0).round());
            return Some(Words::both(
                format!(
                    "an image takes {percent}% of the page, beside {letters} characters of text: it may be a scan"
                ),
                format!("图像占该页 {percent}%，另有文字 {letters} 个：可能是扫描件"),
            ));
        }
        None
    }
}

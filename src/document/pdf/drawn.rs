//! Defines what a page draws: its characters with their places, its images, and the thin lines that may underline words.

use lopdf::ObjectId;

/// A character, or several that one code stands for.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    /// Its text; `None` where it cannot be told.
    pub(super) text: Option<String>,
    /// Where it begins on its base line.
    pub(super) at: (f64, f64),
    /// Which way its line runs; of length 1.
    pub(super) way: (f64, f64),
    /// How far it reaches along its line.
    pub(super) length: f64,
    /// Size of its font.
    pub(super) size: f64,
    /// Set in bold; `None` where the font does not say.
    pub(super) bold: Option<bool>,
    /// Neither black, grey nor white.
    pub(super) colored: bool,
    /// Not painted, as the text that recognition lays over a scan.
    pub(super) hidden: bool,
}

/// An image.
#[derive(Debug, Clone, Copy)]
pub(super) struct Image {
    /// The object; `None` for one inside the page's content.
    pub(super) id: Option<ObjectId>,
    /// The area that it takes.
    pub(super) area: f64,
}

/// A thin line, by its ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stroke {
    pub(super) from: (f64, f64),
    pub(super) to: (f64, f64),
}

/// What a page draws.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) images: Vec<Image>,
    pub(super) strokes: Vec<Stroke>,
    /// How many curved pieces are painted.
    pub(super) curves: usize,
    /// A part of the content cannot be read.
    pub(super) broken: bool,
}

impl Drawn {
    /// Takes out the text that nobody sees: off the page, or invisible and not laid over an image.
    pub(super) fn hide(&mut self, [left, low, right, high]: [f64; 4]) {
        let scanned = !self.images.is_empty();
        self.glyphs.retain(|glyph| {
            let (x, y) = glyph.at;
            let inside = (left..=right).contains(&x) && (low..=high).contains(&y);
            inside && (scanned || !glyph.hidden)
        });
    }
}

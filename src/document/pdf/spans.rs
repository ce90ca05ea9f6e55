//! Keeps the marked stretches of a page that say what they stand for: takes characters, gives them on, or one for a whole stretch.

use super::drawn::Glyph;

/// How deep marks may lie in each other.
const DEPTH: usize = 1000;

/// The stretches that are open.
#[derive(Debug, Default)]
pub(super) struct Spans {
    depth: usize,
    /// The outermost one that has a text of its own, with the depth at which it lies and what it draws.
    told: Option<(usize, String, Option<Glyph>)>,
}

impl Spans {
    /// Opens a stretch, perhaps with its text.
    pub(super) fn begin(&mut self, text: Option<String>) {
        self.depth = (self.depth + 1).min(DEPTH);
        if let Some(text) = text.filter(|_| self.told.is_none()) {
            self.told = Some((self.depth, text, None));
        }
    }

    /// Closes the innermost stretch; gives what stands for it.
    pub(super) fn end(&mut self) -> Option<Glyph> {
        let depth = self.depth;
        self.depth = depth.saturating_sub(1);
        let (_, text, glyph) = self.told.take_if(|told| told.0 >= depth)?;
        glyph.filter(|_| !text.is_empty()).map(|glyph| Glyph {
            text: Some(text),
            ..glyph
        })
    }

    /// Whether a stretch with a text of its own is open, so that what it draws is not given yet.
    pub(super) fn holds_back(&self) -> bool {
        self.told.is_some()
    }

    /// Takes a character: gives it back, or keeps it for the stretch it belongs to.
    pub(super) fn take(&mut self, glyph: Glyph) -> Option<Glyph> {
        let Some((_, _, first)) = &mut self.told else {
            return Some(glyph);
        };
        match first {
            None => *first = Some(glyph),
            Some(first) => {
                let (x, y) = (glyph.at.0 - first.at.0, glyph.at.1 - first.at.1);
                let along = x * first.way.0 + y * first.way.1 + glyph.length;
                first.length = first.length.max(along);
            }
        }
        None
    }
}

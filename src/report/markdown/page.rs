//! Holds a page with little room: takes pieces of text, keeps those that fit, and says of each whether it did.

/// A page.
#[derive(Debug)]
pub struct Page {
    text: String,
    /// Characters that are left.
    room: usize,
}

impl Page {
    /// An empty page for so many characters.
    pub fn new(room: usize) -> Self {
        Self {
            text: String::new(),
            room,
        }
    }

    /// Adds a piece whole, or not at all where it does not fit.
    pub fn push(&mut self, piece: &str) -> bool {
        let need = piece.chars().count();
        if need > self.room {
            return false;
        }
        self.room -= need;
        self.text.push_str(piece);
        true
    }

    /// Characters that are left.
    pub fn room(&self) -> usize {
        self.room
    }

    /// What fitted.
    pub fn text(&self) -> &str {
        &self.text
    }
}

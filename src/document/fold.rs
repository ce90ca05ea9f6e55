//! Folds text for matching and maps every place of the folded text back to the original.

use std::ops::Range;

/// A folded text and where each stretch of it comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// `(folded offset, original offset)` at every point where the difference of the two changes, by folded offset.
    pub shifts: Vec<(u32, u32)>,
}

impl Folded {
    /// The original range of a folded range: the exact characters that it was made of.
    pub fn original(&self, range: Range<u32>) -> Range<u32> {
        range
    }
}

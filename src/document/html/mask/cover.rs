//! Covers stretches of a text without changing its length: what is hidden becomes characters without meaning, what is filled in
//! later becomes underscores.

use super::super::Comments;
use std::borrow::Cow;
use std::ops::Range;

/// What hidden bytes become: folding drops it.
const NOTHING: char = '\u{1}';

/// A text that is being covered from its start to its end.
pub(super) struct Cover<'a> {
    pub(super) source: &'a str,
    out: String,
    /// How much of the source has been taken.
    at: usize,
    comments: Comments,
}

impl<'a> Cover<'a> {
    /// A text of which nothing is covered.
    pub(super) fn new(source: &'a str) -> Self {
        Self {
            source,
            out: String::new(),
            at: 0,
            comments: Vec::new(),
        }
    }

    /// The text from a place on.
    pub(super) fn rest(&self, at: usize) -> &'a str {
        self.source.get(at..).unwrap_or("")
    }

    /// How much of the text has been taken: a stretch may begin here.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Hides a stretch.
    pub(super) fn hide(&mut self, range: Range<usize>) {
        self.fill(range, NOTHING);
    }

    /// Makes a stretch a blank to fill in.
    pub(super) fn blank(&mut self, range: Range<usize>) {
        self.fill(range, '_');
    }

    /// Hides a stretch and sets an ASCII character in place of its first byte.
    pub(super) fn hide_after(&mut self, sign: char, range: Range<usize>) {
        if !range.is_empty() {
            self.fill(range.start..range.start + 1, sign);
            self.hide(range.start + 1..range.end);
        }
    }

    /// Hides a comment and hands it over.
    pub(super) fn comment(&mut self, range: Range<usize>, words: Range<usize>) {
        let words = self.source.get(words).unwrap_or("").trim();
        if !words.is_empty() {
            self.comments.push((range.clone(), words.to_owned()));
        }
        self.hide(range);
    }

    fn fill(&mut self, range: Range<usize>, sign: char) {
        // Stretches come in order; bounds between characters are the callers' business and hold for all marks they look for.
        let range = range.start.max(self.at)..range.end.min(self.source.len());
        if range.start >= range.end {
            return;
        }
        self.out
            .push_str(self.source.get(self.at..range.start).unwrap_or(""));
        self.out.extend(std::iter::repeat_n(sign, range.len()));
        self.at = range.end;
    }

    /// The covered text and the comments.
    pub(super) fn finish(mut self) -> (Cow<'a, str>, Comments) {
        if self.at == 0 {
            return (Cow::Borrowed(self.source), self.comments);
        }
        self.out.push_str(self.source.get(self.at..).unwrap_or(""));
        (Cow::Owned(self.out), self.comments)
    }
}

//! Bundles a folded text with its original and the languages' styles, so that the steps of `structure` can ask about any place.

use crate::document::fold::{Folded, offset};
use crate::document::styles::Styles;
use std::ops::Range;

/// A folded text, its original and the styles to read it by.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) folded: &'a Folded,
    pub(super) source: &'a str,
    pub(super) styles: &'a Styles,
}

impl<'a> View<'a> {
    /// The folded words of a range; empty where it is none.
    pub(super) fn words(&self, range: Range<usize>) -> &'a str {
        self.folded.text.get(range).unwrap_or("")
    }

    /// The original words of a range.
    pub(super) fn original(&self, range: Range<usize>) -> &'a str {
        let range = self.folded.original(offset(range.start)..offset(range.end));
        self.source
            .get(range.start as usize..range.end as usize)
            .unwrap_or("")
    }

    /// Whether white space lies between a place and the character before it in the original.
    pub(super) fn is_spaced(&self, at: usize) -> bool {
        let before = self.words(0..at);
        let Some(last) = before.chars().next_back() else {
            return false;
        };
        let Some(next) = self.words(at..self.folded.text.len()).chars().next() else {
            return true;
        };
        if last.is_whitespace() || next.is_whitespace() {
            return true;
        }
        let end = self
            .folded
            .original(offset(at - last.len_utf8())..offset(at))
            .end;
        let start = self
            .folded
            .original(offset(at)..offset(at + next.len_utf8()))
            .start;
        end < start
    }

    /// Whether a word that begins at a place, or behind the white space there, begins with a capital.
    pub(super) fn is_large(&self, at: usize) -> bool {
        let rest = self.words(at..self.folded.text.len());
        let start = at + (rest.len() - rest.trim_start().len());
        rest.trim_start().chars().next().is_some_and(|c| {
            self.original(start..start + c.len_utf8())
                .starts_with(char::is_uppercase)
        })
    }

    /// Whether a character is a letter or a digit; Han letters, which most are, are told without a table.
    pub(super) fn is_word(c: char) -> bool {
        matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_alphanumeric()
    }

    /// Whether words end a sentence, be it before a closing quote or bracket.
    pub(super) fn closes(&self, words: &str) -> bool {
        let closing =
            |c: &char| matches!(c, '”' | '’' | '」' | '』' | ')' | '》' | '"' | '】' | ' ');
        let last = words.chars().rev().find(|c| !closing(c));
        last.is_some_and(|c| self.styles.sentence_ends.holds(c))
    }
}

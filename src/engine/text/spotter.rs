//! Tells quickly whether a raw text may hold anything that is asked about: takes the patterns of some questions, gives *no* only where
//! no answer but *no* is possible. Most rows of a log end here, unfolded and with nothing allocated.

use super::TextEngine;
use super::asked;
use super::automaton::Automaton;
use super::lexicon::Lexicon;
use crate::document::fold::fold;
use crate::ir::text::Group;
use std::collections::BTreeSet;

/// An automaton over the words of which every match holds one.
#[derive(Debug)]
pub struct Spotter {
    automaton: Automaton,
    /// Some expression may match without any word.
    anywhere: bool,
    /// The letters of all words.
    letters: BTreeSet<char>,
}

/// What one thread has learnt about letters.
#[derive(Debug)]
pub struct Letters {
    /// Of the basic plane, two bits each: 0 not asked yet, 1 harmless, 2 not.
    known: Vec<u8>,
}

impl Default for Letters {
    fn default() -> Self {
        Self {
            known: vec![0; 1 << 14],
        }
    }
}

impl Spotter {
    /// For these groups of patterns.
    pub fn new<'g>(engine: &TextEngine<'_>, groups: impl Iterator<Item = &'g Group>) -> Self {
        let patterns = asked::of_groups(engine.rules, groups);
        let lexicon = Lexicon::new(&engine.rules.text, &[], &[], Some(&patterns));
        let words: Vec<&str> = lexicon.leading().collect();
        Self {
            letters: words.iter().flat_map(|word| word.chars()).collect(),
            automaton: Automaton::new(words.into_iter()),
            anywhere: !lexicon.anywhere().is_empty(),
        }
    }

    /// Whether a raw text may hold any of the patterns.
    pub fn may_hold(&self, text: &str, letters: &mut Letters) -> bool {
        if self.anywhere {
            return true;
        }
        if self.is_plain(text, letters) {
            return self.automaton.finds(text);
        }
        text.lines()
            .any(|line| self.automaton.finds(&fold(line).text))
    }

    // Whether folding changes nothing about which words occur: every letter stays as it is, or neither it nor what it becomes is in a
    // word, and no white space is dropped between letters.
    fn is_plain(&self, text: &str, letters: &mut Letters) -> bool {
        let mut before = '\u{3000}';
        for letter in text.chars() {
            if letter == ' ' {
                if !before.is_ascii_graphic() {
                    return false;
                }
            } else if !letters.is_harmless(letter, self) || (before == ' ' && !letter.is_ascii()) {
                return false;
            }
            before = letter;
        }
        before != ' '
    }

    fn is_harmless(&self, letter: char) -> bool {
        if letter.is_whitespace() {
            return false;
        }
        let mut own = [0; 4];
        let own: &str = letter.encode_utf8(&mut own);
        let folded = fold(own).text;
        folded == own
            || (!folded.is_empty()
                && !self.letters.contains(&letter)
                && !folded.chars().any(|one| self.letters.contains(&one)))
    }
}

impl Letters {
    fn is_harmless(&mut self, letter: char, spotter: &Spotter) -> bool {
        let (at, shift) = (letter as usize / 4, letter as usize % 4 * 2);
        let Some(known) = self.known.get_mut(at) else {
            return spotter.is_harmless(letter);
        };
        match *known >> shift & 3 {
            0 => {
                // A letter that joins with the one before is never seen alone.
                let harmless = spotter.is_harmless(letter) && !combines(letter);
                *known |= if harmless { 1 << shift } else { 2 << shift };
                harmless
            }
            known => known == 1,
        }
    }
}

// Combining letters and joined jamo change what the letter before becomes.
fn combines(letter: char) -> bool {
    use unicode_normalization::char::{canonical_combining_class, is_combining_mark};
    canonical_combining_class(letter) != 0
        || is_combining_mark(letter)
        || ('\u{1160}'..='\u{11ff}').contains(&letter)
        || ('\u{ff9e}'..='\u{ff9f}').contains(&letter)
}

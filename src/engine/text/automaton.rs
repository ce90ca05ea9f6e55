//! Wraps the automaton that finds many words in one pass: takes words, gives every occurrence of each, overlapping ones too.

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};

/// Finds many words in one pass.
pub(super) struct Automaton(Option<CharwiseDoubleArrayAhoCorasick<u32>>);

impl std::fmt::Debug for Automaton {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Automaton")
    }
}

impl Automaton {
    /// Takes distinct words that are not empty; a word is known by its place in the list.
    pub(super) fn new<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        Self(
            CharwiseDoubleArrayAhoCorasickBuilder::new()
                .match_kind(MatchKind::Standard)
                .build_with_values(words.zip(0u32..))
                .ok(),
        )
    }

    /// Every occurrence: `(word, first byte, one past the last)`, by the last.
    pub(super) fn find(&self, text: &str) -> Vec<(u32, usize, usize)> {
        let Some(automaton) = &self.0 else {
            return Vec::new();
        };
        automaton
            .find_overlapping_iter(text)
            .map(|hit| (hit.value(), hit.start(), hit.end()))
            .collect()
    }
}

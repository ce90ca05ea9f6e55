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

    /// Every occurrence, by the last byte: calls back with the word, its first byte, and one past the last.
    pub(super) fn each(&self, text: &str, mut found: impl FnMut(u32, u32, u32)) {
        if let Some(automaton) = &self.0 {
            for hit in automaton.find_overlapping_iter(text) {
                found(hit.value(), hit.start() as u32, hit.end() as u32);
            }
        }
    }

    /// Whether any word occurs.
    pub(super) fn finds(&self, text: &str) -> bool {
        self.0
            .as_ref()
            .is_some_and(|automaton| automaton.find_overlapping_iter(text).next().is_some())
    }
}

//! Tells which patterns may match in a text at all: takes the literals that occur, gives the set of patterns that some of them lead to.

use super::lexicon::{Lexicon, Ready};
use crate::ir::text::PatternId;

/// The patterns that may match in a text, as a set of bits.
#[derive(Debug)]
pub(super) struct Touched {
    bits: Vec<u64>,
    /// How many patterns of the set lie in the words before each.
    before: Vec<u32>,
    /// How many patterns the set has.
    pub count: usize,
}

impl Touched {
    /// All that some of the literals lead to.
    pub(super) fn new(lexicon: &Lexicon, literals: impl Iterator<Item = u32>) -> Self {
        let mut bits = vec![0u64; lexicon.patterns().div_ceil(64)];
        let mut open: Vec<u32> = Vec::new();
        let mut touch = |pattern: u32, open: &mut Vec<u32>| {
            if let Some(word) = bits.get_mut(pattern as usize / 64) {
                let bit = 1 << (pattern % 64);
                if *word & bit == 0 {
                    *word |= bit;
                    open.push(pattern);
                }
            }
        };
        for pattern in lexicon.anywhere() {
            touch(*pattern, &mut open);
        }
        let present: Vec<u32> = literals.collect();
        let stands = |literal: &u32| present.binary_search(literal).is_ok();
        for literal in &present {
            for pattern in lexicon.of_literal(*literal) {
                let needed = match lexicon.pattern(PatternId(*pattern)) {
                    Ready::Regex(_, needed) => needed.get(1..).unwrap_or(&[]),
                    _ => &[],
                };
                if needed.iter().all(|set| set.iter().any(stands)) {
                    touch(*pattern, &mut open);
                }
            }
        }
        while let Some(pattern) = open.pop() {
            for holder in lexicon.of_pattern(pattern) {
                touch(*holder, &mut open);
            }
        }
        let mut count = 0;
        let before = bits
            .iter()
            .map(|word| {
                let before = count;
                count += word.count_ones();
                before
            })
            .collect();
        Self {
            bits,
            before,
            count: count as usize,
        }
    }

    /// The place of a pattern among those of the set.
    pub(super) fn rank(&self, pattern: u32) -> Option<usize> {
        let at = pattern as usize / 64;
        let word = self.bits.get(at)?;
        let bit = 1u64 << (pattern % 64);
        (word & bit != 0)
            .then(|| (self.before.get(at).unwrap_or(&0) + (word & (bit - 1)).count_ones()) as usize)
    }
}

//! Numbers the classes of rows: takes what was found out about a row in packed words, gives a number that rows of the same words share.

use crate::engine::log::truth::Truth;
use crate::engine::log::walk::Class;
use crate::ir::log::FieldId;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Slots of a thread's memory of classes.
const SLOTS: usize = 1 << 12;
/// Words of a class besides those of its facts: missing fields; zone and haze.
pub(super) const EXTRA: usize = 2;

/// The classes of one audit, shared by all threads. Their numbers hang on chance; nothing that is reported does.
#[derive(Debug)]
pub(in crate::engine::log) struct Classes {
    facts: usize,
    /// The fields that bits of missing values stand for.
    shown: Vec<FieldId>,
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    numbers: HashMap<Box<[u64]>, u32>,
    list: Vec<Class>,
}

impl Classes {
    /// For so many facts, and fields that are marked missing.
    pub fn new(facts: usize, shown: Vec<FieldId>) -> Self {
        Self {
            facts,
            shown,
            known: Mutex::default(),
        }
    }

    fn number(&self, words: &[u64]) -> (u32, Class) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(&number) = known.numbers.get(words) {
            let class = known.list.get(number as usize).cloned();
            return (number, class.unwrap_or_else(|| self.unpack(words)));
        }
        let number = u32::try_from(known.list.len()).unwrap_or(u32::MAX);
        let class = self.unpack(words);
        known.list.push(class.clone());
        known.numbers.insert(words.into(), number);
        (number, class)
    }

    // Facts lie 32 to a word, two bits each: 0 no, 1 unknown, 2 yes.
    fn unpack(&self, words: &[u64]) -> Class {
        let packed = words.len().saturating_sub(EXTRA);
        let mut sure = vec![0u64; self.facts.div_ceil(64)];
        let mut possible = sure.clone();
        for fact in 0..self.facts {
            let truth = words
                .get(fact / 32)
                .map_or(0, |word| word >> (fact % 32 * 2) & 3);
            set(&mut sure, fact, truth == 2);
            set(&mut possible, fact, truth >= 1);
        }
        let bits = words.get(packed).copied().unwrap_or(0);
        let most = self.shown.iter().map(|field| field.0 as usize + 1).max();
        let mut missing = vec![0u64; most.unwrap_or(0).div_ceil(64)];
        for (bit, field) in self.shown.iter().enumerate() {
            set(&mut missing, field.0 as usize, bits >> bit & 1 == 1);
        }
        let last = words.get(packed + 1).copied().unwrap_or(0);
        Class {
            sure: sure.into(),
            possible: possible.into(),
            missing: missing.into(),
            zone: u32::try_from(last >> 1).unwrap_or(0),
            hazy: last & 1 == 1,
        }
    }

    /// All classes by number.
    pub fn list(&self) -> Vec<Class> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.list.clone()
    }
}

fn set(bits: &mut [u64], at: usize, is: bool) {
    if let Some(word) = bits.get_mut(at / 64) {
        *word |= u64::from(is) << (at % 64);
    }
}

/// Whether a fact is so on the rows of a class.
pub(super) fn truth(class: &Class, fact: u32) -> Truth {
    let has = |bits: &[u64]| {
        bits.get(fact as usize / 64)
            .is_some_and(|word| word >> (fact % 64) & 1 == 1)
    };
    Truth::between(has(&class.sure), has(&class.possible))
}

/// What one thread remembers of the classes.
#[derive(Debug)]
pub(super) struct Memory<'a> {
    classes: &'a Classes,
    /// By slot: the number, and the words of the class behind each other.
    numbers: Vec<u32>,
    words: Vec<u64>,
    width: usize,
}

impl<'a> Memory<'a> {
    /// Of no class yet.
    pub fn new(classes: &'a Classes) -> Self {
        let width = classes.facts.div_ceil(32) + EXTRA;
        Self {
            classes,
            numbers: vec![u32::MAX; SLOTS],
            words: vec![0; SLOTS * width],
            width,
        }
    }

    /// Words of a class.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The number of the class with these words; `fresh` is told of one that this thread has not met.
    pub fn number(&mut self, words: &[u64], mut fresh: impl FnMut(u32, &Class)) -> u32 {
        let mut mixed = 0u64;
        for &word in words {
            mixed = (mixed.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
        let slot = (mixed >> 52) as usize % SLOTS;
        let own = slot * self.width..(slot + 1) * self.width;
        if let Some(&number) = self.numbers.get(slot)
            && number != u32::MAX
            && self.words.get(own.clone()) == Some(words)
        {
            return number;
        }
        let (number, class) = self.classes.number(words);
        fresh(number, &class);
        if let (Some(slot), Some(own)) = (self.numbers.get_mut(slot), self.words.get_mut(own)) {
            *slot = number;
            own.copy_from_slice(words);
        }
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_the_same_words_share_a_number_on_every_thread() {
        let classes = Classes::new(40, vec![FieldId(2), FieldId(5), FieldId(70)]);
        let mut one = Memory::new(&classes);
        let mut other = Memory::new(&classes);
        let words = |facts: u64, zone: u64| [facts, 1, 0b101, zone << 1 | 1];
        let first = one.number(&words(0b10_01, 3), |_, _| {});
        let second = one.number(&words(0b10_10, 3), |_, _| {});
        assert_ne!(first, second);
        assert_eq!(other.number(&words(0b10_01, 3), |_, _| {}), first);
        let list = classes.list();
        let class = &list[first as usize];
        assert_eq!((class.sure[0], class.possible[0]), (0b10, 1 << 32 | 0b11));
        assert_eq!(*class.missing, [1 << 2, 1 << 6]);
        assert_eq!((class.zone, class.hazy), (3, true));
    }
}

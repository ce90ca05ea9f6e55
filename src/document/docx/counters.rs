//! Counts the paragraphs of lists: takes lists and levels in the order of the text, gives the label of each paragraph.

use super::number_format::written;
use super::numbering::{LEVELS, Level, Numbering};
use std::collections::{HashMap, HashSet};

/// The longest label, in characters; labels are repeated with every paragraph.
const LABEL: usize = 120;

/// A label as it stands in front of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) text: String,
    /// What stands between it and the text.
    pub(super) gap: &'static str,
    /// It is a mark, not a number.
    pub(super) bullet: bool,
}

/// How far each list has been counted.
#[derive(Debug, Default)]
pub(super) struct Counters {
    /// The numbers of the levels by definition; `None` where a level starts anew.
    numbers: HashMap<u32, [Option<u32>; LEVELS]>,
    /// Lists and levels that have begun, so that what starts them anew does so once.
    begun: HashSet<(u32, usize)>,
}

impl Counters {
    /// Counts a paragraph of a list and gives its label; `None` where the list has no such level or shows none.
    pub(super) fn next(&mut self, numbering: &Numbering, list: u32, level: usize) -> Option<Label> {
        let own = numbering.level(list, level)?;
        let numbers = self
            .numbers
            .entry(numbering.definition(list)?)
            .or_insert([None; LEVELS]);
        let restart = numbering.start(list, level);
        let first = self.begun.insert((list, level));
        let slot = numbers.get_mut(level)?;
        *slot = Some(match (restart.filter(|_| first), *slot) {
            (Some(start), _) => start,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => restart.unwrap_or(own.start),
        });
        for (below, slot) in numbers.iter_mut().enumerate().skip(level + 1) {
            let after = numbering.level(list, below).and_then(|one| one.restart);
            if after.is_none_or(|after| level < after) {
                *slot = None;
            }
        }
        if own.hidden {
            return None;
        }
        let numbers = *numbers;
        if own.format == "bullet" {
            return Some(Label {
                text: "•".to_owned(),
                gap: " ",
                bullet: true,
            });
        }
        let of = |at: usize| {
            let one = numbering.level(list, at)?;
            let start = numbering.start(list, at);
            let number = numbers.get(at).copied().flatten();
            let number = number.or(start).unwrap_or(one.start);
            Some(shown(one, number, own.legal))
        };
        let text: String = filled(&own.text, of).chars().take(LABEL).collect();
        let text = text.trim().to_owned();
        (!text.is_empty()).then_some(Label {
            text,
            gap: own.gap,
            bullet: false,
        })
    }
}

fn shown(level: &Level, number: u32, legal: bool) -> String {
    let digits = legal && !matches!(level.format.as_str(), "decimalZero" | "none" | "bullet");
    written(number, if digits { "decimal" } else { &level.format })
}

/// A label's text with the numbers of the levels put in.
fn filled(text: &str, of: impl Fn(usize) -> Option<String>) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let level = match c {
            '%' => chars.peek().and_then(|next| next.to_digit(10)),
            _ => None,
        };
        match level {
            Some(level @ 1..) => {
                chars.next();
                out.extend(of(level as usize - 1));
            }
            _ => out.push(super::symbols::shown(c, None)),
        }
    }
    out
}

//! Judges documents: takes a compiled rule set and documents (or short raw texts of a log), gives findings, verdicts and facts.
//! Reading documents is left to `document`, rows of a log to the other wing.

mod automaton;
mod binding;
mod bounds;
mod called;
mod compare;
mod evidence;
mod exceptions;
mod expression;
mod figures;
mod forms;
mod frames;
mod governing;
mod hits;
mod judge;
mod layout;
mod lexicon;
mod matches;
mod mentions;
mod messages;
mod options;
mod parties;
mod pieces;
mod polarity;
mod prefilter;
mod reach;
mod reading;
mod results;
mod speech;
mod spoken;
mod truth;
mod units;
mod unread;
mod verdicts;
mod words;

pub use options::TextOptions;
pub use speech::Speech;

use crate::document::Document;
use crate::finding::{Facts, Outcome};
use crate::ir::RuleSet;
use crate::ir::text::PatternId;
use lexicon::Lexicon;
use std::collections::BTreeSet;
use words::CueWords;

/// A rule set made ready for matching: compiled once, shared by all threads.
#[derive(Debug)]
pub struct TextEngine<'r> {
    rules: &'r RuleSet,
    words: CueWords,
    lexicon: Lexicon,
    /// The patterns that logs are asked about, and an automaton of those alone.
    spoken: Option<(BTreeSet<PatternId>, Lexicon)>,
}

impl<'r> TextEngine<'r> {
    /// Makes a rule set ready: one automaton over every literal, the regular expressions, the cues of every language.
    pub fn new(rules: &'r RuleSet) -> Self {
        let words = CueWords::new(&rules.text.languages);
        let names: Vec<String> = [&words.role_names, &words.aliases, &words.signing_dates]
            .into_iter()
            .flatten()
            .cloned()
            .collect();
        let lexicon = Lexicon::new(&rules.text, &words.whole, &names, None);
        let spoken = spoken::spoken(rules).map(|patterns| {
            let lexicon = Lexicon::new(&rules.text, &words.whole, &[], Some(&patterns));
            (patterns, lexicon)
        });
        Self {
            rules,
            words,
            lexicon,
            spoken,
        }
    }

    /// Judges one document by every disclosure, and tells what the document states for `contract.NAME`.
    pub fn check(&self, document: &Document, options: &TextOptions) -> (Outcome, Facts) {
        verdicts::check(self, document, options)
    }

    /// Reads one raw text of a log: one pass of the automaton, whatever is asked afterwards.
    pub fn scan<'e>(&'e self, text: &str) -> Speech<'e> {
        Speech::new(self, text)
    }
}

//! Judges documents: takes a compiled rule set and documents (or short raw texts of a log), gives findings, verdicts and facts.
//! Reading documents is left to `document`, rows of a log to the other wing.

mod asked;
mod asking;
mod automaton;
mod backtrack;
mod binding;
mod bounds;
mod called;
mod compare;
mod evidence;
mod exceptions;
mod expression;
mod figures;
mod fingerprint;
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
mod roles;
mod speech;
mod spotter;
mod touched;
mod truth;
mod unit_index;
mod units;
mod unread;
mod verdicts;
mod words;

pub use options::TextOptions;
pub use speech::Speech;
pub use spotter::{Letters, Spotter};

use crate::document::Document;
use crate::finding::{Facts, Outcome};
use crate::ir::RuleSet;
use crate::ir::text::PatternId;
use governing::KindNames;
use lexicon::Lexicon;
use std::collections::BTreeSet;
use std::sync::OnceLock;
use words::CueWords;

/// A rule set made ready for matching: each part once, when it is first needed; shared by all threads.
#[derive(Debug)]
pub struct TextEngine<'r> {
    rules: &'r RuleSet,
    words: CueWords,
    /// What the names of files tell of their kinds.
    names: KindNames,
    /// The patterns that documents are asked about.
    documents: OnceLock<Lexicon>,
    /// The patterns that logs are asked about, and an automaton of those alone.
    spoken: Option<(BTreeSet<PatternId>, OnceLock<Lexicon>)>,
    /// Every pattern, for those that no rule asks about.
    every: OnceLock<Lexicon>,
}

impl<'r> TextEngine<'r> {
    /// Makes a rule set ready: an automaton over the literals, the regular expressions, the cues of every language.
    pub fn new(rules: &'r RuleSet) -> Self {
        Self {
            rules,
            words: CueWords::new(&rules.text.languages),
            names: KindNames::new(&rules.text.documents),
            documents: OnceLock::new(),
            spoken: asked::of_logs(rules).map(|patterns| (patterns, OnceLock::new())),
            every: OnceLock::new(),
        }
    }

    /// The patterns of documents.
    fn of_documents(&self) -> &Lexicon {
        self.documents.get_or_init(|| {
            let words = &self.words;
            let names: Vec<String> = [&words.role_names, &words.aliases, &words.signing_dates]
                .into_iter()
                .flatten()
                .cloned()
                .collect();
            let asked = asked::of_documents(self.rules);
            Lexicon::new(&self.rules.text, &words.whole, &names, Some(&asked))
        })
    }

    /// The patterns of logs, if there is a log that is asked about texts and asks about this one.
    fn of_logs(&self, pattern: Option<PatternId>) -> &Lexicon {
        let lexicon = |only| Lexicon::new(&self.rules.text, &self.words.whole, &[], only);
        match &self.spoken {
            Some((patterns, known)) if pattern.is_none_or(|one| patterns.contains(&one)) => {
                known.get_or_init(|| lexicon(Some(patterns)))
            }
            _ => self.every.get_or_init(|| lexicon(None)),
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

//! Holds a rule set made ready for matching: takes the rules, makes the automata and tables that the other parts need, each once and
//! when it is first needed. Reading and judging are left to them.

use super::governing::KindNames;
use super::lexicon::Lexicon;
use super::options::TextOptions;
use super::quiet::Quiet;
use super::speech::Speech;
use super::words::CueWords;
use super::{asked, verdicts};
use crate::document::Document;
use crate::finding::{Facts, Outcome};
use crate::ir::RuleSet;
use crate::ir::text::PatternId;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// A rule set made ready for matching: each part once, when it is first needed; shared by all threads.
#[derive(Debug)]
pub struct TextEngine<'r> {
    /// The rules.
    pub(super) rules: &'r RuleSet,
    /// The cue words.
    pub(super) words: CueWords,
    /// What the names of files tell of their kinds.
    pub(super) names: KindNames,
    /// The rules that a document without their words meets.
    pub(super) quiet: Quiet,
    /// The patterns that documents are asked about.
    documents: OnceLock<Lexicon>,
    /// The patterns that logs are asked about, and an automaton of those alone.
    pub(super) spoken: Option<(BTreeSet<PatternId>, OnceLock<Lexicon>)>,
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
            quiet: Quiet::new(&rules.rules),
            documents: OnceLock::new(),
            spoken: asked::of_logs(rules).map(|patterns| (patterns, OnceLock::new())),
            every: OnceLock::new(),
        }
    }

    /// The same with what documents are asked about made ready at once.
    pub fn of_documents(rules: &'r RuleSet) -> Self {
        let engine = Self::new(rules);
        engine.in_documents();
        engine
    }

    /// The patterns of documents.
    pub(super) fn in_documents(&self) -> &Lexicon {
        self.documents.get_or_init(|| {
            let (words, asked) = (&self.words, asked::of_documents(self.rules));
            Lexicon::new(&self.rules.text, &words.whole, &words.names(), Some(&asked))
        })
    }

    /// The patterns of logs, if there is a log that is asked about texts and asks about this one.
    pub(super) fn of_logs(&self, pattern: Option<PatternId>) -> &Lexicon {
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

    /// How often the words of the rules stand in a document: one pass of the automaton, which [`TextEngine::check`] begins with.
    pub fn occurrences(&self, document: &Document) -> usize {
        let mut count = 0;
        let lexicon = self.in_documents();
        lexicon.scan(&document.folded.text, |_, _, _| count += 1);
        count
    }

    /// Reads one raw text of a log: one pass of the automaton, whatever is asked afterwards.
    pub fn scan<'e>(&'e self, text: &str) -> Speech<'e> {
        Speech::new(self, text)
    }
}

//! Defines what the page's templates are filled with. Words come in both languages, so that the reader may switch.

use crate::finding::Verdict;
use crate::ir::{Lang, Words};
use serde::Serialize;

/// Words in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Both {
    en: String,
    zh: String,
}

impl Both {
    pub(super) fn of(words: &Words) -> Self {
        Self {
            en: words.get(Lang::En).to_owned(),
            zh: words.get(Lang::Zh).to_owned(),
        }
    }

    pub(super) fn new(en: impl Into<String>, zh: impl Into<String>) -> Self {
        Self {
            en: en.into(),
            zh: zh.into(),
        }
    }

    /// The words that each language gives.
    pub(super) fn each(words: impl Fn(Lang) -> String) -> Self {
        Self {
            en: words(Lang::En),
            zh: words(Lang::Zh),
        }
    }

    /// Other words made of these.
    pub(super) fn map(&self, words: impl Fn(&str) -> String) -> Self {
        Self {
            en: words(&self.en),
            zh: words(&self.zh),
        }
    }

    /// The words of a language.
    pub(super) fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }
}

/// How many verdicts of each kind, in the order of the page: gravest first.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Tally {
    pub(super) violated: usize,
    #[serde(rename = "not_assessed")]
    pub(super) open: usize,
    pub(super) pending: usize,
    pub(super) met: usize,
    pub(super) not_applicable: usize,
    pub(super) not_in_force: usize,
}

impl Tally {
    pub(super) fn add(&mut self, verdict: Verdict) {
        *match verdict {
            Verdict::Violated => &mut self.violated,
            Verdict::NotAssessed => &mut self.open,
            Verdict::Pending => &mut self.pending,
            Verdict::Met => &mut self.met,
            Verdict::NotApplicable => &mut self.not_applicable,
            Verdict::NotInForce => &mut self.not_in_force,
        } += 1;
    }
}

/// The head of the page: overview and matrix.
#[derive(Debug, Serialize)]
pub(super) struct Head {
    pub(super) lang: &'static str,
    pub(super) inputs: usize,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) infos: usize,
    pub(super) accepted: usize,
    pub(super) rejected: usize,
    pub(super) total: Tally,
    pub(super) baseline: Option<BaselineView>,
    pub(super) columns: Vec<Column>,
    pub(super) more_columns: usize,
    /// The page has a matrix: it is about more than one log.
    pub(super) documents: bool,
    pub(super) rows: Vec<Obligation>,
}

/// How the run stands to its baseline.
#[derive(Debug, Serialize)]
pub(super) struct BaselineView {
    pub(super) file: String,
    pub(super) known: usize,
    pub(super) new: usize,
    pub(super) fixed: usize,
}

/// A document in the matrix.
#[derive(Debug, Serialize)]
pub(super) struct Column {
    pub(super) name: String,
    /// Its part of the page, where it has one.
    pub(super) anchor: Option<String>,
}

/// A rule in the matrix.
#[derive(Debug, Serialize)]
pub(super) struct Obligation {
    pub(super) id: String,
    pub(super) title: Both,
    pub(super) severity: &'static str,
    pub(super) cites: Vec<String>,
    pub(super) total: Tally,
    pub(super) cells: Vec<Cell>,
}

/// What a rule came to for a document.
#[derive(Debug, Serialize)]
pub(super) struct Cell {
    /// As in JSON; empty where the rule was not asked.
    pub(super) verdict: &'static str,
    pub(super) anchor: Option<String>,
    /// Every breach is accepted.
    pub(super) accepted: bool,
}

/// A document or the log.
#[derive(Debug, Serialize)]
pub(super) struct Subject {
    pub(super) anchor: String,
    pub(super) name: String,
    pub(super) log: bool,
    /// `txt · UTF-8 · loan contract · 2026-11-24`
    pub(super) about: Vec<String>,
    pub(super) total: Tally,
    pub(super) requirements: Vec<Requirement>,
    /// The text; empty where it is not at hand or the page is full.
    pub(super) lines: Vec<TextLine>,
    /// The page had no room left for the text.
    pub(super) cut: bool,
}

/// A rule as it stands for a subject.
#[derive(Debug, Serialize)]
pub(super) struct Requirement {
    pub(super) anchor: String,
    pub(super) id: String,
    pub(super) verdict: &'static str,
    pub(super) severity: &'static str,
    pub(super) severity_word: Both,
    pub(super) effect: Option<Both>,
    pub(super) title: Both,
    pub(super) cites: Vec<String>,
    pub(super) why: Both,
    /// Of what meets it or leaves it open.
    pub(super) evidence: Vec<Quote>,
    pub(super) findings: Vec<FindingView>,
    /// Of that evidence, how much is not listed.
    pub(super) more_evidence: usize,
    /// Findings that are in the page's data: the rule and how many.
    pub(super) picks: Option<(usize, usize)>,
    pub(super) more_findings: usize,
    pub(super) help: Both,
    pub(super) suggest: Both,
}

/// One breach.
#[derive(Debug, Serialize)]
pub(super) struct FindingView {
    pub(super) message: Both,
    /// The key of a log's timeline.
    pub(super) key: String,
    pub(super) quotes: Vec<Quote>,
    pub(super) accepted: Option<AcceptedView>,
}

/// By whom a breach is accepted.
#[derive(Debug, Serialize)]
pub(super) struct AcceptedView {
    pub(super) by: Both,
    pub(super) place: String,
    pub(super) reason: String,
    pub(super) owner: String,
    pub(super) until: String,
}

/// A piece of evidence.
#[derive(Debug, Serialize)]
pub(super) struct Quote {
    /// The number of its mark in the text; 0 where it has none.
    pub(super) mark: usize,
    pub(super) place: Both,
    pub(super) text: String,
    pub(super) role: Both,
    pub(super) offending: bool,
}

/// A line of a document's text.
#[derive(Debug, Serialize)]
pub(super) struct TextLine {
    pub(super) number: u32,
    pub(super) spans: Vec<TextSpan>,
}

/// A stretch of a line.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct TextSpan {
    pub(super) text: String,
    /// The marks that it lies in, by number; empty where nothing is said of it.
    pub(super) marks: Vec<usize>,
    /// The gravest thing that is said of it: `violated`, `open`, `accepted`, `met`; empty for nothing.
    pub(super) kind: &'static str,
}

/// The foot of the page: the ledger.
#[derive(Debug, Serialize)]
pub(super) struct Foot {
    /// The page holds a log's data.
    pub(super) log: bool,
    pub(super) inputs: Vec<InputView>,
    pub(super) more_inputs: usize,
    pub(super) rejected: Vec<RejectView>,
    pub(super) more_rejected: usize,
    pub(super) notices: Vec<NoticeView>,
    pub(super) fixed: Vec<FixedView>,
    pub(super) notes: Vec<Both>,
    pub(super) evaluated: usize,
    pub(super) lists: Vec<RuleList>,
    pub(super) more_subjects: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct InputView {
    pub(super) file: String,
    pub(super) about: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct RejectView {
    pub(super) place: String,
    pub(super) code: String,
    pub(super) reason: Both,
}

#[derive(Debug, Serialize)]
pub(super) struct NoticeView {
    pub(super) place: String,
    pub(super) words: Both,
    pub(super) wrong: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct FixedView {
    pub(super) rule: String,
    pub(super) subject: String,
    pub(super) text: String,
    pub(super) stale: bool,
}

/// Rules that came to nothing, and why.
#[derive(Debug, Serialize)]
pub(super) struct RuleList {
    pub(super) title: Both,
    pub(super) ids: Vec<String>,
}

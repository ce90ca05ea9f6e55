//! Renders what a run came to: takes an [`Outcome`] and the rule set, writes it for people, for line-based tools or for machines.
//! What counts as failure and where the bytes go is left to `cli`.

mod calendar;
mod cells;
mod checkstyle;
mod csv;
mod entry;
pub mod explain;
mod format;
mod github;
mod gitlab;
mod glance;
mod held;
mod html;
mod json;
mod junit;
mod live;
mod markdown;
mod occurrence;
mod pretty;
pub mod rules;
pub mod running;
mod sarif;
mod short;
mod spot;
mod theme;
mod window;
mod words;
mod xml;

pub use format::Format;
pub use held::Held;
pub use live::Live;
pub use markdown::Links;
pub use theme::{Paint, Theme};
pub use words::effect_word;

use crate::finding::Outcome;
use crate::ir::terms::Severity;
use crate::ir::{Lang, RuleSet};
use crate::source::Source;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// What a report needs to know besides the outcome.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The rules that were loaded.
    pub rules: &'a RuleSet,
    /// The decoded texts of the documents by the names that evidence carries, for the contract's own lines.
    pub texts: &'a BTreeMap<String, Source>,
    /// The language of every word that is not quoted.
    pub lang: Lang,
    /// Whether escape sequences may be written.
    pub theme: Theme,
    /// The cells of a line.
    pub width: usize,
    /// Whether what meets a requirement is shown too.
    pub show_met: bool,
    /// Whether breaches that somebody has accepted are shown too.
    pub show_accepted: bool,
    /// The least severity that makes the run fail; `None` for never.
    pub fails: Option<Severity>,
    /// Where the checked files can be seen, for links.
    pub links: Option<&'a Links>,
}

impl View<'_> {
    /// One of two words, by language.
    fn word(&self, en: &'static str, zh: &'static str) -> &'static str {
        match self.lang {
            Lang::En => en,
            Lang::Zh => zh,
        }
    }

    /// The words in their colour.
    fn paint(&self, paint: Paint, words: &str) -> String {
        self.theme.paint(paint, words)
    }
}

/// Writes a report.
///
/// # Errors
/// What the writer gives back.
pub fn render(
    format: Format,
    outcome: &Outcome,
    view: &View<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Pretty | Format::Short | Format::Json | Format::Jsonl | Format::Csv => {
            running::write(format, outcome, view, out)
        }
        Format::Sarif => sarif::write(outcome, view, out),
        Format::Gitlab => gitlab::write(outcome, view, out),
        Format::Junit => junit::write(outcome, view, out),
        Format::Github => github::write(outcome, view, out),
        Format::Checkstyle => checkstyle::write(outcome, view, out),
        Format::Markdown => markdown::write(outcome, view, out),
        Format::Html => html::write(outcome, view, out),
    }
}

//! Describes problems in rule files, configuration and arguments: takes codes, spans and words, gives [`Problem`]s
//! that every door draws in its own way. Breaches found in documents and logs are findings, not problems.

mod plain;
mod render;
mod visible;
mod window;

pub use plain::{json, short};
pub use render::{Style, render};

use crate::codes::Code;
use crate::source::Span;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// A likely mistake; the rule file still works.
    Warning,
    /// The item, file or argument cannot be used.
    Error,
}

/// One replacement that would mend a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced; empty where text is inserted.
    pub span: Span,
    /// The new text.
    pub text: String,
}

/// One problem with its place. Holds spans, never the text itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The stable code.
    pub code: Code,
    /// Error or warning.
    pub level: Level,
    /// Lower case, no final stop, one line, the user's words in back-ticks.
    pub message: String,
    /// Where; `None` for a problem of the command line or of a whole run.
    pub span: Option<Span>,
    /// What stands beside the caret.
    pub label: String,
    /// Other places that matter, each with its words.
    pub related: Vec<(Span, String)>,
    /// One concrete thing to do.
    pub help: Option<String>,
    /// The same as an edit, where one can be guessed.
    pub fix: Option<Fix>,
}

impl Problem {
    /// An error at a place.
    pub fn error(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            level: Level::Error,
            message: message.into(),
            span: Some(span),
            label: String::new(),
            related: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// A warning at a place.
    pub fn warning(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            level: Level::Warning,
            ..Self::error(code, span, message)
        }
    }

    /// An error without a place in a rule file.
    pub fn global(code: Code, message: impl Into<String>) -> Self {
        Self {
            span: None,
            ..Self::error(code, Span::default(), message)
        }
    }

    /// Says what stands beside the caret.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Points at a second place.
    #[must_use]
    pub fn related(mut self, span: Span, words: impl Into<String>) -> Self {
        self.related.push((span, words.into()));
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Offers an edit.
    #[must_use]
    pub fn fix(mut self, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some(Fix {
            span,
            text: text.into(),
        });
        self
    }
}

//! Colours words for a terminal: takes words and what they are, gives them with or without escape sequences.

use crate::ir::terms::Severity;

/// What words are, not how they look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// An error, and what breaks a rule.
    Error,
    /// A warning, and what is left open.
    Warning,
    /// A hint.
    Info,
    /// What is met.
    Good,
    /// A heading.
    Strong,
    /// What guides the eye and is not read.
    Dim,
}

/// Whether colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Theme {
    /// Escape sequences are written.
    pub color: bool,
    /// Only ASCII signs can be shown where a drawing would have others.
    pub ascii: bool,
}

impl Theme {
    /// The words in their colour.
    pub fn paint(self, paint: Paint, words: &str) -> String {
        if !self.color || words.is_empty() {
            return words.to_owned();
        }
        let code = match paint {
            Paint::Error => "1;31",
            Paint::Warning => "1;33",
            Paint::Info => "1;36",
            Paint::Good => "32",
            Paint::Strong => "1",
            Paint::Dim => "2",
        };
        format!("\u{1b}[{code}m{words}\u{1b}[0m")
    }
}

impl From<Severity> for Paint {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Error => Paint::Error,
            Severity::Warning => Paint::Warning,
            Severity::Info => Paint::Info,
        }
    }
}

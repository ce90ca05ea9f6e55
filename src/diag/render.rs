//! Draws problems for people: takes problems and sources, gives text with source lines and carets through miette's graphical handler.

use super::visible::shown;
use super::window::Windows;
use super::{Level, Problem};
use crate::source::Sources;
use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, Severity, SourceCode,
    ThemeCharacters, ThemeStyles,
};
use std::fmt;

/// How problems are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Draw with box characters instead of ASCII.
    pub unicode: bool,
    /// Use colours.
    pub color: bool,
    /// The terminal's width in cells.
    pub width: usize,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            unicode: true,
            color: false,
            width: 100,
        }
    }
}

/// Draws problems one after the other, each with an empty line behind it. A source line longer than the terminal is cropped around
/// what is marked; lines and columns in the head count from 1, columns in characters.
pub fn render(problems: &[Problem], sources: &Sources, style: Style) -> String {
    let theme = GraphicalTheme {
        characters: if style.unicode {
            ThemeCharacters::unicode()
        } else {
            ThemeCharacters::ascii()
        },
        styles: if style.color {
            ThemeStyles::ansi()
        } else {
            ThemeStyles::none()
        },
    };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(style.width)
        .with_context_lines(0)
        .with_urls(false);
    let mut out = String::new();
    for problem in problems {
        let drawn = Drawn::new(problem, sources, style);
        let mut text = String::new();
        if handler.render_report(&mut text, &drawn).is_err() {
            // Drawing fails only where a span lies outside its text; the plain line still says what is wrong.
            text = super::short(problem, sources);
            text.push('\n');
        }
        for line in text.lines() {
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out.push('\n');
    }
    out
}

/// A problem as miette wants to see it.
#[derive(Debug)]
struct Drawn<'p> {
    problem: &'p Problem,
    windows: Windows,
    labels: Vec<LabeledSpan>,
}

impl<'p> Drawn<'p> {
    fn new(problem: &'p Problem, sources: &Sources, style: Style) -> Self {
        let gap = if style.unicode { "…" } else { "..." };
        let mut windows = Windows::new(style.width, gap);
        let mut labels = Vec::new();
        if let Some(span) = problem.span.and_then(|span| windows.add(sources, span)) {
            let words = (!problem.label.is_empty()).then(|| shown(&problem.label));
            labels.push(LabeledSpan::new_primary_with_span(words, span));
        }
        for (span, words) in &problem.related {
            if let Some(span) = windows.add(sources, *span) {
                labels.push(LabeledSpan::new_with_span(Some(shown(words)), span));
            }
        }
        Self {
            problem,
            windows,
            labels,
        }
    }
}

impl fmt::Display for Drawn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&shown(&self.problem.message))
    }
}

impl std::error::Error for Drawn<'_> {}

impl Diagnostic for Drawn<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.problem.code))
    }

    fn severity(&self) -> Option<Severity> {
        Some(match self.problem.level {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.problem
            .help
            .as_ref()
            .map(|help| Box::new(shown(help)) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.windows)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        if self.labels.is_empty() {
            return None;
        }
        Some(Box::new(self.labels.iter().cloned()))
    }
}

//! Finds out how to write: the reader's language, colour and width. Everything that is printed goes through here.

use super::args::{Color, Common, Lang as LangArg};
use crate::ir::Lang;
use crate::report::Theme;
use anstream::{AutoStream, ColorChoice};
use std::io::{self, BufWriter, IsTerminal, Write};

/// Lines are not made narrower than tables need, nor wider than the eye follows.
const WIDTHS: std::ops::RangeInclusive<usize> = 72..=120;

/// How to write.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    /// The reader's language.
    pub lang: Lang,
    /// Cells of a line on standard output.
    pub width: usize,
    color: Color,
}

impl Terminal {
    /// Reads flags and environment; the project's language comes between them.
    pub fn new(common: &Common, project: Option<Lang>) -> Self {
        let told = common.lang.map(|lang| match lang {
            LangArg::Zh => Lang::Zh,
            LangArg::En => Lang::En,
        });
        Self {
            lang: told.or(project).unwrap_or_else(from_environment),
            width: width(),
            color: common.color,
        }
    }

    /// The colours of standard output.
    pub fn theme(&self) -> Theme {
        Theme {
            color: self.choice(&io::stdout()) != ColorChoice::Never,
        }
    }

    /// The colours of standard error.
    pub fn error_theme(&self) -> Theme {
        Theme {
            color: self.choice(&io::stderr()) != ColorChoice::Never,
        }
    }

    fn choice(&self, stream: &impl anstream::stream::RawStream) -> ColorChoice {
        match self.color {
            Color::Auto => AutoStream::choice(stream),
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        }
    }

    /// Writes to standard output. A reader that went away (`| head`) ends the writing and is no failure.
    ///
    /// # Errors
    /// What the stream gives back, but for a broken pipe.
    pub fn print(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let choice = self.choice(&io::stdout());
        let mut out = BufWriter::new(AutoStream::new(io::stdout().lock(), choice));
        quiet(write(&mut out).and_then(|()| out.flush()))
    }

    /// Writes bytes that are no text to standard output, as they are.
    ///
    /// # Errors
    /// What the stream gives back, but for a broken pipe.
    pub fn pipe(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let mut out = BufWriter::new(io::stdout().lock());
        quiet(write(&mut out).and_then(|()| out.flush()))
    }

    /// Writes to standard error.
    ///
    /// # Errors
    /// What the stream gives back, but for a broken pipe.
    pub fn complain(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let choice = self.choice(&io::stderr());
        let mut out = AutoStream::new(io::stderr().lock(), choice);
        quiet(write(&mut out).and_then(|()| out.flush()))
    }
}

fn quiet(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// The first of the usual variables that is set decides.
fn from_environment() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty());
    match set {
        Some(value) if value.starts_with("zh") => Lang::Zh,
        _ => Lang::En,
    }
}

fn width() -> usize {
    let told = std::env::var("COLUMNS")
        .ok()
        .and_then(|value| value.parse::<usize>().ok());
    let found = || {
        io::stdout()
            .is_terminal()
            .then(terminal_size::terminal_size)
            .flatten()
            .map(|(width, _)| usize::from(width.0))
    };
    told.or_else(found)
        .unwrap_or(80)
        .clamp(*WIDTHS.start(), *WIDTHS.end())
}

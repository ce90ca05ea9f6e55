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
            ascii: is_ascii(),
        }
    }

    /// The colours of standard error.
    pub fn error_theme(&self) -> Theme {
        Theme {
            color: self.choice(&io::stderr()) != ColorChoice::Never,
            ascii: is_ascii(),
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

    /// Standard output, for what is written piece by piece.
    pub fn output(&self) -> impl Write + use<> {
        let choice = self.choice(&io::stdout());
        BufWriter::new(AutoStream::new(io::stdout(), choice))
    }

    /// Writes what is ready to standard output.
    ///
    /// # Errors
    /// What the stream gives back, but for a broken pipe.
    pub fn print_bytes(&self, bytes: &[u8]) -> io::Result<()> {
        // Where there is nothing to take out, nothing has to be looked for letter by letter.
        let plain = |one: &u8| (*one >= 0x20 && *one != 0x7f) || matches!(*one, b'\n' | b'\t');
        if !bytes.iter().all(plain) {
            return self.print(|out| out.write_all(bytes));
        }
        let mut out = io::stdout().lock();
        quiet(out.write_all(bytes).and_then(|()| out.flush()))
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
    match locale("LC_MESSAGES") {
        Some(value) if value.starts_with("zh") => Lang::Zh,
        _ => Lang::En,
    }
}

/// Whether the locale names an encoding without the signs of drawings. Where nothing is said, terminals of today show UTF-8.
fn is_ascii() -> bool {
    let named = locale("LC_CTYPE");
    named.is_some_and(|value| {
        let value = value.to_ascii_lowercase();
        let plain = value == "c" || value == "posix" || value.contains("ascii");
        let other = value.contains('.') && !value.contains("utf");
        plain || other
    })
}

fn locale(kind: &str) -> Option<String> {
    ["LC_ALL", kind, "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
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

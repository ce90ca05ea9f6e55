//! Takes a log from standard input: writes it to a temporary file as it comes, since a log may be read twice. What format it is in, its
//! first bytes tell.

use crate::contact::LogInput;
use std::io;
use tempfile::NamedTempFile;

/// The word that stands for standard input among paths.
const WORD: &str = "-";
/// What it is called in reports: a spreadsheet would take the sign for a formula.
const NAME: &str = "stdin";

/// The paths without the word for standard input, and whether it was among them.
pub fn parted(told: &[String]) -> (Vec<String>, bool) {
    let paths: Vec<String> = told.iter().filter(|path| *path != WORD).cloned().collect();
    let piped = paths.len() < told.len();
    (paths, piped)
}

/// What standard input gives, in a file that is gone with it.
pub struct Piped(NamedTempFile);

impl Piped {
    /// Reads standard input to its end.
    ///
    /// # Errors
    /// What standard input or the temporary file gives back.
    pub fn new() -> io::Result<Self> {
        let mut file = NamedTempFile::new()?;
        io::copy(&mut io::stdin().lock(), file.as_file_mut())?;
        Ok(Self(file))
    }

    /// Whether nothing came.
    pub fn is_empty(&self) -> bool {
        self.0
            .as_file()
            .metadata()
            .is_ok_and(|about| about.len() == 0)
    }

    /// It as an input of a log.
    pub fn input(&self) -> LogInput {
        LogInput::file(NAME, self.0.path())
    }
}

//! Reads `--format`: takes the words as they were typed, gives reports with where each goes, and writes them: to standard output, or to
//! files that are there whole or not at all.

use super::names;
use super::terminal::Terminal;
use crate::codes::project::{REPORT_NOT_WRITTEN, TWO_REPORTS, UNKNOWN_REPORT};
use crate::diag::Problem;
use crate::report::Format;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// One report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Its shape.
    pub format: Format,
    /// Its file; `None` for standard output.
    pub file: Option<PathBuf>,
}

/// The reports that were asked for, each word `NAME` or `NAME=FILE`; without a word the one for people.
pub fn targets(told: &[String], problems: &mut Vec<Problem>) -> Vec<Target> {
    let mut targets: Vec<Target> = Vec::new();
    for word in told {
        let (name, file) = match word.split_once('=') {
            Some((name, file)) => (name, Some(file)),
            None => (word.as_str(), None),
        };
        let Some(format) = Format::named(name) else {
            let message = format!("there is no format `{name}`");
            let names = Format::ALL.iter().map(|(_, name, _)| *name);
            let problem = names::unknown(UNKNOWN_REPORT, None, message, name, names);
            problems.push(problem);
            continue;
        };
        if let Some(problem) = file.and_then(unusable) {
            problems.push(problem);
        }
        let file = file.map(PathBuf::from);
        let same = |one: &&Target| match (&one.file, &file) {
            (Some(one), Some(two)) => real(one) == real(two),
            (one, two) => one.is_none() && two.is_none(),
        };
        if let Some(other) = targets.iter().find(same) {
            problems.push(twice(name, other));
        }
        targets.push(Target { format, file });
    }
    if told.is_empty() {
        targets.push(Target {
            format: Format::Pretty,
            file: None,
        });
    }
    targets
}

/// What is wrong with a file's name before anything is written.
fn unusable(file: &str) -> Option<Problem> {
    if file.is_empty() {
        let problem = Problem::global(REPORT_NOT_WRITTEN, "no file stands after `=`");
        return Some(problem.help("write it as `--format sarif=report.sarif`"));
    }
    let path = Path::new(file);
    if path.is_dir() {
        let message = format!("the report cannot be written to `{file}`: it is a folder");
        return Some(Problem::global(REPORT_NOT_WRITTEN, message));
    }
    let parent = folder_of(path);
    (!parent.is_dir()).then(|| {
        let message = format!(
            "the report cannot be written to `{file}`: there is no folder `{}`",
            parent.display()
        );
        Problem::global(REPORT_NOT_WRITTEN, message)
    })
}

fn twice(name: &str, other: &Target) -> Problem {
    match &other.file {
        None => Problem::global(
            TWO_REPORTS,
            format!("`{name}` is the second report for standard output"),
        )
        .help(format!(
            "name a file for one of them: `--format {name}=FILE`"
        )),
        Some(file) => Problem::global(
            TWO_REPORTS,
            format!("two reports would be written to `{}`", file.display()),
        ),
    }
}

/// The file behind the links and dots of a path; of one that is not there yet, in its real folder.
fn real(path: &Path) -> PathBuf {
    let in_folder = || {
        let folder = folder_of(path).canonicalize().ok()?;
        Some(folder.join(path.file_name()?))
    };
    path.canonicalize()
        .ok()
        .or_else(in_folder)
        .unwrap_or_else(|| path.to_path_buf())
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// Writes each report in turn. A file that cannot be written is a problem and keeps no other report from being written.
///
/// # Errors
/// What standard output gives back.
pub fn write(
    targets: &[Target],
    terminal: &Terminal,
    render: impl Fn(&Target, &mut dyn Write) -> io::Result<()>,
) -> io::Result<Vec<Problem>> {
    let mut problems = Vec::new();
    for target in targets {
        let Some(path) = &target.file else {
            terminal.print(|out| render(target, out))?;
            continue;
        };
        if let Err(error) = to_file(path, |out| render(target, out)) {
            problems.push(not_written(path, &error));
        }
    }
    Ok(problems)
}

/// What is told where a report cannot be written.
pub fn not_written(path: &Path, error: &io::Error) -> Problem {
    let message = format!(
        "the report cannot be written to `{}`: {error}",
        path.display()
    );
    Problem::global(REPORT_NOT_WRITTEN, message)
}

/// Writes beside the file and puts the whole in its place. What is no ordinary file, such as `/dev/stderr`, is written as it is.
///
/// # Errors
/// What the file system gives back.
pub fn to_file(path: &Path, render: impl Fn(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut draft = Draft::new(path)?;
    render(&mut draft)?;
    draft.keep()
}

/// A file while it is written. Unless it is kept, nothing is left of it.
pub enum Draft {
    /// What is no ordinary file.
    Plain(BufWriter<File>),
    /// A file beside the one that it is to be.
    Beside(BufWriter<NamedTempFile>, PathBuf),
}

impl Draft {
    /// Begins a file.
    ///
    /// # Errors
    /// What the file system gives back.
    pub fn new(path: &Path) -> io::Result<Self> {
        let there = std::fs::metadata(path).ok();
        if there.is_some_and(|there| !there.is_file()) {
            let file = std::fs::OpenOptions::new().write(true).open(path)?;
            return Ok(Draft::Plain(BufWriter::new(file)));
        }
        // The file behind a link is replaced, not the link.
        let path = real(path);
        let mut builder = tempfile::Builder::new();
        builder.prefix(".hegui-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As for any new file, the process's mask is taken off; a file that is there keeps its own.
            let there = std::fs::metadata(&path).map(|there| there.permissions());
            let usual = std::fs::Permissions::from_mode(0o666);
            builder.permissions(there.unwrap_or(usual));
        }
        let file = builder.tempfile_in(folder_of(&path))?;
        Ok(Draft::Beside(BufWriter::new(file), path))
    }

    /// Ends the file and puts it in its place.
    ///
    /// # Errors
    /// What the file system gives back.
    pub fn keep(self) -> io::Result<()> {
        match self {
            Draft::Plain(mut out) => out.flush(),
            Draft::Beside(out, path) => {
                let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.persist(&path)?;
                Ok(())
            }
        }
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Draft::Plain(out) => out.write(bytes),
            Draft::Beside(out, _) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Draft::Plain(out) => out.flush(),
            Draft::Beside(out, _) => out.flush(),
        }
    }
}

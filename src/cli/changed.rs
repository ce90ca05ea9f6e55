//! Finds out what a branch touched: takes a revision, runs the `git` program in the repository of the inputs, gives the files that
//! differ from where the branch began, in the working tree and untracked ones included.

use crate::codes::project::BAD_REVISION;
use crate::diag::Problem;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a branch touched.
#[derive(Debug, Clone, Default)]
pub struct Changed {
    /// The repository's folder.
    top: PathBuf,
    /// Files by their real paths, deleted ones too.
    files: BTreeSet<PathBuf>,
}

impl Changed {
    /// Asks what the branch of the repository that holds `input` touched since it left `revision`.
    ///
    /// # Errors
    ///
    /// `hegui::project::bad_revision`: no git, no repository, no such revision, no common ancestor.
    pub fn since(revision: &str, input: &Path) -> Result<Self, Box<Problem>> {
        if revision.is_empty() || revision.starts_with('-') {
            return Err(wrong(format!("`{revision}` is no revision"), None));
        }
        let folder = match input.is_dir() {
            true => input.to_path_buf(),
            false => input.parent().map(Path::to_path_buf).unwrap_or_default(),
        };
        let folder = real(&folder);
        let top = git(&folder, &["rev-parse", "--show-toplevel"])?;
        let top = PathBuf::from(String::from_utf8_lossy(&top).trim_end_matches(['\n', '\r']));
        let top = real(&top);
        let commit = format!("{revision}^{{commit}}");
        let commit =
            git(&folder, &["rev-parse", "--verify", "--quiet", &commit]).map_err(|_| {
                let message = format!("there is no revision `{revision}` in the repository");
                wrong(
                    message,
                    Some("fetch it first, as in `git fetch origin main`"),
                )
            })?;
        let commit = String::from_utf8_lossy(&commit).trim().to_owned();
        let base = git(&folder, &["merge-base", &commit, "HEAD"]).map_err(|_| {
            let message = format!("`{revision}` and the branch have no common ancestor here");
            wrong(
                message,
                Some("a shallow clone lacks it: `git fetch --unshallow`"),
            )
        })?;
        let base = String::from_utf8_lossy(&base).trim().to_owned();
        let differ = [
            "diff",
            "--name-only",
            "--no-renames",
            "--no-ext-diff",
            "--ignore-submodules=none",
            "-z",
            &base,
            "--",
        ];
        let untracked = ["ls-files", "--others", "--exclude-standard", "-z"];
        let mut files = BTreeSet::new();
        for listed in [git(&top, &differ)?, git(&top, &untracked)?] {
            let names = listed
                .split(|byte| *byte == 0)
                .filter(|name| !name.is_empty());
            files.extend(names.map(|name| top.join(path(name))));
        }
        Ok(Self { top, files })
    }

    /// Whether a file was touched. What lies outside the repository counts as touched, since nobody can tell.
    pub fn has(&self, file: &Path) -> bool {
        let file = absolute(file);
        // Of a repository within this one only its folder is listed.
        let listed = |file: &Path| file.ancestors().any(|part| self.files.contains(part));
        !file.starts_with(&self.top) || listed(&file) || listed(&real(&file))
    }

    /// Whether a file or something in a folder was touched, a deleted file too.
    pub fn touches(&self, path: &Path) -> bool {
        let paths = [absolute(path), real(path)];
        self.files
            .iter()
            .any(|file| paths.iter().any(|path| file.starts_with(path)))
    }
}

#[cfg(unix)]
fn path(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(name))
}

#[cfg(not(unix))]
fn path(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).into_owned())
}

/// What a hook of git hands on to the programs that it runs: where its own repository is, which need not be that of the inputs.
const OF_HOOKS: &[&str] = &["GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_PREFIX"];

/// What git prints.
fn git(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, Box<Problem>> {
    let mut command = Command::new("git");
    for variable in OF_HOOKS {
        command.env_remove(variable);
    }
    let output = command
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .env("GIT_OPTIONAL_LOCKS", "0")
        .output()
        .map_err(|error| {
            let message = format!("`git` cannot be run: {}", error.kind());
            wrong(message, Some("`--changed-since` asks it what was touched"))
        })?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    let why = errors.lines().next().unwrap_or("it gives no reason");
    let why = why.strip_prefix("fatal: ").unwrap_or(why);
    Err(wrong(format!("`git` says: {why}"), None))
}

fn wrong(message: String, help: Option<&str>) -> Box<Problem> {
    let problem = Problem::global(BAD_REVISION, message);
    Box::new(match help {
        Some(help) => problem.help(help),
        None => problem,
    })
}

fn real(path: &Path) -> PathBuf {
    let path = if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    };
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

/// The path in its real folder, under its own name; of a file that is not there as far as its folders are.
fn absolute(path: &Path) -> PathBuf {
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) if parent.as_os_str().is_empty() || parent.exists() => {
            real(parent).join(name)
        }
        (Some(parent), Some(name)) => absolute(parent).join(name),
        _ => real(path),
    }
}

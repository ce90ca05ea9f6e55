//! Finds inputs: takes paths, folders and globs, gives the files to read in order of name, what was skipped and what is wrong.

use super::Config;
use super::role::is_packed;
use crate::codes::project as codes;
use crate::diag::Problem;
use crate::document;
use crate::ir::Words;
use globset::{Glob, GlobBuilder, GlobMatcher};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::{PoisonError, RwLock};
use walkdir::WalkDir;

pub use super::role::Role;

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct InputFile {
    /// The name shown to people, with `/`, as given on the command line.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// It was named itself, `[documents]` of the project matches it, or its format is one that documents are written in. Any other
    /// (a `package.json` in a given folder) counts only if what it holds is recognised.
    pub sure: bool,
}

/// The bytes of a document; of one that is larger than any that is read only so much that its reader tells.
///
/// # Errors
/// What opening and reading the file gives back.
pub fn bytes_of(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = document::LARGEST as u64 + 1;
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A file that is not read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skipped {
    /// The name shown to people.
    pub name: String,
    /// Why.
    pub why: Words,
}

/// What the paths came to.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Sorted by name; a file that is named twice is read once.
    pub files: Vec<InputFile>,
    /// Files in given folders and globs that are of no use, by name.
    pub skipped: Vec<Skipped>,
    /// Paths that do not exist or match nothing.
    pub problems: Vec<Problem>,
}

/// Finds the files that `paths` name: a file by itself, a folder with all below it, or a glob that is no existing file.
///
/// Hidden files and folders are left out unless they are named themselves. Links are followed; a link that leads back into its own
/// folders is skipped. What `ignore` of the project matches is left out, also when it is named itself.
pub fn find(paths: &[String], role: Role, config: &Config) -> Found {
    let mut search = Search {
        role,
        config,
        found: Found::default(),
        files: BTreeMap::new(),
    };
    for path in paths {
        search.path(path);
    }
    let Search {
        mut found, files, ..
    } = search;
    found.files = files.into_values().collect();
    found.files.sort();
    found.skipped.sort();
    found.skipped.dedup();
    let read: BTreeSet<&str> = found.files.iter().map(|file| file.name.as_str()).collect();
    found
        .skipped
        .retain(|skipped| !read.contains(skipped.name.as_str()));
    found
}

struct Search<'c> {
    role: Role,
    config: &'c Config,
    found: Found,
    /// By canonical path.
    files: BTreeMap<PathBuf, InputFile>,
}

impl Search<'_> {
    fn path(&mut self, given: &str) {
        let path = Path::new(given);
        if path.is_dir() {
            let any = self.walk(path, false, |_| true);
            return self.must_be(any, given);
        }
        if path.exists() {
            return self.file(given, path);
        }
        if !given.contains(['*', '?', '[', '{']) {
            let message = format!("there is no file or folder `{given}`");
            return self
                .found
                .problems
                .push(Problem::global(codes::NO_SUCH_INPUT, message));
        }
        match pattern(given) {
            Ok(pattern) => {
                let matcher = pattern.compile_matcher();
                // A glob that says the ending means the files that have it.
                let sure = self.role.reads(Path::new(given));
                let any = self.walk(&fixed_part(given), sure, |name| matcher.is_match(name));
                self.must_be(any, given);
            }
            Err(error) => {
                let message = format!("`{given}` is no pattern of file names: {}", error.kind());
                self.found
                    .problems
                    .push(Problem::global(codes::BAD_GLOB, message));
            }
        }
    }

    /// A file that is named itself is read, or it is an error that it cannot be.
    fn file(&mut self, given: &str, path: &Path) {
        if self.ignored(path) {
            return self.skip(path, ignored());
        }
        let packed = self.role == Role::Logs && is_packed(path);
        if !self.role.reads(path) && path.extension().is_some() && !packed {
            let endings = self.role.endings().join("`, `.");
            let problem = Problem::global(
                codes::UNSUPPORTED_INPUT,
                format!("`{given}` is of no kind that can be read"),
            );
            return self
                .found
                .problems
                .push(problem.help(format!("the endings known here are `.{endings}`")));
        }
        self.add(path, true);
    }

    fn must_be(&mut self, any: bool, given: &str) {
        if !any {
            let endings = self.role.endings().join("`, `.");
            let problem = Problem::global(
                codes::NOTHING_MATCHES,
                format!("`{given}` holds no file that can be read"),
            );
            self.found
                .problems
                .push(problem.help(format!("the endings known here are `.{endings}`")));
        }
    }

    /// Takes in the files below a folder whose names `wanted` accepts, and says whether there was one to read.
    fn walk(&mut self, folder: &Path, sure: bool, wanted: impl Fn(&Path) -> bool) -> bool {
        let mut any = false;
        let hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
        let walk = WalkDir::new(folder)
            .follow_links(true)
            .sort_by_file_name()
            .into_iter();
        for entry in walk.filter_entry(|entry| entry.depth() == 0 || !hidden(entry.file_name())) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_path_buf();
                    self.unreadable(&path, &error);
                    continue;
                }
            };
            let path = entry.path();
            if entry.file_type().is_dir() || !wanted(strip_dot(path)) {
                continue;
            }
            let lock = entry.file_name().to_string_lossy().starts_with("~$");
            if self.ignored(path) {
                self.skip(path, ignored());
            } else if lock {
                let words = Words::both(
                    "the lock of an office program, not a document",
                    "办公软件的锁文件，不是文档",
                );
                self.skip(path, words);
            } else if !entry.file_type().is_file() {
                // To open a pipe would wait for somebody to write into it.
                self.skip(path, Words::both("not a regular file", "不是普通文件"));
            } else if self.role.reads(path) {
                any = true;
                self.add(path, sure || self.is_sure(path));
            } else {
                self.skip(
                    path,
                    Words::both("not of a kind that is read here", "不是此处读取的文件类型"),
                );
            }
        }
        any
    }

    /// A link that leads back is skipped; anything else that cannot be entered may hide inputs and is a problem.
    fn unreadable(&mut self, path: &Path, error: &walkdir::Error) {
        if error.loop_ancestor().is_some() {
            return self.skip(
                path,
                Words::both(
                    "a link that leads back into its own folders",
                    "指回自身所在目录的链接",
                ),
            );
        }
        let dangling = path.is_symlink() && !path.exists();
        let why = match error.io_error() {
            Some(_) if dangling => ": it is a link that leads nowhere".to_owned(),
            Some(error) => format!(": {}", error.kind()),
            None => String::new(),
        };
        let message = format!("`{}` cannot be read{why}", shown(path));
        self.found
            .problems
            .push(Problem::global(codes::NO_SUCH_INPUT, message));
    }

    fn is_sure(&self, path: &Path) -> bool {
        if self.role.is_sure(path) || self.config.documents.is_empty() {
            return self.role.is_sure(path);
        }
        let path = relative(path, &self.config.base);
        let mut globs = self.config.documents.iter();
        globs.any(|line| glob_matches(&line.glob.value, &path))
    }

    fn add(&mut self, path: &Path, sure: bool) {
        let mut file = InputFile {
            name: shown(path),
            path: path.to_path_buf(),
            sure,
        };
        let key = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let slot = self.files.entry(key).or_insert_with(|| file.clone());
        // of two names of one file the same is shown whatever the order of the paths
        file.sure |= slot.sure;
        slot.sure = file.sure;
        if file < *slot {
            *slot = file;
        }
    }

    fn skip(&mut self, path: &Path, why: Words) {
        self.found.skipped.push(Skipped {
            name: shown(path),
            why,
        });
    }

    fn ignored(&self, path: &Path) -> bool {
        if self.config.ignore.is_empty() {
            return false;
        }
        let path = relative(path, &self.config.base);
        self.config
            .ignore
            .iter()
            .any(|glob| glob_matches(&glob.value, &path))
    }
}

fn ignored() -> Words {
    Words::both(
        "left out by `ignore` of the project",
        "被项目的 `ignore` 排除",
    )
}

/// A path as people write it, with `/` and without `./` in front.
pub(super) fn shown(path: &Path) -> String {
    strip_dot(path).to_string_lossy().replace('\\', "/")
}

fn strip_dot(path: &Path) -> &Path {
    path.strip_prefix(".").unwrap_or(path)
}

/// A path seen from a folder, through links of folders; the path itself where it lies elsewhere.
pub fn relative(path: &Path, base: &Path) -> PathBuf {
    let real = |folder: &Path| {
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        folder
            .canonicalize()
            .unwrap_or_else(|_| folder.to_path_buf())
    };
    // a file that is itself a link keeps the name under which it was found
    let absolute = match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => real(parent).join(name),
        _ => real(path),
    };
    absolute
        .strip_prefix(real(base))
        .map_or_else(|_| strip_dot(path).to_path_buf(), Path::to_path_buf)
}

/// Whether a glob of the project file matches a path relative to it; `*` stays within a folder.
pub(super) fn glob_matches(glob: &str, path: &Path) -> bool {
    /// Compiled once, since the globs of a project are matched with every input; more than a project holds are not kept.
    static KEPT: RwLock<BTreeMap<String, GlobMatcher>> = RwLock::new(BTreeMap::new());
    const MOST: usize = 4096;
    let kept = KEPT.read().unwrap_or_else(PoisonError::into_inner);
    if let Some(matcher) = kept.get(glob) {
        return matcher.is_match(path);
    }
    drop(kept);
    let Ok(pattern) = pattern(glob) else {
        return false;
    };
    let matcher = pattern.compile_matcher();
    let matches = matcher.is_match(path);
    let mut kept = KEPT.write().unwrap_or_else(PoisonError::into_inner);
    if kept.len() < MOST {
        kept.insert(glob.to_owned(), matcher);
    }
    matches
}

fn pattern(glob: &str) -> Result<Glob, globset::Error> {
    GlobBuilder::new(glob.strip_prefix("./").unwrap_or(glob))
        .literal_separator(true)
        .build()
}

/// The folders of a glob before its first sign.
fn fixed_part(glob: &str) -> PathBuf {
    let mut fixed = PathBuf::new();
    for part in Path::new(glob).components() {
        if matches!(part, Component::Normal(name) if name.to_string_lossy().contains(['*', '?', '[', '{']))
        {
            break;
        }
        fixed.push(part);
    }
    if fixed.as_os_str().is_empty() {
        PathBuf::from(".")
    } else {
        fixed
    }
}

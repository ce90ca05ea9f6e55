//! Tells by its name whether a file is one that is looked for: takes a path, gives yes or no. What is in it, its reader tells.

use crate::document;
use std::path::Path;

/// What files are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Whatever [`document::ENDINGS`] names.
    Documents,
    /// `.csv`, `.jsonl`, `.xlsx`, `.parquet`, `.arrow` and their like, each also with `.gz` or `.zst` after it
    Logs,
}

impl Role {
    /// The endings of its files.
    pub fn endings(self) -> Vec<&'static str> {
        match self {
            Role::Documents => document::ENDINGS.iter().map(|one| one.0).collect(),
            Role::Logs => vec![
                "csv", "tsv", "jsonl", "ndjson", "json", "xlsx", "xlsm", "parquet", "arrow",
                "arrows", "feather", "ipc",
            ],
        }
    }

    /// Whether a file that only lies in a given folder is sure to be one that is meant, by its format.
    pub(super) fn is_sure(self, path: &Path) -> bool {
        let doubtful = |ending: &str| {
            document::ENDINGS
                .iter()
                .any(|(own, format)| ending.eq_ignore_ascii_case(own) && format.holds_much_else())
        };
        self == Role::Logs
            || !path
                .extension()
                .and_then(|ending| ending.to_str())
                .is_some_and(doubtful)
    }

    pub(super) fn reads(self, path: &Path) -> bool {
        let inner = path.file_stem().map(Path::new);
        let path = match inner.filter(|_| self == Role::Logs && is_packed(path)) {
            Some(inner) => inner,
            None => path,
        };
        self.endings().iter().any(|known| ends_in(path, known))
    }
}

/// Whether the name says gzip or Zstandard.
pub(super) fn is_packed(path: &Path) -> bool {
    ["gz", "zst", "zstd"]
        .iter()
        .any(|known| ends_in(path, known))
}

fn ends_in(path: &Path, known: &str) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case(known))
}

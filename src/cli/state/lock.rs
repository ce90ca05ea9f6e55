//! Keeps two runs from using one state file at a time: takes the file's path, gives a lock that ends with the process.

use crate::codes::project::STATE_IN_USE;
use crate::codes::project::UNWRITABLE;
use crate::diag::Problem;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

/// Holds the lock as long as it lives.
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of a state file, or says who may have it.
    pub fn take(state: &Path) -> Result<Self, Problem> {
        let path = beside(state);
        let unwritable = |error: &std::io::Error| {
            let message = format!("`{}` cannot be written: {}", path.display(), error.kind());
            Problem::global(UNWRITABLE, message)
        };
        let file = File::create(&path).map_err(|error| unwritable(&error))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => {
                let message = format!("another run is using `{}`", state.display());
                Err(Problem::global(STATE_IN_USE, message).help("wait until it is over"))
            }
            Err(TryLockError::Error(error)) => Err(unwritable(&error)),
        }
    }
}

fn beside(state: &Path) -> PathBuf {
    let mut name = state.as_os_str().to_owned();
    name.push(".lock");
    PathBuf::from(name)
}

//! Reads a file at any place: takes where the bytes of a log are, gives pieces of them to several threads at once.

use super::super::LogData;
use super::lock;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use tempfile::TempPath;

/// The bytes of a file.
pub(in crate::contact) enum Source<'a> {
    /// In memory.
    Bytes(&'a [u8]),
    /// On disk.
    File(OnDisk),
}

/// A file on disk. It is open only while it is read, as a log may have more files than may be open at once.
pub(in crate::contact) struct OnDisk {
    path: PathBuf,
    /// Removes a temporary file in the end.
    _temporary: Option<TempPath>,
    /// When it was first opened.
    length: u64,
    open: Mutex<Option<Arc<File>>>,
}

impl<'a> Source<'a> {
    /// Opens the bytes of an input.
    pub(in crate::contact) fn open(data: &'a LogData) -> io::Result<Self> {
        match data {
            LogData::Bytes(bytes) => Ok(Source::Bytes(bytes)),
            LogData::Path(path) => Self::on_disk(path, None),
        }
    }

    /// A temporary file, which goes with the source.
    pub(in crate::contact) fn temporary(path: TempPath) -> io::Result<Self> {
        let at = path.to_path_buf();
        Self::on_disk(&at, Some(path))
    }

    fn on_disk(path: &Path, temporary: Option<TempPath>) -> io::Result<Self> {
        let file = File::open(path)?;
        Ok(Source::File(OnDisk {
            path: path.to_owned(),
            _temporary: temporary,
            length: file.metadata()?.len(),
            open: Mutex::new(Some(Arc::new(file))),
        }))
    }

    /// How many bytes there are.
    pub(in crate::contact) fn length(&self) -> u64 {
        match self {
            Source::Bytes(bytes) => u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            Source::File(file) => file.length,
        }
    }

    /// Closes the file until it is read again.
    pub(in crate::contact) fn close(&self) {
        if let Source::File(file) = self {
            *lock(&file.open) = None;
        }
    }

    /// Fills the buffer with the bytes from a place on, and says how many there are: fewer only at the end.
    pub(in crate::contact) fn read(&self, place: u64, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Source::Bytes(bytes) => {
                let start = usize::try_from(place).unwrap_or(usize::MAX);
                let rest = bytes.get(start..).unwrap_or_default();
                let amount = rest.len().min(buffer.len());
                if let (Some(to), Some(from)) = (buffer.get_mut(..amount), rest.get(..amount)) {
                    to.copy_from_slice(from);
                }
                Ok(amount)
            }
            Source::File(file) => file.read(place, buffer),
        }
    }
}

impl OnDisk {
    fn read(&self, place: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let file = self.file()?;
        let left = usize::try_from(self.length.saturating_sub(place)).unwrap_or(usize::MAX);
        let wanted = left.min(buffer.len());
        let mut read = 0;
        while read < wanted {
            let Some(rest) = buffer.get_mut(read..wanted) else {
                break;
            };
            let at = place + u64::try_from(read).unwrap_or(0);
            match read_at(&file, rest, at) {
                Ok(0) => break,
                Ok(more) => read += more,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(read)
    }

    fn file(&self) -> io::Result<Arc<File>> {
        let mut open = lock(&self.open);
        if let Some(file) = &*open {
            return Ok(Arc::clone(file));
        }
        let file = Arc::new(File::open(&self.path)?);
        *open = Some(Arc::clone(&file));
        Ok(file)
    }
}

#[cfg(unix)]
fn read_at(file: &File, buffer: &mut [u8], place: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, place)
}

#[cfg(windows)]
fn read_at(file: &File, buffer: &mut [u8], place: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buffer, place)
}

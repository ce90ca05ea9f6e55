//! Reads a file at any place: takes where the bytes of a log are, gives pieces of them to several threads at once.

use super::super::LogData;
use std::fs::File;
use std::io;

/// The bytes of a file.
pub(in crate::contact) enum Source<'a> {
    /// In memory.
    Bytes(&'a [u8]),
    /// On disk, with its length when it was opened.
    File(File, u64),
}

impl<'a> Source<'a> {
    /// Opens the bytes of an input.
    pub(in crate::contact) fn open(data: &'a LogData) -> io::Result<Self> {
        match data {
            LogData::Bytes(bytes) => Ok(Source::Bytes(bytes)),
            LogData::Path(path) => Self::file(File::open(path)?),
        }
    }

    /// A file that is open already.
    pub(in crate::contact) fn file(file: File) -> io::Result<Self> {
        let length = file.metadata()?.len();
        Ok(Source::File(file, length))
    }

    /// How many bytes there are.
    pub(in crate::contact) fn length(&self) -> u64 {
        match self {
            Source::Bytes(bytes) => u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            Source::File(_, length) => *length,
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
            Source::File(file, length) => {
                let left = usize::try_from(length.saturating_sub(place)).unwrap_or(usize::MAX);
                let wanted = left.min(buffer.len());
                let mut read = 0;
                while read < wanted {
                    let Some(rest) = buffer.get_mut(read..wanted) else {
                        break;
                    };
                    let at = place + u64::try_from(read).unwrap_or(0);
                    match read_at(file, rest, at) {
                        Ok(0) => break,
                        Ok(more) => read += more,
                        Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                        Err(error) => return Err(error),
                    }
                }
                Ok(read)
            }
        }
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

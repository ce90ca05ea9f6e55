//! Reads one open file from several threads at once, each at a place of its own: a clone of a file would share its place with the others.

use super::super::scan::Source;
use bytes::Bytes;
use parquet::errors::{ParquetError, Result};
use parquet::file::reader::{ChunkReader, Length};
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::sync::Arc;

/// A file that is shared.
#[derive(Clone)]
pub(super) struct Shared(Arc<Source<'static>>);

/// A place in it.
pub(super) struct At {
    source: Arc<Source<'static>>,
    place: u64,
}

impl Shared {
    pub(super) fn new(source: Source<'static>) -> Self {
        Self(Arc::new(source))
    }

    pub(super) fn length(&self) -> u64 {
        self.0.length()
    }

    /// Closes the file until it is read again.
    pub(super) fn close(&self) {
        self.0.close();
    }

    /// A reader that begins at a place.
    pub(super) fn at(&self, place: u64) -> At {
        At {
            source: Arc::clone(&self.0),
            place,
        }
    }
}

impl Read for At {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(self.place, buffer)?;
        self.place += u64::try_from(read).unwrap_or(0);
        Ok(read)
    }
}

impl Seek for At {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = match to {
            SeekFrom::Start(place) => Some(place),
            SeekFrom::End(by) => self.source.length().checked_add_signed(by),
            SeekFrom::Current(by) => self.place.checked_add_signed(by),
        };
        self.place = place.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.place)
    }
}

impl Length for Shared {
    fn len(&self) -> u64 {
        self.length()
    }
}

impl ChunkReader for Shared {
    type T = BufReader<At>;

    fn get_read(&self, start: u64) -> Result<Self::T> {
        Ok(BufReader::new(self.at(start)))
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        // a damaged file may ask for more than there is
        let left = self.length().saturating_sub(start);
        if u64::try_from(length).unwrap_or(u64::MAX) > left {
            return Err(ParquetError::EOF(
                "the file ends before its data does".to_owned(),
            ));
        }
        let mut bytes = vec![0; length];
        self.at(start).read_exact(&mut bytes)?;
        Ok(bytes.into())
    }
}

//! Opens an input: takes a path or bytes, looks through compression, tells by the first bytes whether what is inside is text, a workbook,
//! Parquet or Arrow. Endings are left aside, since exports are often misnamed.

use super::super::LogData;
use super::super::file::unreadable;
use super::super::layout::Refusal;
use super::super::scan::Source;
use super::broken::damaged;
use crate::codes::input as codes;
use crate::ir::Words;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read};
use tempfile::{NamedTempFile, TempPath};

/// Bytes that tell a format.
const SIGN: usize = 12;
/// Compression inside compression that is looked through.
const MOST_PACKED: usize = 3;

/// What the first bytes of an input say it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Kind {
    /// CSV or JSON Lines.
    Text,
    /// XLSX.
    Workbook,
    Parquet,
    ArrowFile,
    ArrowStream,
}

/// The bytes of an input and what they are; what is compressed, or comes through a pipe, is in a temporary file.
pub(in super::super) fn unpacked(data: &LogData) -> Result<(Kind, Source<'_>), Refusal> {
    let mut source = match data {
        // a pipe has no length and no way back
        LogData::Path(path) if !std::fs::metadata(path).is_ok_and(|about| about.is_file()) => {
            let pipe = File::open(path).and_then(|file| temporary(&mut BufReader::new(file)));
            pipe.and_then(Source::temporary)
        }
        _ => Source::open(data),
    }
    .map_err(|error| unreadable(&error))?;
    for packed in 0.. {
        let mut sign = [0; SIGN];
        let read = source
            .read(0, &mut sign)
            .map_err(|error| unreadable(&error))?;
        let sign = sign.get(..read).unwrap_or_default();
        let inside = match sign {
            _ if packed == MOST_PACKED => None,
            [0x1f, 0x8b, 8, ..] => Some(temporary(&mut flate2::read::MultiGzDecoder::new(from(
                &source,
            )))),
            [0x28, 0xb5, 0x2f, 0xfd, ..] => {
                let inside = zstd::Decoder::with_buffer(BufReader::new(from(&source)));
                Some(inside.and_then(|mut inside| temporary(&mut inside)))
            }
            _ => None,
        };
        let Some(inside) = inside else {
            return told(sign).map(|kind| (kind, source));
        };
        source = inside.and_then(Source::temporary).map_err(|_| {
            damaged(
                "gzip or Zstandard",
                "what is compressed breaks off or is damaged",
                "压缩内容不完整或已损坏",
            )
        })?;
    }
    Ok((Kind::Text, source))
}

/// Whether a file that begins with these bytes is text as it stands.
pub fn is_text(start: &[u8]) -> bool {
    let packed = matches!(start, [0x1f, 0x8b, 8, ..] | [0x28, 0xb5, 0x2f, 0xfd, ..]);
    !packed && told(start) == Ok(Kind::Text)
}

fn told(sign: &[u8]) -> Result<Kind, Refusal> {
    match sign {
        [b'P', b'K', 3, 4, ..] => Ok(Kind::Workbook),
        [b'P', b'A', b'R', b'1', ..] => Ok(Kind::Parquet),
        [b'A', b'R', b'R', b'O', b'W', b'1', ..] => Ok(Kind::ArrowFile),
        [0xff, 0xff, 0xff, 0xff, ..] => Ok(Kind::ArrowStream),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Err((
            codes::OLD_WORKBOOK,
            Words::both(
                "is a workbook of Excel before 2007 or has a password; save it as `.xlsx` without one, or as CSV",
                "是 2007 之前的 Excel 工作簿，或设有密码；请另存为不带密码的 `.xlsx` 或 CSV",
            ),
        )),
        [b'P', b'A', b'R', b'E', ..] => Err(damaged("Parquet", "it is encrypted", "文件已加密")),
        _ => Ok(Kind::Text),
    }
}

/// The bytes of a source from its start.
pub(super) fn from<'s>(source: &'s Source<'_>) -> impl Read + 's {
    struct Place<'s, 'a>(&'s Source<'a>, u64);
    impl Read for Place<'_, '_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let read = self.0.read(self.1, buffer)?;
            self.1 += u64::try_from(read).unwrap_or(0);
            Ok(read)
        }
    }
    Place(source, 0)
}

/// All that a reader gives, in a temporary file.
fn temporary(from: &mut dyn Read) -> io::Result<TempPath> {
    let mut to = BufWriter::with_capacity(1 << 18, NamedTempFile::new()?);
    io::copy(from, &mut to)?;
    let file = to.into_inner().map_err(io::IntoInnerError::into_error)?;
    Ok(file.into_temp_path())
}

/// A source that outlives the input: bytes in memory go to a temporary file.
pub(super) fn owned(source: Source<'_>) -> io::Result<Source<'static>> {
    match source {
        Source::File(file) => Ok(Source::File(file)),
        Source::Bytes(mut bytes) => Source::temporary(temporary(&mut bytes)?),
    }
}

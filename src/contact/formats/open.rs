//! Opens an input: takes a path or bytes, looks through compression, tells by the first bytes whether what is inside is text, a workbook,
//! Parquet or Arrow. Endings are left aside, since exports are often misnamed.

use super::super::LogData;
use super::super::file::unreadable;
use super::super::layout::Refusal;
use crate::codes::input as codes;
use crate::ir::Words;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};

/// Bytes that tell a format.
const SIGN: usize = 12;
/// Compression inside compression that is looked through.
const MOST_PACKED: usize = 3;

/// An input whose format is known.
pub(in super::super) enum Opened<'a> {
    /// CSV or JSON Lines.
    Text(Box<dyn Read + Send + 'a>),
    /// XLSX.
    Workbook(File),
    Parquet(File),
    Arrow(Arrow<'a>),
}

/// Arrow in one of its two forms.
pub(in super::super) enum Arrow<'a> {
    Stream(Box<dyn Read + Send + 'a>),
    File(File),
}

/// Opens an input.
pub(in super::super) fn open(data: &LogData) -> Result<Opened<'_>, Refusal> {
    match data {
        LogData::Bytes(bytes) => unpack(Box::new(bytes.as_slice()), None, 0),
        LogData::Path(path) => {
            let file = File::open(path).map_err(|error| unreadable(&error))?;
            // a pipe has no length and no way back, so that it is read only once
            let regular = file.metadata().is_ok_and(|about| about.is_file());
            let again = if regular { File::open(path).ok() } else { None };
            unpack(Box::new(file), again, 0)
        }
    }
}

/// Looks at the first bytes. `whole` is the same input as a file, where it is one.
fn unpack<'a>(
    mut source: Box<dyn Read + Send + 'a>,
    whole: Option<File>,
    depth: usize,
) -> Result<Opened<'a>, Refusal> {
    let mut sign = Vec::with_capacity(SIGN);
    let most = u64::try_from(SIGN).unwrap_or(0);
    let read = source.by_ref().take(most).read_to_end(&mut sign);
    read.map_err(|error| not_whole(&error, depth))?;
    let packed = depth < MOST_PACKED;
    let rest: Box<dyn Read + Send + 'a> = Box::new(Cursor::new(sign.clone()).chain(source));
    match sign.as_slice() {
        [0x1f, 0x8b, 8, ..] if packed => {
            let inside = flate2::read::MultiGzDecoder::new(rest);
            unpack(Box::new(inside), None, depth + 1)
        }
        [0x28, 0xb5, 0x2f, 0xfd, ..] if packed => {
            let inside = zstd::Decoder::new(rest).map_err(|error| not_whole(&error, depth))?;
            unpack(Box::new(inside), None, depth + 1)
        }
        [b'P', b'K', 3, 4, ..] => Ok(Opened::Workbook(seekable(rest, whole, depth)?)),
        [b'P', b'A', b'R', b'1', ..] => Ok(Opened::Parquet(seekable(rest, whole, depth)?)),
        [b'A', b'R', b'R', b'O', b'W', b'1', ..] => {
            let file = seekable(rest, whole, depth)?;
            Ok(Opened::Arrow(Arrow::File(file)))
        }
        [0xff, 0xff, 0xff, 0xff, ..] => Ok(Opened::Arrow(Arrow::Stream(rest))),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Err((
            codes::OLD_WORKBOOK,
            Words::both(
                "is a workbook of Excel before 2007 or has a password; save it as `.xlsx` without one, or as CSV",
                "是 2007 之前的 Excel 工作簿，或设有密码；请另存为不带密码的 `.xlsx` 或 CSV",
            ),
        )),
        [b'P', b'A', b'R', b'E', ..] => Err(damaged("Parquet", "it is encrypted", "文件已加密")),
        _ => Ok(Opened::Text(rest)),
    }
}

/// The input as a file in which one can go to and fro; what is none is written to a temporary one.
fn seekable(
    mut source: Box<dyn Read + Send + '_>,
    whole: Option<File>,
    depth: usize,
) -> Result<File, Refusal> {
    if let Some(file) = whole {
        return Ok(file);
    }
    let mut file = tempfile::tempfile().map_err(|error| unreadable(&error))?;
    let mut block = vec![0_u8; 1 << 18];
    loop {
        let read = match source.read(&mut block) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(not_whole(&error, depth)),
        };
        let written = file.write_all(block.get(..read).unwrap_or_default());
        written.map_err(|error| unreadable(&error))?;
    }
    file.seek(SeekFrom::Start(0))
        .map_err(|error| unreadable(&error))?;
    Ok(file)
}

/// An error while reading: of the disk, or of what is compressed.
fn not_whole(error: &io::Error, depth: usize) -> Refusal {
    if depth == 0 {
        return unreadable(error);
    }
    damaged(
        "gzip, Zstandard",
        "what is compressed breaks off or is damaged",
        "压缩内容不完整或已损坏",
    )
}

/// Says that a file breaks the rules of its format.
pub(super) fn damaged(format: &str, en: &str, zh: &str) -> Refusal {
    let words = Words::both(
        format!("cannot be read as {format}: {en}"),
        format!("无法按 {format} 读取：{zh}"),
    );
    (codes::DAMAGED_LOG, words)
}

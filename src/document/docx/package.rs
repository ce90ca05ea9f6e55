//! Opens the package that a DOCX is: takes the file's bytes, gives the text of its parts, within limits on number, size and
//! compression. What the parts say is left to others.

use super::{ReadError, xml};
use crate::codes::input;
use crate::document::decode::within_limit;
use encoding_rs::{UTF_16BE, UTF_16LE};
use std::collections::HashMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// How many entries the package may have.
const ENTRIES: usize = 10_000;

/// How many bytes the parts that are read may come to, decompressed.
const TOTAL: u64 = 64 << 20;

/// By how much a part may be compressed, once it is larger than `SMALL`. The XML of real documents stays below a fifth of it.
const RATIO: u64 = 250;
const SMALL: u64 = 1 << 20;

/// A package.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Entries by name, lower case and with `/`, for names of parts have no case.
    names: HashMap<String, usize>,
    /// Bytes that may still be read.
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens a file.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        within_limit(bytes)?;
        refuse_other_formats(bytes)?;
        // Counted before the library makes a record of each.
        let entries = bytes
            .windows(4)
            .filter(|four| four == b"PK\x01\x02")
            .count();
        if entries > ENTRIES {
            return Err(ReadError::new(
                input::TOO_LARGE,
                format!("the package has {entries} entries, more than the limit of {ENTRIES}"),
                format!("文件包含 {entries} 个条目，超过上限 {ENTRIES}"),
            ));
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        let mut names = HashMap::with_capacity(zip.len());
        for at in 0..zip.len() {
            if let Some(Ok(name)) = zip.name_for_index(at) {
                names.insert(key(&name), at);
            }
        }
        Ok(Self {
            zip,
            names,
            left: TOTAL,
        })
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, path: &str) -> bool {
        self.names.contains_key(&key(path))
    }

    /// The text of a part; `None` where there is none of this name.
    pub(super) fn part(&mut self, path: &str) -> Result<Option<String>, ReadError> {
        let Some(&at) = self.names.get(&key(path)) else {
            return Ok(None);
        };
        let encrypted = self.zip.by_index_data(at).map(|entry| entry.encrypted());
        if let Ok(true) = encrypted {
            return Err(encrypted_file());
        }
        let mut entry = self.zip.by_index(at).map_err(|error| broken(&error))?;
        let packed = entry.compressed_size().max(1);
        let mut bytes = Vec::new();
        let most = self.left.min(SMALL.max(packed.saturating_mul(RATIO)));
        let read = Read::by_ref(&mut entry)
            .take(most + 1)
            .read_to_end(&mut bytes);
        if bytes.len() as u64 > most {
            return Err(ReadError::new(
                input::TOO_LARGE,
                format!("`{path}` grows to more than {most} bytes when it is decompressed"),
                format!("`{path}` 解压后超过 {most} 字节"),
            ));
        }
        read.map_err(|error| broken(&ZipError::Io(error)))?;
        self.left = self.left.saturating_sub(bytes.len() as u64);
        decoded(bytes).map(Some)
    }
}

/// Names of parts are compared without case; some producers write `\`.
fn key(path: &str) -> String {
    path.replace('\\', "/")
        .trim_start_matches('/')
        .to_ascii_lowercase()
}

/// Says what a file is that is no package.
fn refuse_other_formats(bytes: &[u8]) -> Result<(), ReadError> {
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        let holds = |name: &str| {
            let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            bytes.windows(wide.len()).any(|part| part == wide)
        };
        return Err(if holds("EncryptedPackage") {
            encrypted_file()
        } else {
            ReadError::new(
                input::OLD_FORMAT,
                "the file is in the old binary format of Word (`.doc`), whatever its ending says",
                "文件实为旧版 Word 二进制格式（.doc），与扩展名不符",
            )
        });
    }
    if bytes.starts_with(b"PK") {
        return Ok(());
    }
    let kinds: &[(&[u8], &str)] = &[(b"{\\rtf", "RTF"), (b"%PDF", "PDF"), (b"<", "HTML, XML")];
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let kind = kinds.iter().find(|(magic, _)| start.starts_with(magic));
    Err(match kind {
        Some((_, kind)) => ReadError::new(
            input::DAMAGED,
            format!("the file is no Word document but {kind}"),
            format!("文件不是 Word 文档，而是 {kind}"),
        ),
        None => ReadError::new(
            input::DAMAGED,
            "the file is no Word document, or its beginning is lost",
            "文件不是 Word 文档，或开头部分已丢失",
        ),
    })
}

fn encrypted_file() -> ReadError {
    ReadError::new(
        input::ENCRYPTED,
        "the document is protected by a password",
        "文件设有打开密码",
    )
}

fn broken(error: &ZipError) -> ReadError {
    ReadError::new(
        input::DAMAGED,
        format!("the package is damaged: {error}"),
        format!("压缩包已损坏：{error}"),
    )
}

/// A part's text: UTF-8, or UTF-16 with its mark, the two encodings that packages allow.
fn decoded(bytes: Vec<u8>) -> Result<String, ReadError> {
    let wide = match bytes.get(..2) {
        Some(b"\xff\xfe") => Some(UTF_16LE),
        Some(b"\xfe\xff") => Some(UTF_16BE),
        _ => None,
    };
    if let Some(encoding) = wide {
        let (text, errors) = encoding.decode_with_bom_removal(&bytes);
        return match errors {
            false => Ok(text.into_owned()),
            true => Err(xml::malformed("it is no UTF-16 throughout")),
        };
    }
    let text = String::from_utf8(bytes).map_err(|_| xml::malformed("it is no UTF-8 throughout"))?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

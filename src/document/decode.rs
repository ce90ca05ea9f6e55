//! Decodes a document: takes bytes and perhaps an encoding's name, gives text and the encoding's name, or an error wherever a
//! guess would be a gamble, for wrong text without an error is worse than none. What the text says is left to others.

use super::ReadError;
use super::plausible::{Looks, garbled, han, looks};
use crate::codes::input;
use crate::source::floor_boundary;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};
use regex::bytes::Regex;
use std::sync::LazyLock;

/// The largest document that is read, in bytes.
pub const LARGEST: usize = 64 << 20;

/// How well a decoding has to look, and by how much the best of several has to look better than the next.
const ENOUGH: f64 = 0.8;
const MARGIN: f64 = 0.1;

/// How many bytes of a decoded text are looked at for plausibility.
const SAMPLE: usize = 64 << 10;

/// How many where no character was lost and no control character stands.
const WHOLE: usize = 16 << 10;

/// How many bytes of a file are looked at for the encoding that it declares.
const HEAD: usize = 4 << 10;

/// How files begin that are no text.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"\xd0\xcf\x11\xe0", "OLE"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "GZIP"),
    (b"{\\rtf", "RTF"),
];

/// Refuses a file above the limit.
pub(super) fn within_limit(bytes: &[u8]) -> Result<(), ReadError> {
    if bytes.len() > LARGEST {
        return Err(ReadError::new(
            input::TOO_LARGE,
            format!("the document has more than {LARGEST} bytes"),
            format!("文件超过 {LARGEST} 字节"),
        ));
    }
    Ok(())
}

/// Decodes `bytes` by the encoding named, or by the one they show.
pub(super) fn decode(
    bytes: &[u8],
    named: Option<&str>,
) -> Result<(String, &'static str), ReadError> {
    decode_declared(bytes, named, None)
}

/// Decodes `bytes` by the encoding named, or by the one they show. What the file declares itself only decides where the bytes
/// do not: a page is often saved in another encoding than its head says.
pub(super) fn decode_declared(
    bytes: &[u8],
    named: Option<&str>,
    declared: Option<&str>,
) -> Result<(String, &'static str), ReadError> {
    within_limit(bytes)?;
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(ReadError::new(
            input::BINARY,
            format!("the file is {kind}, not text"),
            format!("文件是 {kind} 格式,不是文本"),
        ));
    }
    match named {
        Some(name) => by_name(bytes, name),
        None => by_sight(
            bytes,
            declared.and_then(|label| Encoding::for_label(label.as_bytes())),
        ),
    }
}

fn by_name(bytes: &[u8], label: &str) -> Result<(String, &'static str), ReadError> {
    let encoding = Encoding::for_label(label.as_bytes()).ok_or_else(|| {
        ReadError::new(
            input::UNKNOWN_ENCODING,
            format!("there is no encoding `{label}`"),
            format!("没有名为 `{label}` 的编码"),
        )
    })?;
    // GB18030 reads all that GBK reads, and its four-byte forms too.
    let encoding = if encoding == GBK { GB18030 } else { encoding };
    let (text, errors) = encoding.decode_with_bom_removal(bytes);
    if errors {
        return Err(undecodable(
            format!("the bytes are not `{}` throughout", name(encoding)),
            format!("文件并非通篇为 `{}` 编码", name(encoding)),
        ));
    }
    checked(text.into_owned(), encoding)
}

fn by_sight(
    bytes: &[u8],
    declared: Option<&'static Encoding>,
) -> Result<(String, &'static str), ReadError> {
    if bytes.starts_with(b"\xff\xfe\0\0") || bytes.starts_with(b"\0\0\xfe\xff") {
        return Err(undecodable("the text is UTF-32", "文件为 UTF-32 编码"));
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return by_name(bytes, encoding.name());
    }
    let invalid = match simdutf8::compat::from_utf8(bytes) {
        Ok(text) if memchr::memchr(0, bytes).is_none() => return checked(text.to_owned(), UTF_8),
        Ok(_) => None,
        Err(error) => Some(error.valid_up_to()),
    };
    if let Some((text, encoding)) = best(bytes, declared) {
        return checked(text, encoding);
    }
    // No encoding of Chinese text fits: a page in another language may say what it is.
    let western = declared.filter(|one| one.is_ascii_compatible() && *one != UTF_8);
    if let Some(encoding) = western.filter(|_| !bytes.contains(&0))
        && let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes)
    {
        return checked(text.into_owned(), encoding);
    }
    if bytes.contains(&0) {
        return Err(ReadError::new(
            input::BINARY,
            "the file holds zero bytes and is no UTF-16 text",
            "文件含有零字节,且不是 UTF-16 文本",
        ));
    }
    let at = invalid.unwrap_or(0);
    Err(undecodable(
        format!(
            "the bytes are not UTF-8 (from byte {at}) and make no plausible text as GB18030, Big5 or UTF-16"
        ),
        format!("文件从第 {at} 字节起不是 UTF-8,按 GB18030、Big5、UTF-16 解码也得不到合理的文字"),
    ))
}

/// The decoding that looks like text, if one does and no other does nearly as well.
fn best(bytes: &[u8], declared: Option<&'static Encoding>) -> Option<(String, &'static Encoding)> {
    let zeros = bytes.contains(&0);
    let candidates: &[&'static Encoding] = if zeros {
        &[UTF_16LE, UTF_16BE]
    } else {
        &[GB18030, BIG5, UTF_16LE, UTF_16BE]
    };
    let mut found: Vec<(f64, String, &'static Encoding)> = Vec::new();
    for &encoding in candidates {
        let wide = encoding == UTF_16LE || encoding == UTF_16BE;
        if wide && bytes.len() % 2 == 1 {
            continue;
        }
        let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) else {
            continue;
        };
        let look = looks(&text);
        let share = if wide { look.all() } else { look.foreign() };
        if share >= ENOUGH && look.controls == 0 {
            found.push((share, text.into_owned(), encoding));
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let close = found
        .iter()
        .take_while(|one| found.first().is_some_and(|first| first.0 - one.0 < MARGIN))
        .count();
    if close > 1 {
        // Several look well: the detector's statistics decide, but only for one of these.
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        let guess = detector.guess(None, Utf8Detection::Deny);
        found.truncate(close);
        let whole = |one| if one == GBK { GB18030 } else { one };
        let said = declared
            .map(whole)
            .filter(|said| found.iter().any(|one| one.2 == *said));
        let guess = said.unwrap_or(whole(guess));
        found.retain(|one| one.2 == guess);
    }
    found
        .into_iter()
        .next()
        .map(|(_, text, encoding)| (text, encoding))
}

/// Refuses text that decoded without an error and still cannot be what was written.
fn checked(text: String, encoding: &'static Encoding) -> Result<(String, &'static str), ReadError> {
    // The start of a long text tells as much as the whole, and that of one that lost nothing tells it sooner.
    let start = |length| text.get(..floor_boundary(&text, length)).unwrap_or(&text);
    let look = looks(start(match is_whole(start(SAMPLE)) {
        true => WHOLE,
        false => SAMPLE,
    }));
    if look.lost > 0 && look.lost * 50 > look.total() {
        return Err(undecodable(
            "the text is full of replacement characters: an earlier conversion lost what stood there",
            "文件中满是替换字符:先前的转码已经丢失原文",
        ));
    }
    if let Some(as_encoding) = garbled(&text, &look) {
        return Err(undecodable(
            format!("the text is garbled: UTF-8 was once read as {as_encoding} and saved"),
            format!("文件为乱码:UTF-8 曾被当作 {as_encoding} 读取后保存"),
        ));
    }
    if memchr::memchr(0, text.as_bytes()).is_some() || look.controls * 20 > look.total() {
        return Err(ReadError::new(
            input::BINARY,
            "the file holds control characters that no text holds",
            "文件含有文本中不会出现的控制字符",
        ));
    }
    if encoding != UTF_8 && !is_likely(&look, &text) {
        return Err(undecodable(
            format!("as {} the bytes make no plausible text", name(encoding)),
            format!("按 {} 解码得不到合理的文字", name(encoding)),
        ));
    }
    Ok((text, name(encoding)))
}

/// Whether a text holds neither replacement characters nor control characters that no text holds.
fn is_whole(text: &str) -> bool {
    let control = |byte: &&u8| {
        (**byte < b' ' || **byte == 0x7f) && !matches!(byte, b'\t' | b'\n' | b'\r' | b'\x0c')
    };
    text.as_bytes().iter().filter(control).count() == 0
        && memchr::memmem::find(text.as_bytes(), "\u{fffd}".as_bytes()).is_none()
}

/// Whether text in a legacy encoding can be meant: one that a person named may hold anything but mostly rare Han characters.
fn is_likely(look: &Looks, text: &str) -> bool {
    look.rare == 0 || look.foreign() >= 0.5 || han(text) == 0
}

/// An encoding's name as people write it.
fn name(encoding: &'static Encoding) -> &'static str {
    if encoding == GB18030 {
        "GB18030"
    } else {
        encoding.name()
    }
}

/// The encoding that a page, a template or an XML file declares near its start.
pub(super) fn declared(bytes: &[u8]) -> Option<String> {
    static DECLARED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r#"(?i-u)(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})"#).ok()
    });
    let head = bytes.get(..HEAD.min(bytes.len()))?;
    let found = DECLARED.as_ref()?.captures(head)?.get(1)?;
    String::from_utf8(found.as_bytes().to_vec()).ok()
}

fn undecodable(en: impl Into<String>, zh: impl Into<String>) -> ReadError {
    ReadError::new(input::UNDECODABLE, en, zh)
}

//! Opens a PDF file: takes its bytes, gives its objects, or an error where it is locked, damaged beyond repair or too large.

use crate::codes::input;
use crate::document::ReadError;
use crate::document::decode;
use lopdf::{Document, LoadOptions, Object, ObjectId};
use std::cell::Cell;

/// The most that all streams of objects may decompress to, in bytes; objects take many times that.
const PACKED: usize = 32 << 20;

/// The most that one may decompress to in an encrypted file, and how many of them it may have: there they are not seen before.
const LOCKED: usize = 1 << 20;
const LOCKED_STREAMS: usize = 256;

thread_local! {
    /// How much the streams of objects of the file being opened have decompressed to.
    static UNPACKED: Cell<usize> = const { Cell::new(0) };
}

/// The most objects, and the most pages.
const OBJECTS: usize = 2_000_000;
const PAGES: usize = 10_000;

/// Opens a file.
pub(super) fn open(bytes: &[u8]) -> Result<Document, ReadError> {
    decode::within_limit(bytes)?;
    if !bytes.windows(5).take(1 << 16).any(|head| head == b"%PDF-") {
        let (en, zh) = (
            "the file does not begin like a PDF, whatever its name",
            "文件开头不是 PDF，与扩展名不符",
        );
        return Err(ReadError::new(input::PDF_DAMAGED, en, zh));
    }
    let has = |word: &[u8]| bytes.windows(word.len()).filter(|one| *one == word).count();
    let locked_limit = has(b"/Encrypt") > 0;
    if locked_limit && has(b"/ObjStm") > LOCKED_STREAMS {
        return Err(too_large());
    }
    let load = |rebuild| {
        UNPACKED.set(0);
        let options = LoadOptions {
            filter: Some(within),
            max_decompressed_size: Some(if locked_limit { LOCKED } else { PACKED }),
            force_reconstruct: rebuild,
            ..LoadOptions::default()
        };
        Document::load_mem_with_options(bytes, options)
    };
    let file = match load(false) {
        // The table of objects reads well and leads nowhere.
        Ok(file) if !file.is_encrypted() && file.page_iter().next().is_none() => {
            load(true).unwrap_or(file)
        }
        Ok(file) => file,
        Err(lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_)) => return Err(locked()),
        Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => {
            return Err(too_large());
        }
        Err(error) => {
            return Err(ReadError::new(
                input::PDF_DAMAGED,
                format!("the PDF is damaged: {error}"),
                format!("PDF 文件已损坏：{error}"),
            ));
        }
    };
    if file.is_encrypted() {
        return Err(locked());
    }
    if UNPACKED.get() > PACKED
        || file.objects.len() > OBJECTS
        || file.page_iter().take(PAGES + 1).count() > PAGES
    {
        return Err(too_large());
    }
    if file.page_iter().next().is_none() {
        return Err(damaged());
    }
    Ok(file)
}

/// Lets an object in; a stream of objects only while all of them stay within the limit.
fn within(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let Object::Stream(stream) = object else {
        return Some((id, object.clone()));
    };
    if stream.dict.has_type(b"ObjStm") {
        let left = PACKED.saturating_sub(UNPACKED.get());
        let unpacked = stream.get_plain_content_with_limit(left);
        let size = unpacked.map_or(PACKED + 1, |bytes| bytes.len());
        UNPACKED.set(UNPACKED.get().saturating_add(size));
        if UNPACKED.get() > PACKED {
            return None;
        }
    }
    // Of a stream only whether it is let in is looked at.
    Some((id, Object::Null))
}

/// The error of a file that cannot be followed.
pub(super) fn damaged() -> ReadError {
    ReadError::new(
        input::PDF_DAMAGED,
        "the PDF is damaged: no page can be found in it",
        "PDF 文件已损坏：找不到任何一页",
    )
}

/// The error of a file above a limit of its insides.
pub(super) fn too_large() -> ReadError {
    ReadError::new(
        input::TOO_LARGE,
        "the PDF unpacks to more than the limits on pages, objects, nesting and decompressed size allow",
        "PDF 展开后超过页数、对象数、嵌套或解压大小的上限",
    )
}

fn locked() -> ReadError {
    ReadError::new(
        input::PDF_ENCRYPTED,
        "the PDF is encrypted and opens only with a password",
        "PDF 已加密，须凭密码打开",
    )
}

//! Opens a PDF file: takes its bytes, gives its objects, or an error where it is locked, damaged beyond repair or too large.

use crate::codes::input;
use crate::document::ReadError;
use crate::document::decode;
use lopdf::{Document, LoadOptions};

/// The most that a stream of objects may decompress to, in bytes.
const STREAM: usize = 32 << 20;

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
    let options = LoadOptions::with_max_decompressed_size(STREAM);
    let file = match Document::load_mem_with_options(bytes, options) {
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
    if file.objects.len() > OBJECTS || file.page_iter().take(PAGES + 1).count() > PAGES {
        return Err(too_large());
    }
    if file.page_iter().next().is_none() {
        return Err(damaged());
    }
    Ok(file)
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

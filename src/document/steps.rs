//! Takes the steps by which a plain text is read one by one: bytes to text, text to folded lines, lines to a document. What the steps
//! do is left to `decode`, `text` and `structure`.

use super::format::Format;
use super::parsed::Parsed;
use super::reader::Reader;
use super::{Document, ReadError, decode, text};

/// A plain text, decoded.
#[derive(Debug, Clone)]
pub struct Decoded {
    text: String,
    encoding: &'static str,
    bytes: usize,
}

/// A plain text as folded lines.
#[derive(Debug, Clone)]
pub struct Lined {
    parsed: Parsed,
    bytes: usize,
}

impl Reader {
    /// The first step of reading a plain text: decodes it.
    ///
    /// # Errors
    ///
    /// `hegui::input::too_large`, `binary`, `undecodable`, `unknown_encoding`.
    pub fn decode(&self, bytes: &[u8], encoding: Option<&str>) -> Result<Decoded, ReadError> {
        let (text, encoding) = decode::decode(bytes, encoding)?;
        let bytes = bytes.len();
        Ok(Decoded {
            text,
            encoding,
            bytes,
        })
    }

    /// The second step: tells lines, rows and page furniture apart and folds them.
    pub fn fold(&self, decoded: Decoded) -> Lined {
        let lines = text::read(&decoded.text);
        Lined {
            parsed: Parsed {
                text: decoded.text,
                encoding: decoded.encoding,
                lines,
                ..Parsed::default()
            },
            bytes: decoded.bytes,
        }
    }

    /// The last step: finds the structure.
    pub fn build(&self, name: &str, lined: Lined) -> Document {
        self.document(name, Format::Text, lined.bytes, lined.parsed)
    }
}

//! Tells what the one-byte codes of a simple font stand for: takes its dictionary, gives a text for every code that has one. Maps to
//! Unicode inside the file come first and are left to `fonts`.

use super::objects::Objects;
use lopdf::{Dictionary, Document, Object};

/// The text of each code.
pub(super) type Table = Vec<Option<String>>;

/// Flags of a font descriptor.
const SYMBOLIC: i64 = 4;
const NONSYMBOLIC: i64 = 32;

/// Reads the encoding of a simple font. An embedded font without a named encoding numbers its glyphs as it likes.
pub(super) fn table(objects: &Objects<'_>, font: &Dictionary) -> Table {
    // Built for this look-up only: the library decodes by font dictionaries.
    let scratch = Document::new();
    let encoding = font
        .get(b"Encoding")
        .ok()
        .and_then(|object| objects.file.dereference(object).ok())
        .map(|(_, object)| object);
    let named = match encoding {
        Some(Object::Name(name)) => Some(name.as_slice()),
        Some(Object::Dictionary(dict)) => dict.get(b"BaseEncoding").and_then(Object::as_name).ok(),
        _ => None,
    };
    let mut table = match named {
        Some(name) if is_known(name) => base(&scratch, name),
        _ if tells_nothing(objects, font) => vec![None; 256],
        _ => base(&scratch, b"StandardEncoding"),
    };
    let differences = match encoding {
        Some(Object::Dictionary(dict)) => dict
            .get(b"Differences")
            .ok()
            .and_then(|object| objects.file.dereference(object).ok())
            .and_then(|(_, object)| object.as_array().ok()),
        _ => None,
    };
    let mut code = 0;
    for object in differences.into_iter().flatten() {
        match object {
            Object::Integer(number) => code = usize::try_from(*number).unwrap_or(256),
            Object::Name(name) => {
                if let Some(place) = table.get_mut(code) {
                    *place = glyph(&scratch, name);
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    table
}

fn is_known(name: &[u8]) -> bool {
    matches!(
        name,
        b"WinAnsiEncoding" | b"MacRomanEncoding" | b"StandardEncoding" | b"PDFDocEncoding"
    )
}

/// Whether only the font program knows what its codes stand for.
fn tells_nothing(objects: &Objects<'_>, font: &Dictionary) -> bool {
    let entry = |dict: &Dictionary, key: &[u8]| {
        let object = dict.get(key).ok()?;
        Some(objects.file.dereference(object).ok()?.1.clone())
    };
    if matches!(entry(font, b"Subtype"), Some(Object::Name(kind)) if kind == b"Type3") {
        return true;
    }
    let Some(Object::Dictionary(descriptor)) = entry(font, b"FontDescriptor") else {
        return false;
    };
    let embedded = ["FontFile", "FontFile2", "FontFile3"]
        .iter()
        .any(|key| descriptor.has(key.as_bytes()));
    let flags = match entry(&descriptor, b"Flags") {
        Some(Object::Integer(flags)) => flags,
        _ => 0,
    };
    embedded && (flags & SYMBOLIC != 0 || flags & NONSYMBOLIC == 0)
}

fn base(scratch: &Document, name: &[u8]) -> Table {
    let font = Dictionary::from_iter([
        ("Type", Object::Name(b"Font".to_vec())),
        ("Encoding", Object::Name(name.to_vec())),
    ]);
    let Ok(encoding) = font.get_font_encoding(scratch) else {
        return vec![None; 256];
    };
    (0..=255_u8)
        .map(|code| {
            let text = encoding.bytes_to_string(&[code]).ok();
            text.filter(|text| !text.is_empty())
        })
        .collect()
}

/// The text of a glyph's name: `uni5229`, `u20BB7`, a name of the Adobe glyph list, or several with `_`; a suffix says only how it looks.
fn glyph(scratch: &Document, name: &[u8]) -> Option<String> {
    let name = std::str::from_utf8(name).ok()?;
    let stem = name.split('.').next().filter(|stem| !stem.is_empty())?;
    let mut text = String::new();
    for part in stem.split('_') {
        match by_number(part) {
            Some(numbered) => text.push_str(&numbered),
            None => text.push_str(&by_name(scratch, part)?),
        }
    }
    Some(text)
}

fn by_number(name: &str) -> Option<String> {
    let hex = |digits: &str| {
        let upper = |byte: u8| matches!(byte, b'0'..=b'9' | b'A'..=b'F');
        (digits.bytes().all(upper)).then(|| u32::from_str_radix(digits, 16).ok())?
    };
    if let Some(digits) = name.strip_prefix("uni").filter(|digits| digits.len() >= 4) {
        let units = digits.as_bytes().chunks(4).map(|unit| {
            let unit = std::str::from_utf8(unit).ok()?;
            u16::try_from(hex(unit)?).ok()
        });
        return String::from_utf16(&units.collect::<Option<Vec<u16>>>()?).ok();
    }
    let digits = name.strip_prefix('u')?;
    if !(4..=6).contains(&digits.len()) {
        return None;
    }
    char::from_u32(hex(digits)?).map(String::from)
}

fn by_name(scratch: &Document, name: &str) -> Option<String> {
    let differences = vec![Object::Integer(0), Object::Name(name.as_bytes().to_vec())];
    let encoding = Dictionary::from_iter([
        ("BaseEncoding", Object::Name(b"StandardEncoding".to_vec())),
        ("Differences", Object::Array(differences)),
    ]);
    let font = Dictionary::from_iter([
        ("Type", Object::Name(b"Font".to_vec())),
        ("Encoding", Object::Dictionary(encoding)),
    ]);
    let encoding = font.get_font_encoding(scratch).ok()?;
    let text = encoding.bytes_to_string(&[0]).ok()?;
    (!text.is_empty()).then_some(text)
}

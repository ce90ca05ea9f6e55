//! Decodes strings of a page by their font: takes a font's dictionary, gives for each code its text, where it can be told, and its
//! width. Where the characters stand is left to `interpret`.

use super::cmap::CMap;
use super::objects::{Objects, as_dict};
use super::predefined::Coding;
use super::signs;
use super::simple::{self, Table};
use super::widths::Widths;
use lopdf::{Dictionary, Object};

/// Words in the names of bold fonts; a text set in Song is made bold with the black face too.
const BOLD: &[&str] = &["bold", "black", "heavy", "demi", "simhei", "黑体"];

/// The flag of a font descriptor that asks for bold.
const FORCE_BOLD: i64 = 1 << 18;

/// A font.
#[derive(Debug)]
pub(super) struct Font {
    kind: Kind,
    to_unicode: Option<CMap>,
    widths: Widths,
    /// Its text runs from top to bottom.
    pub(super) vertical: bool,
    /// Whether it is bold; `None` where nothing says so.
    pub(super) bold: Option<bool>,
    /// Its name, where it holds signs rather than letters.
    signs: Option<String>,
}

#[derive(Debug)]
enum Kind {
    Simple(Table),
    /// Codes of two bytes that are glyph numbers.
    Identity,
    /// A map that the format names.
    Named(Coding),
    /// A map in the file, with the coding of the map it builds on.
    Embedded(CMap, Option<Coding>),
}

/// A code of a string.
#[derive(Debug)]
pub(super) struct Code {
    /// Its text; `None` where it cannot be told.
    pub(super) text: Option<String>,
    /// Its width in ems.
    pub(super) width: f64,
    /// It is the one byte 32, which word spacing widens.
    pub(super) space: bool,
}

impl Font {
    /// Reads a font.
    pub(super) fn load<'a>(objects: &Objects<'a>, dict: &'a Dictionary) -> Self {
        let map = |object: &Object| match object {
            Object::Stream(stream) => objects.bytes(stream).ok().map(|bytes| {
                let mut map = CMap::parse(&bytes);
                let base = objects_name(&stream.dict, b"UseCMap");
                map.base = map.base.or(base);
                map.vertical |= matches!(stream.dict.get(b"WMode"), Ok(Object::Integer(1)));
                map
            }),
            _ => None,
        };
        let to_unicode = map(objects.entry(dict, b"ToUnicode")).filter(CMap::has_texts);
        let descendant = objects
            .array(dict, b"DescendantFonts")
            .and_then(<[Object]>::first)
            .and_then(|object| as_dict(objects.follow(object)));
        let descriptor = objects.dict(descendant.unwrap_or(dict), b"FontDescriptor");
        let said = |key: &[u8]| objects.number(descriptor?, key);
        let named = descriptor.and_then(|descriptor| objects.name(descriptor, b"FontName"));
        let name = objects.name(dict, b"BaseFont").or(named).unwrap_or(b"");
        let name = String::from_utf8_lossy(name).to_lowercase();
        let name = name.split_once('+').map_or(name.as_str(), |(_, name)| name);
        let heavy = BOLD.iter().any(|word| name.contains(word))
            || said(b"FontWeight").is_some_and(|weight| weight >= 600.0)
            || said(b"Flags").is_some_and(|flags| flags as i64 & FORCE_BOLD != 0);
        let bold = (heavy || !name.is_empty()).then_some(heavy);
        let signs = signs::is_font(name).then(|| name.to_owned());
        let font = |kind, widths, vertical| Self {
            kind,
            to_unicode,
            widths,
            vertical,
            bold,
            signs,
        };
        if objects.name(dict, b"Subtype") != Some(b"Type0") {
            let table = simple::table(objects, dict);
            return font(Kind::Simple(table), Widths::simple(objects, dict), false);
        }
        let widths = Widths::composite(objects, descendant.unwrap_or(dict));
        match objects.entry(dict, b"Encoding") {
            Object::Name(name) => {
                let vertical = name.ends_with(b"-V") || name == b"V";
                let kind = Coding::named(name).map_or(Kind::Identity, Kind::Named);
                font(kind, widths, vertical)
            }
            encoding => match map(encoding) {
                Some(map) => {
                    let vertical = map.vertical;
                    let base = map.base.as_deref().and_then(Coding::named);
                    font(Kind::Embedded(map, base), widths, vertical)
                }
                None => font(Kind::Identity, widths, false),
            },
        }
    }

    /// Decodes a string, code by code.
    pub(super) fn decode(&self, bytes: &[u8], mut take: impl FnMut(Code)) {
        let mut rest = bytes;
        while !rest.is_empty() {
            let (code, length) = self.code(rest);
            let (own, after) = rest.split_at(length.clamp(1, rest.len()));
            rest = after;
            let text = self.text(code, own);
            take(Code {
                width: self.width(code, own, text.as_deref()),
                space: own == b" ",
                text,
            });
        }
    }

    fn code(&self, bytes: &[u8]) -> (u32, usize) {
        let length = match &self.kind {
            Kind::Simple(_) => 1,
            Kind::Identity => 2.min(bytes.len()),
            Kind::Named(coding) => coding.length(bytes),
            Kind::Embedded(map, _) if map.has_spaces() => return map.code(bytes),
            Kind::Embedded(_, Some(coding)) => coding.length(bytes),
            Kind::Embedded(_, None) => 2.min(bytes.len()),
        };
        let code = bytes.iter().take(length);
        (
            code.fold(0, |code, &byte| code << 8 | u32::from(byte)),
            length,
        )
    }

    fn text(&self, code: u32, bytes: &[u8]) -> Option<String> {
        let mapped = self.to_unicode.as_ref().and_then(|map| {
            map.text(code, bytes.len())
                .filter(|text| !text.contains(['\0', '\u{fffd}']))
        });
        if let Some(name) = &self.signs {
            let told = mapped.filter(|text| !text.chars().any(is_private));
            return Some(told.unwrap_or_else(|| signs::sign(name, code).to_string()));
        }
        mapped.or_else(|| match &self.kind {
            Kind::Simple(table) => table.get(code as usize).cloned().flatten(),
            Kind::Named(coding) | Kind::Embedded(_, Some(coding)) => coding.text(bytes),
            Kind::Identity | Kind::Embedded(_, None) => None,
        })
    }

    fn width(&self, code: u32, bytes: &[u8], text: Option<&str>) -> f64 {
        if self.vertical {
            return 1.0;
        }
        match &self.kind {
            Kind::Simple(_) | Kind::Identity => self.widths.of(code),
            Kind::Embedded(map, _) => self.widths.of(map.id(code, bytes.len()).unwrap_or(code)),
            // Widths go by character id. In all Adobe collections the ids from 1 on are ASCII, and in that for GB so are those from 814.
            Kind::Named(_) => match text.map(str::as_bytes) {
                Some(&[ascii @ b' '..=b'~']) => {
                    let at = u32::from(ascii) - 32;
                    let known = self.widths.known(at + 1);
                    known.or_else(|| self.widths.known(at + 814)).unwrap_or(0.5)
                }
                _ => self.widths.of(u32::MAX),
            },
        }
    }
}

fn objects_name(dict: &Dictionary, key: &[u8]) -> Option<Vec<u8>> {
    let name = dict.get(key).and_then(Object::as_name).ok()?;
    Some(name.to_vec())
}

/// Whether a character means only what some font makes of it.
pub(super) fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

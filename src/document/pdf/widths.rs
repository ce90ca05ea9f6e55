//! Tells how wide the characters of a font are: takes its dictionary, gives widths in ems by code or character id.

use super::objects::{Objects, number};
use lopdf::{Dictionary, Object};

/// The most ranges that are kept of a font.
const RANGES: usize = 100_000;

/// Widths of Helvetica and Times for the codes from the space on, in thousandths: files need not say them.
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const TIMES: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
    556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
    722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
    278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

/// The widths of a font.
#[derive(Debug)]
pub(super) struct Widths {
    /// First and last code or id with their width, by the first.
    ranges: Vec<(u32, u32, f64)>,
    default: f64,
    /// Widths of a font that every program has.
    standard: Option<&'static [u16; 95]>,
}

impl Widths {
    /// Of a simple font, by code.
    pub(super) fn simple(objects: &Objects<'_>, font: &Dictionary) -> Self {
        let entry = |dict: &Dictionary, key: &[u8]| {
            let object = dict.get(key).ok()?;
            Some(objects.file.dereference(object).ok()?.1.clone())
        };
        let of_number = |dict: &Dictionary, key: &[u8]| number(&entry(dict, key)?);
        // Widths of a Type 3 font are in its own space.
        let scale = match entry(font, b"FontMatrix") {
            Some(Object::Array(matrix)) => matrix.first().and_then(number).map_or(0.001, f64::abs),
            _ => 0.001,
        };
        let descriptor = match entry(font, b"FontDescriptor") {
            Some(Object::Dictionary(descriptor)) => Some(descriptor),
            _ => None,
        };
        let missing = descriptor.and_then(|descriptor| of_number(&descriptor, b"MissingWidth"));
        let first = of_number(font, b"FirstChar")
            .unwrap_or(0.0)
            .clamp(0.0, 255.0) as u32;
        let mut ranges = Vec::new();
        if let Some(Object::Array(widths)) = entry(font, b"Widths") {
            for (code, width) in (first..=255).zip(&widths) {
                let width = objects.file.dereference(width).ok();
                if let Some(width) = width.and_then(|(_, width)| number(width)) {
                    ranges.push((code, code, width * scale));
                }
            }
        }
        let name = font
            .get(b"BaseFont")
            .and_then(Object::as_name)
            .unwrap_or(b"");
        let has = |part: &[u8]| name.windows(part.len()).any(|window| window == part);
        let standard = if !ranges.is_empty() || has(b"Courier") {
            None
        } else if has(b"Times") {
            Some(&TIMES)
        } else {
            Some(&HELVETICA)
        };
        let fallback = if has(b"Courier") { 600.0 } else { 500.0 };
        Self {
            ranges,
            default: missing.filter(|&width| width > 0.0).unwrap_or(fallback) * scale,
            standard,
        }
    }

    /// Of the descendant of a composite font, by character id.
    pub(super) fn composite(objects: &Objects<'_>, font: &Dictionary) -> Self {
        let follow = |object| {
            objects
                .file
                .dereference(object)
                .ok()
                .map(|(_, object)| object)
        };
        let entry = |key: &[u8]| font.get(key).ok().and_then(follow);
        let default = entry(b"DW").and_then(number).unwrap_or(1000.0) / 1000.0;
        let mut ranges = Vec::new();
        let array = entry(b"W").and_then(|object| object.as_array().ok());
        let mut objects = array.into_iter().flatten().filter_map(follow);
        while let (Some(first), Some(second)) = (objects.next(), objects.next()) {
            let Some(first) = number(first).filter(|&first| first >= 0.0) else {
                break;
            };
            let first = first as u32;
            if let Object::Array(widths) = second {
                for (id, width) in (first..).zip(widths.iter().filter_map(follow)) {
                    ranges.extend(number(width).map(|width| (id, id, width / 1000.0)));
                }
            } else if let (Some(last), Some(width)) =
                (number(second), objects.next().and_then(number))
            {
                ranges.push((first, last.max(0.0) as u32, width / 1000.0));
            }
            if ranges.len() > RANGES {
                break;
            }
        }
        ranges.sort_by_key(|range| range.0);
        Self {
            ranges,
            default,
            standard: None,
        }
    }

    /// The width of a code or id.
    pub(super) fn of(&self, code: u32) -> f64 {
        let standard = self.standard.and_then(|widths| {
            let at = usize::try_from(code.checked_sub(32)?).ok()?;
            widths.get(at).map(|&width| f64::from(width) / 1000.0)
        });
        self.known(code).or(standard).unwrap_or(self.default)
    }

    /// The width of a code or id that the font says one for.
    pub(super) fn known(&self, code: u32) -> Option<f64> {
        let after = self.ranges.partition_point(|range| range.0 <= code);
        let range = self.ranges.get(after.checked_sub(1)?)?;
        (code <= range.1).then_some(range.2)
    }
}

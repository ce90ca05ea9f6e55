//! Gathers characters to rows: takes characters, gives rows down the page, each cut where a wide gap is. Small raised or lowered
//! characters go to the row they belong to.

use super::placed::Placed;

/// How far base lines of one row may differ, in ems.
const LEVEL: f64 = 0.3;

/// How much smaller raised characters are, and how far they may be raised, in ems of the row.
const SMALLER: f64 = 0.82;
const RAISED: f64 = 0.65;

/// The gap that parts the cells of a row, in ems.
const CELL: f64 = 1.8;

/// Characters side by side.
#[derive(Debug, Clone)]
pub(super) struct Segment<'a> {
    pub(super) glyphs: Vec<Placed<'a>>,
    pub(super) left: f64,
    pub(super) right: f64,
}

/// A row.
#[derive(Debug, Clone)]
pub(super) struct Row<'a> {
    pub(super) segments: Vec<Segment<'a>>,
    /// Its base line, down the page.
    pub(super) down: f64,
    /// The size of its largest characters.
    pub(super) size: f64,
}

impl Row<'_> {
    pub(super) fn left(&self) -> f64 {
        self.segments.first().map_or(0.0, |segment| segment.left)
    }

    pub(super) fn right(&self) -> f64 {
        self.segments.last().map_or(0.0, |segment| segment.right)
    }
}

/// The rows of some characters, in their order down the page.
pub(super) fn rows(mut glyphs: Vec<Placed<'_>>) -> Vec<Row<'_>> {
    glyphs.sort_by(|a, b| a.down.total_cmp(&b.down).then(a.along.total_cmp(&b.along)));
    let mut bands: Vec<Band<'_>> = Vec::new();
    for placed in glyphs {
        let size = placed.glyph.size;
        match bands.last_mut() {
            Some(band) if placed.down - band.down <= LEVEL * size.min(band.size) => {
                band.take(placed)
            }
            _ => bands.push(Band {
                down: placed.down,
                size,
                left: placed.along,
                right: placed.end(),
                glyphs: vec![placed],
            }),
        }
    }
    merge_raised(bands)
        .into_iter()
        .filter_map(|band| row(band.glyphs))
        .collect()
}

/// Characters on one base line.
struct Band<'a> {
    down: f64,
    size: f64,
    left: f64,
    right: f64,
    glyphs: Vec<Placed<'a>>,
}

impl<'a> Band<'a> {
    fn take(&mut self, placed: Placed<'a>) {
        self.size = self.size.max(placed.glyph.size);
        self.left = self.left.min(placed.along);
        self.right = self.right.max(placed.end());
        self.glyphs.push(placed);
    }

    /// Takes the characters of another band; the base line and the size stay.
    fn take_all(&mut self, other: &mut Band<'a>) {
        self.left = self.left.min(other.left);
        self.right = self.right.max(other.right);
        self.glyphs.append(&mut other.glyphs);
    }

    /// Whether this is a few small characters beside those of `other`, raised or lowered.
    fn is_raised_of(&self, other: &Band<'_>) -> bool {
        self.size < other.size * SMALLER
            && (self.down - other.down).abs() <= RAISED * other.size
            && self.left >= other.left - other.size
            && self.right <= other.right + other.size
            && self.glyphs.len() <= 40
            && self.glyphs.iter().all(|one| {
                let middle = one.along + one.glyph.length / 2.0;
                !other.glyphs.iter().any(|two| {
                    two.glyph.text.as_deref() != Some(" ")
                        && two.along < middle
                        && middle < two.end()
                })
            })
    }
}

fn merge_raised(bands: Vec<Band<'_>>) -> Vec<Band<'_>> {
    let mut merged: Vec<Band<'_>> = Vec::with_capacity(bands.len());
    for mut band in bands {
        if let Some(last) = merged.last_mut() {
            if band.is_raised_of(last) {
                last.take_all(&mut band);
                continue;
            }
            if last.is_raised_of(&band) {
                last.take_all(&mut band);
                (last.down, last.size) = (band.down, band.size);
                continue;
            }
        }
        merged.push(band);
    }
    merged
}

/// A row of characters, cut at wide gaps; `None` where there is only white space.
pub(super) fn row(mut glyphs: Vec<Placed<'_>>) -> Option<Row<'_>> {
    glyphs.sort_by(|a, b| a.along.total_cmp(&b.along));
    let largest = |glyphs: &[Placed<'_>]| {
        glyphs
            .iter()
            .max_by(|a, b| a.glyph.size.total_cmp(&b.glyph.size))
            .map(|one| (one.down, one.glyph.size))
    };
    let (down, size) = largest(&glyphs)?;
    let mut segments: Vec<Segment<'_>> = Vec::new();
    for placed in glyphs {
        match segments.last_mut() {
            Some(last) if placed.along - last.right < CELL * placed.glyph.size => {
                if is_again(last, &placed) || is_under(last, &placed) {
                    continue;
                }
                // The white space that a producer lays under words so that it can underline them is none.
                while let Some(blank) = last.glyphs.last().filter(|one| is_blank(one))
                    && placed.along < blank.along + blank.glyph.length / 2.0
                {
                    last.glyphs.pop();
                }
                last.right = last.right.max(placed.end());
                last.glyphs.push(placed);
            }
            _ => segments.push(Segment {
                left: placed.along,
                right: placed.end(),
                glyphs: vec![placed],
            }),
        }
    }
    for segment in &mut segments {
        trim(segment);
    }
    segments.retain(|segment| !segment.glyphs.is_empty());
    (!segments.is_empty()).then_some(Row {
        segments,
        down,
        size,
    })
}

/// Whether a character is one of the last ones drawn once more, which makes it look bold.
fn is_again(segment: &Segment<'_>, placed: &Placed<'_>) -> bool {
    segment.glyphs.iter().rev().take(3).any(|last| {
        last.glyph.text == placed.glyph.text
            && placed.along - last.along < placed.glyph.length * 0.3
            && (placed.down - last.down).abs() < placed.glyph.size * 0.2
    })
}

/// Whether a character is white space where others stand already.
fn is_under(segment: &Segment<'_>, placed: &Placed<'_>) -> bool {
    is_blank(placed) && placed.along + placed.glyph.length / 2.0 < segment.right
}

fn is_blank(placed: &Placed<'_>) -> bool {
    let text = placed.glyph.text.as_deref();
    text.is_some_and(|text| text.chars().all(char::is_whitespace))
}

fn trim(segment: &mut Segment<'_>) {
    while segment.glyphs.last().is_some_and(is_blank) {
        segment.glyphs.pop();
    }
    let blank = segment.glyphs.iter().take_while(|one| is_blank(one));
    let blank = blank.count();
    segment.glyphs.drain(..blank);
    segment.left = segment.glyphs.first().map_or(segment.left, |one| one.along);
    segment.right = segment
        .glyphs
        .iter()
        .map(Placed::end)
        .fold(segment.left, f64::max);
}

//! Finds what is set apart: takes runs of text with how each is set, gives marks. Large and coloured is what differs from most of
//! the text.

use super::color::Color;
use super::style::BODY;
use crate::document::tree::MarkKind;
use std::collections::BTreeMap;
use std::ops::Range;

/// By how much text is larger than the body to be set apart.
const LARGER: f32 = 1.1;

/// Whether a run is set apart in some way.
type Holds<'a> = &'a dyn Fn(&Run) -> bool;

/// A stretch of text that is set in one way.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) range: Range<usize>,
    pub(super) line: usize,
    pub(super) bold: bool,
    pub(super) underline: bool,
    /// In tenths of a pixel.
    pub(super) size: u32,
    pub(super) color: Color,
}

/// The marks of the runs, beside those that are known already.
pub(super) fn marks(
    runs: &[Run],
    mut marks: Vec<(MarkKind, Range<usize>)>,
) -> Vec<(MarkKind, Range<usize>)> {
    let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
    let mut colors: BTreeMap<Color, usize> = BTreeMap::new();
    for run in runs {
        *sizes.entry(run.size).or_default() += run.range.len();
        *colors.entry(run.color).or_default() += run.range.len();
    }
    let most = |count: &(_, usize)| count.1;
    let size = sizes
        .into_iter()
        .max_by_key(most)
        .map_or(BODY * 10.0, |most| most.0 as f32);
    let color = colors
        .into_iter()
        .max_by_key(|count| count.1)
        .map_or(Color::Grey, |most| most.0);
    let kinds: [(MarkKind, Holds<'_>); 4] = [
        (MarkKind::Bold, &|run| run.bold),
        (MarkKind::Underline, &|run| run.underline),
        (MarkKind::Large, &|run| run.size as f32 > size * LARGER),
        (MarkKind::Color, &|run| {
            run.color != color && matches!(run.color, Color::Hue(_))
        }),
    ];
    for (kind, holds) in kinds {
        let mut open: Option<(usize, Range<usize>)> = None;
        for run in runs.iter().filter(|run| holds(run)) {
            match &mut open {
                // What lies between two runs of a line is white space at most.
                Some((line, range)) if *line == run.line && run.range.start <= range.end + 1 => {
                    range.end = run.range.end
                }
                _ => {
                    marks.extend(open.take().map(|(_, range)| (kind, range)));
                    open = Some((run.line, run.range.clone()));
                }
            }
        }
        marks.extend(open.map(|(_, range)| (kind, range)));
    }
    marks
}

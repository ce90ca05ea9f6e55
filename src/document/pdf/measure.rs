//! Measures how a file is set: takes laid-out pages, gives the size of its text, its edges and the distance of its lines, and tells by
//! them whether a line goes on with the one before.

use super::layout::{Laid, TextLine};
use crate::document::letters::is_wide;

/// The distance of lines that is taken where a file has too few to tell, and the widest that lines of one paragraph are set at, in ems.
const LEADING: f64 = 1.3;
const LOOSEST: f64 = 1.8;

/// By how much the distance to the next paragraph is larger than that of lines.
const APART: f64 = 1.3;

/// How near to the edge a full line ends, in ems.
const SLACK: f64 = 0.35;

/// By how many ems the edges of a page may differ, and how many lines within how many ems make an edge of their own.
const MIRRORED: f64 = 3.0;
const MANY: usize = 5;
const MANY_NEAR: f64 = 1.2;

/// Behind which share of the width a line begins that is set to the right.
const RIGHT: f64 = 0.4;

/// The deepest indent that is kept, in columns.
const INDENT: usize = 100;

/// How a file is set.
#[derive(Debug)]
pub(super) struct Measure {
    /// The size that most of the text is set in.
    pub(super) body: f64,
    left: f64,
    right: f64,
    /// The distance of lines, in ems.
    leading: f64,
    /// Paragraphs stand apart from each other.
    spaced: bool,
}

impl Measure {
    /// Measures pages.
    pub(super) fn of(pages: &[Laid]) -> Self {
        let lines = || pages.iter().flat_map(|page| &page.lines);
        let sizes = lines().flat_map(|line| {
            let size = |span: &super::layout::Span| (span.size, span.range.len());
            line.spans.iter().map(size)
        });
        let body = median(sizes.collect(), 0.5).unwrap_or(12.0).max(0.1);
        let prose = || lines().filter(|line| line.frame.is_none() && !line.ruled);
        let left = prose().map(|line| line.left).fold(f64::MAX, f64::min);
        let distances = pages.iter().flat_map(|page| {
            page.lines.windows(2).filter_map(|pair| match pair {
                [one, two] if !one.ruled && !two.ruled => {
                    let distance = (two.down - one.down) / one.size.max(two.size);
                    (0.8..2.6).contains(&distance).then_some((distance, 1))
                }
                _ => None,
            })
        });
        let leading = median(distances.collect(), 0.2).unwrap_or(LEADING);
        let left = if left == f64::MAX { 0.0 } else { left };
        let bounds = pages.iter().map(|page| page.bounds);
        let (from, to) = bounds.fold((f64::MAX, f64::MIN), |all, one| {
            (all.0.min(one.0), all.1.max(one.1))
        });
        let ends = prose().map(|line| line.right).collect();
        let mut measure = Self {
            body,
            left,
            right: edge(ends, to - (left - from), body),
            leading: leading.min(LOOSEST),
            spaced: false,
        };
        measure.spaced = measure.sets_apart(pages);
        measure
    }

    /// Whether lines that end a paragraph, as they end far from the edge, are followed by more space than others.
    fn sets_apart(&self, pages: &[Laid]) -> bool {
        let (mut ends, mut apart) = (0, 0);
        for pair in pages.iter().flat_map(|page| page.lines.windows(2)) {
            let [before, line] = pair else { continue };
            let short = before.frame.is_none() && before.right < self.right - 4.0 * self.body;
            if short && !before.ruled && !line.ruled {
                ends += 1;
                apart += usize::from(self.is_apart(before, line));
            }
        }
        ends > 2 && apart * 10 >= ends * 7
    }

    /// Columns before a line.
    pub(super) fn indent(&self, line: &TextLine) -> usize {
        let from = line.frame.map_or(self.left, |frame| frame.0);
        let columns = ((line.left - from) / self.body * 2.0).round();
        (columns.max(0.0) as usize).min(INDENT)
    }

    /// Whether a paragraph's distance lies between two lines of a page.
    pub(super) fn is_apart(&self, before: &TextLine, line: &TextLine) -> bool {
        if before.ruled || line.ruled {
            return before.ruled != line.ruled;
        }
        let distance = line.down - before.down;
        // Rows of a table stand apart and belong together.
        let cells = before.text.contains('\t') && line.text.contains('\t');
        !cells && distance > APART * self.leading * before.size.max(line.size)
    }

    /// Whether a line is set to the right, such as who signs and when; no paragraph begins there.
    pub(super) fn is_right(&self, line: &TextLine) -> bool {
        let (from, edge) = line.frame.unwrap_or((self.left, self.right));
        line.left > from + (edge - from) * RIGHT
    }

    /// Whether a line goes on with the one before, because that reaches to the edge. `turns`: a page ends between them.
    pub(super) fn goes_on(&self, before: &TextLine, line: &TextLine, turns: bool) -> bool {
        let size = before.size.max(line.size);
        let alike = (before.size - line.size).abs() < 0.2 * size;
        if before.ruled
            || line.ruled
            || !alike
            || self.is_right(before)
            || (!turns && self.is_apart(before, line))
        {
            return false;
        }
        let (_, edge) = before.frame.unwrap_or((self.left, self.right));
        let mut starts = line.text.chars().skip(1);
        // A sign that may not begin a line takes the letter before it along.
        let taken = starts
            .next()
            .is_some_and(|c| "，。；：、）》”】！？,.;:)".contains(c));
        let slack = if taken { SLACK + 1.0 } else { SLACK };
        if before.right + line.head < edge - slack * size {
            return false;
        }
        let words = before.text.trim_end();
        if !words.ends_with([
            '。', '；', '：', '！', '？', '.', ';', ':', '!', '?', '”', '】',
        ]) {
            return true;
        }
        // A sentence may end with a line and its paragraph go on; an indent, or Latin letters, tell.
        let latin = |c: Option<char>| c.is_some_and(|c| !is_wide(c));
        let back = line.left < before.left - 0.8 * size;
        let level = (line.left - before.left).abs() < 0.5 * size;
        let prose = words.ends_with(['.', ';', '?', '!'])
            && latin(words.chars().rev().nth(1))
            && line.text.starts_with(|c: char| c.is_ascii_alphabetic());
        !turns && (back || (level && (prose || self.spaced)))
    }
}

/// The right edge of the text: the farthest that two lines reach, if that is as far from the page's edge as the text begins on the
/// left, or many reach it; else where it then would be, as no line says.
fn edge(mut ends: Vec<f64>, mirrored: f64, body: f64) -> f64 {
    ends.sort_by(|a, b| b.total_cmp(a));
    let near = |pair: &[f64]| matches!(pair, [one, two] if one - two < 2.0 * body);
    let shared = ends.windows(2).find(|pair| near(pair));
    let Some(&farthest) = shared.and_then(<[f64]>::first).or_else(|| ends.first()) else {
        return mirrored;
    };
    let at = ends
        .iter()
        .filter(|&&end| end <= farthest && farthest - end < MANY_NEAR * body)
        .count();
    let many = at >= MANY.max(ends.len() / 5);
    if many || farthest > mirrored - MIRRORED * body {
        farthest
    } else {
        mirrored
    }
}

/// The value below which a share of the weight lies.
fn median(mut values: Vec<(f64, usize)>, share: f64) -> Option<f64> {
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let all: usize = values.iter().map(|value| value.1).sum();
    let mut below = 0;
    values.into_iter().find_map(|(value, weight)| {
        below += weight;
        (below as f64 >= all as f64 * share).then_some(value)
    })
}

//! Finds headers and footers of texts whose page ends are known: takes lines with their page ends, says which recur at the edges of
//! pages and are left out. What states something is left in once. Texts without page ends are left to `text`.

use std::collections::{BTreeMap, BTreeSet};

/// How many lines from a page's edge a header or footer stands at most, and how often it has to recur.
const NEAR: usize = 2;
const RECURS: usize = 3;

/// The longest header or footer, in bytes.
const LONGEST: usize = 160;

/// A line: its words, and whether a page ends before it.
pub(super) type Paged<'a> = (&'a str, bool);

/// Where a line stands: on which page, and how far from its top, or from its bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Edge {
    page: usize,
    top: bool,
    distance: usize,
}

/// Marks headers, footers and page numbers in `out`, in which page numbers that tell by themselves are marked already.
pub(super) fn recurring(lines: &[Paged<'_>], out: &mut [bool]) {
    let pages = pages(lines, out);
    if pages.len() < 2 {
        return;
    }
    let mut seen: BTreeMap<String, Vec<(Edge, usize)>> = BTreeMap::new();
    for (page, own) in pages.iter().enumerate() {
        for (distance, &at) in own.iter().take(NEAR).enumerate() {
            let edge = Edge {
                page,
                top: true,
                distance,
            };
            note(&mut seen, lines, edge, at);
        }
        for (distance, &at) in own.iter().rev().take(NEAR).enumerate() {
            let edge = Edge {
                page,
                top: false,
                distance,
            };
            note(&mut seen, lines, edge, at);
        }
    }
    let first = pages.first().and_then(|page| page.first()).copied();
    for (words, places) in seen {
        let on: BTreeSet<usize> = places.iter().map(|(edge, _)| edge.page).collect();
        let counted = !states(&words) && words.contains('#');
        // Where only numbers differ, it has to be so on most pages.
        let often = match counted {
            true => on.len() >= RECURS && on.len() * 2 > pages.len(),
            false => on.len() >= RECURS,
        };
        let both = pages.len() == 2 && on.len() == 2 && same_edge(&places);
        if !often && !both {
            continue;
        }
        let kept = states(&words).then(|| kept(&places, pages.len())).flatten();
        for (_, at) in places {
            if Some(at) == kept {
                continue;
            }
            // What stands above the whole text may be its title too and is kept once; a title has no numbers.
            if let Some(out) = out.get_mut(at).filter(|_| counted || Some(at) != first) {
                *out = true;
            }
        }
    }
}

/// Whether words state something, as a clause does and a header or footer seldom: they are a whole sentence or name a share.
pub(super) fn states(words: &str) -> bool {
    const WORDS: usize = 6;
    words.ends_with(['。', '；', '！', '？', ';', '!', '?'])
        || words.contains(['%', '％', '‰'])
        || (words.ends_with('.') && words.split_whitespace().count() >= WORDS)
}

/// Where a line that recurs is left in: above the first page or below the last, where it parts no sentence, else at its first place.
fn kept(places: &[(Edge, usize)], pages: usize) -> Option<usize> {
    let outer = |edge: &Edge| match edge.top {
        true => edge.page == 0,
        false => edge.page + 1 == pages,
    };
    let found = places.iter().find(|(edge, _)| outer(edge));
    found.or_else(|| places.first()).map(|(_, at)| *at)
}

/// The filled lines of each page, without those that are out.
fn pages(lines: &[Paged<'_>], out: &[bool]) -> Vec<Vec<usize>> {
    let mut pages = vec![Vec::new()];
    for (at, ((words, page), out)) in lines.iter().zip(out).enumerate() {
        if *page {
            pages.push(Vec::new());
        }
        if let Some(last) = pages.last_mut().filter(|_| !words.is_empty() && !out) {
            last.push(at);
        }
    }
    pages
}

fn note(
    seen: &mut BTreeMap<String, Vec<(Edge, usize)>>,
    lines: &[Paged<'_>],
    edge: Edge,
    at: usize,
) {
    let words = lines.get(at).map_or("", |line| line.0);
    if words.len() <= LONGEST {
        // Statements that differ in a number are not the same.
        let key = match states(words) {
            true => words.to_owned(),
            false => masked(words),
        };
        seen.entry(key).or_default().push((edge, at));
    }
}

/// Words with every number as one sign, and white space as one space.
fn masked(words: &str) -> String {
    let mut masked = String::with_capacity(words.len());
    for c in words.chars() {
        let sign = match c {
            '0'..='9' => '#',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if !(matches!(sign, '#' | ' ') && masked.ends_with(sign)) {
            masked.push(sign);
        }
    }
    masked
}

fn same_edge(places: &[(Edge, usize)]) -> bool {
    places.iter().any(|(one, _)| {
        places.iter().any(|(two, _)| {
            one.page != two.page && (one.top, one.distance) == (two.top, two.distance)
        })
    })
}

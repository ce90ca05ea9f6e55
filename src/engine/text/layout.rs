//! Lays a text out in sentences: takes a document's tree, or a raw text and its speakers' labels, gives each sentence's range,
//! the headers of the lists it stands in, and whether it is a heading.

use super::words::CueWords;
use crate::document::{Document, NodeId, NodeKind};
use std::ops::Range;

/// A sentence longer than so many bytes is read in parts.
const LONGEST: usize = 3000;
/// A title before the first sentence of a block has at most so many words.
const RUN_IN: usize = 6;

/// A sentence, or what stands in for one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Segment {
    /// Bytes of the folded text.
    pub range: Range<usize>,
    /// Part of a heading.
    pub heading: bool,
    /// The words that open the lists it stands in, outermost first.
    pub headers: Vec<Range<usize>>,
    /// The first sentence of its item.
    pub first: bool,
    /// In a transcript: the turn it belongs to.
    pub turn: Option<usize>,
}

/// The sentences of a text, by place.
#[derive(Debug, Clone, Default)]
pub(super) struct Layout {
    /// The sentences.
    pub segments: Vec<Segment>,
    /// The speakers of the turns of a transcript.
    pub turns: Vec<String>,
}

impl Layout {
    /// The sentence that holds a place.
    pub(super) fn at(&self, place: usize) -> Option<usize> {
        let after = self
            .segments
            .partition_point(|segment| segment.range.start <= place);
        let at = after.checked_sub(1)?;
        (place < self.segments.get(at)?.range.end).then_some(at)
    }

    /// The sentences of a document.
    pub(super) fn of_document(document: &Document) -> Self {
        let mut parents = vec![false; document.nodes.len()];
        for node in &document.nodes {
            if let Some(known) = node
                .parent
                .and_then(|parent| parents.get_mut(parent.0 as usize))
            {
                *known = true;
            }
        }
        let mut segments = Vec::with_capacity(document.nodes.len());
        let mut last_item = None;
        for (id, node) in document.iter() {
            let leaf = !parents.get(id.0 as usize).copied().unwrap_or(false);
            if !leaf || node.kind == NodeKind::Document {
                continue;
            }
            let (headers, heading, item) = above(document, id);
            segments.push(Segment {
                range: node.range.start as usize..node.range.end as usize,
                heading,
                headers,
                first: item.is_none() || item != last_item,
                turn: None,
            });
            last_item = item;
        }
        segments.sort_by_key(|segment| (segment.range.start, segment.range.end));
        for segment in &mut segments {
            segment.heading |= is_run_in(document, &segment.range);
        }
        Self {
            segments: shortened(segments, &document.folded.text),
            turns: Vec::new(),
        }
    }

    /// The sentences of a folded raw text, in the turns of its speakers.
    pub(super) fn of_raw(text: &str, words: &CueWords) -> Self {
        let turns = turns(text, words);
        let mut layout = Self::default();
        let mut start = 0;
        for (index, (label, words_start, _)) in turns.iter().enumerate() {
            cut(
                text,
                start..*label,
                words,
                index.checked_sub(1),
                &mut layout.segments,
            );
            start = *words_start;
        }
        cut(
            text,
            start..text.len(),
            words,
            turns.len().checked_sub(1),
            &mut layout.segments,
        );
        layout.segments = shortened(layout.segments, text);
        layout.turns = turns.into_iter().map(|(_, _, speaker)| speaker).collect();
        layout
    }
}

/// `6. Legal Aid. The Lender does not …`: a few capitalised words before a full stop and another sentence of the same block are the
/// title of what follows.
fn is_run_in(document: &Document, range: &Range<usize>) -> bool {
    let folded = &document.folded;
    let goes_on = folded
        .text
        .get(range.end..)
        .is_some_and(|rest| rest.starts_with(' ') || rest.starts_with(char::is_alphanumeric));
    // What ends with a full stop folds to what does; the original's words are dearer to come by.
    let stops = folded
        .text
        .get(range.clone())
        .is_some_and(|words| words.ends_with(|last: char| last.is_ascii()));
    if !(goes_on && stops) {
        return false;
    }
    let (Ok(start), Ok(end)) = (u32::try_from(range.start), u32::try_from(range.end)) else {
        return false;
    };
    let original = folded.original(start..end);
    let words = document
        .source
        .text()
        .get(original.start as usize..original.end as usize)
        .map(str::trim)
        .and_then(|words| words.strip_suffix('.'));
    let Some(words) = words else {
        return false;
    };
    let titled = |word: &str| {
        word.chars().count() < 4 || word.chars().next().is_some_and(char::is_uppercase)
    };
    let letters = words
        .chars()
        .all(|one| one.is_alphabetic() && !super::words::is_han(one) || " ,&'-/".contains(one));
    letters
        && words.split_whitespace().count() <= RUN_IN
        && words.split_whitespace().all(titled)
        && words.chars().next().is_some_and(char::is_uppercase)
}

/// Cuts what is too long for a sentence at commas and spaces, so that no text, however made, takes more than its length to read.
fn shortened(segments: Vec<Segment>, text: &str) -> Vec<Segment> {
    let long = |segment: &Segment| segment.range.end - segment.range.start > LONGEST;
    if !segments.iter().any(long) {
        return segments;
    }
    let mut short = Vec::with_capacity(segments.len());
    for segment in segments {
        let mut start = segment.range.start;
        while segment.range.end - start > LONGEST {
            let mut end = start + LONGEST;
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            let part = text.get(start..end).unwrap_or("");
            let cut = part.rfind([';', ',', '、', ' ']).filter(|cut| *cut > 0);
            let end = cut.map_or(end, |cut| start + cut);
            short.push(Segment {
                range: start..end,
                ..segment.clone()
            });
            start = end;
        }
        short.push(Segment {
            range: start..segment.range.end,
            ..segment
        });
    }
    short
}

/// The list headers above a node, whether it is part of a heading, and its nearest item.
fn above(document: &Document, id: NodeId) -> (Vec<Range<usize>>, bool, Option<NodeId>) {
    let mut headers: Vec<Range<usize>> = Vec::new();
    let mut heading = false;
    let mut item = None;
    let own = document.node(id).map_or(0..0, |node| node.range.clone());
    let mut next = Some(id);
    while let Some(id) = next {
        let Some(node) = document.node(id) else { break };
        heading |= node.kind == NodeKind::Heading;
        if node.kind == NodeKind::Item && item.is_none() {
            item = Some(id);
        }
        if let Some(header) = &node.header
            && (header.end <= own.start || header.start >= own.end)
        {
            headers.push(header.start as usize..header.end as usize);
        }
        next = node.parent;
    }
    headers.reverse();
    headers.dedup();
    (headers, heading, item)
}

/// `(start of the label, start of the words, speaker)` of every turn.
fn turns(text: &str, words: &CueWords) -> Vec<(usize, usize, String)> {
    let mut turns: Vec<(usize, usize, String)> = Vec::new();
    for (label, speaker) in &words.speakers {
        for (at, _) in text.match_indices(label.as_str()) {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let opens = before.is_none_or(|one| !one.is_alphanumeric());
            let after = text.get(at + label.len()..).unwrap_or("");
            let colon = after.trim_start_matches([' ', ')', ']', '】']);
            if opens && colon.starts_with(':') {
                let start = at + label.len() + (after.len() - colon.len()) + 1;
                turns.push((at, start, speaker.clone()));
            }
        }
    }
    turns.sort();
    turns.dedup_by(|later, earlier| later.1 == earlier.1);
    turns
}

fn cut(
    text: &str,
    range: Range<usize>,
    words: &CueWords,
    turn: Option<usize>,
    into: &mut Vec<Segment>,
) {
    let mut start = range.start;
    let mut at = range.start;
    while let Some(rest) = text.get(at..range.end).filter(|rest| !rest.is_empty()) {
        let end = words
            .sentence_ends
            .iter()
            .find(|end| rest.starts_with(end.as_str()));
        let step = match end {
            Some(end) if !inside_number(text, at, end) => {
                let end = at + end.len();
                push(text, start..end, turn, into);
                start = end;
                end - at
            }
            _ if rest.starts_with('\n') => {
                push(text, start..at, turn, into);
                start = at + 1;
                1
            }
            _ => rest.chars().next().map_or(1, char::len_utf8),
        };
        at += step;
    }
    push(text, start..range.end, turn, into);
}

/// A full stop inside `3.5` or `a.m` ends nothing.
fn inside_number(text: &str, at: usize, end: &str) -> bool {
    end == "."
        && text
            .get(at + 1..)
            .and_then(|rest| rest.chars().next())
            .is_some_and(|next| next.is_ascii_alphanumeric())
}

fn push(text: &str, range: Range<usize>, turn: Option<usize>, into: &mut Vec<Segment>) {
    if text
        .get(range.clone())
        .is_some_and(|words| !words.trim().is_empty())
    {
        into.push(Segment {
            range,
            first: true,
            turn,
            ..Segment::default()
        });
    }
}

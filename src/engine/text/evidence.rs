//! Turns places of the folded text into evidence: takes spots, gives the exact original sentences with positions and roles.

use super::judge::Judge;
use super::truth::Spot;
use crate::finding::Evidence;
use crate::ir::Words;
use std::ops::Range;

/// A sentence longer than this many characters is narrowed to the part between two stops that holds the place.
const LONGEST: usize = 160;

impl Judge<'_> {
    /// One piece of evidence for every sentence that holds a spot, by place.
    pub(super) fn evidence(&self, spots: &[Spot], offending: bool) -> Vec<Evidence> {
        let mut gathered: Vec<(Range<usize>, Vec<Words>)> = Vec::new();
        let mut sorted: Vec<&Spot> = spots.iter().collect();
        sorted.sort_by_key(|spot| (spot.place.start, spot.place.end));
        for spot in sorted {
            let range = self.readable(spot.place.start, spot.place.end);
            let role = self.role(spot);
            match gathered.iter_mut().find(|(known, _)| *known == range) {
                Some((_, roles)) if roles.contains(&role) => {}
                Some((_, roles)) => roles.push(role),
                None => gathered.push((range, vec![role])),
            }
        }
        gathered
            .into_iter()
            .map(|(range, roles)| {
                let role = super::called::joined(&roles, ("; ", "；"), ("", ""));
                self.piece(range, role, offending)
            })
            .collect()
    }

    /// The sentence round a place, or where that is long the part of it between two stops.
    fn readable(&self, start: u32, end: u32) -> Range<usize> {
        let place = start as usize..end as usize;
        // The beginning of a clause is its number, which is no sentence: the first one behind it is shown.
        let Some(sentence) = (self.reading.sentence_at(start)).or_else(|| {
            self.reading
                .sentence_after(start)
                .filter(|_| place.is_empty())
        }) else {
            return place;
        };
        let long = self
            .reading
            .text
            .get(sentence.clone())
            .is_some_and(|words| words.chars().count() > LONGEST);
        let range = match self.reading.section_at(start).filter(|_| long) {
            Some(section) => section,
            None => sentence,
        };
        range.start.min(place.start)..range.end.max(place.end)
    }

    /// The document's own words for a range of the folded text, without space and closing punctuation at its ends.
    pub(super) fn words_of(&self, range: Range<usize>) -> String {
        self.original_words(self.trimmed(range))
    }

    /// A range of the folded text without space and closing punctuation at its ends.
    fn trimmed(&self, range: Range<usize>) -> Range<u32> {
        let words = self.reading.text.get(range.clone()).unwrap_or("");
        let ends = |one: char| one.is_whitespace() || matches!(one, '。' | ';' | ',' | '、');
        let words = words.trim_end_matches(ends);
        let trimmed = words.trim_start_matches(ends);
        let start = range.start + (words.len() - trimmed.len());
        let end = start + trimmed.len();
        u32::try_from(start).unwrap_or(u32::MAX)..u32::try_from(end).unwrap_or(u32::MAX)
    }

    fn original_words(&self, folded: Range<u32>) -> String {
        let source = &self.document.source;
        match self.document.format {
            // These have no marks of a format between their words.
            "txt" | "docx" | "pdf" => {
                let original = self.document.folded.original(folded);
                let words = original.start as usize..original.end as usize;
                source.text().get(words).unwrap_or("").to_owned()
            }
            _ => self.document.folded.quoted(folded, source.text()),
        }
    }

    /// Evidence for a range of the folded text, without space and closing punctuation at its ends.
    pub(super) fn piece(&self, range: Range<usize>, role: Words, offending: bool) -> Evidence {
        let folded = self.trimmed(range);
        let original = self.document.folded.original(folded.clone());
        let source = &self.document.source;
        let text = self.original_words(folded);
        let first = source.position(original.start as usize);
        let last = source.position(original.end as usize);
        Evidence {
            file: source.name().to_owned(),
            line: first.line,
            column: first.column,
            end_line: last.line,
            end_column: last.column,
            row: None,
            place: source.place(original.start as usize).cloned(),
            text,
            role,
            offending,
            instant: None,
        }
    }

    /// The nearest place for what is missing: the title, else the first words.
    pub(super) fn top(&self, role: Words) -> Vec<Evidence> {
        let title = self
            .document
            .title
            .and_then(|title| self.document.node(title))
            .map(|node| node.range.start as usize..node.range.end as usize);
        let first = || {
            self.reading
                .layout()
                .segments
                .first()
                .map(|segment| segment.range.clone())
        };
        title
            .or_else(first)
            .map(|range| vec![self.piece(range, role, false)])
            .unwrap_or_default()
    }
}

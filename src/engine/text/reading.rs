//! Reads one text once: takes the engine's tables, a folded text and its sentences, and answers how the text stands to a place and
//! who acts there. Every sentence is taken apart when it is first asked about, and only then.

use super::frames::{FrameKind, Frames};
use super::hits::{Hits, Place};
use super::layout::{Layout, Segment};
use super::lexicon::Lexicon;
use super::matches::Match;
use super::mentions::quotations;
use super::parties::Parties;
use super::pieces::Anatomy;
use super::polarity::{Governing, Status, governing, status};
use super::reach::Sentence;
use super::words::{CueWords, Roles};
use crate::ir::terms::Cue;
use crate::ir::text::{PartyId, TextTables};
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

/// A sentence or header taken apart.
#[derive(Debug)]
struct Apart {
    anatomy: Anatomy,
    frames: Frames,
}

/// One text with all that was found out about it so far.
#[derive(Debug)]
pub(super) struct Reading<'e> {
    /// The folded text.
    pub text: Rc<str>,
    /// Where the patterns stand.
    pub hits: Hits<'e>,
    /// The cue words.
    pub words: &'e CueWords,
    tables: &'e TextTables,
    binds: bool,
    layout: OnceCell<Layout>,
    parties: OnceCell<Parties>,
    quoted: OnceCell<Vec<Range<usize>>>,
    apart: RefCell<HashMap<(usize, usize), Rc<Apart>>>,
    headers: RefCell<HashMap<(usize, usize), Governing>>,
    known: RefCell<HashMap<(u32, u32), Rc<Status>>>,
}

impl<'e> Reading<'e> {
    /// Scans a folded text. A document comes with its layout and may bind names to parties; a raw text is laid out when asked.
    pub(super) fn new(
        tables: &'e TextTables,
        lexicon: &'e Lexicon,
        words: &'e CueWords,
        text: Rc<str>,
        document: Option<Layout>,
    ) -> Self {
        Self {
            hits: Hits::new(lexicon, Rc::clone(&text)),
            text,
            words,
            tables,
            binds: document.is_some(),
            layout: document.map_or_else(OnceCell::new, OnceCell::from),
            parties: OnceCell::new(),
            quoted: OnceCell::new(),
            apart: RefCell::default(),
            headers: RefCell::default(),
            known: RefCell::default(),
        }
    }

    /// The sentences of the text.
    pub(super) fn layout(&self) -> &Layout {
        self.layout
            .get_or_init(|| Layout::of_raw(&self.text, self.words))
    }

    fn parties(&self) -> &Parties {
        self.parties.get_or_init(|| {
            Parties::new(self.tables, &self.hits, self.words, &self.text, self.binds)
        })
    }

    fn apart(&self, range: &Range<usize>) -> Rc<Apart> {
        let key = (range.start, range.end);
        if let Some(known) = self.apart.borrow().get(&key) {
            return Rc::clone(known);
        }
        let anatomy = Anatomy::new(self.words, &self.text, range.clone());
        let frames = Frames::new(&anatomy, &self.text, self.parties().named_in(range));
        let apart = Rc::new(Apart { anatomy, frames });
        self.apart.borrow_mut().insert(key, Rc::clone(&apart));
        apart
    }

    fn sentence<'s>(&'s self, apart: &'s Apart) -> Sentence<'s> {
        Sentence {
            text: &self.text,
            words: self.words,
            anatomy: &apart.anatomy,
            frames: &apart.frames,
            named: self.parties().named_in(&apart.anatomy.range),
        }
    }

    fn governing(&self, header: &Range<usize>) -> Governing {
        let key = (header.start, header.end);
        if let Some(known) = self.headers.borrow().get(&key) {
            return known.clone();
        }
        let apart = self.apart(header);
        let found = governing(&self.sentence(&apart));
        self.headers.borrow_mut().insert(key, found.clone());
        found
    }

    /// How the text stands to a place.
    pub(super) fn status(&self, place: &Place) -> Rc<Status> {
        let key = (place.start, place.end);
        if let Some(known) = self.known.borrow().get(&key) {
            return Rc::clone(known);
        }
        let found = Rc::new(self.find_status(place.start as usize..place.end as usize));
        self.known.borrow_mut().insert(key, Rc::clone(&found));
        found
    }

    fn find_status(&self, place: Range<usize>) -> Status {
        let Some(segment) = self.segment(place.start) else {
            return Status::default();
        };
        if segment.heading || self.is_quoted(place.start, segment) {
            return Status::default();
        }
        let apart = self.apart(&segment.range);
        let sentence = self.sentence(&apart);
        let headers: Vec<Governing> = self
            .headers_of(segment, &sentence)
            .iter()
            .map(|header| self.governing(header))
            .collect();
        let place = self.core(&sentence, place);
        status(&sentence, &headers, place)
    }

    /// The part of a match that the cues are asked about. Of an expression's match, what follows the frames that it only begins in
    /// and the cues that it runs over without meaning to; of a match that begins with the word that opens a condition, the condition.
    fn core(&self, sentence: &Sentence<'_>, place: Range<usize>) -> Range<usize> {
        let (mut start, end) = (place.start, place.end);
        for frame in &sentence.frames.frames {
            let opens = matches!(frame.kind, FrameKind::Via | FrameKind::Condition)
                && frame.range.contains(&(end.max(1) - 1))
                && sentence
                    .anatomy
                    .tokens
                    .iter()
                    .any(|token| token.start == start && token.end == frame.range.start);
            if opens && frame.range.start < end {
                return frame.range.start..end;
            }
        }
        let Some(expression) = self.hits.expression(&place) else {
            return place;
        };
        // the sign behind a frame, which an expression may ask for, does not lead out of it
        let inside = |range: &Range<usize>| {
            start < range.end
                && (self.text.get(range.end..end))
                    .is_some_and(|rest| rest.contains(|one: char| !Self::parts(one)))
        };
        let left = sentence
            .frames
            .frames
            .iter()
            .filter(|frame| {
                frame.kind != FrameKind::Mention
                    && frame.range.contains(&start)
                    && inside(&frame.range)
            })
            .map(|frame| frame.range.end);
        let cues = sentence
            .anatomy
            .tokens
            .iter()
            .filter(|token| token.is(Roles::CUE) && token.start > start && token.end < end)
            .filter(|token| {
                self.text
                    .get(token.start..)
                    .and_then(|rest| rest.chars().next())
                    .is_some_and(|first| !expression.is_written_with(first))
            })
            .map(|token| token.end);
        start = left.chain(cues).max().unwrap_or(start);
        start..end
    }

    /// Whether a sign parts words.
    fn parts(one: char) -> bool {
        one.is_whitespace() || matches!(one, ',' | '、' | '。' | ';' | ':' | '.')
    }

    /// The headers that govern a sentence; a later sentence of an item with a subject of its own is governed by none.
    fn headers_of<'s>(&self, segment: &'s Segment, sentence: &Sentence<'_>) -> &'s [Range<usize>] {
        let start = segment.range.start;
        let own = sentence.named.iter().any(|named| named.start == start)
            || sentence.anatomy.tokens.first().is_some_and(|token| {
                token.start == start && token.is(Roles::SUBJECT.and(Roles::CONTRAST))
            });
        if !segment.first && own {
            &[]
        } else {
            &segment.headers
        }
    }

    fn segment(&self, place: usize) -> Option<&Segment> {
        self.layout().segments.get(self.layout().at(place)?)
    }

    fn is_quoted(&self, place: usize, segment: &Segment) -> bool {
        let quoted = self
            .quoted
            .get_or_init(|| quotations(&self.text, &self.words.quotes, &self.words.sentence_ends));
        let whole = self.text.get(segment.range.clone()).map_or("", str::trim);
        let wrapped = self.words.quotes.iter().any(|(first, last)| {
            let inner = whole
                .trim_end_matches(['。', '.', ';'])
                .strip_prefix(*first);
            inner.is_some_and(|inner| {
                inner
                    .find(*last)
                    .is_some_and(|at| at + last.len_utf8() == inner.len())
            })
        });
        wrapped || quoted.iter().any(|range| range.contains(&place))
    }

    /// Whether a cue holds of a match, each place of it taken together: one place has it, and no other speaks against it.
    pub(super) fn holds(&self, cue: Cue, places: &Match) -> bool {
        if cue == Cue::Mentions {
            return true;
        }
        if let Match::One(only) = places {
            return self.status(only).holds(cue);
        }
        let all: Vec<Rc<Status>> = places
            .places()
            .iter()
            .map(|place| self.status(place))
            .collect();
        let any = all.iter().any(|status| status.holds(cue));
        match cue {
            Cue::Given => all.iter().all(|status| status.given),
            Cue::Denies => {
                any && all
                    .iter()
                    .all(|status| status.denies || status.says || status.given)
            }
            _ => {
                any && all
                    .iter()
                    .all(|status| status.says || (status.given && !status.denies))
            }
        }
    }

    /// Whether a party acts where a match begins.
    pub(super) fn acts(&self, party: PartyId, places: &Match) -> bool {
        let place = places.start() as usize;
        let Some(segment) = self.segment(place) else {
            return true;
        };
        let apart = self.apart(&segment.range);
        let sentence = self.sentence(&apart);
        let headers: Vec<Rc<Apart>> = self
            .headers_of(segment, &sentence)
            .iter()
            .map(|header| self.apart(header))
            .collect();
        let headers: Vec<Sentence<'_>> = headers.iter().map(|apart| self.sentence(apart)).collect();
        self.parties().acts(&sentence, &headers, place, party)
    }

    /// Whether the words at a place state nothing there: an example, a question, a label without content. A heading may.
    pub(super) fn states_nothing(&self, place: &Place) -> bool {
        let Some(segment) = self.segment(place.start as usize) else {
            return false;
        };
        let apart = self.apart(&segment.range);
        apart
            .frames
            .holding(place.start as usize)
            .iter()
            .any(|frame| frame.kind == FrameKind::Mention)
    }

    /// The sentence that holds a place.
    pub(super) fn sentence_at(&self, place: u32) -> Option<Range<usize>> {
        self.segment(place as usize)
            .map(|segment| segment.range.clone())
    }

    /// The first sentence that begins behind a place.
    pub(super) fn sentence_after(&self, place: u32) -> Option<Range<usize>> {
        let segments = &self.layout().segments;
        let next = segments.partition_point(|segment| segment.range.start < place as usize);
        segments.get(next).map(|segment| segment.range.clone())
    }

    /// The part of a sentence between two stops that holds a place.
    pub(super) fn section_at(&self, place: u32) -> Option<Range<usize>> {
        let segment = self.segment(place as usize)?;
        let apart = self.apart(&segment.range);
        let chain = apart.anatomy.chain(place as usize);
        Some(apart.anatomy.section_range(*chain.first()?))
    }

    /// The sub-clause that holds a place, brackets included.
    pub(super) fn piece_at(&self, place: u32) -> Option<Range<usize>> {
        let segment = self.segment(place as usize)?;
        let apart = self.apart(&segment.range);
        let piece = apart
            .anatomy
            .pieces
            .get(*apart.anatomy.chain(place as usize).first()?)?;
        Some(piece.start..piece.end)
    }
}

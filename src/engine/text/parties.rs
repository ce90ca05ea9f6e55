//! Finds the parties of a text and who acts at a place: takes the parties' words and what the document binds, gives mentions and
//! the party nearest before a place that is no object.

use super::binding::bindings;
use super::frames::FrameKind;
use super::hits::Hits;
use super::reach::Sentence;
use super::words::{CueWords, Roles};
use crate::ir::text::{PartyId, TextTables};
use std::ops::Range;

/// Two parties that stand at most so many characters apart, with `及其` or the like between, act together.
const JOINED: usize = 12;

/// A place where a party is named.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mention {
    /// First byte.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Who.
    pub party: PartyId,
}

/// The parties of one text.
#[derive(Debug, Default)]
pub(super) struct Parties {
    mentions: Vec<Mention>,
    /// The places of all mentions.
    named: Vec<Range<usize>>,
}

impl Parties {
    /// Finds the parties' words, and in documents the names that the document binds.
    pub(super) fn new(
        tables: &TextTables,
        hits: &Hits<'_>,
        words: &CueWords,
        text: &str,
        binds: bool,
    ) -> Self {
        let mut mentions = Vec::new();
        for (at, party) in (0u32..).zip(&tables.parties) {
            mentions.extend(hits.places(party.pattern).iter().map(|place| Mention {
                start: place.start as usize,
                end: place.end as usize,
                party: PartyId(at),
            }));
        }
        mentions.sort();
        if binds {
            let bound = bindings(&mentions, hits, words, text);
            mentions.retain(|mention| {
                text.get(mention.start..mention.end)
                    .is_none_or(|word| !bound.iter().any(|(name, _)| name == word))
            });
            for (name, party) in &bound {
                let places = memchr::memmem::find_iter(text.as_bytes(), name);
                mentions.extend(places.map(|at| Mention {
                    start: at,
                    end: at + name.len(),
                    party: *party,
                }));
            }
            mentions.sort();
        }
        let mut named: Vec<Range<usize>> = mentions
            .iter()
            .map(|mention| mention.start..mention.end)
            .collect();
        // names without meaning begin statements too, bound or not
        for name in words.role_names.iter().filter(|_| binds) {
            named.extend(
                hits.word(name)
                    .iter()
                    .map(|place| place.start as usize..place.end as usize),
            );
        }
        named.sort_by_key(|range| (range.start, range.end));
        named.dedup();
        Self { mentions, named }
    }

    /// The places of the mentions that begin in a range.
    pub(super) fn named_in(&self, range: &Range<usize>) -> &[Range<usize>] {
        let from = self
            .named
            .partition_point(|named| named.start < range.start);
        let to = self.named.partition_point(|named| named.start < range.end);
        self.named.get(from..to).unwrap_or(&[])
    }

    /// Whether `party` acts at a place: the nearest party named before it in the sentence, else in the nearest header that names
    /// one, is the party; where none is named anyone may be.
    pub(super) fn acts(
        &self,
        sentence: &Sentence<'_>,
        headers: &[Sentence<'_>],
        place: usize,
        party: PartyId,
    ) -> bool {
        std::iter::once((sentence, place))
            .chain(
                headers
                    .iter()
                    .rev()
                    .map(|header| (header, header.anatomy.range.end)),
            )
            .find_map(|(sentence, end)| {
                let acting = self.acting(sentence, end);
                (!acting.is_empty()).then(|| acting.contains(&party))
            })
            .unwrap_or(true)
    }

    /// The party nearest before a place that is no object, with those that act together with it.
    fn acting(&self, sentence: &Sentence<'_>, place: usize) -> Vec<PartyId> {
        let from = self
            .mentions
            .partition_point(|mention| mention.start < sentence.anatomy.range.start);
        let mut acting: Vec<&Mention> = Vec::new();
        let before = self
            .mentions
            .iter()
            .skip(from)
            .take_while(|mention| mention.start < place);
        for mention in before.collect::<Vec<_>>().into_iter().rev() {
            if mention.end > place {
                continue;
            }
            match acting.last() {
                Some(last) if mention.end > last.start => acting.push(mention),
                Some(last) => {
                    if !joined(sentence, mention.end..last.start)
                        || !is_actor(sentence, mention, place)
                    {
                        break;
                    }
                    acting.push(mention);
                }
                None if is_actor(sentence, mention, place) => acting.push(mention),
                None => {}
            }
        }
        acting.into_iter().map(|mention| mention.party).collect()
    }
}

/// Neither an object, nor an owner, nor the one whose consent is asked.
fn is_actor(sentence: &Sentence<'_>, mention: &Mention, place: usize) -> bool {
    let touches = |token: &super::words::Token| match token.end <= mention.start {
        true => {
            token.is(Roles::OBJECT)
                && sentence
                    .text
                    .get(token.end..mention.start)
                    .is_some_and(|gap| gap.trim().is_empty())
        }
        false => {
            token.start == mention.end && token.is(Roles::POSSESSIVE) && !token.is(Roles::RELATIVE)
        }
    };
    let asked = sentence.frames.frames.iter().any(|frame| {
        matches!(frame.kind, FrameKind::Via | FrameKind::Without(_))
            && frame.range.contains(&mention.start)
            && !frame.range.contains(&place)
    });
    !asked && !sentence.anatomy.tokens.iter().any(touches)
}

/// `甲方及其委托的第三方催收机构`: a joining word right after the first, and no cue or comma between the two.
fn joined(sentence: &Sentence<'_>, gap: Range<usize>) -> bool {
    let Some(words) = sentence.text.get(gap.clone()) else {
        return false;
    };
    let mut between = sentence
        .anatomy
        .tokens
        .iter()
        .filter(|token| gap.start <= token.start && token.end <= gap.end)
        .peekable();
    let opens = between.peek().is_some_and(|first| {
        first.is(Roles::JOINT)
            && words
                .get(..first.start - gap.start)
                .is_some_and(|space| space.trim().is_empty())
    });
    let broken = between.any(|token| {
        token.is(Roles::COMMA.and(Roles::STOP))
            || (token.is(Roles::CUE) && !token.is(Roles::CONSENT_VERB))
    });
    opens && !broken && words.chars().count() <= JOINED
}

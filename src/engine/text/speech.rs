//! Answers questions about one raw text of a log: takes the text, folds and scans it once, tells whether a cue holds in it.

use super::TextEngine;
use super::lexicon::Lexicon;
use super::matches::Match;
use super::reading::Reading;
use crate::document::fold::fold;
use crate::ir::log::Speaker;
use crate::ir::terms::Cue;
use crate::ir::text::{Group, PartyId, PatternId};
use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

/// A raw text with its hits. Not shared between threads.
#[derive(Debug)]
pub struct Speech<'e> {
    engine: &'e TextEngine<'e>,
    text: Rc<str>,
    reading: Reading<'e>,
    /// For patterns that no log condition of the rule set asks about.
    whole: OnceCell<Reading<'e>>,
}

impl<'e> Speech<'e> {
    pub(super) fn new(engine: &'e TextEngine<'_>, text: &str) -> Self {
        let folded: Rc<str> = if text.contains(['\n', '\r']) {
            let lines: Vec<String> = text.lines().map(|line| fold(line).text).collect();
            lines.join("\n").into()
        } else {
            fold(text).text.into()
        };
        Self {
            engine,
            reading: reading(engine, engine.of_logs(None), Rc::clone(&folded)),
            text: folded,
            whole: OnceCell::new(),
        }
    }

    /// The reading that knows a pattern.
    fn reading_for(&self, pattern: PatternId) -> &Reading<'e> {
        match &self.engine.spoken {
            Some((patterns, _)) if !patterns.contains(&pattern) => self.whole.get_or_init(|| {
                let lexicon = self.engine.of_logs(Some(pattern));
                reading(self.engine, lexicon, Rc::clone(&self.text))
            }),
            _ => &self.reading,
        }
    }

    /// Whether the text says, denies … the group (each member by itself), in the turns of `speaker` if given. A text without
    /// that speaker's label has no turn of the speaker.
    pub fn holds(
        &self,
        speaker: Option<&Speaker>,
        cue: Cue,
        group: &Group,
        by: Option<PartyId>,
    ) -> bool {
        match group {
            Group::Pattern(pattern) => self.pattern_holds(speaker, cue, *pattern, by),
            Group::All(members) => members
                .iter()
                .all(|member| self.holds(speaker, cue, member, by)),
            Group::AtLeast(count, members) => {
                let holding = members
                    .iter()
                    .filter(|member| self.holds(speaker, cue, member, by));
                holding.take(*count as usize).count() == *count as usize
            }
        }
    }

    fn pattern_holds(
        &self,
        speaker: Option<&Speaker>,
        cue: Cue,
        pattern: PatternId,
        by: Option<PartyId>,
    ) -> bool {
        let reading = self.reading_for(pattern);
        if reading.hits.places(pattern).is_empty() {
            return false;
        }
        let holds = |places: &Match| {
            reading.holds(cue, places) && by.is_none_or(|party| reading.acts(party, places))
        };
        let stretches = match speaker {
            None => {
                let whole = 0..reading.text.len();
                vec![whole]
            }
            Some(speaker) => self.turns_of(speaker),
        };
        stretches.into_iter().any(|range| {
            let range = range.start as u32..range.end as u32;
            reading.hits.any(pattern, &[range], holds)
        })
    }

    /// The turns of a speaker, or only the first.
    fn turns_of(&self, speaker: &Speaker) -> Vec<Range<usize>> {
        let layout = self.reading.layout();
        let mut turns: Vec<Range<usize>> = Vec::new();
        let mut last = None;
        for segment in &layout.segments {
            let Some(turn) = segment.turn else { continue };
            if layout
                .turns
                .get(turn)
                .is_none_or(|name| *name != speaker.name)
            {
                continue;
            }
            if last != Some(turn) {
                if speaker.first && !turns.is_empty() {
                    break;
                }
                turns.push(segment.range.clone());
            } else if let Some(range) = turns.last_mut() {
                range.end = segment.range.end;
            }
            last = Some(turn);
        }
        turns
    }
}

fn reading<'e>(engine: &'e TextEngine<'_>, lexicon: &'e Lexicon, text: Rc<str>) -> Reading<'e> {
    Reading::new(&engine.rules.text, lexicon, &engine.words, text, None)
}

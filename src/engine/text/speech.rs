//! Answers questions about one raw text of a log: takes the text and its hits, tells whether a cue holds in it.

use super::TextEngine;
use crate::ir::log::Speaker;
use crate::ir::terms::Cue;
use crate::ir::text::{Group, PartyId};

/// A raw text with its hits; cheap where nothing hits. Not shared between threads.
#[derive(Debug)]
pub struct Speech<'e> {
    engine: &'e TextEngine<'e>,
    text: String,
}

impl<'e> Speech<'e> {
    pub(super) fn new(engine: &'e TextEngine<'_>, text: &str) -> Self {
        Self {
            engine,
            text: text.to_owned(),
        }
    }

    /// Whether the text says, denies … the group (each member by itself), in the turns of `speaker` if given.
    pub fn holds(
        &self,
        speaker: Option<&Speaker>,
        cue: Cue,
        group: &Group,
        by: Option<PartyId>,
    ) -> bool {
        let _ = (&self.engine, &self.text, speaker, cue, group, by);
        false
    }
}

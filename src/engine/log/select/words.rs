//! Answers questions to the texts of a batch: takes the flat texts, reads in full only those rows in which something that is asked
//! about may stand.

use super::answer::{NO, UNKNOWN, YES};
use crate::contact::{Batch, BatchColumn};
use crate::engine::log::condition::TextQuestion;
use crate::engine::text::{Letters, Spotter, TextEngine};
use crate::ir::log::FieldId;

/// The questions to one field, with what spots candidates.
pub(in crate::engine::log) struct Asked {
    field: FieldId,
    questions: Vec<usize>,
    spotter: Spotter,
}

impl Asked {
    /// Divides questions by field.
    pub fn all(engine: &TextEngine<'_>, questions: &[TextQuestion<'_>]) -> Vec<Self> {
        let mut fields: Vec<FieldId> = questions.iter().map(|one| one.field).collect();
        fields.sort_unstable();
        fields.dedup();
        let of = |field: FieldId| -> Vec<usize> {
            (0..questions.len())
                .filter(|&at| questions.get(at).is_some_and(|one| one.field == field))
                .collect()
        };
        let asked = |field: FieldId| {
            let own = of(field);
            let groups = own.iter().filter_map(|&at| questions.get(at));
            Self {
                field,
                spotter: Spotter::new(engine, groups.map(|one| one.group)),
                questions: own,
            }
        };
        fields.into_iter().map(asked).collect()
    }
}

/// The answers of one thread.
pub(in crate::engine::log) struct Words<'a> {
    engine: &'a TextEngine<'a>,
    questions: &'a [TextQuestion<'a>],
    asked: &'a [Asked],
    letters: Letters,
    answers: Vec<Vec<u8>>,
}

impl<'a> Words<'a> {
    pub fn new(
        engine: &'a TextEngine<'a>,
        questions: &'a [TextQuestion<'a>],
        asked: &'a [Asked],
    ) -> Self {
        Self {
            engine,
            questions,
            asked,
            letters: Letters::default(),
            answers: vec![Vec::new(); questions.len()],
        }
    }

    /// Asks the texts of a batch all questions.
    pub fn take(&mut self, batch: &Batch) {
        let rows = batch.rows.len();
        for asked in self.asked {
            for &question in &asked.questions {
                if let Some(answers) = self.answers.get_mut(question) {
                    answers.clear();
                    answers.resize(rows, UNKNOWN);
                }
            }
            let Some(BatchColumn::Text(texts)) = batch.columns.get(asked.field.0 as usize) else {
                continue;
            };
            for row in 0..rows {
                let text = texts.get(row);
                if text.is_empty() {
                    continue;
                }
                let speech = asked
                    .spotter
                    .may_hold(text, &mut self.letters)
                    .then(|| self.engine.scan(text));
                for &at in &asked.questions {
                    let Some(question) = self.questions.get(at) else {
                        continue;
                    };
                    let holds = speech.as_ref().is_some_and(|speech| {
                        speech.holds(question.speaker, question.cue, question.group, question.by)
                    });
                    let slot = self.answers.get_mut(at).and_then(|all| all.get_mut(row));
                    if let Some(slot) = slot {
                        *slot = if holds { YES } else { NO };
                    }
                }
            }
        }
    }

    /// The answers to a question, row by row.
    pub fn answer(&self, question: usize, to: &mut Vec<u8>) {
        if let Some(answers) = self.answers.get(question) {
            to.extend_from_slice(answers);
        }
    }
}

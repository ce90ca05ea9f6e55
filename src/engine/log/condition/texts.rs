//! Asks the texts of a log every question that the rules have, one reading of each text for all of them.

use super::plan::TextQuestion;
use super::value::cell;
use crate::contact::{Column, Table};
use crate::engine::log::past::{Left, unpack};
use crate::engine::log::truth::Truth;
use crate::engine::text::TextEngine;
use rayon::prelude::*;

/// The answers by question and row of the table; unknown where a row has no text. What earlier runs left holds the answers of its rows.
pub(in crate::engine::log) fn answer_texts(
    table: &Table,
    engine: &TextEngine<'_>,
    questions: &[TextQuestion<'_>],
    past: &[Left],
) -> Vec<Vec<Truth>> {
    let mut answers = vec![vec![Truth::Unknown; table.len()]; questions.len()];
    let mut fields: Vec<_> = questions.iter().map(|question| question.field).collect();
    fields.sort_unstable();
    fields.dedup();
    for field in fields {
        let Column::Text(spans) = table.column(field) else {
            continue;
        };
        let asked: Vec<usize> = (0..questions.len())
            .filter(|&at| questions.get(at).is_some_and(|one| one.field == field))
            .collect();
        let rows: Vec<Option<Vec<Truth>>> = (0..table.len())
            .into_par_iter()
            .map(|row| {
                let text = cell(spans, row).map(|span| table.slice(span))?;
                if let Some(left) = past.get(row) {
                    let known = |&at: &usize| unpack(&left.answers, at);
                    return Some(asked.iter().map(known).collect());
                }
                let speech = engine.scan(text);
                let answer = |question: &TextQuestion<'_>| {
                    Truth::of(speech.holds(
                        question.speaker,
                        question.cue,
                        question.group,
                        question.by,
                    ))
                };
                Some(
                    asked
                        .iter()
                        .filter_map(|&at| questions.get(at))
                        .map(answer)
                        .collect(),
                )
            })
            .collect();
        for (row, answered) in rows.into_iter().enumerate() {
            for (&question, answer) in asked.iter().zip(answered.into_iter().flatten()) {
                if let Some(slot) = answers
                    .get_mut(question)
                    .and_then(|column| column.get_mut(row))
                {
                    *slot = answer;
                }
            }
        }
    }
    answers
}

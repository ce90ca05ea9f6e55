//! Hands batches to a sink, and says which fields reading one means reading others.

use super::super::Sink;
use super::super::layout::Refusal;
use super::Unit;
use super::filling::Filling;
use super::run::{Done, Job, Taker};
use crate::ir::log::{FieldId, FieldSource, Log};

/// Fills one batch after the other for a sink.
pub(super) struct Batches<'a, S> {
    pub(super) sink: S,
    pub(super) log: &'a Log,
    /// By field: an empty cell of several values says that there are none.
    pub(super) told: Vec<bool>,
}

impl<S: Sink> Taker for Batches<'_, S> {
    type Kept = Filling;

    fn store(&self) -> Filling {
        Filling::new(self.log, &self.told)
    }

    fn begin(&mut self, file: u32, _: &Unit, store: &mut Filling) {
        store.begin(file);
    }

    fn end(&mut self, _: &Job, _: &Done, store: &mut Filling) -> Result<(), Refusal> {
        if !store.batch.rows.is_empty() {
            store.end();
            self.sink.take(&store.batch);
        }
        Ok(())
    }
}

/// By field: whether it must be read.
pub(super) fn needed(log: &Log, wanted: &[bool]) -> Vec<bool> {
    let always = ["at", "id", "seq", "debtor", "zone"];
    let mut needed: Vec<bool> = (0..log.fields.len())
        .zip(&log.fields)
        .map(|(at, field)| {
            wanted.get(at).copied().unwrap_or(false)
                || field.required
                || always.contains(&field.name.as_str())
        })
        .collect();
    let mut open: Vec<usize> = (0..needed.len())
        .filter(|&at| needed.get(at) == Some(&true))
        .collect();
    while let Some(at) = open.pop() {
        let source = log.fields.get(at).and_then(|field| field.from.as_ref());
        for FieldId(id) in source.map(sources).unwrap_or_default() {
            if let Some(slot @ false) = needed.get_mut(id as usize) {
                *slot = true;
                open.push(id as usize);
            }
        }
    }
    needed
}

/// The fields that a derived one is made of.
pub(super) fn sources(source: &FieldSource) -> Vec<FieldId> {
    match source {
        FieldSource::Grouped(from, _) => vec![*from],
        FieldSource::Sum(start, seconds) => vec![*start, *seconds],
        FieldSource::Person {
            own, when, other, ..
        } => {
            let mut all = vec![*own, *when];
            all.extend(other);
            all
        }
    }
}

//! Checks events, states and keys: every part selects rows of one log, and keys are fields that can divide it.

use super::checker::{Checker, Row, World};
use super::program::ItemId;
use super::scope::Found;
use super::suggest::did_you_mean;
use super::table::Sort;
use super::types::Type;
use crate::codes::check::{MIXED_LOGS, UNFIT_KEY};
use crate::diag::Problem;
use crate::source::Span;
use crate::syntax::ast::{Event, EventKind, ItemKind, Name, StateItem};
use std::collections::{BTreeMap, BTreeSet};

/// The log of every event and state; those without one (an unknown or circular base) are missing.
pub fn logs(world: World<'_>, items: &[ItemId]) -> BTreeMap<ItemId, ItemId> {
    let mut known: BTreeMap<ItemId, Option<ItemId>> = BTreeMap::new();
    for &id in items {
        let mut path = Vec::new();
        let mut seen = BTreeSet::new();
        let mut at = Some(id);
        // A loop that ends at what is known, not a recursion: no chain of events is too long.
        let log = loop {
            let Some(here) = at else { break None };
            if let Some(&log) = known.get(&here) {
                break log;
            }
            if !seen.insert(here) {
                break None;
            }
            path.push(here);
            at = match world.item(here).map(|item| &item.kind) {
                Some(ItemKind::Log(_)) => break Some(here),
                Some(ItemKind::Event(event)) => base_item(world, here.pack, leftmost(&event.value)),
                Some(ItemKind::State(state)) => base_item(world, here.pack, leftmost(&state.after)),
                _ => None,
            };
        };
        known.extend(path.into_iter().map(|here| (here, log)));
    }
    known
        .into_iter()
        .filter_map(|(id, log)| Some((id, log?)))
        .collect()
}

/// The log that an event reads, by its first name.
pub fn log_of(world: World<'_>, pack: usize, event: &Event) -> Option<ItemId> {
    let base = base_item(world, pack, leftmost(event))?;
    match &world.item(base)?.kind {
        ItemKind::Log(_) => Some(base),
        _ => world.logs.get(&base).copied(),
    }
}

fn base_item(world: World<'_>, pack: usize, (name, plural): (&Name, bool)) -> Option<ItemId> {
    match world.table.find(pack, Sort::Event, &name.text, plural) {
        Found::Item(id) => Some(id),
        _ => None,
    }
}

fn leftmost(event: &Event) -> (&Name, bool) {
    let mut at = event;
    loop {
        at = match &at.kind {
            EventKind::Name { name, plural } => return (name, *plural),
            EventKind::Or(parts) => match parts.first() {
                Some(first) => first,
                None => return (EMPTY, false),
            },
            EventKind::Where(inner, _)
            | EventKind::Rank(_, inner, _)
            | EventKind::Unsupported(inner, _) => inner,
        }
    }
}

static EMPTY: &Name = &Name {
    text: String::new(),
    span: Span {
        file: crate::source::FileId(0),
        start: 0,
        end: 0,
    },
};

impl Checker<'_> {
    /// Checks an event and gives its log. `outer` is the log of the outer row inside `preceded by` and `followed by`.
    pub fn event(&mut self, event: &Event, outer: Option<ItemId>) -> Option<ItemId> {
        match &event.kind {
            EventKind::Name { name, plural } => self.event_name(name, *plural),
            EventKind::Or(parts) => {
                let mut first: Option<(ItemId, Span)> = None;
                for part in parts {
                    let log = self.event(part, outer);
                    match (first, log) {
                        (None, Some(log)) => first = Some((log, part.span)),
                        (Some(first), Some(log)) => self.one_log(first, (log, part.span)),
                        _ => {}
                    }
                }
                first.map(|(log, _)| log)
            }
            EventKind::Where(inner, condition) => {
                let log = self.event(inner, outer);
                match log {
                    Some(log) => self.condition(condition, Row { log, outer }),
                    None => self.silent = true,
                }
                log
            }
            EventKind::Rank(_, inner, per) => {
                // A rank is a row's own, so what it counts cannot hang on an outer row.
                let log = self.event(inner, None);
                self.key(log, per);
                log
            }
            EventKind::Unsupported(inner, word) => {
                let log = self.event(inner, outer);
                self.unsupported(&word.text, word.span);
                log
            }
        }
    }

    fn event_name(&mut self, name: &Name, plural: bool) -> Option<ItemId> {
        let id = self.resolve(Sort::Event, name, plural)?;
        match self.world.item(id).map(|item| &item.kind) {
            Some(ItemKind::Log(_)) => Some(id),
            Some(ItemKind::State(_)) => {
                self.wrong_sort(
                    name,
                    "a state",
                    "an event",
                    format!("write `during {}` in a condition", name.text),
                );
                None
            }
            _ => {
                let log = self.world.logs.get(&id).copied();
                self.silent |= log.is_none();
                log
            }
        }
    }

    /// Reports where two parts read different logs.
    pub fn one_log(&mut self, (first, there): (ItemId, Span), (second, here): (ItemId, Span)) {
        if first == second {
            return;
        }
        let name = |id| self.world.log(id).map_or("", |log| &log.name.text);
        let (one, other) = (name(first), name(second));
        self.report(
            Problem::error(
                MIXED_LOGS,
                here,
                format!("this reads log `{other}`, the rest reads log `{one}`"),
            )
            .related(there, format!("log `{one}`"))
            .help("write a rule for each log"),
        );
    }

    /// Checks an event that must read `log`.
    pub fn event_of(&mut self, event: &Event, log: Option<(ItemId, Span)>, outer: Option<ItemId>) {
        let found = self.event(event, outer);
        if let (Some(log), Some(found)) = (log, found) {
            self.one_log(log, (found, event.span));
        }
    }

    /// Checks a state.
    pub fn state(&mut self, state: &StateItem) {
        let log = self.event(&state.after, None);
        self.key(log, &state.per);
        if let Some(span) = &state.within {
            self.span(span);
        }
        if let Some(until) = &state.until {
            self.event_of(until, log.map(|log| (log, state.after.span)), None);
        }
        if let Some(word) = &state.up_to {
            self.unsupported("up to", word.span);
        }
    }

    /// Checks the fields of a key.
    pub fn key(&mut self, log: Option<ItemId>, fields: &[Name]) {
        for name in fields {
            if matches!(name.text.as_str(), "day" | "week" | "month") {
                self.report(
                    Problem::error(
                        UNFIT_KEY,
                        name.span,
                        format!("`per {}` is a period, never a key", name.text),
                    )
                    .help("periods stand in `forbid more than N E per K per day`"),
                );
                continue;
            }
            let Some(log) = log else {
                self.silent = true;
                continue;
            };
            let ty = self.field(log, name);
            if !ty.keyed() {
                self.unfit(log, name, ty);
            }
        }
    }

    fn unfit(&mut self, log: ItemId, name: &Name, ty: Type) {
        let keys: Vec<_> = self.world.log(log).map_or_else(Vec::new, |item| {
            item.fields
                .iter()
                .map(|field| field.name.text.as_str())
                .filter(|word| self.find_field(log, word).is_some_and(|(_, ty)| ty.keyed()))
                .collect()
        });
        let problem = Problem::error(
            UNFIT_KEY,
            name.span,
            format!("`{}` is {} and cannot be a key", name.text, ty.words()),
        )
        .label("keys are ids, flags, zones or lists of values");
        self.report(did_you_mean(problem, name, keys.into_iter()));
    }
}

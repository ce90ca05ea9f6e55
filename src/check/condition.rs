//! Checks conditions on a row: flags and events that stand alone, comparisons, texts, holidays and looks at other rows.

use super::checker::{Checker, Row};
use super::event::log_of;
use super::program::ItemId;
use super::scope::Found;
use super::suggest::did_you_mean;
use super::table::Sort;
use super::types::Type;
use crate::codes::check::{NOT_A_FLAG, TYPE_MISMATCH, UNKNOWN_NAME};
use crate::diag::Problem;
use crate::syntax::ast::{Condition, ConditionKind, ItemKind, Name, Temporal};

impl Checker<'_> {
    /// Checks a condition on a row.
    pub fn condition(&mut self, condition: &Condition, row: Row) {
        match &condition.kind {
            ConditionKind::And(parts) | ConditionKind::Or(parts) => {
                for part in parts {
                    self.condition(part, row);
                }
            }
            ConditionKind::Not(inner) => self.condition(inner, row),
            ConditionKind::Compare(left, sign, right) => {
                self.comparison(left, *sign, right, Some(row));
            }
            ConditionKind::In { value, set, .. } => {
                let ty = self.value(value, Some(row), None);
                self.set(value, ty, set, Some(row));
            }
            ConditionKind::Text(field, _, group, by) => {
                self.typed(row, field, &[Type::Text], "says, denies, mentions …");
                self.group(group);
                if let Some(party) = by {
                    self.party(party);
                }
            }
            ConditionKind::Said(field, speaker, _, group, by) => {
                self.typed(row, field, &[Type::Text], "said by");
                self.speaker(&speaker.name);
                self.group(group);
                if let Some(party) = by {
                    self.party(party);
                }
            }
            ConditionKind::Matches(field, regex) => {
                self.typed(row, field, &[Type::Text, Type::Id], "matches");
                self.regex(regex);
            }
            ConditionKind::Known(value, _) => {
                self.value(value, Some(row), None);
            }
            ConditionKind::Bare(name) => self.bare(name, row),
            ConditionKind::Holiday(Some(field)) => {
                self.typed(row, field, &[Type::Time, Type::Date], "holiday");
            }
            ConditionKind::Holiday(None) => {
                self.instant(row.log);
            }
            ConditionKind::During(name) => self.during(name, row.log),
            ConditionKind::Preceded(temporal) | ConditionKind::Followed(temporal) => {
                self.temporal(temporal, row.log);
            }
            ConditionKind::Unsupported(word) => self.unsupported(&word.text, word.span),
        }
    }

    /// A speaker is known by the labels that the languages give it; where no language is loaded nothing can be said.
    fn speaker(&mut self, name: &Name) {
        let speakers = self.world.speakers;
        if speakers.is_empty() || speakers.contains(&name.text) {
            return;
        }
        let problem = Problem::error(
            UNKNOWN_NAME,
            name.span,
            format!("no language labels a speaker `{}`", name.text),
        )
        .label("unknown speaker");
        self.report(did_you_mean(
            problem,
            name,
            speakers.iter().map(String::as_str),
        ));
    }

    fn typed(&mut self, row: Row, field: &Name, types: &[Type], word: &str) {
        let ty = self.field(row.log, field);
        if ty != Type::Unknown && !types.contains(&ty) {
            let wanted: Vec<_> = types.iter().map(|ty| ty.words()).collect();
            self.report(
                Problem::error(
                    TYPE_MISMATCH,
                    field.span,
                    format!("`{word}` needs {}", wanted.join(" or ")),
                )
                .label(ty.words()),
            );
        }
    }

    /// A word that stands alone: a flag of the log, else an event. The flag wins, since it is nearest.
    fn bare(&mut self, name: &Name, row: Row) {
        let field = self.find_field(row.log, &name.text);
        if let Some((_, Type::Flag | Type::Unknown)) = field {
            self.field(row.log, name);
            return;
        }
        let table = self.world.table;
        let found = table.find(self.pack, Sort::Event, &name.text, false);
        match (found, field) {
            (Found::Item(id), _) => self.bare_event(name, id, row),
            (_, Some((_, ty))) => self.report(
                Problem::error(
                    NOT_A_FLAG,
                    name.span,
                    format!("`{}` is {}, not a flag", name.text, ty.words()),
                )
                .help(format!("compare it, or write `{} is known`", name.text)),
            ),
            (Found::Silent, None) => self.silent = true,
            (Found::Ambiguous(items), None) => {
                self.report(table.ambiguous(Sort::Event, name, &items));
            }
            (Found::Missing, None) => self.no_flag_no_event(name, row),
        }
    }

    fn bare_event(&mut self, name: &Name, id: ItemId, row: Row) {
        self.bind(name, id);
        if matches!(
            self.world.item(id).map(|item| &item.kind),
            Some(ItemKind::State(_))
        ) {
            self.wrong_sort(
                name,
                "a state",
                "an event",
                format!("write `during {}`", name.text),
            );
            return;
        }
        let log = match self.world.log(id) {
            Some(_) => Some(id),
            None => self.world.logs.get(&id).copied(),
        };
        match log {
            Some(log) => self.one_log((row.log, name.span), (log, name.span)),
            None => self.silent = true,
        }
    }

    fn no_flag_no_event(&mut self, name: &Name, row: Row) {
        let Some(log) = self.world.log(row.log) else {
            self.silent = true;
            return;
        };
        if log.broken {
            self.silent = true;
            return;
        }
        let flags = log
            .fields
            .iter()
            .map(|field| field.name.text.as_str())
            .filter(|word| {
                self.find_field(row.log, word)
                    .is_some_and(|(_, ty)| ty == Type::Flag)
            });
        let events = self.world.table.names(self.pack, Sort::Event);
        let problem = Problem::error(
            UNKNOWN_NAME,
            name.span,
            format!(
                "`{}` is neither a flag of log `{}` nor an event",
                name.text, log.name.text
            ),
        )
        .label("unknown name");
        let problem = did_you_mean(problem, name, flags.chain(events));
        self.report(problem);
    }

    fn during(&mut self, name: &Name, log: ItemId) {
        let Some(id) = self.resolve(Sort::Event, name, false) else {
            return;
        };
        if !matches!(
            self.world.item(id).map(|item| &item.kind),
            Some(ItemKind::State(_))
        ) {
            self.wrong_sort(
                name,
                "an event",
                "a state",
                format!("write `{}` alone, or define a state", name.text),
            );
            return;
        }
        match self.world.logs.get(&id).copied() {
            Some(of) => self.one_log((log, name.span), (of, name.span)),
            None => self.silent = true,
        }
    }

    fn temporal(&mut self, temporal: &Temporal, log: ItemId) {
        if let Some(amount) = &temporal.at_least {
            self.count(amount, 1);
        }
        let inner = log_of(self.world, self.pack, &temporal.event);
        let outer_span = temporal.event.span;
        self.event(&temporal.event, Some(log));
        if let Some(inner) = inner {
            self.one_log((log, outer_span), (inner, temporal.event.span));
        }
        self.key(Some(log), &temporal.per);
        for span in [&temporal.within, &temporal.earlier].into_iter().flatten() {
            self.span(span);
        }
    }
}

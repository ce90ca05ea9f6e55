//! Checks logs: the types of fields, names that repeat, and how fields follow from others.

use super::checker::Checker;
use super::graph::order;
use super::program::ItemId;
use super::suggest::{did_you_mean, listed};
use super::types::{self, Type};
use crate::codes::check::{
    CIRCULAR_DEFINITION, DUPLICATE_NAME, INVALID_FIELD_SOURCE, LOG_WITHOUT_TIME, UNKNOWN_TYPE,
    UNKNOWN_VALUE,
};
use crate::diag::Problem;
use crate::source::Span;
use crate::syntax::ast::{EnumValue, FieldSource, FieldType, LogField, LogItem, Name};
use std::collections::{BTreeMap, BTreeSet};

const TYPES: [&str; 9] = [
    "time", "date", "id", "ids", "number", "text", "flag", "zone", "zones",
];

impl Checker<'_> {
    /// Checks a log.
    pub fn log(&mut self, id: ItemId, log: &LogItem) {
        self.silent |= log.broken;
        self.localized(&log.called);
        self.once(log.fields.iter().map(|field| &field.name), "field");
        for field in &log.fields {
            self.log_field(id, field);
        }
        self.sources_in_a_circle(log);
        if !log.broken && !matches!(self.find_field(id, "at"), Some((_, Type::Time))) {
            self.report(
                Problem::error(
                    LOG_WITHOUT_TIME,
                    log.name.span,
                    format!("log `{}` has no field `at` of type time", log.name.text),
                )
                .help("add `at time required`"),
            );
        }
    }

    /// Fields that follow from one another would never get a value.
    fn sources_in_a_circle(&mut self, log: &LogItem) {
        let place = |name: &Name| {
            log.fields
                .iter()
                .position(|field| field.name.text == name.text)
        };
        let edges: BTreeMap<usize, BTreeSet<usize>> = log
            .fields
            .iter()
            .enumerate()
            .filter_map(|(at, field)| {
                let names: Vec<&Name> = match field.from.as_ref()? {
                    FieldSource::Grouped(from, _) => vec![from],
                    FieldSource::Sum(start, seconds) => vec![start, seconds],
                    FieldSource::Person { own, when, other } => {
                        other.iter().chain([own, &when.0]).collect()
                    }
                };
                Some((at, names.into_iter().filter_map(place).collect()))
            })
            .collect();
        for cycle in order(&edges).cycles {
            let names: Vec<_> = cycle.iter().filter_map(|&at| log.fields.get(at)).collect();
            let Some(first) = names.first() else {
                continue;
            };
            let chain: Vec<_> = names
                .iter()
                .chain([first])
                .map(|field| format!("`{}`", field.name.text))
                .collect();
            self.report(
                Problem::error(
                    CIRCULAR_DEFINITION,
                    first.name.span,
                    format!("fields follow from one another: {}", chain.join(" → ")),
                )
                .help("let one of them stand in the log itself"),
            );
        }
    }

    fn once<'n>(&mut self, names: impl Iterator<Item = &'n Name>, what: &str) {
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        for name in names {
            if let Some(&first) = seen.get(name.text.as_str()) {
                self.report(
                    Problem::error(
                        DUPLICATE_NAME,
                        name.span,
                        format!("{what} `{}` is given twice", name.text),
                    )
                    .label("again here")
                    .related(first, "given here first"),
                );
            } else {
                seen.insert(&name.text, name.span);
            }
        }
    }

    fn log_field(&mut self, log: ItemId, field: &LogField) {
        match &field.ty {
            FieldType::Plain(name) | FieldType::Several(name) => self.type_name(name),
            FieldType::OneOf(values) | FieldType::SeveralOf(values) => self.enumeration(values),
        }
        let may_be_no = match &field.ty {
            FieldType::Plain(name) => name.text == "flag",
            FieldType::SeveralOf(_) => true,
            FieldType::Several(_) | FieldType::OneOf(_) => false,
        };
        if field.empty_is_no && !may_be_no {
            self.report(
                Problem::error(
                    INVALID_FIELD_SOURCE,
                    field.name.span,
                    format!(
                        "`{}` is neither a flag nor `several of`, so an empty cell is not `no`",
                        field.name.text
                    ),
                )
                .help("take `empty is no` away"),
            );
        }
        match &field.from {
            None => {}
            Some(FieldSource::Grouped(from, renamed)) => self.grouped(log, field, from, renamed),
            Some(FieldSource::Sum(start, seconds)) => {
                self.source(log, start, &[Type::Time]);
                self.source(log, seconds, &[Type::Number]);
                self.own(field, &[Type::Time]);
            }
            Some(FieldSource::Person { own, when, other }) => {
                self.source(log, own, &[Type::Id]);
                self.own(field, &[Type::Id]);
                self.value_of(log, &when.0, &when.1);
                for name in other {
                    self.field(log, name);
                }
            }
        }
    }

    fn type_name(&mut self, name: &Name) {
        if name.text == "hours" {
            self.unsupported("hours", name.span);
        } else if !TYPES.contains(&name.text.as_str()) {
            let problem = Problem::error(
                UNKNOWN_TYPE,
                name.span,
                format!("there is no type `{}`", name.text),
            );
            self.report(did_you_mean(problem, name, TYPES.into_iter()));
        }
    }

    fn enumeration(&mut self, values: &[EnumValue]) {
        self.once(values.iter().map(|value| &value.name), "value");
        let mut spelt: BTreeMap<&str, Span> = values
            .iter()
            .map(|value| (value.name.text.as_str(), value.name.span))
            .collect();
        for alias in values.iter().flat_map(|value| &value.aliases) {
            if let Some(first) = spelt.insert(&alias.value, alias.span) {
                self.report(
                    Problem::error(
                        DUPLICATE_NAME,
                        alias.span,
                        format!("`{}` spells two values", alias.value),
                    )
                    .related(first, "given here first"),
                );
            }
        }
    }

    fn grouped(&mut self, log: ItemId, field: &LogField, from: &Name, renamed: &[(Name, Name)]) {
        let (FieldType::OneOf(own) | FieldType::SeveralOf(own)) = &field.ty else {
            self.own(field, &[]);
            return;
        };
        let Type::Enum(_, at) = self.field(log, from) else {
            self.source(log, from, &[]);
            return;
        };
        let Some(item) = self.world.log(log) else {
            return;
        };
        let theirs = types::values(item, at);
        for (old, new) in renamed {
            self.among(old, theirs, &from.text);
            self.among(new, own, &field.name.text);
        }
        let lost: Vec<_> = theirs
            .iter()
            .map(|value| value.name.text.as_str())
            .filter(|word| !renamed.iter().any(|(old, _)| old.text == *word))
            .filter(|word| !own.iter().any(|value| value.name.text == *word))
            .collect();
        if !lost.is_empty() {
            self.report(
                Problem::error(
                    INVALID_FIELD_SOURCE,
                    from.span,
                    format!("`{}` lacks values of `{}`", field.name.text, from.text),
                )
                .help(format!("add or rename {}", listed(lost.into_iter()))),
            );
        }
    }

    fn among(&mut self, name: &Name, values: &[EnumValue], field: &str) {
        if values.iter().any(|value| value.name.text == name.text) {
            return;
        }
        let problem = Problem::error(
            UNKNOWN_VALUE,
            name.span,
            format!("`{field}` is never `{}`", name.text),
        );
        let words = values.iter().map(|value| value.name.text.as_str());
        self.report(did_you_mean(problem, name, words));
    }

    fn value_of(&mut self, log: ItemId, field: &Name, value: &Name) {
        match self.field(log, field) {
            Type::Enum(_, at) => {
                if let Some(item) = self.world.log(log) {
                    self.among(value, types::values(item, at), &field.text);
                }
            }
            Type::Unknown => {}
            ty => self.unfit_source(field, ty),
        }
    }

    fn source(&mut self, log: ItemId, name: &Name, wanted: &[Type]) {
        let ty = self.field(log, name);
        if ty != Type::Unknown && !wanted.contains(&ty) {
            self.unfit_source(name, ty);
        }
    }

    fn own(&mut self, field: &LogField, wanted: &[Type]) {
        let ty = match &field.ty {
            FieldType::Plain(name) => types::plain(&name.text),
            _ => None,
        };
        if ty.is_none_or(|ty| !wanted.contains(&ty)) {
            self.report(
                Problem::error(
                    INVALID_FIELD_SOURCE,
                    field.name.span,
                    format!("`{}` cannot follow like this", field.name.text),
                )
                .help("its type does not fit what `from` gives"),
            );
        }
    }

    fn unfit_source(&mut self, name: &Name, ty: Type) {
        self.report(
            Problem::error(
                INVALID_FIELD_SOURCE,
                name.span,
                format!("`{}` is {}, which does not fit here", name.text, ty.words()),
            )
            .label("unfit source"),
        );
    }
}

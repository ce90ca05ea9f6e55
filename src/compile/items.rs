//! Compiles the items that are no rules: concepts, parties, figures, documents, logs, events, calendars, parameters and
//! languages.

use super::maker::{Maker, Place, index};
use super::words::{label, words};
use crate::check::{ItemId, read_calendar};
use crate::ir::lang;
use crate::ir::log::{Condition, EnumValue, Field, FieldId, FieldSource, FieldType, Log, LogId};
use crate::ir::terms::Weekday;
use crate::ir::text::{
    DocumentKind, DocumentKindId, Figure, FigureId, FigureKind, Party, PartyId, Pattern,
};
use crate::ir::{Calendar, CalendarId, Parameter, ParameterId, ParameterValue};
use crate::syntax::ast::{self, ItemKind, LanguageValue, Name};

impl Maker<'_> {
    /// Compiles an item that is no rule; `None` where that is not possible.
    pub fn item(&mut self, id: ItemId) -> Option<()> {
        let item = self.tree(id)?;
        match &item.kind {
            ItemKind::Concept(concept) => self.concept(id, concept, &item.docs, false),
            ItemKind::Party(party) => self.concept(id, party, &item.docs, true),
            ItemKind::Figure(figure) => self.figure(id, figure, &item.docs),
            ItemKind::Document(document) => self.document(id, document),
            ItemKind::Log(log) => self.log(id, log),
            ItemKind::Event(event) => self.named_event(id, event, &item.docs),
            ItemKind::Calendar(calendar) => self.calendar(id, calendar),
            ItemKind::Parameter(parameter) => self.parameter(id, parameter),
            // States are compiled where they are asked for; packs, uses, languages and rules by themselves.
            ItemKind::State(_)
            | ItemKind::Pack(_)
            | ItemKind::Use(_)
            | ItemKind::Language(_)
            | ItemKind::Table(_)
            | ItemKind::Disclosure(_)
            | ItemKind::Conduct(_) => Some(()),
        }
    }

    fn concept(
        &mut self,
        id: ItemId,
        concept: &ast::Named<ast::Pattern>,
        docs: &[String],
        party: bool,
    ) -> Option<()> {
        let inner = self.pattern(&concept.value)?;
        let full = self.full_name(id.pack, &concept.name.text);
        let pattern = self.share(Pattern::Named(full, inner))?;
        let labels = &mut self.set.text.pattern_labels;
        labels.extend(label(docs).map(|label| (pattern, label)));
        self.concepts.insert(id, pattern);
        if party {
            let at = PartyId(index(self.set.text.parties.len())?);
            self.set.text.parties.push(Party {
                name: concept.name.text.clone(),
                pattern,
            });
            self.parties.insert(id, at);
        }
        Some(())
    }

    fn figure(&mut self, id: ItemId, figure: &ast::FigureItem, docs: &[String]) -> Option<()> {
        let kind = match figure.kind.text.as_str() {
            "rate" => FigureKind::Rate,
            "amount" => FigureKind::Amount,
            "days" | "duration" => FigureKind::Duration,
            "clock" => FigureKind::Clock,
            "count" => FigureKind::Count,
            _ => return None,
        };
        let made = Figure {
            name: figure.name.text.clone(),
            kind,
            near: self.pattern(&figure.near)?,
            within: figure.within.map(|(chars, _)| chars),
        };
        let at = FigureId(index(self.set.text.figures.len())?);
        self.set.text.figures.push(made);
        let labels = &mut self.set.text.figure_labels;
        labels.extend(label(docs).map(|label| (at, label)));
        self.figures.insert(id, at);
        Some(())
    }

    fn document(&mut self, id: ItemId, document: &ast::DocumentItem) -> Option<()> {
        let made = DocumentKind {
            id: self.full_name(id.pack, &document.name.text),
            name: document.name.text.clone(),
            called: words(&document.called),
            title: self.patterns(&document.title)?,
            text: self.patterns(&document.text)?,
            files: document
                .file
                .iter()
                .map(|glob| glob.value.clone())
                .collect(),
        };
        let at = DocumentKindId(index(self.set.text.documents.len())?);
        self.set.text.documents.push(made);
        self.documents.insert(id, at);
        Some(())
    }

    fn log(&mut self, id: ItemId, log: &ast::LogItem) -> Option<()> {
        let fields: Option<Vec<_>> = log
            .fields
            .iter()
            .map(|field| self.log_field(field))
            .collect();
        let full = self.full_name(id.pack, &log.name.text);
        let at = LogId(index(self.set.log.logs.len())?);
        self.set.log.logs.push(Log {
            id: full.clone(),
            name: log.name.text.clone(),
            called: words(&log.called),
            fields: fields?,
        });
        self.logs.insert(id, at);
        let place = self.place_of(id)?;
        let words = log.name.text.clone();
        let event = self.add_event(Some(full), words, place, Condition::Always)?;
        self.events.insert(id, event);
        Some(())
    }

    fn log_field(&self, field: &ast::LogField) -> Option<Field> {
        Some(Field {
            name: field.name.text.clone(),
            docs: field.docs.join("\n"),
            ty: field_type(&field.ty)?,
            required: field.required,
            empty_is_no: field.empty_is_no,
            headers: field
                .headers
                .iter()
                .map(|header| header.value.clone())
                .collect(),
            from: match &field.from {
                None => None,
                Some(from) => Some(self.source(from)?),
            },
        })
    }

    fn source(&self, from: &ast::FieldSource) -> Option<FieldSource> {
        Some(match from {
            ast::FieldSource::Grouped(other, renamed) => FieldSource::Grouped(
                self.field_of(other)?,
                renamed
                    .iter()
                    .map(|(old, new)| (old.text.clone(), new.text.clone()))
                    .collect(),
            ),
            ast::FieldSource::Sum(start, seconds) => {
                FieldSource::Sum(self.field_of(start)?, self.field_of(seconds)?)
            }
            ast::FieldSource::Person { own, when, other } => FieldSource::Person {
                own: self.field_of(own)?,
                when: self.field_of(&when.0)?,
                is: when.1.text.clone(),
                other: self.key(other)? as Vec<FieldId>,
            },
        })
    }

    fn named_event(
        &mut self,
        id: ItemId,
        event: &ast::Named<ast::Event>,
        docs: &[String],
    ) -> Option<()> {
        let place = self.place_of(id)?;
        let condition = self.selects(&event.value, place)?;
        let full = self.full_name(id.pack, &event.name.text);
        let words = self.words(event.value.span);
        let made = self.add_event(Some(full), words, place, condition)?;
        let labels = &mut self.set.log.event_labels;
        labels.extend(label(docs).map(|label| (made, label)));
        self.events.insert(id, made);
        Some(())
    }

    fn calendar(&mut self, id: ItemId, calendar: &ast::CalendarItem) -> Option<()> {
        let mut holidays = calendar.holidays.clone();
        let mut workdays = calendar.workdays.clone();
        for path in &calendar.files {
            let text = self
                .program
                .packs
                .get(id.pack)?
                .companions
                .get(&path.value)?;
            let file = read_calendar(text).ok()?;
            holidays.extend(file.holidays);
            workdays.extend(file.workdays);
        }
        for days in [&mut holidays, &mut workdays] {
            days.sort_unstable();
            days.dedup();
        }
        let mut weekend = calendar.weekend.clone();
        if weekend.is_empty() {
            weekend = vec![Weekday::Sat, Weekday::Sun];
        }
        weekend.sort_unstable();
        weekend.dedup();
        let at = CalendarId(index(self.set.calendars.len())?);
        self.set.calendars.push(Calendar {
            name: self.full_name(id.pack, &calendar.name.text),
            weekend,
            holidays,
            workdays,
        });
        self.calendars.insert(id, at);
        Some(())
    }

    fn parameter(&mut self, id: ItemId, parameter: &ast::ParameterItem) -> Option<()> {
        let place = Place {
            log: None,
            calendar: None,
        };
        let mut values = Vec::new();
        for value in &parameter.values {
            values.push(ParameterValue {
                value: self.value(&value.value, place)?,
                from: value.from.map(|(day, _)| day),
                profile: texts(&value.profile),
                source: value
                    .source
                    .as_ref()
                    .map_or_else(String::new, |source| source.value.clone()),
            });
        }
        // Latest first; of one day, a value for a named profile before one for all.
        values.sort_by(|one, other| {
            (other.from.cmp(&one.from)).then(one.profile.is_empty().cmp(&other.profile.is_empty()))
        });
        let at = ParameterId(index(self.set.parameters.len())?);
        self.set.parameters.push(Parameter {
            name: self.full_name(id.pack, &parameter.name.text),
            values,
        });
        self.parameters.insert(id, at);
        Some(())
    }

    /// Adds the entries of a `language` item to the language of that tag.
    pub fn language(&mut self, item: &ast::Language) {
        let languages = &mut self.set.text.languages;
        let at = languages
            .iter()
            .position(|language| language.tag == item.name.text)
            .unwrap_or_else(|| {
                languages.push(lang::Language {
                    tag: item.name.text.clone(),
                    entries: Vec::new(),
                });
                languages.len() - 1
            });
        if let Some(language) = languages.get_mut(at) {
            language.entries.extend(item.entries.iter().map(entry));
        }
    }
}

fn entry(entry: &ast::LanguageEntry) -> lang::Entry {
    lang::Entry {
        key: entry.key.text.clone(),
        qualifiers: texts(&entry.qualifiers),
        number: entry.number.map(|(number, _)| number),
        values: entry
            .values
            .iter()
            .map(|value| match value {
                LanguageValue::Literal(text) => lang::Value::Literal(text.value.clone()),
                LanguageValue::Regex(text) => lang::Value::Regex(text.value.clone()),
            })
            .collect(),
    }
}

/// The words of names.
pub fn texts(names: &[Name]) -> Vec<String> {
    names.iter().map(|name| name.text.clone()).collect()
}

fn field_type(ty: &ast::FieldType) -> Option<FieldType> {
    Some(match ty {
        ast::FieldType::Plain(name) => match name.text.as_str() {
            "time" => FieldType::Time,
            "date" => FieldType::Date,
            "id" => FieldType::Id { several: false },
            "number" => FieldType::Number,
            "text" => FieldType::Text,
            "flag" => FieldType::Flag,
            "zone" => FieldType::Zone { several: false },
            "ids" => FieldType::Id { several: true },
            "zones" => FieldType::Zone { several: true },
            _ => return None,
        },
        ast::FieldType::Several(name) => match name.text.as_str() {
            "ids" => FieldType::Id { several: true },
            "zones" => FieldType::Zone { several: true },
            _ => return None,
        },
        ast::FieldType::OneOf(values) => FieldType::Enum {
            several: false,
            values: enumeration(values),
        },
        ast::FieldType::SeveralOf(values) => FieldType::Enum {
            several: true,
            values: enumeration(values),
        },
    })
}

fn enumeration(values: &[ast::EnumValue]) -> Vec<EnumValue> {
    values
        .iter()
        .map(|value| EnumValue {
            name: value.name.text.clone(),
            aliases: value
                .aliases
                .iter()
                .map(|alias| alias.value.clone())
                .collect(),
        })
        .collect()
}

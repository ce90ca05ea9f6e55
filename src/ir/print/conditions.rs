//! Prints logs, events, conditions and values.

use super::texts::{cue_word, sign_word};
use super::{Printer, list, missing};
use crate::ir::log::{
    Amount, Condition, Field, FieldId, FieldSource, FieldType, LogId, Set, Span, Temporal, Value,
};
use crate::ir::terms::{Part, TimeUnit};
use crate::ir::{CalendarId, ParameterId};
use std::fmt::{self, Write};

impl Printer<'_> {
    pub(super) fn logs(&mut self) -> fmt::Result {
        for (at, log) in self.set.log.logs.iter().enumerate() {
            let id = u32::try_from(at).ok().map(LogId);
            writeln!(self.out, "log {}", log.id)?;
            self.words("called", &log.called)?;
            for field in &log.fields {
                let text = self.field_line(id, field);
                writeln!(self.out, "  {text}")?;
            }
        }
        Ok(())
    }

    fn field_line(&self, log: Option<LogId>, field: &Field) -> String {
        let mut words = vec![field.name.clone(), type_words(&field.ty)];
        if field.required {
            words.push("required".to_owned());
        }
        if field.empty_is_no {
            words.push("empty is no".to_owned());
        }
        if let Some(from) = &field.from {
            words.push(format!("from {}", self.source(log, from)));
        }
        if !field.headers.is_empty() {
            words.push(format!("named {}", field.headers.join(", ")));
        }
        words.join(" ")
    }

    fn source(&self, log: Option<LogId>, from: &FieldSource) -> String {
        let field = |id: &FieldId| self.field(log, *id);
        match from {
            FieldSource::Grouped(other, renamed) => {
                let renamed = list(renamed, |(old, new)| format!("{old} is {new}"));
                format!("{} {{ {renamed} }}", field(other))
            }
            FieldSource::Sum(start, seconds) => format!("{} + {}", field(start), field(seconds)),
            FieldSource::Person {
                own,
                when,
                is,
                other,
            } => format!(
                "{} where {} is {is} else {}",
                field(own),
                field(when),
                list(other, field)
            ),
        }
    }

    pub(super) fn events(&mut self) -> fmt::Result {
        for (at, event) in self.set.log.events.iter().enumerate() {
            let name = event.name.as_deref().unwrap_or("written out");
            let outer = if event.correlated {
                ", of an outer row"
            } else {
                ""
            };
            writeln!(
                self.out,
                "event e{at} {name} in {}{outer}: {}",
                self.log_name(event.log),
                self.condition(event.log, &event.condition)
            )?;
            writeln!(self.out, "  words {:?}", event.words)?;
        }
        Ok(())
    }

    pub(super) fn log_name(&self, id: LogId) -> String {
        let log = self.set.log.logs.get(id.0 as usize);
        log.map_or_else(|| missing(id.0), |log| log.id.clone())
    }

    pub(super) fn field(&self, log: Option<LogId>, id: FieldId) -> String {
        log.and_then(|log| self.set.log.logs.get(log.0 as usize))
            .and_then(|log| log.fields.get(id.0 as usize))
            .map_or_else(|| missing(id.0), |field| field.name.clone())
    }

    pub(super) fn calendar(&self, id: CalendarId) -> String {
        let calendar = self.set.calendars.get(id.0 as usize);
        calendar.map_or_else(|| missing(id.0), |calendar| calendar.name.clone())
    }

    fn parameter(&self, id: ParameterId) -> String {
        let parameter = self.set.parameters.get(id.0 as usize);
        parameter.map_or_else(|| missing(id.0), |parameter| parameter.name.clone())
    }

    pub(super) fn amount(&self, amount: Amount) -> String {
        match amount {
            Amount::Number(number) => number.to_string(),
            Amount::Parameter(id) => self.parameter(id),
        }
    }

    pub(super) fn span(&self, span: &Span) -> String {
        let next = if span.excludes_first { "next " } else { "" };
        let calendar = span.calendar.map(|id| self.calendar(id));
        let calendar = calendar.map_or_else(String::new, |name| format!(" of {name}"));
        format!(
            "{next}{} {}{calendar}",
            self.amount(span.amount),
            unit_word(span.unit)
        )
    }

    fn condition(&self, log: LogId, condition: &Condition) -> String {
        let value = |value: &Value| self.value(Some(log), value);
        let joined = |parts: &[Condition], word: &str| {
            let parts: Vec<_> = parts.iter().map(|part| self.condition(log, part)).collect();
            format!("({})", parts.join(word))
        };
        match condition {
            Condition::Always => "every row".to_owned(),
            Condition::And(parts) => joined(parts, " and "),
            Condition::Or(parts) => joined(parts, " or "),
            Condition::Not(inner) => format!("not {}", self.condition(log, inner)),
            Condition::Compare(left, sign, right) => {
                format!("{} {} {}", value(left), sign_word(*sign), value(right))
            }
            Condition::In(asked, every, set) => {
                let every = if *every { "every " } else { "" };
                let set = match set {
                    Set::List(members) => format!("{{ {} }}", list(members, value)),
                    Set::Range(from, to, open) => {
                        let dots = if *open { "..<" } else { ".." };
                        format!("{}{dots}{}", value(from), value(to))
                    }
                    Set::Contract(name) => format!("contract.{name}"),
                };
                format!("{every}{} in {set}", value(asked))
            }
            Condition::Text {
                field,
                speaker,
                cue,
                group,
                by,
            } => {
                let speaker = speaker.as_ref().map_or_else(String::new, |speaker| {
                    let first = if speaker.first { "first " } else { "" };
                    format!(" said {first}by {}", speaker.name)
                });
                format!(
                    "{}{speaker} {} {}{}",
                    self.field(Some(log), *field),
                    cue_word(*cue),
                    self.group(group),
                    self.by(*by)
                )
            }
            Condition::Matches(field, regex) => {
                format!("{} matches /{regex}/", self.field(Some(log), *field))
            }
            Condition::Known(asked) => format!("{} is known", value(asked)),
            Condition::Flag(field) => self.field(Some(log), *field),
            Condition::Event(id) => self.event(*id),
            Condition::Holiday(asked, calendar) => {
                let calendar = calendar.map(|id| self.calendar(id));
                let calendar = calendar.map_or_else(String::new, |name| format!(" by {name}"));
                format!("holiday of {}{calendar}", value(asked))
            }
            Condition::Temporal(id) => {
                let temporal = self.set.log.temporals.get(id.0 as usize);
                temporal.map_or_else(|| missing(id.0), |temporal| self.temporal(log, temporal))
            }
        }
    }

    fn temporal(&self, log: LogId, temporal: &Temporal) -> String {
        let mut out = super::Line(String::new());
        match temporal {
            Temporal::Preceded {
                event,
                at_least,
                key,
                within,
                earlier,
            } => {
                out.add("preceded by at least", self.amount(*at_least));
                out.add("of", self.event(*event));
                out.add("per", self.key(log, key));
                out.some("within", within.map(|span| self.span(&span)));
                out.some("earlier by", earlier.map(|span| self.span(&span)));
            }
            Temporal::Followed {
                event,
                at_least,
                key,
                within,
            } => {
                out.add("followed by at least", self.amount(*at_least));
                out.add("of", self.event(*event));
                out.add("per", self.key(log, key));
                out.some("within", within.map(|span| self.span(&span)));
            }
            Temporal::During {
                name,
                after,
                key,
                within,
                until,
            } => {
                out.add("during", name);
                out.add("after", self.event(*after));
                out.add("per", self.key(log, key));
                out.some("within", within.map(|span| self.span(&span)));
                out.some("until", until.map(|event| self.event(event)));
            }
            Temporal::Rank { rank, event, key } => {
                out.add("number", rank.to_string());
                out.add("of", self.event(*event));
                out.add("per", self.key(log, key));
            }
        }
        format!("[{}]", out.0)
    }

    pub(super) fn value(&self, log: Option<LogId>, value: &Value) -> String {
        let pair = |one: &Value, word: &str, other: &Value| {
            format!(
                "({} {word} {})",
                self.value(log, one),
                self.value(log, other)
            )
        };
        match value {
            Value::Field(id) => self.field(log, *id),
            Value::This(id) => format!("this.{}", self.field(log, *id)),
            Value::Contract(name) => format!("contract.{name}"),
            Value::Part(part, inner) => {
                let part = match part {
                    Part::Time => "time",
                    Part::Date => "date",
                    Part::Weekday => "weekday",
                };
                format!("{part} of {}", self.value(log, inner))
            }
            Value::Number(number) => number.to_string(),
            Value::Rate(rate) => format!("{rate}% a year"),
            Value::Duration(span) => self.span(span),
            Value::Clock(seconds) => format!("{:02}:{:02}", seconds / 3600, seconds / 60 % 60),
            Value::Date(date) => date.to_string(),
            Value::Weekday(day) => format!("{day:?}").to_lowercase(),
            Value::Enum(word) => word.clone(),
            Value::Text(text) => format!("{text:?}"),
            Value::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
            Value::Parameter(id) => self.parameter(*id),
            Value::Figure(id) => self.figure(*id),
            Value::Else(one, other) => pair(one, "else", other),
            Value::Add(one, other) => pair(one, "+", other),
            Value::Subtract(one, other) => pair(one, "-", other),
            Value::Multiply(one, other) => pair(one, "*", other),
        }
    }
}

fn type_words(ty: &FieldType) -> String {
    let many = |several: &bool, one: &str, more: &str| if *several { more } else { one }.to_owned();
    match ty {
        FieldType::Time => "time".to_owned(),
        FieldType::Date => "date".to_owned(),
        FieldType::Id { several } => many(several, "id", "ids"),
        FieldType::Number => "number".to_owned(),
        FieldType::Text => "text".to_owned(),
        FieldType::Flag => "flag".to_owned(),
        FieldType::Zone { several } => many(several, "zone", "zones"),
        FieldType::Enum { several, values } => {
            let values = list(values, |value| {
                if value.aliases.is_empty() {
                    value.name.clone()
                } else {
                    format!("{} = {}", value.name, value.aliases.join(" "))
                }
            });
            format!("{} {{ {values} }}", many(several, "one of", "several of"))
        }
    }
}

fn unit_word(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Seconds => "seconds",
        TimeUnit::Minutes => "minutes",
        TimeUnit::Hours => "hours",
        TimeUnit::Days => "days",
        TimeUnit::BusinessDays => "business days",
        TimeUnit::Weeks => "weeks",
        TimeUnit::Months => "months",
        TimeUnit::Years => "years",
    }
}

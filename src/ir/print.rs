//! Prints a compiled rule set as stable, readable lines: the same set always gives the same text, names instead of numbers
//! wherever there is one.

mod conditions;
mod texts;

use super::log::{EventId, FieldId, LogId};
use super::rule::{Body, Conduct, Disclosure, Rule};
use super::terms::{Effect, Period, Severity, Unit};
use super::{RuleSet, Words};
use std::fmt::{self, Write};

/// The rule set as text.
pub fn print(set: &RuleSet) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = Printer { set, out: &mut out }.whole();
    out
}

struct Printer<'a> {
    set: &'a RuleSet,
    out: &'a mut String,
}

impl Printer<'_> {
    fn whole(&mut self) -> fmt::Result {
        for pack in &self.set.packs {
            writeln!(self.out, "pack {} {}", pack.name, pack.version)?;
            self.words("title", &pack.title)?;
            self.words("authority", &pack.authority)?;
            for source in &pack.sources {
                writeln!(self.out, "  source {source:?}")?;
            }
        }
        self.calendars()?;
        self.parameters()?;
        self.texts()?;
        self.logs()?;
        self.events()?;
        for rule in &self.set.rules {
            self.rule(rule)?;
        }
        Ok(())
    }

    fn words(&mut self, what: &str, words: &Words) -> fmt::Result {
        for (tag, text) in [("en", &words.en), ("zh", &words.zh)] {
            if let Some(text) = text {
                writeln!(self.out, "  {what} {tag} {text:?}")?;
            }
        }
        Ok(())
    }

    fn calendars(&mut self) -> fmt::Result {
        for calendar in &self.set.calendars {
            writeln!(
                self.out,
                "calendar {}: weekend {}",
                calendar.name,
                list(&calendar.weekend, |day| format!("{day:?}").to_lowercase())
            )?;
            for (what, days) in [
                ("holidays", &calendar.holidays),
                ("workdays", &calendar.workdays),
            ] {
                if !days.is_empty() {
                    writeln!(self.out, "  {what} {}", list(days, ToString::to_string))?;
                }
            }
        }
        Ok(())
    }

    fn parameters(&mut self) -> fmt::Result {
        for parameter in &self.set.parameters {
            writeln!(self.out, "parameter {}", parameter.name)?;
            for value in &parameter.values {
                write!(self.out, "  {}", self.value(None, &value.value))?;
                if let Some(from) = value.from {
                    write!(self.out, " from {from}")?;
                }
                if !value.profile.is_empty() {
                    write!(self.out, " for lender {}", value.profile.join(", "))?;
                }
                if !value.source.is_empty() {
                    write!(self.out, " {:?}", value.source)?;
                }
                writeln!(self.out)?;
            }
        }
        Ok(())
    }

    fn rule(&mut self, rule: &Rule) -> fmt::Result {
        let kind = match rule.body {
            Body::Disclosure { .. } => "disclosure",
            Body::Conduct { .. } => "conduct",
        };
        let effect = match rule.effect {
            Effect::Prohibition => "prohibition",
            Effect::Presumption => "presumption",
            Effect::SafeHarbour => "safe-harbour",
            Effect::Advice => "advice",
        };
        let severity = match rule.severity {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        let (file, line) = &rule.origin;
        writeln!(
            self.out,
            "{kind} {} {severity} {effect} at {file}:{line}",
            rule.id
        )?;
        self.words("title", &rule.title)?;
        for line in rule.docs.lines() {
            writeln!(self.out, "  /// {line}")?;
        }
        for cite in &rule.cites {
            writeln!(self.out, "  cite {cite:?}")?;
        }
        if !rule.profile.is_empty() {
            writeln!(self.out, "  for lender {}", rule.profile.join(", "))?;
        }
        let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |d| d.to_string());
        if rule.effective != (None, None) {
            let (from, until) = rule.effective;
            writeln!(self.out, "  effective {}..{}", day(from), day(until))?;
        }
        self.words("help", &rule.help)?;
        self.words("suggest", &rule.suggest)?;
        self.body(&rule.body)
    }

    fn body(&mut self, body: &Body) -> fmt::Result {
        match body {
            Body::Disclosure {
                applies,
                statements,
                states,
            } => {
                if !applies.is_empty() {
                    let kinds = list(applies, |id| {
                        let kind = self.set.text.documents.get(id.0 as usize);
                        kind.map_or_else(|| missing(id.0), |kind| kind.id.clone())
                    });
                    writeln!(self.out, "  applies {kinds}")?;
                }
                for statement in statements {
                    let text = self.disclosure(statement);
                    writeln!(self.out, "  {text}")?;
                }
                for states in states {
                    let members = list(&states.members, |(name, pattern)| {
                        format!("{name} = {}", self.pattern(*pattern))
                    });
                    let within = match states.within {
                        Some(at) => format!(" in the units of statement {at}"),
                        None => String::new(),
                    };
                    writeln!(self.out, "  states {}{within}: {members}", states.name)?;
                }
            }
            Body::Conduct {
                log,
                calendar,
                statements,
            } => {
                let calendar = calendar.map(|id| self.calendar(id));
                let calendar =
                    calendar.map_or_else(String::new, |name| format!(" calendar {name}"));
                writeln!(self.out, "  log {}{calendar}", self.log_name(*log))?;
                for statement in statements {
                    let text = self.conduct(*log, statement);
                    writeln!(self.out, "  {text}")?;
                }
            }
        }
        Ok(())
    }

    fn disclosure(&self, statement: &Disclosure) -> String {
        match statement {
            Disclosure::Require(of, sentence) => {
                format!("require {} {}", unit(*of), self.sentence(sentence))
            }
            Disclosure::Forbid(of, sentence) => {
                format!("forbid {} {}", unit(*of), self.sentence(sentence))
            }
            Disclosure::When(of, first, owed, second) => format!(
                "when {} {} require {} {}",
                unit(*of),
                self.sentence(first),
                unit(*owed),
                self.sentence(second)
            ),
            Disclosure::In {
                each,
                unit: of,
                selector,
                forbid,
                demand,
            } => format!(
                "in {}{} where {} {} {}",
                if *each { "each " } else { "" },
                unit(*of),
                self.sentence(selector),
                if *forbid { "forbid" } else { "require" },
                self.sentence(demand)
            ),
        }
    }

    fn conduct(&self, log: LogId, statement: &Conduct) -> String {
        let mut out = Line(String::new());
        match statement {
            Conduct::Forbid(event) => out.add("forbid", self.event(*event)),
            Conduct::Require(event, condition) => {
                out.add("require", self.event(*event));
                out.add("to have", self.event(*condition));
            }
            Conduct::Count {
                limit,
                distinct,
                event,
                key,
                period,
                within,
                since,
            } => {
                out.add("forbid more than", self.amount(*limit));
                if let Some(field) = distinct {
                    out.add("distinct", self.field(Some(log), *field));
                }
                out.add("of", self.event(*event));
                out.add("per", self.key(log, key));
                out.some("per", period.map(|period| period_word(period).to_owned()));
                out.some("within", within.map(|span| self.span(&span)));
                out.some("since", since.map(|event| self.event(event)));
            }
            Conduct::AfterForbid {
                after,
                forbid,
                key,
                within,
                until,
            } => {
                out.add("after", self.event(*after));
                out.add("forbid", self.event(*forbid));
                out.add("per", self.key(log, key));
                out.some("within", within.map(|span| self.span(&span)));
                out.some("until", until.map(|event| self.event(event)));
            }
            Conduct::AfterRequire {
                after,
                require,
                key,
                within,
                unless,
            } => {
                out.add("after", self.event(*after));
                out.add("require", self.event(*require));
                out.add("per", self.key(log, key));
                out.add("within", self.span(within));
                out.some("unless", unless.map(|event| self.event(event)));
            }
            Conduct::Before {
                before,
                chain,
                key,
                within,
                at_least,
            } => {
                let chain: Vec<_> = chain.iter().map(|event| self.event(*event)).collect();
                out.add("before", self.event(*before));
                out.add("require", chain.join(" then "));
                out.add("per", self.key(log, key));
                out.some("within", within.map(|span| self.span(&span)));
                out.some("earlier by", at_least.map(|span| self.span(&span)));
            }
        }
        out.0
    }

    fn key(&self, log: LogId, key: &[FieldId]) -> String {
        if key.is_empty() {
            return "log".to_owned();
        }
        list(key, |field| self.field(Some(log), *field))
    }

    /// An event's name, else its number.
    fn event(&self, id: EventId) -> String {
        let event = self.set.log.events.get(id.0 as usize);
        match event.and_then(|event| event.name.as_ref()) {
            Some(name) => name.clone(),
            None => format!("e{}", id.0),
        }
    }
}

/// A statement that grows by words.
struct Line(String);

impl Line {
    fn add(&mut self, word: &str, rest: impl AsRef<str>) {
        if !self.0.is_empty() {
            self.0.push(' ');
        }
        self.0.push_str(word);
        self.0.push(' ');
        self.0.push_str(rest.as_ref());
    }

    fn some(&mut self, word: &str, rest: Option<String>) {
        if let Some(rest) = rest {
            self.add(word, rest);
        }
    }
}

fn list<T>(items: &[T], words: impl Fn(&T) -> String) -> String {
    items.iter().map(words).collect::<Vec<_>>().join(", ")
}

fn missing(id: u32) -> String {
    format!("#{id}")
}

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Document => "document",
        Unit::Section => "section",
        Unit::Clause => "clause",
        Unit::Item => "item",
        Unit::Paragraph => "paragraph",
        Unit::Sentence => "sentence",
        Unit::Row => "row",
        Unit::Heading => "heading",
    }
}

fn period_word(period: Period) -> &'static str {
    match period {
        Period::Day => "day",
        Period::Week => "week",
        Period::Month => "month",
    }
}

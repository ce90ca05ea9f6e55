//! Prints patterns, sentences, figures, kinds of document and languages.

use super::{Printer, list, missing};
use crate::ir::lang;
use crate::ir::terms::{Comparison, Cue};
use crate::ir::text::{FigureKind, Group, Pattern, PatternId, Sentence};
use std::fmt::{self, Write};

impl Printer<'_> {
    pub(super) fn texts(&mut self) -> fmt::Result {
        let text = &self.set.text;
        for pattern in &text.patterns {
            if let Pattern::Named(name, inner) = pattern {
                writeln!(self.out, "pattern {name} = {}", self.pattern(*inner))?;
            }
        }
        for party in &text.parties {
            writeln!(
                self.out,
                "party {} = {}",
                party.name,
                self.pattern(party.pattern)
            )?;
        }
        for figure in &text.figures {
            let kind = match figure.kind {
                FigureKind::Rate => "rate",
                FigureKind::Amount => "amount",
                FigureKind::Duration => "duration",
                FigureKind::Clock => "clock",
                FigureKind::Count => "count",
            };
            write!(
                self.out,
                "figure {} = {kind} near {}",
                figure.name,
                self.pattern(figure.near)
            )?;
            match figure.within {
                Some(chars) => writeln!(self.out, " within {chars} chars")?,
                None => writeln!(self.out)?,
            }
        }
        for kind in &text.documents {
            writeln!(self.out, "document {}", kind.id)?;
            self.words("called", &kind.called)?;
            for (what, patterns) in [("title", &kind.title), ("text", &kind.text)] {
                for pattern in patterns {
                    writeln!(self.out, "  {what} {}", self.pattern(*pattern))?;
                }
            }
            for glob in &kind.files {
                writeln!(self.out, "  file {glob:?}")?;
            }
        }
        for language in &text.languages {
            writeln!(self.out, "language {}", language.tag)?;
            for entry in &language.entries {
                let mut words = vec![entry.key.clone()];
                words.extend(entry.qualifiers.iter().cloned());
                words.extend(entry.number.map(|number| number.to_string()));
                words.push(list(&entry.values, |value| match value {
                    lang::Value::Literal(word) => format!("{word:?}"),
                    lang::Value::Regex(regex) => format!("/{regex}/"),
                }));
                writeln!(self.out, "  {}", words.join(" "))?;
            }
        }
        Ok(())
    }

    /// A pattern written out, concepts by name.
    pub(super) fn pattern(&self, id: PatternId) -> String {
        let Some(pattern) = self.set.text.patterns.get(id.0 as usize) else {
            return missing(id.0);
        };
        match pattern {
            Pattern::Literal(text) => format!("{text:?}"),
            Pattern::Regex(regex) => format!("/{regex}/"),
            Pattern::Named(name, _) => name.clone(),
            Pattern::Any(parts) => {
                let parts: Vec<_> = parts.iter().map(|part| self.inner(*part)).collect();
                parts.join(" | ")
            }
            Pattern::Then(first, second) => {
                format!("{} then {}", self.inner(*first), self.inner(*second))
            }
            Pattern::Near(one, other, within) => {
                let within =
                    within.map_or_else(String::new, |chars| format!(" within {chars} chars"));
                format!("{} near {}{within}", self.inner(*one), self.inner(*other))
            }
        }
    }

    fn inner(&self, id: PatternId) -> String {
        let text = self.pattern(id);
        match self.set.text.patterns.get(id.0 as usize) {
            Some(Pattern::Any(_) | Pattern::Then(..) | Pattern::Near(..)) => format!("({text})"),
            _ => text,
        }
    }

    pub(super) fn group(&self, group: &Group) -> String {
        match group {
            Group::Pattern(id) => self.inner(*id),
            Group::All(members) => format!("all of {{ {} }}", list(members, |m| self.group(m))),
            Group::AtLeast(least, members) => {
                format!(
                    "at least {least} of {{ {} }}",
                    list(members, |m| self.group(m))
                )
            }
        }
    }

    pub(super) fn by(&self, party: Option<crate::ir::text::PartyId>) -> String {
        party.map_or_else(String::new, |id| {
            let party = self.set.text.parties.get(id.0 as usize);
            let name = party.map_or_else(|| missing(id.0), |party| party.name.clone());
            format!(" by {name}")
        })
    }

    pub(super) fn sentence(&self, sentence: &Sentence) -> String {
        let joined = |parts: &[Sentence], word: &str| {
            let parts: Vec<_> = parts.iter().map(|part| self.sentence(part)).collect();
            format!("({})", parts.join(word))
        };
        match sentence {
            Sentence::And(parts) => joined(parts, " and "),
            Sentence::Or(parts) => joined(parts, " or "),
            Sentence::Not(inner) => format!("not {}", self.sentence(inner)),
            Sentence::Cue(cue, group, by) => {
                format!("{} {}{}", cue_word(*cue), self.group(group), self.by(*by))
            }
            Sentence::About(pattern) => format!("about {}", self.inner(*pattern)),
            Sentence::Prominent(inner) => format!("prominent {}", self.sentence(inner)),
            Sentence::Figure(id, comparison) => {
                let name = self.figure(*id);
                match comparison {
                    Some((sign, value)) => {
                        format!("{name} {} {}", sign_word(*sign), self.value(None, value))
                    }
                    None => name,
                }
            }
        }
    }

    pub(super) fn figure(&self, id: crate::ir::text::FigureId) -> String {
        let figure = self.set.text.figures.get(id.0 as usize);
        let name = figure.map_or_else(|| missing(id.0), |figure| figure.name.clone());
        format!("figure {name}")
    }
}

pub(super) fn cue_word(cue: Cue) -> &'static str {
    match cue {
        Cue::Says => "says",
        Cue::Denies => "denies",
        Cue::Mentions => "mentions",
        Cue::Permits => "permits",
        Cue::Obliges => "obliges",
        Cue::Given => "given",
    }
}

pub(super) fn sign_word(sign: Comparison) -> &'static str {
    match sign {
        Comparison::Equal => "=",
        Comparison::NotEqual => "!=",
        Comparison::Less => "<",
        Comparison::LessOrEqual => "<=",
        Comparison::Greater => ">",
        Comparison::GreaterOrEqual => ">=",
    }
}

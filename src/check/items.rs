//! Checks the smaller items: figures, documents, calendars, parameters, languages and packs.

use super::checker::Checker;
use super::suggest::{did_you_mean, listed};
use super::types::{Type, figure_type};
use crate::codes::check::{
    INVALID_CALENDAR, INVALID_GLOB, OVERLAPPING_VALUES, UNKNOWN_KEY, UNKNOWN_TYPE,
};
use crate::diag::Problem;
use crate::ir::lang::KEYS;
use crate::source::Span;
use crate::syntax::ast::{
    CalendarItem, DocumentItem, FigureItem, Language, LanguageValue, Pack, ParameterItem, Text,
};
use jiff::civil::Date;
use std::collections::BTreeMap;

const KINDS: [&str; 6] = ["rate", "amount", "days", "duration", "clock", "count"];

impl Checker<'_> {
    /// Checks a figure.
    pub fn figure_item(&mut self, figure: &FigureItem) {
        if figure_type(&figure.kind.text).is_none() {
            let problem = Problem::error(
                UNKNOWN_TYPE,
                figure.kind.span,
                format!("there is no kind of figure `{}`", figure.kind.text),
            )
            .label(format!("one of {}", listed(KINDS.into_iter())));
            self.report(did_you_mean(problem, &figure.kind, KINDS.into_iter()));
        }
        self.pattern(&figure.near);
    }

    /// Checks a kind of document.
    pub fn document(&mut self, document: &DocumentItem) {
        self.localized(&document.called);
        for pattern in document.title.iter().chain(&document.text) {
            self.pattern(pattern);
        }
        for glob in &document.file {
            if let Err(error) = globset::Glob::new(&glob.value) {
                self.report(
                    Problem::error(
                        INVALID_GLOB,
                        glob.span,
                        format!("`{}` is no pattern of file names", glob.value),
                    )
                    .label(error.kind().to_string()),
                );
            }
        }
    }

    /// Checks a calendar and the files it names.
    pub fn calendar(&mut self, calendar: &CalendarItem) {
        let mut days: BTreeMap<Date, bool> = BTreeMap::new();
        let written = (calendar.holidays.iter().map(|&day| (day, true)))
            .chain(calendar.workdays.iter().map(|&day| (day, false)));
        for (day, holiday) in written {
            self.one_kind_of_day(&mut days, day, holiday, calendar.name.span);
        }
        for path in &calendar.files {
            let Some(text) = self.companion(path) else {
                continue;
            };
            match read_calendar(text) {
                Ok(file) => {
                    let read = (file.holidays.into_iter().map(|day| (day, true)))
                        .chain(file.workdays.into_iter().map(|day| (day, false)));
                    for (day, holiday) in read {
                        self.one_kind_of_day(&mut days, day, holiday, path.span);
                    }
                }
                Err(why) => self.report(
                    Problem::error(
                        INVALID_CALENDAR,
                        path.span,
                        format!("calendar file `{}` cannot be used", path.value),
                    )
                    .label(why),
                ),
            }
        }
    }

    fn one_kind_of_day(
        &mut self,
        days: &mut BTreeMap<Date, bool>,
        day: Date,
        holiday: bool,
        span: Span,
    ) {
        if *days.entry(day).or_insert(holiday) != holiday {
            self.report(Problem::error(
                INVALID_CALENDAR,
                span,
                format!("{day} is both a holiday and a working day"),
            ));
        }
    }

    /// Checks a parameter and gives the type of its values.
    pub fn parameter(&mut self, parameter: &ParameterItem) -> Type {
        let mut first: Option<(Type, Span)> = None;
        let mut days: BTreeMap<(Option<Date>, Option<&str>), Span> = BTreeMap::new();
        for value in &parameter.values {
            let ty = self.value(&value.value, None, None);
            let here = value.value.span;
            match first {
                Some((of, there)) => {
                    if !self.same(there, of, here, ty) {
                        return Type::Unknown;
                    }
                }
                None => first = Some((ty, here)),
            }
            let profiles: Vec<Option<&str>> = if value.profile.is_empty() {
                vec![None]
            } else {
                value
                    .profile
                    .iter()
                    .map(|name| Some(name.text.as_str()))
                    .collect()
            };
            let from = value.from.map(|(day, _)| day);
            for profile in profiles {
                if let Some(there) = days.insert((from, profile), here) {
                    self.report(
                        Problem::error(
                            OVERLAPPING_VALUES,
                            here,
                            format!("`{}` has two values from the same day", parameter.name.text),
                        )
                        .related(there, "the other value")
                        .help("give each value its own `from DATE`"),
                    );
                }
            }
        }
        first.map_or(Type::Unknown, |(ty, _)| ty)
    }

    /// Checks the entries of a language.
    pub fn language(&mut self, language: &Language) {
        for entry in &language.entries {
            if !KEYS.is_empty() && !KEYS.contains(&entry.key.text.as_str()) {
                let problem = Problem::error(
                    UNKNOWN_KEY,
                    entry.key.span,
                    format!("a language has no entry `{}`", entry.key.text),
                );
                self.report(did_you_mean(problem, &entry.key, KEYS.iter().copied()));
            }
            for value in &entry.values {
                match value {
                    LanguageValue::Literal(text) => self.language_word(text),
                    LanguageValue::Regex(text) => self.regex(text),
                }
            }
        }
    }

    /// A word of a language may be white space (a filler, a blank placeholder), but not nothing.
    fn language_word(&mut self, text: &Text) {
        if text.value.is_empty() {
            self.literal(text);
        }
    }

    /// Checks what a pack says of itself.
    pub fn pack_item(&mut self, pack: &Pack) {
        self.localized(&pack.title);
        self.localized(&pack.authority);
        if let Some(validity) = &pack.effective {
            self.validity(validity);
        }
    }
}

/// The dates of a calendar file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CalendarFile {
    /// Public holidays.
    pub holidays: Vec<Date>,
    /// Make-up working days.
    pub workdays: Vec<Date>,
}

/// Reads a calendar file: `holidays = [2026-01-01, …]` and `workdays = […]`, dates bare or in quotes.
///
/// # Errors
///
/// Says in one line what cannot be read.
pub fn read_calendar(text: &str) -> Result<CalendarFile, String> {
    let table: toml::Table = text
        .parse()
        .map_err(|error: toml::de::Error| error.message().to_owned())?;
    let mut file = CalendarFile::default();
    for (key, value) in &table {
        let days = match key.as_str() {
            "holidays" => &mut file.holidays,
            "workdays" => &mut file.workdays,
            _ => return Err(format!("`{key}` is neither `holidays` nor `workdays`")),
        };
        let Some(values) = value.as_array() else {
            return Err(format!("`{key}` is not a list"));
        };
        for value in values {
            let written = match value {
                toml::Value::String(written) => written.clone(),
                toml::Value::Datetime(date) => date.to_string(),
                other => other.to_string(),
            };
            let day = written
                .parse()
                .map_err(|_| format!("`{written}` is not a date"))?;
            days.push(day);
        }
    }
    Ok(file)
}

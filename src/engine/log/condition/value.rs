//! Reads values: takes a row in one of its readings, gives what a field, a parameter, a contract or a sum is there, or that it is missing.

use super::arithmetic;
use crate::contact::Column;
use crate::engine::log::parameter::{bound_at, parameter_at};
use crate::engine::log::sheet::Sheet;
use crate::engine::log::time::{
    Bound, Day, Instant, Reading, SECOND, ZoneId, day_number, index_of, weekday_index,
};
use crate::ir::log::{FieldId, FieldType, Value};
use crate::ir::terms::Part;

/// A time as it is read on the clock of a row: certain where first and last are the same.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Time {
    /// The first instant that it may be.
    pub first: Instant,
    /// The last.
    pub last: Instant,
    /// The first and the last local date that it may be on.
    pub days: (Day, Day),
    /// The local clock in microseconds, if it is known.
    pub clock: Option<i64>,
    /// The zone whose clock it is.
    pub zone: ZoneId,
}

/// What a value is for one row.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Val<'t> {
    /// Not known.
    Missing,
    /// A number or a rate.
    Number(f64),
    /// Microseconds from midnight.
    Clock(i64),
    /// A date.
    Day(Day),
    /// From Monday = 0.
    Weekday(u8),
    /// yes or no.
    Flag(bool),
    /// An id, a text or a value of an enumeration.
    Word(&'t str),
    /// Several of them, and whether there are no others.
    Words(Vec<&'t str>, bool),
    /// An instant.
    Time(Time),
    /// A span of time.
    Span(Bound),
}

impl Val<'_> {
    pub(super) fn is_missing(&self) -> bool {
        matches!(self, Val::Missing)
    }

    /// Whether nothing is there: the value is missing, or a list that is known to be empty.
    pub(super) fn is_absent(&self) -> bool {
        self.is_missing() || matches!(self, Val::Words(words, true) if words.is_empty())
    }
}

/// A row in one of its readings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    /// The row of the table.
    pub row: u32,
    /// How its time is read; `None` for a row without a time.
    pub reading: Option<&'a Reading>,
}

/// What values are read from.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    /// The log.
    pub sheet: &'a Sheet<'a>,
    /// The row that is asked.
    pub own: Place<'a>,
    /// The row that `this` means.
    pub outer: Option<Place<'a>>,
}

impl<'a> Scope<'a> {
    /// What a value is.
    pub fn read(&self, value: &'a Value) -> Val<'a> {
        match value {
            Value::Field(field) => self.field(self.own, *field),
            Value::This(field) => self
                .outer
                .map_or(Val::Missing, |outer| self.field(outer, *field)),
            Value::Contract(name) => self.contract(name),
            Value::Part(part, inner) => take_part(*part, &self.read(inner)),
            Value::Number(number) | Value::Rate(number) => Val::Number(*number),
            Value::Duration(span) => Val::Span(bound_at(
                self.sheet.rules,
                self.sheet.profile,
                span,
                None,
                self.day(),
            )),
            Value::Clock(seconds) => Val::Clock(i64::from(*seconds) * SECOND),
            Value::Date(date) => Val::Day(day_number(*date)),
            Value::Weekday(weekday) => Val::Weekday(index_of(*weekday)),
            Value::Enum(name) | Value::Text(name) => Val::Word(name),
            Value::Flag(flag) => Val::Flag(*flag),
            Value::Parameter(id) => self
                .day()
                .and_then(|day| parameter_at(self.sheet.rules, self.sheet.profile, *id, day))
                .map_or(Val::Missing, |value| match value {
                    // A parameter's value has no fields and so needs no row; another parameter would not end.
                    Value::Parameter(_) => Val::Missing,
                    value => self.read(value),
                }),
            Value::Figure(_) => Val::Missing,
            Value::Else(first, second) => match self.read(first) {
                first if first.is_absent() => self.read(second),
                first => first,
            },
            Value::Add(left, right) => {
                arithmetic::add(self.sheet, self.read(left), self.read(right))
            }
            Value::Subtract(left, right) => {
                arithmetic::subtract(self.sheet, self.read(left), self.read(right))
            }
            Value::Multiply(left, right) => arithmetic::multiply(self.read(left), self.read(right)),
        }
    }

    /// The words that the row's contract states.
    pub fn contract(&self, name: &str) -> Val<'a> {
        self.sheet
            .contracts
            .words(self.sheet.table, self.own.row, name)
            .map_or(Val::Missing, |words| {
                Val::Words(words.iter().map(String::as_str).collect(), true)
            })
    }

    fn day(&self) -> Option<Day> {
        self.own.reading.map(|reading| reading.day)
    }

    fn field(&self, place: Place<'a>, field: FieldId) -> Val<'a> {
        let (sheet, row) = (self.sheet, place.row as usize);
        let table = sheet.table;
        let known = match table.column(field) {
            Column::Absent => self.absent(field),
            Column::Time(_) => self.time(place, field),
            Column::Id(codes) => cell(codes, row).map(|code| Val::Word(table.name(code))),
            Column::Ids(codes) => match codes.get(row) {
                [] => None,
                codes => Some(Val::Words(
                    codes.iter().map(|&code| table.name(code)).collect(),
                    true,
                )),
            },
            Column::Number(numbers) => cell(numbers, row).map(Val::Number),
            Column::Text(spans) => cell(spans, row).map(|span| Val::Word(table.slice(span))),
            Column::Flag(flags) => cell(flags, row)
                .map(Val::Flag)
                .or_else(|| self.absent(field)),
            Column::Enum(values) => {
                cell(values, row).and_then(|value| self.enum_name(field, value).map(Val::Word))
            }
            Column::Enums { values, whole } => match values.get(row) {
                [] if cell(whole, row) != Some(true) => None,
                listed => Some(Val::Words(
                    listed
                        .iter()
                        .filter_map(|&value| self.enum_name(field, value))
                        .collect(),
                    cell(whole, row) == Some(true),
                )),
            },
        };
        known.unwrap_or(Val::Missing)
    }

    fn absent(&self, field: FieldId) -> Option<Val<'a>> {
        let field = self.sheet.log.fields.get(field.0 as usize)?;
        field.absent_is_no().then_some(Val::Flag(false))
    }

    fn enum_name(&self, field: FieldId, value: u16) -> Option<&'a str> {
        match &self.sheet.log.fields.get(field.0 as usize)?.ty {
            FieldType::Enum { values, .. } => {
                values.get(value as usize).map(|value| value.name.as_str())
            }
            _ => None,
        }
    }

    fn time(&self, place: Place<'a>, field: FieldId) -> Option<Val<'a>> {
        let (table, log) = (self.sheet.table, self.sheet.log);
        let Column::Time(stamps) = table.column(field) else {
            return None;
        };
        let stamp = cell(stamps, place.row as usize)?;
        let schema = log.fields.get(field.0 as usize)?;
        if schema.ty == FieldType::Date {
            return Some(Val::Day(day_number(stamp.civil.date())));
        }
        if schema.name == "at" {
            let reading = place.reading?;
            return Some(Val::Time(Time {
                first: reading.first,
                last: reading.last,
                days: (reading.day, reading.day),
                clock: reading.clock,
                zone: reading.zone,
            }));
        }
        let clock = &self.sheet.clock;
        let mut readings = Vec::with_capacity(2);
        let placement = clock.placement(table, log, place.row as usize);
        clock.read(stamp, &placement, &mut readings);
        let zone = place.reading.map(|reading| reading.zone);
        if readings.iter().any(|one| Some(one.zone) == zone) {
            readings.retain(|one| Some(one.zone) == zone);
        }
        let first = readings.first()?;
        let mut time = Time {
            first: first.first,
            last: first.last,
            days: (first.day, first.day),
            clock: first.clock,
            zone: first.zone,
        };
        for other in &readings {
            time.first = time.first.min(other.first);
            time.last = time.last.max(other.last);
            time.days = (time.days.0.min(other.day), time.days.1.max(other.day));
            if time.clock != other.clock {
                time.clock = None;
            }
        }
        Some(Val::Time(time))
    }
}

pub(super) fn cell<T: Copy>(values: &[Option<T>], row: usize) -> Option<T> {
    values.get(row).copied().flatten()
}

/// The one date of a value, if it has one.
pub(super) fn day_of(value: &Val<'_>) -> Option<Day> {
    match value {
        Val::Day(day) => Some(*day),
        Val::Time(time) if time.days.0 == time.days.1 => Some(time.days.0),
        _ => None,
    }
}

fn take_part<'t>(part: Part, value: &Val<'t>) -> Val<'t> {
    let taken = match (part, value) {
        (Part::Time, Val::Time(time)) => time.clock.map(Val::Clock),
        (Part::Time, _) => None,
        (Part::Date, value) => day_of(value).map(Val::Day),
        (Part::Weekday, value) => day_of(value).map(|day| Val::Weekday(weekday_index(day))),
    };
    taken.unwrap_or(Val::Missing)
}

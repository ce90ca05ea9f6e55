//! Evaluates the condition of an event on a row: takes what is known of other events and looks back, gives the truth that every
//! reading of the row agrees on.

use super::compare::{compare, holiday, member};
use super::plan::{Cond, Plan};
use super::value::{Place, Scope, cell};
use crate::contact::Column;
use crate::engine::log::sheet::Sheet;
use crate::engine::log::time::{Reading, ZoneId};
use crate::engine::log::truth::Truth;
use crate::ir::CalendarId;
use crate::ir::log::{EventId, FieldId, TemporalId};

/// What is known of the rows of a run: by event and by temporal condition, row by row.
#[derive(Debug, Default)]
pub(in crate::engine::log) struct Columns {
    /// By event.
    pub events: Vec<Option<Vec<Truth>>>,
    /// By temporal condition.
    pub temporals: Vec<Option<Vec<Truth>>>,
}

impl Columns {
    fn event(&self, id: EventId, place: usize) -> Option<Truth> {
        let column = self.events.get(id.0 as usize)?.as_ref()?;
        column.get(place).copied()
    }

    fn temporal(&self, id: TemporalId, place: usize) -> Truth {
        self.temporals
            .get(id.0 as usize)
            .and_then(Option::as_ref)
            .and_then(|column| column.get(place).copied())
            .unwrap_or(Truth::Unknown)
    }
}

/// Evaluates conditions on the rows of one run.
#[derive(Clone, Copy)]
pub(in crate::engine::log) struct Judge<'a> {
    /// The log.
    pub sheet: &'a Sheet<'a>,
    /// The conditions.
    pub plan: &'a Plan<'a>,
    /// The answers of the texts, by question and row of the table.
    pub texts: &'a [Vec<Truth>],
    /// The calendar of the rule that an event belongs to, by event.
    pub calendars: &'a [Option<CalendarId>],
    /// What is known so far.
    pub columns: &'a Columns,
    /// The zone in which clocks are read.
    pub zone: Option<ZoneId>,
}

/// A row: its place in the run and in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::engine::log) struct At {
    /// Index into the rows of the run.
    pub place: usize,
    /// Index into the rows of the table.
    pub row: u32,
}

impl<'a> Judge<'a> {
    /// Whether an event is true of a row, seen from an outer row if the event speaks of one.
    pub fn holds(&self, event: EventId, at: At, outer: Option<u32>) -> Truth {
        let Some(condition) = self.plan.event(event) else {
            return Truth::Unknown;
        };
        if let (None, [reading]) = (outer, self.sheet.clock.readings(at.row)) {
            // Nearly every row: one reading, no outer row.
            let scope = Scope {
                sheet: self.sheet,
                own: Place {
                    row: at.row,
                    reading: Some(reading),
                },
                outer: None,
            };
            return self.eval(condition, event, at.place, &scope, true);
        }
        let own = self.readings(at.row);
        let outers: Vec<Option<Place<'a>>> = match outer {
            None => vec![None],
            Some(row) => self
                .readings(row)
                .into_iter()
                .map(|reading| Some(Place { row, reading }))
                .collect(),
        };
        let alone = own.len() == 1;
        Truth::agreed(own.iter().flat_map(|&reading| {
            let place = Place {
                row: at.row,
                reading,
            };
            outers.iter().map(move |&outer| {
                let scope = Scope {
                    sheet: self.sheet,
                    own: place,
                    outer,
                };
                self.eval(condition, event, at.place, &scope, alone)
            })
        }))
    }

    /// What a condition of an event that looks at no other row comes to, where the row has one reading.
    pub fn by_itself(&self, condition: &'a Cond<'a>, event: EventId, row: u32) -> Truth {
        let scope = Scope {
            sheet: self.sheet,
            own: Place {
                row,
                reading: self.sheet.clock.readings(row).first(),
            },
            outer: None,
        };
        self.eval(condition, event, row as usize, &scope, true)
    }

    /// The truth of a part of an event's condition, on which all readings of the row agree.
    pub(super) fn truth(&self, condition: &'a Cond<'a>, event: EventId, at: At) -> Truth {
        Truth::agreed(self.readings(at.row).into_iter().map(|reading| {
            let own = Place {
                row: at.row,
                reading,
            };
            let scope = Scope {
                sheet: self.sheet,
                own,
                outer: None,
            };
            self.eval(condition, event, at.place, &scope, false)
        }))
    }

    fn readings(&self, row: u32) -> Vec<Option<&'a Reading>> {
        let readings: Vec<_> = self
            .sheet
            .clock
            .readings_in(row, self.zone)
            .map(Some)
            .collect();
        if readings.is_empty() {
            vec![None]
        } else {
            readings
        }
    }

    // `alone`: the row has one reading, so that what is known of its other events can be taken over.
    fn eval(
        &self,
        condition: &'a Cond<'a>,
        event: EventId,
        place: usize,
        scope: &Scope<'a>,
        alone: bool,
    ) -> Truth {
        let inner = |one: &'a Cond<'a>| self.eval(one, event, place, scope, alone);
        match condition {
            Cond::Always => Truth::Yes,
            Cond::And(all) => {
                let mut truth = Truth::Yes;
                for one in all {
                    truth = truth.and(inner(one));
                    if truth == Truth::No {
                        break;
                    }
                }
                truth
            }
            Cond::Or(any) => {
                let mut truth = Truth::No;
                for one in any {
                    truth = truth.or(inner(one));
                    if truth == Truth::Yes {
                        break;
                    }
                }
                truth
            }
            Cond::Not(one) => !inner(one),
            Cond::OneOf(field, mask, every) => self.one_of(scope.own.row, *field, mask, *every),
            Cond::Compare(left, sign, right) => {
                compare(&scope.read(left), *sign, &scope.read(right))
            }
            Cond::In(value, every, set) => member(scope, &scope.read(value), *every, set),
            Cond::Text(question) => self
                .texts
                .get(*question)
                .and_then(|answers| answers.get(scope.own.row as usize).copied())
                .unwrap_or(Truth::Unknown),
            Cond::Matches(field, expression) => {
                expression.as_ref().map_or(Truth::Unknown, |expression| {
                    self.matches(scope.own.row, *field, expression)
                })
            }
            Cond::Known(value) => Truth::of(!scope.read(value).is_absent()),
            Cond::Flag(field) => self.flag(scope.own.row, *field),
            Cond::Event(other) => {
                let known = alone.then(|| self.columns.event(*other, place)).flatten();
                known.unwrap_or_else(|| {
                    self.plan.event(*other).map_or(Truth::Unknown, |condition| {
                        self.eval(condition, *other, place, scope, alone)
                    })
                })
            }
            Cond::Holiday(value, calendar) => {
                let own = self.calendars.get(event.0 as usize).copied().flatten();
                holiday(scope, &scope.read(value), calendar.or(own))
            }
            Cond::Temporal(id) => self.columns.temporal(*id, place),
        }
    }

    fn one_of(&self, row: u32, field: FieldId, mask: &[bool], every: bool) -> Truth {
        let row = row as usize;
        let holds = |value: &u16| mask.get(*value as usize).copied().unwrap_or(false);
        match self.sheet.table.column(field) {
            Column::Enum(values) => {
                cell(values, row).map_or(Truth::Unknown, |value| Truth::of(holds(&value)))
            }
            Column::Enums { values, whole } => {
                let listed = values.get(row);
                let whole = cell(whole, row) == Some(true);
                if listed.is_empty() && !whole {
                    Truth::Unknown
                } else if every {
                    Truth::between(whole && listed.iter().all(holds), listed.iter().all(holds))
                } else {
                    Truth::between(listed.iter().any(holds), !whole || listed.iter().any(holds))
                }
            }
            _ => Truth::Unknown,
        }
    }

    fn flag(&self, row: u32, field: FieldId) -> Truth {
        let known = match self.sheet.table.column(field) {
            Column::Flag(flags) => cell(flags, row as usize),
            _ => None,
        };
        let empty_is_no = self
            .sheet
            .log
            .fields
            .get(field.0 as usize)
            .is_some_and(|field| field.empty_is_no);
        match known {
            Some(flag) => Truth::of(flag),
            None if empty_is_no => Truth::No,
            None => Truth::Unknown,
        }
    }

    fn matches(&self, row: u32, field: FieldId, expression: &regex::Regex) -> Truth {
        let (table, row) = (self.sheet.table, row as usize);
        let is_match = |text: &str| Truth::of(expression.is_match(text));
        match table.column(field) {
            Column::Text(spans) => {
                cell(spans, row).map_or(Truth::Unknown, |span| is_match(table.slice(span)))
            }
            Column::Id(codes) => {
                cell(codes, row).map_or(Truth::Unknown, |code| is_match(table.name(code)))
            }
            Column::Ids(codes) => match codes.get(row) {
                [] => Truth::Unknown,
                codes => codes
                    .iter()
                    .map(|&code| is_match(table.name(code)))
                    .fold(Truth::No, Truth::or),
            },
            _ => Truth::Unknown,
        }
    }
}

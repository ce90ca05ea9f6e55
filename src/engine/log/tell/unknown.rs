//! Finds what is not known about a row among what a statement reads, and puts it into words.

use super::words::same;
use crate::contact::{Column, describe_value};
use crate::engine::log::need::Need;
use crate::engine::log::sheet::Sheet;
use crate::engine::log::time::Reading;
use crate::ir::Words;
use crate::ir::log::{FieldId, Log};

/// What is not known about a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::engine::log) enum Unknown {
    /// The value of a field.
    Field(FieldId),
    /// The time of day.
    Clock,
    /// The zone, where other rows have one.
    Zone,
    /// Which of several zones.
    WhichZone,
    /// Which of the two instants of a clock that was set back.
    WhichInstant,
}

impl Unknown {
    /// Its words.
    pub fn words(self, log: &Log) -> Words {
        match self {
            Unknown::Field(field) => {
                let known = log.fields.get(field.0 as usize);
                same(format!("`{}`", known.map_or("", |field| &field.name)))
            }
            Unknown::Clock => Words::both("the time of day", "当日时刻"),
            Unknown::Zone => Words::both("its zone", "所在时区"),
            Unknown::WhichZone => Words::both("which of its zones", "所在时区"),
            Unknown::WhichInstant => Words::both(
                "which of two instants, for the clock was set back",
                "时钟回拨，无法确定是哪一刻",
            ),
        }
    }
}

/// Whether a row does not say what the value of a field is.
pub(in crate::engine::log) fn is_unknown(sheet: &Sheet<'_>, field: FieldId, row: u32) -> bool {
    let Some(known) = sheet.log.fields.get(field.0 as usize) else {
        return false;
    };
    match sheet.table.column(field) {
        Column::Absent => !known.absent_is_no(),
        // Not even a list that is empty is sure to be so where some of its values could not be read.
        Column::Enums { whole, .. } => whole.get(row as usize).copied().flatten() != Some(true),
        _ => {
            !known.empty_is_no
                && describe_value(sheet.table, row as usize, sheet.log, field).is_none()
        }
    }
}

/// What is not known about a row among what a statement reads: empty cells, but for some columns, and what is open about its time.
pub(in crate::engine::log) fn unknowns(
    sheet: &Sheet<'_>,
    need: &Need,
    but: &[FieldId],
    row: u32,
) -> Vec<Unknown> {
    let mut unknown: Vec<Unknown> = Vec::new();
    for &field in need.fields.iter().filter(|field| !but.contains(field)) {
        if is_unknown(sheet, field, row) {
            unknown.push(Unknown::Field(field));
        }
    }
    let readings = sheet.clock.readings(row);
    let Some(first) = readings.first() else {
        return unknown;
    };
    if need.clock && readings.iter().any(|reading| reading.clock.is_none()) {
        unknown.push(Unknown::Clock);
    }
    let vague = |reading: &Reading| reading.clock.is_some() && reading.first != reading.last;
    if need.clock && readings.iter().any(vague) {
        unknown.push(Unknown::Zone);
    }
    if readings.iter().any(|reading| reading.zone != first.zone) {
        if need.clock || need.dates {
            unknown.push(Unknown::WhichZone);
        }
    } else if need.clock && readings.iter().any(|reading| reading.first != first.first) {
        unknown.push(Unknown::WhichInstant);
    }
    unknown
}

/// The same in words.
pub(super) fn unknown_words(sheet: &Sheet<'_>, need: &Need, row: u32) -> Vec<Words> {
    unknowns(sheet, need, &[], row)
        .into_iter()
        .map(|one| one.words(sheet.log))
        .collect()
}

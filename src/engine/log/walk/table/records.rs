//! Makes classes and records of the rows of a table: facts are the truths of events, extras are cells.

use super::atoms::Formulas;
use crate::contact::{Column, Position};
use crate::engine::log::ground::Ground;
use crate::engine::log::key::field_cells;
use crate::engine::log::need::{Need, key_of, temporal_key};
use crate::engine::log::run::Run;
use crate::engine::log::sheet::Sheet;
use crate::engine::log::tell::is_unknown;
use crate::engine::log::walk::ready::conduct;
use crate::engine::log::walk::types::{Class, Extra, Formula, instant_word, seq_word};
use crate::ir::log::{EventId, Field, FieldId};
use crate::ir::rule::Conduct;
use std::collections::HashMap;

/// What was made of a table.
pub(super) struct Made {
    pub classes: Vec<Class>,
    pub extras: Vec<Extra>,
    pub events: Formulas,
    pub absent: Vec<bool>,
    /// The rows with a key.
    pub records: Vec<u64>,
    /// Those without.
    pub lone: Vec<u64>,
}

/// Makes records of all rows of a run, for lines by a field.
pub(super) fn make(
    run: &Run<'_>,
    formulas: &Formulas,
    statements: &[(usize, usize)],
    field: FieldId,
) -> Option<Made> {
    let sheet = run.base.sheet;
    let extras = extras_of(sheet, formulas, statements, field)?;
    let mut classes: HashMap<Class, u64> = HashMap::new();
    let mut texts: HashMap<&str, u64> = HashMap::new();
    let (mut records, mut lone) = (Vec::new(), Vec::new());
    for (place, &row) in run.rows.iter().enumerate() {
        let mut class = class_of(run, place, row);
        let mut cell =
            |field: FieldId| match field_cells(sheet, row as usize, field, &mut texts).as_slice() {
                [] => 0,
                [value] => mixed(*value),
                _ => {
                    class.hazy = true;
                    0
                }
            };
        let key = cell(field);
        let words: Vec<u64> = extras
            .iter()
            .map(|extra| match extra {
                Extra::Field(field) => cell(*field),
                Extra::Seq => seq_word(sheet.seq_of(row)),
            })
            .collect();
        let id = match sheet.log.field("id").map(|id| sheet.table.column(id)) {
            Some(Column::Id(codes)) => codes.get(row as usize).copied().flatten(),
            _ => None,
        };
        let fresh = classes.len() as u64;
        let number = *classes.entry(class).or_insert(fresh);
        let instant = run.moment(place)?.earliest;
        let to = if key == 0 { &mut lone } else { &mut records };
        let id = id.map_or(0, |id| u64::from(id) + 1);
        // Rows without a key stand together by their ids.
        to.push(if key == 0 { mixed(id) } else { key });
        to.push(instant_word(instant));
        to.push(Position::new(0, u64::from(row)).0);
        to.push(number | id << 32);
        to.extend(words);
    }
    let mut ordered = vec![Class::default(); classes.len()];
    for (class, at) in classes {
        *ordered.get_mut(usize::try_from(at).ok()?)? = class;
    }
    let fields = (0u32..).zip(&sheet.log.fields);
    Some(Made {
        classes: ordered,
        events: numbered(formulas, &extras)?,
        extras,
        absent: fields
            .map(|(field, _)| matches!(sheet.table.column(FieldId(field)), Column::Absent))
            .collect(),
        records,
        lone,
    })
}

// A number that is not 0 and spreads over all bits.
fn mixed(value: u64) -> u64 {
    let product = value.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (product ^ product >> 31) | 1
}

fn class_of(run: &Run<'_>, place: usize, row: u32) -> Class {
    let sheet = run.base.sheet;
    let count = sheet.rules.log.events.len();
    let (mut sure, mut possible) = (
        vec![0u64; count.div_ceil(64)],
        vec![0u64; count.div_ceil(64)],
    );
    for at in 0..count {
        let truth = run.event(EventId(u32::try_from(at).unwrap_or(u32::MAX)), place);
        for (words, is_so) in [
            (&mut sure, truth.is_sure()),
            (&mut possible, truth.is_possible()),
        ] {
            if let Some(word) = words.get_mut(at / 64) {
                *word |= u64::from(is_so) << (at % 64);
            }
        }
    }
    let mut missing = vec![0u64; sheet.log.fields.len().div_ceil(64)];
    for field in (0u32..).zip(&sheet.log.fields).map(|(field, _)| field) {
        if let Some(word) = missing.get_mut(field as usize / 64) {
            *word |= u64::from(is_unknown(sheet, FieldId(field), row)) << (field % 64);
        }
    }
    let readings = sheet.clock.readings(row);
    let certain = |reading: &crate::engine::log::time::Reading| {
        reading.first == reading.last && reading.clock.is_some()
    };
    Class {
        sure: sure.into(),
        possible: possible.into(),
        missing: missing.into(),
        zone: readings.first().map_or(0, |reading| reading.zone.0),
        hazy: readings.len() != 1 || !readings.iter().all(certain),
    }
}

// All fields that divide lines further, are counted or compared, and `seq`.
fn extras_of(
    sheet: &Sheet<'_>,
    formulas: &Formulas,
    statements: &[(usize, usize)],
    own: FieldId,
) -> Option<Vec<Extra>> {
    let tables = &sheet.rules.log;
    let mut fields: Vec<FieldId> = Vec::new();
    for &at in statements {
        let statement = conduct(sheet.rules.rules.get(at.0)?, at.1)?;
        let mut need = Need::default();
        need.statement(tables, sheet.log, statement);
        let looks = need.temporals.iter();
        let looks = looks.filter_map(|id| tables.temporals.get(id.0 as usize));
        fields.extend(key_of(statement).into_iter().flatten());
        fields.extend(looks.flat_map(temporal_key));
        fields.retain(|&field| field != own);
        if let Conduct::Count {
            distinct: Some(field),
            ..
        } = statement
        {
            fields.push(*field);
        }
    }
    for formula in formulas.iter().flatten() {
        compared(formula, &mut fields);
    }
    fields.sort_unstable();
    fields.dedup();
    let mut extras: Vec<Extra> = fields.into_iter().map(Extra::Field).collect();
    if sheet
        .log
        .fields
        .iter()
        .any(|field: &Field| field.name == "seq")
    {
        extras.push(Extra::Seq);
    }
    Some(extras)
}

fn compared(formula: &Formula, fields: &mut Vec<FieldId>) {
    match formula {
        Formula::And(all) | Formula::Or(all) => all.iter().for_each(|one| compared(one, fields)),
        Formula::Not(inner) => compared(inner, fields),
        Formula::Same { own, outer } => fields.extend(
            [own, outer]
                .into_iter()
                .filter_map(|&field| u32::try_from(field).ok())
                .map(FieldId),
        ),
        Formula::Fact(_) | Formula::Event(_) | Formula::Temporal(_) => {}
    }
}

// The same formulas with numbers of extras in place of fields.
fn numbered(formulas: &Formulas, extras: &[Extra]) -> Option<Formulas> {
    formulas
        .iter()
        .map(|formula| match formula {
            Some(formula) => Some(Some(with_extras(formula, extras)?)),
            None => Some(None),
        })
        .collect()
}

fn with_extras(formula: &Formula, extras: &[Extra]) -> Option<Formula> {
    let all = |all: &[Formula]| -> Option<Vec<Formula>> {
        all.iter().map(|one| with_extras(one, extras)).collect()
    };
    let number = |field: usize| {
        let wanted = Extra::Field(FieldId(u32::try_from(field).ok()?));
        extras.iter().position(|extra| *extra == wanted)
    };
    Some(match formula {
        Formula::And(conditions) => Formula::And(all(conditions)?),
        Formula::Or(conditions) => Formula::Or(all(conditions)?),
        Formula::Not(inner) => Formula::Not(Box::new(with_extras(inner, extras)?)),
        Formula::Same { own, outer } => Formula::Same {
            own: number(*own)?,
            outer: number(*outer)?,
        },
        other => other.clone(),
    })
}

//! Lists how a contact may turn out, which nobody knows before: answered or not, and the flags that are set in its course.

use super::question::{KNOWN_BEFORE, Question};
use super::session::Scene;
use crate::contact::Column;
use crate::ir::Words;
use crate::ir::log::{FieldId, FieldType, Log};

/// One way in which it may turn out.
#[derive(Debug, Clone)]
pub struct Turn {
    /// Its words.
    pub when: Words,
    /// The outcome, if the log knows of it.
    outcome: Option<(FieldId, u16)>,
    /// Flags that are set in its course.
    pub flags: Vec<FieldId>,
}

/// How a contact may turn out. What the question says stays as it is.
pub fn of(log: &Log, question: &Question) -> Vec<Turn> {
    let is_told = |name: &str| question.fields.contains_key(name);
    let flags: Vec<FieldId> = (0u32..)
        .zip(&log.fields)
        .filter(|(_, field)| field.ty == FieldType::Flag)
        .filter(|(_, field)| !is_told(&field.name) && !KNOWN_BEFORE.contains(&field.name.as_str()))
        .map(|(at, _)| FieldId(at))
        .collect();
    let told: &[(&str, &str, &str)] = match question.get("channel") {
        _ if is_told("outcome") => &[],
        "phone" | "visit" => &[
            ("connected", "if somebody answers", "若接通"),
            ("no-answer", "if nobody answers", "若无人接听"),
        ],
        _ => &[("delivered", "if it arrives", "若送达")],
    };
    let field = log.field("outcome");
    let value = |name: &str| {
        let field = field?;
        let FieldType::Enum { values, .. } = &log.fields.get(field.0 as usize)?.ty else {
            return None;
        };
        let at = values.iter().position(|value| value.name == name)?;
        Some((field, u16::try_from(at).ok()?))
    };
    let mut turns: Vec<Turn> = told
        .iter()
        .map(|(name, english, chinese)| Turn {
            when: Words::both(*english, *chinese),
            outcome: value(name),
            flags: flags.clone(),
        })
        .collect();
    if turns.is_empty() {
        turns.push(Turn {
            when: Words::default(),
            outcome: None,
            flags,
        });
    }
    turns
}

impl Turn {
    /// Lets the contact of a scene turn out so, all its flags up or down.
    pub fn set(&self, scene: &mut Scene, up: bool) {
        let row = scene.row as usize;
        let rows = scene.table.len();
        let columns = &mut scene.table.columns;
        if let Some((field, value)) = self.outcome
            && let Some(column) = columns.get_mut(field.0 as usize)
        {
            if matches!(column, Column::Absent) {
                *column = Column::Enum(vec![None; rows]);
            }
            if let Column::Enum(values) = column
                && let Some(slot) = values.get_mut(row)
            {
                *slot = Some(value);
            }
        }
        for flag in &self.flags {
            if let Some(Column::Flag(values)) = columns.get_mut(flag.0 as usize)
                && let Some(slot) = values.get_mut(row)
            {
                *slot = Some(up);
            }
        }
    }
}

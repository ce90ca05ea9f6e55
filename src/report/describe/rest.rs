//! Describes what a log lacks: rejected rows, what else is to be said, and the fields that no column stands for.

use super::super::View;
use super::{Described, head, item};
use crate::ir::log::FieldId;
use std::io::{self, Write};

/// Rejected rows that are shown.
const MOST_REJECTS: usize = 5;

/// Writes all three.
pub(super) fn write(
    described: &Described<'_>,
    view: &View<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    rejected(described, view, out)?;
    notes(described, view, out)?;
    absent(described, view, out)
}

fn rejected(described: &Described<'_>, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let rejects = &described.survey.read.rejects;
    if rejects.is_empty() {
        return Ok(());
    }
    head(view.word("Rejected", "被拒绝"), view, out)?;
    for reject in rejects.iter().take(MOST_REJECTS) {
        let line = reject.line.map_or(String::new(), |line| format!(":{line}"));
        let words = format!("{}{line}: {}", reject.file, reject.reason.get(view.lang));
        item(&words, view, out)?;
    }
    if rejects.len() > MOST_REJECTS {
        item("...", view, out)?;
    }
    writeln!(out)
}

fn notes(described: &Described<'_>, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let notes = &described.survey.read.notes;
    if notes.is_empty() {
        return Ok(());
    }
    head(view.word("Notes", "说明"), view, out)?;
    for note in notes {
        item(note.get(view.lang), view, out)?;
    }
    writeln!(out)
}

/// The fields that nothing stands for, each with what that means for the rules.
fn absent(described: &Described<'_>, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let missing: Vec<FieldId> = described.missing().collect();
    if missing.is_empty() {
        return Ok(());
    }
    head(
        view.word("Fields that no column stands for", "没有列对应的字段"),
        view,
        out,
    )?;
    let mut unread = Vec::new();
    for id in missing {
        let Some(field) = described.log.fields.get(id.0 as usize) else {
            continue;
        };
        let readers = described.readers.get(id.0 as usize);
        let rules: Vec<&str> = readers
            .into_iter()
            .flatten()
            .map(|rule| rule.id.rsplit('/').next().unwrap_or(&rule.id))
            .collect();
        let rules = rules.join(", ");
        let (en, zh) = match (field.required, rules.is_empty(), field.absent_is_no()) {
            (true, ..) => ("every row needs it", "每条记录都必须有"),
            (false, true, _) => {
                unread.push(field.name.as_str());
                continue;
            }
            (false, false, true) => ("taken for no; read by ", "视为否；使用它的规则："),
            (false, false, false) => (
                "without it these cannot be assessed, or not fully: ",
                "缺少时以下规则无法判断，或无法完整判断：",
            ),
        };
        let rules = if field.required { "" } else { &rules };
        item(
            &format!("{}: {}{rules}", field.name, view.word(en, zh)),
            view,
            out,
        )?;
    }
    if !unread.is_empty() {
        let words = view.word("no rule reads ", "没有规则使用：");
        item(&format!("{words}{}", unread.join(", ")), view, out)?;
    }
    writeln!(out)
}

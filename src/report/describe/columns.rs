//! Describes the columns of one file: what each stands for, how often it is empty, what stands in it and what that is taken for.

use super::super::View;
use super::super::cells::{clean, crop, pad, width};
use super::super::theme::Paint;
use super::super::words::count;
use super::head;
use crate::contact::{ColumnRecord, ColumnSurvey, FileRecord, SurveyedValue};
use crate::ir::Lang;
use crate::ir::log::{FieldType, Log};
use std::io::{self, Write};

/// Values of an enumeration that are listed.
const MOST_VALUES: usize = 30;
/// Values of any other column that are shown.
const SAMPLES: usize = 3;
/// Cells of a value that is shown.
const WIDEST: usize = 32;

/// Writes a file with its columns.
pub(super) fn write(
    record: &FileRecord,
    columns: &[ColumnSurvey],
    log: &Log,
    view: &View<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut about = vec![record.format.to_owned()];
    about.extend(Some(record.encoding.clone()).filter(|name| !name.is_empty()));
    let number = |rows: u64| usize::try_from(rows).unwrap_or(usize::MAX);
    about.push(count(view.lang, number(record.rows), "row", "rows", "行"));
    if record.rejected > 0 {
        let rejected = number(record.rejected);
        about.push(count(
            view.lang,
            rejected,
            "row rejected",
            "rows rejected",
            "行被拒绝",
        ));
    }
    head(&clean(&record.file), view, out)?;
    writeln!(out, "  {}", about.join(view.word(", ", "，")))?;
    let met = record.rows + record.rejected;
    let widest = record.columns.iter().map(|one| width(&clean(&one.header)));
    let widest = widest.max().unwrap_or(0).min(WIDEST);
    for (column, seen) in record.columns.iter().zip(columns) {
        let header = pad(&crop(&clean(&column.header), WIDEST), widest);
        let stands = match (&column.field, column.by) {
            (Some(field), "mapping") => {
                format!("{field} ({})", view.word("hegui.toml", "按 hegui.toml"))
            }
            (Some(field), _) => field.clone(),
            (None, _) => match &seen.guess {
                Some(guess) => format!(
                    "{}{}",
                    view.word("not used", "未使用"),
                    perhaps(guess, view)
                ),
                None => view.word("not used", "未使用").to_owned(),
            },
        };
        let share = match (met, met.saturating_sub(seen.filled)) {
            (0, _) => String::new(),
            (_, 0) => view.word("never empty", "均已填写").to_owned(),
            (_, empty) if empty == met => view.word("always empty", "全部为空").to_owned(),
            (met, empty) => {
                let share = percent(empty, met);
                format!("{share} {}", view.word("empty", "为空"))
            }
        };
        writeln!(
            out,
            "  {header}  -> {}",
            [stands, share].join("; ").trim_end_matches("; ")
        )?;
        let ty = field_of(column, log);
        values(column, seen, ty, view, out)?;
    }
    writeln!(out)
}

/// A share in whole percent, but neither none nor all where that is not so.
fn percent(part: u64, whole: u64) -> String {
    let share = u128::from(part) * 100 / u128::from(whole.max(1));
    match share {
        0 => "<1%".to_owned(),
        share => format!("{share}%"),
    }
}

fn field_of<'l>(column: &ColumnRecord, log: &'l Log) -> Option<&'l FieldType> {
    let id = log.field(column.field.as_ref()?)?;
    log.fields.get(id.0 as usize).map(|field| &field.ty)
}

/// What stands in a column: of an enumeration every value with what it is taken for, of others the first few.
fn values(
    column: &ColumnRecord,
    seen: &ColumnSurvey,
    ty: Option<&FieldType>,
    view: &View<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let listed = matches!(ty, Some(FieldType::Enum { .. } | FieldType::Flag));
    if !listed {
        let shown: Vec<String> = seen
            .values
            .iter()
            .take(SAMPLES)
            .map(|one| sample(one, ty))
            .collect();
        if !shown.is_empty() {
            let dots = if seen.values.len() > SAMPLES || seen.more {
                ", ..."
            } else {
                ""
            };
            writeln!(out, "      {}{dots}", shown.join(", "))?;
        }
        for (word, rows) in column.unknown_values.iter().take(MOST_VALUES) {
            unknown(word, *rows, None, view, out)?;
        }
        return Ok(());
    }
    let mut values: Vec<&SurveyedValue> = seen.values.iter().collect();
    values.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.text.cmp(&b.text)));
    for one in values.iter().take(MOST_VALUES) {
        match &one.meant {
            Some(meant) => {
                let rows = format!("x{}", one.rows);
                writeln!(out, "      {} {rows} = {meant}", quoted(&one.text))?;
            }
            None => unknown(&one.text, one.rows, one.guess.as_deref(), view, out)?,
        }
    }
    if values.len() > MOST_VALUES || seen.more {
        writeln!(out, "      {}", view.word("and other values", "以及其他值"))?;
    }
    Ok(())
}

fn unknown(
    word: &str,
    rows: u64,
    guess: Option<&str>,
    view: &View<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let not = view.word("not understood", "无法理解");
    let guess = match guess {
        Some(guess) => perhaps(guess, view),
        None => String::new(),
    };
    let line = format!("{} x{rows} = {not}{guess}", quoted(word));
    writeln!(out, "      {}", view.paint(Paint::Warning, &line))
}

fn perhaps(guess: &str, view: &View<'_>) -> String {
    match view.lang {
        Lang::En => format!(" (perhaps {guess})"),
        Lang::Zh => format!("（可能是 {guess}）"),
    }
}

/// A value with what it is read as, where that looks different.
fn sample(one: &SurveyedValue, ty: Option<&FieldType>) -> String {
    let text = quoted(&one.text);
    let timed = matches!(
        ty,
        Some(FieldType::Time | FieldType::Date | FieldType::Number)
    );
    match &one.meant {
        Some(meant) if timed && *meant != one.text => format!("{text} = {meant}"),
        _ => text,
    }
}

fn quoted(text: &str) -> String {
    format!("`{}`", crop(&clean(text), WIDEST))
}
